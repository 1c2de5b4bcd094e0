import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostGroups, worthOf } from '../../src/solver/enrolment/enrolment-problem.ts'
import {
  draftSeats,
  enrolSparse,
  type EnrolmentProblem,
  fairRanks,
  lottery,
  tradeSeats,
  verifyEnrolment,
} from '../../src/solver/index.ts'
import { exact, made, type Making, programme } from './enrolment-instances.ts'

/** What the best plan is worth, by an exact solver that shares nothing with ours. */
function bestWorth(problem: EnrolmentProblem): number {
  if (problem.group.length === 0) return 0
  const { Status, ObjectiveValue } = exact.solve(programme(problem), {
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    output_flag: false,
  })
  expect(Status).toBe('Optimal')
  return Math.round(ObjectiveValue)
}

const small = (double: number): fc.Arbitrary<Making> =>
  fc.record({
    rows: fc.integer({ min: 0, max: 24 }),
    groups: fc.integer({ min: 1, max: 9 }),
    slots: fc.integer({ min: 1, max: 5 }),
    wishes: fc.integer({ min: 0, max: 7 }),
    most: fc.integer({ min: 0, max: 4 }),
    supply: fc.integer({ min: 10, max: 130 }),
    double: fc.constant(double),
    first: fc.constantFrom(0, 1, 7, 50, 100_000),
    seed: fc.nat(),
  })

const order = (problem: EnrolmentProblem) => lottery(problem.most.length, 5)
const solved = (problem: EnrolmentProblem) => enrolSparse(problem)._unsafeUnwrap()

