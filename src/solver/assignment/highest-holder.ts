import type { AssignmentProblem } from './assignment-problem.ts'

/**
 * For each row the highest rank among the rows of its Hall group, itself included: those who hold the seats that it could
 * come to, directly or by others moving on. One walk backwards from each rank, highest first; linear in edges.
 * @example
 * ```ts
 * import { highestHolder } from 'childfile/solver'
 * const one = { // one seat, two rows; row 0 holds it and has rank 4
 *   seats: Int32Array.of(1), start: Int32Array.of(0, 1, 2),
 *   target: Int32Array.of(0, 0), cost: Int32Array.of(3, 4), leave: Int32Array.of(9, 9),
 * }
 * Array.from(highestHolder(one, Int32Array.of(0, -1), Int32Array.of(4, 1))) // => [4,4]
 * ```
 */
export function highestHolder(
  problem: Pick<AssignmentProblem, 'seats' | 'start' | 'target'>,
  of: Int32Array,
  rank: Int32Array,
): Int32Array {
  const { seats, start, target } = problem
  const wanting = rowsByTarget(problem)
  const highest = new Int32Array(seats.length).fill(-1)
  const order = Int32Array.from(of.keys())
    .filter((i) => of[i]! >= 0)
    .sort((a, b) => rank[b]! - rank[a]! || a - b)
  for (const holder of order) {
    const queue = [of[holder]!]
    for (const j of queue) {
      if (highest[j]! >= 0) continue
      highest[j] = rank[holder]!
      for (let k = wanting.start[j]!; k < wanting.start[j + 1]!; k++) {
        const seat = of[wanting.row[k]!]!
        if (seat >= 0 && highest[seat]! < 0) queue.push(seat)
      }
    }
  }
  return Int32Array.from(rank, (own, i) => {
    let most = own
    for (let e = start[i]!; e < start[i + 1]!; e++) most = Math.max(most, highest[target[e]!]!)
    return most
  })
}

/** The rows with an edge to each target. */
function rowsByTarget({ seats, start, target }: Pick<AssignmentProblem, 'seats' | 'start' | 'target'>) {
  const from = new Int32Array(seats.length + 1)
  for (const j of target) from[j + 1] = from[j + 1]! + 1
  for (let j = 0; j < seats.length; j++) from[j + 1] = from[j + 1]! + from[j]!
  const next = from.slice()
  const row = new Int32Array(target.length)
  for (let i = 0; i + 1 < start.length; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      row[next[j]!] = i
      next[j] = next[j]! + 1
    }
  return { start: from, row }
}
