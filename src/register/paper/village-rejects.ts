import { headingAt, headingWords } from '../engine/heading.ts'
import type { Register, RegisterRow } from '../engine/register.ts'
import type { Sheet } from '../engine/sheet.ts'
import { divisionReading, type Village } from '../records.ts'
import { rowsOf } from '../rows-of.ts'
import type { Cell, Workbook, WorkbookSheet } from '../workbook/workbook.ts'

/** What rejected rows alone do not say. */
export interface VillageRejectsOptions {
  /** Villages by code, for the names of the sheets. */
  readonly villages?: readonly Village[]
  /** Headings of your own, as they were given for reading. */
  readonly headings?: Readonly<Record<string, string>>
}

const unsaid = '未写明村'

/**
 * What cannot be kept of a register, village by village: a workbook with one sheet for each village, in Chinese, with the rows as they
 * were written, what is wrong with each and what to write instead. The village corrects it and sends it back; it is read like the register
 * itself. Rows that name no village come last. Sheets are in order of village codes.
 * @example
 * ```ts
 * import { childSheet, decodeCsv, readChildren, rejectsByVillage } from 'childfile/register'
 * const text = '姓名,出生日期,村代码\n王小明,18.03.15,520526113205\n李小花,8岁,\n'
 * const answer = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) =>
 *   readChildren(workbook, { asOf: '2026-09-15' }).map((register) => rejectsByVillage(childSheet, workbook, register)),
 * )
 * answer.map(({ sheets }) => sheets.map(({ name, rows }) => [name, rows.length])).unwrapOr([]) // => [["520526113205", 4], ["未写明村", 4]]
 * ```
 */
export function rejectsByVillage<T>(
  sheet: Sheet<T>,
  workbook: Workbook,
  register: Register<T>,
  options: VillageRejectsOptions = {},
): Workbook {
  const byVillage = new Map<string, RegisterRow<T>[]>()
  const villageOf = villageReader(sheet, workbook, options)
  for (const row of register.rows) {
    if (row.kind !== 'reject') continue
    const village = villageOf(row)
    const those = byVillage.get(village)
    if (those) those.push(row)
    else byVillage.set(village, [row])
  }
  const names = new Map(
    (options.villages ?? []).map(({ code, township, name }) => [code as string, `${township}${name}`]),
  )
  const last = '\u{10ffff}'
  const inOrder = [...byVillage].sort(([a], [b]) => ((a || last) < (b || last) ? -1 : 1))
  const used = new Set<string>()
  return {
    sheets: inOrder.map(([code, rows]): WorkbookSheet => {
      const place = code === '' ? unsaid : (names.get(code) ?? code)
      const found = workbook.sheets.flatMap((part) => rowsOf(part, rows).rows)
      return { name: freeName(place, code, used), hidden: false, rows: [...noticeOf(place, rows.length), ...found] }
    }),
  }
}

const noticeOf = (place: string, count: number): readonly (readonly Cell[])[] => [
  [`${place}：需要补正的登记行，共 ${count} 行`],
  ['填写说明：请按“问题说明”一栏在原格内改正，改好后整表交回；表头和“问题说明”一栏不必改动。'],
]

/** A name for a sheet that no other has; spreadsheet programs take 31 characters. */
function freeName(place: string, code: string, used: Set<string>): string {
  const plain = place.slice(0, 31)
  const name = used.has(plain) ? `${place.slice(0, 18)}${code}`.slice(0, 31) : plain
  used.add(name)
  return name
}

/** Reads the village of a row from its own cell; a row that became no record has no other. */
function villageReader<T>(
  sheet: Sheet<T>,
  workbook: Workbook,
  { headings }: VillageRejectsOptions,
): (row: RegisterRow<T>) => string {
  const words = headingWords(sheet, headings)
  const parts = new Map(workbook.sheets.map((part) => [part.name, part.rows]))
  const positions = new Map<string, number | undefined>()
  return ({ sheet: name, row, heading }) => {
    const cells = parts.get(name) ?? []
    if (heading === undefined) return ''
    const key = JSON.stringify([name, heading])
    if (!positions.has(key)) {
      const [first, end] = heading
      positions.set(key, headingAt(cells.slice(0, end), first - 1, words)?.at.get('village'))
    }
    const at = positions.get(key)
    const cell = at === undefined ? undefined : cells[row - 1]?.[at]
    return cell === undefined || cell === '' ? '' : (divisionReading(cell).value ?? '')
  }
}
