import type { Outcome } from '../../problem.ts'
import { invalid, settle } from '../../problem.ts'
import { firstOf } from './assign-sparse.ts'
import { type Assignment, type AssignmentProblem, checkAssignmentProblem } from './assignment-problem.ts'
import { mend } from './engine/mend.ts'
import { residual } from './engine/residual.ts'
import { closed } from './table/core.ts'
import { narrowed } from './table/table.ts'

/**
 * What `assignSparse` answers, found from an assignment of a problem that was nearly the same: seats that still fit are kept to begin
 * with, prices that no longer do are mended. The start leaves no trace in the answer; it only saves time, the more the less has
 * changed.
 * @returns Ok: the assignment. Err `invalid`: the problem is, or the start is not as long as it.
 * @example
 * ```ts
 * import { assignSparse, reassign } from 'childfile/solver'
 * const one = { // one seat, two rows
 *   seats: Int32Array.of(1), start: Int32Array.of(0, 1, 2),
 *   target: Int32Array.of(0, 0), cost: Int32Array.of(3, 4), leave: Int32Array.of(9, 9),
 * }
 * const more = assignSparse(one).andThen((now) => reassign({ ...one, seats: Int32Array.of(2) }, now))
 * more.match((a) => [[...a.of], [...a.price], a.cost], () => []) // => [[0,0],[0],7]
 * ```
 */
export function reassign(problem: AssignmentProblem, from: Pick<Assignment, 'of' | 'price'>): Outcome<Assignment> {
  return checkAssignmentProblem(problem)
    .andThen((checked) => settle(checked, startProblems(checked, from)))
    .map((checked) => {
      const table = { ...checked, cost: narrowed(checked.cost) }
      const price = from.price.map((own) => (Number.isSafeInteger(own) && own > 0 ? own : 0))
      const state = residual(table, fitting(table, from.of), price)
      mend(state)
      return firstOf(closed(table, state), table.leave)
    })
}

const startProblems = ({ leave, seats }: AssignmentProblem, { of, price }: Pick<Assignment, 'of' | 'price'>) => [
  ...(of instanceof Int32Array && of.length === leave.length
    ? []
    : [invalid('/of', 'inconsistent', 'must have one entry for each row')]),
  ...(price instanceof Float64Array && price.length === seats.length
    ? []
    : [invalid('/price', 'inconsistent', 'must have one entry for each target')]),
]

/** The seats that are still there: an edge leads to them, and they are not given to more rows than they are. */
function fitting({ seats, start, target }: AssignmentProblem, of: Int32Array): Int32Array {
  const free = seats.slice()
  return of.map((j, i) => {
    for (let e = start[i]!; e < start[i + 1]!; e++)
      if (target[e] === j && free[j]! > 0) {
        free[j] = free[j]! - 1
        return j
      }
    return -1
  })
}
