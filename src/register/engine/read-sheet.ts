import { isDate, type PlainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import { type Cell, columnLetters, type Workbook, type WorkbookSheet } from '../workbook/workbook.ts'
import { type Finding, type FindingCode, findingCodes } from '../../finding.ts'
import { findHeading, type Heading, headingAt, headingWords, type HeadingWords, serial, tallest } from './heading.ts'
import { digestId, idsOf } from './identity.ts'
import { type ColumnReader, readersOf } from './column-reader.ts'
import { compact, type Writable } from './placing.ts'
import { optionsSheet } from './options-sheet.ts'
import type { Register, RegisterRow, RowKind } from './register.ts'
import { aboveHeading, isNote } from './row-kind.ts'
import type { Identity, RowReader, Sheet } from './sheet.ts'

/** What a reader cannot know from the sheet. */
export interface ReadOptions {
  /** The day as of which the sheet is read: ages are counted to it, and what it says was recorded on it. */
  readonly asOf: PlainDate
  /** Headings of your own, each with the name of the column that it stands for: `{ 娃娃名字: 'name' }`. */
  readonly headings?: Readonly<Record<string, string>>
  /** What a column says where it is missing or empty, because the title says it for all: `{ village: '520526113205' }`. */
  readonly defaults?: Readonly<Record<string, Cell>>
  /** Whether hidden sheets are read; if not said, they are not, and a finding says so. */
  readonly hiddenSheets?: 'skip' | 'read'
  /** Ids of your own for children, instead of a digest of the identity. */
  readonly childId?: (identity: Identity) => string
}

/** A row on its way, and the heading it stands under. */
interface Read<T> {
  readonly row: Writable<RegisterRow<T>>
  readonly under: Heading | undefined
}

const none: readonly never[] = Object.freeze([])

/**
 * Reads a workbook as a paper form: finds the headings wherever they stand, tells records from titles, subtotals and signatures,
 * and gives every row back with what became of it. Columns may stand in any order; strange ones are passed over.
 * @returns Ok: every row of every sheet. Err `invalid`: `no-heading` if no sheet has the headings of the form; `invalid-date`,
 * `unknown-field`, `invalid-value` or `invalid-id` for options that make no sense.
 * @example
 * ```ts
 * import { childSheet, readSheet } from 'childfile/register'
 * const rows = [['娃娃名字', '出生日期'], ['李小花', '2016年3月26日'], ['合计', '1人']]
 * const workbook = { sheets: [{ name: '甲村', hidden: false, rows }] }
 * const register = readSheet(childSheet, workbook, { asOf: '2026-09-15', headings: { 娃娃名字: 'name' } })
 * register.map((read) => read.rows.map((row) => row.kind)).unwrapOr([]) // => ["heading", "record", "note"]
 * ```
 */
export function readSheet<T>(sheet: Sheet<T>, workbook: Workbook, options: ReadOptions): Outcome<Register<T>> {
  const checked = checkOptions(sheet, workbook, options)
  if (checked.isErr()) return checked.map(() => ({ rows: [] }))
  const words = headingWords(sheet, options.headings)
  const read: Read<T>[] = []
  let found = 0
  for (const part of workbook.sheets) {
    const heading = findHeading(part.rows, words)
    const skipped = part.hidden && options.hiddenSheets !== 'read'
    if (heading && !skipped) found++
    const ours = part.name === optionsSheet && heading === undefined
    for (const one of heading && !skipped
      ? readPart(sheet, part, heading, words, options)
      : unreadPart<T>(part, part.hidden && !ours))
      read.push(one)
  }
  if (found === 0) return refuse('/sheets', 'no-heading', 'no sheet has the headings of this form')
  return settled(sheet, read, options)
}

function checkOptions<T>(sheet: Sheet<T>, workbook: Workbook, options: ReadOptions): Outcome<undefined> {
  const isRows = (rows: unknown): boolean => Array.isArray(rows) && rows.every((row) => Array.isArray(row))
  const sheets: unknown = workbook.sheets
  if (!Array.isArray(sheets) || !workbook.sheets.every((part) => isRows(part.rows)))
    return refuse('/sheets', 'invalid-type', 'must be sheets with rows of cells')
  if (!isDate(options.asOf)) return refuse('/asOf', 'invalid-date', 'must be a day that exists, YYYY-MM-DD')
  const { columns } = sheet
  const isColumn = (name: string): boolean => name === serial || Object.hasOwn(columns, name)
  if (!Object.values(options.headings ?? {}).every(isColumn))
    return refuse('/headings', 'unknown-field', 'a heading is given for a column that the form does not have')
  for (const [name, cell] of Object.entries(options.defaults ?? {})) {
    if (!Object.hasOwn(columns, name))
      return refuse('/defaults', 'unknown-field', 'a default is given for a column that the form does not have')
    const reading = columns[name]?.kind.read(cell, options.asOf)
    if (
      reading?.code !== undefined &&
      findingCodes[reading.code === 'blank' ? 'normalised' : reading.code].severity === 'error'
    )
      return refuse(pointer('defaults', name), 'invalid-value', 'a default cannot be read')
  }
  return ok(undefined)
}

/** The rows of a sheet that is not read: hidden, which is worth a remark, or without the headings of the form. */
function unreadPart<T>(part: WorkbookSheet, remark: boolean): readonly Read<T>[] {
  const kinds = aboveHeading(part.rows, part.rows.length)
  return part.rows.map((_, i) =>
    plainRow(part, i, kinds[i] ?? 'blank', remark && i === 0 ? [finding('hidden-sheet', 'sheet', part.name, 0)] : none),
  )
}

const plainRow = <T>(
  part: WorkbookSheet,
  index: number,
  kind: RowKind,
  findings: readonly Finding[] = none,
): Read<T> => ({
  row: { sheet: part.name, row: index + 1, kind, findings },
  under: undefined,
})

/** A finding; row and position are counted from 0. */
export const finding = (code: FindingCode, field: string, sheet: string, row: number, position?: number): Finding => ({
  code,
  severity: findingCodes[code].severity,
  field,
  sheet,
  row: row + 1,
  ...(position === undefined ? {} : { column: columnLetters(position) }),
  message: findingCodes[code].en,
})

function readPart<T>(
  sheet: Sheet<T>,
  part: WorkbookSheet,
  first: Heading,
  words: HeadingWords,
  options: ReadOptions,
): readonly Read<T>[] {
  const out: Read<T>[] = aboveHeading(part.rows, first.first).map((kind, i) => plainRow(part, i, kind))
  const hidden = new Set(part.hiddenRows)
  let heading = first
  let reader = rowReader(sheet, part, heading, options)
  let row = first.first
  while (row < part.rows.length) {
    const next = row === first.first ? first : repeatedHeading(part.rows, row, heading, sheet.needs[0] ?? '', words)
    if (next) {
      out.push(...headingRows<T>(part, next))
      if (next !== first) reader = rowReader(sheet, part, next, options)
      heading = next
      row += next.height
      continue
    }
    out.push(reader(row, hidden.has(row + 1)))
    row++
  }
  return out
}

/** A heading that begins again in this row, as on every printed page. */
function repeatedHeading(
  rows: WorkbookSheet['rows'],
  row: number,
  heading: Heading,
  needed: string,
  words: HeadingWords,
): Heading | undefined {
  const position = heading.at.get(needed) ?? 0
  for (let below = 0; below < tallest; below++) {
    if (!words.isNeeded(rows[row + below]?.[position] ?? '')) continue
    const found = headingAt(rows, row, words)
    if (!found || found.height <= below) return undefined
    const later = below === 0 ? undefined : headingAt(rows, row + below, words)
    return later !== undefined && later.at.size >= found.at.size ? undefined : found
  }
  return undefined
}

function headingRows<T>(part: WorkbookSheet, heading: Heading): readonly Read<T>[] {
  const findings = [
    ...heading.unknown.map((at) => finding('unknown-column', 'sheet', part.name, heading.first, at)),
    ...heading.repeated.map((at) => finding('repeated-column', 'sheet', part.name, heading.first, at)),
  ]
  return Array.from({ length: heading.height }, (_, i) =>
    plainRow(part, heading.first + i, 'heading', i === 0 && findings.length > 0 ? findings : none),
  )
}

/** Compiles a sheet under a heading into a function that reads one row. */
function rowReader<T>(
  sheet: Sheet<T>,
  part: WorkbookSheet,
  heading: Heading,
  options: ReadOptions,
): (row: number, hidden: boolean) => Read<T> {
  const { columns } = sheet
  const { readers, blank } = readersOf(sheet, heading, options)
  const place = [heading.first + 1, heading.first + heading.height] as const
  const serialAt = heading.at.get(serial)
  const nameAt = heading.at.get(sheet.needs[0] ?? '') ?? 0
  let findings: Finding[] = []
  let informed = false
  let at = 0
  const report = (code: FindingCode, name: string): void => {
    if (findingCodes[code].severity === 'info') {
      if (informed) return
      informed = true
    }
    const position = heading.at.get(name)
    findings.push(finding(code, name === 'sheet' ? name : (columns[name]?.field ?? name), part.name, at, position))
    faults.add(name)
  }
  const faults = new Set<string>()
  const values: Record<string, unknown> = compact(blank)
  const reader: RowReader = {
    asOf: options.asOf,
    has: (name: string) => heading.at.has(name) || Object.hasOwn(options.defaults ?? {}, name),
    faulty: (name: string) => faults.has(name),
    report,
  }

  return (index, hidden) => {
    at = index
    findings = []
    informed = false
    if (faults.size > 0) faults.clear()
    const cells = part.rows[index] ?? []
    const { filled, identified } = readCells(cells, readers, values, blank, report)
    if (filled === 0 && cells.every((cell, i) => i === serialAt || isEmpty(cell))) return plainRow(part, index, 'blank')
    if (isNote(cells, heading, { filled, identified, name: cells[nameAt] ?? '' })) return plainRow(part, index, 'note')
    if (hidden) report('hidden-row', 'sheet')
    const number = serialAt === undefined ? undefined : serialText(cells[serialAt])
    const record = sheet.read(values, reader)
    const found = findings.length === 0 ? none : findings
    const row: Writable<RegisterRow<T>> =
      record === undefined
        ? { sheet: part.name, row: index + 1, kind: 'reject', findings: found, heading: place }
        : { sheet: part.name, row: index + 1, kind: 'record', record, findings: found, heading: place }
    if (number !== undefined) row.serial = number
    if (hidden) row.hidden = true
    return { row, under: heading }
  }
}

const isEmpty = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && cell.trim() === '')

