import { type EpochDay, epochDay, plainDate, type PlainDate } from '../../date.ts'
import { type Outcome, ok, refuse } from '../../problem.ts'
import type { Session } from '../../records/index.ts'
import { type Blocker, blockers, type MeetingPlan } from '../../solver/index.ts'
import { scoreTimetable, type TimetableScore } from '../score/score-timetable.ts'
import { type Compiled, compile } from './compile.ts'
import { type ConstraintId, timetableConstraints } from './constraints.ts'
import { type Impossibility, impossibilities, leastMissing } from './precheck.ts'
import { meetingKey, type ReadTimetable, readTimetable } from './read-problem.ts'
import { type Assumption, type Expanded, expand, type Hopeless, type LeftOut } from './series.ts'
import { type Slots, slotsOf } from './slots.ts'
import type { Placement, TimetableProblem } from './timetable-problem.ts'

/** Why a meeting has no place. */
export interface UnplacedReason {
  /** A rule of the timetable, or `fact`: something that is not known or not there. */
  readonly constraint: ConstraintId | 'fact'
  /** The field of the session that is missing. */
  readonly field?: keyof Session
  /** Beginnings in the window for which this is the first reason; each beginning is counted once. */
  readonly slots: number
}

/** A meeting for which no place was found. */
export interface Unplaced {
  readonly session: Session['id']
  readonly part: number
  readonly number: number
  /** Most beginnings first; at least one reason. */
  readonly reasons: readonly [UnplacedReason, ...UnplacedReason[]]
}

/** A plan that breaks no rule, what found no place and why, and what it rests on. */
export interface Timetable {
  /** By day, beginning and session. */
  readonly placements: readonly Placement[]
  readonly unplaced: readonly Unplaced[]
  /** What no plan can do, known before any search. */
  readonly impossible: readonly Impossibility[]
  readonly assumed: readonly Assumption[]
  readonly leftOut: readonly LeftOut[]
  /** Days of placements for which the notice of holidays or the term is not known yet: they may change. */
  readonly provisional: readonly PlainDate[]
  readonly score: TimetableScore
  /** No plan places more: because nothing is left, because all ways were tried, or because `impossible` counts as many. `none`: perhaps one does. */
  readonly proof: MeetingPlan['proof'] | 'counted'
  readonly iterations: number
}

const mostMeetings = 20_000

/** A problem that has been read, and what the solver is asked. */
export interface PreparedTimetable {
  readonly problem: TimetableProblem
  readonly read: ReadTimetable
  readonly expanded: Expanded
  readonly slots: readonly Slots[]
  readonly compiled: Compiled
}

/** Reads a problem and puts it into numbers. */
export function prepare(problem: TimetableProblem): Outcome<PreparedTimetable> {
  return readTimetable(problem).andThen((read): Outcome<PreparedTimetable> => {
    const expanded = expand(read)
    const count = expanded.series.reduce((sum, { repeats }) => sum + repeats, 0)
    if (count > mostMeetings) return refuse('/sessions', 'too-large', `more than ${mostMeetings} meetings`)
    const slots = expanded.series.map((one) => slotsOf(one, read))
    return ok({ problem, read, expanded, slots, compiled: compile(read, expanded.series, slots) })
  })
}

/** The answer of the solver in words, with what is missing and why. */
export function answered(prepared: PreparedTimetable, plan: MeetingPlan): Outcome<Timetable> {
  const { problem, read, expanded, slots, compiled } = prepared
  const { placements, unplaced } = named(compiled, plan)
  const impossible = impossibilities(read, expanded.series, slots)
  const counted = plan.proof === 'none' && unplaced.length === leastMissing(impossible, expanded.series)
  return scoreTimetable(problem, { placements }).map(
    ({ score }): Timetable => ({
      placements,
      unplaced: [...unplaced, ...expanded.hopeless.flatMap(withoutHope)].sort((a, b) =>
        meetingKey(a) < meetingKey(b) ? -1 : 1,
      ),
      impossible,
      assumed: expanded.assumed,
      leftOut: expanded.leftOut,
      provisional: provisionalDays(placements, read),
      score,
      proof: counted ? 'counted' : plan.proof,
      iterations: plan.iterations,
    }),
  )
}

