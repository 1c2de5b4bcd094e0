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
  LogEntry,
  LogQuery,
  Page,
  PageQuery,
} from '../driver.ts'
import { addressText, conflictsOf, exceeds, repeatOf } from '../driver-rules.ts'
import { keyPairs, keysOf } from '../sql/index-keys.ts'
import { addKey, copyOf, keyLists, pieces, rowLists } from './batch-rows.ts'
import { again, answered, failure, PostgresFailure } from './failure.ts'
import type { PostgresPool } from './pool.ts'
import { actOf, entriesOf, headOf, partitionsOf, placesOf, rowsAt, standingOf } from './rows.ts'
import { afterAllKeys, batchWrites, type Statements } from './statements.ts'
import { formatNumber } from './tables.ts'
import { type Ask, transact } from './transaction.ts'
import { turnstile } from './turnstile.ts'

/** What the driver was opened with. */
export interface Opened {
  readonly pool: PostgresPool
  readonly sql: Statements
  readonly durable: Guarantees['durable']
  /** The layout of the store as it was found. */
  readonly format: number
  /** What is done for the tables after an erasure. */
  readonly vacuum: 'plain' | 'full' | undefined
}

const columns = (at: readonly Address[]): readonly [Key[], Key[], Key[]] => [
  at.map(({ subject }) => subject),
  at.map(({ kind }) => kind),
  at.map(({ id }) => id),
]

