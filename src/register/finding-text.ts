import { type Finding, findingCodes } from '../finding.ts'
import type { Columns } from './engine/sheet.ts'
import { aidSheet } from './sheets/aid.ts'
import { childSheet } from './sheets/child/child-sheet.ts'
import { consentSheet } from './sheets/consents.ts'
import { pairSheet } from './sheets/pairs.ts'
import { attendanceSheet } from './sheets/programme/attendance.ts'
import { deliverySheet } from './sheets/programme/deliveries.ts'
import { expertSheet } from './sheets/programme/experts.ts'
import { needSheet } from './sheets/programme/needs.ts'
import { venueSheet } from './sheets/programme/venues.ts'
import { sessionSheet } from './sheets/sessions.ts'
import { villageSheet } from './sheets/villages.ts'
import { visitSheet } from './sheets/visits.ts'
import { volunteerSheet } from './sheets/volunteers.ts'

const sheets: readonly { readonly columns: Columns }[] = [
  childSheet,
  volunteerSheet,
  villageSheet,
  sessionSheet,
  aidSheet,
  consentSheet,
  pairSheet,
  visitSheet,
  attendanceSheet,
  needSheet,
  deliverySheet,
  expertSheet,
  venueSheet,
]

/** Names of fields for people; the register of children goes first where sheets share a name. */
const names: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  ['sheet', { zh: '表格', en: 'the sheet' }],
  ...sheets
    .toReversed()
    .flatMap(({ columns }) => Object.entries(columns).map(([name, { zh, en }]) => [name, { zh, en }] as const)),
])

/**
 * What is wrong in a sheet and what to write instead, with the name that people know the field by. It holds no value of a cell.
 * Several forms call different columns by one name of field: give the form that was read.
 * @example
 * ```ts
 * import { findingText } from 'childfile/register'
 * const finding = { code: 'two-digit-year', severity: 'error', field: 'birthDate', sheet: 'csv', row: 7, message: '' } as const
 * findingText(finding, 'en') // => 'date of birth: has a year of two digits; write four, like 2016-03-05'
 * ```
 */
export function findingText(finding: Finding, language: 'zh' | 'en', sheet?: { readonly columns: Columns }): string {
  const column =
    sheet !== undefined && Object.hasOwn(sheet.columns, finding.field) ? sheet.columns[finding.field] : undefined
  const name = (column ?? names.get(finding.field))?.[language] ?? finding.field
  return `${name}${language === 'zh' ? '：' : ': '}${findingCodes[finding.code][language]}`
}
