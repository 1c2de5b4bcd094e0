import type { Rounds, RoundsProblem } from './rounds-problem.ts'

/** What is wrong with a plan of rounds, and what it costs, reckoned from the beginning. */
export interface RoundsVerdict {
  readonly cost: number
  /** Visits that are made. */
  readonly made: number
  /** Rounds with at least one visit. */
  readonly used: number
  /** Each with the visit or round that it concerns; empty if nothing is wrong. */
  readonly faults: readonly { readonly fault: RoundsFault; readonly round: number; readonly visit: number }[]
}

/** What can be wrong with a plan of rounds. */
export type RoundsFault =
  | 'twice'
  | 'noSuchVisit'
  | 'notAllowed'
  | 'noWay'
  | 'late'
  | 'lateBack'
  | 'overloaded'
  | 'wrongTime'
  | 'wrongCost'

/**
 * Checks a plan of rounds by walking every round with a clock, and reckons its cost. Shares nothing with the search. Visits begin as early as can be.
 * @example
 * ```ts
 * import { verifyRounds } from 'childfile/solver'
 * const day = { from: Int32Array.of(0), to: Int32Array.of(0), begin: Int32Array.of(480), end: Int32Array.of(520), capacity: Int32Array.of(9), fixed: Float64Array.of(5) }
 * const visit = { place: Int32Array.of(0), service: Int32Array.of(60), windowStart: Int32Array.of(0, 1), open: Int32Array.of(480), close: Int32Array.of(600), load: Int32Array.of(1), prize: Float64Array.of(7) }
 * const problem = { places: 1, time: Int32Array.of(0), cost: Int32Array.of(0), ...visit, ...day, fits: Uint8Array.of(1) }
 * const plan = { roundStart: Int32Array.of(0, 1), order: Int32Array.of(0), begins: Int32Array.of(480), cost: 5 }
 * verifyRounds(problem, plan).faults // => [{ fault: 'lateBack', round: 0, visit: -1 }]
 * ```
 */
export function verifyRounds(
  problem: RoundsProblem,
  { roundStart, order, begins, cost: claimed }: Pick<Rounds, 'roundStart' | 'order' | 'begins' | 'cost'>,
): RoundsVerdict {
  const { places, place, prize, from, to, end, capacity, fixed, fits } = problem
  const rounds = from.length
  const faults: { fault: RoundsFault; round: number; visit: number }[] = []
  const made = new Set<number>()
  let cost = 0
  let used = 0
  for (let round = 0; round < rounds; round++) {
    const visits = [...order.slice(roundStart[round], roundStart[round + 1])]
    if (visits.length === 0) continue
    used++
    cost += fixed[round] ?? 0
    let here = from[round] ?? 0
    let clock = problem.begin[round] ?? 0
    let load = 0
    const goTo = (there: number, visit: number): void => {
      const way = here * places + there
      if ((problem.time[way] ?? -1) < 0) faults.push({ fault: 'noWay', round, visit })
      clock += problem.time[way] ?? 0
      cost += problem.cost[way] ?? 0
      here = there
    }
    for (const visit of visits) {
      if (!(visit >= 0 && visit < place.length)) {
        faults.push({ fault: 'noSuchVisit', round, visit })
        continue
      }
      if (made.has(visit)) faults.push({ fault: 'twice', round, visit })
      made.add(visit)
      if (fits[visit * rounds + round] !== 1) faults.push({ fault: 'notAllowed', round, visit })
      goTo(place[visit] ?? 0, visit)
      const begin = earliest(problem, visit, clock)
      if (begin === undefined) faults.push({ fault: 'late', round, visit })
      else clock = begin
      if (begins[visit] !== clock) faults.push({ fault: 'wrongTime', round, visit })
      clock += problem.service[visit] ?? 0
      load += problem.load[visit] ?? 0
    }
    goTo(to[round] ?? 0, -1)
    if (clock > (end[round] ?? 0)) faults.push({ fault: 'lateBack', round, visit: -1 })
    if (load > (capacity[round] ?? 0)) faults.push({ fault: 'overloaded', round, visit: -1 })
  }
  for (const [visit, missed] of prize.entries()) if (!made.has(visit)) cost += missed
  for (const [visit, begin] of begins.entries())
    if (!made.has(visit) && begin !== -1) faults.push({ fault: 'wrongTime', round: -1, visit })
  if (cost !== claimed) faults.push({ fault: 'wrongCost', round: -1, visit: -1 })
  return { cost, made: made.size, used, faults }
}

/** When a visit can begin if one is there at a time. */
function earliest({ windowStart, open, close }: RoundsProblem, visit: number, arrival: number): number | undefined {
  const windows = Array.from(open.slice(windowStart[visit], windowStart[visit + 1]), (from, i) => ({
    from,
    to: close[(windowStart[visit] ?? 0) + i] ?? -1,
  }))
  const fitting = windows.find(({ to }) => arrival <= to)
  return fitting && Math.max(arrival, fitting.from)
}
