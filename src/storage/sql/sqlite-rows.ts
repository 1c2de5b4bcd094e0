import type { Head, Key, LogEntry, LogWrite, Row } from '../driver.ts'
import { keysOf } from './index-keys.ts'

// Rows come back as the STRICT tables hold them; these types say what the tables say.

export interface ActRow extends Head {
  readonly fingerprint: string
}

export interface KeysRow {
  readonly kind: Key
  readonly id: Key
  readonly keys: string
}

export interface RevisionRow {
  readonly revision: number
  readonly keys: string
}

/** Columns of a row as it is read: its index key comes last, where there is one. */
export type Columns = readonly [
  subject: Key,
  kind: Key,
  id: Key,
  revision: number,
  keys: string,
  body: Uint8Array | null,
  key?: Key,
]

export interface LogRow extends ActRow {
  readonly id: Key
  readonly note: Uint8Array
  readonly erased: Key | null
  readonly first: number
  readonly count: number
}

export const rowOf = ([subject, kind, id, revision, keys, body]: Columns): Row => ({
  subject,
  kind,
  id,
  revision,
  body,
  keys: keysOf(keys),
})

export const entryOf = (row: LogRow, writes: readonly LogWrite[]): LogEntry => ({
  head: { seq: row.seq, hash: row.hash },
  id: row.id,
  fingerprint: row.fingerprint,
  note: row.note,
  ...(row.erased === null ? {} : { erased: row.erased }),
  writes: writes.map(({ subject, kind, id, revision, digest, body }) => ({
    subject,
    kind,
    id,
    revision,
    digest,
    body,
  })),
})
