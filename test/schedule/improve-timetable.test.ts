import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { improveTimetable, planTimetable, recommendPlacements, type Timetable } from '../../src/schedule/index.ts'
import { analyse } from '../../src/schedule/score/score-timetable.ts'
import type { TimetableProblem } from '../../src/schedule/timetable/timetable-problem.ts'
import { options, problem, problems, read, session } from './cases.ts'

const plain = (one: TimetableProblem, iterations = 300): Timetable => planTimetable(one, { iterations })._unsafeUnwrap()
const better = async (one: TimetableProblem, plan: Pick<Timetable, 'placements'>, iterations = 3000) =>
  (await improveTimetable(one, plan, { seed: 1, iterations }))._unsafeUnwrap()

const noWorse = (a: Timetable['score'], b: Timetable['score']): boolean =>
  a.hard > b.hard || (a.hard === b.hard && (a.medium > b.medium || (a.medium === b.medium && a.soft >= b.soft)))

describe('improveTimetable', () => {
  it('is never worse than the plan given, breaks no hard rule and tells its own score', async () => {
    await fc.assert(
      fc.asyncProperty(problems(6), async (one) => {
        const first = plain(one)
        const second = await better(one, first)
        expect(second.score.hard).toBe(0)
        expect(analyse(read(one), second.placements).score).toEqual(second.score)
        expect(noWorse(second.score, first.score)).toBe(true)
      }),
      { numRuns: 80 },
    )
  })
  it('mends a plan made by hand: what breaks a rule is placed anew', async () => {
    await fc.assert(
      fc.asyncProperty(problems(4), fc.nat(), async (one, k) => {
        const first = plain(one, 2000)
        const moved = first.placements[k % Math.max(1, first.placements.length)]
        fc.pre(moved !== undefined)
        const spoilt = first.placements.map((placed) => (placed === moved ? { ...placed, start: 0 } : placed))
        expect(analyse(read(one), spoilt).score.hard).toBeLessThan(0)
        const mended = await better(one, { placements: spoilt })
        expect(mended.score.hard).toBe(0)
        expect(mended.placements.length).toBeGreaterThanOrEqual(first.placements.length - 1)
      }),
      { numRuns: 40 },
    )
  })
  it('leaves a published plan as it is if nothing has changed', async () => {
    await fc.assert(
      fc.asyncProperty(problems(4), async (one) => {
        const first = plain(one)
        const again = await better({ ...one, previous: first.placements }, first)
        const kept = again.placements.filter((placed) => first.placements.some((was) => isDeepEqual(was, placed)))
        expect(kept).toEqual(first.placements)
      }),
      { numRuns: 40 },
    )
  })
  it('gives the same bytes for the same seed, whatever the order of the lists', async () => {
    await fc.assert(
      fc.asyncProperty(problems(5), async (one) => {
        const turned = { ...one, sessions: [...one.sessions].reverse(), schools: [...one.schools].reverse() }
        const first = plain(one)
        const again = await better(turned, { placements: [...first.placements].reverse() })
        expect(JSON.stringify(again)).toBe(JSON.stringify(await better(one, first)))
      }),
      { numRuns: 30 },
    )
  })
  it('refuses what it cannot read', async () => {
    const one = problem()
    const path = async (plan: unknown, budget: unknown): Promise<string> =>
      (await improveTimetable(one, plan as never, budget as never))._unsafeUnwrapErr()[0].path
    expect(await path({ placements: [{}] }, { seed: 1, iterations: 1 })).toMatch(/^\/placements\/0/)
    expect(await path({ placements: [] }, { seed: 1, iterations: -1 })).toBe('/iterations')
  })
})

const isDeepEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

describe('planTimetable without a budget', () => {
  it('is never worse than without annealing', () => {
    fc.assert(
      fc.property(problems(6), (one) => {
        const usual = planTimetable(one)._unsafeUnwrap()
        expect(usual.score.hard).toBe(0)
        expect(analyse(read(one), usual.placements).score).toEqual(usual.score)
        expect(noWorse(usual.score, plain(one, 4000 + 4 * usual.placements.length).score)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
  it('keeps a published plan if nothing has changed', () => {
    fc.assert(
      fc.property(problems(4), (one) => {
        const first = planTimetable(one)._unsafeUnwrap()
        const again = planTimetable({ ...one, previous: first.placements })._unsafeUnwrap()
        const before = new Set(first.placements.map((placed) => JSON.stringify(placed)))
        expect(again.placements.filter((placed) => before.has(JSON.stringify(placed)))).toEqual(first.placements)
      }),
      { numRuns: 20 },
    )
  })
})

describe('recommendPlacements', () => {
  it('names every place that the check finds free, the best first, each at what it promises', () => {
    fc.assert(
      fc.property(problems(4), fc.nat(), (one, k) => {
        const input = read(one)
        const plan = plain(one)
        const all = options(input).flat()
        const wanted = all[k % Math.max(1, all.length)]
        fc.pre(wanted !== undefined)
        const { session: id, part, number } = wanted
        const own = (item: { session: string; part: number; number: number }): boolean =>
          item.session === id && item.part === part && item.number === number
        const others = plan.placements.filter((placed) => !own(placed))
        const before = analyse(input, others).score
        const free = all.filter(own).flatMap((option) => {
          const { score } = analyse(input, [...others, option])
          return score.hard === 0 ? [score.soft - before.soft] : []
        })
        const found = recommendPlacements(one, plan, { session: id, part, number }, 100_000)._unsafeUnwrap()
        expect(found.map(({ soft }) => soft)).toEqual([...free].sort((a, b) => b - a))
        for (const { placement, soft } of found.slice(0, 5)) {
          const { score } = analyse(input, [...others, placement])
          expect([score.hard, score.soft - before.soft, score.medium - before.medium]).toEqual([0, soft, 1])
        }
        expect(recommendPlacements(one, plan, { session: id, part, number }, 1)._unsafeUnwrap()).toEqual(
          found.slice(0, 1),
        )
      }),
      { numRuns: 60 },
    )
  })
  it('has no place for a meeting that there is not', () => {
    const one = problem({ sessions: [session('L1')] })
    expect(recommendPlacements(one, { placements: [] }, { session: 'ghost' })._unsafeUnwrap()).toEqual([])
    expect(recommendPlacements(one, { placements: [] }, { session: 'L1', number: 2 })._unsafeUnwrap()).toEqual([])
    expect(recommendPlacements(one, { placements: [] }, { session: 'L1' })._unsafeUnwrap().length).toBe(5)
  })
})
