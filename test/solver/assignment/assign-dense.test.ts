import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assignment, type AssignmentProblem, assignDense, assignSparse } from '../../../src/solver/index.ts'
import type { DenseProblem } from '../../../src/solver/index.ts'
import { verifyAssignment } from '../../../src/solver/index.ts'
import { solve } from '../../../src/solver/assignment/table/core.ts'
import { firstChoice } from '../../../src/solver/assignment/engine/first-choice.ts'
import { leastPrices } from '../../../src/solver/assignment/engine/least-prices.ts'
import { optimum } from '../../../src/solver/assignment/engine/optimum.ts'
import { seating } from '../../../src/solver/assignment/engine/residual.ts'
import { successivePaths } from '../../../src/solver/assignment/engine/successive-paths.ts'
import { families, planted, problemOf, rowsOf, smallProblem, stream } from './instances.ts'

const plain = (a: Assignment) => ({ of: [...a.of], price: [...a.price], cost: a.cost })

/** Every column for every row, with what an edge costs; a missing one costs more than leaving. */
const denseOf = (problem: AssignmentProblem): DenseProblem => {
  const columns = problem.seats.length
  const rows = rowsOf(problem)
  const cost = Float64Array.from(
    rows.flatMap(({ edges, leave }) => {
      const line = Array.from({ length: columns }, () => leave + 1)
      for (const [j, c] of edges) line[j] = Math.min(line[j]!, c)
      return line
    }),
  )
  return { rows: rows.length, columns, cost, seats: problem.seats, leave: problem.leave }
}

/** The same with columns in falling order, so that it is not known as full and is solved the other way. */
const sparseOf = ({ rows, columns, cost, seats, leave }: DenseProblem): AssignmentProblem => {
  const target = Int32Array.from({ length: rows * columns }, (_, e) => columns - 1 - (e % columns))
  return {
    seats,
    leave,
    cost: cost.map((_, e) => cost[e - (e % columns) + target[e]!]!),
    start: Int32Array.from({ length: rows + 1 }, (_, i) => i * columns),
    target,
  }
}

describe('assignDense', () => {
  it('answers as assignSparse does with all edges, on every family, small and beyond what a few edges of each row can say', () => {
    for (const [name, family] of Object.entries(families))
      for (const [size, seed] of [
        [3, 1],
        [19, 2],
        [70, 3],
      ] as const) {
        const dense = denseOf(family(size, seed))
        const answer = assignDense(dense)._unsafeUnwrap()
        expect(plain(answer), `${name}, ${size}`).toEqual(plain(assignSparse(sparseOf(dense))._unsafeUnwrap()))
        expect(verifyAssignment(sparseOf(dense), answer), `${name}, ${size}`).toEqual([])
      }
  })

  it('answers as assignSparse does where rows have many best columns, all seats taken or not', () => {
    const side = fc.integer({ min: 36, max: 88 })
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(1, 2, 4, 30),
        fc.nat(2),
        fc.integer(),
        (rows, other, range, kind, seed) => {
          const draw = stream(seed)
          // Every seat taken, by one row or by two at a column; or seats to spare or too few.
          const columns = kind === 0 ? rows : kind === 3 ? rows >> 1 : other
          const dense: DenseProblem = {
            rows,
            columns,
            cost: Int32Array.from({ length: rows * columns }, () => Math.floor(draw() * range)),
            seats: Int32Array.from({ length: columns }, () => (kind === 2 ? Math.floor(draw() * 3) : 1)).map(
              (own, j) => (kind !== 3 ? own : j === 0 ? 2 + (rows % 2) : 2),
            ),
            leave: Int32Array.from({ length: rows }, () => (kind === 2 ? Math.floor(draw() * 2 * range) : 99_999)),
          }
          expect(plain(assignDense(dense)._unsafeUnwrap())).toEqual(
            plain(assignSparse(sparseOf(dense))._unsafeUnwrap()),
          )
        },
      ),
      { numRuns: 250 },
    )
  })

  it('gives seats, tiers and rows that stay without their due in a county of every pair', () => {
    const draw = stream(42)
    const seats = Int32Array.from({ length: 60 }, () => 1 + Math.floor(draw() * 5))
    const rows = 250
    const cost = Int32Array.from({ length: rows * 60 }, () => Math.floor(draw() * 10_000))
    const leave = Float64Array.from({ length: rows }, () => 20_000 * (1 + Math.floor(draw() * 4)))
    const dense = { rows, columns: 60, cost, seats, leave }
    const answer = assignDense(dense)._unsafeUnwrap()
    expect(verifyAssignment(sparseOf(dense), answer)).toEqual([])
    expect(answer.of.filter((j) => j < 0).length).toBeGreaterThan(20)
  })

  it('refuses what cannot be read, naming the field', () => {
    const good = { rows: 1, columns: 2, cost: Int32Array.of(3, 4), seats: Int32Array.of(1, 1), leave: Int32Array.of(9) }
    const codes = (change: object): string[] =>
      assignDense({ ...good, ...change }).match(
        () => [],
        (problems) => problems.map((p) => `${p.path} ${p.code}`),
      )
    expect(codes({})).toEqual([])
    expect(codes({ rows: 2 })).toEqual(['/rows inconsistent', '/cost inconsistent'])
    expect(codes({ columns: 3 })).toEqual(['/columns inconsistent', '/cost inconsistent'])
    expect(codes({ cost: Float64Array.of(1, 0.5) })).toEqual(['/cost/1 invalid-value'])
    expect(codes({ cost: Int32Array.of(1, -5) })).toEqual(['/cost/1 invalid-value'])
    expect(codes({ cost: [1, 2] })).toEqual(['/cost invalid-type'])
    expect(codes({ leave: Float64Array.of(2 ** 53 - 1) })).toEqual(['/leave too-large'])
    expect(assignDense(undefined as never).isErr()).toBe(true)
  })
})

