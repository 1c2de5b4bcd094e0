import type { ChildId, VolunteerId } from '../../id.ts'
import type { PairingPlan } from '../pairing-plan.ts'

/** What is different between two plans, in order of children. */
export interface PlanDifference {
  /** Children in both plans who have another volunteer, or one in only one of them. */
  readonly moved: readonly {
    readonly child: ChildId
    readonly from: VolunteerId | 'none'
    readonly to: VolunteerId | 'none'
  }[]
  readonly added: readonly ChildId[]
  readonly removed: readonly ChildId[]
  /** How many more are paired, by tier; only tiers that differ. */
  readonly paired: readonly { readonly tier: PairingPlan['totals']['byTier'][number]['tier']; readonly more: number }[]
  /** How much more the soft terms cost. */
  readonly cost: number
}

/**
 * What is different in the second plan.
 * @example
 * ```ts
 * import { diffPlans, pair } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * pair(nobody).map((plan) => diffPlans(plan, plan)).unwrapOr(undefined) // => { moved: [], added: [], removed: [], paired: [], cost: 0 }
 * ```
 */
export function diffPlans(before: PairingPlan, after: PairingPlan): PlanDifference {
  const [was, is] = [placesOf(before), placesOf(after)]
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => (a < b ? -1 : 1))
  const paired = ({ totals }: PairingPlan, tier: number): number =>
    totals.byTier.find((entry) => entry.tier === tier)?.paired ?? 0
  return {
    moved: ids.flatMap((child) => {
      const [from, to] = [was.get(child), is.get(child)]
      return from === undefined || to === undefined || from === to ? [] : [{ child, from, to }]
    }),
    added: ids.filter((child) => !was.has(child)),
    removed: ids.filter((child) => !is.has(child)),
    paired: ([0, 1, 2, 3, 4] as const).flatMap((tier) => {
      const more = paired(after, tier) - paired(before, tier)
      return more === 0 ? [] : [{ tier, more }]
    }),
    cost: after.totals.cost - before.totals.cost,
  }
}

const placesOf = ({ pairs, waiting }: PairingPlan): ReadonlyMap<ChildId, VolunteerId | 'none'> =>
  new Map<ChildId, VolunteerId | 'none'>([
    ...pairs.map(({ child, volunteer }) => [child, volunteer] as const),
    ...waiting.map(({ child }) => [child, 'none'] as const),
  ])
