import { code, codeOnly, codes } from './engine/code-kind.ts'
import { date, decimal, division, integer, line, personName, phones, yesNo } from './engine/kind.ts'
import type { Column, Sheet } from './engine/sheet.ts'
import type { ChildFile } from './records.ts'

/** The kinds of cells that forms are made of, for columns of your own. */
export const kinds = {
  code,
  codeOnly,
  codes,
  date,
  decimal,
  division,
  integer,
  line,
  personName,
  phones,
  yesNo,
} as const

/**
 * The register of children, or one like it, with columns of your own. Each column's name is the key under which its value stands in
 * the file's `custom`; a column that is empty everywhere is not written.
 * @example
 * ```ts
 * import { childSheet, decodeCsv, kinds, ownColumns, readSheet, recordsOf } from 'childfile/register'
 * const sheet = ownColumns(childSheet, { house: { zh: '门牌号', en: 'house number', kind: kinds.line({ none: false }) } })
 * const bytes = new TextEncoder().encode('姓名,出生日期,门牌号\n李小花,2016-03-26,12\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readSheet(sheet, workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((file) => file.custom)).unwrapOr([]) // => [{ house: "12" }]
 * ```
 */
export function ownColumns(
  sheet: Sheet<ChildFile>,
  columns: Readonly<Record<string, Omit<Column, 'pointer' | 'group' | 'alone' | 'optional'>>>,
): Sheet<ChildFile> {
  const names = Object.keys(columns)
  const own = Object.entries(columns).map(
    ([name, column]) => [name, { ...column, pointer: `/custom/${name}`, optional: true }] as const,
  )
  return {
    ...sheet,
    columns: { ...sheet.columns, ...Object.fromEntries(own) },
    read(values, row) {
      const file = sheet.read(values, row)
      const custom = names.filter((name) => values[name] !== 'notCollected').map((name) => [name, values[name]])
      return file === undefined || custom.length === 0
        ? file
        : { ...file, custom: { ...file.custom, ...(Object.fromEntries(custom) as ChildFile['custom']) } }
    },
  }
}
