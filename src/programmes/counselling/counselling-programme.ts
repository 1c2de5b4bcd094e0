import { type CadenceRule, cadence, nextDue, type DueStatus } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildId, EntryId } from '../../id.ts'
import { type AvailableAction, availableActions } from '../../lifecycle.ts'
import type { Outcome } from '../../problem.ts'
import type { Agreement } from '../../records/index.ts'
import { notFound, type Refusal, type RefusedEvent } from '../attempt.ts'
import { byText } from '../keyed-history.ts'
import { orderedHistory } from '../ordered-history.ts'
import { CounsellingEvent, type CounsellingEventInput, counsellingKinds } from './counselling-event.ts'
import {
  companionshipMachine,
  type CompanionshipMove,
  type CompanionshipState,
  counsellingMachine,
  type CounsellingMove,
  type CounsellingState,
} from './counselling-machine.ts'
import type { HelpCourse } from './course.ts'
import { courseActorOn, courseStep, type Standing } from './course-step.ts'

/** What the fold goes by: the day, and every agreement of surrogate parents that there was, so that no helper becomes the counsellor. */
export interface CounsellingSettings {
  readonly asOf: PlainDate
  readonly agreements: readonly Pick<Agreement, 'child' | 'volunteer'>[]
}

/** All one-to-one help on a day. It is sealed: `counsellingView` says who may see what. */
export interface CounsellingProgramme {
  readonly asOf: PlainDate
  readonly standing: Standing
  readonly courses: Readonly<Record<string, HelpCourse>>
  /** Events that were not allowed when they happened and changed nothing. */
  readonly refused: readonly RefusedEvent[]
}

const common = (event: { readonly course: EntryId; readonly child: ChildId; readonly on: PlainDate }) => ({
  id: event.course,
  child: event.child,
  openedOn: event.on,
  childHeard: false,
  childRefuses: false,
  consents: [],
  dangers: [],
  moves: [],
})

const office: ReadonlySet<string> = new Set(['counsellor', 'worker', 'supervisor'])

function opened(event: Extract<CounsellingEvent, { kind: 'opened' | 'companionOpened' }>): HelpCourse {
  return event.kind === 'opened'
    ? {
        ...common(event),
        of: 'counselling',
        counsellor: event.counsellor,
        state: counsellingMachine.first,
        booked: [],
        sessions: [],
        measured: [],
        moves: [],
      }
    : {
        ...common(event),
        of: 'companionship',
        companion: event.companion,
        state: companionshipMachine.first,
        talks: [],
        moves: [],
      }
}

/** Whether what an event about a counsellor says may be said by who wrote it: a proof is not one's own word. */
const vouched = (event: CounsellingEvent): boolean =>
  event.by.role === 'supervisor' ||
  event.by.role === 'authority' ||
  (event.by.role === 'worker' && event.kind !== 'supervised')

/**
 * All one-to-one help on a day, from its history, in any order of the events. Within a day `nth` decides, else what stops comes last. What was not
 * allowed when it happened changes nothing and is listed with the reason: a session by somebody not qualified and supervised on its
 * day, by the child's helper, without consent or danger, or against the child's no. A sign of danger to the own life in an
 * instrument opens a danger by rule.
 * @returns Err `invalid`: an event cannot be read, or one id stands for two different events.
 * @source 精神卫生法 art. 23; 未成年人保护法 art. 72; counselling practice (known)
 * @example
 * ```ts
 * import { counsellingProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = counsellingProgramme(
 *   [
 *     { id: 'e1', kind: 'opened', of: 'counselling', on: '2026-03-02', by, course: 'k1', child: 'c1', counsellor: 'p1' },
 *     { id: 'e2', kind: 'childAnswered', on: '2026-03-02', by, course: 'k1', says: 'willing' },
 *     { id: 'e3', kind: 'guardianConsented', on: '2026-03-03', by, course: 'k1', capacity: 'mother' },
 *     { id: 'e4', kind: 'booked', on: '2026-03-04', by, course: 'k1', session: 's1', for: '2026-03-09' },
 *   ],
 *   { asOf: '2026-03-05', agreements: [] },
 * )
 * found.map(({ courses }) => courses['k1']?.state).unwrapOr(undefined) // => 'agreed'
 * found.map(({ refused }) => refused).unwrapOr([]) // => [{ event: 'e4', code: 'needs-missing', missing: ['qualified', 'supervised'] }]
 * ```
 */
