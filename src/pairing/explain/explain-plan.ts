import type { ChildId } from '../../id.ts'
import type { Outcome } from '../../problem.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { waitingOf } from '../plan/waiting.ts'
import { matchText, type PairExplanation, termsOf } from './explain-pair.ts'
import { waitingText } from './explain-unpaired.ts'
import { replay } from './replay.ts'

/** Why each pair stands and why each child waits, in short. */
export interface PlanExplanation {
  /** In order of children. */
  readonly pairs: readonly Omit<PairExplanation, 'alternatives'>[]
  readonly waiting: readonly {
    readonly child: ChildId
    readonly zh: readonly string[]
    readonly en: readonly string[]
  }[]
}

/**
 * The reasons for every pair and every child who waits, without alternatives and exchanges: those are for `explainPair` and
 * `explainUnpaired`, a child at a time. The plan is proved anew once.
 * @returns Ok: the reasons. Err `invalid`: the problem or the plan cannot be read, or the plan is not a proved plan of the problem.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { explainPlan, pair } from 'childfile/pairing'
 * const file = childFile({ id: 'c1', name: '李小花', register: { registerState: 'exited' } })
 * const one = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [{ file, tier: 2 }], volunteers: [], villages: [] } as const
 * const why = pair(one).andThen((plan) => explainPlan(one, plan))
 * why.map(({ waiting }) => waiting.map(({ child }) => child)).unwrapOr([]) // => ['c1']
 * ```
 */
export const explainPlan = (problem: PairingProblem, plan: PairingPlan): Outcome<PlanExplanation> =>
  replay(problem, plan).map((replayed) => {
    const { compiled, assignment, matches } = replayed
    return {
      pairs: matches.map((match) => {
        const terms = termsOf(replayed, match)
        const { child, volunteer, fixed, cost } = match
        const words = (language: 'zh' | 'en'): readonly string[] => matchText(match, terms, [], language)
        return { child: child.id, volunteer: volunteer.id, fixed, terms, total: cost, zh: words('zh'), en: words('en') }
      }),
      waiting: waitingOf(compiled, assignment.of, matches).map((entry) => {
        const words = (language: 'zh' | 'en'): readonly string[] => waitingText(entry, undefined, undefined, language)
        return { child: entry.child, zh: words('zh'), en: words('en') }
      }),
    }
  })
