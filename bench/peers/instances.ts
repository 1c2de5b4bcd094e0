import type { AssignmentProblem } from '../../src/solver/index.ts'
import { stream } from '../../test/solver/assignment/instances.ts'

/** Families of full matrices: how the cost of a pair is drawn. */
export const fullFamilies = {
  uniform: (_n: number, draw: () => number) => () => Math.floor(draw() * 1_000_001),
  'low range': (_n: number, draw: () => number) => () => Math.floor(draw() * 1000),
  geometric: (n: number, draw: () => number) => {
    const at = Array.from({ length: 4 * n }, draw)
    return (i: number, j: number) =>
      Math.floor(1_000_000 * Math.hypot((at[i] ?? 0) - (at[2 * n + j] ?? 0), (at[n + i] ?? 0) - (at[3 * n + j] ?? 0)))
  },
  'i x j': () => (i: number, j: number) => (i + 1) * (j + 1),
  'four values': (_n: number, draw: () => number) => () => Math.floor(draw() * 4),
  'two costs': (_n: number, draw: () => number) => () => (draw() < 0.5 ? 1 : 100_000_000),
  'fixed cost': (n: number, draw: () => number) => {
    const by = Array.from({ length: 2 * n }, () => Math.floor(draw() * 1000))
    return (i: number, j: number) => (by[i] ?? 0) + (by[n + j] ?? 0)
  },
  'all equal': () => () => 7,
} as const

export type FullFamily = keyof typeof fullFamilies

/** Costs of a full square matrix, row by row. */
export function matrix(n: number, family: FullFamily): Int32Array {
  const cost = fullFamilies[family](n, stream(n + 3))
  const out = new Int32Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j] = cost(i, j)
  return out
}

/** Costs of leaving that are never worth it, still within 32 bits. */
export const never = (cost: Int32Array): Int32Array => {
  const most = cost.reduce((dearest, own) => Math.max(dearest, own), 0)
  return new Int32Array(Math.sqrt(cost.length)).fill(Math.min(2_000_000_000, 20 * most + 1))
}

/** A full square matrix as a sparse problem. */
export function full(n: number, family: FullFamily): AssignmentProblem {
  const cost = matrix(n, family)
  return {
    seats: new Int32Array(n).fill(1),
    leave: never(cost),
    cost,
    start: Int32Array.from({ length: n + 1 }, (_, i) => i * n),
    target: Int32Array.from(cost, (_, e) => e % n),
  }
}

/** A county in which every pair is allowed: clustered homes, one to five seats, four tiers, some hundreds left over. */
export function countyOfPairs(rows: number, targets: number): AssignmentProblem {
  const draw = stream(42)
  const towns = Array.from({ length: 8 }, () => [draw(), draw()] as const)
  const home = () => {
    const [x, y] = towns[Math.floor(draw() * 8)] ?? [0, 0]
    return [x + (draw() - 0.5) * 0.3, y + (draw() - 0.5) * 0.3] as const
  }
  const here = Array.from({ length: rows }, home)
  const there = Array.from({ length: targets }, home)
  const cost = new Int32Array(rows * targets)
  here.forEach(([x, y], i) =>
    there.forEach(([a, b], j) => {
      cost[i * targets + j] = Math.min(9999, Math.floor(5000 * Math.hypot(x - a, y - b) + 3000 * draw()))
    }),
  )
  return {
    seats: Int32Array.from({ length: targets }, () => 1 + Math.floor(draw() * 5)),
    leave: Int32Array.from({ length: rows }, () => 20_000 * (1 + Math.floor(draw() * 4))),
    cost,
    start: Int32Array.from({ length: rows + 1 }, (_, i) => i * targets),
    target: Int32Array.from(cost, (_, e) => e % targets),
  }
}

/** A sparse problem with so many candidates for each row, one to five seats for each target and four tiers: seats for six in ten. */
export function sparse(rows: number, targets: number, each: number): AssignmentProblem {
  const draw = stream(rows + 3 * targets)
  const target = new Int32Array(rows * each)
  const cost = new Int32Array(rows * each)
  for (let i = 0; i < rows; i++) {
    const chosen = new Set<number>()
    while (chosen.size < each) chosen.add(Math.floor(draw() * targets))
    let e = i * each
    for (const j of chosen) {
      target[e] = j
      cost[e++] = Math.floor(draw() * 10_000)
    }
  }
  return {
    seats: Int32Array.from({ length: targets }, () => 1 + Math.floor(draw() * 5)),
    leave: Int32Array.from({ length: rows }, () => 20_000 * (1 + Math.floor(draw() * 4))),
    cost,
    target,
    start: Int32Array.from({ length: rows + 1 }, (_, i) => i * each),
  }
}
