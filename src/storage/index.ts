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
  Rewriting,
  Rewritten,
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
export type {
  Change,
  Draft,
  Ledger,
  LedgerEntry,
  LedgerPage,
  LedgerRow,
  LedgerWrite,
  Removal,
  Resealing,
  Seal,
  SealedLedger,
  Unopened,
} from './ledger.ts'
export { openMemory } from './memory.ts'
export { randomId } from './random.ts'
export type { Cipher, ReadyKey } from './sealed/ciphers/cipher.ts'
export type { Ciphers } from './sealed/ciphers/cipher-list.ts'
export { finishErasures } from './sealed/erasures.ts'
export type { KeyringOptions } from './sealed/keys/key-access.ts'
export type { KeyContext, KeyProvider, KeyStore, WrappedKey } from './sealed/keys/key-provider.ts'
export type { KeyAccess, Keyring, KeyName, NoKey, SealingKeys } from './sealed/keys/keyring.ts'
export { type MasterKeys, masterKeys, memoryMasterKeys, openMasterKeys } from './sealed/keys/master-keys.ts'
export { memoryKeyring, openKeyring } from './sealed/keys/open-keyring.ts'
export { reseal } from './sealed/reseal.ts'
export { sealed } from './sealed/sealed.ts'
