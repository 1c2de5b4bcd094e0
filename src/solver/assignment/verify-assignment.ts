import { pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import { type Assignment, type AssignmentProblem, checkAssignmentProblem } from './assignment-problem.ts'

/**
 * What is wrong with an assignment; nothing if it is feasible and proved to be the cheapest. Linear in edges. It shares the
 * check of the input with the solver and nothing else. The proof is complementary slackness in whole numbers, with no gap: every row has its cheapest option
 * at the prices, every target with a price is full, and the total equals what rows pay less what the seats earn. Prices must
 * be the least ones, so that each says what one more seat would save.
 * @source Kantorovich and Koopmans duality of the transportation problem; Shapley and Shubik, 1971 (the least prices)
 * @example
 * ```ts
 * import { verifyAssignment } from 'childfile/solver'
 * const one = {
 *   seats: Int32Array.of(1), start: Int32Array.of(0, 1),
 *   target: Int32Array.of(0), cost: Int32Array.of(3), leave: Int32Array.of(9),
 * }
 * verifyAssignment(one, { of: Int32Array.of(-1), price: Float64Array.of(0), cost: 9 }).map((p) => p.path) // => ["/of/0"]
 * ```
 */
export function verifyAssignment(problem: AssignmentProblem, assignment: Assignment): readonly Problem[] {
  const checked = checkAssignmentProblem(problem)
  if (checked.isErr()) return checked.error
  const problems = shapeOf(problem, assignment)
  if (problems.length > 0) return problems
  const { seats, start, target, cost, leave } = problem
  const { of, price } = assignment
  const taken = new Float64Array(seats.length)
  const paid = new Float64Array(leave.length)
  let total = 0
  let paidByAll = 0

  for (let i = 0; i < leave.length; i++) {
    let cheapest = leave[i]!
    let own = of[i] === -1 ? leave[i]! : Number.POSITIVE_INFINITY
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      if (cost[e]! + price[j]! < cheapest) cheapest = cost[e]! + price[j]!
      if (j === of[i] && cost[e]! < own) own = cost[e]!
    }
    if (of[i] === -1) total += own
    else if (own === Number.POSITIVE_INFINITY)
      problems.push(invalid(pointer('of', i), 'invalid-value', 'the row has no edge to this target'))
    else {
      total += own
      own += price[of[i]!]!
      taken[of[i]!] = taken[of[i]!]! + 1
    }
    if (own > cheapest && own !== Number.POSITIVE_INFINITY)
      problems.push(invalid(pointer('of', i), 'inconsistent', 'the row has a cheaper option at these prices'))
    paid[i] = cheapest
    paidByAll += cheapest
  }
  let earned = 0
  for (let j = 0; j < seats.length; j++) {
    if (taken[j]! > seats[j]!) problems.push(invalid(pointer('of'), 'too-large', 'more rows than seats at a target'))
    if (price[j]! > 0 && taken[j]! < seats[j]!)
      problems.push(invalid(pointer('price', j), 'inconsistent', 'a price without being full'))
    if (price[j]! > 0) earned += seats[j]! * price[j]!
  }
  if (total !== assignment.cost) problems.push(invalid('/cost', 'inconsistent', 'not the sum of the costs'))
  if (problems.length === 0 && total !== paidByAll - earned)
    problems.push(invalid('/cost', 'inconsistent', 'the prices do not prove it'))
  return problems.length > 0 ? problems : overpriced(problem, assignment, paid)
}

function shapeOf(problem: AssignmentProblem, assignment: Assignment): Problem[] {
  if (typeof assignment !== 'object' || (assignment as unknown) === null)
    return [invalid('', 'invalid-type', 'must be an object')]
  const { of, price, cost } = assignment
  const problems: Problem[] = []
  if (!(of instanceof Int32Array) || of.length !== problem.leave.length)
    problems.push(invalid('/of', 'inconsistent', 'must have one entry for each row'))
  else {
    const outside = of.findIndex((j) => j < -1 || j >= problem.seats.length)
    if (outside >= 0) problems.push(invalid(pointer('of', outside), 'invalid-value', 'must be a target or -1'))
  }
  if (!(price instanceof Float64Array) || price.length !== problem.seats.length)
    problems.push(invalid('/price', 'inconsistent', 'must have one entry for each target'))
  else {
    const broken = price.findIndex((value) => !Number.isSafeInteger(value) || value < 0)
    if (broken >= 0) problems.push(invalid(pointer('price', broken), 'invalid-value', 'must be a whole number from 0'))
  }
  if (!Number.isSafeInteger(cost)) problems.push(invalid('/cost', 'invalid-value', 'must be a whole number'))
  return problems
}

/**
 * Targets whose price could be lower. A price is held up by a row without a seat that would else want one, or by a row that
 * would else leave a target whose price is held up or is 0: what no such chain reaches could fall.
 */
function overpriced(
  { seats, start, target, cost, leave }: AssignmentProblem,
  { of, price }: Assignment,
  paid: Float64Array,
): readonly Problem[] {
  const members: number[][] = Array.from(seats, () => [])
  of.forEach((j, i) => {
    if (j >= 0) members[j]?.push(i)
  })
  const upheld = Uint8Array.from(price, (value) => (value === 0 ? 1 : 0))
  const reached: number[] = []
  upheld.forEach((yes, j) => {
    if (yes === 1) reached.push(j)
  })
  const uphold = (i: number) => {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      if (upheld[j] === 1 || cost[e]! + price[j]! !== paid[i]) continue
      upheld[j] = 1
      reached.push(j)
    }
  }
  for (let i = 0; i < leave.length; i++) if (of[i] === -1) uphold(i)
  for (const j of reached) for (const i of members[j]!) uphold(i)
  return Array.from(upheld).flatMap((yes, j) =>
    yes === 1 ? [] : [invalid(pointer('price', j), 'inconsistent', 'not the least price')],
  )
}
