import { addDays, isKnown, type PlainDate, type Session, WorkerId } from 'childfile'
import { type Activity, type ActivityCode, activityFindings } from 'childfile/programmes'
import type { Words } from 'childfile/report'
import { valueOf } from '../../walk/progress.ts'
import { inWords } from '../words.ts'
import { inOrder, later, type World } from '../world.ts'

export const room: Words = { zh: '活动', en: 'activities' }

/** A group or a service that is open to children. */
export interface Group {
  readonly id: string
  readonly activity: ActivityCode
  readonly school: string
  readonly grades: { readonly from: number; readonly to: number }
  readonly seats: number
  readonly from: PlainDate
  readonly to: PlainDate
}

const check = { outcome: 'clear', on: '2026-08-20', authority: '县公安局', reference: 'none' } as const
const servesOthers: ReadonlySet<string> = new Set(['campusGreening', 'martyrFamilyVisit', 'helpElderlyDisabled'])
const offSite: ReadonlySet<string> = new Set(['martyrFamilyVisit', 'helpElderlyDisabled'])

/** The group that a session of the plan is to be; undefined if it is none or has no day. */
function groupOf(
  { id, kind, activity, grades, school, capacity }: Session,
  days: readonly PlainDate[],
): Group | undefined {
  const [first, last] = [days[0], days.at(-1)]
  if (kind !== 'activity' || first === undefined || last === undefined) return undefined
  if (typeof activity !== 'string' || !isKnown(activity) || activity === 'none') return undefined
  if (!isKnown(school) || grades === 'kindergarten') return undefined
  return {
    id,
    activity,
    school,
    grades: typeof grades === 'object' ? grades : { from: 1, to: 9 },
    seats: isKnown(capacity) ? capacity : 20,
    from: first,
    to: addDays(last, 1),
  }
}

/** What the plan of a group says, with so many adults. */
function planOf({ id, activity, grades, seats, from }: Group, adults: number): Activity {
  const common = {
    id,
    activity,
    ages: { from: Math.max(8, grades.from + 5), to: grades.to + 8 },
    seats,
    adults: Array.from({ length: adults }, (_, n) => ({ id: WorkerId.parse(`teacher-${n + 1}`), check })),
    meetings: { m1: { on: from, start: 970, minutes: 60 } },
    offSite: offSite.has(activity) ? 'yes' : 'no',
  } as const
  return servesOthers.has(activity)
    ? { ...common, shape: 'service', hosts: [{ id: 'h1', kind: 'other', consent: 'given' }] }
    : { ...common, shape: 'series', books: activity === 'reading' ? ['昆虫记'] : 'none' }
}

/** The groups of the term as they open: once nothing speaks against a plan. A plan with too few adults gets more of them. */
export function openGroups(world: World): ReadonlyMap<string, Group> {
  const { calendar, from, placements, sessions } = world.ground
  const open = new Map<string, Group>()
  const days = Map.groupBy(placements, ({ session }) => session)

  function plan(group: Group, on: PlainDate, adults: number): void {
    const findings = valueOf(activityFindings(planOf(group, adults), on), 'look at the plan of a group')
    if (findings.length === 0) {
      open.set(group.id, group)
      return
    }
    for (const { code } of findings)
      world.refuse(room, code, { zh: `活动方案：${inWords([code]).zh}`, en: `plan of a group: ${inWords([code]).en}` })
    if (findings.every(({ code }) => code === 'tooFewAdults' || code === 'twoAdults') && adults < 12)
      world.at(later(calendar, on, 1), (day) => plan(group, day, adults + 2))
  }

  for (const session of inOrder(sessions, ({ id }) => id)) {
    const meetings = (days.get(session.id) ?? []).map(({ on }) => on).sort((a, b) => (a < b ? -1 : 1))
    const group = groupOf(session, meetings)
    if (group) world.at(later(calendar, from, 0), (on) => plan(group, on, 2))
  }
  return open
}
