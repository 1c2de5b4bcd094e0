import type { Outcome } from '../problem.ts'
import { assignSparse } from '../solver/index.ts'
import { ready } from './graph/ready.ts'
import { tooLarge } from './graph/too-large.ts'
import type { PairingPlan } from './pairing-plan.ts'
import type { PairingProblem } from './pairing-problem.ts'
import { planOf } from './plan/plan-of.ts'

/**
 * Who is to be whose helper: the pairs that the hard rules allow, such that no child is left without in favour of one of a lower
 * tier, as many as possible are paired, and the soft terms cost least. The plan proposes and decides nothing.
 *
 * A missing fact never passes a hard rule: the pair is not made, and the rule says what to find out. Every child is in the plan,
 * paired or waiting with the reason. Among plans that cost the same the child that has waited longest goes first, then the
 * smaller id. The same problem in any order gives the same bytes. Time at worst children x pairs allowed x log volunteers.
 * @returns Ok: the plan. Err `invalid`: a field of the wrong form, an id given twice, a term that ends before it begins,
 * decisions that contradict each other, or so many children that costs would pass 2^53.
 * @source the certificate: complementary slackness of the assignment problem (Shapley and Shubik, 1971); priority by tier: Edmonds,
 * Matroids and the greedy algorithm, 1971
 * @example
 * ```ts
 * import { pair } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * pair(nobody).match((plan) => plan.totals, () => []) // => { paired: 0, waiting: 0, byTier: [], cost: 0 }
 * ```
 */
export function pair(problem: PairingProblem): Outcome<PairingPlan> {
  return ready(problem).andThen((compiled) =>
    assignSparse(compiled.choice)
      .orElse(tooLarge)
      .map((assignment) => planOf(compiled, assignment)),
  )
}
