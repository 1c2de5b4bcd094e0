import type { Head, Key, LogWrite, Row } from '../driver.ts'
import { addressText } from '../driver-rules.ts'
import type { Database, EngineKey } from './engine.ts'

/** The number of the layout, which is the version of the database. A greater one is not read and not written to. */
export const formatNumber = 1

/** Marks a database as one of ours. */
export const application = 'childfile'

/** What lies in `meta`. */
export interface Mark {
  readonly application: string
}

/** The present state of a row, with the digest and the `seq` of its last write. `places` is empty for a tombstone. */
export interface RowRecord extends Omit<Row, 'keys'> {
  readonly partition: Key
  readonly seq: number
  readonly digest: string
  readonly keys: readonly (readonly [name: Key, keys: readonly Key[]])[]
  readonly places: readonly EngineKey[]
}

/** One write of a commit. Without a body it is the last one of its row, and the body lies there. */
export interface PastRecord extends Omit<LogWrite, 'body'> {
  readonly partition: Key
  readonly seq: number
  readonly body?: Uint8Array | null
}

/** One link of a chain. */
export interface LogRecord extends Head {
  readonly partition: Key
  readonly id: Key
  readonly fingerprint: string
  readonly note: Uint8Array
  readonly erased?: Key
}

/** The end of a chain. */
export interface HeadRecord extends Head {
  readonly partition: Key
}

export const storeNames = ['row', 'past', 'log', 'head', 'erased', 'meta'] as const
export type StoreName = (typeof storeNames)[number]

/**
 * Lays out a new database. Everything is led by the partition. A body lies once: that of the present revision in `row`, older ones
 * in `past`. The index `places` has a live row once for the walk over rows and once for each of its keys.
 */
export function lay(database: Database): void {
  const address = ['subject', 'kind', 'id']
  const rows = database.createObjectStore('row', { keyPath: ['partition', ...address] })
  rows.createIndex('places', 'places', { multiEntry: true })
  const past = database.createObjectStore('past', { keyPath: ['partition', 'seq', ...address] })
  past.createIndex('history', ['partition', ...address, 'seq'])
  const log = database.createObjectStore('log', { keyPath: ['partition', 'seq'] })
  log.createIndex('act', ['partition', 'id'], { unique: true })
  database.createObjectStore('head', { keyPath: 'partition' })
  database.createObjectStore('erased', { keyPath: ['partition', 'subject'] })
  const mark: Mark = { application }
  database.createObjectStore('meta', { keyPath: 'application' }).put(mark)
}

/** What all places of one walk begin with: of the rows for null, else of an index. */
export const walkOf = (partition: Key, index: Key | null): readonly EngineKey[] =>
  index === null ? [partition, 0] : [partition, 1, index]

/** A row as it is kept. */
export function rowRecord(partition: Key, seq: number, digest: string, { keys, body, ...row }: Row): RowRecord {
  const { subject, kind, id } = row
  const own = { ...row, partition, seq, digest }
  if (body === null) return { ...own, body, keys: [], places: [] }
  const pairs = Object.entries(keys).map(([name, list]) => [name, [...new Set(list)]] as const)
  const places = pairs.flatMap(([name, list]) =>
    list.map((key) => [...walkOf(partition, name), key, subject, kind, id]),
  )
  return {
    ...own,
    body,
    keys: pairs,
    places: [[...walkOf(partition, null), subject, kind, id], ...places],
  }
}

/** The row that a record holds. */
export const rowOf = ({ subject, kind, id, revision, body, keys }: RowRecord): Row => ({
  subject,
  kind,
  id,
  revision,
  body,
  keys: Object.fromEntries(keys),
})

/** The write of a past record; `rows` has the rows of those without a body, by address. */
export function writeOf(past: PastRecord, rows: ReadonlyMap<string, RowRecord>): LogWrite {
  const { subject, kind, id, revision, digest } = past
  const body = past.body === undefined ? (rows.get(addressText(past))?.body ?? null) : past.body
  return { subject, kind, id, revision, digest, body }
}
