import type {
  Act,
  Address,
  Batch,
  Commit,
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
  Row,
} from '../driver.ts'
import { addressText, compareAddresses, conflictsOf, exceeds, genesis, repeatOf } from '../driver-rules.ts'
import { distinct, keyPairs, keysOf } from './index-keys.ts'
import { busy, failure, meaningOf } from './sqlite-failure.ts'
import {
  type ActRow,
  type Columns,
  entryOf,
  type KeysRow,
  type LogRow,
  type RevisionRow,
  rowOf,
} from './sqlite-rows.ts'
import { afterAllKeys, formatNumber, sql } from './sqlite-tables.ts'

type Value = string | number | null | Uint8Array

interface Statement {
  run(...values: Value[]): unknown
  get(...values: Value[]): Record<string, unknown> | undefined
  all(...values: Value[]): Record<string, unknown>[]
  /** Rows as lists of columns, which is faster; not every version has it. */
  setReturnArrays?(enabled: boolean): void
}

/** What the driver needs of an opened database; `DatabaseSync` of node:sqlite has it. */
export interface Database {
  prepare(text: string): Statement
  close(): void
}

export const guarantees: Guarantees = {
  durable: 'power',
  writers: 'many-processes',
  pages: 'live',
  erases: 'residue',
  bodyBytes: 16_777_216,
  batchWrites: 10_000,
}

/** Runs to its end without giving way; what it throws rejects, without the values that were at hand. */
const promised = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    try {
      resolve(work())
    } catch (error) {
      reject(failure(error))
    }
  })

/** Rows as lists of columns, whichever way the statement gives them. */
const columnsOf = (rows: readonly object[]): readonly Columns[] =>
  (Array.isArray(rows[0]) ? rows : rows.map((row): unknown => Object.values(row))) as readonly Columns[]

