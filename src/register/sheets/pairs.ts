import { digestText } from '../../digest.ts'
import type { AgreementId, VolunteerId } from '../../id.ts'
import type { PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import { code } from '../engine/code-kind.ts'
import { date, type Filled, idText, lastDay, line } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { Agreement, codeLists, shapeOf } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { childName, childOf, childSerial, type Linked, nobody, type Referring } from './referring.ts'

/** A surrogate-parent agreement without the child. */
export type PairEntry = Omit<Agreement, 'child'>

const columns = {
  serial: childSerial,
  name: childName,
  volunteer: {
    zh: '志愿者编号',
    en: 'volunteer',
    also: ['志愿者', '爱心妈妈编号', '代理家长编号', '结对人编号', '帮扶人编号'],
    kind: idText,
  },
  from: {
    zh: '开始日期',
    en: 'from',
    also: ['结对日期', '起始日期', '结对开始日期', '结对时间', '起始时间', '开始时间'],
    kind: date({ none: false, past: false }),
    pointer: '/entry/from',
  },
  to: {
    zh: '结束日期',
    en: 'last day',
    also: ['终止日期', '结对结束日期', '解除日期', '结束时间', '终止时间'],
    kind: lastDay({ none: true, past: false }),
  },
  endReason: {
    zh: '结束原因',
    en: 'reason for the end',
    also: ['终止原因', '解除原因'],
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
function standing(to: Filled<PlainDate>, row: RowReader<'to'>): Pick<PairEntry, 'state' | 'to'> {
  if (to === 'none' || (to === 'notCollected' && row.has('to') && !row.faulty('to')))
    return { state: 'active', to: 'none' }
  if (to === 'notCollected') return { state: 'notCollected', to }
  return { state: to <= row.asOf ? 'ended' : 'active', to }
}

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Referring<PairEntry> | undefined {
  const child = childOf(values, row)
  const { volunteer, from } = values
  if (volunteer === 'notCollected' && !row.faulty('volunteer')) row.report('missing-value', 'volunteer')
  if (child === undefined || volunteer === 'notCollected') return undefined
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

/** Who is with whom (结对台账), one row for each agreement. 结束日期 is the last day; `to` is the day after it. */
export const pairSheet: Sheet<Referring<PairEntry>> = sheetOf({
  id: 'pairs',
  name: '结对台账',
  columns,
  needs: ['name', 'volunteer'],
  marks: ['volunteer'],
  read,
  write: ({ entry: { volunteer, to } }) => ({ volunteer, to: to === 'contested' ? 'notCollected' : to }),
  carried: ({ entry }, ok) => [
    ...(ok('volunteer') ? (['/entry/volunteer', '/entry/role'] as const) : []),
    ...(ok('to') ? (['/entry/to', '/entry/state'] as const) : []),
    '/entry/id',
    ...(entry.role === 'primary' ? (['/entry/role'] as const) : []),
  ],
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads who is with whom. Each agreement refers to a child by number on paper and name; `linkChildren` finds the file. An empty
 * last day says that the agreement goes on.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readPairs, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,志愿者编号,开始日期,结束日期,结束原因\n1897,万梓祥,V0565,2025-10-17,2025-11-27,志愿者退出\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readPairs(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => `${entry.state} ${entry.to}`)).unwrapOr([]) // => ["ended 2025-11-28"]
 * ```
 */
export const readPairs = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<PairEntry>>> =>
  readSheet(pairSheet, workbook, options)

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
