import type { Finding } from '../../finding.ts'

/**
 * What a row of a sheet is. `record`: it became one. `reject`: it was to become one and could not; its findings say why.
 * `heading`, `title`, `note` (subtotals, signatures, explanations) and `blank` were never to.
 */
export type RowKind = 'record' | 'reject' | 'heading' | 'title' | 'note' | 'blank'

/** One row of a sheet, read. */
export interface RegisterRow<T> {
  /** Name of the sheet. */
  readonly sheet: string
  /** Number of the row, counted from 1 as on screen. */
  readonly row: number
  readonly kind: RowKind
  /** The number on paper (序号), as printed. */
  readonly serial?: string
  readonly record?: T
  readonly findings: readonly Finding[]
  /** First and last row of the heading that it stands under, counted from 1. */
  readonly heading?: readonly [first: number, last: number]
  /** Present where the row is hidden in the workbook. */
  readonly hidden?: true
}

/** Every row of the sheets of a workbook, in their order, with what became of it. */
export interface Register<T> {
  readonly rows: readonly RegisterRow<T>[]
}

/**
 * The records of a register, in the order of the sheet.
 * @example
 * ```ts
 * import { decodeCsv, readChildren, recordsOf } from 'childfile/register'
 * const bytes = new TextEncoder().encode('姓名,性别,出生日期\n李小花,女,2016-03-26\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readChildren(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((file) => file.birthDate)).unwrapOr([]) // => ["2016-03-26"]
 * ```
 */
export const recordsOf = <T>(register: Register<T>): readonly T[] =>
  register.rows.flatMap(({ record }) => (record === undefined ? [] : [record]))
