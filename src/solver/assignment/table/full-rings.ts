import type { FullSeating, FullTable } from './full-table.ts'

/** Columns that are as good as the best of a row, on average, from which on looking at cells is quicker than writing them down. */
const many = 16
/** Cells that may be looked at, for each cell of the table. */
const patience = 4

/**
 * The first of all assignments of the same cost, where most rows have many columns that are as good and everybody has a seat, so that
 * seats can only be passed on in rings. Undefined where that is not so, or where it takes too long; what was found stays.
 * Invariant: rows up to the present one have what the first assignment gives them, and do not move again.
 */
export function firstByRings(table: FullTable, state: FullSeating, paid: Float64Array): Int32Array | undefined {
  const { rows, columns, cost, seats } = table
  const { of, count, first, held, price } = state
  if (!closedUp(table, state) || !tiedUp(table, price, paid)) return undefined
  const seen = new Int32Array(columns)
  const by = new Int32Array(columns)
  const from = new Int32Array(columns)
  const queue = new Int32Array(columns)
  // Columns that somebody may still leave, in rising order.
  const open = new Int32Array(columns)
  const movable = seats.slice()
  let left = patience * rows * columns
  let size = 0
  for (let j = 0; j < columns; j++) open[size++] = j

  const tight = (row: number, j: number): boolean => cost[row * columns + j]! + price[j]! === paid[row]

  /** The last column before the goal on a way from there that rows after the present one can make room on; -1 without one. */
  const reaches = (begin: number, goal: number, row: number): number => {
    let end = 1
    queue[0] = begin
    seen[begin] = row + 1
    from[begin] = -1
    for (let k = 0; k < end; k++) {
      const j = queue[k]!
      for (let place = first[j]!; place < first[j]! + count[j]!; place++)
        if (held[place]! > row && tight(held[place]!, goal)) {
          by[goal] = held[place]!
          return j
        }
      for (let place = first[j]!; place < first[j]! + count[j]!; place++) {
        const holder = held[place]!
        if (holder <= row) continue
        left -= size
        for (let at = 0; at < size; at++) {
          const on = open[at]!
          if (seen[on] === row + 1 || !tight(holder, on)) continue
          seen[on] = row + 1
          from[on] = j
          by[on] = holder
          queue[end++] = on
        }
      }
    }
    return -1
  }
  const hand = (row: number, to: number): void => {
    let place = first[of[row]!]!
    while (held[place] !== row) place++
    held[place] = to
  }

  for (let i = 0; i < rows; i++) {
    if (left < 0) return undefined
    const now = of[i]!
    for (let at = 0; at < size && open[at]! < now; at++) {
      const to = open[at]!
      if (seen[to] === i + 1 || !tight(i, to)) continue
      let j = reaches(to, now, i)
      if (j < 0) continue
      // Each row on the way goes on to the next column, the last one to where the row was.
      hand(i, by[now]!)
      let next = now
      for (; j >= 0; next = j, j = from[j]!) {
        const mover = by[next]!
        hand(mover, j === to ? i : by[j]!)
        of[mover] = next
      }
      of[i] = to
      break
    }
    const mine = of[i]!
    movable[mine] = movable[mine]! - 1
    if (movable[mine] === 0) {
      let at = 0
      while (open[at] !== mine) at++
      open.copyWithin(at, at + 1, size--)
    }
  }
  return of
}

/** Whether every row has a seat and every seat a row. */
function closedUp({ rows, seats }: FullTable, { of, count }: FullSeating): boolean {
  for (let i = 0; i < rows; i++) if (of[i]! < 0) return false
  for (let j = 0; j < seats.length; j++) if (count[j] !== seats[j]) return false
  return true
}

/** Whether rows have many columns that are as good as their best, as far as a few of them tell. */
function tiedUp({ rows, columns, cost }: FullTable, price: Float64Array, paid: Float64Array): boolean {
  let looked = 0
  let equal = 0
  for (let i = 0; i < rows; i += Math.max(1, rows >> 3), looked++)
    for (let j = 0; j < columns; j++) if (cost[i * columns + j]! + price[j]! === paid[i]) equal++
  return equal >= many * looked
}
