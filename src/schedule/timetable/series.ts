import { isKnown, known } from '../../absent.ts'
import { type EpochDay, epochDay } from '../../date.ts'
import type { Session } from '../../records/index.ts'
import { gradeNumber, type ReadTimetable } from './read-problem.ts'
import type { ConstraintId } from './constraints.ts'
import type { GradeGroup, School } from './timetable-problem.ts'

/** How the meetings of a series follow each other. */
export type Rhythm = 'month' | 'quarter' | 'week' | 'apart'

/** The meetings of one session for one part of the children. */
export interface Series {
  readonly session: Session
  readonly school: School
  readonly part: number
  readonly groups: readonly GradeGroup[]
  /** How many come, at most. */
  readonly children: number
  readonly minutes: number
  readonly first: EpochDay
  /** Last day, which belongs to it. */
  readonly last: EpochDay
  readonly repeats: number
  readonly rhythm: Rhythm
  /** Kind of expert to be invited; none if nobody comes from outside. */
  readonly expert: string
}

/** A session that cannot even be looked for a place, and why. */
export interface Hopeless {
  readonly session: Session
  readonly repeats: number
  readonly reason: { readonly constraint: ConstraintId | 'fact'; readonly field?: keyof Session }
}

/** A value that is not known and what was taken in its place. */
export interface Assumption {
  readonly session: Session['id']
  readonly field: 'grades' | 'capacity' | 'expert' | 'expertDays'
  readonly taken: 'allGrades' | 'noLimit' | 'nobody' | 'anyDay'
}

/** Why a session is no matter of the timetable. Counselling and talks with one child are arranged in confidence. */
export interface LeftOut {
  readonly session: Session['id']
  readonly why: 'cancelled' | 'fulfilled' | 'confidential'
}

/** The sessions of a problem as series, and what becomes of the others. */
export interface Expanded {
  readonly series: readonly Series[]
  readonly hopeless: readonly Hopeless[]
  readonly assumed: readonly Assumption[]
  readonly leftOut: readonly LeftOut[]
}

/** Sessions as series. */
export function expand({ sessions, schools }: ReadTimetable): Expanded {
  const series: Series[] = []
  const hopeless: Hopeless[] = []
  const assumed: Assumption[] = []
  const leftOut: LeftOut[] = []
  for (const session of sessions) {
    const why = whyLeftOut(session)
    if (why) {
      leftOut.push({ session: session.id, why })
      continue
    }
    const school = schools.find(({ name }) => name === session.school)
    const found = school ? seriesOf(session, school) : impossible(session, { constraint: 'fact', field: 'school' })
    if ('reason' in found) hopeless.push(found)
    else series.push(...found)
    assumed.push(...assumptions(session))
  }
  return { series, hopeless, assumed, leftOut }
}

function whyLeftOut({ kind, form, state }: Session): LeftOut['why'] | undefined {
  if (kind === 'counselling' || form === 'oneToOne') return 'confidential'
  return state === 'cancelled' || state === 'fulfilled' ? state : undefined
}

const impossible = (session: Session, reason: Hopeless['reason']): Hopeless => ({
  session,
  repeats: known(session.repeats) ?? 1,
  reason,
})

function seriesOf(session: Session, school: School): readonly Series[] | Hopeless {
  const { kind, minutes, from, to, repeats, form } = session
  if (!isKnown(kind)) return impossible(session, { constraint: 'fact', field: 'kind' })
  if (!isKnown(minutes)) return impossible(session, { constraint: 'fact', field: 'minutes' })
  if (!isKnown(from)) return impossible(session, { constraint: 'fact', field: 'from' })
  if (!isKnown(to)) return impossible(session, { constraint: 'fact', field: 'to' })
  if (!isKnown(repeats)) return impossible(session, { constraint: 'fact', field: 'repeats' })
  const groups = form === 'parents' ? [] : audience(session, school)
  if (groups.length === 0 && form !== 'parents') return impossible(session, { constraint: 'audience' })
  const limit = seats(session, school)
  const parts = kind === 'activity' ? [groups] : cut(groups, limit)
  return parts.map((part, i) => ({
    session,
    school,
    part: i + 1,
    groups: part,
    children: Math.min(headcount(part), limit),
    minutes,
    first: epochDay(from),
    last: epochDay(to),
    repeats,
    rhythm: rhythmOf(session, groups),
    expert: expertOf(session),
  }))
}

