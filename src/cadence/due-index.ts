/** Rows in order of their due day, for lists such as "overdue on this day". Lists are views of one array: do not write into them. */
export interface DueIndex {
  /** Rows due before `day`, earliest first; rows of one day in their own order. */
  overdueOn(day: number): Uint32Array
  /** Rows due on or after `from` and before `to`. */
  dueBetween(from: number, to: number): Uint32Array
  /** The days on which something is due, in order, and how many rows each has. */
  histogram(): { readonly days: Int32Array; readonly counts: Uint32Array }
}

/**
 * Sorts rows by due day, given as epoch days. Takes `due` or `windowEnd` of `dueInBulk`, whichever the lists are about: by
 * `windowEnd`, `overdueOn` is the list of the overdue. Counting sort, linear in the rows and in the days from the first to the
 * last; where those are many more than the rows, a sort by comparison. Each list afterwards is a search among the days.
 * @example
 * ```ts
 * import { dueIndex } from 'childfile/cadence'
 * const index = dueIndex(Int32Array.of(20710, 20700, 20705, 20700))
 * Array.from(index.overdueOn(20705)) // => [1, 3]
 * Array.from(index.dueBetween(20705, 20711)) // => [2, 0]
 * Array.from(index.histogram().counts) // => [2, 1, 1]
 * ```
 */
export function dueIndex(due: Int32Array): DueIndex {
  const { rows, days, starts } = inOrder(due)

  /** Rows whose day is before `day`. */
  const before = (day: number): number => {
    let low = 0
    let high = days.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((days[middle] ?? 0) < day) low = middle + 1
      else high = middle
    }
    return starts[low] ?? 0
  }
  return {
    overdueOn: (day) => rows.subarray(0, before(day)),
    dueBetween: (from, to) => rows.subarray(before(from), Math.max(before(from), before(to))),
    histogram: () => ({
      days: days.slice(),
      counts: Uint32Array.from(days, (_, i) => (starts[i + 1] ?? 0) - (starts[i] ?? 0)),
    }),
  }
}

/** Rows by day; the days that there are, and where the rows of each begin, with the number of rows at the end. */
interface Order {
  readonly rows: Uint32Array
  readonly days: Int32Array
  readonly starts: Uint32Array
}

function inOrder(due: Int32Array): Order {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const day of due) {
    if (day < first) first = day
    if (day > last) last = day
  }
  if (due.length === 0) return { rows: new Uint32Array(), days: new Int32Array(), starts: new Uint32Array(1) }
  return last - first > 4 * due.length + 1_000_000 ? sorted(due) : counted(due, first, last - first + 1)
}

function counted(due: Int32Array, first: number, span: number): Order {
  // How many rows each day has; then where the next row of day first + d goes.
  const next = new Uint32Array(span)
  for (const day of due) next[day - first] = (next[day - first] ?? 0) + 1
  const days: number[] = []
  const starts: number[] = []
  let start = 0
  for (let d = 0; d < span; d++) {
    const count = next[d] ?? 0
    if (count > 0) {
      days.push(first + d)
      starts.push(start)
    }
    next[d] = start
    start += count
  }
  const rows = new Uint32Array(due.length)
  for (let row = 0; row < rows.length; row++) {
    const d = (due[row] ?? 0) - first
    const at = next[d] ?? 0
    rows[at] = row
    next[d] = at + 1
  }
  return { rows, days: Int32Array.from(days), starts: Uint32Array.from([...starts, start]) }
}

function sorted(due: Int32Array): Order {
  const rows = Uint32Array.from(due, (_, row) => row).sort((a, b) => (due[a] ?? 0) - (due[b] ?? 0) || a - b)
  const days: number[] = []
  const starts: number[] = []
  rows.forEach((row, i) => {
    const day = due[row] ?? 0
    if (i > 0 && day === days.at(-1)) return
    days.push(day)
    starts.push(i)
  })
  return { rows, days: Int32Array.from(days), starts: Uint32Array.from([...starts, rows.length]) }
}
