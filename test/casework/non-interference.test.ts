import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import { pointer } from '../../src/index.ts'
import { err, ok, type Outcome, type OutcomeAsync, ResultAsync } from '../../src/problem.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import type { Open } from './county.ts'
import { outputs, rights, type Story, stories, suspects, tellsNothing, world } from './non-interference.ts'

const plain: Story = { steps: ['contact', 'glass', 'rename', 'looked'], at: 1, matter: 'held', exited: false }
const ending: Story = {
  steps: ['looked', 'exit', 'looked', 'ask', 'approve', 'settle'],
  at: 1,
  matter: 'held',
  exited: true,
}

describe('a matter', () => {
  it('could come out by the outputs of a session, and all of them are listed', async () => {
    const { casework } = await world(openCasework, {})
    const one = casework.session({
      partition: '520526',
      actor: { id: 'w3', role: 'worker' },
      purpose: 'care',
      relation: { to: 'ownCase' },
    })
    expect(Object.keys(outputs).sort((a, b) => (a < b ? -1 : 1))).toEqual(
      Object.keys(one).sort((a, b) => (a < b ? -1 : 1)),
    )
  })
  it.each(suspects.map((who) => [who.role, who] as const))(
    'comes out by no output to its possible cause: %s, on every footing',
    async (_, who) => {
      for (const right of rights(who))
        for (const story of [plain, ending]) await tellsNothing(openCasework, who, right, story)
    },
  )
  it('comes out by no output in any history of changes, reports, holds, emergencies, erasures and hand-overs', async () => {
    const cases = suspects.flatMap((who) => rights(who).map((right) => [who, right] as const))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), stories, async ([who, right], story) => {
        await tellsNothing(openCasework, who, right, story)
      }),
      { numRuns: 30, seed: 20260915 },
    )
  })
})

/** Adds to an answer how many matters lie with the child, whatever its form: what nobody may do. */
const withCount = (value: unknown, matters: number): unknown => {
  if (typeof value === 'number') return value + matters
  if (typeof value === 'string') return value + String(matters)
  if (Array.isArray(value)) return matters > 0 ? [...(value as readonly unknown[]), { matters }] : value
  return { ...(value as object | undefined), matters }
}

const leaking =
  (name: keyof Session<Purpose>): Open =>
  (options) =>
    openCasework(options).map((casework) => {
      const matters = async () => {
        const stored = await casework.files.read('520526', 'c1')
        return stored.map(({ file }) => Object.keys(file.incidents).length).unwrapOr(-1)
      }
      const session = (given: Parameters<Casework['session']>[0]) => {
        const one = casework.session<Purpose>(given)
        if (given.actor.id !== 'w3' || given.purpose !== 'care') return one
        const call = one[name] as (...args: readonly unknown[]) => OutcomeAsync<unknown>
        const each = async function* (query: Parameters<typeof one.each>[0]) {
          for await (const view of one.each(query))
            yield view.isOk() ? ok(withCount(view.value, await matters())) : view
        }
        const told = (...args: readonly unknown[]) =>
          new ResultAsync(
            (async (): Promise<Outcome<unknown>> => {
              const done = await call(...args)
              const count = await matters()
              if (done.isOk()) return ok(withCount(done.value, count))
              const [problem] = done.error
              return err([{ ...problem, path: pointer(count) }])
            })(),
          )
        return { ...one, [name]: name === 'each' ? each : told }
      }
      return { ...casework, session: session as unknown as Casework['session'] }
    })

describe('the law that a matter does not come out', () => {
  const [who] = suspects
  const right = { purpose: 'care', relation: { to: 'ownCase' } } as const
  it.each(Object.keys(outputs) as (keyof Session<Purpose>)[])('finds a leak through %s', async (name) => {
    if (!who) throw new Error('nobody')
    await expect(tellsNothing(leaking(name), who, right, plain)).rejects.toThrow(`expected '${name} `)
  })
})
