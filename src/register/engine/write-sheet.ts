import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import { parts, type Pointer, pointer } from '../../pointer.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { digestId, idsOf } from './identity.ts'
import type { Column, Sheet } from './sheet.ts'

/** A workbook with records as rows, and what of the records it does not hold. */
export interface WrittenSheet {
  readonly workbook: Workbook
  /** Pointers into the array of records, `/0/visits/v1/on`: what the form has no column for, or what would not be read back. */
  readonly notWritten: readonly Pointer[]
}

/** No date that can be written lies after it. */
const endOfTime: PlainDate = '9999-12-31'

/** A column, with its pointer taken apart. */
interface ColumnPlan {
  readonly name: string
  readonly column: Column
  readonly path: readonly string[] | undefined
}

interface WrittenRow {
  readonly texts: ReadonlyMap<string, string>
  readonly notWritten: readonly Pointer[]
}

/**
 * Writes records as a paper form, in the words of the paperwork: one heading, one row for each record, dates as YYYY-MM-DD, none as
 * 无, what was not collected as 未采集. Read again as of the same day it gives the same records, but for what `notWritten` names.
 * Days of writing down (`recordedOn`) are not written; they are the day of reading.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { childSheet, writeSheet } from 'childfile/register'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', visits: { v1: { on: '2026-09-01' } } })
 * const { workbook, notWritten } = writeSheet(childSheet, [file])
 * workbook.sheets[0]?.rows[1]?.slice(0, 5) // => ["李小花", "未采集", "未采集", "未采集", "2016-03-26"]
 * notWritten // => ["/0/id", "/0/visits/v1/on"]
 * ```
 */
export function writeSheet<T>(sheet: Sheet<T>, records: readonly T[]): WrittenSheet {
  const { columns } = sheet
  const plans = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    path: column.pointer === undefined ? undefined : parts(column.pointer),
  }))
  const rows = records.map((record) => rowOf(sheet, plans, record))
  const shown = Object.entries(columns).filter(
    ([name, column]) => !column.optional || rows.some(({ texts }) => (texts.get(name) ?? blank) !== blank),
  )
  const lines = rows.map(({ texts }) => shown.map(([name]) => texts.get(name) ?? blank))
  const strangers = strangeIds(sheet, records)
  return {
    workbook: { sheets: [{ name: sheet.name, hidden: false, rows: [shown.map(([, { zh }]) => zh), ...lines] }] },
    notWritten: rows.flatMap(({ notWritten }, i) => [
      ...(strangers.has(i) ? [pointer(i, 'id')] : []),
      ...notWritten.map((path): Pointer => `/${i}${path}`),
    ]),
  }
}

const blank = '未采集'

/** Records whose ids are not those that reading would give them. */
function strangeIds<T>(sheet: Sheet<T>, records: readonly T[]): ReadonlySet<number> {
  const { ids: naming } = sheet
  if (!naming) return new Set()
  const ids = idsOf(
    records.map((record) => naming.named(record, '')),
    (record) => naming.identity(record),
    digestId,
  )
  return new Set(records.flatMap((record, i) => (naming.idOf(record) === ids[i] ? [] : [i])))
}

function rowOf<T>(sheet: Sheet<T>, plans: readonly ColumnPlan[], record: T): WrittenRow {
  const values = sheet.write(record)
  const asOf = sheet.recordedOn(record) ?? endOfTime
  const texts = new Map<string, string>()
  const right = new Set<string>()
  const carried = new Set<string>()
  for (const { name, column, path } of plans) {
    const value = name in values ? values[name] : path === undefined ? absent : valueAt(record, path)
    const text = textOf(column, value)
    texts.set(name, text)
    if (!same(column.kind.read(text, asOf).value, value)) continue
    right.add(name)
    if (column.pointer !== undefined) carried.add(column.pointer)
  }
  for (const path of sheet.carried(record, (name) => right.has(name))) carried.add(path)
  return { texts, notWritten: leaves(sheet.spare(record), '', carried) }
}

const absent = 'notCollected'

const valueAt = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (here, part) => (typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined),
    record,
  )

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b))

const textOf = (column: Column, value: unknown): string =>
  value === undefined || value === 'contested' ? blank : column.kind.write(value)

/** Pointers of everything known in a record that is not carried; a list is one. Days of writing down are never written. */
function leaves(value: unknown, path: Pointer, carried: ReadonlySet<string>): readonly Pointer[] {
  if (value === undefined || carried.has(path)) return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'recordedOn' || (key === 'id' && path === '')
      ? []
      : leaves(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, carried),
  )
}
