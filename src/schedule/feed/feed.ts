import { isKnown } from '../../absent.ts'
import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import { digestText } from '../../digest.ts'
import type { SchoolId, WorkerId } from '../../id.ts'
import { codeLists, type Session } from '../../records/index.ts'
import { meetingKey } from '../timetable/read-problem.ts'
import type { Grade, Placement, School } from '../timetable/timetable-problem.ts'
import type { PlannedDuty } from '../visits/planned-duty.ts'

/** Language of titles. */
export type FeedLanguage = 'zh' | 'en'

/** One entry of a calendar before it is written. Its title holds labels of code lists and nothing that somebody typed. */
export interface FeedEvent {
  readonly uid: string
  readonly title: string
  readonly on: PlainDate
  /** Beginning and length in minutes; none: all day. */
  readonly time: { readonly start: number; readonly minutes: number } | 'none'
}

/** The entries of one school or one worker. */
export interface Feed<Id extends string> {
  readonly id: Id
  readonly name: string
  readonly events: readonly FeedEvent[]
}

/** A meeting that is in no calendar, and why. */
export interface LeftOutOfFeed {
  readonly session: Session['id']
  readonly part: number
  readonly number: number
  readonly why: 'confidential' | 'unknownSession' | 'unknownSchool'
}

/**
 * The calendars of schools. Whatever is confidential stays out of them. Titles are made of code lists alone: free words could
 * name a hardship, so a topic in free words is a plain "safety education" or "activity".
 */
export function schoolFeeds(
  sessions: readonly Session[],
  schools: readonly School[],
  placements: readonly Placement[],
  language: FeedLanguage,
): { readonly feeds: readonly Feed<SchoolId>[]; readonly leftOut: readonly LeftOutOfFeed[] } {
  const byId = new Map<string, Session>(sessions.map((session) => [session.id, session]))
  const leftOut: LeftOutOfFeed[] = []
  const events = new Map<SchoolId, FeedEvent[]>()
  const inParts = new Set<string>(placements.filter(({ part }) => part > 1).map(({ session }) => session))
  for (const placement of [...placements].sort((a, b) => (meetingKey(a) < meetingKey(b) ? -1 : 1))) {
    const session = byId.get(placement.session)
    const school = schools.find(({ name }) => name === session?.school)
    const why = !session
      ? 'unknownSession'
      : isConfidential(session)
        ? 'confidential'
        : !school
          ? 'unknownSchool'
          : undefined
    if (!session || !school || why) {
      const { session: id, part, number } = placement
      leftOut.push({ session: id, part, number, why: why ?? 'unknownSession' })
      continue
    }
    const { on, start, minutes } = placement
    const event = {
      uid: uidOf('session', meetingKey(placement)),
      title: titleOf(session, placement, inParts.has(session.id), language),
      on,
      time: { start, minutes },
    }
    events.set(school.id, [...(events.get(school.id) ?? []), event])
  }
  return { feeds: schools.map(({ id, name }) => ({ id, name, events: inOrder(events.get(id) ?? []) })), leftOut }
}

const isConfidential = ({ kind, form }: Session): boolean => kind === 'counselling' || form === 'oneToOne'

const workLabels = {
  homeVisit: { zh: '走访', en: 'Visit' },
  parentContact: { zh: '电话联系', en: 'Telephone call' },
  review: { zh: '整理资料', en: 'Desk work' },
} as const
const workCalendar = { zh: '工作日程', en: 'Work calendar' } as const

/** The calendars of workers: that there is something to do, and nothing about whom. */
export function workerFeeds(duties: readonly FeedDuty[], language: FeedLanguage): readonly Feed<WorkerId>[] {
  const events = new Map<WorkerId, FeedEvent[]>()
  for (const { worker, kind, household, children, due, on } of duties) {
    if (worker === 'none') continue
    const whom = kind === 'homeVisit' ? household : children.map(({ id }) => id)
    const event = {
      uid: uidOf('duty', [kind, whom, due]),
      title: workLabels[kind][language],
      on,
      time: 'none' as const,
    }
    events.set(worker, [...(events.get(worker) ?? []), event])
  }
  return [...events]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, theirs]) => ({ id, name: workCalendar[language], events: inOrder(theirs) }))
}

/** What a worker's calendar needs to know of a duty. */
export type FeedDuty = Pick<PlannedDuty, 'kind' | 'worker' | 'household' | 'due' | 'on'> & {
  readonly children: readonly { readonly id: string }[]
}

const uidOf = (what: string, key: unknown): string => digestText(canonicalJson([what, key])).slice(0, 40)

const inOrder = (events: readonly FeedEvent[]): readonly FeedEvent[] =>
  [...events].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
const sortKey = ({ on, time, title, uid }: FeedEvent): string =>
  `${on} ${time === 'none' ? '----' : String(time.start).padStart(4, '0')} ${title} ${uid}`

type Labelled = { readonly key: string; readonly zh: string; readonly en: string }

const labelOf = (rows: readonly Labelled[], value: unknown, language: FeedLanguage): string | undefined =>
  rows.find(({ key }) => key === value)?.[language]

const plain = {
  safety: { zh: '安全教育', en: 'safety education' },
  activity: { zh: '活动', en: 'activity' },
} as const

function titleOf(session: Session, { groups, part }: Placement, inParts: boolean, language: FeedLanguage): string {
  const subject =
    session.kind === 'activity'
      ? (labelOf(codeLists.activities.rows, session.activity, language) ?? plain.activity[language])
      : (labelOf(codeLists.safetyTopics.rows, session.safetyTopic, language) ?? plain.safety[language])
  const form = isKnown(session.form) ? labelOf(codeLists.sessionForms.rows, session.form, language) : undefined
  const grades = session.kind === 'activity' ? undefined : gradesText(groups, language)
  const which = inParts ? { zh: `第${part}批`, en: `part ${part}` }[language] : undefined
  const words = [form, grades, which].filter((word) => word !== undefined)
  if (words.length === 0) return subject
  return language === 'zh' ? `${subject}（${words.join('，')}）` : `${subject} (${words.join(', ')})`
}

function gradesText(groups: readonly { readonly grade: Grade }[], language: FeedLanguage): string | undefined {
  const grades = groups.flatMap(({ grade }) => (grade === 'kindergarten' ? [] : [grade]))
  const [first] = grades
  if (first === undefined) return groups.length === 0 ? undefined : language === 'zh' ? '幼儿园' : 'kindergarten'
  const low = Math.min(...grades)
  const high = Math.max(...grades)
  const span = low === high ? String(low) : `${low}–${high}`
  return language === 'zh' ? `${span}年级` : `${low === high ? 'grade' : 'grades'} ${span}`
}
