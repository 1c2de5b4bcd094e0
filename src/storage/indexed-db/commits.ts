import type { Act, Batch, Commit, Erasure, Guarantees, Head, Key } from '../driver.ts'
import { addressText, conflictsOf, exceeds, genesis, repeatOf } from '../driver-rules.ts'
import type { EngineKey } from './engine.ts'
import { type HeadRecord, type LogRecord, type PastRecord, type RowRecord, rowRecord } from './layout.ts'
import { answerOf, type Between, eachOf, type Stores } from './transaction.ts'

export const guarantees: Guarantees = {
  durable: 'process',
  writers: 'many-processes',
  pages: 'live',
  erases: 'rows',
  bodyBytes: 16_777_216,
  batchWrites: 10_000,
}

/**
 * The batch as it is now: what the caller does with it while it is being written does not count. Bytes are copied, because the engine
 * would keep the whole of the buffer that they are a view of.
 */
export const taken = (batch: Batch): Batch => ({
  ...batch,
  note: new Uint8Array(batch.note),
  checks: batch.checks.map((check) => ({ ...check })),
  writes: batch.writes.map((write) => ({
    ...write,
    body: write.body && new Uint8Array(write.body),
    keys: Object.fromEntries(Object.entries(write.keys).map(([name, keys]) => [name, [...keys]])),
  })),
})

async function actBefore({ log }: Stores, act: Act): Promise<Commit | undefined> {
  const record = (await answerOf(log.index('act').get([act.partition, act.id]))) as LogRecord | undefined
  return repeatOf(act, record && { head: { seq: record.seq, hash: record.hash }, fingerprint: record.fingerprint })
}

async function headAfter({ head }: Stores, act: Act): Promise<Head> {
  const { seq, hash } = ((await answerOf(head.get(act.partition))) as HeadRecord | undefined) ?? genesis
  return { seq: seq + 1, hash: act.link({ seq, hash }) }
}

function addLink({ log, head }: Stores, act: Act, { seq, hash }: Head, erased: { readonly erased?: Key }): Commit {
  const { partition, id, fingerprint, note } = act
  const link: LogRecord = { partition, seq, hash, id, fingerprint, note, ...erased }
  const end: HeadRecord = { partition, seq, hash }
  log.put(link)
  head.put(end)
  return { outcome: 'written', head: { seq, hash }, repeated: false }
}

/** Records by the text of what they were asked by; asks once for each, all at once. */
async function lookUp(store: Stores['row'], keys: ReadonlyMap<string, EngineKey>): Promise<Map<string, unknown>> {
  const found = await Promise.all([...keys].map(async ([text, key]) => [text, await answerOf(store.get(key))] as const))
  return new Map(found.filter(([, record]) => record !== undefined))
}

/** Writes a batch, inside a transaction over all stores. What it answers holds when that transaction is through. */
export async function commit(stores: Stores, batch: Batch): Promise<Commit> {
  const before = await actBefore(stores, batch)
  if (before) return before
  if (exceeds(batch, guarantees)) return { outcome: 'refused', why: 'too-large' }
  const { partition, writes, checks } = batch
  const erased = await lookUp(stores.erased, new Map(writes.map(({ subject }) => [subject, [partition, subject]])))
  if (erased.size > 0) return { outcome: 'refused', why: 'subject-erased' }
  const asked = [...checks, ...writes].map((at) => [addressText(at), [partition, at.subject, at.kind, at.id]] as const)
  const rows = (await lookUp(stores.row, new Map(asked))) as Map<string, RowRecord>
  const conflicts = conflictsOf(batch, (at) => rows.get(addressText(at))?.revision ?? 0)
  if (conflicts.length > 0) return { outcome: 'conflict', at: conflicts }
  const head = await headAfter(stores, batch)
  for (const { subject, kind, id, expect, body, digest, keys } of writes) {
    const at = { subject, kind, id }
    const old = rows.get(addressText(at))
    if (old) stores.past.put(pastOf(old))
    const past: PastRecord = { partition, seq: head.seq, ...at, revision: expect + 1, digest }
    stores.past.put(past)
    stores.row.put(rowRecord(partition, head.seq, digest, { ...at, revision: expect + 1, body, keys }))
  }
  return addLink(stores, batch, head, {})
}

/** The last write of a row, as it is kept when another follows it: with the body. */
const pastOf = ({ partition, seq, subject, kind, id, revision, digest, body }: RowRecord): PastRecord => ({
  partition,
  seq,
  subject,
  kind,
  id,
  revision,
  digest,
  body,
})

/** Erases a subject, inside a transaction over all stores. The index keys of a row go with it. */
export async function erase(stores: Stores, between: Between, erasure: Erasure): Promise<Commit> {
  const before = await actBefore(stores, erasure)
  if (before) return before
  const { partition, subject } = erasure
  const head = await headAfter(stores, erasure)
  const range = between([partition, subject], [partition, subject, []])
  if (range) {
    stores.row.delete(range)
    await eachOf(stores.past.index('history').openCursor(range), (cursor) => {
      const past = cursor.value as PastRecord
      if (past.body !== null) cursor.update({ ...past, body: null })
    })
  }
  stores.erased.put({ partition, subject })
  return addLink(stores, erasure, head, { erased: subject })
}
