import { z } from 'zod'
import { all, type Outcome, parse } from '../../problem.ts'
import { type ConstraintId, type ConstraintLevel, timetableConstraints } from '../timetable/constraints.ts'
import { meetingKey, type ReadTimetable, readTimetable } from '../timetable/read-problem.ts'
import { Placement, type TimetableProblem } from '../timetable/timetable-problem.ts'
import type { Breach } from './breach.ts'
import { clashes, type Placed } from './clashes.ts'
import { meetingBreaches } from './meeting-checks.ts'
import { seriesBreaches } from './series.ts'
import { type Wanted, wanted } from './wanted.ts'

/** Three whole numbers, none above 0, compared in this order. Hard 0: nothing is broken. Medium: meetings missing. */
export interface TimetableScore {
  readonly hard: number
  readonly medium: number
  readonly soft: number
}

/** One place where a constraint is broken. */
export interface ConstraintMatch {
  readonly meetings: readonly { readonly session: string; readonly part: number; readonly number: number }[]
  /** Units, from 1; `total` is minus weight times the sum of these. */
  readonly penalty: number
}

/** What one constraint takes from the score. */
export interface ConstraintAnalysis {
  readonly id: ConstraintId
  readonly level: ConstraintLevel
  readonly weight: number
  /** How many matches. */
  readonly count: number
  /** Share in the score, 0 or less. */
  readonly total: number
  readonly matches: readonly ConstraintMatch[]
}

/** A score and where it comes from, one entry for each constraint in their order. */
export interface TimetableAnalysis {
  readonly score: TimetableScore
  readonly constraints: readonly ConstraintAnalysis[]
}

/**
 * What a plan is worth and where it breaks a rule: a plan of `planTimetable` or one made by hand. Worked out from nothing, slowly,
 * and without any part of the planner. Quadratic in the meetings of a team's day and of a series.
 * @returns Ok: the score with its analysis. Err `invalid`: problem or plan cannot be read.
 * @example
 * ```ts
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { scoreTimetable } from 'childfile/schedule'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const problem = { sessions: [], schools: [], teams: [], travel: { places: [], minutes: [] } }
 * const found = calendar.andThen((c) => scoreTimetable({ ...problem, calendar: c }, { placements: [] }))
 * found.map(({ score }) => [score.hard, score.medium, score.soft]).unwrapOr([]) // => [0,0,0]
 * ```
 */
export function scoreTimetable(
  problem: TimetableProblem,
  plan: { readonly placements: readonly Placement[] },
): Outcome<TimetableAnalysis> {
  return all([readTimetable(problem), parse(z.object({ placements: z.array(Placement) }), plan)]).map(
    ([read, { placements }]) => analyse(read, placements),
  )
}

/** What a plan of a problem that has been read is worth. */
export const analyse = (problem: ReadTimetable, placements: readonly Placement[]): TimetableAnalysis =>
  analysis(breaches(problem, placements), problem)

function breaches(problem: ReadTimetable, placements: readonly Placement[]): readonly Breach[] {
  const asked = wanted(problem)
  const seen = new Set<string>()
  const unknown: Breach[] = []
  const placed: Placed[] = []
  for (const placement of [...placements].sort((a, b) => (meetingKey(a) < meetingKey(b) ? -1 : 1))) {
    const wish = asked.get(placement.session)
    const inside = wish && placement.part <= wish.parts.length && placement.number <= wish.repeats
    if (!inside || seen.has(meetingKey(placement))) unknown.push({ id: 'known', meetings: [placement], penalty: 1 })
    if (wish) placed.push({ placement, wanted: wish })
    seen.add(meetingKey(placement))
  }
  return [
    ...unknown,
    ...placed.flatMap((one) => meetingBreaches(one.placement, one.wanted, problem)),
    ...clashes(placed, problem),
    ...missing([...asked.values()], seen),
    ...seriesBreaches(placed, problem),
  ]
}

const missing = (asked: readonly Wanted[], placed: ReadonlySet<string>): readonly Breach[] =>
  asked.flatMap(({ session, parts, repeats }) =>
    parts.flatMap((_, part) =>
      Array.from({ length: repeats }, (__, number) => ({ session: session.id, part: part + 1, number: number + 1 }))
        .filter((meeting) => !placed.has(meetingKey(meeting)))
        .map((meeting): Breach => ({ id: 'placed', meetings: [meeting], penalty: 1 })),
    ),
  )

function analysis(found: readonly Breach[], { rules }: ReadTimetable): TimetableAnalysis {
  const weights: Partial<Record<ConstraintId, number>> = rules.weights
  const constraints = timetableConstraints.map(({ id, level }): ConstraintAnalysis => {
    const matches = found
      .filter((breach) => breach.id === id)
      .map(({ meetings, penalty }) => ({
        meetings: meetings.map(({ session, part, number }) => ({ session, part, number })),
        penalty,
      }))
    const weight = weights[id] ?? 1
    const units = matches.reduce((sum, { penalty }) => sum + penalty, 0)
    return { id, level, weight, count: matches.length, total: 0 - weight * units, matches }
  })
  const at = (wantedLevel: ConstraintLevel): number =>
    constraints.reduce((sum, { level, total }) => (level === wantedLevel ? sum + total : sum), 0)
  return { score: { hard: at('hard'), medium: at('medium'), soft: at('soft') }, constraints }
}
