import type { Outcome } from '../../problem.ts'
import { Draws } from '../random.ts'
import { bestBundle, boundAt, clashTable } from './bundle.ts'
import { snake } from './draft-seats.ts'
import { checkEnrolmentProblem, type EnrolmentProblem, type SeatPlan, worthOf } from './enrolment-problem.ts'
import { seatFlow } from './seat-flow.ts'
import { slotBlocks } from './slot-blocks.ts'

/**
 * Seats for rows that wish for several groups, at most one in a slot: worth the most together, first groups and wishes.
 *
 * Where each group lies in one slot the answer is exact and `bound` equals `worth`. Where groups lie in several slots it starts
 * from a snake draft and is improved by exact flows over blocks of slots, round after round while that helps: never worth less
 * than the draft, and `bound` says how much more any plan could be worth. Of plans worth the same, the order of rows decides.
 * @returns Ok: the seats, prices and bound. Err `invalid`: arrays that do not fit together, or sums that may pass 2^53.
 * @source Gul and Stacchetti, Walrasian equilibrium with gross substitutes, 1999 (prices prove the best plan); Geoffrion, 1974
 * (Lagrangian bound)
 * @example
 * ```ts
 * import { enrolSparse } from 'childfile/solver'
 * const two = { // both rows want group 0 most; group 1 meets in the same slot
 *   seats: Int32Array.of(1, 1), slotStart: Int32Array.of(0, 1, 2), slots: Int32Array.of(7, 7), start: Int32Array.of(0, 2, 4),
 *   group: Int32Array.of(0, 1, 0, 1), worth: Int32Array.of(9, 8, 9, 2), first: Int32Array.of(0, 0), most: Int32Array.of(2, 2),
 * }
 * enrolSparse(two).match((plan) => [[...plan.taken], plan.worth, plan.bound], () => []) // => [[0,1,1,0],17,17]
 * ```
 */
export function enrolSparse(problem: EnrolmentProblem): Outcome<SeatPlan> {
  return checkEnrolmentProblem(problem).map((checked) => {
    const several = checked.seats.some((_, g) => checked.slotStart[g + 1]! - checked.slotStart[g]! > 1)
    if (several) return improved(checked)
    const block = slotBlocks(checked, new Uint8Array(checked.group.length), () => [])
    const { taken, price } = seatFlow({ ...checked, block })
    const worth = worthOf(checked, taken)
    return { taken, price, worth, bound: worth }
  })
}

/** Wishes looked at in all rounds together. */
const work = 800_000

/** A draft, improved by exact flows: the plan that stands is, but for rows set free, among the choices of the next flow. */
function improved(problem: EnrolmentProblem): SeatPlan {
  const clashes = clashTable(problem)
  const draws = new Draws(problem.group.length)
  const rounds = Math.min(400, Math.max(12, Math.floor(work / Math.max(1, problem.group.length))))
  const patience = Math.max(4, rounds >> 2)
  let taken = snake(problem, Int32Array.from(problem.most.keys()))
  let worth = worthOf(problem, taken)
  let price: Float64Array = new Float64Array(problem.seats.length)
  let bound = boundAt(problem, clashes, price)
  let flowPrice = price
  for (let round = 0, idle = 0; round < rounds && idle < patience && worth < bound; round++) {
    const next = seatFlow({ ...problem, block: blocksOf(problem, taken, round, clashes, flowPrice, draws) })
    const nextWorth = worthOf(problem, next.taken)
    const nextBound = boundAt(problem, clashes, next.price)
    flowPrice = next.price
    if (nextBound < bound) {
      bound = nextBound
      price = next.price
    }
    idle = nextWorth > worth ? 0 : idle + 1
    if (nextWorth >= worth) {
      taken = next.taken
      worth = nextWorth
    }
  }
  return { taken, price, worth, bound }
}

/** Even rounds: what rows would choose at the prices. Odd rounds: two wishes drawn, and one row in twenty set free of its seats. */
function blocksOf(
  problem: EnrolmentProblem,
  taken: Uint8Array,
  round: number,
  clashes: Uint8Array,
  price: Float64Array,
  draws: Draws,
): Int32Array {
  if (round % 2 === 0) return slotBlocks(problem, taken, (row) => bestBundle(problem, clashes, row, price).wishes)
  const { start, most } = problem
  const kept = taken.slice()
  for (let i = 0; i < most.length; i++) if (draws.below(20) === 0) kept.fill(0, start[i], start[i + 1])
  return slotBlocks(problem, kept, (row) => {
    const wishes = start[row + 1]! - start[row]!
    return wishes === 0 ? [] : [start[row]! + draws.below(wishes), start[row]! + draws.below(wishes)]
  })
}
