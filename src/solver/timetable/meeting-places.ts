import { type Outcome, ok, refuse } from '../../problem.ts'
import { aloneCost, choiceCostAt, dayCost } from './timetable-cost.ts'
import { stateOf } from './timetable-plan.ts'
import { checkMeetingProblem, type MeetingPlaces, type MeetingProblem } from './timetable-problem.ts'
import { blockerAt, remove } from './timetable-state.ts'

/** A place that is free for a meeting. */
export interface FreePlace {
  readonly at: number
  /** -1 for none. */
  readonly room: number
  readonly team: number
  /** By how much the cost of the plan grows; below 0 where the meeting is company to others or fills a lacking day. */
  readonly cost: number
}

/**
 * Every time, room and team at which one meeting can be put while the others stay where they are, with what that costs; in order
 * of time. What cannot stand beside what comes before it in the plan given is taken as having no place.
 * @returns Ok: the places; none for a meeting that there is not. Err `invalid`: arrays that do not fit together.
 * @example
 * ```ts
 * import { meetingPlaces } from 'childfile/solver'
 * const day = { days: 1, resources: 1, open: Uint8Array.of(7), most: Int32Array.of(0), alone: Uint8Array.of(0), places: 1, travel: Int32Array.of(0) }
 * const series = { // two series of one meeting each, both for group 0, 60 minutes
 *   minutes: Int32Array.of(60, 60), place: Int32Array.of(0, 0), rhythm: Int32Array.of(0, 0), bucket: Int32Array.of(-1), apart: Int32Array.of(0, 0),
 *   even: Int32Array.of(0, 0), aligned: Uint8Array.of(0, 0), leastDays: Int32Array.of(0, 0), groupStart: Int32Array.of(0, 1, 2), group: Int32Array.of(0, 0),
 * }
 * const meetings = {
 *   series: Int32Array.of(0, 1), times: Int32Array.of(0, 0), choices: Int32Array.of(0, 0),
 *   was: Int32Array.of(-1, -1), wasRoom: Int32Array.of(-1, -1), wasTeam: Int32Array.of(-1, -1),
 * }
 * const lists = { // 8:00, 8:30 and 9:00; neither room nor team
 *   timeStart: Int32Array.of(0, 3), time: Int32Array.of(480, 510, 540), timeCost: Int32Array.of(0, 0, 0), choiceStart: Int32Array.of(0, 1),
 *   room: Int32Array.of(-1), team: Int32Array.of(-1), wayOut: Int32Array.of(0), wayBack: Int32Array.of(0), choiceCost: Int32Array.of(0),
 * }
 * const weights = { sameDay: 1, even: 0, changed: 0, alone: 0, leastDays: 0, rooms: 0 }
 * const plan = { at: Int32Array.of(480, -1), room: Int32Array.of(-1, -1), team: Int32Array.of(-1, -1) }
 * const free = meetingPlaces({ ...day, ...series, ...meetings, ...lists, weights }, plan, 1)
 * free.map((places) => places.map(({ at, cost }) => [at, cost])).unwrapOr([]) // => [[540,1]]
 * ```
 */
export function meetingPlaces(
  problem: MeetingProblem,
  plan: MeetingPlaces,
  meeting: number,
): Outcome<readonly FreePlace[]> {
  return checkMeetingProblem(problem).andThen((): Outcome<readonly FreePlace[]> => {
    if (plan.at.length !== problem.series.length) return refuse('/plan', 'inconsistent', 'has the wrong length')
    if (problem.series[meeting] === undefined) return ok([])
    const state = stateOf(problem, plan)
    if (state.at[meeting]! >= 0) remove(state, meeting)
    const { timeStart, times, time, timeCost, choiceStart, choices, room, team } = problem
    const free: FreePlace[] = []
    for (let i = timeStart[times[meeting]!]!; i < timeStart[times[meeting]! + 1]!; i++) {
      const at = time[i]!
      const base = timeCost[i]! + dayCost(state, meeting, Math.floor(at / 1440)) + aloneCost(state, meeting, at)
      for (let c = choiceStart[choices[meeting]!]!; c < choiceStart[choices[meeting]! + 1]!; c++)
        if (blockerAt(state, meeting, at, c) < 0)
          free.push({ at, room: room[c]!, team: team[c]!, cost: base + choiceCostAt(state, meeting, at, c) })
    }
    return ok(free)
  })
}
