import type { Outcome } from '../../problem.ts'
import { firstOf } from './assign-sparse.ts'
import { type Assignment, checkDenseProblem, type DenseProblem } from './assignment-problem.ts'
import { solve } from './table/core.ts'
import { narrowed } from './table/table.ts'

/**
 * The cheapest way to give rows seats at columns or leave them without, where every row could take every column: the same answer
 * as `assignSparse` gives with all edges, found mostly among the few cheapest of each row and proved over all of them.
 * @returns Ok: the assignment. Err `invalid`: arrays that do not fit together, a number that is negative, broken or not whole,
 * or costs whose sum may pass 2^53.
 * @source Volgenant, Linear and semi-assignment problems: a core oriented approach, 1996
 * @example
 * ```ts
 * import { assignDense } from 'childfile/solver'
 * const two = { rows: 2, columns: 2, cost: Int32Array.of(3, 5, 4, 9), seats: Int32Array.of(1, 1), leave: Int32Array.of(9, 9) }
 * assignDense(two).match((a) => [[...a.of], [...a.price], a.cost], () => []) // => [[1,0],[2,0],9]
 * ```
 */
export function assignDense(problem: DenseProblem): Outcome<Assignment> {
  return checkDenseProblem(problem).map(({ rows, columns, cost, seats, leave }) => {
    const start = new Int32Array(rows + 1)
    for (let i = 0; i < rows; i++) start[i + 1] = start[i]! + columns
    return firstOf(solve({ seats, leave, cost: narrowed(cost), start }), leave)
  })
}
