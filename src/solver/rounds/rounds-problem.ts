import { pointer } from '../../pointer.ts'
import { err, invalid, ok, type Outcome, type Problem } from '../../problem.ts'

/**
 * Visits to be made in rounds. The solver knows numbers only: in a plan of home visits a round is one worker on one day. Times and
 * costs are whole numbers in units of the caller. Lists of lists are compressed rows: list i stands from `start[i]` up to, but
 * without, `start[i + 1]`.
 */
export interface RoundsProblem {
  readonly places: number
  /** From x places + to: time on the way; -1 if there is no way. */
  readonly time: Int32Array
  /** From x places + to: what the way costs. */
  readonly cost: Int32Array

  /** By visit. */
  readonly place: Int32Array
  readonly service: Int32Array
  readonly windowStart: Int32Array
  /** First and last time at which a visit can begin; windows of a visit rise and do not overlap. */
  readonly open: Int32Array
  readonly close: Int32Array
  readonly load: Int32Array
  /** By visit: what it costs to leave it out. */
  readonly prize: Float64Array

  /** By round: where it begins and ends. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** By round: first time of setting out, last time of being back. */
  readonly begin: Int32Array
  readonly end: Int32Array
  readonly capacity: Int32Array
  /** By round: what it costs to use it at all. */
  readonly fixed: Float64Array
  /** Visit x rounds + round: 1 if the visit may be made in it. */
  readonly fits: Uint8Array
}

/** Who is visited in which round, in order. */
export interface Rounds {
  readonly roundStart: Int32Array
  /** Visits of round r in order, from `roundStart[r]`. */
  readonly order: Int32Array
  /** By visit: when it begins as early as can be; -1 if it is left out. */
  readonly begins: Int32Array
  /** Costs of ways, of rounds that are used, and of what is left out. */
  readonly cost: number
  /** Iterations that were done. */
  readonly iterations: number
  readonly status: 'done' | 'aborted'
}

const byVisit = ['place', 'service', 'load', 'prize'] as const
const byRound = ['from', 'to', 'begin', 'end', 'capacity', 'fixed'] as const
const most = 1_000_000_000

/**
 * Whether arrays fit together and numbers are in range.
 * @returns Ok: the same problem. Err `invalid`: what is wrong, by array.
 */
export function checkRoundsProblem(problem: RoundsProblem): Outcome<RoundsProblem> {
  const found = [...typeProblems(problem)]
  if (found.length === 0) found.push(...lengthProblems(problem))
  if (found.length === 0) found.push(...valueProblems(problem))
  const [first, ...rest] = found
  return first ? err([first, ...rest]) : ok(problem)
}

const types: Readonly<
  Partial<Record<keyof RoundsProblem, typeof Uint8Array | typeof Int32Array | typeof Float64Array>>
> = {
  time: Int32Array,
  cost: Int32Array,
  place: Int32Array,
  service: Int32Array,
  windowStart: Int32Array,
  open: Int32Array,
  close: Int32Array,
  load: Int32Array,
  prize: Float64Array,
  from: Int32Array,
  to: Int32Array,
  begin: Int32Array,
  end: Int32Array,
  capacity: Int32Array,
  fixed: Float64Array,
  fits: Uint8Array,
}

function typeProblems(problem: RoundsProblem): readonly Problem[] {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return [invalid('', 'invalid-type', 'must be an object')]
  const wrong = (Object.keys(types) as (keyof typeof types)[])
    .filter((name) => !(types[name] !== undefined && problem[name] instanceof types[name]))
    .map((name) => invalid(pointer(name), 'invalid-type', `must be of type ${types[name]?.name ?? ''}`))
  return Number.isSafeInteger(problem.places) && problem.places > 0
    ? wrong
    : [invalid('/places', 'invalid-value', 'must be a whole number from 1'), ...wrong]
}

function lengthProblems(problem: RoundsProblem): readonly Problem[] {
  const { places, place, from, open, fits } = problem
  const lengths: readonly (readonly [name: keyof RoundsProblem, found: number, right: number])[] = [
    ['time', problem.time.length, places * places],
    ['cost', problem.cost.length, places * places],
    ...byVisit.map((name) => [name, problem[name].length, place.length] as const),
    ...byRound.map((name) => [name, problem[name].length, from.length] as const),
    ['windowStart', problem.windowStart.length, place.length + 1],
    ['close', problem.close.length, open.length],
    ['fits', fits.length, place.length * from.length],
  ]
  return lengths
    .filter(([, found, right]) => found !== right)
    .map(([name]) => invalid(pointer(name), 'invalid-value', 'does not fit the length of the others'))
}

function valueProblems(problem: RoundsProblem): readonly Problem[] {
  const { places, windowStart, open, close } = problem
  const within = (name: 'cost' | 'service' | 'load' | 'open' | 'close' | 'begin' | 'end' | 'capacity', top: number) =>
    problem[name].every((value) => value >= 0 && value <= top) ? [] : [name]
  const wholes = (['prize', 'fixed'] as const).filter(
    (name) => !problem[name].every((value) => Number.isSafeInteger(value) && value >= 0 && value <= 1e12),
  )
  const indices = (['place', 'from', 'to'] as const).filter(
    (name) => !problem[name].every((value) => value >= 0 && value < places),
  )
  const limited = (['cost', 'service', 'load', 'open', 'close', 'begin', 'end', 'capacity'] as const).flatMap((name) =>
    within(name, name === 'cost' ? 1e7 : most / 4),
  )
  const rising =
    windowStart[0] === 0 &&
    windowStart.at(-1) === open.length &&
    windowStart.every((start, v) => v === 0 || start > (windowStart[v - 1] ?? 0))
  const firsts = new Set(windowStart)
  const windows =
    rising && open.every((from, w) => from <= (close[w] ?? 0) && (firsts.has(w) || from > (close[w - 1] ?? 0)))
  return [
    ...[...wholes, ...indices, ...limited].map((name) =>
      invalid(pointer(name), 'invalid-value', 'has a number out of range'),
    ),
    ...(problem.time.every((value) => value >= -1 && value <= most / 4)
      ? []
      : [invalid('/time', 'invalid-value', 'has a number out of range')]),
    ...(windows
      ? []
      : [invalid('/windowStart', 'invalid-value', 'each visit needs windows that rise and do not overlap')]),
  ]
}
