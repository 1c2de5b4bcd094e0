import type { PlainDate } from '../../date.ts'
import { mayBeCause, type Role, type Viewer } from '../../privacy/index.ts'
import { ok, type Outcome } from '../../problem.ts'
import type { CounsellingEventInput, OwnWord } from './counselling-event.ts'
import { type CounsellingProgramme, counsellingProgramme, type CounsellingSettings } from './counselling-programme.ts'
import { type CounsellingCourse, type Danger, type HelpCourse, inDanger } from './course.ts'
import { type CourseGain, gainOf } from './gain.ts'
import { referralNotice } from './counselling-parameters.ts'

/** What somebody may see of a course. Whoever may not know of it gets nothing at all. */
export interface CourseView {
  readonly course: string
  readonly of: 'counselling' | 'companionship'
  /** Days on which a session took place. */
  readonly sessions: readonly PlainDate[]
  /** The child's own word, for the child and who works with it. */
  readonly ownWords?: readonly { readonly on: PlainDate; readonly mood: OwnWord; readonly pressure: OwnWord }[]
  /** Notes, for counsellor and counsellor's supervisor; while life is in danger also for those who have to save it. */
  readonly notes?: readonly { readonly on: PlainDate; readonly notes: string }[]
  readonly gain?: CourseGain
  /** A danger to life or of harm, for those who have to act. */
  readonly dangers?: readonly { readonly on: PlainDate; readonly threat: Danger['threat'] }[]
  readonly advice?: { readonly zh: string; readonly en: string }
}

/** Those who have to act when life is in danger. */
const rescuers: ReadonlySet<Role> = new Set<Role>(['protectionOfficer', 'authority'])
/** Those who are told of the danger, and not what was said. */
const told: ReadonlySet<Role> = new Set<Role>(['father', 'mother', 'guardian', 'worker', 'supervisor', 'doctor'])
/** Those who may know that a session took place. */
const entitled: ReadonlySet<Role> = new Set<Role>(['father', 'mother', 'guardian', 'worker', 'supervisor'])
const related: ReadonlySet<Viewer['relation']> = new Set<Viewer['relation']>([
  'ownCase',
  'family',
  'self',
  'appointed',
  'emergency',
])

const heldIn = (course: HelpCourse) => (course.of === 'counselling' ? course.sessions : course.talks)

function inner(course: CounsellingCourse): Pick<CourseView, 'ownWords' | 'notes' | 'gain'> {
  return {
    ownWords: course.sessions.map(({ on, mood, pressure }) => ({ on, mood, pressure })),
    notes: course.sessions.flatMap(({ on, notes }) => (notes === undefined ? [] : [{ on, notes }])),
    gain: gainOf(course),
  }
}

const isWithin = (course: HelpCourse, viewer: Viewer, programme: CounsellingProgramme): boolean => {
  if (viewer.person === undefined) return false
  if (course.of === 'companionship') return viewer.role === 'helper' && viewer.person === course.companion
  if (viewer.role === 'counsellor') return viewer.person === course.counsellor
  return (
    viewer.role === 'supervisor' &&
    programme.standing.supervision.some(
      ({ counsellor, supervisor, from, to }) =>
        counsellor === course.counsellor &&
        supervisor === viewer.person &&
        from <= programme.asOf &&
        (to === 'none' || programme.asOf < to),
    )
  )
}

function viewOf(course: HelpCourse, viewer: Viewer, programme: CounsellingProgramme): CourseView | undefined {
  const { id, of } = course
  const all = heldIn(course)
  const dangers = course.dangers
    .filter((danger) => inDanger({ dangers: [danger] }, programme.asOf))
    .map(({ on, threat }) => ({ on, threat }))
  const alarm = dangers.length > 0 ? { dangers } : {}
  const ownWords = all.map(({ on, mood, pressure }) => ({ on, mood, pressure }))
  const head = { course: id, of, sessions: all.map(({ on }) => on) }
  if (viewer.role === 'child' && viewer.relation === 'self') return { ...head, ownWords }
  if (isWithin(course, viewer, programme))
    return { ...head, ...(course.of === 'counselling' ? inner(course) : { ownWords }), ...alarm }
  if (!related.has(viewer.relation)) return undefined
  if (rescuers.has(viewer.role) && dangers.length > 0)
    return { ...head, ...(course.of === 'counselling' ? { notes: inner(course).notes ?? [] } : {}), ...alarm }
  const may = entitled.has(viewer.role) && all.length > 0
  if (!may && !(told.has(viewer.role) && dangers.length > 0)) return undefined
  const referred = may && course.of === 'counselling' && course.referredTo === 'hospital'
  return { ...head, ...alarm, ...(referred ? { advice: referralNotice } : {}) }
}

/** The events of dangers of which a viewer may be the cause. Where nobody wrote down a cause, whoever works in the course is none. */
function kept(programme: CounsellingProgramme, child: string, viewer: Viewer): ReadonlySet<string> {
  if (viewer.role === 'child' && viewer.relation === 'self') return new Set()
  return new Set(
    Object.values(programme.courses)
      .filter((course) => course.child === child)
      .flatMap((course) =>
        course.dangers
          .filter(({ suspects }) => suspects !== 'notCollected' || !isWithin(course, viewer, programme))
          .filter(({ suspects }) => mayBeCause({ possibleCauses: suspects }, viewer))
          .map(({ event }) => event as string),
      ),
  )
}

/**
 * What somebody may see of the one-to-one help of a child. The notes are sealed: outside, those entitled see only that a session took place;
 * schools, helpers, donors and everybody else see nothing, and no shared list has any of it. A danger breaks the seal by rule
 * for those who have to save the child, and is told to guardian and worker without what was said. Whoever may be the cause is shown
 * what the history comes to without it, to the byte. Folds the history once, twice where there is something to keep.
 * @returns Err `invalid`: as `counsellingProgramme`.
 * @source 精神卫生法 art. 23: confidences are kept; 个人信息保护法 art. 13: rescue asks nobody
 * @example
 * ```ts
 * import { counsellingView } from 'childfile/programmes'
 * const viewer = { role: 'teacher', relation: 'served' } as const
 * counsellingView([], { asOf: '2026-03-05', agreements: [], child: 'c1', viewer }).unwrapOr([]) // => []
 * ```
 */
export function counsellingView(
  history: readonly CounsellingEventInput[],
  { child, viewer, ...settings }: CounsellingSettings & { readonly child: string; readonly viewer: Viewer },
): Outcome<readonly CourseView[]> {
  const views = (programme: CounsellingProgramme): readonly CourseView[] =>
    Object.values(programme.courses).flatMap((course) =>
      course.child === child ? (viewOf(course, viewer, programme) ?? []) : [],
    )
  return counsellingProgramme(history, settings).andThen((programme) => {
    const hidden = kept(programme, child, viewer)
    if (hidden.size === 0) return ok(views(programme))
    const without = history.filter(
      (event) => !hidden.has(event.id) && !(event.kind === 'dangerOver' && hidden.has(event.danger)),
    )
    return counsellingProgramme(without, settings).map(views)
  })
}
