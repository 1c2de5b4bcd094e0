import type { Edges, Table } from './table.ts'

/**
 * Holds every edge against the prices: the best ones of each row that beat what it pays, and all that equal it. Where no seat is,
 * the price rises until nobody would rather be there.
 */
export function priceOut({ seats, start, target, cost, leave }: Table, price: Float64Array, paid: Float64Array) {
  const better: number[] = []
  const rows = leave.length
  const from = new Int32Array(rows + 1)
  let equal = new Int32Array(2 * rows + 16)
  let size = 0
  for (let i = 0; i < rows; i++) {
    const limit = paid[i]!
    const begin = start[i]!
    const end = start[i + 1]!
    let first = limit
    let second = limit
    let third = limit
    let a = -1
    let b = -1
    let c = -1
    let sorted = true
    for (let e = begin; e < end; e++) {
      if (cost[e]! > limit) continue
      const j = target ? target[e]! : e - begin
      const way = cost[e]! + price[j]!
      if (way > limit) continue
      if (seats[j] === 0) price[j] = limit - cost[e]!
      else if (way === limit) {
        if (size === equal.length) {
          const wider = new Int32Array(2 * size)
          wider.set(equal)
          equal = wider
        }
        if (size > from[i]! && j < equal[size - 1]!) sorted = false
        equal[size++] = j
      } else if (way < first) {
        third = second
        c = b
        second = first
        b = a
        first = way
        a = e
      } else if (way < second) {
        third = second
        c = b
        second = way
        b = e
      } else if (way < third) {
        third = way
        c = e
      }
    }
    from[i + 1] = size
    if (!sorted) equal.subarray(from[i], size).sort((x, y) => x - y)
    if (a >= 0) better.push(i, a)
    if (b >= 0) better.push(i, b)
    if (c >= 0) better.push(i, c)
  }
  return {
    /** Pairs of row and edge, by row. */
    better,
    tight: (): Edges => ({ seats, start: from, target: equal.subarray(0, size) }),
  }
}
