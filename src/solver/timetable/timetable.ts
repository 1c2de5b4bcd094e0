import { type Outcome, refuse } from '../../problem.ts'
import { exhaust } from './timetable-exhaust.ts'
import { costAt, costOf, placesOf, planOf } from './timetable-plan.ts'
import { checkMeetingProblem, type MeetingPlan, type MeetingProblem } from './timetable-problem.ts'
import { Annealing } from './annealing.ts'
import { fitsBoard } from './meeting-board.ts'
import { aloneCost, choiceCostAt, dayCost } from './timetable-cost.ts'
import {
  blockerAt,
  emptyState,
  type Giving,
  givingWay,
  type MeetingState,
  place,
  remove,
  restore,
} from './timetable-state.ts'

/** How long to search after everything has been placed once. One iteration looks at all times of one meeting, or tries one branch. */
export interface SearchBudget {
  readonly iterations: number
  /** Moves of the annealing at the end, about a hundred times as quick as an iteration; none if not said. */
  readonly moves?: number
  /** Of the annealing; 1 if not said. */
  readonly seed?: number
}

/**
 * A time, a room and a team for as many meetings as can be found, without breaking a rule. Places what was published, then the
 * most constrained meetings first, each at its cheapest free time; lets meetings give way to those that found no place, for as
 * long as that helps; tries everything where few meetings are concerned; moves single meetings to cheaper times; then anneals, if
 * `moves` are given: `annealTimetable` does more of that. Uses no clock: the same arrays and budget give the same plan.
 *
 * Meetings of one series are alike unless their times or choices differ. Time linear in iterations x times of a meeting.
 * @returns Ok: the plan; what has no place stays out, with the times counted by what stands in the way. Err `invalid`: arrays that
 * do not fit together, or a budget that is no whole number.
 * @source Müller, Constraint-based timetabling, 2005 (iterative forward search, here with weights for those that gave way)
 * @example
 * ```ts
 * import { solveTimetable } from 'childfile/solver'
 * const none = new Int32Array(0)
 * const day = { days: 1, resources: 1, open: Uint8Array.of(7), most: Int32Array.of(0), alone: Uint8Array.of(0), places: 1, travel: Int32Array.of(0) }
 * const series = { // two series of one meeting each, both for group 0, 60 minutes
 *   minutes: Int32Array.of(60, 60), place: Int32Array.of(0, 0), rhythm: Int32Array.of(0, 0), bucket: Int32Array.of(0),
 *   apart: Int32Array.of(0, 0), even: Int32Array.of(0, 0), aligned: Uint8Array.of(0, 0), leastDays: Int32Array.of(0, 0),
 *   groupStart: Int32Array.of(0, 1, 2), group: Int32Array.of(0, 0),
 * }
 * const meetings = {
 *   series: Int32Array.of(0, 1), times: Int32Array.of(0, 0), choices: Int32Array.of(0, 0),
 *   was: Int32Array.of(-1, -1), wasRoom: Int32Array.of(-1, -1), wasTeam: Int32Array.of(-1, -1),
 * }
 * const lists = { // 8:00, 8:30 and 9:00; neither room nor team
 *   timeStart: Int32Array.of(0, 3), time: Int32Array.of(480, 510, 540), timeCost: Int32Array.of(0, 0, 0),
 *   choiceStart: Int32Array.of(0, 1), room: Int32Array.of(-1), team: Int32Array.of(-1), wayOut: Int32Array.of(0), wayBack: Int32Array.of(0),
 *   choiceCost: Int32Array.of(0),
 * }
 * const weights = { sameDay: 1, even: 0, changed: 0, alone: 0, leastDays: 0, rooms: 0 }
 * const plan = solveTimetable({ ...day, ...series, ...meetings, ...lists, weights }, { iterations: 100 })
 * plan.match(({ at, cost }) => [[...at], cost], () => []) // => [[480,540],1]
 * ```
 */
export function solveTimetable(problem: MeetingProblem, budget: SearchBudget): Outcome<MeetingPlan> {
  const { iterations, moves = 0, seed = 1 } = budget
  if (!Number.isSafeInteger(iterations) || iterations < 0)
    return refuse('/iterations', 'invalid-value', 'must be a whole number from 0')
  if (!Number.isSafeInteger(moves) || moves < 0)
    return refuse('/moves', 'invalid-value', 'must be a whole number from 0')
  if (!Number.isSafeInteger(seed)) return refuse('/seed', 'invalid-value', 'must be a whole number')
  return checkMeetingProblem(problem).map((checked) => {
    const search = begin(checked)
    const order = constrainedFirst(checked)
    for (const m of order) republish(search, m)
    for (const m of order) if (search.state.at[m]! < 0) settle(search, m)
    const placing = search.iterations
    const exhausted = exhaust(search.state, Math.floor(budget.iterations / 4))
    search.iterations += exhausted.branches
    if (!exhausted.complete) repair(search, order, placing + Math.floor((budget.iterations * 3) / 4))
    for (const m of order) if (search.state.at[m]! < 0) settle(search, m)
    polish(search, order, placing + budget.iterations)
    // What moved may have made room.
    for (const m of order) if (search.state.at[m]! < 0) settle(search, m)
    if (moves > 0) anneal(search.state, moves, seed)
    return planOf(search.state, search.iterations, exhausted.complete)
  })
}

