import { epochDay } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { err, invalid, ok, type Outcome, type OutcomeAsync, parse, type Problem, ResultAsync } from '../../problem.ts'
import { type Budget, type Rounds, type RoundsProblem, routeVisits } from '../../solver/index.ts'
import { type RoundDraft, RoundsPlanProblem, type RoundsScore, type RoundVisit, type Shift } from './rounds-problem.ts'
import { beginningOf, scored, unfit, wayBetween, worthOf } from './score-rounds.ts'

/** Why a visit is in no round: for each shift the first thing that stands in the way, counted. */
export interface UnassignedVisit {
  readonly visit: string
  readonly reasons: readonly {
    readonly reason: 'day' | 'worker' | 'skill' | 'noWay' | 'hours' | 'full' | 'noTime' | 'tooFar' | 'secondWorker'
    readonly shifts: number
  }[]
}

/** Rounds with their times, what is in none of them and why, and how long was searched. */
export interface RoundsPlan extends RoundsScore {
  readonly unassigned: readonly UnassignedVisit[]
  readonly iterations: number
  readonly status: 'done' | 'aborted'
}

/** How rounds are to be looked for, besides the budget. */
export interface RoundsPlanOptions {
  /** Rounds to begin with, such as yesterday's or those made by hand. */
  readonly start?: readonly RoundDraft[]
  /** Use as few shifts as can be found. */
  readonly fewest?: boolean
}

const dayMinutes = 1440

/**
 * Who visits whom in which order on which day, with as little time on the way as can be found. Hours, skills, shifts, who may come
 * and who must not are never broken. A visit that would cost more minutes on the way than it is worth, or that fits nowhere, is left
 * out with its reasons; what is urgent or late is worth more. Two workers who come together both come, or neither.
 * Same seed and iterations give the same plan, whatever the order of visits and shifts.
 * @returns Ok: rounds with at least one visit, by day and worker. Err `invalid`: a problem that cannot be read, an id or a shift given
 * twice, a place that the table does not have, a budget that makes no sense.
 * @source slack induction by string removals: see `routeVisits`
 * @example
 * ```ts
 * import { WorkerId } from 'childfile'
 * import { planRounds } from 'childfile/schedule'
 * const travel = { places: ['office', 'a', 'b'], minutes: [[0, 30, 40], [30, 0, 10], [40, 10, 0]] }
 * const shifts = [{ worker: WorkerId.parse('w1'), on: '2026-09-15', from: 480, to: 720, start: 'office', end: 'office' }] as const
 * const visits = [{ id: 'v1', place: 'a', minutes: 60, tier: 1 }, { id: 'v2', place: 'b', minutes: 60, tier: 2 }] as const
 * const plan = await planRounds({ visits, shifts, travel }, { seed: 1, iterations: 200 })
 * plan.isOk() && [plan.value.way, plan.value.rounds[0]?.stops.length, plan.value.unassigned] // => [80, 2, []]
 * ```
 */
export function planRounds(
  problem: RoundsPlanProblem,
  budget: Budget,
  options: RoundsPlanOptions = {},
): OutcomeAsync<RoundsPlan> {
  return new ResultAsync(Promise.resolve(read(problem))).andThen((sorted) =>
    search(sorted, budget, options, new Set(), 0).map(({ rounds, dropped, done }) => {
      const score = better(scored(sorted, rounds), options, sorted)
      return {
        ...score,
        unassigned: unassigned(sorted, score, dropped),
        iterations: done.iterations,
        status: done.status,
      }
    }),
  )
}

/** What was found, or what it began with if that is sound and cheaper. */
function better(found: RoundsScore, { start, fewest }: RoundsPlanOptions, problem: RoundsPlanProblem): RoundsScore {
  if (start === undefined || fewest === true) return found
  const before = scored(problem, start)
  return before.faults.length === 0 && before.way + before.missed < found.way + found.missed ? before : found
}

