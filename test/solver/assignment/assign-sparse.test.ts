import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assignment, assignSparse, verifyAssignment } from '../../../src/solver/index.ts'
import { families, planted, problemOf, rowsOf, smallProblem, solved, stream } from './instances.ts'
import { bruteForce, hungarian } from './oracle.ts'

const shuffled = <T>(list: readonly T[], draw: () => number): T[] => {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(draw() * (i + 1))
    ;[out[i], out[k]] = [out[k]!, out[i]!]
  }
  return out
}

const plain = (a: Assignment) => ({ of: [...a.of], price: [...a.price], cost: a.cost })

describe('assignSparse', () => {
  it('finds what trying every assignment finds, and of those that cost the same the first', () => {
    fc.assert(
      fc.property(smallProblem(7, 5), (problem) => {
        const { of, cost } = solved(problem)
        expect({ of: [...of], cost }).toEqual(bruteForce(problem))
      }),
      { numRuns: 4000 },
    )
  })

  it('prices a target at exactly what one more seat there would save', () => {
    fc.assert(
      fc.property(smallProblem(5, 4), (problem) => {
        const { price, cost } = solved(problem)
        const saving = [...problem.seats].map((_, j) => {
          const more = [...problem.seats]
          more[j]!++
          return cost - bruteForce(problem, more).cost
        })
        expect([...price]).toEqual(saving)
      }),
      { numRuns: 1500 },
    )
  })

  it('proves itself on thousands of instances of every family', () => {
    for (const [name, family] of Object.entries(families))
      for (let seed = 1; seed <= 250; seed++) {
        const problem = family(1 + (seed % 24), seed)
        expect(verifyAssignment(problem, solved(problem)), `${name}, seed ${seed}`).toEqual([])
      }
  })

  it('agrees with the Hungarian method on every family', () => {
    for (const [name, family] of Object.entries(families))
      for (const size of [7, 40]) {
        const problem = family(size, size)
        expect(solved(problem).cost, `${name}, ${size}`).toBe(hungarian(problem))
      }
  })

  it('finds the known optimum of Machol and Wien', () => {
    const n = 120
    const known = Array.from({ length: n }, (_, i) => (i + 1) * (n - i)).reduce((a, b) => a + b)
    expect(solved(families['Machol and Wien']!(n, 1)).cost).toBe(known)
  })

  it('reaches an optimum that was planted', () => {
    for (const [rows, targets, degree] of [
      [300, 90, 6],
      [3000, 900, 12],
    ] as const)
      for (const seed of [1, 2]) {
        const { problem, optimum } = planted(rows, targets, degree, seed)
        const answer = solved(problem)
        expect(answer.cost).toBe(optimum)
        expect(verifyAssignment(problem, answer)).toEqual([])
      }
  })

  it('does not depend on the order of edges', () => {
    fc.assert(
      fc.property(smallProblem(8, 5), fc.integer(), (problem, seed) => {
        const draw = stream(seed)
        const other = problemOf(
          [...problem.seats],
          rowsOf(problem).map((row) => ({ ...row, edges: shuffled(row.edges, draw) })),
        )
        expect(plain(solved(other))).toEqual(plain(solved(problem)))
      }),
      { numRuns: 1000 },
    )
  })

  it('has the same cost and prices however rows and targets are numbered', () => {
    fc.assert(
      fc.property(smallProblem(9, 5), fc.integer(), (problem, seed) => {
        const draw = stream(seed)
        const number = shuffled([...problem.seats.keys()], draw)
        const seats: number[] = []
        number.forEach((to, from) => (seats[to] = problem.seats[from]!))
        const rows = shuffled(rowsOf(problem), draw).map((row) => ({
          ...row,
          edges: row.edges.map(([j, c]) => [number[j]!, c] as const),
        }))
        const before = solved(problem)
        const after = solved(problemOf(seats, rows))
        expect(after.cost).toBe(before.cost)
        expect(number.map((to) => after.price[to])).toEqual([...before.price])
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps its choice when a row is shifted or everything is scaled', () => {
    fc.assert(
      fc.property(smallProblem(7, 4), fc.nat(6), fc.integer({ min: 1, max: 50 }), (problem, at, k) => {
        const before = solved(problem)
        const scaled = { ...problem, cost: problem.cost.map((c) => c * k), leave: problem.leave.map((c) => c * k) }
        expect(plain(solved(scaled))).toEqual({
          of: [...before.of],
          price: [...before.price].map((p) => p * k),
          cost: before.cost * k,
        })
        const rows = rowsOf(problem)
        if (at >= rows.length) return
        const row = rows[at]!
        rows[at] = { leave: row.leave + k, edges: row.edges.map(([j, c]) => [j, c + k] as const) }
        const shifted = solved(problemOf([...problem.seats], rows))
        expect(plain(shifted)).toEqual({ ...plain(before), cost: before.cost + k })
      }),
      { numRuns: 600 },
    )
  })

  it('solves parts that share nothing as if they were alone', () => {
    fc.assert(
      fc.property(smallProblem(6, 4), smallProblem(6, 4), (left, right) => {
        const shift = left.seats.length
        const moved = rowsOf(right).map((row) => ({
          ...row,
          edges: row.edges.map(([j, c]) => [j + shift, c] as const),
        }))
        const both = solved(problemOf([...left.seats, ...right.seats], [...rowsOf(left), ...moved]))
        const [a, b] = [solved(left), solved(right)]
        expect(plain(both)).toEqual({
          of: [...a.of, ...[...b.of].map((j) => (j < 0 ? -1 : j + shift))],
          price: [...a.price, ...b.price],
          cost: a.cost + b.cost,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('costs more with one row more, by at most what it costs to leave it', () => {
    fc.assert(
      fc.property(smallProblem(8, 4), (problem) => {
        const rows = rowsOf(problem)
        const last = rows.pop()
        if (!last) return
        const rise = solved(problem).cost - solved(problemOf([...problem.seats], rows)).cost
        expect(rise).toBeGreaterThanOrEqual(0)
        expect(rise).toBeLessThanOrEqual(last.leave)
      }),
    )
  })

  it('takes the cheaper of two edges to one target', () => {
    const twice = problemOf([1], [{ leave: 9, edges: [[0, 5] as const, [0, 3] as const, [0, 4] as const] }])
    expect(plain(solved(twice))).toEqual({ of: [0], price: [0], cost: 3 })
    expect(verifyAssignment(twice, solved(twice))).toEqual([])
  })

  it('stays exact where costs of leaving are in the tens of billions', () => {
    const seed = stream(3)
    const rows = Array.from({ length: 400 }, (_, i) => ({
      leave: 10_000_000_001 * (1 + (i % 4)),
      edges: Array.from({ length: 6 }, (_, k) => [(i * 7 + k * 13) % 90, Math.floor(seed() * 10_000)] as const),
    }))
    const problem = problemOf(
      Array.from({ length: 90 }, (_, j) => 1 + (j % 3)),
      rows,
    )
    const answer = solved(problem)
    expect([...answer.price].every((p) => Number.isSafeInteger(p))).toBe(true)
    expect(verifyAssignment(problem, answer)).toEqual([])
    expect(answer.cost).toBe(hungarian(problem))
  })

  it('answers the empty problem', () => {
    expect(plain(solved(problemOf([], [])))).toEqual({ of: [], price: [], cost: 0 })
    expect(plain(solved(problemOf([2], [{ edges: [], leave: 4 }])))).toEqual({ of: [-1], price: [0], cost: 4 })
  })

  it('refuses what cannot be read, naming the field', () => {
    const good = problemOf([1, 1], [{ leave: 9, edges: [[0, 3] as const, [1, 4] as const] }])
    const codes = (change: object): string[] =>
      assignSparse({ ...good, ...change }).match(
        () => [],
        (problems) => problems.map((p) => `${p.path} ${p.code}`),
      )
    expect(codes({})).toEqual([])
    expect(codes({ start: [0, 2] })).toEqual(['/start invalid-type'])
    expect(codes({ start: Int32Array.of(0, 2, 2) })).toEqual(['/start inconsistent'])
    expect(codes({ start: Int32Array.of(1, 2) })).toEqual(['/start/0 inconsistent'])
    expect(codes({ start: Int32Array.of(0, 1) })).toEqual(['/start/1 inconsistent'])
    expect(codes({ target: Int32Array.of(0, 2) })).toEqual(['/target/1 inconsistent'])
    expect(codes({ cost: Int32Array.of(1) })).toEqual(['/cost inconsistent'])
    expect(codes({ cost: Float64Array.of(1, Number.NaN) })).toEqual(['/cost/1 invalid-value'])
    expect(codes({ cost: Float64Array.of(1.5, 1) })).toEqual(['/cost/0 invalid-value'])
    expect(codes({ leave: Float64Array.of(-1) })).toEqual(['/leave/0 invalid-value'])
    expect(codes({ leave: Float64Array.of(Number.POSITIVE_INFINITY) })).toEqual(['/leave/0 invalid-value'])
    expect(codes({ leave: Float64Array.of(2 ** 52) })).toEqual(['/leave too-large'])
    expect(codes({ seats: Int32Array.of(1, -1) })).toEqual(['/seats/1 too-small'])
    expect(assignSparse(undefined as never).isErr()).toBe(true)
  })
})
