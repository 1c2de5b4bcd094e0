export {
  matchActor,
  type MatchEvent,
  matchLifecycle,
  type MatchRecord,
  type MatchState,
} from './agreement/match-lifecycle.ts'
export type { PairingChange } from './change/change.ts'
export { diffPlans, type PlanDifference } from './change/diff-plans.ts'
export { type Revision, revise, type WhatIf, whatIf } from './change/revise.ts'
export { type Bottlenecks, bottlenecks } from './explain/bottlenecks.ts'
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
export { PairingRules, readPairingRules } from './rules/rules-document.ts'
export { type SoftTerm, softTerms } from './rules/soft-terms.ts'
export { pairingParameters, PairingSettings, PairingWeights, type TermCode } from './settings.ts'
