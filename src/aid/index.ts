export {
  type AidFinding,
  aidLedger,
  type AidLedger,
  admit,
  type AllocationBalance,
  type LotBalance,
  type NeedBalance,
} from './ledger.ts'
export { AidEvent, type AidEventOf, readAidEvents, Restriction, What } from './record/aid-event.ts'
export {
  allocationMachine,
  type AllocationMove,
  type AllocationState,
  lotMachine,
  type LotMove,
  type LotState,
  needMachine,
  type NeedMove,
  type NeedState,
} from './record/machines.ts'
export {
  GiverId,
  type GiverKind,
  giverKinds,
  NeedKind,
  RecipientId,
  type RecipientKind,
  recipientKinds,
} from './record/parties.ts'
export { type RecipientRule, recipientRules } from './record/recipient-rules.ts'
export { type Refusal, type RefusalReason, refusalReasons } from './record/refusals.ts'
export {
  type AllocationPlan,
  type AskingNeed,
  type GivingLot,
  type ProposedAllocation,
  proposeAllocations,
  type ShareAnswer,
  type ShareReason,
} from './fairness/propose.ts'
export { type StatementAsked, aidStatement, type StatementRow } from './view/statement.ts'
export { type Trace, traceOf, type TraceStep } from './view/trace.ts'
export { type DisclosureBlocks, disclosureBlocks, type Told } from './view/disclosure.ts'
export { type GiftView, giverView, type PublicRow, type PublicView, publicView } from './view/outside.ts'
export { participation, type ParticipationRow } from './view/participation.ts'
export { type AidAction, aidActions } from './actions.ts'
export { giftsOf, type RowNotTaken, type TakingOver } from './paper/gifts-of.ts'
export { receivedBy } from './paper/received-by.ts'
export { type NeedDraft, needDrafts } from './paper/need-drafts.ts'
