import type { Pointer } from '../../pointer.ts'
import { pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'

/** Whole numbers from 0; the wider array where a cost may pass 2^31. */
export type Costs = Int32Array | Float64Array

/**
 * Rows that each want one seat at a target, as compressed sparse rows: the edges of row i are `start[i]` up to, but without,
 * `start[i + 1]`. In pairing a row is a child and a target is a volunteer; the solver knows neither.
 */
export interface AssignmentProblem {
  /** Seats of each target, from 0. */
  readonly seats: Int32Array
  /** Where the edges of each row begin, and at the end their number: one longer than there are rows. */
  readonly start: Int32Array
  /** The target of each edge. Of two edges of one row to one target the cheaper counts. */
  readonly target: Int32Array
  /** The cost of each edge. */
  readonly cost: Costs
  /** For each row what it costs to leave it without a seat. */
  readonly leave: Costs
}

/** Who sits where, the prices that prove it, and the total cost. */
export interface Assignment {
  /** The target of each row; -1 without a seat. */
  readonly of: Int32Array
  /** For each target how much less the whole would cost with one more seat there. */
  readonly price: Float64Array
  /** Costs of the edges taken and of the rows left. */
  readonly cost: number
}

/**
 * Whether a problem can be solved exactly: arrays that fit together, whole numbers from 0, and sums below 2^53.
 * @returns Ok: the same problem. Err `invalid`: the first thing wrong in each array.
 */
export function checkAssignmentProblem(problem: AssignmentProblem): Outcome<AssignmentProblem> {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return settle(problem, [invalid('', 'invalid-type', 'must be an object')])
  const types = typeProblems(problem)
  if (types.length > 0) return settle(problem, types)
  const shape = shapeProblems(problem)
  return settle(problem, shape.length > 0 ? shape : sizeProblems(problem))
}

function typeProblems(problem: AssignmentProblem): readonly Problem[] {
  const problems: Problem[] = []
  for (const field of ['seats', 'start', 'target'] as const)
    if (!(problem[field] instanceof Int32Array))
      problems.push(invalid(pointer(field), 'invalid-type', 'must be an Int32Array'))
  for (const field of ['cost', 'leave'] as const)
    if (!(problem[field] instanceof Int32Array) && !(problem[field] instanceof Float64Array))
      problems.push(invalid(pointer(field), 'invalid-type', 'must be an Int32Array or a Float64Array'))
  return problems
}

function shapeProblems({ seats, start, target, cost, leave }: AssignmentProblem): readonly Problem[] {
  const problems: Problem[] = []
  const wrong = (path: Pointer, message: string) => problems.push(invalid(path, 'inconsistent', message))
  if (start.length !== leave.length + 1) wrong('/start', 'must be one longer than leave')
  else if (start[0] !== 0) wrong('/start/0', 'must be 0')
  else {
    const falls = start.findIndex((value, i) => i > 0 && value < start[i - 1]!)
    if (falls >= 0) wrong(pointer('start', falls), 'must not fall')
    else if (start[leave.length] !== target.length) wrong(pointer('start', leave.length), 'must be the number of edges')
  }
  if (cost.length !== target.length) wrong('/cost', 'must be as long as target')
  const outside = target.findIndex((value) => value < 0 || value >= seats.length)
  if (outside >= 0) wrong(pointer('target', outside), 'must be the index of a target')
  return problems
}

function sizeProblems({ seats, cost, leave }: Pick<AssignmentProblem, 'seats' | 'cost' | 'leave'>): readonly Problem[] {
  const problems: Problem[] = []
  const negative = seats.findIndex((value) => value < 0)
  if (negative >= 0) problems.push(invalid(pointer('seats', negative), 'too-small', 'must not be negative'))
  let sum = 0
  let dearest = 0
  for (const [field, values] of [['cost', cost] as const, ['leave', leave] as const]) {
    const most = bound(values)
    if (most < 0) {
      const bad = values.findIndex((value) => !Number.isSafeInteger(value) || value < 0)
      problems.push(invalid(pointer(field, bad), 'invalid-value', 'must be a whole number from 0'))
    } else if (field === 'leave') for (let i = 0; i < values.length; i++) sum += values[i]!
    dearest += most
  }
  // Every label of a search is at most twice the dearest leave plus the dearest edge; every total at most the sum of leave.
  if (problems.length === 0 && sum + 2 * dearest > Number.MAX_SAFE_INTEGER)
    problems.push(invalid('/leave', 'too-large', 'the sum of costs must stay below 2^53'))
  return problems
}

/** A number that no cost passes, at most twice the greatest; -1 if one of the values is no whole number from 0. */
function bound(values: Costs): number {
  if (values instanceof Int32Array) {
    let bits = 0
    for (let k = 0; k < values.length; k++) bits |= values[k]!
    return bits < 0 ? -1 : bits
  }
  let most = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (!Number.isSafeInteger(value) || value < 0) return -1
    if (value > most) most = value
  }
  return most
}

/** Rows that could each take any of the columns, with a cost for every pair. A pair that costs more than leaving is never made. */
export interface DenseProblem {
  readonly rows: number
  readonly columns: number
  /** Row by row, one cost for each column. */
  readonly cost: Costs
  /** Seats of each column, from 0. */
  readonly seats: Int32Array
  /** For each row what it costs to leave it without a seat. */
  readonly leave: Costs
}

/**
 * Whether a problem can be solved exactly: arrays that fit together, whole numbers from 0, and sums below 2^53.
 * @returns Ok: the same problem. Err `invalid`: the first thing wrong in each array.
 */
export function checkDenseProblem(problem: DenseProblem): Outcome<DenseProblem> {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return settle(problem, [invalid('', 'invalid-type', 'must be an object')])
  const problems = typeProblems({ ...problem, start: new Int32Array(0), target: new Int32Array(0) })
  if (problems.length > 0) return settle(problem, problems)
  return settle(problem, [...sidesOf(problem), ...sizeProblems(problem)])
}

function sidesOf({ rows, columns, cost, seats, leave }: DenseProblem): readonly Problem[] {
  const problems: Problem[] = []
  if (rows !== leave.length) problems.push(invalid('/rows', 'inconsistent', 'must be the length of leave'))
  if (columns !== seats.length) problems.push(invalid('/columns', 'inconsistent', 'must be the length of seats'))
  if (cost.length !== rows * columns) problems.push(invalid('/cost', 'inconsistent', 'must be rows times columns long'))
  return problems
}
