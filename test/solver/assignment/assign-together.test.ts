import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AssignmentProblem,
  assignSparse,
  assignTogether,
  bottleneck,
  reassign,
} from '../../../src/solver/index.ts'
import { families, problemOf, rowsOf, smallProblem, solved, stream } from './instances.ts'

/** All assignments of a problem, each with its cost, its dearest edge and who sits where. */
function* every(problem: AssignmentProblem) {
  const rows = rowsOf(problem)
  const free = [...problem.seats]
  const of: number[] = []
  function* from(
    i: number,
    cost: number,
    dearest: number,
    left: number,
  ): Generator<{
    readonly of: readonly number[]
    readonly cost: number
    readonly dearest: number
    readonly left: number
  }> {
    const row = rows[i]
    if (!row) {
      yield { of: [...of], cost, dearest, left }
      return
    }
    of.push(-1)
    yield* from(i + 1, cost + row.leave, dearest, left + row.leave)
    of.pop()
    for (const [j, c] of row.edges) {
      if (free[j]! === 0) continue
      free[j]!--
      of.push(j)
      yield* from(i + 1, cost + c, Math.max(dearest, c), left)
      of.pop()
      free[j]!++
    }
  }
  yield* from(0, 0, 0, 0)
}

const grouped = smallProblem(6, 4).chain((problem) =>
  fc.tuple(
    fc.constant(problem),
    fc.array(fc.integer({ min: -1, max: 2 }), { minLength: problem.leave.length, maxLength: problem.leave.length }),
  ),
)

describe('assignTogether', () => {
  it('is as cheap as the best of all assignments that keep groups together, and never below its bound', () => {
    let kept = 0
    fc.assert(
      fc.property(grouped, ([problem, group]) => {
        const together = (of: readonly number[]): boolean =>
          of.every((j, i) => group[i]! < 0 || of.every((other, k) => group[k] !== group[i] || other === j))
        let best = Number.POSITIVE_INFINITY
        for (const { of, cost } of every(problem)) if (cost < best && together(of)) best = cost
        const answer = assignTogether({ ...problem, group: Int32Array.from(group) }, 1000)._unsafeUnwrap()
        expect(answer.exhausted).toBe(true)
        expect(answer.cost).toBe(best)
        expect(together([...answer.of])).toBe(true)
        expect(answer.bound).toBeLessThanOrEqual(best)
        if (answer.cost > solved(problem).cost) kept++
      }),
      { numRuns: 600 },
    )
    expect(kept).toBeGreaterThan(50)
  })

  it('is what assignSparse answers where nobody belongs together, with nothing between cost and bound', () => {
    fc.assert(
      fc.property(smallProblem(8, 5), (problem) => {
        const answer = assignTogether({ ...problem, group: new Int32Array(problem.leave.length).fill(-1) }, 1)
        const { of, cost, bound, exhausted } = answer._unsafeUnwrap()
        const alone = solved(problem)
        expect([[...of], cost, bound, exhausted]).toEqual([[...alone.of], alone.cost, alone.cost, true])
      }),
      { numRuns: 300 },
    )
  })

  it('says where it stopped, keeps groups together all the same and tells a true bound', () => {
    fc.assert(
      fc.property(grouped, fc.integer({ min: 1, max: 3 }), ([problem, group], branches) => {
        const all = assignTogether({ ...problem, group: Int32Array.from(group) }, 1000)._unsafeUnwrap()
        const some = assignTogether({ ...problem, group: Int32Array.from(group) }, branches)._unsafeUnwrap()
        expect(some.bound).toBe(all.bound)
        expect(some.cost).toBeGreaterThanOrEqual(all.cost)
        if (some.exhausted) expect(some.cost).toBe(all.cost)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses groups that do not fit', () => {
    const one = problemOf([1], [{ leave: 9, edges: [[0, 3] as const] }])
    expect(assignTogether({ ...one, group: Int32Array.of() }, 9).isErr()).toBe(true)
    expect(assignTogether({ ...one, seats: Int32Array.of(-1), group: Int32Array.of(-1) }, 9).isErr()).toBe(true)
  })
})

describe('bottleneck', () => {
  it('is the least dearest edge of all assignments that leave as little as possible', () => {
    fc.assert(
      fc.property(smallProblem(6, 4), (problem) => {
        let left = Number.POSITIVE_INFINITY
        let least = 0
        for (const one of every(problem))
          if (one.left < left || (one.left === left && one.dearest < least)) {
            left = one.left
            least = one.dearest
          }
        expect(bottleneck(problem)._unsafeUnwrap()).toBe(least)
      }),
      { numRuns: 1500 },
    )
  })

  it('refuses what cannot be read', () => {
    expect(bottleneck({} as never).isErr()).toBe(true)
  })
})

describe('reassign', () => {
  it('answers as from scratch after any changes, from a good start, a stale one or junk', () => {
    const junk = fc.constantFrom('kept', 'stale', 'junk')
    fc.assert(
      fc.property(smallProblem(9, 6), fc.integer(), junk, (problem, seed, kind) => {
        const draw = stream(seed)
        const before = solved(problem)
        const rows = rowsOf(problem).map((row) => ({
          leave: draw() < 0.2 ? Math.floor(draw() * 2000) : row.leave,
          edges: row.edges
            .filter(() => draw() < 0.9)
            .map(([j, c]) => [j, draw() < 0.2 ? Math.floor(draw() * 10) : c] as const),
        }))
        const seats = [...problem.seats].map((count) => (draw() < 0.2 ? Math.floor(draw() * 4) : count))
        const changed = kind === 'kept' ? problem : problemOf(seats, rows)
        const from =
          kind === 'junk'
            ? {
                of: before.of.map(() => Math.floor(draw() * 9) - 2),
                price: before.price.map(() => (draw() < 0.3 ? Number.NaN : Math.floor(draw() * 3000) - 100)),
              }
            : before
        const plain = ({ of, price, cost }: typeof before) => ({ of: [...of], price: [...price], cost })
        expect(plain(reassign(changed, from)._unsafeUnwrap())).toEqual(plain(solved(changed)))
      }),
      { numRuns: 3000 },
    )
  })

  it('stays equal to a fresh solve through a long chain of changes', () => {
    const draw = stream(11)
    let problem = families['towns, few seats, tiers']!(60, 2)
    let now = solved(problem)
    for (let k = 0; k < 100; k++) {
      const rows = rowsOf(problem)
      const at = Math.floor(draw() * rows.length)
      rows[at] = {
        leave: rows[at]!.leave,
        edges: rows[at]!.edges.map(([j]) => [j, Math.floor(draw() * 5000)] as const),
      }
      const seats = [...problem.seats]
      seats[Math.floor(draw() * seats.length)] = Math.floor(draw() * 4)
      problem = problemOf(seats, rows)
      now = reassign(problem, now)._unsafeUnwrap()
      const fresh = assignSparse(problem)._unsafeUnwrap()
      expect([...now.of]).toEqual([...fresh.of])
      expect([...now.price]).toEqual([...fresh.price])
    }
  })

  it('refuses a start of another size', () => {
    const one = problemOf([1], [{ leave: 9, edges: [[0, 3] as const] }])
    expect(reassign(one, { of: Int32Array.of(), price: Float64Array.of(0) }).isErr()).toBe(true)
    expect(reassign(one, { of: Int32Array.of(0), price: Float64Array.of() }).isErr()).toBe(true)
  })
})
