/** What a cell holds: text as seen, or a number. Empty is `''`; a cell formatted as a date arrives as `YYYY-MM-DD` text. */
export type Cell = string | number

/** One sheet of a workbook. The first row is row 1; rows that hold nothing are there too, so that numbers are those on screen. */
export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly Cell[])[]
  /** Numbers of the rows that are hidden, by hand or by a filter. They are read like any other. */
  readonly hiddenRows?: readonly number[]
}

/** A spreadsheet as plain data: what decoding makes of bytes, and what writing makes of records. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
}

/** The letters of a column as a person sees them; the first column is 0 and is called A. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
