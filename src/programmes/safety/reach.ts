import { z } from 'zod'
import { isKnown } from '../../absent.ts'
import { PlainDate } from '../../date.ts'
import { ChildId, SessionId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Outcome, parse } from '../../problem.ts'
import { Attendance } from '../../records/index.ts'
import { Grade } from '../../schedule/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { modulesAt } from './modules.ts'

const absent = z.enum(['notCollected', 'contested'])

/** A pupil whom a module is to reach, with a file or without one: nothing in it says which. */
export const SafetyPupil = z
  .strictObject({
    id: ChildId,
    birthDate: z.union([PlainDate, absent]),
    grade: z.union([Grade, absent]),
    since: z.union([PlainDate, absent]).describe('Day of joining the school'),
  })
  .describe('A pupil whom a module is to reach')
export type SafetyPupil = Immutable<z.infer<typeof SafetyPupil>>

/** A session of a module, held, planned or cancelled. */
export const ModuleSession = z
  .strictObject({
    session: SessionId,
    on: PlainDate,
    state: z.enum(['planned', 'held', 'cancelled']),
    grades: z.union([z.literal('all'), z.array(Grade).min(1)]),
    attendance: z.record(Key, z.strictObject({ child: ChildId, state: Attendance.shape.state })),
  })
  .describe('A session of a module')
export type ModuleSession = Immutable<z.infer<typeof ModuleSession>>

/** The module, the pupils and the sessions. */
export const SafetyReachProblem = z
  .strictObject({
    module: Key,
    pupils: z.array(SafetyPupil).max(100_000),
    sessions: z.array(ModuleSession).max(10_000),
  })
  .describe('A module, its pupils and its sessions')
export type SafetyReachProblem = Immutable<z.infer<typeof SafetyReachProblem>>

/** Why a pupil was not reached. */
export type NotReachedReason =
  | 'excused'
  | 'unexcused'
  | 'notRecorded'
  | 'cancelled'
  | 'noSession'
  | 'cameLater'
  | 'gradeUnknown'
  | 'ageUnknown'

/** Whether a module reached a pupil, else why not, and the next chance. */
export interface PupilReach {
  readonly child: ChildId
  /** `notForAge`: the module is for others; nobody is owed it. */
  readonly state: 'reached' | 'notReached' | 'notForAge'
  readonly on: PlainDate | 'none'
  /** By day; empty unless not reached. */
  readonly because: readonly {
    readonly reason: NotReachedReason
    readonly session: SessionId | 'none'
    readonly on: PlainDate | 'none'
  }[]
  /** The first session still to come that is for the pupil's grade. */
  readonly next: { readonly session: SessionId; readonly on: PlainDate } | 'none'
}

/** Who was reached, by id of the child. */
export interface SafetyReach {
  readonly reached: number
  readonly notReached: number
  readonly withoutNextChance: number
  readonly pupils: readonly PupilReach[]
}

function isFor(session: ModuleSession, { grade }: SafetyPupil): boolean {
  return session.grades === 'all' || (isKnown(grade) && session.grades.includes(grade))
}

const wasThere = (session: ModuleSession, child: ChildId): boolean =>
  Object.values(session.attendance).some(
    (entry) => entry.child === child && (entry.state === 'present' || entry.state === 'late'),
  )

function reasonIn(session: ModuleSession, pupil: SafetyPupil): NotReachedReason {
  if (session.state === 'cancelled') return 'cancelled'
  const states = Object.values(session.attendance).flatMap(({ child, state }) => (child === pupil.id ? [state] : []))
  if (states.includes('excused')) return 'excused'
  if (states.includes('unexcused')) return 'unexcused'
  return isKnown(pupil.since) && pupil.since > session.on ? 'cameLater' : 'notRecorded'
}

function reachOf(pupil: SafetyPupil, { module, sessions }: SafetyReachProblem, asOf: PlainDate): PupilReach {
  const { id: child, birthDate, grade } = pupil
  const fit = modulesAt(birthDate, asOf).find((one) => one.module === module)?.fit ?? 'ageUnknown'
  const past = sessions.filter(({ on, state }) => on <= asOf && state !== 'planned')
  const first = past.find((session) => session.state === 'held' && wasThere(session, child))
  if (first) return { child, state: 'reached', on: first.on, because: [], next: 'none' }
  if (fit === 'tooYoung' || fit === 'tooOld')
    return { child, state: 'notForAge', on: 'none', because: [], next: 'none' }
  const meant = past.filter((session) => isFor(session, pupil))
  const unknown = [
    ...(fit === 'ageUnknown' ? (['ageUnknown'] as const) : []),
    ...(isKnown(grade) ? [] : (['gradeUnknown'] as const)),
  ]
  const general = unknown.length > 0 ? unknown : meant.length === 0 ? (['noSession'] as const) : []
  const next = sessions.find((session) => session.state === 'planned' && session.on >= asOf && isFor(session, pupil))
  return {
    child,
    state: 'notReached',
    on: 'none',
    because: [
      ...general.map((reason) => ({ reason, session: 'none' as const, on: 'none' as const })),
      ...meant.map((session) => ({ reason: reasonIn(session, pupil), session: session.session, on: session.on })),
    ],
    next: next ? { session: next.session, on: next.on } : 'none',
  }
}

/**
 * Whom a module has reached by a day, whom not and why, and the next session at which each of them can be. Being written down as
 * present or late reaches; no entry is not a yes. Pupils of another age are owed nothing; an age that nobody knows is owed.
 * @returns Ok: every pupil, by id. Err `invalid`: input that cannot be read.
 * @example
 * ```ts
 * import { ChildId, SessionId } from 'childfile'
 * import { safetyReach } from 'childfile/programmes'
 * const [c1, c2] = [ChildId.parse('c1'), ChildId.parse('c2')]
 * const pupil = (id: typeof c1) => ({ id, birthDate: '2018-05-01', grade: 3, since: '2024-09-01' } as const)
 * const at = (id: string, on: '2026-10-12' | '2026-11-09', state: 'held' | 'planned', attendance = {}) =>
 *   ({ session: SessionId.parse(id), on, state, grades: [3], attendance } as const)
 * const sessions = [
 *   at('s1', '2026-10-12', 'held', { a1: { child: c1, state: 'present' }, a2: { child: c2, state: 'excused' } }),
 *   at('s2', '2026-11-09', 'planned'),
 * ]
 * const reach = safetyReach({ module: 'rights-6', pupils: [pupil(c1), pupil(c2)], sessions }, '2026-10-20')
 * reach.map(({ pupils }) => pupils.map(({ state, because, next }) => [state, because[0]?.reason ?? '', next === 'none' ? '' : next.on])).unwrapOr([]) // => [["reached", "", ""], ["notReached", "excused", "2026-11-09"]]
 * ```
 */
export function safetyReach(problem: SafetyReachProblem, asOf: PlainDate): Outcome<SafetyReach> {
  return parse(SafetyReachProblem, problem).map((read): SafetyReach => {
    const sessions = [...read.sessions].sort((a, b) => byText(a.on, b.on) || byText(a.session, b.session))
    const pupils = read.pupils
      .map((pupil) => reachOf(pupil, { ...read, sessions }, asOf))
      .sort((a, b) => byText(a.child, b.child))
    const missed = pupils.filter(({ state }) => state === 'notReached')
    return {
      reached: pupils.filter(({ state }) => state === 'reached').length,
      notReached: missed.length,
      withoutNextChance: missed.filter(({ next }) => next === 'none').length,
      pupils,
    }
  })
}