describe('the fast method', () => {
  /** Seats and prices of the plainest method, made canonical by the same last steps. */
  const ofPlain = (problem: AssignmentProblem) => {
    const state = successivePaths(problem)
    return { of: [...seating(state)], price: [...state.price] }
  }

  it('finds the prices of the plain method wherever it is made to stop bidding', () => {
    const visits = fc.constantFrom(0, 1, 7, 40, 300, 1_000_000)
    fc.assert(
      fc.property(smallProblem(9, 6), visits, (problem, limit) => {
        const state = optimum(problem, limit)
        if (!state) {
          expect(limit).toBeLessThan(1_000_000)
          return
        }
        leastPrices(state)
        expect([...state.price]).toEqual(ofPlain(problem).price)
      }),
      { numRuns: 1500 },
    )
  })

  it('answers as the plain method does on every family', () => {
    for (const [name, family] of Object.entries(families))
      for (let seed = 1; seed <= 30; seed++) {
        const problem = family(1 + seed, seed)
        const state = optimum(problem)
        leastPrices(state)
        expect([...state.price], `${name}, ${seed}`).toEqual(ofPlain(problem).price)
        const solved = solve(problem)
        expect([...solved.price], name).toEqual([...state.price])
        const chosen = firstChoice(solved, problem.leave)
        expect([...firstChoice({ ...solved, of: seating(state) }, problem.leave)], name).toEqual([...chosen])
      }
  })

  it('reaches planted optima', () => {
    const { problem, optimum: known } = planted(20_000, 6000, 12, 3)
    const answer = assignSparse(problem)._unsafeUnwrap()
    expect(answer.cost).toBe(known)
    expect(verifyAssignment(problem, answer)).toEqual([])
  })

  it('keeps every price whole and below 2^53 where five tiers each outweigh a million rows', () => {
    const draw = stream(9)
    const step = 1_000_000 * 9999 + 1
    const problem = problemOf(
      Array.from({ length: 60 }, () => 1 + Math.floor(draw() * 3)),
      Array.from({ length: 300 }, () => ({
        leave: step * (1 + Math.floor(draw() * 5)),
        edges: Array.from({ length: 8 }, () => [Math.floor(draw() * 60), Math.floor(draw() * 10_000)] as const),
      })),
    )
    const state = optimum(problem)
    expect([...state.price].every((own) => Number.isSafeInteger(own) && own >= 0)).toBe(true)
    expect(verifyAssignment(problem, assignSparse(problem)._unsafeUnwrap())).toEqual([])
  })

  it('is right about problems full of ties whose parts share nothing', () => {
    fc.assert(
      fc.property(fc.array(smallProblem(6, 4), { minLength: 2, maxLength: 5 }), (parts) => {
        let shift = 0
        const seats: number[] = []
        const rows = parts.flatMap((part) => {
          const moved = rowsOf(part).map((row) => ({
            ...row,
            edges: row.edges.map(([j, c]) => [j + shift, c] as const),
          }))
          seats.push(...part.seats)
          shift += part.seats.length
          return moved
        })
        const apart = parts.map((part) => assignSparse(part)._unsafeUnwrap())
        const all = assignSparse(problemOf(seats, rows))._unsafeUnwrap()
        expect(all.cost).toBe(apart.reduce((sum, { cost }) => sum + cost, 0))
        expect([...all.price]).toEqual(apart.flatMap(({ price }) => [...price]))
      }),
      { numRuns: 300 },
    )
  })
})
