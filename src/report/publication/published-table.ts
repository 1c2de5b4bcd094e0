import { ok, type Outcome, refuse } from '../../problem.ts'
import type { CountOf, Publication } from './publication.ts'

/** One table of a publication with its totals; as a change since another, numbers may be below 0. */
export interface PublishedTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** By row and column. */
  readonly counts: readonly (readonly number[])[]
  readonly rowTotals: readonly number[]
  readonly columnTotals: readonly number[]
  readonly total: number
}

/** Which table is asked for. */
export interface TableAsked {
  /** Fields whose values make the rows and the columns. */
  readonly rows: string
  readonly columns: string
  /** Values in the order in which they are to stand, with those of which nobody is counted; in order of the text if not given. */
  readonly order?: { readonly rows?: readonly string[]; readonly columns?: readonly string[] }
  /** As the change since this earlier publication. */
  readonly since?: Publication
}

/**
 * A table of a publication, or the change since an earlier one, which is the difference of what was printed: nothing new gets out.
 * Tables of one publication add up to the same totals.
 * @returns Ok: the table. Err `invalid`: a field that the publication does not count, an order that leaves out a value, an earlier
 * publication under another `least`.
 * @example
 * ```ts
 * import { publishable, publishedTable } from 'childfile/report'
 * const counts = [{ values: { township: '甲镇', sex: 'male' }, count: 12 }, { values: { township: '甲镇', sex: 'female' }, count: 4 }]
 * const printed = publishable(counts, { asOf: '2026-09-30', tables: [['township', 'sex']] })._unsafeUnwrap()
 * publishedTable(printed, { rows: 'township', columns: 'sex' }).map(({ counts, total }) => [counts[0], total]).unwrapOr([]) // => [[5, 10], 15]
 * ```
 */
export function publishedTable(
  publication: Publication,
  { rows, columns, order, since }: TableAsked,
): Outcome<PublishedTable> {
  const both = since ? [publication, since] : [publication]
  for (const { fields } of both) {
    if (!fields.includes(rows)) return refuse('/rows', 'unknown-field', 'is a field of the publication')
    if (!fields.includes(columns)) return refuse('/columns', 'unknown-field', 'is a field of the publication')
  }
  if (since && since.least !== publication.least)
    return refuse('/since/least', 'inconsistent', 'two publications are compared under one least')
  const cells = [
    ...publication.counts,
    ...(since?.counts ?? []).map(({ values, count }): CountOf => ({ values, count: -count })),
  ]
  const found = {
    rows: valuesOf(cells, rows),
    columns: valuesOf(cells, columns),
  }
  const shown = { rows: order?.rows ?? found.rows, columns: order?.columns ?? found.columns }
  for (const side of ['rows', 'columns'] as const)
    if (new Set(shown[side]).size < shown[side].length || !found[side].every((value) => shown[side].includes(value)))
      return refuse(`/order/${side}`, 'inconsistent', 'has each value once')
  const sums = new Map<string, number>()
  for (const { values, count } of cells) {
    const key = JSON.stringify([values[rows], values[columns]])
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  const counts = shown.rows.map((row) => shown.columns.map((column) => sums.get(JSON.stringify([row, column])) ?? 0))
  const rowTotals = counts.map(sum)
  return ok({
    ...shown,
    counts,
    rowTotals,
    columnTotals: shown.columns.map((_, c) => sum(counts.map((row) => row[c] ?? 0))),
    total: sum(rowTotals),
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

const valuesOf = (cells: readonly CountOf[], field: string): readonly string[] =>
  [...new Set(cells.map(({ values }) => values[field] ?? ''))].sort((a, b) => (a < b ? -1 : 1))