const withoutHope = ({ session, repeats, reason }: Hopeless): readonly Unplaced[] =>
  Array.from({ length: repeats }, (_, i) => ({
    session: session.id,
    part: 1,
    number: i + 1,
    reasons: [{ ...reason, slots: 0 }],
  }))

/** The plan in words. Meetings of a series that are alike are numbered by time. */
function named(
  { meetings, dayZero, resources }: Compiled,
  plan: MeetingPlan,
): Pick<Timetable, 'placements' | 'unplaced'> {
  const placements: Placement[] = []
  const unplaced: Unplaced[] = []
  const numbers = numbersByTime(meetings, plan)
  meetings.forEach(({ series, lost }, m) => {
    const { session, part, minutes, groups, children } = series
    const time = plan.at[m] ?? -1
    const meeting = { session: session.id, part, number: numbers[m] ?? 1 }
    if (time < 0) {
      unplaced.push({ ...meeting, reasons: reasonsOf(series, lost, plan, m) })
      return
    }
    placements.push({
      ...meeting,
      on: plainDate((dayZero + Math.floor(time / 1440)) as EpochDay),
      start: time % 1440,
      minutes,
      venue: resources.idOf(plan.room[m] ?? -1),
      team: resources.idOf(plan.team[m] ?? -1),
      groups,
      children,
    })
  })
  return {
    placements: placements.sort((a, b) =>
      a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.start - b.start || (meetingKey(a) < meetingKey(b) ? -1 : 1),
    ),
    unplaced,
  }
}

function numbersByTime(meetings: Compiled['meetings'], { at }: MeetingPlan): readonly number[] {
  const out = meetings.map(({ number }) => number)
  const alike = new Map<unknown, number[]>()
  meetings.forEach(({ series, free }, m) => {
    if (free) alike.set(series, [...(alike.get(series) ?? []), m])
  })
  const when = (m: number): number => ((at[m] ?? -1) < 0 ? Number.POSITIVE_INFINITY : (at[m] ?? 0))
  for (const mates of alike.values()) {
    const free = mates.map((m) => out[m] ?? 1)
    const inTime = [...mates].sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a - b))
    inTime.forEach((m, i) => {
      out[m] = free[i] ?? 1
    })
  }
  return out
}

const constraintOf: Readonly<Record<Blocker, ConstraintId>> = {
  interval: 'interval',
  aligned: 'weekly',
  group: 'group',
  room: 'venue',
  team: 'team',
  travel: 'travel',
  closed: 'availability',
  load: 'load',
}

function reasonsOf(
  { first, last }: Compiled['meetings'][number]['series'],
  lost: ReadonlyMap<ConstraintId, number>,
  { blocked }: MeetingPlan,
  m: number,
): Unplaced['reasons'] {
  const counts = new Map(lost)
  blockers.forEach((blocker, i) => {
    const slots = blocked[m * blockers.length + i] ?? 0
    const id = constraintOf[blocker]
    if (slots > 0) counts.set(id, (counts.get(id) ?? 0) + slots)
  })
  const place = (id: ConstraintId): number => timetableConstraints.findIndex((constraint) => constraint.id === id)
  const [most, ...rest] = [...counts]
    .map(([constraint, slots]) => ({ constraint, slots }))
    .sort((a, b) => b.slots - a.slots || place(a.constraint) - place(b.constraint))
  return most ? [most, ...rest] : [{ constraint: first > last ? 'window' : 'period', slots: 0 }]
}

const provisionalDays = (placements: readonly Placement[], { calendar }: ReadTimetable): readonly PlainDate[] =>
  [...new Set(placements.map(({ on }) => on))].filter((on) => !calendar.knows('schoolday', epochDay(on)))
