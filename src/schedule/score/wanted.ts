import { isKnown, known } from '../../absent.ts'
import type { Session } from '../../records/index.ts'
import type { ReadTimetable } from '../timetable/read-problem.ts'
import type { GradeGroup, School } from '../timetable/timetable-problem.ts'

/** What the problem asks of one session, worked out for the check alone. */
export interface Wanted {
  readonly session: Session
  readonly school: School | undefined
  /** The groups of each part and how many children come at most. */
  readonly parts: readonly { readonly groups: readonly GradeGroup[]; readonly children: number }[]
  readonly repeats: number
  readonly rhythm: 'month' | 'quarter' | 'week' | 'apart'
  /** Whether somebody has to be there for it to take place; a session for parents needs no group. */
  readonly forGroups: boolean
}

/** The sessions that are to be planned. Cancelled, held and confidential ones are not. */
export function wanted({ sessions, schools }: ReadTimetable): ReadonlyMap<string, Wanted> {
  const bySchool = new Map(schools.map((school) => [school.name, school]))
  const out = new Map<string, Wanted>()
  for (const session of sessions) {
    const confidential = session.kind === 'counselling' || session.form === 'oneToOne'
    if (confidential || session.state === 'cancelled' || session.state === 'fulfilled') continue
    const school = isKnown(session.school) ? bySchool.get(session.school) : undefined
    const { kind, minutes, from, to, repeats } = session
    const settled = [kind, minutes, from, to, repeats].every((value) => isKnown(value))
    const groups = school && settled && session.form !== 'parents' ? groupsOf(session, school) : []
    const limit = school ? limitOf(session, school) : Number.POSITIVE_INFINITY
    const small =
      session.grades === 'kindergarten' || (groups.length > 0 && groups.every((g) => g.grade === 'kindergarten'))
    out.set(session.id, {
      session,
      school,
      parts: session.kind === 'activity' ? [enrolled(groups, limit)] : packed(groups, limit),
      repeats: known(session.repeats) ?? 1,
      rhythm: session.form === 'drill' ? (small ? 'quarter' : 'month') : isClub(session) ? 'week' : 'apart',
      forGroups: session.form !== 'parents',
    })
  }
  return out
}

const isClub = ({ kind, form }: Session): boolean => kind === 'activity' || form === 'group'

function groupsOf({ grades }: Session, { groups }: School): readonly GradeGroup[] {
  const inRange = (grade: GradeGroup['grade']): boolean => {
    if (grades === 'none' || !isKnown(grades)) return true
    if (grades === 'kindergarten' || grade === 'kindergarten') return grades === grade
    return grades.from <= grade && grade <= grades.to
  }
  return groups.filter(({ grade, children }) => children > 0 && inRange(grade))
}

function limitOf({ capacity, form }: Session, { venues }: School): number {
  const suits = (venues ?? []).filter(({ forms }) => !forms || forms.some((suitable) => suitable === form))
  const largest = suits.reduce((most, { places }) => Math.max(most, places), 0)
  return Math.min(known(capacity) ?? Number.POSITIVE_INFINITY, largest > 0 ? largest : Number.POSITIVE_INFINITY)
}

const sum = (groups: readonly GradeGroup[]): number => groups.reduce((total, { children }) => total + children, 0)

const enrolled = (groups: readonly GradeGroup[], limit: number): Wanted['parts'][number] => ({
  groups,
  children: Math.min(sum(groups), limit),
})

/** Grades in order; neighbours share a part while they fit, a grade that is too large is cut into the fewest equal parts. */
function packed(groups: readonly GradeGroup[], limit: number): Wanted['parts'] {
  const parts: GradeGroup[][] = [[]]
  for (const { grade, children } of groups) {
    const cuts = Math.ceil(children / limit)
    if (cuts <= 1) {
      const last = parts.at(-1) ?? []
      if (sum(last) + children <= limit) last.push({ grade, children })
      else parts.push([{ grade, children }])
    } else {
      for (let cut = 0; cut < cuts; cut++)
        parts.push([{ grade, children: Math.floor(children / cuts) + (cut < children % cuts ? 1 : 0) }])
      parts.push([])
    }
  }
  const filled = parts.filter((part) => part.length > 0)
  return (filled.length > 0 ? filled : [[]]).map((part) => ({ groups: part, children: sum(part) }))
}
