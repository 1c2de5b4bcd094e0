import type { AssignmentProblem, Costs } from '../assignment-problem.ts'

/** Rows and columns with a cost for each edge: as compressed rows, or, without `target`, every column for every row. */
export interface Table {
  readonly seats: Int32Array
  readonly leave: Costs
  readonly cost: Costs
  /** Where the edges of each row begin; as in an assignment problem. */
  readonly start: Int32Array
  readonly target?: Int32Array
}

/** Edges without their costs. */
export type Edges = Pick<AssignmentProblem, 'seats' | 'start' | 'target'>

/** An optimal assignment with its least prices, and by which edges it can be varied at the same cost. */
export interface Solved {
  readonly of: Int32Array
  readonly price: Float64Array
  /** What the best option of each row costs at these prices. */
  readonly paid: Float64Array
  /** The edges that are as good as the best of their rows, by rising target. */
  readonly tight: Edges
}

/** The same costs in the narrower array where they fit. */
export function narrowed(cost: Costs): Costs {
  if (cost instanceof Int32Array) return cost
  for (let e = 0; e < cost.length; e++) if (cost[e]! > 0x7fffffff) return cost
  return Int32Array.from(cost)
}