const serialText = (cell: Cell | undefined): string | undefined =>
  cell === undefined || typeof cell === 'object' || isEmpty(cell) ? undefined : String(cell).trim()

function readCells(
  cells: readonly Cell[],
  readers: readonly ColumnReader[],
  values: Record<string, unknown>,
  blank: Readonly<Record<string, unknown>>,
  report: (code: FindingCode, name: string) => void,
): { readonly filled: number; readonly identified: boolean } {
  let filled = 0
  let identified = false
  for (const reader of readers) {
    const cell = cells[reader.position]
    if (cell === undefined || cell === '') {
      values[reader.name] = blank[reader.name]
      continue
    }
    const { value, code } = reader.read(cell)
    if (value === 'notCollected' && isEmpty(cell)) {
      values[reader.name] = blank[reader.name]
      continue
    }
    values[reader.name] = value
    if (reader.name !== serial) filled++
    if (reader.marks && value !== 'notCollected') identified = true
    if (code !== undefined && code !== 'blank') report(code, reader.name)
  }
  return { filled, identified }
}

/** Rows with their records: what shows only when all are together is settled, and ids are given. */
function settled<T>(sheet: Sheet<T>, read: readonly Read<T>[], options: ReadOptions): Outcome<Register<T>> {
  const { columns, ids: naming } = sheet
  const places = read.filter(({ row }) => row.record !== undefined)
  const records: T[] = places.flatMap(({ row }) => (row.record === undefined ? [] : [row.record]))
  for (const { at, record, findings } of sheet.settle?.(records, options.asOf) ?? []) {
    records[at] = record
    const place = places[at]
    if (place === undefined) continue
    const { row, under } = place
    row.record = record
    const more = findings.map(({ code, column }) =>
      finding(code, columns[column]?.field ?? column, row.sheet, row.row - 1, under?.at.get(column)),
    )
    row.findings = [...row.findings, ...more]
  }
  if (naming) {
    const ids = idsOf(records, (one) => naming.identity(one), options.childId ?? digestId)
    if (ids.some((id) => !/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.test(id)))
      return refuse(
        '/childId',
        'invalid-id',
        'ids must be 1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first',
      )
    for (const [i, record] of records.entries()) {
      const row = places[i]?.row
      if (row) row.record = naming.named(record, ids[i] ?? '')
    }
  }
  return ok({ rows: read.map(({ row }) => row) })
}
