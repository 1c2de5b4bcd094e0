export { type Alternative, explainPair, type PairExplanation, type TermCost } from './explain/explain-pair.ts'
export { explainPlan, type PlanExplanation } from './explain/explain-plan.ts'
export { type Contest, explainUnpaired, type UnpairedExplanation } from './explain/explain-unpaired.ts'
export type { Change, ChildMove } from './explain/moves.ts'
export { pair } from './pair.ts'
export {
  type DiscontinuedMatch,
  PairingPlan,
  type ProposedPair,
  type Renewal,
  type RuleCount,
  type SeatsBySex,
  type WaitingChild,
} from './pairing-plan.ts'
export type { ChildToPair, PairDecision, PairingProblem } from './pairing-problem.ts'
export { verify } from './proof/verify.ts'
export { type HardRule, hardRules, type RuleCode } from './rules/hard-rules.ts'
export { type SoftTerm, softTerms } from './rules/soft-terms.ts'
export { pairingParameters, PairingSettings, PairingWeights, type TermCode } from './settings.ts'
