import { describe, expect, it } from 'vitest'
import { canary, heard, type Line, saidBy } from './bad-inputs/line.ts'
import { textLines } from './bad-inputs/text-lines.ts'
import { valueLines } from './bad-inputs/value-lines.ts'
import { programmeLines } from './bad-inputs/programme-lines.ts'
import { storeLines } from './bad-inputs/store-lines.ts'
import { sheetLines } from './bad-inputs/sheet-lines.ts'

const lines: readonly Line[] = [...textLines, ...valueLines, ...programmeLines, ...storeLines, ...sheetLines].toSorted(
  (a, b) => a.n - b.n,
)

describe('a bad input', () => {
  it.each(lines.map((line) => [line.n, line.input, line.door, line] as const))(
    '%s, %s: %s',
    async (_, _input, _door, { says, secret = canary, run }) => {
      const [answer, noise] = await heard(run)
      const said = saidBy(answer)
      expect(said.says).toEqual(says)
      for (const text of [...said.shown, noise]) expect(text).not.toContain(secret)
    },
  )
})

describe('the list of bad inputs', () => {
  it('has a test for each of its lines, 1 to 90', () => {
    const there = new Set(lines.map(({ n }) => n))
    expect(Array.from({ length: 90 }, (_, i) => i + 1).filter((n) => !there.has(n))).toEqual([])
  })
})
