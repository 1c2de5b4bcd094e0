import type { FullSeating, FullTable } from './full-table.ts'

/**
 * Lowers the prices of an optimal assignment to the least that prove it: a price can fall until somebody else would rather be there,
 * which is a shortest distance from everything that cannot fall. Nothing is looked at where nothing can fall.
 * Invariant: `order` holds first the columns looked on from, then those that fall as little and come next, then the others.
 * @source Shapley and Shubik, The assignment game, 1971 (the prices of all proofs form a lattice)
 */
export function leastFullPrices({ rows, columns, cost, leave, seats }: FullTable, state: FullSeating): void {
  const { of, count, first, held, price } = state
  const fall = price.slice()
  const order = new Int32Array(columns)
  let size = 0
  let high = 0
  for (let j = 0; j < columns; j++) if (seats[j]! > 0) order[size++] = j

  /** Columns where the row would rather be if they fell by more; those that fall as little as can be come to the front. */
  const holdUp = (row: number, shift: number, near: number, from: number): number => {
    const base = row * columns
    let to = from
    for (let k = from; k < size; k++) {
      const j = order[k]!
      const way = shift + cost[base + j]! + price[j]!
      if (way < fall[j]!) fall[j] = way
      if (fall[j]! > near) continue
      order[k] = order[to]!
      order[to++] = j
    }
    return to
  }

  for (let k = 0; k < size; k++)
    if (fall[order[k]!] === 0) {
      const j = order[k]!
      order[k] = order[high]!
      order[high++] = j
    }
  for (let i = 0; i < rows && high < size; i++) if (of[i]! < 0) high = holdUp(i, -leave[i]!, 0, high)
  let near = 0
  for (let low = 0; high < size; ) {
    if (low === high) {
      near = Number.POSITIVE_INFINITY
      for (let k = low; k < size; k++) if (fall[order[k]!]! < near) near = fall[order[k]!]!
      for (let k = low; k < size; k++)
        if (fall[order[k]!] === near) {
          const j = order[k]!
          order[k] = order[high]!
          order[high++] = j
        }
      continue
    }
    const j = order[low++]!
    for (let place = first[j]!; place < first[j]! + count[j]! && high < size; place++) {
      const row = held[place]!
      high = holdUp(row, near - cost[row * columns + j]! - price[j]!, near, high)
    }
  }
  for (let j = 0; j < columns; j++) if (seats[j]! > 0) price[j] = price[j]! - fall[j]!
}