export function counsellingProgramme(
  history: readonly CounsellingEventInput[],
  { asOf, agreements }: CounsellingSettings,
): Outcome<CounsellingProgramme> {
  return orderedHistory<CounsellingEvent>(CounsellingEvent, history, { kinds: counsellingKinds, asOf }).map(
    (events) => {
      const standing: Standing = {
        proofs: events.flatMap((event) => (event.kind === 'qualified' && vouched(event) ? [event] : [])),
        supervision: events.flatMap((event) => (event.kind === 'supervised' && vouched(event) ? [event] : [])),
        helpers: agreements.map(({ child, volunteer }) => ({ child, volunteer })),
      }
      const courses = new Map<string, HelpCourse>()
      const refused: RefusedEvent[] = []
      for (const event of events) {
        const next = taken(courses, standing, event)
        if (next === undefined) continue
        if ('of' in next) courses.set(next.id, next)
        else refused.push({ event: event.id, ...next })
      }
      const sorted = [...courses].sort(([a], [b]) => (a < b ? -1 : 1))
      return { asOf, standing, courses: Object.fromEntries(sorted), refused }
    },
  )
}

function taken(
  courses: ReadonlyMap<string, HelpCourse>,
  standing: Standing,
  event: CounsellingEvent,
): HelpCourse | Refusal | undefined {
  if (event.kind === 'qualified' || event.kind === 'supervised')
    return vouched(event) ? undefined : { code: 'not-entitled', missing: [] }
  const course = courses.get(event.course)
  if (event.kind === 'opened' || event.kind === 'companionOpened') {
    if (course) return { code: 'wrong-state', missing: [] }
    return office.has(event.by.role) ? opened(event) : { code: 'not-entitled', missing: [] }
  }
  return course ? courseStep(course, standing, event) : notFound
}

/** Something that may be done next with a course. */
export type CourseAction =
  | AvailableAction<CounsellingState, CounsellingMove>
  | AvailableAction<CompanionshipState, CompanionshipMove>

/**
 * What somebody may do next with a course on the day of the programme, and what is still missing for it. An unknown course: nothing.
 * @example
 * ```ts
 * import { counsellingProgramme, courseActions } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const opening = { id: 'e1', kind: 'companionOpened', of: 'companionship', on: '2026-03-02', by, course: 'k1', child: 'c1', companion: 'v1' } as const
 * const found = counsellingProgramme([opening], { asOf: '2026-03-05', agreements: [] })
 * found.map((one) => courseActions(one, 'k1', by)).unwrapOr([]) // => [{ on: 'close', to: 'closed', missing: [] }]
 * ```
 */
export function courseActions(
  { courses, standing, asOf }: CounsellingProgramme,
  course: string,
  by: CounsellingEvent['by'],
): readonly CourseAction[] {
  const found = Object.hasOwn(courses, course) ? courses[course] : undefined
  if (!found) return []
  const actor = courseActorOn(found, standing, by, asOf)
  return found.of === 'counselling'
    ? availableActions(counsellingMachine, found.state, actor)
    : availableActions(companionshipMachine, found.state, actor)
}

/** What is to be done in a course, and when. For the counsellor and the supervisor alone: it is part of no shared list. */
export interface CounsellingDue {
  readonly course: EntryId
  readonly what: 'session' | 'review'
  /** Id of the counsellor; `supervisor` for a review. */
  readonly owedBy: string
  readonly due: PlainDate
  readonly status: DueStatus
}

/**
 * The sessions and reviews that are due, by the cadence of the plan's tier; earliest first. A review is due on the day on which the rule asked for
 * it. Companionship owes nothing here.
 * @example
 * ```ts
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { counsellingDue, counsellingProgramme } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * counsellingProgramme([], { asOf: '2026-03-05', agreements: [] }).map((one) => counsellingDue(one, calendar)).unwrapOr([]) // => []
 * ```
 */
export function counsellingDue({ courses, asOf }: CounsellingProgramme, calendar: Calendar): readonly CounsellingDue[] {
  const found = Object.values(courses).flatMap((course): readonly CounsellingDue[] => {
    if (course.of !== 'counselling' || !course.plan) return []
    if (course.state !== 'running' && course.state !== 'reviewDue') return []
    const rule: CadenceRule = cadence.of(course.plan.tier, asOf).counselling
    const startedOn = course.moves.find(({ move }) => move === 'plan')?.on ?? course.openedOn
    const session = nextDue(rule, { startedOn, lastOn: course.sessions.at(-1)?.on ?? 'none', asOf }, calendar)
    const asked = course.moves.findLast(({ move }) => move === 'noGain')
    return [
      { course: course.id, what: 'session', owedBy: course.counsellor, due: session.due, status: session.status },
      ...(course.state === 'reviewDue' && asked
        ? [
            {
              course: course.id,
              what: 'review',
              owedBy: 'supervisor',
              due: asked.on,
              status: asked.on < asOf ? 'overdue' : 'due',
            } as const,
          ]
        : []),
    ]
  })
  return found.sort((a, b) => byText(a.due, b.due) || byText(a.course, b.course) || byText(a.what, b.what))
}