interface Search {
  readonly state: MeetingState
  readonly giving: Giving
  iterations: number
  /** Where the last look found the best place. */
  time: number
  choice: number
  cost: number
}

function begin(problem: MeetingProblem): Search {
  const meetings = problem.series.length
  const giving: Giving = {
    mark: new Int32Array(meetings),
    stamp: 0,
    found: new Int32Array(meetings),
    count: 0,
    tossed: new Int32Array(meetings),
  }
  return { state: emptyState(problem), giving, iterations: 0, time: -1, choice: -1, cost: 0 }
}

/** Meetings with the fewest ways first; those of a series with one weekday and time count the weekdays and times that hold all. */
function constrainedFirst({
  series,
  times,
  choices,
  timeStart,
  choiceStart,
  time,
  aligned,
}: MeetingProblem): Int32Array {
  const need = new Int32Array(aligned.length)
  for (const s of series) need[s]!++
  const ways = new Float64Array(series.length)
  for (let m = 0; m < series.length; m++) {
    const s = series[m]!
    const list = times[m]!
    if (m > 0 && s === series[m - 1] && list === times[m - 1] && choices[m] === choices[m - 1]) {
      ways[m] = ways[m - 1]!
      continue
    }
    const from = timeStart[list]!
    const to = timeStart[list + 1]!
    const each = choiceStart[choices[m]! + 1]! - choiceStart[choices[m]!]!
    ways[m] = Math.floor(((to - from) * each) / need[s]!)
    if (aligned[s] === 1 && need[s]! > 1) {
      const perPattern = new Int32Array(10080)
      for (let i = from; i < to; i++) perPattern[time[i]! % 10080]!++
      ways[m] = perPattern.reduce((sum, count) => (count >= need[s]! ? sum + each : sum), 0)
    }
  }
  return Int32Array.from(series, (_, m) => m).sort((a, b) => ways[a]! - ways[b]! || a - b)
}

/** Puts a meeting back where it was published, if that is free. */
function republish({ state }: Search, m: number): void {
  const { problem } = state
  const { was, wasRoom, wasTeam, choices, choiceStart, room, team, times, timeStart, time } = problem
  const listed = time.subarray(timeStart[times[m]!], timeStart[times[m]! + 1]).includes(was[m]!)
  if (was[m]! < 0 || !listed) return
  for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++)
    if (room[c] === wasRoom[m] && team[c] === wasTeam[m] && blockerAt(state, m, was[m]!, c) < 0) {
      place(state, m, was[m]!, c)
      return
    }
}

/** Puts a meeting at its cheapest free time, if there is one. The first of a weekly series decides for all. */
function settle(search: Search, m: number): boolean {
  const { problem, memberStart, member, at } = search.state
  const s = problem.series[m]!
  const mates = member.subarray(memberStart[s], memberStart[s + 1])
  const pattern =
    problem.aligned[s] === 1 && mates.every((mate) => at[mate]! < 0) ? bestPattern(search, m, mates.length) : -1
  if (!cheapest(search, m, pattern)) return false
  place(search.state, m, search.time, search.choice)
  return true
}

/** Finds the cheapest free time of a meeting, the earliest of them; only on one minute of the week if `pattern` says so. */
function cheapest(search: Search, m: number, pattern = -1): boolean {
  const { state } = search
  const { problem } = state
  const { timeStart, times, time, timeCost, choiceStart, choices } = problem
  search.iterations++
  search.time = -1
  search.cost = Number.POSITIVE_INFINITY
  const list = times[m]!
  let day = -1
  let ofDay = 0
  for (let i = timeStart[list]!; i < timeStart[list + 1]!; i++) {
    const t = time[i]!
    if (pattern >= 0 && t % 10080 !== pattern) continue
    if (Math.floor(t / 1440) !== day) {
      day = Math.floor(t / 1440)
      ofDay = dayCost(state, m, day)
    }
    const base = timeCost[i]! + ofDay + aloneCost(state, m, t)
    // Nothing later can be cheaper than its own cost: ties go to the earliest.
    if (base >= search.cost) continue
    for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++) {
      const cost = base + choiceCostAt(state, m, t, c)
      if (cost >= search.cost || blockerAt(state, m, t, c) >= 0) continue
      search.time = t
      search.choice = c
      search.cost = cost
    }
  }
  return search.time >= 0
}