/** The problem with visits and shifts in an order of their own, so that the order in which they came changes nothing. */
function read(problem: unknown): Outcome<RoundsPlanProblem> {
  return parse(RoundsPlanProblem, problem).andThen((given): Outcome<RoundsPlanProblem> => {
    const visits = [...given.visits].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    const shifts = [...given.shifts].sort((a, b) =>
      a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.worker < b.worker ? -1 : a.worker > b.worker ? 1 : 0,
    )
    const places = new Set(given.travel.places)
    const size = given.travel.places.length
    const square = given.travel.minutes.length === size && given.travel.minutes.every((row) => row.length === size)
    const problems: readonly Problem[] = [
      ...(square ? [] : [invalid('/travel/minutes', 'invalid-value', 'must have a row and a column for each place')]),
      ...visits.flatMap(({ id }, i) =>
        visits[i - 1]?.id === id ? [invalid('/visits', 'duplicate', 'an id is given twice')] : [],
      ),
      ...shifts.flatMap(({ worker, on }, i) =>
        shifts[i - 1]?.worker === worker && shifts[i - 1]?.on === on
          ? [invalid('/shifts', 'duplicate', 'a worker has two shifts on one day')]
          : [],
      ),
      ...given.visits.flatMap(({ place }, i) =>
        places.has(place) ? [] : [invalid(pointer('visits', i, 'place'), 'unknown-code', 'is no place of the table')],
      ),
      ...given.shifts.flatMap(({ start, end }, i) =>
        places.has(start) && places.has(end)
          ? []
          : [invalid(pointer('shifts', i), 'unknown-code', 'begins or ends at no place of the table')],
      ),
    ]
    const [first, ...rest] = problems
    return first ? err([first, ...rest]) : ok({ ...given, visits, shifts })
  })
}

interface Found {
  readonly rounds: readonly RoundDraft[]
  /** Visits for two of which only one could come. */
  readonly dropped: ReadonlySet<string>
  readonly done: Pick<Rounds, 'iterations' | 'status'>
}

/** Searches; where only one of two workers found time, does it again without that visit. */
function search(
  problem: RoundsPlanProblem,
  budget: Budget,
  options: RoundsPlanOptions,
  dropped: ReadonlySet<string>,
  before: number,
): OutcomeAsync<Found> {
  const stops = problem.visits
    .filter(({ id }) => !dropped.has(id))
    .flatMap((visit) => (visit.together ? [visit, visit] : [visit]))
  const numbers = numbersOf(problem, stops)
  const start = options.start && startOf(problem, stops, options.start)
  return routeVisits(numbers, budget, {
    ...(options.fewest === undefined ? {} : { fewest: options.fewest }),
    ...(start ? { start } : {}),
  }).andThen((found) => {
    const rounds = draftsOf(problem, stops, found)
    const alone = problem.visits.filter(
      ({ id, together }) =>
        together && rounds.flatMap(({ visits }) => visits.filter((visit) => visit === id)).length === 1,
    )
    const iterations = before + found.iterations
    if (alone.length === 0)
      return new ResultAsync(Promise.resolve(ok({ rounds, dropped, done: { ...found, iterations } })))
    const without = new Set([...dropped, ...alone.map(({ id }) => id)])
    return search(problem, budget, { ...options, start: rounds }, without, iterations)
  })
}

function numbersOf(problem: RoundsPlanProblem, stops: readonly RoundVisit[]): RoundsProblem {
  const { shifts, travel } = problem
  const size = travel.places.length
  const placeOf = new Map(travel.places.map((place, i) => [place, i]))
  const firstDay = shifts.reduce((least, { on }) => Math.min(least, epochDay(on)), Infinity)
  const dayOf = ({ on }: Pick<Shift, 'on'>): number => (epochDay(on) - firstDay) * dayMinutes
  const ways = Int32Array.from(
    { length: size * size },
    (_, way) => travel.minutes[Math.floor(way / size)]?.[way % size] ?? -1,
  )
  const days = [...new Set(shifts.map(dayOf))].sort((a, b) => a - b)
  const windows = stops.map(({ hours, together }) =>
    days.flatMap((day) =>
      together
        ? [[day + together.at, day + together.at] as const]
        : merged(hours ?? [{ from: 0, to: dayMinutes - 1 }]).map(({ from, to }) => [day + from, day + to] as const),
    ),
  )
  const starts = [0]
  for (const one of windows) starts.push((starts.at(-1) ?? 0) + Math.max(1, one.length))
  const flat = windows.flatMap((one) => (one.length === 0 ? [[0, 0] as const] : one))
  const perShift = (of: (shift: Shift) => number) => Int32Array.from(shifts, of)
  const wayThere = ways.map((way) => Math.max(0, way))
  return {
    places: Math.max(1, size),
    time: size === 0 ? new Int32Array(1) : ways,
    cost: size === 0 ? new Int32Array(1) : wayThere,
    place: Int32Array.from(stops, ({ place }) => placeOf.get(place) ?? 0),
    service: Int32Array.from(stops, ({ minutes }) => minutes),
    windowStart: Int32Array.from(starts),
    open: Int32Array.from(flat, ([open]) => open),
    close: Int32Array.from(flat, ([, close]) => close),
    load: new Int32Array(stops.length).fill(1),
    prize: Float64Array.from(stops, (visit) => Math.ceil(worthOf(visit, problem) / (visit.together ? 2 : 1))),
    from: perShift(({ start }) => placeOf.get(start) ?? 0),
    to: perShift(({ end }) => placeOf.get(end) ?? 0),
    begin: perShift((shift) => dayOf(shift) + shift.from),
    end: perShift((shift) => dayOf(shift) + shift.to),
    capacity: perShift(({ most }) => most ?? stops.length),
    fixed: new Float64Array(shifts.length),
    fits: Uint8Array.from(stops.flatMap((visit) => shifts.map((shift) => (unfit(visit, shift) ? 0 : 1)))),
  }
}

