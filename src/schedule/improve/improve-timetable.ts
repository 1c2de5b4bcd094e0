import { z } from 'zod'
import { epochDay } from '../../date.ts'
import { all, type OutcomeAsync, parse, ResultAsync } from '../../problem.ts'
import { annealTimetable, type Budget, type MeetingPlaces } from '../../solver/index.ts'
import { answered, type PreparedTimetable, prepare, type Timetable } from '../timetable/answer.ts'
import { meetingKey } from '../timetable/read-problem.ts'
import { Placement, type TimetableProblem } from '../timetable/timetable-problem.ts'

/**
 * A plan that is as good as the one given or better, for as long as the budget lets it search: a plan of `planTimetable`, or one
 * made by hand. Breaks no hard rule: what breaks one in the plan given is placed anew, if it can be. What stands where it was
 * published stays there. The same seed and iterations give the same bytes; an aborted search answers with the best so far. One
 * iteration is one proposed move.
 * @returns Ok: the better plan. Err `invalid`: problem, plan or budget cannot be read, or the problem is too large for the search
 * (resources x days x parts of a day above 16 million).
 * @source Bellio, Ceschia, Di Gaspero, Schaerf and Urli, Feature-based tuning of simulated annealing applied to the curriculum-based
 * course timetabling problem, Computers & Operations Research 65, 2016
 * @example
 * ```ts
 * import { parse, SchoolId, Session } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { improveTimetable, planTimetable } from 'childfile/schedule'
 * const session = parse(Session, {
 *   id: 'L1', kind: 'safety', safetyTopic: 'traffic', activity: 'none', form: 'lecture', school: 'School A', grades: { from: 1, to: 3 },
 *   minutes: 40, capacity: 100, expert: 'none', expertDays: 'none', from: '2026-10-12', to: '2026-10-16', repeats: 1, state: 'proposed',
 * })._unsafeUnwrap()
 * const problem = {
 *   sessions: [session],
 *   schools: [{ id: SchoolId.parse('a'), name: 'School A', place: 'town', groups: [{ grade: 2, children: 80 }], periods: [{ from: 840, to: 1020 }] }],
 *   teams: [], travel: { places: ['town'], minutes: [[0]] },
 *   calendar: compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap(),
 * } as const
 * const plan = planTimetable(problem)._unsafeUnwrap()
 * const better = await improveTimetable(problem, plan, { seed: 1, iterations: 10_000 })
 * better.map(({ score }) => score).unwrapOr(plan.score) // => { hard: 0, medium: 0, soft: 0 }
 * ```
 */
export function improveTimetable(
  problem: TimetableProblem,
  plan: { readonly placements: readonly Placement[] },
  budget: Budget,
): OutcomeAsync<Timetable> {
  const read = all([prepare(problem), parse(z.object({ placements: z.array(Placement) }), plan)])
  return new ResultAsync(Promise.resolve(read)).andThen(([prepared, { placements }]) =>
    annealTimetable(prepared.compiled.problem, placesIn(prepared, placements), budget).andThen((better) =>
      answered(prepared, better),
    ),
  )
}

/** A plan in the numbers of the solver; what the problem does not know has no place in it. */
export function placesIn({ compiled }: PreparedTimetable, placements: readonly Placement[]): MeetingPlaces {
  const { meetings, resources, dayZero } = compiled
  const byKey = new Map(placements.map((placement) => [meetingKey(placement), placement]))
  const found = meetings.map(({ series, number }) =>
    byKey.get(meetingKey({ session: series.session.id, part: series.part, number })),
  )
  return {
    at: Int32Array.from(found, (placed) =>
      placed ? Math.max(-1, (epochDay(placed.on) - dayZero) * 1440 + placed.start) : -1,
    ),
    room: Int32Array.from(found, (placed, m) =>
      placed ? resources.venue(meetings[m]?.series.school.id ?? '', placed.venue) : -1,
    ),
    team: Int32Array.from(found, (placed) => (placed ? resources.team(placed.team) : -1)),
  }
}
