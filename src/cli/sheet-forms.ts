import { basename } from 'node:path'
import type { Outcome } from 'childfile'
import {
  aidSheet,
  attendanceSheet,
  childSheet,
  consentSheet,
  deliverySheet,
  expertSheet,
  needSheet,
  pairSheet,
  readSheet,
  type ReadOptions,
  recordsOf,
  type RegisterRow,
  sessionSheet,
  type Sheet,
  venueSheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
  type Workbook,
  type WrittenSheet,
  writeSheet,
} from 'childfile/register'

/** A sheet that was read, whatever it holds. */
export interface ReadForm {
  readonly rows: readonly RegisterRow<unknown>[]
  /** Its records written anew. */
  readonly written: () => WrittenSheet
}

type ReadAs = (workbook: Workbook, options: ReadOptions) => Outcome<ReadForm>

const as =
  <T>(sheet: Sheet<T>): ReadAs =>
  (workbook, options) =>
    readSheet(sheet, workbook, options).map((register) => ({
      rows: register.rows,
      written: () => writeSheet(sheet, recordsOf(register)),
    }))

/** The paper forms by the names that their files have in a folder. */
export const sheetForms: ReadonlyMap<string, ReadAs> = new Map([
  ['children', as(childSheet)],
  ['volunteers', as(volunteerSheet)],
  ['villages', as(villageSheet)],
  ['sessions', as(sessionSheet)],
  ['aid', as(aidSheet)],
  ['consents', as(consentSheet)],
  ['visits', as(visitSheet)],
  ['pairs', as(pairSheet)],
  ['attendance', as(attendanceSheet)],
  ['needs', as(needSheet)],
  ['deliveries', as(deliverySheet)],
  ['experts', as(expertSheet)],
  ['venues', as(venueSheet)],
])

/** The form that the name of a file tells, `volunteers.csv`; that of children for any other name. */
export function formNamed(path: string): string {
  const name = basename(path).replace(/\.[^.]*$/, '')
  return sheetForms.has(name) ? name : 'children'
}
