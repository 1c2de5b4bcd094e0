import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../src/date.ts'
import type { ChildFile } from '../../src/records/index.ts'
import {
  decodeCsv,
  linkChildren,
  readChildren,
  readVisits,
  recordsOf,
  type Register,
  withVisits,
  type Workbook,
} from '../../src/register/index.ts'

/** The day as of which the county's sheets are read. */
export const asOf: PlainDate = '2026-09-15'

const csv = (name: string): Workbook =>
  decodeCsv(new Uint8Array(readFileSync(new URL(`../../examples/county/${name}`, import.meta.url))))._unsafeUnwrap()

/** The register of the county as it lies on the desk. */
export const childrenSheet: Workbook = csv('children.csv')

/** The register with title and headings, and only so many of its rows. */
export const firstRows = (workbook: Workbook, count: number): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.slice(0, count) })),
})

const registerOf = (workbook: Workbook): Register<ChildFile> => readChildren(workbook, { asOf })._unsafeUnwrap()

/** The files by the row of the sheet in which they stand. */
export const filesByRow = (workbook: Workbook): ReadonlyMap<number, ChildFile> =>
  new Map(registerOf(workbook).rows.flatMap(({ row, record }) => (record ? [[row, record] as const] : [])))

/** All files of the county with the visits that were made. */
export function countyFiles(): readonly ChildFile[] {
  const register = registerOf(childrenSheet)
  const visits = linkChildren(register, readVisits(csv('visits.csv'), { asOf })._unsafeUnwrap())
  return withVisits(recordsOf(register), visits)
}
