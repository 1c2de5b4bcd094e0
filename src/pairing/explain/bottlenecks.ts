import type { VolunteerId } from '../../id.ts'
import { metresBetween } from '../../place.ts'
import { Tier } from '../../policy.ts'
import type { Outcome } from '../../problem.ts'
import type { Compiled } from '../graph/compile.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { type Replay, replay } from './replay.ts'

/** Where one more seat would help most. */
export interface Bottlenecks {
  /**
   * What one more seat with a volunteer would do: the tier of the child who would be paired in addition, and how much more the soft
   * terms would cost then (less than 0: they would cost less). Only where it would do anything; most helpful first.
   */
  readonly seats: readonly {
    readonly volunteer: VolunteerId
    readonly gains: Tier | 'none'
    readonly cost: number
  }[]
  /**
   * Where a new volunteer to whom no rule objects would help most, by village and sex: the highest tier of a child who waits and would
   * be paired, directly or by others moving on, and how many who wait he or she could take directly. Most helpful first.
   */
  readonly villages: readonly {
    readonly village: string
    readonly sex: 'male' | 'female'
    readonly gains: Tier
    readonly waiting: number
  }[]
}

const tiers = Tier.options.map(({ value }) => value)

/**
 * Where one more seat or one more volunteer would help most. The new volunteer is taken to speak every language and to be at no
 * school and in no case; siblings who are kept together stay as they are. The plan is proved anew before.
 * @returns Ok: the bottlenecks. Err `invalid`: the problem or the plan cannot be read, or the plan is not a proved plan of the problem.
 * @source Shapley and Shubik, The assignment game, 1971: the least price is what one more seat saves
 * @example
 * ```ts
 * import { bottlenecks, pair } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * pair(nobody).andThen((plan) => bottlenecks(nobody, plan)).unwrapOr(undefined) // => { seats: [], villages: [] }
 * ```
 */
export function bottlenecks(problem: PairingProblem, plan: PairingPlan): Outcome<Bottlenecks> {
  return replay(problem, plan).map((replayed) => {
    const { compiled, assignment } = replayed
    const reached = highestWaiting(replayed)
    const rank = (gains: Tier | 'none'): number => (gains === 'none' ? -1 : gains)
    const seats = compiled.ground.volunteers.flatMap(({ id }, at) => {
      const price = assignment.price[at] ?? 0
      const gains: Tier | 'none' = tiers.find((tier) => tier === reached.targets[at]) ?? 'none'
      const cost = (gains === 'none' ? 0 : (compiled.leave[gains] ?? 0)) - price
      return price === 0 ? [] : [{ volunteer: id, gains, cost }]
    })
    return {
      seats: seats.sort(
        (a, b) => rank(b.gains) - rank(a.gains) || a.cost - b.cost || (a.volunteer < b.volunteer ? -1 : 1),
      ),
      villages: villagesOf(compiled, assignment.of, reached.rows),
    }
  })
}

/** The highest tier of a waiting child who could come to each target, and to the seat of each row, by others moving on. */
function highestWaiting({ compiled, assignment }: Replay) {
  const { choice, ground, rows } = compiled
  const tierOf = (row: number): number => ground.children[rows[row] ?? -1]?.tier ?? 0
  const holders: number[][] = Array.from(choice.seats, () => [])
  assignment.of.forEach((at, row) => holders[at]?.push(row))
  const targets = new Int32Array(choice.seats.length).fill(-1)
  const ofRow = assignment.of.map((at, row) => (at < 0 ? tierOf(row) : -1))
  const waiting = Array.from(ofRow.keys())
    .filter((row) => (ofRow[row] ?? -1) >= 0)
    .sort((a, b) => tierOf(b) - tierOf(a) || a - b)
  for (const first of waiting) {
    const queue = [first]
    for (const row of queue)
      for (let e = choice.start[row] ?? 0; e < (choice.start[row + 1] ?? 0); e++) {
        const at = choice.target[e] ?? -1
        if ((targets[at] ?? 0) >= 0) continue
        targets[at] = tierOf(first)
        for (const holder of holders[at] ?? []) {
          ofRow[holder] = tierOf(first)
          queue.push(holder)
        }
      }
  }
  return { targets, rows: ofRow }
}

function villagesOf({ ground, rows, seen }: Compiled, of: Int32Array, gains: Int32Array): Bottlenecks['villages'] {
  const { places, children, childVillage, limitMetres, on } = ground
  const onMap = [...seen.villages]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ code, longitude, latitude }) =>
      typeof longitude === 'number' && typeof latitude === 'number' ? [{ code, longitude, latitude }] : [],
    )
  return onMap
    .flatMap((village) => {
      const near = places.map((place) => metresBetween(village, place) <= limitMetres)
      return (['female', 'male'] as const).flatMap((sex) => {
        let best = -1
        let waiting = 0
        rows.forEach((at, row) => {
          const child = children[at]
          if (!child || near[childVillage[at] ?? -1] !== true) return
          const anySex = child.otherSexAgreed || (child.sameSexOn !== undefined && child.sameSexOn > on)
          if (!anySex && child.sex !== sex) return
          best = Math.max(best, gains[row] ?? -1)
          if ((of[row] ?? -1) < 0) waiting++
        })
        const tier = tiers.find((value) => value === best)
        return tier === undefined ? [] : [{ village: String(village.code), sex, gains: tier, waiting }]
      })
    })
    .sort((a, b) => b.gains - a.gains || b.waiting - a.waiting || (a.village + a.sex < b.village + b.sex ? -1 : 1))
}
