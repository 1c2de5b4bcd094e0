import { ok, type Outcome, refuse } from '../../problem.ts'
import { pointer } from '../../pointer.ts'
import { optionsSheet } from '../engine/options-sheet.ts'
import type { Column, Sheet } from '../engine/sheet.ts'
import type { Cell, SheetForm, Workbook } from '../workbook/workbook.ts'

/** What an empty form looks like. */
export interface TemplateOptions {
  /** What stands in the first row; the name of the form if not said. */
  readonly title?: string
  /** `usual`: the columns that are always written; `all`; or names of columns. Those that the form needs are always there. */
  readonly columns?: 'usual' | 'all' | readonly string[]
  /** How many rows are prepared for filling in, 1 to 20,000; 500 if not said. */
  readonly rows?: number
  /** Whether title and instructions stand above the heading; a CSV that a program fills has no use for them. */
  readonly notes?: boolean
}

const instructions =
  '填写说明：一行一人（项）；下拉选项以外的内容照实写；不知道的留空或写“未采集”，确实没有的写“无”；日期写成 2016-03-05；请勿改动表头。'

/** Number on paper of a form whose rows are children. */
const serialHeading = '序号'

interface Place {
  readonly zh: string
  readonly column: Column | undefined
}

/**
 * An empty form: headings in the words of the paperwork, drop-downs from the code lists (their words stand in a hidden sheet), columns of
 * text so that numbers keep their digits, headings that stay on screen, and above them a title and instructions that reading passes over.
 * Give it to `encodeXlsx` or `encodeCsv`. It reads back empty; filled in with what it offers it is read without findings.
 * @returns Ok: the workbook. Err `invalid`: `unknown-field` for a column that the form does not have, `invalid-value` for `rows`.
 * @example
 * ```ts
 * import { readVillages, villageSheet, writeTemplate } from 'childfile/register'
 * const form = writeTemplate(villageSheet)
 * form.map(({ sheets }) => sheets[0]?.rows[2]).unwrapOr([]) // => ["村(社区)代码", "乡镇", "村(社区)", "经度", "纬度"]
 * form.andThen((workbook) => readVillages(workbook, { asOf: '2026-09-15' })).map(({ rows }) => rows.map(({ kind }) => kind)).unwrapOr([]) // => ["title", "note", "heading"]
 * ```
 */
export function writeTemplate<T>(sheet: Sheet<T>, options: TemplateOptions = {}): Outcome<Workbook> {
  const { rows = 500, notes = true, title = sheet.name, columns = 'usual' } = options
  if (!Number.isInteger(rows) || rows < 1 || rows > 20_000)
    return refuse('/rows', 'invalid-value', 'must be a whole number from 1 to 20,000')
  const strange = typeof columns === 'string' ? -1 : columns.findIndex((name) => !Object.hasOwn(sheet.columns, name))
  if (strange >= 0) return refuse(pointer('columns', strange), 'unknown-field', 'is not a column of this form')
  const places = placesOf(sheet, columns)
  const above: readonly (readonly Cell[])[] = notes ? [[title], [instructions]] : []
  const first = above.length + 2
  const lists = listsOf(places)
  const named = places.findIndex(({ column }) => column !== undefined && column === sheet.columns[sheet.needs[0] ?? ''])
  const form: SheetForm = {
    frozen: [first - 1, named + 1],
    textColumns: places.flatMap(({ column }, at) => (column?.kind.numeric ? [] : [at])),
    widths: places.map(({ zh }) => Math.min(40, Math.max(8, zh.length * 2 + 4))),
    filled: [first, first + rows - 1],
    hints: places.flatMap(({ column }, at) =>
      column?.kind.hint === undefined ? [] : [{ column: at, words: column.kind.hint }],
    ),
    choices: places.flatMap(({ column }, at) => {
      const offered = column?.kind.options
      if (offered === undefined) return []
      const list = lists.get(keyOf(offered.words)) ?? { column: 0, words: offered.words }
      const from = { sheet: optionsSheet, column: list.column, rows: [1, list.words.length] } as const
      return [{ column: at, rows: [first, first + rows - 1], from, open: offered.open }] as const
    }),
  }
  const empty = { name: sheet.name, hidden: false, rows: [...above, places.map(({ zh }) => zh)], form }
  return ok({
    sheets: lists.size === 0 ? [empty] : [empty, { name: optionsSheet, hidden: true, rows: inColumns(lists) }],
  })
}

function placesOf<T>(sheet: Sheet<T>, wanted: 'usual' | 'all' | readonly string[]): readonly Place[] {
  const shown = Object.entries(sheet.columns).filter(
    ([name, { optional }]) =>
      sheet.needs.includes(name) ||
      wanted === 'all' ||
      (wanted === 'usual' ? optional !== true : wanted.includes(name)),
  )
  const places = shown.map(([, column]): Place => ({ zh: column.zh, column }))
  // Other sheets name a child by the number that it has here.
  return sheet.ids === undefined ? places : [{ zh: serialHeading, column: undefined }, ...places]
}

const keyOf = (words: readonly string[]): string => words.join('\n')

type Lists = ReadonlyMap<string, { readonly column: number; readonly words: readonly string[] }>

/** The lists that columns offer, each once. */
function listsOf(places: readonly Place[]): Lists {
  const lists = new Map<string, { readonly column: number; readonly words: readonly string[] }>()
  for (const { column } of places) {
    const words = column?.kind.options?.words
    if (words !== undefined && !lists.has(keyOf(words))) lists.set(keyOf(words), { column: lists.size, words })
  }
  return lists
}

function inColumns(lists: Lists): readonly (readonly Cell[])[] {
  const columns = [...lists.values()].map(({ words }) => words)
  const height = Math.max(...columns.map(({ length }) => length))
  return Array.from({ length: height }, (_, row) => columns.map((words) => words[row] ?? ''))
}
