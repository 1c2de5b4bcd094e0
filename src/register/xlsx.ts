import type * as Hucre from 'hucre/xlsx'
import {
  err,
  errAsync,
  invalid,
  ok,
  type Outcome,
  type OutcomeAsync,
  okAsync,
  type Problems,
  ResultAsync,
} from '../problem.ts'
import { hasEntities, inspectArchive, limitsOf, type WorkbookLimits } from './workbook/archive.ts'
import { emptyRows, shownAs } from './workbook/sheet-form.ts'
import { workbookOf } from './workbook/spreadsheet.ts'
import type { Workbook } from './workbook/workbook.ts'

export type { WorkbookLimits } from './workbook/archive.ts'

type Engine = typeof Hucre

/** The optional package that reads and writes .xlsx; loaded when first needed. */
const engine = (): OutcomeAsync<Engine> =>
  ResultAsync.fromPromise(
    import('hucre/xlsx'),
    (): Problems => [invalid('', 'missing-package', 'install the optional package hucre to read and write .xlsx')],
  )

/** What the reader's own refusals mean; its messages may repeat cells and are not passed on. */
const refusalOf = (error: unknown): Problems => {
  const words = error instanceof Error ? error.message : ''
  return /limit|zip bomb|exceed|too large|Invalid (?:string|array) length/i.test(words)
    ? [invalid('', 'archive-too-large', 'the workbook is larger than a limit')]
    : [invalid('', 'not-a-workbook', 'the workbook is broken')]
}

/**
 * The sheets in the bytes of an .xlsx workbook. Cells formatted as dates arrive as `YYYY-MM-DD`, formulas as their last value;
 * cells merged downwards are filled; hidden sheets and rows are marked. Needs the optional package `hucre`; runs in Node and browsers.
 * @returns Ok: the workbook. Err `invalid`: `legacy-workbook` for .xls, `encrypted-workbook`, `not-a-workbook`, `archive-too-large`
 * for what gets too large by unpacking or declares entities, `too-large` for a cell, `missing-package`.
 * @example
 * ```ts
 * import { decodeXlsx, encodeXlsx } from 'childfile/register/xlsx'
 * const bytes = await encodeXlsx({ sheets: [{ name: '甲村', hidden: false, rows: [['姓名', '序号'], ['李小花', 1]] }] })
 * const workbook = await bytes.asyncAndThen((file) => decodeXlsx(file))
 * workbook.map((read) => read.sheets[0]?.rows[1]).unwrapOr([]) // => ["李小花", 1]
 * ```
 */
export function decodeXlsx(bytes: Uint8Array, limits: WorkbookLimits = {}): OutcomeAsync<Workbook> {
  if (!(bytes instanceof Uint8Array)) return errAsync([invalid('', 'invalid-type', 'must be bytes')])
  const set = limitsOf(limits)
  const parts = inspectArchive(bytes, set)
  if (parts.isErr()) return errAsync(parts.error)
  return engine()
    .andThen((reader) =>
      ResultAsync.fromPromise(hasEntities(parts.value), refusalOf).andThen((found) =>
        found
          ? err<Engine, Problems>([invalid('', 'archive-too-large', 'a part of the workbook declares entities')])
          : ok<Engine, Problems>(reader),
      ),
    )
    .andThen((reader) => ResultAsync.fromPromise(reader.readXlsx(bytes), refusalOf))
    .andThen((raw): Outcome<Workbook> => workbookOf(raw, set))
}

/** A name that spreadsheet programs take: at most 31 characters, none of []:*?/\ */
const sheetName = (name: string, index: number): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31)
    .trim() || `Sheet${index + 1}`

/**
 * The bytes of an .xlsx workbook. Every text is written as text: what begins with =, +, - or @ is never a formula, and long numbers
 * keep their digits. What `form` says of a sheet (drop-downs, text columns, frozen rows) is written with it. Needs the optional package
 * `hucre`.
 * @returns Ok: the bytes. Err `invalid`: `missing-package`, or `too-large` if a text is longer than a cell can be.
 * @example
 * ```ts
 * import { encodeXlsx } from 'childfile/register/xlsx'
 * const bytes = await encodeXlsx({ sheets: [{ name: '甲村', hidden: false, rows: [['姓名'], ['李小花']] }] })
 * bytes.map((file) => file.length > 1000).unwrapOr(false) // => true
 * ```
 */
export function encodeXlsx(workbook: Workbook): OutcomeAsync<Uint8Array> {
  if (
    workbook.sheets.some(({ rows }) =>
      rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > 32_767)),
    )
  )
    return errAsync([invalid('/sheets', 'too-large', 'a text is longer than a cell can be')])
  const sheets = workbook.sheets.map(({ name, hidden, rows, hiddenRows, form }, i) => ({
    name: sheetName(name, i),
    hidden,
    rows: [...rows.map((row) => [...row]), ...emptyRows(rows.length, form)],
    ...(form === undefined ? {} : shownAs(form)),
    ...(hiddenRows === undefined ? {} : { rowDefs: new Map(hiddenRows.map((row) => [row - 1, { hidden: true }])) }),
  }))
  return engine().andThen((writer) =>
    ResultAsync.fromPromise(
      writer.writeXlsx({ sheets }),
      (): Problems => [invalid('/sheets', 'invalid-value', 'the workbook cannot be written')],
    ).andThen((bytes) => okAsync(bytes)),
  )
}
