import { canonicalJson } from '../../canonical.ts'
import type { SessionId } from '../../id.ts'
import type { Outcome } from '../../problem.ts'
import { code, codeOnly } from '../engine/code-kind.ts'
import { date, type Filled, idText, integer, kind, line } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { codeLists, readAs, readCode, Session, shapeOf, tidy, unread } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { days, gradeRange } from './slot-kinds.ts'

const orNone = { words: true, none: true } as const
type Topic = { readonly safetyTopic: Session['safetyTopic']; readonly activity: Session['activity'] }

/** A topic of safety education or an activity, whichever list has the words. */
const topic = kind<Topic>({
  none: true,
  repeats: true,
  read(words) {
    const safetyTopic = readCode(codeLists.safetyTopics, words)
    const activity = readCode(codeLists.activities, words)
    if (safetyTopic !== undefined || activity !== undefined)
      return readAs({ safetyTopic: safetyTopic ?? 'none', activity: activity ?? 'none' })
    const other = tidy(words) ?? ''
    if (other.length > 50) return unread('too-long')
    return readAs({ safetyTopic: { other }, activity: { other } }, 'unknown-code')
  },
  write: ({ safetyTopic, activity }) => {
    const said = safetyTopic === 'none' || safetyTopic === 'notCollected' ? activity : safetyTopic
    if (typeof said === 'object') return said.other
    const inSafety = codeLists.safetyTopics.rows.find(({ key }) => key === said && said === safetyTopic)
    const inActivities = codeLists.activities.rows.find(({ key }) => key === said)
    return (inSafety ?? inActivities)?.zh ?? said
  },
})

const columns = {
  id: { zh: '编号', en: 'id', also: ['课程编号', '活动编号', '场次编号', '序列号'], kind: idText },
  kind: {
    zh: '类别',
    en: 'kind',
    also: ['类型', '活动类别', '课程类别'],
    kind: code(codeLists.sessionKinds, orNone),
    pointer: '/kind',
  },
  topic: {
    zh: '主题',
    en: 'topic',
    also: ['内容', '活动名称', '课程名称', '活动内容', '活动主题', '名称', '专题'],
    kind: topic,
  },
  form: {
    zh: '形式',
    en: 'form',
    also: ['活动形式', '授课形式', '开展形式'],
    kind: code(codeLists.sessionForms, orNone),
    pointer: '/form',
  },
  school: {
    zh: '学校',
    en: 'school',
    also: ['举办学校', '学校名称', '地点', '开展学校'],
    kind: line({ none: false, repeats: true }),
    pointer: '/school',
  },
  grades: {
    zh: '年级',
    en: 'grades',
    also: ['适用年级', '面向年级', '参加年级'],
    kind: gradeRange,
    pointer: '/grades',
  },
  minutes: {
    zh: '时长(分钟)',
    en: 'minutes',
    also: ['时长', '分钟', '课时(分钟)', '时间(分钟)'],
    kind: integer({ from: 1, to: 600, none: false }),
    pointer: '/minutes',
  },
  capacity: {
    zh: '容纳人数',
    en: 'capacity',
    also: ['人数', '名额', '人数上限', '容量'],
    kind: integer({ from: 1, to: 5000, none: false }),
    pointer: '/capacity',
  },
  expert: {
    zh: '邀请专家',
    en: 'expert',
    also: ['专家', '授课人', '授课单位', '邀请单位', '主讲'],
    kind: code(codeLists.expertKinds, orNone),
    pointer: '/expert',
  },
  expertDays: {
    zh: '专家可到日',
    en: 'expertAvailable',
    also: ['专家可用时间', '专家时间', '可到日', 'expert days'],
    kind: days,
    pointer: '/expertDays',
  },
  from: {
    zh: '最早日期',
    en: 'from',
    also: ['开始日期', '起始日期', '自'],
    kind: date({ none: false, past: false }),
    pointer: '/from',
  },
  to: {
    zh: '最晚日期',
    en: 'to',
    also: ['结束日期', '截止日期', '至'],
    kind: date({ none: false, past: false }),
    pointer: '/to',
  },
  repeats: {
    zh: '次数',
    en: 'repeats',
    also: ['场次', '举办次数', '期数'],
    kind: integer({ from: 1, to: 366, none: false }),
    pointer: '/repeats',
  },
  state: {
    zh: '状态',
    en: 'state',
    also: ['进展'],
    kind: codeOnly(codeLists.sessionStates),
    pointer: '/state',
    optional: true,
  },
} as const

type V = Values<typeof columns>

const shape = shapeOf(Session)
const blank = compact(shape.fill({ id: '' }) as Session)
const place = placing(columns, blank)
const absent = 'notCollected'

/** What a session is about; the kind of the row decides between a topic and an activity of the same name. */
function topicOf({ topic: value, kind: said }: Pick<V, 'topic' | 'kind'>): Topic {
  if (typeof value === 'string') return { safetyTopic: value, activity: value }
  if (said === 'safety') return { safetyTopic: value.safetyTopic, activity: 'none' }
  if (said === 'activity') return { safetyTopic: 'none', activity: value.activity }
  return value.safetyTopic === 'none' ? value : { safetyTopic: value.safetyTopic, activity: 'none' }
}

function read(values: V, row: RowReader<keyof typeof columns>): Session | undefined {
  if (values.id === absent || values.id === 'none') {
    if (!row.faulty('id')) row.report('missing-value', 'id')
    return undefined
  }
  const session = place(values, row.asOf)
  session.id = values.id as SessionId
  const { safetyTopic, activity } = topicOf(values)
  session.safetyTopic = safetyTopic
  session.activity = activity
  const { from, to } = values
  if (from !== absent && to !== absent && from > to) row.report('contradiction', 'to')
  return session
}

function topicValue({ safetyTopic, activity }: Session): Filled<Topic> {
  if (safetyTopic === 'contested' || activity === 'contested') return absent
  if (safetyTopic === absent && activity === absent) return absent
  if (safetyTopic === 'none' && activity === 'none') return 'none'
  return { safetyTopic, activity }
}

/** Whether the words of the topic, read under the kind of the session, give the topic back. */
function topicCarried(session: Session): boolean {
  const value = topicValue(session)
  if (typeof value === 'string') return true
  const back = topic.read(topic.write(value), '9999-12-31').value
  const { safetyTopic, activity } = topicOf({ topic: back, kind: session.kind === 'contested' ? absent : session.kind })
  return canonicalJson([safetyTopic, activity]) === canonicalJson([session.safetyTopic, session.activity])
}

/** Sessions to be held (安全教育与活动), one row for each session or series. */
export const sessionSheet: Sheet<Session> = sheetOf({
  id: 'sessions',
  name: '安全教育与活动',
  columns,
  needs: ['id', 'topic'],
  marks: ['id'],
  read,
  write: (session) => ({ id: session.id, topic: topicValue(session) }),
  carried: (session) => (topicCarried(session) ? ['/safetyTopic', '/activity'] : []),
  spare: (session) => shape.spare(session),
  recordedOn: () => undefined,
})

/**
 * Reads sessions: safety lectures, dramas, drills, activities. Words may be Chinese or English.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readSessions, recordsOf } from 'childfile/register'
 * const bytes = new TextEncoder().encode('id,kind,topic,form,grades\nL001,safety,evacuation,drill,1-6\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readSessions(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((session) => session.safetyTopic)).unwrapOr([]) // => ["evacuation"]
 * ```
 */
export const readSessions = (workbook: Workbook, options: ReadOptions): Outcome<Register<Session>> =>
  readSheet(sessionSheet, workbook, options)
