import type { PlainDate } from '../../date.ts'
import type { Agreement } from '../../records/index.ts'
import { score } from '../../screening/index.ts'
import type { Actor, Machine } from '../../lifecycle.ts'
import { notFound, type Refusal, tried } from '../attempt.ts'
import type { CounsellingEvent } from './counselling-event.ts'
import {
  companionshipMachine,
  type CompanionshipMove,
  type CompanionshipState,
  counsellingMachine,
  type CounsellingMove,
  type CounsellingState,
} from './counselling-machine.ts'
import {
  type Companionship,
  consentedOn,
  type CounsellingCourse,
  type CourseMoved,
  type HelpCourse,
  inDanger,
} from './course.ts'
import { instrumentOf, reviewReasonOn } from './gain.ts'

type Of<K extends CounsellingEvent['kind']> = Extract<CounsellingEvent, { kind: K }>

/** Proofs and supervision of counsellors, and who helps which child. */
export interface Standing {
  readonly proofs: readonly Of<'qualified'>[]
  readonly supervision: readonly Of<'supervised'>[]
  readonly helpers: readonly Pick<Agreement, 'child' | 'volunteer'>[]
}

const within = (on: PlainDate, { from, to }: { readonly from: PlainDate; readonly to: PlainDate | 'none' }): boolean =>
  from <= on && (to === 'none' || on < to)

/** Whether somebody is or was this child's helper: a proposed pair counts, and so does one that is over. */
function isHelper(standing: Standing, counsellor: string, child: string): boolean {
  const also = standing.proofs.flatMap((proof) =>
    proof.counsellor === counsellor && proof.volunteer ? [proof.volunteer as string] : [],
  )
  return standing.helpers.some(
    (one) => one.child === child && (one.volunteer === counsellor || also.includes(one.volunteer)),
  )
}

/** Somebody who acts on a course for a day, with what is on record. A proof is looked at by its own dates. */
export function courseActorOn(
  course: HelpCourse,
  standing: Standing,
  { id, role }: { readonly id: string; readonly role: string },
  on: PlainDate,
): Actor {
  const who = course.of === 'counselling' ? course.counsellor : course.companion
  const has = {
    'consent-or-danger': consentedOn(course, on) || inDanger(course, on),
    'child-heard': course.childHeard,
    'child-does-not-refuse': !course.childRefuses,
    qualified: standing.proofs.some((proof) => proof.counsellor === who && within(on, proof)),
    supervised: standing.supervision.some(
      (one) => one.counsellor === who && one.supervisor !== one.counsellor && within(on, one),
    ),
    'not-the-helper': !isHelper(standing, who, course.child),
    plan: course.of === 'counselling' && course.plan !== undefined,
    'own-course': id === who,
    'not-the-counsellor': id !== who,
  }
  return { role, has: Object.entries(has).flatMap(([need, there]) => (there ? [need] : [])) }
}

/** Tries moves of one kind of course, by its machine. */
const mover =
  <S extends string, M extends string, C extends { readonly state: S; readonly moves: readonly CourseMoved<M, S>[] }>(
    machine: Machine<S, M>,
  ) =>
  (course: C, move: M, actor: Actor, { id, on }: Pick<CounsellingEvent, 'id' | 'on'>): C | Refusal => {
    const next = tried(machine, course.state, move, actor)
    if (!('to' in next)) return next
    return { ...course, state: next.to, moves: [...course.moves, { on, move, to: next.to, event: id }] }
  }

/** Tries a move of counselling. */
export const moveCounselling = mover<CounsellingState, CounsellingMove, CounsellingCourse>(counsellingMachine)
const moveCompanionship = mover<CompanionshipState, CompanionshipMove, Companionship>(companionshipMachine)

const isCourse = <C extends HelpCourse>(found: C | Refusal): found is C => 'of' in found
const office: ReadonlySet<string> = new Set(['counsellor', 'worker', 'supervisor', 'helper'])

/** Once consent or danger and the child's own word are there, the course is agreed to. */
function agreed(course: HelpCourse, standing: Standing, event: CounsellingEvent): HelpCourse {
  const actor = courseActorOn(course, standing, { id: event.by.id, role: 'rule' }, event.on)
  const next =
    course.of === 'counselling'
      ? moveCounselling(course, 'agree', actor, event)
      : moveCompanionship(course, 'agree', actor, event)
  return isCourse(next) ? next : course
}

/** The child's no ends it; nobody asks why. */
function refusedByChild(course: HelpCourse, standing: Standing, event: CounsellingEvent): HelpCourse {
  const said = { ...course, childHeard: true, childRefuses: true, endReason: 'childSaidNo' as const }
  const actor = courseActorOn(said, standing, { id: course.child, role: 'child' }, event.on)
  const next =
    said.of === 'counselling'
      ? moveCounselling(said, 'close', actor, event)
      : moveCompanionship(said, 'close', actor, event)
  return isCourse(next) ? next : { ...course, childRefuses: true }
}

/** After a session or a measure: whether the rule asks the supervisor to look. */
function looked(course: CounsellingCourse, event: CounsellingEvent): CounsellingCourse {
  const because = reviewReasonOn(course, event.on)
  if (because === undefined || course.state !== 'running') return course
  const next = moveCounselling(course, 'noGain', { role: 'rule', has: [] }, event)
  return isCourse(next) ? { ...next, reviewBecause: because } : course
}

