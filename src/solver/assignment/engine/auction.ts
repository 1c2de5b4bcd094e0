import { bestOption, type Residual } from './residual.ts'

/** How the auction bids: the first and last step, and how much work it may do. */
export interface Bidding {
  /** The step that every bid adds at first; 1 at last. */
  readonly first: number
  /** Edges that may be looked at in all; the auction stops where it stands beyond. */
  readonly visits: number
}

/** The step is divided by this from phase to phase. */
const divisor = 6
/** After a phase prices fall by this many of its steps, because they overshoot by about as much. */
const deflation = 2

/**
 * Prices that are nearly right, and seats to go with them: rows bid for seats, and each bid raises a price by a step more than
 * it must, so that no price war drags on. The step falls from phase to phase down to 1. A target with several seats is several
 * equal objects; its price is its lowest bid.
 * Invariant: a seated row is within a step of its best option at the present prices. Nothing is proved here: `mend` makes
 * seats and prices exact from wherever the auction stops, so that work can be cut off at any bid.
 * @source Bertsekas, The auction algorithm, 1988; Bertsekas and Castanon, The auction algorithm for transportation problems
 * (similar objects), 1989
 * @returns whether it came to its end within the work allowed
 */
export function auction(state: Residual, leave: Float64Array, bidding: Bidding): boolean {
  const { seats, first, held, count, edge, price, problem } = state
  const { start, target, cost } = problem
  const rows = leave.length
  const bid = new Float64Array(held.length)
  const waiting = new Int32Array(rows)
  let visits = bidding.visits
  // Nobody bids where there is no seat.
  for (let j = 0; j < price.length; j++) if (seats[j] === 0) price[j] = Number.POSITIVE_INFINITY

  for (let step = bidding.first; ; step = step <= divisor ? 1 : Math.floor(step / divisor)) {
    count.fill(0)
    edge.fill(-1)
    for (let i = 0; i < rows; i++) waiting[i] = i
    let size = rows
    while (size > 0) {
      const i = waiting[--size]!
      const from = start[i]!
      const to = start[i + 1]!
      let best = Number.POSITIVE_INFINITY
      let second = leave[i]!
      let by = -1
      for (let e = from; e < to; e++) {
        const way = cost[e]! + price[target[e]!]!
        if (way >= second) continue
        if (way < best) {
          if (best < second) second = best
          best = way
          by = e
        } else second = way
      }
      visits -= to - from + 1
      if (visits < 0) {
        barSeatless(state)
        return false
      }
      if (by < 0) continue
      const j = target[by]!
      const begin = first[j]!
      const offer = price[j]! + (second - best) + step
      edge[i] = by
      const taken = count[j]!
      if (taken < seats[j]!) {
        held[begin + taken] = i
        bid[begin + taken] = offer
        count[j] = taken + 1
        if (taken + 1 === seats[j]!) {
          let lowest = bid[begin]!
          for (let s = begin + 1; s <= begin + taken; s++) if (bid[s]! < lowest) lowest = bid[s]!
          price[j] = lowest
        }
        continue
      }
      let place = begin
      let lowest = bid[begin]!
      let next = offer
      for (let s = begin + 1; s < begin + taken; s++) {
        const other = bid[s]!
        if (other < lowest) {
          if (lowest < next) next = lowest
          lowest = other
          place = s
        } else if (other < next) next = other
      }
      const out = held[place]!
      edge[out] = -1
      waiting[size++] = out
      held[place] = i
      bid[place] = offer
      price[j] = next
    }
    if (step === 1) {
      barSeatless(state)
      return true
    }
    for (let j = 0; j < price.length; j++) price[j] = Math.max(0, price[j]! - deflation * step)
  }
}

/** Prices targets without seats so that no row would rather be there. */
function barSeatless(state: Residual): void {
  const { seats, price, problem } = state
  const { start, target, cost, leave } = problem
  if (!seats.includes(0)) return
  const barred = new Float64Array(price.length)
  for (let i = 0; i < leave.length; i++) {
    const least = bestOption(state, i)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      if (seats[j] === 0 && least - cost[e]! > barred[j]!) barred[j] = least - cost[e]!
    }
  }
  for (let j = 0; j < price.length; j++) if (seats[j] === 0) price[j] = barred[j]!
}
