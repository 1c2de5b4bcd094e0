import { pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import { checkEnrolmentProblem, type EnrolmentProblem, type SeatPlan } from './enrolment-problem.ts'

/**
 * What is wrong with a plan of seats; nothing if it breaks no rule, is worth what it says, and no plan can be worth more than
 * its bound. If `bound` equals `worth` the plan is thereby proved to be a best one. It shares the check of the input with the
 * solver and nothing else. Time as the sets of wishes of a row without clash, each set once.
 * @source Geoffrion, Lagrangean relaxation for integer programming, 1974
 * @example
 * ```ts
 * import { verifyEnrolment } from 'childfile/solver'
 * const one = {
 *   seats: Int32Array.of(1), slotStart: Int32Array.of(0, 1), slots: Int32Array.of(0), start: Int32Array.of(0, 1),
 *   group: Int32Array.of(0), worth: Int32Array.of(5), first: Int32Array.of(0), most: Int32Array.of(1),
 * }
 * const plan = { taken: Uint8Array.of(0), price: Float64Array.of(0), worth: 0, bound: 0 }
 * verifyEnrolment(one, plan).map((problem) => problem.path) // => ["/bound"]
 * ```
 */
export function verifyEnrolment(problem: EnrolmentProblem, plan: SeatPlan): readonly Problem[] {
  const checked = checkEnrolmentProblem(problem)
  if (checked.isErr()) return checked.error
  const { seats, start, group, worth, first, most } = problem
  const { taken, price } = plan
  if (!(taken instanceof Uint8Array) || taken.length !== group.length || taken.some((value) => value > 1))
    return [invalid('/taken', 'inconsistent', 'must be 0 or 1 for each wish')]
  if (!(price instanceof Float64Array) || price.length !== seats.length)
    return [invalid('/price', 'inconsistent', 'must have one entry for each group')]
  const broken = price.findIndex((value) => !Number.isSafeInteger(value) || value < 0)
  if (broken >= 0) return [invalid(pointer('price', broken), 'invalid-value', 'must be a whole number from 0')]

  const problems: Problem[] = []
  const sitting = new Float64Array(seats.length)
  let total = 0
  let bound = 0
  for (let g = 0; g < seats.length; g++) bound += seats[g]! * price[g]!
  for (let i = 0; i < most.length; i++) {
    const mine: number[] = []
    for (let e = start[i]!; e < start[i + 1]!; e++) if (taken[e] === 1) mine.push(e)
    for (const e of mine) {
      sitting[group[e]!] = sitting[group[e]!]! + 1
      total += worth[e]!
    }
    if (mine.length > 0) total += first[i]!
    if (mine.length > most[i]!) problems.push(invalid('/taken', 'too-large', 'a row has more groups than it takes'))
    if (mine.some((e, k) => mine.slice(0, k).some((f) => share(problem, group[e]!, group[f]!))))
      problems.push(invalid('/taken', 'inconsistent', 'a row has two groups in one slot'))
    bound += freeChoice(problem, i, price)
  }
  for (let g = 0; g < seats.length; g++)
    if (sitting[g]! > seats[g]!) problems.push(invalid('/taken', 'too-large', 'more rows than seats in a group'))
  if (total !== plan.worth) problems.push(invalid('/worth', 'inconsistent', 'not the sum of the worths'))
  if (bound > plan.bound) problems.push(invalid('/bound', 'inconsistent', 'the prices do not prove it'))
  return problems
}

function share({ slotStart, slots }: EnrolmentProblem, a: number, b: number): boolean {
  for (let k = slotStart[a]!; k < slotStart[a + 1]!; k++)
    for (let l = slotStart[b]!; l < slotStart[b + 1]!; l++) if (slots[k] === slots[l]) return true
  return false
}

/** What a row would gain if every seat were to be had at its price: all sets are tried that hold nothing at a loss but the first. */
function freeChoice(problem: EnrolmentProblem, row: number, price: Float64Array): number {
  const { start, group, worth, first, most } = problem
  let best = 0
  const held: number[] = []
  const add = (from: number, sum: number): void => {
    if (held.length >= most[row]!) return
    for (let e = from; e < start[row + 1]!; e++) {
      const gain = worth[e]! - price[group[e]!]!
      if (held.some((f) => share(problem, group[e]!, group[f]!))) continue
      const next = sum + gain + (held.length === 0 ? first[row]! : 0)
      if (next > best) best = next
      // A set with a seat at a loss is worth less than the same without it, unless it is the only seat.
      if (gain <= 0) continue
      held.push(e)
      add(e + 1, next)
      held.pop()
    }
  }
  add(start[row]!, 0)
  return best
}
