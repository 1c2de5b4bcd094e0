import type { Outcome } from '../../problem.ts'
import { type SearchBudget, solveTimetable } from '../../solver/index.ts'
import { answered, prepare, type Timetable } from './answer.ts'
import type { TimetableProblem } from './timetable-problem.ts'

/**
 * A day, a time, a room and a team for the meetings of sessions. Breaks no hard rule; places as many meetings as it finds room
 * for; then spreads them. Says for each meeting left out what stands in its way, and before any search what cannot be done.
 *
 * A session larger than the room or its own capacity is held for parts of the children: grades share a part while they fit.
 * Clubs and other activities are not repeated for parts: who enrols comes. Unknown grades keep all grades busy. The order of
 * lists decides nothing; there is no clock in it, and its draws are always the same. Without a budget it searches 4,000 iterations
 * and 4 for each meeting, then anneals for 20,000 moves and 50 for each meeting; `improveTimetable` goes on from there.
 * @returns Ok: the timetable, however little of it found a place. Err `invalid`: a part that cannot be read, an id given twice, a
 * reference to nothing, more than 20,000 meetings or a span of more than 1,100 days.
 * @source `timetableConstraints` names the source of each rule.
 * @example
 * ```ts
 * import { parse, SchoolId, Session } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { planTimetable } from 'childfile/schedule'
 * const session = parse(Session, {
 *   id: 'L1', kind: 'safety', safetyTopic: 'bullying', activity: 'none', form: 'lecture', school: 'School A', grades: { from: 1, to: 3 },
 *   minutes: 40, capacity: 100, expert: 'police', expertDays: ['wed', 'thu'], from: '2026-10-12', to: '2026-10-16', repeats: 1, state: 'proposed',
 * })
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const plan = session.andThen((s) => calendar.andThen((c) => planTimetable({
 *   sessions: [s],
 *   schools: [{ id: SchoolId.parse('a'), name: 'School A', place: 'town', groups: [{ grade: 2, children: 80 }], periods: [{ from: 840, to: 1020 }] }],
 *   teams: [{ id: 'p', kind: 'police', availability: ['wed-afternoon', 'thu-afternoon'] }],
 *   travel: { places: ['town'], minutes: [[0]] },
 *   calendar: c,
 * })))
 * // Thursday will not do: a session on bullying is followed by two school days.
 * plan.map(({ placements }) => placements.map(({ on, start, team }) => [on, start, team])).unwrapOr([]) // => [['2026-10-14', 840, 'p']]
 * ```
 */
export function planTimetable(problem: TimetableProblem, budget?: SearchBudget): Outcome<Timetable> {
  return prepare(problem).andThen((prepared) => {
    const count = prepared.compiled.meetings.length
    const usual = { iterations: 4000 + 4 * count, moves: 20_000 + 50 * count }
    return solveTimetable(prepared.compiled.problem, budget ?? usual).andThen((plan) => answered(prepared, plan))
  })
}
