import { lower, takeLeast, empty } from './heap.ts'
import { bestOption, followWay, move, paidBy, reprice, type Residual, shortestWay } from './residual.ts'

/**
 * Makes seats and prices exact from wherever they stand: rows that do not sit at their best option get up, everyone who would
 * rather sit is seated along a shortest way, and a target that has a price and a free seat is filled or its price falls to 0.
 * Afterwards the assignment is the cheapest and the prices prove it.
 * @source Bertsekas and Castanon, A forward/reverse auction algorithm for asymmetric assignment problems, 1992, with shortest
 * augmenting paths in place of bids
 * @returns whether it came to its end before so many edges were looked at
 */
export function mend(state: Residual, visits = Number.POSITIVE_INFINITY): boolean {
  state.visits = 0
  const waiting = unsettle(state)
  for (const row of waiting) {
    if (state.visits > visits) return false
    const ending = shortestWay(state, row)
    reprice(state, ending)
    followWay(state, row, ending)
  }
  fill(state)
  return true
}

/** Rows that do not sit at their best option get up. All who would rather sit are told, those whom it costs most first. */
function unsettle(state: Residual): Int32Array {
  const { edge, price, problem } = state
  const { target, cost, leave } = problem
  const waiting = new Int32Array(leave.length)
  let size = 0
  for (let i = 0; i < leave.length; i++) {
    const least = bestOption(state, i)
    const e = edge[i]!
    if (e < 0 || cost[e]! + price[target[e]!]! > least) {
      if (e >= 0) move(state, [[i, -1]])
      if (least < leave[i]!) waiting[size++] = i
    }
  }
  return waiting.subarray(0, size).sort((a, b) => leave[b]! - leave[a]! || a - b)
}

/**
 * Fills targets that have a price and a free seat, or lowers the price to 0: Dijkstra backwards over targets, from the free seat
 * to a row without one, to a target whose seat may stay free, or to the price 0.
 * Invariant: every row sits at its best option, and the slack of an edge, what it costs above that, is the length of a step.
 */
function fill(state: Residual): void {
  const { seats, first, held, count, edge, price, heap, length, seen, by, via, done, problem } = state
  const { start, target, cost } = problem
  const targets = price.length
  let needed = false
  for (let j = 0; j < targets; j++) if (price[j]! > 0 && count[j]! < seats[j]!) needed = true
  if (!needed) return
  const paid = paidBy(state)
  const into = edgesByTarget(targets, start, target)
  for (let goal = 0; goal < targets; goal++)
    while (count[goal]! < seats[goal]! && price[goal]! > 0) {
      const round = ++state.round
      let best = price[goal]!
      let giver = goal
      let joins = -1
      let joinsBy = -1
      let settled = 0
      seen[goal] = round
      length[goal] = 0
      lower(heap, goal, 0)
      while (heap.size > 0) {
        const j = takeLeast(heap)
        const way = length[j]!
        if (way >= best) break
        done[settled++] = j
        if (way + price[j]! < best) {
          best = way + price[j]!
          giver = j
          joins = -1
        }
        for (let k = into.start[j]!; k < into.start[j + 1]!; k++) {
          const e = into.edge[k]!
          const i = into.row[k]!
          const on = way + cost[e]! + price[j]! - paid[i]!
          if (on >= best) continue
          const now = edge[i]!
          if (now < 0) {
            best = on
            joins = i
            joinsBy = e
            continue
          }
          const before = target[now]!
          if (before === j || (seen[before] === round && on >= length[before]!)) continue
          seen[before] = round
          length[before] = on
          by[before] = i
          via[before] = e
          lower(heap, before, on)
        }
      }
      empty(heap)
      for (let k = 0; k < settled; k++) {
        const j = done[k]!
        const fall = best - length[j]!
        if (fall <= 0) continue
        price[j] = price[j]! - fall
        for (let s = first[j]!; s < first[j]! + count[j]!; s++) paid[held[s]!] = paid[held[s]!]! - fall
      }
      const moves: [row: number, edge: number][] = []
      let j = joins < 0 ? giver : target[joinsBy]!
      if (joins >= 0) moves.push([joins, joinsBy])
      for (; j !== goal; j = target[via[j]!]!) moves.push([by[j]!, via[j]!])
      move(state, moves)
      for (const [i, e] of moves) paid[i] = cost[e]! + price[target[e]!]!
    }
}

/** The edges that lead to each target, and their rows. */
function edgesByTarget(targets: number, start: Int32Array, target: Int32Array) {
  const begin = new Int32Array(targets + 1)
  for (let e = 0; e < target.length; e++) begin[target[e]! + 1] = begin[target[e]! + 1]! + 1
  for (let j = 0; j < targets; j++) begin[j + 1] = begin[j + 1]! + begin[j]!
  const next = begin.slice()
  const row = new Int32Array(target.length)
  const edge = new Int32Array(target.length)
  for (let i = 0; i + 1 < start.length; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const at = next[target[e]!]!
      next[target[e]!] = at + 1
      row[at] = i
      edge[at] = e
    }
  return { start: begin, row, edge }
}
