import { type OutcomeAsync, ok, refuse, ResultAsync } from '../../problem.ts'
import { breather, type Budget, checkBudget, iterationsOf } from '../budget.ts'
import { Annealing } from './annealing.ts'
import { fitsBoard } from './meeting-board.ts'
import { costOf, placesOf, planOf, stateOf } from './timetable-plan.ts'
import { checkMeetingProblem, type MeetingPlaces, type MeetingPlan, type MeetingProblem } from './timetable-problem.ts'
import { restore } from './timetable-state.ts'

/**
 * A plan that is as good as the one to start with or better: most placed, then cheapest. Simulated annealing in which meetings
 * change times and rooms along chains, and no move breaks a rule. What stands in the start where it was published stays there;
 * what cannot stand beside what comes before it in the start is taken as having no place. One iteration is one proposed move. Same
 * seed and iterations: same bytes.
 * @returns Ok: the best plan found; its `iterations` are fewer than asked for if the signal ended the search. Err `invalid`: arrays
 * that do not fit together, a start of another length, a budget that makes no sense; `too-large`: tables of more than 16 million
 * entries (resources x days x parts of a day).
 * @source Bellio, Ceschia, Di Gaspero, Schaerf and Urli, Feature-based tuning of simulated annealing applied to the curriculum-based
 * course timetabling problem, Computers & Operations Research 65, 2016
 * @example
 * ```ts
 * import { annealTimetable } from 'childfile/solver'
 * const none = new Int32Array(0)
 * const day = { days: 1, resources: 1, open: Uint8Array.of(7), most: Int32Array.of(0), alone: Uint8Array.of(1), places: 1, travel: Int32Array.of(0) }
 * const series = { // two series of one meeting each, both for group 0, 60 minutes
 *   minutes: Int32Array.of(60, 60), place: Int32Array.of(0, 0), rhythm: Int32Array.of(0, 0), bucket: Int32Array.of(-1), apart: Int32Array.of(0, 0),
 *   even: Int32Array.of(0, 0), aligned: Uint8Array.of(0, 0), leastDays: Int32Array.of(0, 0), groupStart: Int32Array.of(0, 1, 2), group: Int32Array.of(0, 0),
 * }
 * const meetings = {
 *   series: Int32Array.of(0, 1), times: Int32Array.of(0, 0), choices: Int32Array.of(0, 0),
 *   was: Int32Array.of(-1, -1), wasRoom: Int32Array.of(-1, -1), wasTeam: Int32Array.of(-1, -1),
 * }
 * const lists = { // 8:00, 9:00 and 10:00; neither room nor team
 *   timeStart: Int32Array.of(0, 3), time: Int32Array.of(480, 540, 600), timeCost: Int32Array.of(0, 0, 0), choiceStart: Int32Array.of(0, 1),
 *   room: Int32Array.of(-1), team: Int32Array.of(-1), wayOut: Int32Array.of(0), wayBack: Int32Array.of(0), choiceCost: Int32Array.of(0),
 * }
 * const weights = { sameDay: 0, even: 0, changed: 0, alone: 2, leastDays: 0, rooms: 0 } // company is what counts
 * const start = { at: Int32Array.of(480, 600), room: Int32Array.of(-1, -1), team: Int32Array.of(-1, -1) } // each alone: 4
 * const plan = await annealTimetable({ ...day, ...series, ...meetings, ...lists, weights }, start, { seed: 1, iterations: 1000 })
 * plan.map(({ cost }) => cost).unwrapOr(-1) // => 0
 * ```
 */
export function annealTimetable(
  problem: MeetingProblem,
  start: MeetingPlaces,
  budget: Budget,
): OutcomeAsync<MeetingPlan> {
  const checked = checkMeetingProblem(problem)
    .andThen(() => checkBudget(budget))
    .andThen(() => {
      const meetings = problem.series.length
      if (start.at.length !== meetings || start.room.length !== meetings || start.team.length !== meetings)
        return refuse('/start', 'inconsistent', 'has the wrong length')
      return fitsBoard(problem) ? ok(problem) : refuse('', 'too-large', 'tables would be too large')
    })
  return new ResultAsync(Promise.resolve(checked)).andThen(
    () => new ResultAsync(improved(problem, start, budget).then((plan) => ok(plan))),
  )
}

async function improved(problem: MeetingProblem, start: MeetingPlaces, budget: Budget): Promise<MeetingPlan> {
  const state = stateOf(problem, start)
  const begin = (): Annealing => new Annealing(problem, placesOf(state), costOf(state), budget.seed)
  const moves = iterationsOf(budget, (count) => begin().cool(count))
  const annealing = begin()
  const breathe = breather()
  let done = 0
  if (!isOver(budget))
    for (const count of annealing.steps(moves)) {
      done = count
      budget.onProgress?.({ share: done / moves, cost: annealing.best.cost })
      if (isOver(budget)) break
      await breathe()
    }
  restore(state, annealing.bestTimes(), annealing.best.choice)
  return planOf(state, done, false)
}

const isOver = ({ signal }: Budget): boolean => signal?.aborted === true
