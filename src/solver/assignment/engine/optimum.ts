import type { AssignmentProblem } from '../assignment-problem.ts'
import { auction } from './auction.ts'
import { leaveSteps } from './leave-steps.ts'
import { mend } from './mend.ts'
import { residual, type Residual } from './residual.ts'

/** Edges that the auction may look at, for each edge of the problem. */
const patience = 100

/** The optimum, however long it takes. */
export function optimum(problem: AssignmentProblem): Residual
/** The optimum, unless the searches would look at more edges than that. */
export function optimum(problem: AssignmentProblem, visits: number): Residual | undefined
/**
 * An assignment that costs the least, with prices that prove it; which of several is left open.
 * Undefined if it was not found before the searches had looked at so many edges; without a limit it always is.
 */
export function optimum(problem: AssignmentProblem, visits = Number.POSITIVE_INFINITY): Residual | undefined {
  const state = residual(problem)
  const limit = Math.min(visits, patience * (problem.target.length + problem.leave.length))
  const { first, leave, widen } = opening(problem)
  auction(state, leave, { first, visits: limit })
  widen(state.price)
  return mend(state, visits) ? state : undefined
}

/** Where the bidding begins: costs of leaving without great steps, and a first step that suits how far costs lie apart. */
function opening({ start, cost, leave }: AssignmentProblem) {
  let dearest = 0
  let apart = 0
  let rows = 0
  for (let i = 0; i < leave.length; i++) {
    let low = Number.POSITIVE_INFINITY
    let high = 0
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const own = cost[e]!
      if (own < low) low = own
      if (own > high && own <= leave[i]!) high = own
    }
    if (high > dearest) dearest = high
    if (high >= low) {
      apart += high - low
      rows++
    }
  }
  const first = Math.max(1, Math.floor((0.4 * apart) / Math.max(1, rows)))
  const whole = Float64Array.from(leave)
  const { leave: drawn, widen } = leaveSteps(whole, dearest)
  return { first, leave: drawn, widen }
}
