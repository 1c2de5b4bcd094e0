import type { AssignmentProblem } from './assignment-problem.ts'

/** Rows that share too few seats: all that they could take are at `targets`. */
export interface HallGroup {
  /** The row asked about first, then rows that hold the seats it could come to. */
  readonly rows: Int32Array
  readonly targets: Int32Array
  readonly seats: number
}

/**
 * Why a row without a seat could not be given one in addition to the others: the group of rows, itself among them, whose every
 * possible target is full of the group, so that there are more rows than seats. Undefined if the row has a seat or could have
 * one without anybody losing theirs. Linear in edges; rows and targets come in rising order, the row asked about first.
 * @source Hall, On representatives of subsets, 1935
 * @example
 * ```ts
 * import { hallGroup } from 'childfile/solver'
 * const one = { // one seat, two rows
 *   seats: Int32Array.of(1), start: Int32Array.of(0, 1, 2),
 *   target: Int32Array.of(0, 0), cost: Int32Array.of(3, 4), leave: Int32Array.of(9, 9),
 * }
 * const group = hallGroup(one, Int32Array.of(0, -1), 1)
 * group && [[...group.rows], [...group.targets], group.seats] // => [[1,0],[0],1]
 * ```
 */
export function hallGroup(
  problem: Pick<AssignmentProblem, 'seats' | 'start' | 'target'>,
  of: Int32Array,
  row: number,
): HallGroup | undefined {
  const { seats, start, target } = problem
  if (of[row] !== -1) return undefined
  const holders: number[][] = Array.from(seats, () => [])
  of.forEach((j, i) => {
    if (j >= 0) holders[j]?.push(i)
  })
  const rows = [row]
  const seen = new Uint8Array(seats.length)
  const targets: number[] = []
  let total = 0
  for (const i of rows)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      if (seen[j] === 1) continue
      seen[j] = 1
      if (holders[j]!.length < seats[j]!) return undefined
      total += seats[j]!
      targets.push(j)
      for (const holder of holders[j]!) rows.push(holder)
    }
  const others = Int32Array.from(rows.slice(1)).sort((a, b) => a - b)
  return {
    rows: Int32Array.from([row, ...others]),
    targets: Int32Array.from(targets).sort((a, b) => a - b),
    seats: total,
  }
}
