import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../src/id.ts'
import {
  insertVisit,
  planRounds,
  type RoundsPlan,
  type RoundsPlanProblem,
  type RoundVisit,
  scoreRounds,
  type Shift,
} from '../../src/schedule/index.ts'
import { Draws } from '../../src/solver/random.ts'

const days = ['2026-09-15', '2026-09-16'] as const

/** A township's visits with everything that occurs. */
function made(visits: number, shifts: number, seed: number): RoundsPlanProblem {
  const draws = new Draws(seed)
  const pick = <T>(...list: readonly T[]): T => list[draws.below(list.length)]!
  const places = Array.from({ length: 8 }, (_, i) => ({ id: `p${i}`, x: draws.below(40), y: draws.below(40) }))
  const worker = (n: number) => WorkerId.parse(`w${n}`)
  return {
    travel: {
      places: places.map(({ id }) => id),
      minutes: places.map((a) => places.map((b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y))),
    },
    visits: Array.from(
      { length: visits },
      (_, i): RoundVisit => ({
        id: `v${i}`,
        place: `p${draws.below(8)}`,
        minutes: 20 + draws.below(50),
        tier: pick(0, 1, 2, 3, 4),
        lateDays: draws.below(40),
        ...(draws.below(4) === 0 ? { hours: [{ from: 540 + draws.below(200), to: 800 + draws.below(200) }] } : {}),
        ...(draws.below(5) === 0 ? { skills: ['counsels'] } : {}),
        ...(draws.below(6) === 0 ? { notWorkers: [worker(draws.below(3))] } : {}),
        ...(draws.below(6) === 0 ? { from: days[1] } : {}),
        ...(draws.below(7) === 0 ? { together: { on: pick(...days), at: 600 + draws.below(200) } } : {}),
      }),
    ),
    shifts: Array.from(
      { length: shifts },
      (_, i): Shift => ({
        worker: worker(Math.floor(i / 2)),
        on: days[i % 2]!,
        from: 480,
        to: 960 + draws.below(120),
        start: 'p0',
        end: 'p0',
        most: 3 + draws.below(6),
        ...(i % 3 === 0 ? { skills: ['counsels'] } : {}),
      }),
    ),
  }
}

const planned = async (problem: RoundsPlanProblem, seed = 1, options = {}): Promise<RoundsPlan> =>
  (await planRounds(problem, { seed, iterations: 400 }, options))._unsafeUnwrap()

