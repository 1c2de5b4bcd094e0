// Types only: an adapter imports this file and nothing else. No result type, no schema, no hash, no cipher below this line.

/** 1 to 200 bytes of ASCII 0x21-0x7E, checked above the port, so that every engine orders and compares them the same way. */
export type Key = string

/** Where a row lives inside a partition. */
export interface Address {
  readonly subject: Key
  readonly kind: Key
  readonly id: Key
}

/** Index keys of a row by index name. */
export type Keys = Readonly<Record<Key, readonly Key[]>>

/**
 * The present state of a row. `body` null is a tombstone, which has no keys: revisions are never reused, also not after it.
 * Of an erased subject there is no row at all.
 */
export interface Row extends Address {
  readonly revision: number
  readonly body: Uint8Array | null
  readonly keys: Keys
}

/** What a commit expects to find: the revision, 0 for a row that must never have existed. */
export interface Check extends Address {
  readonly expect: number
}

/**
 * A row to be written; its new revision is `expect + 1`. `digest` is that of `body`, empty for a tombstone. A key given twice in
 * one index counts once; keys of a tombstone do not count.
 */
export interface Write extends Check {
  readonly body: Uint8Array | null
  readonly digest: string
  readonly keys: Keys
}

/** The end of a partition's chain. Before the first commit: `seq` 0 and an empty `hash`. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** What every change has. */
export interface Act {
  readonly partition: Key
  /** Commit id, made by the caller, unique in the partition for ever. */
  readonly id: Key
  /** Of what was meant, over plain data: the same id with the same fingerprint is a retry. */
  readonly fingerprint: string
  /** Who, for what purpose, when; opaque here. */
  readonly note: Uint8Array
  /** Pure and synchronous; called once per attempt inside the transaction with the head that was read there. */
  readonly link: (head: Head) => string
}

/** A commit: what has to stand, and what is written. */
export interface Batch extends Act {
  readonly checks: readonly Check[]
  readonly writes: readonly Write[]
}

/** The erasure of one subject. */
export interface Erasure extends Act {
  readonly subject: Key
}

/** Why a store does not take a commit, whatever the revisions say. */
export type Refusal = 'commit-id-reused' | 'subject-erased' | 'too-large' | 'full' | 'read-only' | 'newer-format'

/**
 * What became of a commit. `written` and `repeated`: this id and fingerprint were written before, and `head` is that of then.
 * `conflict` names every check and write (in that order, as given) whose row stands elsewhere, and every row that is written
 * twice. `busy`: surely not written, the layer above may try again. What was not written leaves its commit id free.
 */
export type Commit =
  | { readonly outcome: 'written'; readonly head: Head; readonly repeated: boolean }
  | { readonly outcome: 'conflict'; readonly at: readonly Conflict[] }
  | { readonly outcome: 'refused'; readonly why: Refusal }
  | { readonly outcome: 'busy' }

/** Where a commit found another revision than it expected. */
export interface Conflict extends Check {
  readonly found: number
}

/** A place in an ordered page. In the walk over rows `key` is empty and does not count. */
export interface Position {
  readonly key: Key
  readonly subject: Key
  readonly kind: Key
  readonly id: Key
}

/**
 * `index` null walks rows by (subject, kind, id) and `from`/`to` bound the subject; else rows come by (key, subject, kind, id),
 * once for each key, and the bounds are of the key. Half-open; bytes are compared, nothing is folded and nothing is a wildcard.
 * A `limit` below 1 gives an empty page. `after` need not be there any more.
 */
export interface PageQuery {
  readonly partition: Key
  readonly index: Key | null
  readonly from?: Key
  readonly to?: Key
  readonly after?: Position
  readonly limit: number
}

/** Live rows only, in order; `next` is there when more may follow. */
export interface Page {
  readonly rows: readonly Row[]
  readonly next?: Position
}

/** One write of a log entry. */
export interface LogWrite extends Address {
  readonly revision: number
  readonly digest: string
  /** Null for a tombstone and for the past of an erased subject. */
  readonly body: Uint8Array | null
}

/** One link of the chain; `writes` are in order of (subject, kind, id), none for an erasure. */
export interface LogEntry {
  readonly head: Head
  readonly id: Key
  readonly fingerprint: string
  readonly note: Uint8Array
  readonly erased?: Key
  readonly writes: readonly LogWrite[]
}

/** Which entries of the log of a partition. */
export interface LogQuery {
  readonly partition: Key
  /** Entries with a greater `seq`. */
  readonly after: number
  readonly limit: number
  /** Only entries that wrote this row, and of their writes only this one: a history brings nobody else's past along. */
  readonly of?: Address
  /** Only the entry with this commit id. */
  readonly commit?: Key
}

/**
 * What a driver promises; the contract tests hold it to its word.
 * - `durable`: what an acknowledged commit survives: `nothing`, the end of the `process`, loss of `power`.
 * - `writers`: whether several processes may have the store open at once.
 * - `pages`: all pages of a walk are of one moment (`snapshot`), or each is of its own (`live`).
 * - `erases`: after `erase` the `rows` are gone for every call, or no `residue` is left in the files either.
 * - `bodyBytes`, `batchWrites`: the most that one body and one commit may have; more is refused as `too-large`.
 */
export interface Guarantees {
  readonly durable: 'nothing' | 'process' | 'power'
  readonly writers: 'one-process' | 'many-processes'
  readonly pages: 'snapshot' | 'live'
  readonly erases: 'rows' | 'residue'
  readonly bodyBytes: number
  readonly batchWrites: number
}

/**
 * The storage port. A driver moves plain data: it compares keys, revisions and fingerprints and nothing else.
 * - The commit id is looked up before anything is refused for its content, the subject's erasure before revisions.
 * - A commit is written whole or not at all: rows, index keys, log and head. One without writes is a link like any other.
 * - `seq` runs 1, 2, 3 without gaps in each partition; partitions know nothing of each other.
 * - Each answer is of one moment; nothing that was given or returned is shared with the store.
 * - A promise that rejects leaves the outcome of `commit` and `erase` unknown; for reads it means that the store is unavailable.
 *   Its error holds nothing of a row or a note. A `code` of letters, digits, `_` and `-` is shown to callers as `engineCode`.
 */
export interface Driver {
  readonly guarantees: Guarantees
  /** Never there: keeps an audited ledger from being audited again. */
  readonly audited?: never
  /** Those that hold a commit, in order, after the one named. */
  partitions(after: Key | undefined, limit: number): Promise<readonly Key[]>
  /** Same order and length as asked, tombstones included. */
  get(partition: Key, at: readonly Address[]): Promise<readonly (Row | undefined)[]>
  page(query: PageQuery): Promise<Page>
  commit(batch: Batch): Promise<Commit>
  /**
   * Rows, index keys and logged bodies of one subject, and residue where that is promised. The subject takes no more writes.
   * It may be unknown here, or erased before.
   */
  erase(erasure: Erasure): Promise<Commit>
  log(query: LogQuery): Promise<readonly LogEntry[]>
  /** Waits for what is under way; afterwards every other call rejects. */
  close(): Promise<void>
}
