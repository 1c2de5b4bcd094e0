/** Costs of leaving drawn together, and the way back for prices. */
export interface LeaveSteps {
  readonly leave: Float64Array
  /** Prices that were found under the costs drawn together, moved to where they belong under the true ones. */
  readonly widen: (price: Float64Array) => void
}

/** A step between two costs of leaving is kept up to so many times the dearest edge. */
const kept = 4

/**
 * Costs of leaving with the great steps between them made small. Where leaving costs so much that one row more outweighs everything
 * else, a price that climbs there by bids would take for ever; few steps as wide as some edges lead to nearly the same seats.
 * Only a start: `mend` works with the true costs.
 */
export function leaveSteps(leave: Float64Array, dearest: number): LeaveSteps {
  const most = kept * (dearest + 1)
  const levels = Float64Array.from(new Set(leave)).sort((a, b) => a - b)
  const narrow = new Float64Array(levels.length)
  let shorter = false
  for (let k = 0; k < levels.length; k++) {
    const step = levels[k]! - (k === 0 ? 0 : levels[k - 1]!)
    if (step > most) shorter = true
    narrow[k] = (k === 0 ? 0 : narrow[k - 1]!) + Math.min(step, most)
  }
  if (!shorter) return { leave, widen: () => undefined }
  const rank = new Map<number, number>()
  for (let k = 0; k < levels.length; k++) rank.set(levels[k]!, k)
  return {
    leave: leave.map((own) => narrow[rank.get(own)!]!),
    widen: (price) => {
      for (let j = 0; j < price.length; j++) {
        // The highest level that the price comes near to: a price lies below the cost of leaving by what the edge costs.
        let low = -1
        let high = levels.length - 1
        while (low < high) {
          const middle = (low + high + 1) >> 1
          if (narrow[middle]! - Math.floor(most / 2) <= price[j]!) low = middle
          else high = middle - 1
        }
        if (low >= 0) price[j] = Math.max(0, price[j]! + levels[low]! - narrow[low]!)
      }
    },
  }
}
