import { CsvError, parse } from 'csv-parse/sync'
import { err, ok, type Outcome, type Problems, invalid, refuse } from '../../problem.ts'
import { decodeText } from './encoding.ts'
import type { Cell, Workbook } from './workbook.ts'

/** Limits of decoding CSV. */
export interface CsvLimits {
  /** Largest size of the file in bytes; 512 MiB if not said. */
  readonly fileBytes?: number
  /** Longest text of a cell; 32,767 if not said, as in spreadsheets. */
  readonly cellCharacters?: number
}

/** A cell that a spreadsheet program would take for a formula; any number of apostrophes in front belong to the form. */
const risky = /^'*[=+\-@\t\r＝＋－＠]/
const apostrophe = 0x27

/** The text of a cell so that no spreadsheet program computes it: one apostrophe more in front of =, +, -, @, TAB and CR. */
export const harmless = (text: string): string => (risky.test(text) ? `'${text}` : text)

/** The text of a cell as it was before `harmless`. */
const original = (text: string): string => (risky.test(text) ? text.slice(1) : text)

const delimiters = [',', '\t', ';'] as const

/** The delimiter that most of the first lines have most of, outside quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>()
  let quoted = false
  for (let i = 0, lines = 0; i < text.length && lines < 20; i++) {
    const character = text.charAt(i)
    if (character === '"') quoted = !quoted
    else if (character === '\n') lines++
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  let best: string = delimiters[0]
  for (const delimiter of delimiters) if ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0)) best = delimiter
  return best
}

const count = (text: string, words: string): number => {
  let found = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found++
  return found
}

/** How lines end: one way if the file has only one, for that is quicker to look for, else any. */
function lineEnds(text: string): string | string[] {
  const both = count(text, '\r\n')
  const [carriage, feed] = [count(text, '\r') - both, count(text, '\n') - both]
  if (carriage === 0 && feed === 0) return '\r\n'
  return carriage === 0 && both === 0 ? '\n' : ['\r\n', '\n', '\r']
}

const tooLarge = (message: string): Outcome<never> => refuse('', 'too-large', message)

const hasOddQuotes = (text: string): boolean => count(text, '"') % 2 === 1

function problemsOf(error: unknown, text: string): Problems {
  if (!(error instanceof CsvError)) return [invalid('', 'unreadable-csv', 'the CSV cannot be read')]
  if (error.code === 'CSV_MAX_RECORD_SIZE' && !hasOddQuotes(text))
    return [invalid('', 'too-large', 'a row is larger than its limit')]
  const line: unknown = error['lines']
  const where = typeof line === 'number' ? ` near line ${line}` : ''
  return [invalid('', 'unreadable-csv', `a quotation mark is out of place or not closed${where}`)]
}

/**
 * The table in the bytes of a CSV file: UTF-8 or UTF-16 with or without mark, or GB18030; divided by commas, semicolons or tabs.
 * It makes one sheet named `csv` with text cells only. An apostrophe in front of =, +, -, @, TAB or CR is taken off again.
 * @returns Ok: the workbook. Err `invalid`: `unreadable-encoding`, `unreadable-csv` for broken quotation marks, `too-large`, or
 * `legacy-workbook` for an .xls file.
 * @example
 * ```ts
 * import { decodeCsv } from 'childfile/register'
 * const bytes = new TextEncoder().encode('姓名,性别\n李小花,女\n')
 * decodeCsv(bytes).map((workbook) => workbook.sheets[0]?.rows[1]).unwrapOr([]) // => ["李小花", "女"]
 * ```
 */
export function decodeCsv(bytes: Uint8Array, limits: CsvLimits = {}): Outcome<Workbook> {
  const { fileBytes = 512 * 1024 * 1024, cellCharacters = 32_767 } = limits
  if (!(bytes instanceof Uint8Array)) return refuse('', 'invalid-type', 'must be bytes')
  if (bytes.length > fileBytes) return tooLarge('the file is larger than its limit')
  return decodeText(bytes).andThen((text) => {
    const rows = records(text, cellCharacters)
    return rows.isErr() ? err(rows.error) : settleCells(rows.value, cellCharacters)
  })
}

function records(text: string, cellCharacters: number): Outcome<string[][]> {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: lineEnds(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: Math.max(1 << 22, cellCharacters * 64),
    })
    return ok(rows)
  } catch (error) {
    return err(problemsOf(error, text))
  }
}

/** Takes off apostrophes, in place: the rows were made here. */
function settleCells(rows: string[][], cellCharacters: number): Outcome<Workbook> {
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      const cell = row[i] ?? ''
      if (cell.length > cellCharacters) return tooLarge('a cell is longer than its limit')
      if (cell.charCodeAt(0) === apostrophe) row[i] = original(cell)
    }
  return ok({ sheets: [{ name: 'csv', hidden: false, rows }] })
}

const encoder = new TextEncoder()
const special = /[",\r\n\t;]|^\s|\s$/

const quoted = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell)
  const text = harmless(cell)
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The bytes of a CSV file with the first sheet that is not hidden: UTF-8 with mark, so that spreadsheet programs see Chinese
 * right. Text that a program would take for a formula gets an apostrophe in front; `decodeCsv` takes it off.
 * @example
 * ```ts
 * import { decodeCsv, encodeCsv } from 'childfile/register'
 * const workbook = { sheets: [{ name: 'csv', hidden: false, rows: [['心愿'], ['=1+1']] }] }
 * new TextDecoder().decode(encodeCsv(workbook)) // => "心愿\r\n'=1+1\r\n"
 * decodeCsv(encodeCsv(workbook)).map((read) => read.sheets[0]?.rows[1]).unwrapOr([]) // => ["=1+1"]
 * ```
 */
export function encodeCsv(workbook: Workbook): Uint8Array {
  const sheet = workbook.sheets.find(({ hidden }) => !hidden)
  const lines = (sheet?.rows ?? []).map((row) => `${row.map(quoted).join(',')}\r\n`)
  return encoder.encode(`\uFEFF${lines.join('')}`)
}
