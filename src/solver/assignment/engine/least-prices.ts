import { lower, takeLeast } from './heap.ts'
import type { Residual } from './residual.ts'

/**
 * Lowers the prices of an optimal assignment to the least that prove it, so that each says what one more seat would save.
 *
 * A price is held up by a row without a seat, which would else want one there, by a row that would else leave a target whose own
 * price is held up, and by 0. How far each can fall is a shortest distance in slacks (what an edge costs above the best option of
 * its row): one Dijkstra from everything that cannot fall. Time: edges x log targets.
 * @source Shapley and Shubik, The assignment game, 1971 (the prices of all proofs form a lattice); Leonard, 1983
 */
export function leastPrices(state: Residual): void {
  const { first, held, count, edge, price, heap, problem } = state
  const { start, target, cost, leave } = problem
  const fall = price.slice()
  for (let i = 0; i < leave.length; i++) {
    if (edge[i]! >= 0) continue
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const slack = cost[e]! + price[target[e]!]! - leave[i]!
      if (slack < fall[target[e]!]!) fall[target[e]!] = slack
    }
  }
  for (let j = 0; j < price.length; j++) if (fall[j] === 0) lower(heap, j, 0)
  for (let j = 0; j < price.length; j++) if (fall[j] !== 0) lower(heap, j, fall[j]!)
  while (heap.size > 0) {
    const j = takeLeast(heap)
    const way = fall[j]!
    for (let s = first[j]!; s < first[j]! + count[j]!; s++) {
      const i = held[s]!
      const beyond = way - cost[edge[i]!]! - price[j]!
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        const k = target[e]!
        const on = beyond + cost[e]! + price[k]!
        if (on >= fall[k]!) continue
        fall[k] = on
        lower(heap, k, on)
      }
    }
  }
  for (let j = 0; j < price.length; j++) price[j] = price[j]! - fall[j]!
}
