import { err, type Outcome, ok, refuse } from '../../problem.ts'
import { bestBundle, clashTable } from './bundle.ts'
import { checkEnrolmentProblem, type EnrolmentProblem } from './enrolment-problem.ts'

/**
 * Seats by turns. `snake`: in each round every row picks the best seat that is left, and every second round runs backwards.
 * `serial`: one row after the other picks all its seats at once, the best set that is left, so that no row gains by stating
 * other wishes. `order` names every row once. Time linear in turns x wishes; `serial` as `most` wishes are chosen.
 * @returns Ok: 1 for each wish that came true. Err `invalid`: a problem that does not fit together, an order that is none.
 * @example
 * ```ts
 * import { draftSeats } from 'childfile/solver'
 * const two = { // two rows, two groups in slots 0 and 1, one seat each
 *   seats: Int32Array.of(1, 1), slotStart: Int32Array.of(0, 1, 2), slots: Int32Array.of(0, 1), start: Int32Array.of(0, 2, 4),
 *   group: Int32Array.of(0, 1, 0, 1), worth: Int32Array.of(9, 5, 9, 5), first: Int32Array.of(0, 0), most: Int32Array.of(2, 2),
 * }
 * draftSeats(two, Int32Array.of(1, 0), 'snake').map((taken) => [...taken]).unwrapOr([]) // => [0,1,1,0]
 * ```
 */
export function draftSeats(
  problem: EnrolmentProblem,
  order: Int32Array,
  turns: 'snake' | 'serial',
): Outcome<Uint8Array> {
  const checked = checkEnrolmentProblem(problem)
  if (checked.isErr()) return err(checked.error)
  const named = new Set(order)
  if (
    order.length !== problem.most.length ||
    named.size !== order.length ||
    order.some((i) => i < 0 || i >= order.length)
  )
    return refuse('/order', 'inconsistent', 'must name every row once')
  return ok(turns === 'snake' ? snake(problem, order) : serial(problem, order))
}

/** Rounds of single picks, forwards and backwards by turns. */
export function snake(
  { seats, slotStart, slots, start, group, worth, most }: EnrolmentProblem,
  order: Int32Array,
): Uint8Array {
  const groups = seats.length
  const clashes = clashTable({ seats, slotStart, slots, start, group, worth, most, first: worth })
  const free = seats.slice()
  const taken = new Uint8Array(group.length)
  const held: number[][] = Array.from(most, () => [])
  const pick = (i: number): boolean => {
    const mine = held[i]!
    if (mine.length >= most[i]!) return false
    let best = -1
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const g = group[e]!
      if (taken[e] === 1 || free[g] === 0 || (best >= 0 && worth[e]! <= worth[best]!)) continue
      if (mine.every((other) => other !== g && clashes[other * groups + g] === 0)) best = e
    }
    if (best < 0) return false
    taken[best] = 1
    mine.push(group[best]!)
    free[group[best]!] = free[group[best]!]! - 1
    return true
  }
  for (let round = 0, picked = true; picked; round++) {
    picked = false
    for (let k = 0; k < order.length; k++) if (pick(order[round % 2 === 0 ? k : order.length - 1 - k]!)) picked = true
  }
  return taken
}

function serial(problem: EnrolmentProblem, order: Int32Array): Uint8Array {
  const clashes = clashTable(problem)
  const free = problem.seats.slice()
  const taken = new Uint8Array(problem.group.length)
  const price = Float64Array.from(free, (seats) => (seats > 0 ? 0 : Number.POSITIVE_INFINITY))
  for (const i of order)
    for (const e of bestBundle(problem, clashes, i, price).wishes) {
      const g = problem.group[e]!
      taken[e] = 1
      free[g] = free[g]! - 1
      if (free[g] === 0) price[g] = Number.POSITIVE_INFINITY
    }
  return taken
}
