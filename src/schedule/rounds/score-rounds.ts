import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import {
  type PlannedRound,
  type RoundDraft,
  type RoundFault,
  roundsParameters,
  RoundsPlanProblem,
  type RoundsScore,
  type RoundStop,
  type RoundVisit,
  type Shift,
} from './rounds-problem.ts'

/** Minutes on the way that a visit is worth. */
export function worthOf(visit: RoundVisit, { worth, shifts }: RoundsPlanProblem): number {
  const on = shifts.map((shift) => shift.on).reduce((least, day) => (day < least ? day : least), '9999-12-31')
  const day = shifts.length === 0 ? '2021-06-01' : on
  const tiers: readonly number[] = worth?.tiers ?? parameterOn(roundsParameters.tierWorth, day).value
  const lateDay = worth?.lateDay ?? parameterOn<number>(roundsParameters.lateDayWorth, day).value
  return (tiers[visit.tier] ?? 0) + (visit.lateDays ?? 0) * lateDay
}

/**
 * Walks rounds with a clock, whoever made them, and says when each visit begins, how long the way is and which rule is broken where.
 * Shares nothing with the planning. A visit begins as soon as worker and hours allow; of several shifts of one worker on a day the
 * first counts.
 * @returns Ok: times, cost and faults. Err `invalid`: a problem that cannot be read.
 * @example
 * ```ts
 * import { WorkerId } from 'childfile'
 * import { scoreRounds } from 'childfile/schedule'
 * const worker = WorkerId.parse('w1')
 * const travel = { places: ['office', 'a'], minutes: [[0, 30], [30, 0]] }
 * const shifts = [{ worker, on: '2026-09-15', from: 480, to: 600, start: 'office', end: 'office' }]
 * const visits = [{ id: 'v1', place: 'a', minutes: 60, tier: 1 }, { id: 'v2', place: 'a', minutes: 60, tier: 1 }]
 * const score = scoreRounds({ visits, shifts, travel }, [{ worker, on: '2026-09-15', visits: ['v1', 'v2'] }])
 * score.map(({ way, rounds, faults }) => [way, rounds[0]?.stops[0]?.begin, faults.map(({ fault }) => fault)]).unwrapOr([]) // => [60, 510, ['backLate']]
 * ```
 */
export function scoreRounds(problem: unknown, drafts: readonly RoundDraft[]): Outcome<RoundsScore> {
  return parse(RoundsPlanProblem, problem).map((read) => scored(read, drafts))
}

/** As `scoreRounds`, for a problem that was read already. */
export function scored(problem: RoundsPlanProblem, drafts: readonly RoundDraft[]): RoundsScore {
  const byId = new Map(problem.visits.map((visit) => [visit.id, visit]))
  const faults: RoundsScore['faults'][number][] = []
  const rounds = drafts.map((draft): PlannedRound => {
    const { worker, on } = draft
    const report = (fault: RoundFault, visit = 'none'): void => void faults.push({ fault, worker, on, visit })
    const shift = problem.shifts.find((one) => one.worker === worker && one.on === on)
    if (!shift) {
      report('unknownShift')
      return { ...draft, leave: 0, back: 0, way: 0, stops: [] }
    }
    return walked(draft, shift, problem, byId, report)
  })
  const made = new Set<string>()
  for (const { worker, on, stops } of rounds)
    for (const { visit } of stops) {
      const times = rounds.flatMap((round) => round.stops.filter((stop) => stop.visit === visit)).length
      const wanted = byId.get(visit)?.together ? 2 : 1
      if (times < wanted) faults.push({ fault: 'oneWorkerOnly', worker, on, visit })
      else made.add(visit)
      if (times > wanted) faults.push({ fault: 'twice', worker, on, visit })
    }
  return {
    rounds,
    way: rounds.reduce((sum, { way }) => sum + way, 0),
    made: made.size,
    missed: problem.visits.filter(({ id }) => !made.has(id)).reduce((sum, visit) => sum + worthOf(visit, problem), 0),
    faults,
  }
}

/** Minutes from place to place; undefined where the table has no such place. */
export function wayBetween({ travel }: RoundsPlanProblem, from: string, to: string): number | undefined {
  return travel.minutes[travel.places.indexOf(from)]?.[travel.places.indexOf(to)]
}

/** What of a visit, times aside, keeps a worker from making it on the day of a shift. */
export function unfit(visit: RoundVisit, shift: Shift): 'day' | 'worker' | 'skill' | undefined {
  const { from, until, together, worker, notWorkers = [], skills = [] } = visit
  if ((from !== undefined && shift.on < from) || (until !== undefined && shift.on > until)) return 'day'
  if (together !== undefined && together.on !== shift.on) return 'day'
  if ((worker !== undefined && worker !== shift.worker) || notWorkers.includes(shift.worker)) return 'worker'
  return skills.every((skill) => (shift.skills ?? []).includes(skill)) ? undefined : 'skill'
}

/** The first minute from an arrival on at which a visit can begin. */
export function beginningOf({ hours, together }: RoundVisit, arrive: number): number | undefined {
  if (together) return arrive <= together.at ? together.at : undefined
  if (hours === undefined) return arrive
  const fitting = hours.filter(({ to }) => arrive <= to).map(({ from }) => Math.max(arrive, from))
  return fitting.length === 0 ? undefined : fitting.reduce((least, one) => Math.min(least, one))
}

function walked(
  draft: RoundDraft,
  shift: Shift,
  problem: RoundsPlanProblem,
  byId: ReadonlyMap<string, RoundVisit>,
  report: (fault: RoundFault, visit?: string) => void,
): PlannedRound {
  let clock = shift.from
  let here = shift.start
  let way = 0
  const stops: RoundStop[] = []
  const goTo = (place: string, visit?: string): void => {
    const minutes = wayBetween(problem, here, place)
    if (minutes === undefined) report('noWay', visit)
    way += minutes ?? 0
    clock += minutes ?? 0
    here = place
  }
  for (const id of draft.visits) {
    const visit = byId.get(id)
    if (!visit) {
      report('unknownVisit', id)
      continue
    }
    const wrong = unfit(visit, shift)
    if (wrong) report(wrong, id)
    goTo(visit.place, id)
    const arrive = clock
    const begin = beginningOf(visit, arrive)
    if (begin === undefined) report('hours', id)
    clock = (begin ?? arrive) + visit.minutes
    stops.push({ visit: id, arrive, begin: begin ?? arrive, end: clock })
  }
  if (stops.length > 0) goTo(shift.end)
  if (clock > shift.to) report('backLate')
  if (stops.length > (shift.most ?? Infinity)) report('tooMany')
  return { ...draft, leave: shift.from, back: clock, way, stops }
}
