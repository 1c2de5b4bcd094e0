export { type Anchor, type AnchoredHead, anchor } from './audit/anchor.ts'
export { audited } from './audit/audited.ts'
export type { Fault, FaultCode } from './audit/fault.ts'
export { type Verification, type VerifyOptions, verify } from './audit/verify.ts'
export { collection } from './collection/collection.ts'
export { commit, erase } from './commit/commit.ts'
export { type Compartment, compartment, type Kinds, type SubjectDocuments } from './collection/compartment.ts'
export type {
  BodyRow,
  Collection,
  Definition,
  DocumentPage,
  DocumentQuery,
  HistoryQuery,
  Past,
  Put,
  Removed,
  Staged,
  Stored,
  Unreadable,
} from './collection/document.ts'
export type { ErasureIntent, Intent } from './commit/intent.ts'
export type { Receipt } from './commit/receipt.ts'
export type { Where, WhereIn } from './collection/where.ts'
export type {
  Act,
  Address,
  Batch,
  Check,
  Commit,
  Conflict,
  Driver,
  Erasure,
  Guarantees,
  Head,
  Key,
  Keys,
  LogEntry,
  LogQuery,
  LogWrite,
  Page,
  PageQuery,
  Position,
  Refusal,
  Row,
  Write,
} from './driver.ts'
export type { Change, Draft, Ledger, Removal } from './ledger.ts'
export { openMemory } from './memory.ts'
