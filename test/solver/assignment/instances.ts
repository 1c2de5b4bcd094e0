import fc from 'fast-check'
import { type Assignment, type AssignmentProblem, assignSparse } from '../../../src/solver/index.ts'

/** A seeded stream of numbers in [0, 1): mulberry32. */
export function stream(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Row = { edges: readonly (readonly [target: number, cost: number])[]; leave: number }

/** A problem from rows. */
export function problemOf(seats: readonly number[], rows: readonly Row[]): AssignmentProblem {
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (start[i + 1] = start[i]! + row.edges.length))
  return {
    seats: Int32Array.from(seats),
    start,
    target: Int32Array.from(rows.flatMap((row) => row.edges.map(([j]) => j))),
    cost: Float64Array.from(rows.flatMap((row) => row.edges.map(([, c]) => c))),
    leave: Float64Array.from(rows.map((row) => row.leave)),
  }
}

/** The rows of a problem. */
export const rowsOf = (p: AssignmentProblem): Row[] =>
  Array.from(p.leave, (leave, i) => ({
    leave,
    edges: Array.from({ length: p.start[i + 1]! - p.start[i]! }, (_, k) => [
      p.target[p.start[i]! + k]!,
      p.cost[p.start[i]! + k]!,
    ]),
  }))

type Cost = (i: number, j: number, draw: () => number) => number

const dense = (
  rows: number,
  seats: readonly number[],
  cost: Cost,
  leave: number | ((i: number) => number),
  seed = 1,
) => {
  const draw = stream(seed)
  return problemOf(
    seats,
    Array.from({ length: rows }, (_, i) => ({
      edges: seats.map((_, j) => [j, cost(i, j, draw)] as const),
      leave: typeof leave === 'number' ? leave : leave(i),
    })),
  )
}
const ones = (n: number): number[] => Array.from({ length: n }, () => 1)
const whole = (draw: () => number, below: number): number => Math.floor(draw() * below)

/** Families of instances by name: what is easy, what is full of ties, and what is known to be hard. */
export const families: Readonly<Record<string, (size: number, seed: number) => AssignmentProblem>> = {
  uniform: (n, seed) => dense(n, ones(n), (_i, _j, draw) => whole(draw, 1_000_001), 2_000_000, seed),
  'low range': (n, seed) => dense(n, ones(n), (_i, _j, draw) => whole(draw, 100), 200, seed),
  'four values': (n, seed) => dense(n, ones(n), (_i, _j, draw) => whole(draw, 4), 5, seed),
  'Machol and Wien': (n) => dense(n, ones(n), (i, j) => (i + 1) * (j + 1), 2 * n * n),
  'all equal': (n) => dense(n, ones(n), () => 7, 9),
  'all zero': (n) => dense(n, ones(n), () => 0, 0),
  'two costs': (n, seed) => dense(n, ones(n), (_i, _j, draw) => (draw() < 0.5 ? 1 : 100_000_000), 200_000_000, seed),
  'fixed cost': (n, seed) => {
    const draw = stream(seed)
    const by = Array.from({ length: n }, () => whole(draw, 30))
    return dense(n, ones(n), (i, j) => by[i]! + by[j]!, 100)
  },
  geometric: (n, seed) => {
    const draw = stream(seed)
    const at = Array.from({ length: 2 * n }, () => [draw(), draw()] as const)
    const cost: Cost = (i, j) => Math.floor(10_000 * Math.hypot(at[i]![0] - at[n + j]![0], at[i]![1] - at[n + j]![1]))
    return dense(n, ones(n), cost, 20_000)
  },
  'towns, few seats, tiers': (n, seed) => {
    const draw = stream(seed)
    const town = () => whole(draw, 4) / 3
    const seats = Array.from({ length: Math.ceil(n / 3) }, () => whole(draw, 4))
    const people = Array.from({ length: n }, () => [town() + draw() / 5, whole(draw, 5)] as const)
    const homes = seats.map(() => town() + draw() / 5)
    return problemOf(
      seats,
      people.map(([x, tier]) => ({
        leave: (tier + 1) * (n * 10_000 + 1),
        edges: homes.flatMap((y, j) =>
          Math.abs(x - y) < 0.25 ? [[j, Math.floor(Math.abs(x - y) * 20_000) + whole(draw, 4000)] as const] : [],
        ),
      })),
    )
  },
  blocks: (n, seed) => {
    const draw = stream(seed)
    return problemOf(
      ones(n),
      Array.from({ length: n }, (_, i) => ({
        leave: 50,
        edges: Array.from({ length: 4 }, (_, k) => [Math.min(n - 1, i - (i % 4) + k), whole(draw, 20)] as const),
      })),
    )
  },
  'starved town': (n, seed) => {
    const draw = stream(seed)
    return problemOf(
      [1, ...ones(n)],
      Array.from({ length: n }, (_, i) => ({
        leave: 1000 * (1 + (i % 3)),
        edges:
          i < n / 2
            ? [[0, whole(draw, 9)]]
            : [
                [0, whole(draw, 9)],
                [1 + whole(draw, n), whole(draw, 9)],
              ],
      })),
    )
  },
  // Row i takes target i cheaply and target i + 1 for a little more; the last row comes late and pushes all the others along.
  'long chain': (n) =>
    problemOf(
      ones(n),
      Array.from({ length: n }, (_, i) =>
        i === n - 1
          ? { leave: 10 * n, edges: [[0, 0] as const] }
          : { leave: 10 * n + 1, edges: [[i, 0] as const, [i + 1, 1] as const] },
      ),
    ),
  'no seats': (n, seed) =>
    dense(
      n,
      Array.from({ length: n }, () => 0),
      (_i, _j, draw) => whole(draw, 9),
      5,
      seed,
    ),
  'free to leave': (n, seed) => dense(n, ones(n), (_i, _j, draw) => whole(draw, 3), 0, seed),
  'wide seats': (n, seed) => dense(n, [2, 2 * n, 0, 2_000_000_000], (_i, _j, draw) => whole(draw, 5), 4, seed),
}

