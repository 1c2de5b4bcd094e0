import { fullPaths } from './full-paths.ts'
import { firstByRings } from './full-rings.ts'
import { leastFullPrices } from './full-prices.ts'
import type { FullTable } from './full-table.ts'
import { priceOut } from './price-out.ts'
import type { Solved, Table } from './table.ts'

/** The optimum of a table in which every row could take every column, unless the searches would look at more cells than that. */
export function fullOptimum(table: Table, cells: number): Solved | undefined {
  const { seats, leave, cost } = table
  const full: FullTable = { rows: leave.length, columns: seats.length, cost, seats, leave }
  const state = fullPaths(full, cells)
  if (!state) return undefined
  leastFullPrices(full, state)
  const { of, price } = state
  let seatless = false
  for (let j = 0; j < price.length; j++)
    if (seats[j] === 0) {
      seatless = true
      price[j] = 0
    }
  const paid = Float64Array.from(leave)
  for (let i = 0; i < of.length; i++) if (of[i]! >= 0) paid[i] = cost[i * price.length + of[i]!]! + price[of[i]!]!
  const first = seatless ? undefined : (straight(full, price, paid) ?? firstByRings(full, state, paid))
  if (first) return { of: first, price, paid, tight: ownEdges(full, first) }
  return { of, price, paid, tight: priceOut(table, price, paid).tight() }
}

/**
 * Each row's first option that is still free, if that keeps every column with a price full and seats every row that must not go
 * without: then no assignment of the same cost comes before it. Undefined if it does not.
 */
function straight(
  { rows, columns, cost, seats, leave }: FullTable,
  price: Float64Array,
  paid: Float64Array,
): Int32Array | undefined {
  const free = seats.slice()
  const of = new Int32Array(rows).fill(-1)
  // The columns with a free seat as a list in rising order: each tells the next.
  const next = new Int32Array(columns + 1)
  for (let j = 0; j <= columns; j++) next[j] = j
  for (let i = 0; i < rows; i++) {
    const row = i * columns
    let before = -1
    let j = next[0]!
    while (j < columns && cost[row + j]! + price[j]! !== paid[i]) {
      before = j
      j = next[j + 1]!
    }
    if (j === columns) {
      if (paid[i] !== leave[i]) return undefined
      continue
    }
    of[i] = j
    free[j] = free[j]! - 1
    if (free[j] === 0) next[before + 1] = next[j + 1]!
  }
  for (let j = 0; j < columns; j++) if (price[j]! > 0 && free[j]! > 0) return undefined
  return of
}

/** The edges taken, as the only ones. */
function ownEdges({ rows, seats }: FullTable, of: Int32Array) {
  const start = new Int32Array(rows + 1)
  for (let i = 0; i < rows; i++) start[i + 1] = start[i]! + (of[i]! < 0 ? 0 : 1)
  return { seats, start, target: of.filter((j) => j >= 0) }
}