describe('enrolSparse', () => {
  it('reaches the worth that an exact solver of another kind reaches, and proves it', () => {
    fc.assert(
      fc.property(small(0), (making) => {
        const problem = made(making)
        const plan = solved(problem)
        expect(verifyEnrolment(problem, plan)).toEqual([])
        expect(plan.bound).toBe(plan.worth)
        expect(plan.worth).toBe(bestWorth(problem))
      }),
      { numRuns: 250 },
    )
  })

  it('comes within 2 % of the best beside the floor where groups lie in two slots, and serves no fewer', () => {
    let reached = 0
    let possible = 0
    for (let seed = 1; seed <= 8; seed++)
      for (const double of [20, 60, 100]) {
        const problem = made({
          rows: 60,
          groups: 14,
          slots: 6,
          wishes: 8,
          most: 3,
          supply: 80,
          double,
          first: 100_000,
          seed,
        })
        const plan = solved(problem)
        expect(verifyEnrolment(problem, plan)).toEqual([])
        const best = bestWorth(problem)
        expect(best).toBeLessThanOrEqual(plan.bound)
        expect(Math.floor(plan.worth / 100_000)).toBe(Math.floor(best / 100_000))
        expect((plan.worth % 100_000) / (best % 100_000)).toBeGreaterThanOrEqual(0.98)
        reached += plan.worth % 100_000
        possible += best % 100_000
      }
    expect(reached / possible).toBeGreaterThan(0.99)
  })

  it('is never worth less than the draft that it began with', () => {
    fc.assert(
      fc.property(small(60), (making) => {
        const problem = made(making)
        const plan = solved(problem)
        const drafted = draftSeats(problem, Int32Array.from(problem.most.keys()), 'snake')._unsafeUnwrap()
        expect(verifyEnrolment(problem, plan)).toEqual([])
        expect(plan.worth).toBeGreaterThanOrEqual(worthOf(problem, drafted))
      }),
      { numRuns: 150 },
    )
  })

  it('serves no fewer rows when there are more seats', () => {
    fc.assert(
      fc.property(small(0), fc.nat(), (making, pick) => {
        const problem = made({ ...making, first: 100_000 })
        const g = pick % problem.seats.length
        const more = { ...problem, seats: problem.seats.map((seats, at) => (at === g ? seats + 1 : seats)) }
        expect(Math.floor(solved(more).worth / 100_000)).toBeGreaterThanOrEqual(
          Math.floor(solved(problem).worth / 100_000),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('leaves no trade in which nobody loses', () => {
    fc.assert(
      fc.property(small(0), (making) => {
        const problem = made(making)
        const { taken, worth } = solved(problem)
        expect(worthOf(problem, tradeSeats(problem, taken)._unsafeUnwrap())).toBe(worth)
      }),
      { numRuns: 150 },
    )
  })

  it('refuses what does not fit together', () => {
    const problem = made({
      rows: 3,
      groups: 2,
      slots: 2,
      wishes: 2,
      most: 1,
      supply: 100,
      double: 0,
      first: 0,
      seed: 1,
    })
    const refused = (change: Partial<Record<keyof EnrolmentProblem, unknown>>) =>
      enrolSparse({ ...problem, ...change } as EnrolmentProblem).match(
        () => [],
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused({ seats: [1, 2] })).toEqual(['/seats invalid-type'])
    expect(refused({ seats: Int32Array.of(-1, 2) })).toEqual(['/seats/0 invalid-value'])
    expect(refused({ start: Int32Array.of(0, 4, 2, 6) })).toEqual(['/start inconsistent'])
    expect(refused({ slotStart: Int32Array.of(0, 1) })).toEqual(['/slotStart inconsistent'])
    expect(refused({ first: new Int32Array(2) })).toEqual(['/first inconsistent'])
    expect(refused({ group: Int32Array.of(0, 0, 0, 1, 0, 1) })).toEqual(['/group/1 duplicate'])
    expect(refused({ group: Int32Array.of(0, 2, 0, 1, 0, 1) })).toContain('/group/1 invalid-value')
    expect(refused({ worth: Float64Array.of(1, 1, 0.5, 1, 1, 1) })).toEqual(['/worth/2 invalid-value'])
    expect(refused({ most: Int32Array.of(1, 1, 13) })).toEqual(['/most/2 invalid-value'])
    expect(refused({ first: new Float64Array(3).fill(Number.MAX_SAFE_INTEGER) })).toEqual(['/worth too-large'])
    expect(refused({ seats: new Int32Array(mostGroups + 1) })).toEqual(['/slotStart inconsistent'])
    expect(enrolSparse(null as unknown as EnrolmentProblem).isErr()).toBe(true)
  })
})

describe('verifyEnrolment', () => {
  it('rejects every plan that is worse, breaks a rule, or says too much', () => {
    let worse = 0
    fc.assert(
      fc.property(small(0), fc.nat(), (making, pick) => {
        const problem = made(making)
        const plan = solved(problem)
        if (plan.taken.length === 0) return
        const taken = plan.taken.slice()
        const e = pick % taken.length
        taken[e] = 1 - taken[e]!
        const worth = worthOf(problem, taken)
        // With the bound of a best plan said to be its own worth, no plan that is worse can pass.
        if (worth < plan.worth) {
          worse++
          expect(verifyEnrolment(problem, { ...plan, taken, worth, bound: worth })).not.toEqual([])
        } else if (worth > plan.worth)
          expect(verifyEnrolment(problem, { ...plan, taken, worth, bound: worth })).not.toEqual([])
        expect(verifyEnrolment(problem, { ...plan, worth: plan.worth + 1 })).not.toEqual([])
      }),
      { numRuns: 150 },
    )
    expect(worse).toBeGreaterThan(20)
  })

  it('rejects the snake draft sold as a best plan, whatever the prices', () => {
    const problem = made({
      rows: 40,
      groups: 8,
      slots: 4,
      wishes: 6,
      most: 3,
      supply: 80,
      double: 0,
      first: 0,
      seed: 3,
    })
    const plan = solved(problem)
    const taken = draftSeats(problem, order(problem), 'snake')._unsafeUnwrap()
    const worth = worthOf(problem, taken)
    expect(worth).toBeLessThan(plan.worth)
    for (const price of [plan.price, new Float64Array(8), plan.price.map((value) => value + 3)])
      expect(verifyEnrolment(problem, { taken, price, worth, bound: worth }).map(({ path }) => path)).toEqual([
        '/bound',
      ])
  })
})

describe('draftSeats', () => {
  it('breaks no rule', () => {
    fc.assert(
      fc.property(small(50), fc.constantFrom('snake' as const, 'serial' as const), (making, turns) => {
        const problem = made(making)
        const taken = draftSeats(problem, order(problem), turns)._unsafeUnwrap()
        const price = new Float64Array(problem.seats.length)
        const bound = Number.MAX_SAFE_INTEGER
        expect(verifyEnrolment(problem, { taken, price, worth: worthOf(problem, taken), bound })).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

describe('tradeSeats', () => {
  it('breaks no rule, makes no row worse off, and ends where a second round changes nothing', () => {
    let gained = 0
    fc.assert(
      fc.property(small(40), (making) => {
        const problem = made(making)
        const before = draftSeats(problem, order(problem), 'serial')._unsafeUnwrap()
        // A plan with room: every third seat is given up first.
        const loose = before.map((yes, e) => (e % 3 === 0 ? 0 : yes))
        const after = tradeSeats(problem, loose)._unsafeUnwrap()
        const price = new Float64Array(problem.seats.length)
        const worth = worthOf(problem, after)
        expect(verifyEnrolment(problem, { taken: after, price, worth, bound: Number.MAX_SAFE_INTEGER })).toEqual([])
        problem.most.forEach((_, i) => {
          const own = (taken: Uint8Array) =>
            [...problem.worth].reduce(
              (sum, value, e) =>
                e >= problem.start[i]! && e < problem.start[i + 1]! && taken[e] === 1 ? sum + value : sum,
              0,
            )
          expect(own(after)).toBeGreaterThanOrEqual(own(loose))
        })
        gained += worth - worthOf(problem, loose)
        expect(tradeSeats(problem, after)._unsafeUnwrap()).toEqual(after)
      }),
      { numRuns: 100 },
    )
    expect(gained).toBeGreaterThan(0)
  })
})

describe('fairRanks', () => {
  /** The profile of ranks of every plan, without a seat as the worst; the least one, worst ranks first. */
  function leastProfile(problem: EnrolmentProblem, rank: Int32Array): readonly number[] {
    const rows = problem.most.length
    const free = [...problem.seats]
    const worst = Math.max(1, ...rank) + 1
    const counts: number[] = Array.from({ length: worst + 1 }, () => 0)
    let best: number[] | undefined
    const less = (a: readonly number[], b: readonly number[]) => {
      for (let k = worst; k > 0; k--) if (a[k] !== b[k]) return a[k]! < b[k]!
      return false
    }
    const place = (i: number): void => {
      if (i === rows) {
        if (best === undefined || less(counts, best)) best = [...counts]
        return
      }
      counts[worst]!++
      place(i + 1)
      counts[worst]!--
      for (let e = problem.start[i]!; e < problem.start[i + 1]!; e++) {
        const g = problem.group[e]!
        if (free[g] === 0) continue
        free[g]!--
        counts[rank[e]!]!++
        place(i + 1)
        counts[rank[e]!]!--
        free[g]!++
      }
    }
    place(0)
    return best ?? counts
  }

  it('has the fewest rows at the worst rank, then at the next, as trying all plans shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (rows, groups, seed) => {
        const problem = made({ rows, groups, slots: 3, wishes: 4, most: 1, supply: 70, double: 0, first: 0, seed })
        const rank = problem.group.map((_, e) => e - problem.start[problem.start.findIndex((end) => end > e) - 1]! + 1)
        const of = fairRanks({ ...problem, rank, weight: new Int32Array(rows).fill(1) })._unsafeUnwrap()
        const worst = Math.max(1, ...rank) + 1
        const counts = Array.from({ length: worst + 1 }, () => 0)
        of.forEach((g, i) => {
          const e = problem.group.findIndex((at, k) => at === g && k >= problem.start[i]! && k < problem.start[i + 1]!)
          expect(g < 0 || e >= 0).toBe(true)
          counts[g < 0 ? worst : rank[e]!]!++
        })
        problem.seats.forEach((seats, g) => expect(of.filter((at) => at === g).length).toBeLessThanOrEqual(seats))
        expect(counts).toEqual(leastProfile(problem, rank))
      }),
      { numRuns: 200 },
    )
  })
})

describe('lottery', () => {
  it('draws every number once, and the same order for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer(), (count, seed) => {
        const drawn = lottery(count, seed)
        expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
        expect(lottery(count, seed)).toEqual(drawn)
      }),
    )
    expect(lottery(50, 1)).not.toEqual(lottery(50, 2))
  })
})
