import { reasons } from './engine/heading.ts'
import type { RegisterRow } from './engine/register.ts'
import { findingText } from './finding-text.ts'
import type { Cell, WorkbookSheet } from './workbook/workbook.ts'

/**
 * Chosen rows of a sheet with their original cells, under the heading that they stood under, and a column 问题说明 with what is wrong
 * and what to write instead: a sheet that can be corrected and read again. Rows without a heading above them (titles, notes) are
 * left out; rows of other sheets, too.
 * @example
 * ```ts
 * import { decodeCsv, readChildren, rowsOf } from 'childfile/register'
 * const text = '姓名,出生日期\n李小花,2016-03-26\n王小明,18.03.15\n'
 * const answer = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) =>
 *   readChildren(workbook, { asOf: '2026-09-15' }).map((register) => {
 *     const rejects = register.rows.filter((row) => row.kind === 'reject')
 *     return workbook.sheets.map((sheet) => rowsOf(sheet, rejects).rows.map((row) => row.slice(0, 2)))
 *   }),
 * )
 * answer.unwrapOr([]) // => [[["姓名", "出生日期"], ["王小明", "18.03.15"]]]
 * ```
 */
export function rowsOf(sheet: WorkbookSheet, rows: readonly RegisterRow<unknown>[]): WorkbookSheet {
  const out: (readonly Cell[])[] = []
  let last = ''
  for (const row of rows) {
    if (row.sheet !== sheet.name || row.heading === undefined) continue
    const [first, end] = row.heading
    const heading = sheet.rows.slice(first - 1, end)
    const place = reasonPlace(heading)
    const text = JSON.stringify(heading)
    if (text !== last) out.push(...heading.map((cells, i) => withCell(cells, place, i === 0 ? reasons : '')))
    last = text
    out.push(withCell(sheet.rows[row.row - 1] ?? [], place, reasonText(row)))
  }
  return { name: sheet.name, hidden: false, rows: out }
}

/** Where the reasons go: into their column if there is one already, else behind the last. */
function reasonPlace(heading: readonly (readonly Cell[])[]): number {
  const there = heading.map((cells) => cells.indexOf(reasons)).find((at) => at >= 0)
  return there ?? Math.max(0, ...heading.map((cells) => cells.length))
}

const withCell = (cells: readonly Cell[], place: number, text: string): readonly Cell[] =>
  Array.from({ length: Math.max(cells.length, place + 1) }, (_, i) => (i === place ? text : (cells[i] ?? '')))

const reasonText = ({ findings }: RegisterRow<unknown>): string =>
  findings
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => findingText(finding, 'zh'))
    .join('；')
