import type { Costs } from '../assignment-problem.ts'
import { emptySeating, type FullSeating, type FullTable, sitDown } from './full-table.ts'

/**
 * An optimal assignment of a full table with prices that prove it, or undefined if the searches would look at more cells than
 * that. Columns are priced so that each has a row that finds nothing better, rows take what is free of their best, those left over
 * bid for single seats for a while, and the rest are seated along shortest ways.
 *
 * Invariant: a row with a seat has its best option, one without a seat either waits or would rather leave, and prices rise only
 * where every seat is taken. Prices of columns that begin above 0 are right only if every seat is taken in the end; where
 * one is not, all begins again from 0.
 * @source Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems, 1987
 */
export function fullPaths(table: FullTable, cells: number): FullSeating | undefined {
  let all = 0
  for (const own of table.seats) all += own
  const priced = all <= table.rows && !tied(table) ? columnPrices(table) : undefined
  if (priced) {
    const state = emptySeating(table, priced)
    if (seatAll(table, state, cells) === 'over') return undefined
    if (holds(table, state)) return state
  }
  const state = emptySeating(table, new Float64Array(table.columns))
  return seatAll(table, state, cells) === 'over' ? undefined : state
}

/** Best columns of a row, on average, that are many. */
const many = 8

/** Whether rows have many best columns at no price, as far as a few of them tell: then most find one that is free. */
function tied({ rows, columns, cost }: FullTable): boolean {
  let looked = 0
  let equal = 0
  for (let i = 0; i < rows; i += Math.max(1, rows >> 3), looked++) {
    let low = Number.POSITIVE_INFINITY
    let here = 0
    for (let j = 0, cell = i * columns; j < columns; j++, cell++) {
      if (cost[cell]! > low) continue
      here = cost[cell]! < low ? 1 : here + 1
      low = cost[cell]!
    }
    equal += here
  }
  return equal >= many * looked
}

/** Prices at which the cheapest cell of every column costs the same. */
function columnPrices({ rows, columns, cost, seats }: FullTable): Float64Array {
  const least = cost.slice(0, columns)
  for (let i = 1, row = columns; i < rows; i++, row += columns)
    for (let j = 0; j < columns; j++) {
      const own = cost[row + j]!
      if (own < least[j]!) least[j] = own
    }
  let most = 0
  for (let j = 0; j < columns; j++) if (seats[j]! > 0 && least[j]! > most) most = least[j]!
  const price = new Float64Array(columns)
  for (let j = 0; j < columns; j++) if (seats[j]! > 0) price[j] = most - least[j]!
  return price
}

/** Whether every column with a price is full. */
function holds({ seats }: FullTable, { count, price }: FullSeating): boolean {
  for (let j = 0; j < price.length; j++) if (price[j]! > 0 && count[j]! < seats[j]!) return false
  return true
}

function seatAll(table: FullTable, state: FullSeating, cells: number): 'done' | 'over' {
  const waiting = bid(table, state, takeFree(table, state))
  if (waiting.length === 0) return 'done'
  const { seat, cells: looked } = search(table, state)
  for (let k = 0; k < waiting.length; k++) {
    if (looked() > cells) return 'over'
    seat(waiting[k]!)
  }
  return 'done'
}

/** Each row takes the first free column of its best ones, if there is one. Those that want a taken one are left over. */
function takeFree({ rows, columns, cost, seats, leave }: FullTable, state: FullSeating): Int32Array {
  const { count, price } = state
  const waiting = new Int32Array(rows)
  let size = 0
  // For each column the first from there on that may be free; what lies between is full.
  const free = new Int32Array(columns + 1)
  for (let j = 0; j <= columns; j++) free[j] = j
  const freeFrom = (from: number): number => {
    let j = from
    while (j < columns && count[j] === seats[j]) {
      if (free[j] === j) free[j] = j + 1
      else free[j] = free[free[j]!]!
      j = free[j]!
    }
    return j
  }
  for (let i = 0, row = 0; i < rows; i++, row += columns) {
    let j = bestColumn(cost, price, row, columns)
    const best = cost[row + j]! + price[j]!
    if (best >= leave[i]!) continue
    for (j = freeFrom(j); j < columns; j = freeFrom(j + 1)) if (cost[row + j]! + price[j]! === best) break
    if (j < columns) sitDown(state, i, j)
    else waiting[size++] = i
  }
  return waiting.subarray(0, size)
}

/** The first of the best columns of the row that begins there. */
function bestColumn(cost: Costs, price: Float64Array, row: number, columns: number): number {
  let best = Number.POSITIVE_INFINITY
  let at = 0
  for (let j = 0; j < columns; j++) {
    const way = cost[row + j]! + price[j]!
    if (way < best) {
      best = way
      at = j
    }
  }
  return at
}

/** Rounds in which rows bid; tables of so few cells are searched at once. */
const rounds = 2
const small = 65_536

/**
 * Rows without a seat take their best column and raise its price until their second best is as good; who held it looks on. Only where
 * there is one seat: several holders would not all find the new price right. Gives those who still wait.
 */
