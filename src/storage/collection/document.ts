import type { z } from 'zod'
import type { Digest } from '../../digest.ts'
import type { Immutable } from '../../immutable.ts'
import type { Outcome, OutcomeAsync, Problems } from '../../problem.ts'
import type { Address, Key } from '../driver.ts'
import type { Change, Unopened } from '../ledger.ts'
import type { Where, WhereIn } from './where.ts'

/** How documents of one kind are kept. */
export interface Definition<S extends z.ZodType, Index extends string> {
  /** Names the kind inside a store, for ever. */
  readonly kind: Key
  /** What a document is; without transforms, so that what is written is what is read. */
  readonly schema: S
  /** Of the schema, from 1 on. What a newer version wrote is neither read nor overwritten. */
  readonly version: number
  /** `lift[n]` makes of a document of version n one of version n + 1; pure, applied at reading. What comes out is validated. */
  readonly lift?: Readonly<Record<number, (document: unknown) => unknown>>
  /** The keys of a document by index; pure. Of an index named `secret.` a sealed ledger keeps keyed digests only. */
  readonly keys?: { readonly [Name in Index]: (document: Immutable<z.output<S>>) => readonly Key[] }
  /** Guards cursors; with a keyed digest nobody else can make them up. A sealed ledger has its own; else SHA-256. */
  readonly digest?: Digest
}

/** A document with its place and its revision. */
export interface Stored<T> extends Address {
  readonly revision: number
  readonly document: Immutable<T>
}

/** A row that is not a tombstone. */
export interface BodyRow extends Address {
  readonly revision: number
  readonly body: Uint8Array
  /** Why the body, which is empty then, could not be opened. */
  readonly unopened?: Unopened
}

/** A write that was validated and waits for its commit. */
export interface Staged extends Change {
  /** The schema version that it is written in. */
  readonly version: number
}

/** A document to be removed, at the revision it has now. */
export interface Removed {
  readonly subject: Key
  readonly id: Key
  /** The revision that the document has now. */
  readonly expect: number
}

/** A document to be written, and over which revision. */
export interface Put<T> {
  readonly subject: Key
  readonly id: Key
  /** The revision that the document has now; 0, which is also meant if nothing is given, for one that never was. */
  readonly expect?: number
  readonly document: Immutable<T>
}

/** A row that is there and cannot be understood. */
export interface Unreadable extends Address {
  readonly revision: number
  readonly problems: Problems
}

/** By index, or by subject if no index is named. `where` speaks of the index's keys, or of subjects. */
export type DocumentQuery<Index extends string> = {
  readonly partition: Key
  /** Cursor of the page before. */
  readonly after?: string
  /** 1 to 1000; 100 if not given. */
  readonly limit?: number
} & (
  | { readonly index?: never; readonly where?: Where }
  | { [Name in Index]: { readonly index: Name } & WhereIn<Name> }[Index]
)

/** A page of documents. */
export interface DocumentPage<T> {
  readonly documents: readonly Stored<T>[]
  /** Rows of this page that cannot be understood, and why. They hold up nothing else. */
  readonly unreadable: readonly Unreadable[]
  /** Cursor for the page after, if there may be one. What others write meanwhile makes no other row be skipped or come twice. */
  readonly next?: string
}

/** One revision of a document, with the commit that wrote it. `note` is that of the commit. */
export type Past<T> = {
  readonly seq: number
  readonly commit: Key
  readonly note: unknown
  readonly revision: number
} & (
  | { readonly state: 'written'; readonly document: Immutable<T> }
  | { readonly state: 'removed' | 'erased' }
  | { readonly state: 'unreadable'; readonly problems: Problems }
)

/** Which document, and which part of its past. */
export interface HistoryQuery {
  readonly partition: Key
  readonly subject: Key
  readonly id: Key
  /** The `seq` of the last entry that was seen. */
  readonly after?: number
  /** 1 to 1000; 100 if not given. */
  readonly limit?: number
}

/** Which documents are to be written anew in the present version, and who says so. */
export interface Rewriting {
  readonly partition: Key
  /** What the ids of its commits begin with; 1 to 180 characters. */
  readonly id: Key
  /** As for a commit. */
  readonly note: unknown
}

/** What a rewriting came to. */
export interface Rewritten {
  /** Documents that were written anew this time. */
  readonly rewritten: number
  /** Documents that a newer version wrote: they stay as they are. */
  readonly newer: number
  /** Documents of older versions that cannot be lifted, and why. They stay as they are. */
  readonly unreadable: readonly Unreadable[]
}

/** Documents of one kind in a ledger. */
export interface Collection<T, Index extends string = never, Written = T> {
  readonly kind: Key
  readonly version: number
  /**
   * A write for `commit`: validated, in canonical bytes, with its index keys.
   * @returns Err `invalid`: what the schema says, by path; `bad-key` for an id or a derived key that cannot be one.
   */
  readonly put: (put: Put<Written>) => Outcome<Staged>
  /** A removal for `commit`. The history and the revisions go on; only erasing the subject takes the past away. */
  readonly remove: (removed: Removed) => Outcome<Staged>
  /**
   * The present document.
   * @returns Err `not-found`: it never was, was removed, or its subject was erased. Err `invalid` `bad-key`. Err `storage`:
   * `corrupt`, `newer-format`, `unavailable`.
   */
  readonly get: (partition: Key, at: { readonly subject: Key; readonly id: Key }) => OutcomeAsync<Stored<T>>
  /** As `get` for up to 1000 documents of one moment, in the order asked; undefined for what is not there. */
  readonly many: (
    partition: Key,
    at: readonly { readonly subject: Key; readonly id: Key }[],
  ) => OutcomeAsync<readonly (Stored<T> | undefined)[]>
  /**
   * Documents in order: of an index by key, subject and id, once for each key; else by subject and id, at the cost of walking
   * over the other kinds of each subject.
   * @returns Err `invalid`: `bad-cursor`, `bad-key`, `too-small` and `too-large` for the limit, `invalid-value` for an index that
   * the collection does not have. Err `storage`: `unavailable`.
   */
  readonly page: (query: DocumentQuery<Index>) => OutcomeAsync<DocumentPage<T>>
  /** The revisions of one document, oldest first. Empty for one that never was. */
  readonly history: (query: HistoryQuery) => OutcomeAsync<readonly Past<T>[]>
  /**
   * Writes every document of an older version anew in the present one, with the index keys that it derives, some hundred in a
   * commit; revisions go up by one. It may be stopped and started again anywhere, by several programs at once: the end is the same.
   * Cost: one walk over the partition.
   * @returns Ok: what was done now. Err `invalid`: `bad-key`, a note that cannot be kept. Err `storage`: as for `commit`; what was
   * done stays done.
   */
  readonly rewrite: (rewriting: Rewriting) => OutcomeAsync<Rewritten>
  /** A row as a document: for readers that walk over rows of several kinds. */
  readonly read: (row: BodyRow) => Outcome<Stored<T>>
}
