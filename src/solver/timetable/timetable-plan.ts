import { aloneCost, choiceCostAt, dayCost, emptyCost } from './timetable-cost.ts'
import { blockers, type MeetingPlaces, type MeetingPlan, type MeetingProblem } from './timetable-problem.ts'
import { blockerAt, emptyState, type MeetingState, place } from './timetable-state.ts'

/** What a time costs a meeting without a place, beside the choice of room and team. */
export function costAt(state: MeetingState, m: number, t: number): number {
  const { timeStart, times, time, timeCost } = state.problem
  const from = timeStart[times[m]!]!
  const i = time.subarray(from, timeStart[times[m]! + 1]).indexOf(t)
  return timeCost[from + i]! + dayCost(state, m, Math.floor(t / 1440)) + aloneCost(state, m, t)
}

/** The plan that a state is, with what stands in the way of each meeting without a place. */
export function planOf(state: MeetingState, iterations: number, exhausted: boolean): MeetingPlan {
  const { problem, at } = state
  const meetings = at.length
  const blocked = new Int32Array(meetings * blockers.length)
  let missing = 0
  for (let m = 0; m < meetings; m++) {
    if (at[m]! >= 0) continue
    missing++
    const { timeStart, times, time, choiceStart, choices } = problem
    for (let i = timeStart[times[m]!]!; i < timeStart[times[m]! + 1]!; i++) {
      let furthest = -1
      for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++)
        furthest = Math.max(furthest, blockerAt(state, m, time[i]!, c))
      if (furthest >= 0) blocked[m * blockers.length + furthest]!++
    }
  }
  return {
    ...placesOf(state),
    at: at.slice(),
    cost: costOf(state),
    proof: missing === 0 ? 'allPlaced' : exhausted ? 'exhausted' : 'none',
    iterations,
    blocked,
  }
}

/** The cost of the whole, one meeting put in after the other. */
export function costOf({ problem, at, choice }: MeetingState): number {
  const again = emptyState(problem)
  let sum = emptyCost(problem)
  for (let m = 0; m < at.length; m++) {
    if (at[m]! < 0) continue
    sum += costAt(again, m, at[m]!) + choiceCostAt(again, m, at[m]!, choice[m]!)
    place(again, m, at[m]!, choice[m]!)
  }
  return sum
}

/** A plan that somebody made, as far as it breaks no rule: what is in the way of something before it has no place. */
export function stateOf(problem: MeetingProblem, { at, room, team }: MeetingPlaces): MeetingState {
  const state = emptyState(problem)
  const { times, timeStart, time, choices, choiceStart } = problem
  for (let m = 0; m < at.length; m++) {
    if (at[m]! < 0 || !time.subarray(timeStart[times[m]!], timeStart[times[m]! + 1]).includes(at[m]!)) continue
    for (let c = choiceStart[choices[m]!]!; state.at[m]! < 0 && c < choiceStart[choices[m]! + 1]!; c++)
      if (problem.room[c] === room[m] && problem.team[c] === team[m] && blockerAt(state, m, at[m]!, c) < 0)
        place(state, m, at[m]!, c)
  }
  return state
}

/** Where the meetings of a state are. */
export function placesOf({ problem, at, choice }: MeetingState): MeetingPlaces {
  return {
    at,
    room: Int32Array.from(choice, (c) => (c < 0 ? -1 : problem.room[c]!)),
    team: Int32Array.from(choice, (c) => (c < 0 ? -1 : problem.team[c]!)),
  }
}
