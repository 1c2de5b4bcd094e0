import { digestText } from '../../digest.ts'
import type { AgreementId, VolunteerId } from '../../id.ts'
import type { PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import { code } from '../engine/code-kind.ts'
import { date, type Filled, idText, type Kind, lastDay, line, personName } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { Agreement, codeLists, nameText, shapeOf } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { childIdNumber, childName, childOf, childSerial, type Linked, nobody, type Referring } from './referring.ts'

/** A surrogate-parent agreement without the child. */
export type PairEntry = Omit<Agreement, 'child'>

const lastDays = lastDay({ none: true, past: false })
/** A last day. An empty cell says that the agreement goes on; 未采集 says that nobody knows. */
const lastDayOrUnknown: Kind<Filled<PlainDate> | 'unknown'> = {
  ...lastDays,
  read: (cell, asOf) => {
    const { value, code: remark } = lastDays.read(cell, asOf)
    const isSaid = value === 'notCollected' && remark === undefined && typeof cell === 'string' && cell.trim() !== ''
    return isSaid ? { value: 'unknown', code: undefined } : { value, code: remark }
  },
  write: (value) => lastDays.write(value === 'unknown' ? 'notCollected' : value),
}

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  volunteer: {
    zh: '志愿者编号',
    en: 'volunteer',
    also: ['志愿者', '爱心妈妈编号', '代理家长编号', '结对人编号', '帮扶人编号'],
    kind: idText,
  },
  volunteerName: {
    zh: '志愿者姓名',
    en: "volunteer's name",
    also: [
      '代理家长',
      '代理家长姓名',
      '爱心妈妈',
      '爱心妈妈姓名',
      '爱心爸爸',
      '代理妈妈',
      '结对人',
      '结对人姓名',
      '结对志愿者',
      '结对志愿者姓名',
      '帮扶人',
      '帮扶人姓名',
      '帮扶责任人',
      '帮扶志愿者',
    ],
    kind: personName({ none: false }),
    optional: true,
  },
  from: {
    zh: '开始日期',
    en: 'from',
    also: [
      '结对日期',
      '起始日期',
      '结对开始日期',
      '结对时间',
      '起始时间',
      '开始时间',
      '签约日期',
      '签订日期',
      '协议起始日期',
    ],
    kind: date({ none: false, past: false }),
    pointer: '/entry/from',
  },
  to: {
    zh: '结束日期',
    en: 'last day',
    also: [
      '终止日期',
      '结对结束日期',
      '解除日期',
      '结束时间',
      '终止时间',
      '到期时间',
      '到期日期',
      '协议到期日期',
      '截止日期',
    ],
    kind: lastDayOrUnknown,
  },
  endReason: {
    zh: '结束原因',
    en: 'reason for the end',
    also: ['终止原因', '解除原因', '结束结对原因', '退出原因'],
    kind: code(codeLists.endReasons, { words: true, none: true }),
    pointer: '/entry/endReason',
  },
  note: { zh: '备注', en: 'note', also: ['说明'], kind: line({ none: true }), pointer: '/entry/note', optional: true },
} as const

const shape = shapeOf(Agreement)
const blank: Referring<PairEntry> = compact({
  child: nobody,
  entry: shape.fill({ id: '', volunteer: '', role: 'primary' }) as PairEntry,
})
const place = placing(columns, { ...blank })
const idOf = (name: string, volunteer: string, from: string): AgreementId =>
  `a-${digestText(`childfile/agreement/1 ${JSON.stringify([name, volunteer, from])}`).slice(0, 24)}` as AgreementId

/** How an agreement stands: an empty last day says that it goes on, if the sheet has such a column. */
function standing(to: Filled<PlainDate> | 'unknown', row: RowReader<'to'>): Pick<PairEntry, 'state' | 'to'> {
  if (to === 'none' || (to === 'notCollected' && row.has('to') && !row.faulty('to')))
    return { state: 'active', to: 'none' }
  if (to === 'notCollected' || to === 'unknown') return { state: 'notCollected', to: 'notCollected' }
  return { state: to <= row.asOf ? 'ended' : 'active', to }
}

/** Volunteers whom a sheet may name. */
type Known = readonly { readonly id: string; readonly name: string }[]

const nameKey = (name: string): string => nameText(name) ?? name

