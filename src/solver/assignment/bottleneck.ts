import { type Outcome, settle } from '../../problem.ts'
import { type AssignmentProblem, checkAssignmentProblem } from './assignment-problem.ts'

/**
 * The least that the dearest edge can cost among the assignments that seat as much as possible by what it costs to leave rows:
 * with cheaper edges alone some row would have to be left that need not be. 0 if no row can be seated. Time: rows x edges x log
 * edges at worst.
 * @returns Ok: the cost of that edge. Err `invalid`: as of `assignSparse`.
 * @source Gross, The bottleneck assignment problem, 1959; Edmonds, Matroids and the greedy algorithm, 1971
 * @example
 * ```ts
 * import { bottleneck } from 'childfile/solver'
 * const two = { // together 1 + 9 or 5 + 5
 *   seats: Int32Array.of(1, 1), start: Int32Array.of(0, 2, 4), target: Int32Array.of(0, 1, 0, 1),
 *   cost: Int32Array.of(1, 5, 5, 9), leave: Int32Array.of(99, 99),
 * }
 * bottleneck(two).unwrapOr(-1) // => 5
 * ```
 */
export function bottleneck(problem: AssignmentProblem): Outcome<number> {
  return checkAssignmentProblem(problem).andThen((checked) => settle(leastDearest(checked), []))
}

function leastDearest(problem: AssignmentProblem): number {
  const { cost, leave } = problem
  const steps = Float64Array.from(new Set(cost)).sort((a, b) => a - b)
  const order = Int32Array.from(leave.keys())
    .filter((i) => leave[i]! > 0)
    .sort((a, b) => leave[b]! - leave[a]! || a - b)
  const most = seatable(problem, order, Number.POSITIVE_INFINITY)
  if (most === 0) return 0
  let low = 0
  let high = steps.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (seatable(problem, order, steps[middle]!) === most) high = middle
    else low = middle + 1
  }
  return steps[low]!
}

/**
 * How much leaving is spared at most with edges up to a cost: rows are seated in falling order of what it costs to leave them, by
 * augmenting paths. Targets from which no free seat was found lead to none later either.
 */
function seatable({ seats, start, target, cost, leave }: AssignmentProblem, order: Int32Array, limit: number): number {
  const held: number[][] = Array.from(seats, () => [])
  const dead = new Uint8Array(seats.length)
  const seen = new Int32Array(seats.length).fill(-1)
  const by = new Int32Array(seats.length)
  const from = new Int32Array(seats.length)
  let spared = 0
  for (const row of order) {
    const queue: number[] = []
    let end = -1
    const look = (i: number, before: number): boolean => {
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        const j = target[e]!
        if (cost[e]! > limit || dead[j] === 1 || seen[j] === row) continue
        seen[j] = row
        by[j] = i
        from[j] = before
        if (held[j]!.length < seats[j]!) {
          end = j
          return true
        }
        queue.push(j)
      }
      return false
    }
    if (!look(row, -1)) for (const j of queue) if (held[j]!.some((i) => look(i, j))) break
    if (end < 0) {
      for (const j of queue) dead[j] = 1
      continue
    }
    spared += leave[row]!
    for (let j = end; j >= 0; j = from[j]!) {
      held[j]!.push(by[j]!)
      const before = from[j]!
      if (before >= 0) held[before]!.splice(held[before]!.indexOf(by[j]!), 1)
    }
  }
  return spared
}