function bid({ columns, cost, seats, leave }: FullTable, state: FullSeating, rows: Int32Array): Int32Array {
  const { of, count, first, held, price } = state
  if (cost.length < small) return rows
  let waiting = rows
  let left = 2 * rounds * rows.length
  for (let round = 0; round < rounds && waiting.length > 0; round++) {
    const next = new Int32Array(waiting.length)
    let size = 0
    for (let k = 0; k < waiting.length; k++) {
      let i = waiting[k]!
      while (i >= 0) {
        if (left-- <= 0) {
          next[size++] = i
          break
        }
        const row = i * columns
        let best = Number.POSITIVE_INFINITY
        let second = leave[i]!
        let at = -1
        let other = -1
        for (let j = 0; j < columns; j++) {
          const way = cost[row + j]! + price[j]!
          if (way >= second) continue
          if (way < best) {
            if (best < second) {
              second = best
              other = at
            }
            best = way
            at = j
          } else {
            second = way
            other = j
          }
        }
        if (at < 0) break
        if (best === second && count[at] === seats[at] && other >= 0 && count[other]! < seats[other]!) at = other
        if (count[at]! < seats[at]!) {
          sitDown(state, i, at)
          if (seats[at] === 1) price[at] = price[at]! + second - best
          break
        }
        if (seats[at]! > 1) {
          next[size++] = i
          break
        }
        const out = held[first[at]!]!
        of[out] = -1
        held[first[at]!] = i
        of[i] = at
        price[at] = price[at]! + second - best
        if (best < second) i = out
        else {
          next[size++] = out
          i = -1
        }
      }
    }
    waiting = next.subarray(0, size)
  }
  return waiting
}

/** Searches for shortest ways to a seat, and how many cells they have looked at. */
interface Search {
  readonly cells: () => number
  readonly seat: (row: number) => void
}

/**
 * Seats rows one by one along a shortest way, in costs plus prices: Dijkstra over columns, in which a row that would be pushed out
 * looks on from there or goes without.
 * Invariant: `order` holds first the columns looked on from, then those as near that come next, then the others; what is nearer than
 * `near` is settled.
 */
function search({ columns, cost, seats, leave }: FullTable, state: FullSeating): Search {
  const { of, count, first, held, price } = state
  const length = new Float64Array(columns)
  const by = new Int32Array(columns)
  const order = new Int32Array(columns)
  for (let j = 0; j < columns; j++) order[j] = j
  let cells = 0

  const seat = (row: number): void => {
    let low = 0
    let high = 0
    let near = Number.NEGATIVE_INFINITY
    let out = row
    let bound = leave[row]!
    let end = -1
    cells += columns
    for (let j = 0, cell = row * columns; j < columns; j++, cell++) {
      length[j] = cost[cell]! + price[j]!
      by[j] = row
    }
    for (let seen = 0; end < 0 && bound > near; ) {
      if (low === high) {
        high = nearest(low, bound)
        near = low === high ? bound : length[order[low]!]!
      }
      for (; seen < high && end < 0; seen++) if (count[order[seen]!]! < seats[order[seen]!]!) end = order[seen]!
      if (end >= 0 || low === high) break
      const j = order[low++]!
      for (let place = first[j]!; place < first[j]! + count[j]! && bound > near; place++) {
        const holder = held[place]!
        const shift = near - (cost[holder * columns + j]! + price[j]!)
        if (shift + leave[holder]! < bound) {
          bound = shift + leave[holder]!
          out = holder
        }
        cells += columns - high
        high = lookOn(holder, shift, near, high)
        if (high > seen && count[order[high - 1]!]! < seats[order[high - 1]!]!) break
      }
    }
    const way = end < 0 ? bound : near
    for (let k = 0; k < low; k++) {
      const rest = way - length[order[k]!]!
      if (rest > 0) price[order[k]!] = price[order[k]!]! + rest
    }
    follow(row, end, out)
  }

  /** Brings the nearest of the columns from there on to the front, if it is nearer than the bound; tells where those as near end. */
  const nearest = (from: number, bound: number): number => {
    let near = bound
    let to = from
    for (let k = from; k < columns; k++) {
      const j = order[k]!
      const way = length[j]!
      if (way > near || (way === near && to === from)) continue
      if (way < near) {
        near = way
        to = from
      }
      order[k] = order[to]!
      order[to++] = j
    }
    return to
  }

  /** Looks on from a row that holds a seat: columns that are as near as can be come to the front; tells where those end. */
  const lookOn = (row: number, shift: number, near: number, from: number): number => {
    const base = row * columns
    let to = from
    for (let k = from; k < columns; k++) {
      const j = order[k]!
      const way = shift + cost[base + j]! + price[j]!
      if (way >= length[j]!) continue
      length[j] = way
      by[j] = row
      if (way > near) continue
      order[k] = order[to]!
      order[to++] = j
      if (count[j]! < seats[j]!) return to
    }
    return to
  }

  /** Seats the row: each row on the way takes the seat before which it stands; `out` goes without if the way has no end. */
  const follow = (row: number, end: number, out: number): void => {
    if (end < 0 && out === row) return
    let j = end
    let place: number
    if (end >= 0) {
      place = first[end]! + count[end]!
      count[end] = count[end]! + 1
    } else {
      j = of[out]!
      place = placeOf(out)
      of[out] = -1
    }
    for (;;) {
      const mover = by[j]!
      const before = of[mover]!
      const next = before < 0 ? -1 : placeOf(mover)
      held[place] = mover
      of[mover] = j
      if (before < 0) return
      j = before
      place = next
    }
  }

  const placeOf = (row: number): number => {
    let place = first[of[row]!]!
    while (held[place] !== row) place++
    return place
  }
  return { cells: () => cells, seat }
}