/** The minute of the week that is free most often for a weekly series, up to the number needed; the cheapest of those. */
function bestPattern(search: Search, m: number, need: number): number {
  const { state } = search
  const { timeStart, times, time, timeCost, choiceStart, choices } = state.problem
  const free = new Int32Array(10080)
  const cost = new Float64Array(10080)
  search.iterations++
  for (let i = timeStart[times[m]!]!; i < timeStart[times[m]! + 1]!; i++) {
    const minute = time[i]! % 10080
    if (free[minute]! >= need) continue
    for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++)
      if (blockerAt(state, m, time[i]!, c) < 0) {
        free[minute]!++
        cost[minute]! += timeCost[i]! + dayCost(state, m, Math.floor(time[i]! / 1440))
        break
      }
  }
  let best = -1
  for (let minute = 0; minute < 10080; minute++)
    if (
      free[minute]! > 0 &&
      (best < 0 || free[minute]! > free[best]! || (free[minute] === free[best] && cost[minute]! < cost[best]!))
    )
      best = minute
  return best
}

/** Finds the place that costs the others least, whoever has to give way. */
function leastHarm(search: Search, m: number): boolean {
  const { state, giving } = search
  const { timeStart, times, time, timeCost, choiceStart, choices } = state.problem
  search.iterations++
  search.time = -1
  let least = Number.MAX_SAFE_INTEGER
  for (let i = timeStart[times[m]!]!; i < timeStart[times[m]! + 1]!; i++)
    for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++) {
      const weight = givingWay(state, giving, m, time[i]!, c, least)
      if (weight < 0 || weight > least) continue
      const cost = timeCost[i]! + dayCost(state, m, Math.floor(time[i]! / 1440)) + choiceCostAt(state, m, time[i]!, c)
      if (weight === least && search.time >= 0 && cost >= search.cost) continue
      least = weight
      search.time = time[i]!
      search.choice = c
      search.cost = cost
    }
  return search.time >= 0
}

/**
 * Gives places to meetings that found none, while others give way and look for new ones. Whoever gave way weighs more the next
 * time, so that the search does not turn in a circle. Keeps the plan that places most, and ends when it has not grown for long.
 */
function repair(search: Search, order: Int32Array, until: number): void {
  const { state, giving } = search
  const { at, choice } = state
  let queue = [...order].filter((m) => at[m]! < 0)
  let best = { at: at.slice(), choice: choice.slice(), missing: queue.length }
  let patience = search.iterations + patienceFor(best.missing)
  while (queue.length > 0 && search.iterations < until && search.iterations < patience) {
    const [m, ...others] = queue
    queue = others
    if (m === undefined || !leastHarm(search, m)) continue
    givingWay(state, giving, m, search.time, search.choice, Number.MAX_SAFE_INTEGER)
    const leaving = giving.found.slice(0, giving.count)
    for (const other of leaving) {
      remove(state, other)
      giving.tossed[other]!++
    }
    place(state, m, search.time, search.choice)
    queue.push(...leaving)
    const missing = at.reduce((sum, time) => (time < 0 ? sum + 1 : sum), 0)
    if (missing < best.missing) {
      best = { at: at.slice(), choice: choice.slice(), missing }
      patience = search.iterations + patienceFor(missing)
    }
  }
  restore(state, best.at, best.choice)
}

const patienceFor = (missing: number): number => 400 + 40 * missing

/** Moves one meeting after the other to its cheapest free time, until a whole round changes nothing. */
function polish(search: Search, order: Int32Array, until: number): void {
  const { state } = search
  const { at, choice } = state
  for (let still = 0, i = 0; still < order.length && search.iterations < until; i = (i + 1) % order.length) {
    const m = order[i]!
    still++
    if (at[m]! < 0) continue
    const time = at[m]!
    const kept = choice[m]!
    remove(state, m)
    const now = costAt(state, m, time) + choiceCostAt(state, m, time, kept)
    const better = cheapest(search, m) && search.cost < now
    if (better) still = 0
    place(state, m, better ? search.time : time, better ? search.choice : kept)
  }
}

/** Anneals what is there; what is found is never worse. Does nothing where the problem is too large for it. */
function anneal(state: MeetingState, moves: number, seed: number): void {
  if (!fitsBoard(state.problem)) return
  const annealing = new Annealing(state.problem, placesOf(state), costOf(state), seed)
  annealing.cool(moves)
  restore(state, annealing.bestTimes(), annealing.best.choice)
}
