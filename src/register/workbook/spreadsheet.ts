import type { EpochDay } from '../../date.ts'
import { plainDate } from '../../date.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import type { WorkbookLimits } from './archive.ts'
import type { Cell, Workbook, WorkbookSheet } from './workbook.ts'

/** What a reader of spreadsheets says of a cell, a sheet, a workbook; the parts that are used here. */
export type RawCell = string | number | boolean | Date | null | undefined
export interface RawSheet {
  readonly name: string
  readonly rows: readonly (readonly RawCell[] | undefined)[]
  readonly hidden?: boolean
  readonly veryHidden?: boolean
  readonly merges?: readonly {
    readonly startRow: number
    readonly startCol: number
    readonly endRow: number
    readonly endCol: number
  }[]
  readonly rowDefs?: ReadonlyMap<number, { readonly hidden?: boolean }>
}
export interface RawWorkbook {
  readonly sheets: readonly RawSheet[]
}

const dayMilliseconds = 86_400_000

/** A day as text, with the time of day behind it if there is one. */
function dateText(date: Date): string {
  const time = date.getTime()
  if (Number.isNaN(time)) return '#VALUE!'
  const day = Math.floor(time / dayMilliseconds)
  const minutes = Math.round((time - day * dayMilliseconds) / 60_000)
  const text = plainDate(day as EpochDay)
  const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
  return minutes === 0 ? text : `${text} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}

const cellOf = (raw: RawCell): Cell => {
  if (typeof raw === 'string' || typeof raw === 'number') return raw
  if (raw === null || raw === undefined) return ''
  return typeof raw === 'boolean' ? (raw ? 'TRUE' : 'FALSE') : dateText(raw)
}

/**
 * A workbook as plain data: dates as text, cells merged downwards filled with what stands at the top, hidden rows and sheets marked.
 * @returns Ok: the workbook. Err: `too-large` for a cell, `archive-too-large` for too many cells.
 */
export function workbookOf(raw: RawWorkbook, limits: Required<WorkbookLimits>): Outcome<Workbook> {
  const sheets: WorkbookSheet[] = []
  let cells = 0
  for (const sheet of raw.sheets) {
    const width = Math.max(0, ...sheet.rows.slice(0, 1).map((row) => row?.length ?? 0))
    cells += width * sheet.rows.length
    const merged = (sheet.merges ?? []).reduce(
      (sum, { startRow, endRow }) => sum + Math.min(endRow, sheet.rows.length) - startRow,
      0,
    )
    if (cells > limits.cells || merged > limits.cells)
      return refuse('', 'archive-too-large', 'the workbook has too many cells')
    const rows = sheet.rows.map((row) => (row ?? []).map(cellOf))
    if (rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > limits.cellCharacters)))
      return refuse('', 'too-large', 'a cell is longer than its limit')
    fillDown(rows, sheet.merges ?? [])
    const hiddenRows = [...(sheet.rowDefs ?? [])].filter(([, row]) => row.hidden).map(([index]) => index + 1)
    sheets.push({
      name: sheet.name,
      hidden: sheet.hidden === true || sheet.veryHidden === true,
      rows,
      ...(hiddenRows.length > 0 ? { hiddenRows: hiddenRows.sort((a, b) => a - b) } : {}),
    })
  }
  return ok({ sheets })
}

/** Fills cells merged downwards, in place: the rows were made here. Cells merged sideways stay empty but for the first. */
function fillDown(rows: Cell[][], merges: NonNullable<RawSheet['merges']>): void {
  for (const { startRow, startCol, endRow } of merges) {
    const top = rows[startRow]?.[startCol]
    if (top === undefined || top === '') continue
    for (let row = startRow + 1; row <= Math.min(endRow, rows.length - 1); row++) {
      const cells = rows[row]
      if (cells !== undefined && startCol < cells.length) cells[startCol] = top
    }
  }
}