function held(course: HelpCourse, standing: Standing, event: Of<'held'>): HelpCourse | Refusal {
  const { id, on, mood, pressure, notes, by } = event
  const session = { event: id, on, mood, pressure }
  const actor = courseActorOn(course, standing, by, on)
  if (course.of === 'companionship')
    // A lay companion keeps no notes about the child's mind.
    return notes === undefined
      ? moveCompanionship({ ...course, talks: [...course.talks, session] }, 'hold', actor, event)
      : { code: 'not-entitled', missing: [] }
  const sessions = [...course.sessions, { ...session, ...(notes === undefined ? {} : { notes }) }]
  const next = moveCounselling({ ...course, sessions }, 'hold', actor, event)
  return isCourse(next) ? looked(next, event) : next
}

function measured(course: CounsellingCourse, event: Of<'measured'>): CounsellingCourse | Refusal {
  const instrument = instrumentOf(event.instrument)
  if (!instrument) return notFound
  if (event.by.role !== 'counsellor' || event.by.id !== course.counsellor) return { code: 'not-entitled', missing: [] }
  const read = score(instrument, event.answers, { age: event.age })
  if (read.isErr()) return { code: 'inconsistent', missing: [] }
  const { signs } = read.value
  const danger = signs.some(({ answer }) => answer === 'yes')
    ? [{ event: event.id, on: event.on, threat: 'ownLife' as const, suspects: 'none' as const }]
    : []
  return looked(
    {
      ...course,
      measured: [...course.measured, { event: event.id, on: event.on, score: read.value }],
      dangers: [...course.dangers, ...danger],
    },
    event,
  )
}

/** What only counselling has. */
function counsellingStep(
  course: CounsellingCourse,
  standing: Standing,
  event: Of<'planned' | 'booked' | 'measured' | 'reviewed' | 'referred'>,
): HelpCourse | Refusal {
  const actor = courseActorOn(course, standing, event.by, event.on)
  switch (event.kind) {
    case 'planned': {
      const { id, on, goal, instrument, tier } = event
      return instrumentOf(instrument)
        ? moveCounselling({ ...course, plan: { event: id, on, goal, instrument, tier } }, 'plan', actor, event)
        : notFound
    }
    case 'booked': {
      // The day of the session decides, not the day of booking.
      const { id, session, by } = event
      if (event.for < event.on) return { code: 'inconsistent', missing: [] }
      const booked = [...course.booked, { event: id, session, for: event.for }]
      return moveCounselling({ ...course, booked }, 'book', courseActorOn(course, standing, by, event.for), event)
    }
    case 'measured':
      return measured(course, event)
    case 'reviewed': {
      const reviewed = moveCounselling(course, 'review', actor, event)
      if (!isCourse(reviewed)) return reviewed
      const { reviewBecause, ...rest } = reviewed
      return reviewBecause === undefined ? reviewed : rest
    }
    case 'referred':
      return moveCounselling({ ...course, referredTo: event.to }, 'refer', actor, event)
  }
}

/** An event about a course that is there. */
export type CourseEvent = Exclude<CounsellingEvent, Of<'qualified' | 'supervised' | 'opened' | 'companionOpened'>>

/** The course after an event, or why the event changes nothing. */
export function courseStep(course: HelpCourse, standing: Standing, event: CourseEvent): HelpCourse | Refusal {
  const { id, on, by } = event
  const mayWrite = office.has(by.role) || (by.role === 'guardian' && event.kind !== 'childAnswered')
  switch (event.kind) {
    case 'guardianConsented':
      if (!mayWrite) return { code: 'not-entitled', missing: [] }
      return agreed(
        { ...course, consents: [...course.consents, { event: id, from: on, to: event.until ?? 'none' }] },
        standing,
        event,
      )
    case 'consentWithdrawn':
      if (!mayWrite) return { code: 'not-entitled', missing: [] }
      return { ...course, consents: [...course.consents, { event: id, from: on, to: on }] }
    case 'childAnswered':
      if (event.says === 'unwilling') return refusedByChild(course, standing, event)
      return office.has(by.role) || by.role === 'child'
        ? agreed({ ...course, childHeard: true }, standing, event)
        : { code: 'not-entitled', missing: [] }
    case 'danger': {
      const danger = { event: id, on, threat: event.threat, suspects: event.suspects }
      return agreed({ ...course, dangers: [...course.dangers, danger] }, standing, event)
    }
    case 'dangerOver': {
      const open = course.dangers.some((one) => one.event === event.danger && one.over === undefined)
      if (!open) return notFound
      if (by.role !== 'supervisor' && by.role !== 'protectionOfficer' && by.role !== 'authority')
        return { code: 'not-entitled', missing: [] }
      return {
        ...course,
        dangers: course.dangers.map((one) => (one.event === event.danger ? { ...one, over: on } : one)),
      }
    }
    case 'held':
      return held(course, standing, event)
    case 'closed': {
      const actor = courseActorOn(course, standing, by, on)
      const over = { ...course, endReason: event.reason }
      return over.of === 'counselling'
        ? moveCounselling(over, 'close', actor, event)
        : moveCompanionship(over, 'close', actor, event)
    }
    default:
      return course.of === 'counselling'
        ? counsellingStep(course, standing, event)
        : { code: 'wrong-state', missing: [] }
  }
}
