import type { Act, Check, Commit, Driver, Erasure, Key, Keys } from './driver.ts'

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

/** A driver under audit. `audited` makes one; only a ledger can be sealed or hold a collection, so no layer can be left out. */
export interface Ledger extends Omit<Driver, 'commit' | 'erase' | 'audited'> {
  readonly audited: true
  commit(draft: Draft): Promise<Commit>
  erase(removal: Removal): Promise<Commit>
}
