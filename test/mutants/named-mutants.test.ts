import { describe, expect, it } from 'vitest'
import { edits } from './edits.ts'
import { caseworkLaws } from './laws-of-casework.ts'
import { pairingLaws } from './laws-of-pairing.ts'
import { privacyLaws } from './laws-of-privacy.ts'
import { recordLaws } from './laws-of-records.ts'
import { patched } from './patching.ts'

const laws = new Map(
  [...recordLaws, ...privacyLaws, ...pairingLaws, ...caseworkLaws].map((one) => [one.name, one] as const),
)
const named = [...new Set(edits.map((edit) => edit.law))]

/** An expectation that was not met; anything else that is thrown says that the mutant is broken, not that it was found. */
const isBreach = (error: unknown): boolean =>
  error instanceof Error
    ? error.name === 'AssertionError' || isBreach(error.cause)
    : // An answer was taken for the refusal that it should have been.
      String((error as { message?: unknown } | undefined)?.message).startsWith('Called `_unsafeUnwrapErr` on an Ok')

describe('the safety mutants', () => {
  it('are forty at least, each by its name and with a law', () => {
    expect(edits.length).toBeGreaterThanOrEqual(40)
    expect(new Set(edits.map(({ name }) => name)).size).toBe(edits.length)
    for (const law of named) expect([...laws.keys()]).toContain(law)
  })
  it.each(edits)('fit the source in one place: $name', (edit) => {
    expect(patched(edit)).not.toContain(`${edit.from}${edit.from}`)
  })
  it.each(named)('are judged by a law that the source keeps: %s', async (name) => {
    await laws.get(name)?.of()
  })
  it.each(edits)('are found: $name', async ({ name, law }) => {
    const found = await laws
      .get(law)
      ?.of(name)
      .then(
        () => 'nothing' as const,
        (error: unknown) => error,
      )
    expect(found).not.toBe('nothing')
    expect(isBreach(found), String(found)).toBe(true)
  })
})
