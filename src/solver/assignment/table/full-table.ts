import type { Costs } from '../assignment-problem.ts'

/** Rows that could each take every column, and what each has so far. */
export interface FullTable {
  readonly rows: number
  readonly columns: number
  /** Row by row, one cost for each column. */
  readonly cost: Costs
  readonly seats: Int32Array
  readonly leave: Costs
}

/** Seats and prices of a table: what each row has, and what it pays for it. */
export interface FullSeating {
  /** The column of each row; -1 without a seat. */
  readonly of: Int32Array
  readonly count: Int32Array
  /** Where the places of a column begin in `held`. */
  readonly first: Int32Array
  /** The rows that hold a seat, by place. */
  readonly held: Int32Array
  /** Endless where no seat is. */
  readonly price: Float64Array
}

/** Nobody seated, at these prices. */
export function emptySeating({ rows, columns, seats }: FullTable, price: Float64Array): FullSeating {
  const first = new Int32Array(columns + 1)
  for (let j = 0; j < columns; j++) {
    first[j + 1] = first[j]! + Math.min(seats[j]!, rows)
    if (seats[j] === 0) price[j] = Number.POSITIVE_INFINITY
  }
  return {
    of: new Int32Array(rows).fill(-1),
    count: new Int32Array(columns),
    first,
    held: new Int32Array(first[columns]!),
    price,
  }
}

/** Gives a row the next free place of a column. */
export function sitDown({ of, count, first, held }: FullSeating, row: number, column: number): void {
  held[first[column]! + count[column]!] = row
  count[column] = count[column]! + 1
  of[row] = column
}
