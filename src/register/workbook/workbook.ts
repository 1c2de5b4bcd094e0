/** What a cell holds: text as seen, or a number. Empty is `''`; a cell formatted as a date arrives as `YYYY-MM-DD` text. */
export type Cell = string | number

/** Cells of a column that are chosen from a list. */
export interface CellChoice {
  /** Position of the column, counted from 0. */
  readonly column: number
  /** First and last row, counted from 1 as on screen. */
  readonly rows: readonly [first: number, last: number]
  /** Where the words stand: a sheet of the workbook, one of its columns from 0, rows from 1. */
  readonly from: {
    readonly sheet: string
    readonly column: number
    readonly rows: readonly [first: number, last: number]
  }
  /** Whether other words may be written, too: several at once, or words of one's own. */
  readonly open: boolean
}

/** How a spreadsheet program shows a sheet to whoever fills it in. Written into .xlsx, passed over when reading. */
export interface SheetForm {
  /** Rows at the top and columns on the left that stay on screen. */
  readonly frozen?: readonly [rows: number, columns: number]
  /** Positions of the columns whose cells are text, whatever is typed: ids keep their zeros and digits. */
  readonly textColumns?: readonly number[]
  /** Widths of columns in characters, by position. */
  readonly widths?: readonly number[]
  readonly choices?: readonly CellChoice[]
  /** What is said when somebody comes to a cell of the column, by position. */
  readonly hints?: readonly { readonly column: number; readonly words: string }[]
  /** First and last row that is filled in, counted from 1; hints hold there. */
  readonly filled?: readonly [first: number, last: number]
}

/** One sheet of a workbook. The first row is row 1; rows that hold nothing are there too, so that numbers are those on screen. */
export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly Cell[])[]
  /** Numbers of the rows that are hidden, by hand or by a filter. They are read like any other. */
  readonly hiddenRows?: readonly number[]
  readonly form?: SheetForm
}

/** A spreadsheet as plain data: what decoding makes of bytes, and what writing makes of records. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
}

/** The letters of a column as a person sees them; the first column is 0 and is called A. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