/** Hours in order; those that meet are one. */
function merged(hours: NonNullable<RoundVisit['hours']>): readonly { readonly from: number; readonly to: number }[] {
  const out: { from: number; to: number }[] = []
  for (const { from, to } of [...hours].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else out.push({ from, to: Math.min(to, dayMinutes - 1) })
  }
  return out
}

function draftsOf(
  { shifts }: RoundsPlanProblem,
  stops: readonly RoundVisit[],
  { roundStart, order }: Pick<Rounds, 'roundStart' | 'order'>,
): readonly RoundDraft[] {
  return shifts.flatMap(({ worker, on }, r) => {
    const visits = Array.from(order.slice(roundStart[r], roundStart[r + 1]), (v) => stops[v]?.id ?? '')
    return visits.length === 0 ? [] : [{ worker, on, visits }]
  })
}

function startOf(
  { shifts }: RoundsPlanProblem,
  stops: readonly RoundVisit[],
  drafts: readonly RoundDraft[],
): Pick<Rounds, 'roundStart' | 'order'> {
  const free = new Map<string, number[]>()
  for (const [v, { id }] of stops.entries()) free.set(id, [...(free.get(id) ?? []), v])
  const lists = shifts.map(({ worker, on }) =>
    drafts
      .filter((draft) => draft.worker === worker && draft.on === on)
      .flatMap(({ visits }) => visits.flatMap((id) => free.get(id)?.shift() ?? [])),
  )
  const starts = [0]
  for (const list of lists) starts.push((starts.at(-1) ?? 0) + list.length)
  return { roundStart: Int32Array.from(starts), order: Int32Array.from(lists.flat()) }
}

/** What is in no round, with the first thing that stands in the way in each shift. */
function unassigned(
  problem: RoundsPlanProblem,
  score: RoundsScore,
  dropped: ReadonlySet<string>,
): readonly UnassignedVisit[] {
  const made = new Set(score.rounds.flatMap(({ visits }) => visits))
  return problem.visits
    .filter(({ id }) => !made.has(id))
    .map((visit) => {
      const counts = new Map<UnassignedVisit['reasons'][number]['reason'], number>()
      for (const shift of problem.shifts) {
        const reason = dropped.has(visit.id) ? 'secondWorker' : obstacle(visit, shift, problem, score)
        counts.set(reason, (counts.get(reason) ?? 0) + 1)
      }
      return { visit: visit.id, reasons: [...counts].map(([reason, shifts]) => ({ reason, shifts })) }
    })
}

type Reason = UnassignedVisit['reasons'][number]['reason']

function obstacle(visit: RoundVisit, shift: Shift, problem: RoundsPlanProblem, score: RoundsScore): Reason {
  const wrong = unfit(visit, shift)
  if (wrong) return wrong
  const there = wayBetween(problem, shift.start, visit.place)
  const back = wayBetween(problem, visit.place, shift.end)
  if (there === undefined || back === undefined) return 'noWay'
  const begin = beginningOf(visit, shift.from + there)
  if (begin === undefined || begin + visit.minutes + back > shift.to) return 'hours'
  const round = score.rounds.find(({ worker, on }) => worker === shift.worker && on === shift.on)
  const visits = round?.visits ?? []
  if (visits.length >= (shift.most ?? Infinity)) return 'full'
  const fits = visits.concat('').some((_, at) => {
    const draft = { worker: shift.worker, on: shift.on, visits: visits.toSpliced(at, 0, visit.id) }
    return scored({ ...problem, visits: problem.visits }, [draft]).faults.every(
      ({ fault }) => fault === 'oneWorkerOnly',
    )
  })
  return fits ? (visit.together ? 'secondWorker' : 'tooFar') : 'noTime'
}
