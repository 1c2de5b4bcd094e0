import type { Outcome } from '../../problem.ts'
import { type Assignment, type AssignmentProblem, checkAssignmentProblem } from './assignment-problem.ts'
import { firstChoice } from './first-choice.ts'
import { followWay, reprice, type Residual, residual, seating, shortestWay } from './residual.ts'

/**
 * The cheapest way to give rows seats at targets or leave them without, proved by prices: successive shortest augmenting paths
 * with potentials, exact in whole numbers.
 *
 * The answer is a matter of costs alone. `price` holds the least prices: what one more seat at a target would save. `of` is the
 * first of all assignments that cost the same: row 0 has the lowest target that any of them gives it (no seat comes last), then
 * row 1, and so on. So the order of the edges of a row, and the method, leave no trace. Time at most rows x (edges x log
 * targets); rows that find a free seat at once cost only their edges.
 * @returns Ok: the assignment. Err `invalid`: arrays that do not fit together, a number that is negative, broken or not whole,
 * or costs whose sum may pass 2^53.
 * @source Edmonds and Karp, Theoretical improvements in algorithmic efficiency for network flow problems, 1972; Tomizawa, On
 * some techniques useful for solution of transportation network problems, 1971
 * @example
 * ```ts
 * import { assignSparse } from 'childfile/solver'
 * const two = { // row 0: target 0 for 3 or target 1 for 5; row 1: target 0 for 4
 *   seats: Int32Array.of(1, 1), start: Int32Array.of(0, 2, 3),
 *   target: Int32Array.of(0, 1, 0), cost: Int32Array.of(3, 5, 4), leave: Int32Array.of(9, 9),
 * }
 * assignSparse(two).match((a) => [[...a.of], [...a.price], a.cost], () => []) // => [[1,0],[2,0],9]
 * ```
 */
export function assignSparse(problem: AssignmentProblem): Outcome<Assignment> {
  return checkAssignmentProblem(problem).map((checked) => {
    const state = residual(checked)
    seatAll(state)
    firstChoice(state)
    const of = seating(state)
    return { of, price: state.price, cost: costOf(state) }
  })
}

/**
 * Seats one row after the other, those whom it costs most to leave first. Invariant: the assignment is the cheapest of the rows
 * seen so far, and its prices are the least that prove it, because they begin at 0 and rise only as far as each row needs.
 * @source Demange, Gale and Sotomayor, Multi-item auctions, 1986 (prices that rise from 0 stop at the least)
 */
function seatAll(state: Residual): void {
  const { leave } = state.problem
  const order = Int32Array.from(leave, (_, i) => i).sort((a, b) => leave[b]! - leave[a]! || a - b)
  for (const i of order) {
    const ending = shortestWay(state, i)
    reprice(state, ending)
    followWay(state, i, ending)
  }
}

function costOf({ edge, problem }: Residual): number {
  let sum = 0
  for (let i = 0; i < edge.length; i++) sum += edge[i]! < 0 ? problem.leave[i]! : problem.cost[edge[i]!]!
  return sum
}
