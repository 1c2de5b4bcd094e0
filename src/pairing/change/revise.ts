import { all, type Outcome, parse } from '../../problem.ts'
import { reassign } from '../../solver/index.ts'
import type { Compiled } from '../graph/compile.ts'
import { ready } from '../graph/ready.ts'
import { tooLarge } from '../graph/too-large.ts'
import { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { planOf } from '../plan/plan-of.ts'
import { changed, type PairingChange } from './change.ts'
import { diffPlans, type PlanDifference } from './diff-plans.ts'

/** A plan after changes. */
export interface Revision {
  /** The problem as it then is, for `verify`, `explainPair` and the next revision. */
  readonly problem: PairingProblem
  readonly plan: PairingPlan
  readonly difference: PlanDifference
}

/**
 * The plan after changes, found from the plan that stands: byte for byte what `pair` answers for the changed problem, but pairs and
 * prices that still fit are kept while it is looked for. Nothing is decided by it, and the old plan need not be proved: a poor one
 * only takes longer. To keep present pairs against better ones, give their agreements as `present`.
 * @returns Ok: the revision. Err `invalid`: the problem, the plan or a change cannot be read. Err `not-found`: a change takes away
 * what is not there.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { pair, revise } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * const file = childFile({ id: 'c1', name: '李小花' })
 * const put = { kind: 'putChild', child: { file, tier: 2 } } as const
 * pair(nobody).andThen((plan) => revise(nobody, plan, [put])).map(({ difference }) => difference.added).unwrapOr([]) // => ['c1']
 * ```
 */
export function revise(
  problem: PairingProblem,
  plan: PairingPlan,
  changes: readonly PairingChange[],
): Outcome<Revision> {
  return all([changed(problem, changes), parse(PairingPlan, plan)]).andThen(([next, before]) =>
    ready(next).andThen((compiled) =>
      reassign(compiled.choice, startFrom(compiled, before))
        .orElse(tooLarge)
        .map((assignment) => {
          const after = planOf(compiled, assignment)
          return { problem: next, plan: after, difference: diffPlans(before, after) }
        }),
    ),
  )
}

/** What would be different after changes, and the totals before and after. */
export interface WhatIf {
  readonly before: PairingPlan['totals']
  readonly after: PairingPlan['totals']
  readonly difference: PlanDifference
}

/**
 * What changes would do to a plan: as `revise`, without the plan.
 * @returns as `revise`
 * @example
 * ```ts
 * import { pair, whatIf } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * pair(nobody).andThen((plan) => whatIf(nobody, plan, [])).map(({ after }) => after.paired).unwrapOr(-1) // => 0
 * ```
 */
export const whatIf = (
  problem: PairingProblem,
  plan: PairingPlan,
  changes: readonly PairingChange[],
): Outcome<WhatIf> =>
  revise(problem, plan, changes).map((revision) => ({
    before: plan.totals,
    after: revision.plan.totals,
    difference: revision.difference,
  }))

/** The pairs and prices of a plan by the numbers of another problem; prices moved with what a tier is worth there. */
function startFrom({ ground, rows, leave }: Compiled, plan: PairingPlan) {
  const at = new Map<string, number>(ground.volunteers.map(({ id }, number) => [id, number]))
  const mates = new Map<string, number>(plan.pairs.map((pair) => [pair.child, at.get(pair.volunteer) ?? -1]))
  const [was, is] = [plan.certificate.leave[0] ?? 1, leave[0] ?? 1]
  const price = new Float64Array(ground.volunteers.length)
  for (const entry of plan.certificate.prices) {
    const number = at.get(entry.volunteer)
    if (number !== undefined) price[number] = entry.price + Math.round(entry.price / Math.max(1, was)) * (is - was)
  }
  return { of: rows.map((child) => mates.get(ground.children[child]?.id ?? '') ?? -1), price }
}
