import type { SessionId } from '../../../id.ts'
import type { Outcome } from '../../../problem.ts'
import { code } from '../../engine/code-kind.ts'
import { date, idText, integer, kind, line } from '../../engine/kind.ts'
import { compact, placing } from '../../engine/placing.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../../engine/sheet.ts'
import { Attendance, codeLists, shapeOf } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { childIdNumber, childName, childOf, childSerial, nobody, type Referring } from '../referring.ts'

/** The id of a session; none where the row speaks of school days. */
const sessionId = kind<string>({
  none: true,
  hint: '活动场次编号；普通上课日写“无”',
  read(_, cell, asOf) {
    const { value, code: remark } = idText.read(cell, asOf)
    return { value: value === 'notCollected' || value === 'none' ? undefined : value, code: remark }
  },
  write: (value) => value,
})

const states = code(codeLists.attendanceStates, { words: true, none: false })
const present = new Set(['√', '✓', '✔', '是', '到', '已到', '已签', '签到', '已签到', '参加了', '1'])
const away = new Set(['×', '✗', '✘', 'x', 'X', '否', '未到', '没到', '未参加', '没参加', '未签', '未签到', '0'])

/** How somebody took part, also as a tick or a cross. A cross is 缺席; whoever was excused is written as 请假. */
const attended: typeof states = {
  ...states,
  read(cell, asOf) {
    const mark = typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : ''
    if (present.has(mark)) return { value: 'present', code: undefined }
    return away.has(mark) ? { value: 'unexcused', code: undefined } : states.read(cell, asOf)
  },
}

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  session: {
    zh: '场次编号',
    en: 'session',
    also: ['活动编号', '课程编号', '活动场次', '场次', '课程场次', '讲座编号', '讲座场次', '场次号'],
    kind: sessionId,
  },
  on: {
    zh: '日期',
    en: 'date',
    also: ['活动日期', '上课日期', '出勤日期', '缺勤日期', '考勤日期', '参加日期', '活动时间', '缺课日期'],
    kind: date({ none: false, past: true }),
    pointer: '/entry/on',
  },
  state: {
    zh: '出勤情况',
    en: 'attendance',
    also: [
      '到场情况',
      '签到情况',
      '考勤',
      '考勤情况',
      '参加情况',
      '出勤',
      '是否到场',
      '出缺勤',
      '到课情况',
      '缺勤原因',
      '签到',
      '是否参加',
      '是否出勤',
      '是否到课',
      '是否出席',
      '到场',
      '到课',
      '参加',
      '出席情况',
      '点名',
    ],
    kind: attended,
    pointer: '/entry/state',
  },
  days: {
    zh: '缺课天数',
    en: 'school days',
    also: ['天数', '缺勤天数', '请假天数', '连续天数'],
    kind: integer({ from: 1, to: 366, none: false }),
    pointer: '/entry/days',
  },
  note: {
    zh: '备注',
    en: 'note',
    also: ['说明', '原因说明'],
    kind: line({ none: true }),
    pointer: '/entry/note',
    optional: true,
  },
} as const

const shape = shapeOf(Attendance)
const blank: Referring<Attendance> = compact({ child: nobody, entry: shape.fill({}) as Attendance })
const place = placing(columns, { ...blank })

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Referring<Attendance> | undefined {
  const child = childOf(values, row)
  if (child === undefined) return undefined
  const { session, on, state } = values
  if (on === 'notCollected' && !row.faulty('on')) row.report('not-stated', 'on')
  if (state === 'notCollected' && !row.faulty('state')) row.report('not-stated', 'state')
  return { child, entry: { ...place(values, row.asOf).entry, session: session as SessionId | 'none' | 'notCollected' } }
}

/** Who took part in what, and absence from school (签到与考勤), one row for each. 场次编号 无 speaks of school days. */
export const attendanceSheet: Sheet<Referring<Attendance>> = sheetOf({
  id: 'attendance',
  name: '签到考勤',
  columns,
  needs: ['name', 'state'],
  marks: ['on', 'session'],
  read,
  write: ({ entry: { session } }) => ({ session: session === 'contested' ? 'notCollected' : session }),
  carried: ({ entry: { session } }, ok) =>
    session !== 'notCollected' && session !== 'contested' && ok('session') ? ['/entry/session'] : [],
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads who took part in what, and absence from school. Each row refers to a child by number on paper and name; `linkChildren` finds the
 * file, `withAttendance` puts it in. A row whose session is 无 speaks of school days; of a sheet that is all about school days say so with
 * `defaults: { session: '无' }`.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readAttendance, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,场次编号,日期,出勤情况\n1,唐桂莹,L001,2026-10-08,到场\n2,王明,无,2026-10-09,旷课\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readAttendance(workbook, { asOf: '2026-10-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => [entry.session, entry.state])).unwrapOr([]) // => [["L001", "present"], ["none", "unexcused"]]
 * ```
 */
export const readAttendance = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<Attendance>>> =>
  readSheet(attendanceSheet, workbook, options)