/** The volunteer of a row: by number, else the only one of that name. Who has the name is known only from the list of volunteers. */
function volunteerOf(
  { volunteer, volunteerName: name }: Pick<Values<typeof columns>, 'volunteer' | 'volunteerName'>,
  row: RowReader<keyof typeof columns>,
  known: Known,
): string | undefined {
  const isNamed = name !== 'notCollected' && name !== 'none'
  const named = isNamed ? known.filter((one) => nameKey(one.name) === nameKey(name)) : []
  if (volunteer !== 'notCollected' && volunteer !== 'none') {
    const numbered = known.find(({ id }) => id === volunteer)
    if (isNamed && numbered && !named.includes(numbered)) row.report('contradiction', 'volunteerName')
    return volunteer
  }
  const [only] = named
  if (only !== undefined && named.length === 1) return only.id
  if (isNamed) row.report('unreadable-code', 'volunteerName')
  else if (!row.faulty('volunteer') && !row.faulty('volunteerName')) row.report('missing-value', 'volunteer')
  return undefined
}

function read(
  values: Values<typeof columns>,
  row: RowReader<keyof typeof columns>,
  known: Known,
): Referring<PairEntry> | undefined {
  const child = childOf(values, row)
  const { from } = values
  const volunteer = volunteerOf(values, row, known)
  if (child === undefined || volunteer === undefined) return undefined
  const { state, to } = standing(values.to, row)
  if (
    to !== 'none' &&
    to !== 'notCollected' &&
    to !== 'contested' &&
    from !== 'none' &&
    from !== 'notCollected' &&
    from >= to
  )
    row.report('contradiction', 'to')
  const entry = {
    ...place(values, row.asOf).entry,
    id: idOf(child.name, volunteer, from),
    volunteer: volunteer as VolunteerId,
    state,
    to,
  }
  return { child, entry }
}

/** The form with one of the two columns that say who the volunteer is, and those whom it may name. */
const pairs = (needs: 'volunteer' | 'volunteerName', known: Known): Sheet<Referring<PairEntry>> =>
  sheetOf({
    id: 'pairs',
    name: '结对台账',
    columns,
    needs: ['name', needs],
    marks: [needs],
    read: (values, row) => read(values, row, known),
    write: ({ entry: { volunteer, to } }) => ({
      volunteer,
      to: to === 'contested' || to === 'notCollected' ? 'unknown' : to,
    }),
    carried: ({ entry }, ok) => [
      ...(ok('volunteer') ? (['/entry/volunteer', '/entry/role'] as const) : []),
      ...(ok('to') ? (['/entry/to', '/entry/state'] as const) : []),
      '/entry/id',
      ...(entry.role === 'primary' ? (['/entry/role'] as const) : []),
    ],
    spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
    recordedOn: () => undefined,
  })

/** Who is with whom (结对台账), one row for each agreement. 结束日期 is the last day; `to` is the day after it. */
export const pairSheet: Sheet<Referring<PairEntry>> = pairs('volunteer', [])

/** How the sheet of pairs is read. */
export interface PairOptions extends ReadOptions {
  /** Those whom the sheet may name instead of writing their numbers. A name that none or several of them have is a finding. */
  readonly volunteers?: Known
}

/**
 * Reads who is with whom. Each agreement refers to a child by number and name; `linkChildren` finds the file. A volunteer who is named
 * without a number is looked for among `volunteers`. An empty last day says that the agreement goes on.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readPairs, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,志愿者编号,开始日期,结束日期,结束原因\n1897,万梓祥,V0565,2025-10-17,2025-11-27,志愿者退出\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readPairs(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => `${entry.state} ${entry.to}`)).unwrapOr([]) // => ["ended 2025-11-28"]
 * ```
 */
export function readPairs(
  workbook: Workbook,
  { volunteers = [], ...options }: PairOptions,
): Outcome<Register<Referring<PairEntry>>> {
  const numbered = readSheet(pairs('volunteer', volunteers), workbook, options)
  if (numbered.isOk() || numbered.error[0].code !== 'no-heading') return numbered
  return readSheet(pairs('volunteerName', volunteers), workbook, options)
}

/**
 * The agreements of a linked sheet.
 * @example
 * ```ts
 * import { agreementsOf } from 'childfile/register'
 * agreementsOf({ rows: [] }) // => []
 * ```
 */
export const agreementsOf = (register: Register<Linked<PairEntry>>): readonly Agreement[] =>
  register.rows.flatMap(({ record }) => (record === undefined ? [] : [{ ...record.entry, child: record.child }]))
