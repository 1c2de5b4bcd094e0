import type { Outcome } from '../../problem.ts'
import { assignSparse } from '../assignment/assign-sparse.ts'

/** Rows that each want one seat, and how each ranks the groups that it wishes. */
export interface RankProblem {
  readonly seats: Int32Array
  /** As in an enrolment problem. */
  readonly start: Int32Array
  readonly group: Int32Array
  /** For each wish its rank, from 1. */
  readonly rank: Int32Array
  /** For each row 1, or 2 if it comes before others should not all have a seat. */
  readonly weight: Int32Array
}

/**
 * One seat for as many rows as can have one, those of greater weight first, and then with the worst ranks as few as possible: the
 * fewest rows at the worst rank, of these plans the fewest at the next, and so on (leximin). Exact, by one assignment for each
 * rank; prices say which wishes can still be part of a best plan of the ranks before. The order of rows decides between equals.
 * @returns Ok: the group of each row, -1 without. Err `invalid`: arrays that do not fit together.
 * @source Huang, Kavitha, Mehlhorn and Michail, Fair matchings and related problems, 2016
 * @example
 * ```ts
 * import { fairRanks } from 'childfile/solver'
 * const two = { // both rank group 0 first; row 0 has no other wish
 *   seats: Int32Array.of(1, 1), start: Int32Array.of(0, 1, 3), group: Int32Array.of(0, 0, 1),
 *   rank: Int32Array.of(1, 1, 2), weight: Int32Array.of(1, 1),
 * }
 * fairRanks(two).map((of) => [...of]).unwrapOr([]) // => [0,1]
 * ```
 */
export function fairRanks({ seats, start, group, rank, weight }: RankProblem): Outcome<Int32Array> {
  const rows = weight.length
  // A way of exchanges meets each group once, so these outweigh whatever a stage can gain elsewhere.
  const outweighs = 3 * (seats.length + 2)
  const never = (seats.length + 2) * (outweighs + 3)
  const alive = new Uint8Array(group.length).fill(1)
  const mayLeave = new Uint8Array(rows).fill(1)
  const full = new Uint8Array(seats.length)
  let worst = 0
  for (const value of rank) if (value > worst) worst = value

  const stage = (costOf: (e: number) => number, leaveOf: (i: number) => number): Outcome<Int32Array> => {
    const from = new Int32Array(rows + 1)
    const edges: number[] = []
    for (let i = 0; i < rows; i++) {
      for (let e = start[i]!; e < start[i + 1]!; e++) if (alive[e] === 1) edges.push(e)
      from[i + 1] = edges.length
    }
    const cost = Int32Array.from(edges, (e) => costOf(e) + (full[group[e]!] === 1 ? 0 : outweighs))
    const leave = Float64Array.from(mayLeave, (may, i) => (may === 1 ? leaveOf(i) + outweighs : never))
    const target = Int32Array.from(edges, (e) => group[e]!)
    return assignSparse({ seats, start: from, target, cost, leave }).map(({ of, price }) => {
      for (let i = 0; i < rows; i++) {
        let least = leave[i]!
        for (let k = from[i]!; k < from[i + 1]!; k++) least = Math.min(least, cost[k]! + price[target[k]!]!)
        if (leave[i]! > least) mayLeave[i] = 0
        for (let k = from[i]!; k < from[i + 1]!; k++) if (cost[k]! + price[target[k]!]! > least) alive[edges[k]!] = 0
      }
      price.forEach((value, g) => {
        full[g] = value > 0 ? 1 : 0
      })
      return of
    })
  }

  let found = stage(
    () => 0,
    (i) => weight[i]!,
  )
  for (let at = worst; at > 1 && found.isOk(); at--)
    found = stage(
      (e) => (rank[e] === at ? 1 : 0),
      () => 0,
    )
  return found
}
