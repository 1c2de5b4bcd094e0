import { all, type Outcome } from '../../problem.ts'
import { draftSeats, enrolSparse, fairRanks, tradeSeats } from '../../solver/index.ts'
import type { Mechanism } from './enrolment-request.ts'
import { type Compiled, type Holdings, seatsHeld } from './seat-pools.ts'

/** What is proved: no plan with these seats kept has more children with a group and then more worth; or nothing of the kind. */
export type EnrolmentProof = 'optimal' | 'none'

/** Who holds what, and which protected seats are still kept. */
export interface Given {
  readonly held: Holdings
  readonly kept: readonly number[]
  readonly proof: EnrolmentProof
}

/**
 * Gives seats. Protected seats that nobody took for whom they are protected are released, and the mechanism runs again, until none
 * are released; `serial` never releases them, since that would reward holding back a wish.
 */
export function give(compiled: Compiled, mechanism: Mechanism): Outcome<Given> {
  const once = (kept: readonly number[]) => runs[mechanism](compiled, kept)
  const settled = (kept: readonly number[]): Outcome<Given> =>
    once(kept).andThen((given): Outcome<Given> => {
      const left = mechanism === 'serial' ? kept : stillKept(compiled, given.held, kept)
      return left.every((seats, g) => seats === kept[g]) ? all([]).map(() => ({ ...given, kept })) : settled(left)
    })
  return settled(compiled.protectedSeats)
}

/** Protected seats that children hold for whom they are protected. */
export function stillKept(compiled: Compiled, held: Holdings, kept: readonly number[]): readonly number[] {
  const { protectedOnes } = seatsHeld(compiled, held)
  return kept.map((seats, g) => Math.min(seats, protectedOnes[g] ?? 0))
}

type Run = (compiled: Compiled, kept: readonly number[]) => Outcome<Omit<Given, 'kept'>>

const runs: Readonly<Record<Mechanism, Run>> = {
  flow: (compiled, kept) =>
    enrolSparse(compiled.problem(kept)).map(({ taken, worth, bound }) => ({
      held: compiled.holdingsOf(taken),
      proof: worth === bound ? 'optimal' : 'none',
    })),
  draft: (compiled, kept) => {
    const problem = compiled.problem(kept)
    return draftSeats(problem, turnsOf(compiled), 'snake')
      .andThen((taken) => tradeSeats(problem, taken))
      .map((taken) => ({ held: compiled.holdingsOf(taken), proof: 'none' }))
  },
  serial: (compiled, kept) =>
    draftSeats(compiled.problem(kept), turnsOf(compiled), 'serial').map((taken) => ({
      held: compiled.holdingsOf(taken),
      proof: 'none',
    })),
  leximin: (compiled, kept) => fairest(compiled, kept),
}

/** Children by lot, those never enrolled before all others. */
function turnsOf({ request: { children } }: Compiled): Int32Array {
  const rows = children.map((_, i) => i)
  const before = (i: number) => children[i]?.enrolledBefore === 'yes'
  return Int32Array.from([...rows.filter((i) => !before(i)), ...rows.filter(before)])
}

/** One group for each child as fair as can be, then more groups in the seats that are left. */
function fairest(compiled: Compiled, kept: readonly number[]): Outcome<Omit<Given, 'kept'>> {
  const { wishes, request, clash } = compiled
  const problem = compiled.problem(kept)
  const rank = Int32Array.from(
    wishes.flatMap((mine) => mine.flatMap((wish) => (wish.isProtected ? [wish.rank, wish.rank] : [wish.rank]))),
  )
  const weight = Int32Array.from(request.children, ({ enrolledBefore }) => (enrolledBefore === 'yes' ? 1 : 2))
  return fairRanks(wanted(problem, rank, weight)).andThen((main) => {
    const seats = problem.seats.slice()
    for (const pool of main) if (pool >= 0) seats[pool] = (seats[pool] ?? 0) - 1
    const rest: number[] = []
    const start = Int32Array.from([0, ...request.children.map(() => 0)])
    for (let i = 0; i < main.length; i++) {
      const pool = main[i] ?? -1
      for (let e = problem.start[i] ?? 0; e < (problem.start[i + 1] ?? 0); e++)
        if (pool >= 0 && !clash(pool >> 1, (problem.group[e] ?? 0) >> 1)) rest.push(e)
      start[i + 1] = rest.length
    }
    return enrolSparse({
      ...problem,
      seats,
      start,
      group: Int32Array.from(rest, (e) => problem.group[e] ?? 0),
      worth: Float64Array.from(rest, (e) => problem.worth[e] ?? 0),
      first: new Float64Array(main.length),
      most: problem.most.map((most) => Math.max(0, most - 1)),
    }).map(({ taken }) => {
      const further = new Uint8Array(problem.group.length)
      rest.forEach((e, k) => {
        further[e] = taken[k] ?? 0
      })
      const held = compiled.holdingsOf(further).map((mine, i) => {
        const pool = main[i] ?? -1
        return pool < 0 ? mine : [pool >> 1, ...mine]
      })
      return { held, proof: 'none' as const }
    })
  })
}

/** The wishes of children who want any group. */
function wanted(
  problem: ReturnType<Compiled['problem']>,
  rank: Int32Array,
  weight: Int32Array,
): Parameters<typeof fairRanks>[0] {
  const wishes: number[] = []
  const start = new Int32Array(problem.start.length)
  for (let i = 0; i + 1 < start.length; i++) {
    for (let e = problem.start[i] ?? 0; e < (problem.start[i + 1] ?? 0); e++)
      if ((problem.most[i] ?? 0) > 0) wishes.push(e)
    start[i + 1] = wishes.length
  }
  return {
    seats: problem.seats,
    start,
    group: Int32Array.from(wishes, (e) => problem.group[e] ?? 0),
    rank: Int32Array.from(wishes, (e) => rank[e] ?? 0),
    weight,
  }
}
