import type { AssignmentProblem } from '../assignment-problem.ts'
import { followWay, reprice, type Residual, residual, shortestWay } from './residual.ts'

/**
 * The plainest exact method: seats one row after the other along a shortest way, those whom it costs most to leave first.
 * Invariant: the assignment is the cheapest of the rows seen so far, and its prices are the least that prove it, because they
 * begin at 0 and rise only as far as each row needs. Best for small problems, and what the faster method is tested against.
 * @source Edmonds and Karp, Theoretical improvements in algorithmic efficiency for network flow problems, 1972; Tomizawa, On
 * some techniques useful for solution of transportation network problems, 1971; Demange, Gale and Sotomayor, Multi-item
 * auctions, 1986 (prices that rise from 0 stop at the least)
 */
export function successivePaths(problem: AssignmentProblem): Residual {
  const state = residual(problem)
  const { leave } = problem
  const order = Int32Array.from(leave, (_, i) => i).sort((a, b) => leave[b]! - leave[a]! || a - b)
  for (const i of order) {
    const ending = shortestWay(state, i)
    reprice(state, ending)
    followWay(state, i, ending)
  }
  return state
}