describe('planRounds', () => {
  it('breaks no rule, and each visit is made or has a reason', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 6 }),
        fc.nat(),
        async (v, s, seed) => {
          const problem = made(v, s, seed)
          const plan = await planned(problem)
          const score = scoreRounds(problem, plan.rounds)._unsafeUnwrap()
          expect(score.faults).toEqual([])
          expect([score.way, score.made, score.missed]).toEqual([plan.way, plan.made, plan.missed])
          const visited = new Set(plan.rounds.flatMap(({ visits }) => visits))
          const left = plan.unassigned.map(({ visit }) => visit)
          expect([...visited, ...left].sort()).toEqual(problem.visits.map(({ id }) => id).sort())
          for (const { reasons } of plan.unassigned)
            expect(reasons.reduce((sum, { shifts }) => sum + shifts, 0)).toBe(problem.shifts.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives the same bytes whatever the order of visits and shifts', async () => {
    const problem = made(20, 4, 5)
    const turned = { ...problem, visits: problem.visits.toReversed(), shifts: problem.shifts.toReversed() }
    expect(JSON.stringify(await planned(turned))).toBe(JSON.stringify(await planned(problem)))
  })

  it('sends two workers at one time, or nobody', async () => {
    let both = 0
    for (let seed = 1; seed <= 25; seed++) {
      const problem = made(16, 6, seed)
      const plan = await planned(problem)
      for (const { id, together } of problem.visits) {
        const stops = plan.rounds.flatMap((round) =>
          round.stops.filter(({ visit }) => visit === id).map(({ begin }) => `${round.on} ${begin}`),
        )
        expect([0, together ? 2 : 1]).toContain(stops.length)
        if (together && stops.length === 2) {
          both++
          expect(stops).toEqual([`${together.on} ${together.at}`, `${together.on} ${together.at}`])
        }
      }
    }
    expect(both).toBeGreaterThan(10)
  })

  it('prefers what is urgent or late where there is no time for all', async () => {
    const worker = WorkerId.parse('w1')
    const visit = (id: string, more: Partial<RoundVisit>): RoundVisit => ({
      id,
      place: 'a',
      minutes: 60,
      tier: 1,
      ...more,
    })
    const problem: RoundsPlanProblem = {
      travel: {
        places: ['office', 'a'],
        minutes: [
          [0, 30],
          [30, 0],
        ],
      },
      shifts: [{ worker, on: '2026-09-15', from: 480, to: 600, start: 'office', end: 'office' }],
      visits: [visit('v1', {}), visit('v2', { lateDays: 9 }), visit('v3', { lateDays: 3 })],
    }
    const ids = async (change: Partial<RoundsPlanProblem>) =>
      (await planned({ ...problem, ...change })).rounds.flatMap(({ visits }) => visits)
    expect(await ids({})).toEqual(['v2'])
    expect(await ids({ visits: [...problem.visits, visit('v4', { tier: 4 })] })).toEqual(['v4'])
    expect(await ids({ worth: { tiers: [0, 59, 0, 0, 0], lateDay: 0 } })).toEqual([])
    const plan = await planned({ ...problem, worth: { tiers: [0, 59, 0, 0, 0], lateDay: 0 } })
    expect(plan.unassigned.map(({ reasons }) => reasons)).toEqual(
      problem.visits.map(() => [{ reason: 'tooFar', shifts: 1 }]),
    )
  })

  it('says in each shift what stands in the way', async () => {
    const worker = WorkerId.parse('w1')
    const base: RoundVisit = { id: 'v', place: 'a', minutes: 60, tier: 4 }
    const reasons = async (change: Partial<RoundVisit>, shift: Partial<Shift> = {}) => {
      const plan = await planned({
        travel: {
          places: ['office', 'a'],
          minutes: [
            [0, 30],
            [30, 0],
          ],
        },
        shifts: [{ worker, on: '2026-09-15', from: 480, to: 700, start: 'office', end: 'office', ...shift }],
        visits: [{ ...base, ...change }],
      })
      return plan.unassigned.flatMap((one) => one.reasons.map(({ reason }) => reason))
    }
    expect(await reasons({})).toEqual([])
    expect(await reasons({ from: '2026-09-16' })).toEqual(['day'])
    expect(await reasons({ notWorkers: [worker] })).toEqual(['worker'])
    expect(await reasons({ skills: ['counsels'] })).toEqual(['skill'])
    expect(await reasons({ hours: [{ from: 400, to: 500 }] })).toEqual(['hours'])
    expect(await reasons({}, { most: 0 })).toEqual(['full'])
    expect(await reasons({ together: { on: '2026-09-15', at: 540 } })).toEqual(['secondWorker'])
  })

  it('begins with rounds that stand and is never worse', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = made(25, 6, seed)
      const first = await planned(problem, seed)
      const second = await planned(problem, seed + 1, { start: first.rounds })
      expect(second.way + second.missed).toBeLessThanOrEqual(first.way + first.missed)
    }
  })

  it('refuses what it cannot read, naming field and rule', async () => {
    const problem = made(3, 2, 1)
    const codes = async (change: object) =>
      (await planRounds({ ...problem, ...change }, { seed: 1, iterations: 1 })).match(
        () => [],
        (found) => found.map(({ path, code }) => `${code} ${path}`),
      )
    const [visit, ...others] = problem.visits
    expect(await codes({ visits: [visit, visit] })).toEqual(['duplicate /visits'])
    expect(await codes({ visits: [{ ...visit, place: 'canary' }, ...others] })).toEqual([
      'unknown-code /visits/0/place',
    ])
    expect(await codes({ shifts: [problem.shifts[0], problem.shifts[0]] })).toEqual(['duplicate /shifts'])
    expect(await codes({ travel: { places: problem.travel.places, minutes: [] } })).toEqual([
      'invalid-value /travel/minutes',
    ])
    expect((await codes({ visits: [{ ...visit, minutes: 'canary' }] })).join()).not.toContain('canary')
  })
})

describe('insertVisit', () => {
  it('tries every place: the first is the earliest, and applying it gives what it promises', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = made(12, 4, seed)
      const plan = await planned({ ...problem, visits: problem.visits.slice(1).filter(({ together }) => !together) })
      const emergency: RoundVisit = { id: 'v0', place: 'p3', minutes: 30, tier: 4 }
      const whole = { ...problem, visits: [emergency, ...problem.visits.slice(1)] }
      const places = insertVisit(whole, plan.rounds, 'v0', 100)._unsafeUnwrap()
      for (const place of places) {
        const others = plan.rounds.filter(({ worker, on }) => worker !== place.worker || on !== place.on)
        const after = scoreRounds(whole, [...others, place])._unsafeUnwrap()
        expect(after.faults).toEqual([])
        expect(after.way - plan.way).toBe(place.moreWay)
      }
      const [first] = places
      expect(places.every(({ on, begin }) => on > first!.on || (on === first!.on && begin >= first!.begin))).toBe(true)
    }
  })
})