/** A kindergarten drills once a quarter, a school once a month; clubs meet weekly. */
function rhythmOf({ kind, form, repeats, grades }: Session, groups: readonly GradeGroup[]): Rhythm {
  const kindergarten =
    grades === 'kindergarten' || (groups.length > 0 && groups.every(({ grade }) => grade === 'kindergarten'))
  if (form === 'drill') return kindergarten ? 'quarter' : 'month'
  return (kind === 'activity' || form === 'group') && repeats !== 1 ? 'week' : 'apart'
}

const expertOf = ({ expert }: Session): string =>
  typeof expert === 'object' ? 'other' : isKnown(expert) && expert !== 'school' ? expert : 'none'

/** The groups that the session is for. Unknown grades may be any: then it keeps all of them busy. */
function audience({ grades }: Session, { groups }: School): readonly GradeGroup[] {
  const range =
    typeof grades === 'object'
      ? { from: grades.from, to: grades.to }
      : grades === 'kindergarten'
        ? { from: 0, to: 0 }
        : { from: 0, to: 12 }
  return groups.filter(({ grade, children }) => {
    const year = gradeNumber(grade)
    return children > 0 && range.from <= year && year <= range.to
  })
}

/** Places of the session in the largest room that suits it. */
function seats({ capacity, form }: Session, { venues = [] }: School): number {
  const rooms = venues.filter(({ forms }) => forms?.some((one) => one === form) ?? true).map(({ places }) => places)
  const room = rooms.length > 0 ? Math.max(...rooms) : Number.MAX_SAFE_INTEGER
  return isKnown(capacity) ? Math.min(capacity, room) : room
}

const headcount = (groups: readonly GradeGroup[]): number => groups.reduce((sum, { children }) => sum + children, 0)

/**
 * Parts of at most so many children, in order of grades: whole grades share a part while they fit; a grade that is too large is
 * cut into the fewest parts, as equal as can be, each for itself.
 */
function cut(groups: readonly GradeGroup[], limit: number): readonly (readonly GradeGroup[])[] {
  const parts: (readonly GradeGroup[])[] = []
  let open: readonly GradeGroup[] = []
  const close = (): void => {
    if (open.length > 0) parts.push(open)
    open = []
  }
  for (const group of groups) {
    if (headcount(open) + group.children > limit) close()
    if (group.children <= limit) {
      open = [...open, group]
      continue
    }
    const pieces = Math.ceil(group.children / limit)
    const least = Math.floor(group.children / pieces)
    for (let i = 0; i < pieces; i++)
      parts.push([{ grade: group.grade, children: least + (i < group.children - least * pieces ? 1 : 0) }])
  }
  close()
  return parts.length > 0 ? parts : [[]]
}

function assumptions({ id, grades, capacity, expert, expertDays }: Session): readonly Assumption[] {
  return [
    ...(isKnown(grades) ? [] : [{ session: id, field: 'grades', taken: 'allGrades' } as const]),
    ...(isKnown(capacity) ? [] : [{ session: id, field: 'capacity', taken: 'noLimit' } as const]),
    ...(isKnown(expert) ? [] : [{ session: id, field: 'expert', taken: 'nobody' } as const]),
    ...(isKnown(expertDays) || !isKnown(expert) || expert === 'none' || expert === 'school'
      ? []
      : [{ session: id, field: 'expertDays', taken: 'anyDay' } as const]),
  ]
}