/** A driver over a pool whose database has our tables. The pool stays with whoever opened it. */
export function postgresDriver({ pool, sql, durable, format, vacuum }: Opened): Driver {
  const guarantees: Guarantees = {
    durable,
    writers: 'many-processes',
    pages: 'live',
    erases: 'rows',
    bodyBytes: 16_777_216,
    batchWrites,
  }
  const enter = turnstile()
  const underWay = new Set<Promise<unknown>>()
  let closed = false

  /** Every call goes through here: none after close, and none rejects with more than a code. */
  async function call<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw Object.assign(new Error('the store is closed'), { code: 'closed' })
    const working = work().catch((error: unknown) => {
      throw failure(error)
    })
    underWay.add(working)
    try {
      return await working
    } finally {
      underWay.delete(working)
    }
  }

  /** One statement by itself, and so of one moment. */
  const read = async (text: string, values: readonly unknown[]): Promise<readonly unknown[]> => {
    if (format > formatNumber) throw Object.assign(new Error('the store has a newer layout'), { code: 'newer-format' })
    return (await again(() => answered(() => pool.query(text, [...values])))).rows
  }

  /** The head of the partition, held until the transaction ends: whoever writes there next waits for it. */
  const lockedHead = async (ask: Ask, partition: Key): Promise<Head> => {
    const head = headOf(await ask(sql.lockHead, [partition]))
    if (head) return head
    await ask(sql.addHead, [partition])
    const added = headOf(await ask(sql.lockHead, [partition]))
    if (!added) throw new PostgresFailure('40001')
    return added
  }

  /** A transaction that holds the head of its partition; the next one may queue up behind it. */
  const write = async (act: Act, work: (ask: Ask, head: Head) => Promise<Commit>): Promise<Commit> => {
    if (format > formatNumber) return { outcome: 'refused', why: 'newer-format' }
    try {
      return await transact(
        pool,
        () => enter(act.partition),
        async (ask, pass) => {
          const head = await lockedHead(ask, act.partition)
          pass()
          return work(ask, head)
        },
      )
    } catch (error) {
      const why = error instanceof PostgresFailure ? error.meaning : 'unknown'
      if (why !== 'full' && why !== 'read-only') throw error
      return repeatOf(act, actOf(await read(sql.act, [act.partition, act.id]))) ?? { outcome: 'refused', why }
    }
  }

  /** The answer that needs no look at what is to be written, if there is one. */
  const answerBefore = (act: Act, { format, act: before }: ReturnType<typeof standingOf>): Commit | undefined =>
    format > formatNumber ? { outcome: 'refused', why: 'newer-format' } : repeatOf(act, before)

  const linked = (act: Act, head: Head): Head => ({ seq: head.seq + 1, hash: act.link({ ...head }) })
  const linkValues = (act: Act, { hash }: Head, erased: Key | null) => [hash, act.id, act.fingerprint, act.note, erased]

  const commit = (batch: Batch): Promise<Commit> => {
    const { partition, id, writes } = batch
    const asked = [...new Map([...batch.checks, ...writes].map((at) => [addressText(at), at] as const)).values()]
    const subjects = [...new Set(writes.map(({ subject }) => subject))]
    return write(batch, async (ask, before) => {
      const standing = standingOf(await ask(sql.beforeCommit, [partition, id, subjects, ...columns(asked)]))
      const early = answerBefore(batch, standing)
      if (early) return early
      if (exceeds(batch, guarantees)) return { outcome: 'refused', why: 'too-large' }
      if (standing.erased) return { outcome: 'refused', why: 'subject-erased' }
      const found = new Map(
        standing.rows.flatMap((row) => {
          const at = asked[row.place - 1]
          return at ? [[addressText(at), row] as const] : []
        }),
      )
      const conflicts = conflictsOf(batch, (at) => found.get(addressText(at))?.revision ?? 0)
      if (conflicts.length > 0) return { outcome: 'conflict', at: conflicts }
      const head = linked(batch, before)
      const keysBefore = new Map([...found].map(([text, { keys }]) => [text, keys]))
      const dropped = keyLists()
      const parts = pieces(writes).map((part) => [partition, head.seq, ...rowLists(part, keysBefore, dropped)])
      if (dropped[0].length > 0) await ask(sql.dropKeys, [partition, ...dropped])
      for (const part of parts.slice(0, -1)) await ask(sql.addRows, part)
      await ask(sql.addRowsAndLink, [...(parts.at(-1) ?? []), ...linkValues(batch, head, null)])
      return { outcome: 'written', head, repeated: false }
    })
  }

  const erase = (erasure: Erasure): Promise<Commit> => {
    const { partition, id, subject } = erasure
    return write(erasure, async (ask, before) => {
      const standing = standingOf(await ask(sql.beforeErasure, [partition, id, [subject], subject]))
      const early = answerBefore(erasure, standing)
      if (early) return early
      const head = linked(erasure, before)
      const dropped = keyLists()
      for (const row of standing.rows)
        for (const [name, key] of keyPairs(keysOf(row.keys))) addKey(dropped, { ...row, subject }, name, key)
      if (dropped[0].length > 0) await ask(sql.dropKeys, [partition, ...dropped])
      await ask(sql.eraseAndLink, [partition, head.seq, ...linkValues(erasure, head, subject)])
      return { outcome: 'written', head, repeated: false }
    })
  }

  const page = async ({ partition, index, from = '', to = afterAllKeys, after, limit }: PageQuery): Promise<Page> => {
    if (limit < 1) return { rows: [] }
    const resumed = after && (index === null ? after.subject : after.key) >= from ? after : undefined
    const { key, subject, kind, id } = resumed ?? { key: from, subject: index === null ? from : '', kind: '', id: '' }
    const places = placesOf(
      index === null
        ? await read(sql.pageOfRows, [partition, subject, kind, id, to, limit + 1])
        : await read(sql.pageOfKeys, [partition, index, key, subject, kind, id, to, limit + 1]),
    )
    const rows = places.slice(0, limit).map(({ row }) => row)
    const last = places[limit - 1]
    return last && places.length > limit ? { rows, next: last.at } : { rows }
  }

  const log = async ({ partition, after, limit, of, commit }: LogQuery): Promise<readonly LogEntry[]> => {
    if (limit < 1) return []
    const range = [partition, after, limit, commit ?? null]
    return entriesOf(await (of ? read(sql.logOfRow, [...range, of.subject, of.kind, of.id]) : read(sql.log, range)))
  }

  return {
    guarantees,
    partitions: (after = '', limit) =>
      call(async () => partitionsOf(await read(sql.partitions, [after, Math.max(0, limit)]))),
    get: (partition, at) =>
      call(async () => (at.length === 0 ? [] : rowsAt(await read(sql.get, [partition, ...columns(at)]), at.length))),
    page: (query) => call(() => page(query)),
    commit: (batch) => call(() => commit(copyOf(batch))),
    erase: (erasure) =>
      call(async () => {
        const answer = await erase({ ...erasure, note: erasure.note.slice() })
        if (vacuum && answer.outcome === 'written') await read(sql.vacuum(vacuum === 'full'), [])
        return answer
      }),
    log: (query) => call(() => log(query)),
    close: async () => {
      closed = true
      await Promise.allSettled(underWay)
    },
  }
}