/** A driver over an opened database that has our tables. The database is the driver's from here on. */
export function sqliteDriver(database: Database): Driver {
  const query = Object.fromEntries(
    Object.entries(sql).map(([name, text]) => [name, database.prepare(text)]),
  ) as Readonly<Record<keyof typeof sql, Statement>>

  for (const statement of [query.get, query.pageOfRows, query.pageOfKeys]) statement.setReturnArrays?.(true)

  let closed = false
  const open = (): void => {
    if (closed) throw new Error('the store is closed')
  }

  const undo = (): void => {
    try {
      query.undo.run()
    } catch {
      // SQLite had undone it already.
    }
  }

  const actBefore = (act: Act): Commit | undefined => {
    const row = query.act.get(act.partition, act.id) as ActRow | undefined
    return repeatOf(act, row && { head: { seq: row.seq, hash: row.hash }, fingerprint: row.fingerprint })
  }

  /** The answer to a failure after which surely nothing was written; any other leaves the outcome unknown. */
  const answerTo = (error: unknown, act: Act): Commit => {
    const meaning = meaningOf(error)
    if (meaning === 'unknown') throw error
    if (meaning === 'busy') return { outcome: 'busy' }
    return actBefore(act) ?? { outcome: 'refused', why: meaning }
  }

  /** One transaction that holds the right to write from its start; what is not newly written is undone. */
  const transact = (act: Act, attempt: () => Commit): Commit => {
    open()
    try {
      query.begin.run()
      const { user_version: format } = query.format.get() as { readonly user_version: number }
      const answer: Commit =
        format > formatNumber ? { outcome: 'refused', why: 'newer-format' } : (actBefore(act) ?? attempt())
      query[answer.outcome === 'written' && !answer.repeated ? 'end' : 'undo'].run()
      return answer
    } catch (error) {
      undo()
      return answerTo(error, act)
    }
  }

  /** All that is read in here is of one moment, also when other processes write. */
  const reading = <T>(work: () => T): T => {
    query.beginRead.run()
    try {
      return work()
    } finally {
      undo()
    }
  }

  const link = (act: Act): Head => {
    const head = (query.head.get(act.partition) as Head | undefined) ?? genesis
    return { seq: head.seq + 1, hash: act.link({ seq: head.seq, hash: head.hash }) }
  }

  const addLink = (act: Act, head: Head, erased: Key | null, first: number, count: number): Commit => {
    query.addLog.run(act.partition, head.seq, head.hash, act.id, act.fingerprint, act.note, erased, first, count)
    query.setHead.run(act.partition, head.seq, head.hash)
    return { outcome: 'written', head, repeated: false }
  }

  const commit = (batch: Batch): Commit => {
    const { partition } = batch
    if (exceeds(batch, guarantees)) return { outcome: 'refused', why: 'too-large' }
    for (const subject of new Set(batch.writes.map((write) => write.subject)))
      if (query.isErased.get(partition, subject)) return { outcome: 'refused', why: 'subject-erased' }
    const keysBefore = new Map<string, string>()
    const conflicts = conflictsOf(batch, (at) => {
      const row = query.revision.get(partition, at.subject, at.kind, at.id) as RevisionRow | undefined
      if (row) keysBefore.set(addressText(at), row.keys)
      return row?.revision ?? 0
    })
    if (conflicts.length > 0) return { outcome: 'conflict', at: conflicts }
    const head = link(batch)
    const first = (query.lastPast.get() as { readonly n: number }).n + 1
    const writes = [...batch.writes].sort(compareAddresses)
    for (const [place, { subject, kind, id, expect, body, digest, ...write }] of writes.entries()) {
      const at = { subject, kind, id }
      const keys = body === null ? {} : distinct(write.keys)
      const text = JSON.stringify(keys)
      const before = keysBefore.get(addressText(at)) ?? '{}'
      query.addPast.run(first + place, partition, head.seq, subject, kind, id, expect + 1, digest, body)
      query.setRow.run(partition, subject, kind, id, expect + 1, body === null ? 0 : 1, text, first + place)
      if (text !== before) replaceKeys(partition, at, keysOf(before), keys)
    }
    return addLink(batch, head, null, first, writes.length)
  }

  /** Touches only the keys that differ. */
  const replaceKeys = (partition: Key, { subject, kind, id }: Address, before: Keys, after: Keys): void => {
    const had = new Map(keyPairs(before).map((pair) => [pair.join(' '), pair]))
    for (const [name, key] of keyPairs(after))
      if (!had.delete(`${name} ${key}`)) query.addKey.run(partition, name, key, subject, kind, id)
    for (const [name, key] of had.values()) query.dropKey.run(partition, name, key, subject, kind, id)
  }

  const erase = (erasure: Erasure): Commit => {
    const { partition, subject } = erasure
    const head = link(erasure)
    for (const { kind, id, keys } of query.rowsOf.all(partition, subject) as unknown as readonly KeysRow[])
      replaceKeys(partition, { subject, kind, id }, keysOf(keys), {})
    query.eraseRows.run(partition, subject)
    query.eraseBodies.run(partition, subject)
    query.setErased.run(partition, subject)
    return addLink(erasure, head, subject, 0, 0)
  }

  /**
   * Rewrites the file and empties the write-ahead log. Zeroing what is deleted is not enough: where pages were joined or split,
   * older copies of their cells stay behind in unused space.
   */
  const purge = (partition: Key, subject: Key): void => {
    query.vacuum.run()
    const emptied = query.truncate.get() as { readonly busy: number }
    if (emptied.busy !== 0) throw Object.assign(new Error('readers hold the write-ahead log'), { errcode: busy })
    query.setPurged.run(partition, subject)
  }

  const page = ({ partition, index, from = '', to = afterAllKeys, after, limit }: PageQuery): Page => {
    open()
    if (limit < 1) return { rows: [] }
    const resumed = after && (index === null ? after.subject : after.key) >= from ? after : undefined
    const { key, subject, kind, id } = resumed ?? { key: from, subject: index === null ? from : '', kind: '', id: '' }
    const found = columnsOf(
      index === null
        ? query.pageOfRows.all(partition, subject, kind, id, to, limit + 1)
        : query.pageOfKeys.all(partition, index, key, subject, kind, id, to, limit + 1),
    )
    const rows = found.slice(0, limit).map(rowOf)
    const [last, at] = [rows.at(-1), found[limit - 1]]
    return last && found.length > limit
      ? { rows, next: { key: at?.[6] ?? '', subject: last.subject, kind: last.kind, id: last.id } }
      : { rows }
  }

  const log = ({ partition, after, limit, of, commit: id }: LogQuery): readonly LogEntry[] => {
    if (limit < 1) return []
    const found =
      id !== undefined
        ? query.logOfCommit.all(partition, id, after, limit)
        : of
          ? query.logOfRow.all(partition, of.subject, of.kind, of.id, after, limit)
          : query.log.all(partition, after, limit)
    const entries = (found as unknown as readonly LogRow[]).map((entry) => {
      const writes = of
        ? query.pastOfRow.all(partition, of.subject, of.kind, of.id, entry.seq)
        : query.pastOfEntry.all(entry.first, entry.first + entry.count)
      return entryOf(entry, writes as unknown as readonly LogWrite[])
    })
    return of ? entries.filter((entry) => entry.writes.length > 0) : entries
  }

  const get = (partition: Key, { subject, kind, id }: Address): Row | undefined => {
    const row = query.get.get(partition, subject, kind, id)
    return row && columnsOf([row]).map(rowOf)[0]
  }

  try {
    for (const row of query.unpurged.all()) purge(row['partition'] as Key, row['subject'] as Key)
  } catch {
    // Somebody else is at work, or the file is read-only: a later opening goes on with it.
  }

  return {
    guarantees,
    partitions: (after = '', limit) =>
      promised(() => {
        open()
        return query.partitions.all(after, Math.max(0, limit)).map((row) => row['partition'] as Key)
      }),
    get: (partition, at) =>
      promised(() => {
        open()
        if (at.length < 2) return at.map((address) => get(partition, address))
        return reading(() => at.map((address) => get(partition, address)))
      }),
    page: (query) => promised(() => page(query)),
    commit: (batch) => promised(() => transact(batch, () => commit(batch))),
    erase: (erasure) =>
      promised(() => {
        const answer = transact(erasure, () => erase(erasure))
        if (answer.outcome === 'written') purge(erasure.partition, erasure.subject)
        return answer
      }),
    log: (query) =>
      promised(() => {
        open()
        return reading(() => log(query))
      }),
    close: () =>
      promised(() => {
        if (!closed) database.close()
        closed = true
      }),
  }
}
