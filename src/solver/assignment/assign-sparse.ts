import type { Outcome } from '../../problem.ts'
import { type Assignment, type AssignmentProblem, checkAssignmentProblem, type Costs } from './assignment-problem.ts'
import { solveApart } from './engine/components.ts'
import { firstChoice } from './engine/first-choice.ts'
import { narrowed, type Solved } from './table/table.ts'

/**
 * The cheapest way to give rows seats at targets or leave them without, proved by prices: exact in whole numbers.
 *
 * The answer is a matter of costs alone. `price` holds the least prices: what one more seat at a target would save. `of` is the
 * first of all assignments that cost the same: row 0 has the lowest target that any of them gives it (no seat comes last), then
 * row 1, and so on. So the order of the edges of a row, and the method, leave no trace. Time at most rows x (edges x log
 * targets); rows that find a free seat at once cost only their edges.
 * @returns Ok: the assignment. Err `invalid`: arrays that do not fit together, a number that is negative, broken or not whole,
 * or costs whose sum may pass 2^53.
 * @source Bertsekas and Castanon, The auction algorithm for transportation problems, 1989, for prices that are nearly right;
 * Edmonds and Karp, 1972, for the exact end
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
  return checkAssignmentProblem(problem).map((checked) =>
    firstOf(solveApart({ ...checked, cost: narrowed(checked.cost) }), checked.leave),
  )
}

/** The first assignment of all that cost as little as the one solved, and what it costs. */
export function firstOf(solved: Solved, leave: Costs): Assignment {
  const of = firstChoice(solved, leave)
  const { price, paid } = solved
  let cost = 0
  for (let i = 0; i < of.length; i++) cost += of[i]! < 0 ? paid[i]! : paid[i]! - price[of[i]!]!
  return { of, price, cost }
}
