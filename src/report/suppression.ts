/** A count that is shown, or `undefined` where showing it could tell a child. */
export type ShownCount = number | undefined

type Cell = readonly [row: number, column: number]

/**
 * A table of counts in which no count from 1 to k - 1 can be read or worked out from the totals of rows and columns. Small counts are
 * hidden, and then as little else as it takes that every small count can be one more or one less with the same totals. Zeros are
 * hidden last. A table of a single row or column cannot be protected from its own totals.
 * @source cell suppression in two-way tables: a hidden count is safe if it lies on an alternating cycle of hidden counts
 * (Gusfield 1988, SIAM J. Comput. 17)
 * @example
 * ```ts
 * import { suppressed } from 'childfile/report'
 * suppressed([[12, 30], [9, 8]], 5) // => [[12, 30], [9, 8]]
 * suppressed([[12, 3, 20], [9, 8, 30]], 5) // => [[undefined, undefined, 20], [undefined, undefined, 30]]
 * ```
 */
export function suppressed(table: readonly (readonly number[])[], k: number): readonly (readonly ShownCount[])[] {
  const hidden = table.map((row) => row.map((count) => count > 0 && count < k))
  const cells = table.flatMap((row, r) => row.map((_, c): Cell => [r, c]))
  const value = ([row, column]: Cell): number => table[row]?.[column] ?? 0
  const isHidden = ([row, column]: Cell): boolean => hidden[row]?.[column] === true
  const small = cells.filter(isHidden)
  const total = cells.reduce((sum, cell) => sum + value(cell), 0)

  /** How much is lost by hiding these as well: hidden ones nothing, zeros more than any count. */
  const loss = (more: readonly Cell[]): number =>
    more.filter((cell) => !isHidden(cell)).reduce((sum, cell) => sum + (value(cell) === 0 ? total + 1 : value(cell)), 0)

  /** Three counts that make a rectangle with the exposed one, or a single one, so that it can change, at the least loss. */
  const toHide = (exposed: Cell): readonly Cell[] | undefined => {
    const rectangles = cells
      .filter(([row, column]) => row !== exposed[0] && column !== exposed[1])
      .map(([row, column]): readonly Cell[] => [
        [exposed[0], column],
        [row, column],
        [row, exposed[1]],
      ])
    const safe = rectangles
      .map((more) => ({ more, loss: loss(more) }))
      .sort((a, b) => a.loss - b.loss)
      .find(({ more }) =>
        canChange(
          exposed,
          cells.filter((cell) => isHidden(cell) || more.some((other) => same(other, cell))),
          value,
        ),
      )
    const [next] = cells.filter((cell) => !isHidden(cell)).sort((a, b) => loss([a]) - loss([b]))
    return safe?.more ?? (next && [next])
  }

  for (;;) {
    const open = cells.filter(isHidden)
    const exposed = small.find((cell) => !canChange(cell, open, value))
    const more = exposed && toHide(exposed)
    if (!more) return table.map((row, r) => row.map((count, c) => (hidden[r]?.[c] === true ? undefined : count)))
    for (const [row, column] of more) {
      const line = hidden[row]
      if (line) line[column] = true
    }
  }
}

/**
 * Counts beside their total, in which no count from 1 to k - 1 can be read or worked out: small counts are hidden, and a single one
 * together with the next larger.
 * @source cell suppression, as `suppressed`
 * @example
 * ```ts
 * import { suppressedList } from 'childfile/report'
 * suppressedList([12, 3, 20, 0], 5) // => [undefined, undefined, 20, 0]
 * ```
 */
export function suppressedList(counts: readonly number[], k: number): readonly ShownCount[] {
  const order = [...counts.keys()].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
  const small = order.filter((i) => (counts[i] ?? 0) > 0 && (counts[i] ?? 0) < k)
  const rest = order.filter((i) => !small.includes(i))
  const next = rest.find((i) => (counts[i] ?? 0) > 0) ?? rest[0]
  const hidden = new Set(small.length === 1 && next !== undefined ? [...small, next] : small)
  return counts.map((count, i) => (hidden.has(i) ? undefined : count))
}

const same = (a: Cell, b: Cell): boolean => a[0] === b[0] && a[1] === b[1]

/** Whether a hidden count can be one more or one less while all totals stay: it lies on an alternating cycle of hidden counts. */
function canChange(cell: Cell, open: readonly Cell[], value: (cell: Cell) => number): boolean {
  const others = open.filter((other) => other[0] !== cell[0] || other[1] !== cell[1])
  const [row, column] = [`r${cell[0]}`, `c${cell[1]}`]
  // One more here goes from row to column; a count above zero may be one less, from column to row.
  const steps = others.flatMap((other): readonly (readonly [string, string])[] => [
    [`r${other[0]}`, `c${other[1]}`],
    ...(value(other) > 0 ? [[`c${other[1]}`, `r${other[0]}`] as const] : []),
  ])
  return reaches(column, row, steps) || (value(cell) > 0 && reaches(row, column, steps))
}

function reaches(from: string, to: string, steps: readonly (readonly [string, string])[]): boolean {
  const seen = new Set([from])
  for (const here of seen) for (const [start, end] of steps) if (start === here) seen.add(end)
  return seen.has(to)
}
