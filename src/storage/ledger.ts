import type { Digest } from '../digest.ts'
import type {
  Act,
  Address,
  Check,
  Commit,
  Driver,
  Erasure,
  Key,
  Keys,
  LogEntry,
  LogQuery,
  LogWrite,
  Page,
  PageQuery,
  Row,
} from './driver.ts'

/** A row to be written, as the layers above the port speak of it: no digest to give. */
export interface Change extends Check {
  readonly body: Uint8Array | null
  readonly keys: Keys
}

/** A commit without link and digests: those are the audit's. */
export interface Draft {
  readonly partition: Key
  readonly id: Key
  readonly fingerprint: string
  readonly note: Uint8Array
  readonly checks: readonly Check[]
  readonly writes: readonly Change[]
}

/** An erasure without a link: that is given by the audit. */
export type Removal = Omit<Act, 'link'> & Pick<Erasure, 'subject'>

/**
 * Why sealed bytes do not open.
 * - `changed`: they were changed, cut, or belong to another place, revision or partition.
 * - `key-missing`: the keyring does not have their key. `key-destroyed`: the subject was erased.
 * - `not-sealed`: they lie open in a sealed store. `unknown-seal`: sealed in a way that this version does not know.
 */
export type Unopened = 'changed' | 'key-missing' | 'key-destroyed' | 'not-sealed' | 'unknown-seal'

/** A row as a ledger shows it. With `unopened` the body is empty: nothing of what lies there is shown. */
export interface LedgerRow extends Row {
  readonly unopened?: Unopened
}

/** A page of rows as a ledger shows it. */
export interface LedgerPage extends Page {
  readonly rows: readonly LedgerRow[]
}

/** A write of a log entry as a ledger shows it; as for rows. */
export interface LedgerWrite extends LogWrite {
  readonly unopened?: Unopened
}

/** A log entry as a ledger shows it. `unopened` is of the note, which is empty then. */
export interface LedgerEntry extends LogEntry {
  readonly unopened?: Unopened
  readonly writes: readonly LedgerWrite[]
}

/** A driver under audit. `audited` makes one; only a ledger can be sealed or hold a collection, so no layer can be left out. */
export interface Ledger extends Omit<Driver, 'commit' | 'erase' | 'audited' | 'get' | 'page' | 'log'> {
  readonly audited: true
  get(partition: Key, at: readonly Address[]): Promise<readonly (LedgerRow | undefined)[]>
  page(query: PageQuery): Promise<LedgerPage>
  log(query: LogQuery): Promise<readonly LedgerEntry[]>
  commit(draft: Draft): Promise<Commit>
  erase(removal: Removal): Promise<Commit>
}

/** What is to be sealed anew, and who says so. */
export type Resealing = Omit<Removal, 'fingerprint'>

/** What a sealed ledger does beside what every ledger does. */
export interface Seal {
  /**
   * A digest under the partition's key, for fingerprints and cursors: nobody without the key can try guesses. For reading in a
   * partition that has no key yet it is one that nobody ever had.
   */
  readonly digest: (partition: Key, use: 'write' | 'read') => Promise<Digest>
  /** Writes rows of a subject that lie under older keys anew, under the key of now; undefined if there are none. */
  readonly reseal: (act: Resealing) => Promise<{ readonly commit: Commit; readonly rows: number } | undefined>
  /** Destroys the keys of subjects whose erasure was written and not finished; how many. */
  readonly finishErasures: () => Promise<number>
}

/** A ledger whose bodies, notes and secret keys lie encrypted in the store. */
export interface SealedLedger extends Ledger {
  readonly seal: Seal
}

/** The seal of a ledger, if it has one. */
export const sealOf = (ledger: Ledger & { readonly seal?: Seal }): Seal | undefined => ledger.seal