/** A sparse problem with an optimum known by construction: costs are made from prices, tight on a planted assignment. */
export function planted(rows: number, targets: number, degree: number, seed: number) {
  const draw = stream(seed)
  const seats = Array.from({ length: targets }, () => 1 + whole(draw, 3))
  const price = Array.from({ length: targets }, () => (draw() < 0.3 ? 0 : whole(draw, 5000)))
  const free = seats.flatMap((count, j) => Array.from({ length: count }, () => j))
  // Targets with a price are filled first, so that each of them is full.
  free.sort((a, b) => Math.sign(price[b]!) - Math.sign(price[a]!) || a - b)
  const full = free.filter((j) => price[j]! > 0).length
  const seated = Math.min(free.length, Math.max(full, Math.floor(rows * 0.7)))
  let optimum = 0
  const made = Array.from({ length: rows }, (_, i): Row => {
    const own = i < seated ? free[i]! : -1
    const paid = 10_000 + whole(draw, 5000)
    optimum += own < 0 ? paid : paid - price[own]!
    const edges = new Map<number, number>()
    for (let k = 0; k < degree; k++) {
      const j = whole(draw, targets)
      edges.set(j, Math.max(0, paid - price[j]!) + (draw() < 0.2 ? 0 : whole(draw, 3000)))
    }
    if (own >= 0) edges.set(own, paid - price[own]!)
    return { edges: [...edges], leave: own < 0 ? paid : paid + whole(draw, 3000) }
  })
  return { problem: problemOf(seats, made), optimum }
}

/** The answer to a problem that is known to be one. */
export const solved = (problem: AssignmentProblem): Assignment => assignSparse(problem)._unsafeUnwrap()

/** Small problems full of ties, with targets without seats, rows without edges and rows that leave for nothing. */
export const smallProblem = (maxRows: number, maxTargets: number) =>
  fc.integer({ min: 1, max: maxTargets }).chain((targets) => {
    const row = fc.record<Row>({
      edges: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: targets - 1 }), fc.integer({ min: 0, max: 9 })), {
        selector: ([j]) => j,
      }),
      leave: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 1000, 2000)),
    })
    return fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: targets, maxLength: targets }),
        fc.array(row, { maxLength: maxRows }),
      )
      .map(([seats, rows]) => problemOf(seats, rows))
  })
