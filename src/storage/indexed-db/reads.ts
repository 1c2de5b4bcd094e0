import type { Address, Key, LogEntry, LogQuery, LogWrite, Page, PageQuery, Position, Row } from '../driver.ts'
import { addressText, compareAddresses, compareText } from '../driver-rules.ts'
import type { EngineKey, Factory } from './engine.ts'
import { type LogRecord, type PastRecord, type RowRecord, rowOf, walkOf, writeOf } from './layout.ts'
import { answerOf, type Between, type Stores } from './transaction.ts'

/** The most that the engine takes as a count. */
const countable = 4_294_967_295

const count = (limit: number): number => Math.min(Math.trunc(limit), countable)

const rowAt = async (stores: Stores, partition: Key, { subject, kind, id }: Address): Promise<RowRecord | undefined> =>
  (await answerOf(stores.row.get([partition, subject, kind, id]))) as RowRecord | undefined

/** Rows as asked for. */
export const get = (stores: Stores, partition: Key, at: readonly Address[]): Promise<(Row | undefined)[]> =>
  Promise.all(
    at.map(async (address) => {
      const record = await rowAt(stores, partition, address)
      return record && rowOf(record)
    }),
  )

/** A page of a walk: one request for as many records as the page has, and one more that says whether there is a next page. */
export async function page(stores: Stores, between: Between, cmp: Factory['cmp'], query: PageQuery): Promise<Page> {
  const { partition, index, from, to, after, limit } = query
  if (limit < 1) return { rows: [] }
  const walk = walkOf(partition, index)
  const first: EngineKey = from === undefined ? walk : [...walk, from]
  const start = after && [...walk, ...(index === null ? [] : [after.key]), after.subject, after.kind, after.id]
  const resumed = start !== undefined && cmp(start, first) >= 0
  const range = between(resumed ? start : first, [...walk, to ?? []], resumed)
  if (!range) return { rows: [] }
  const most = count(limit)
  const records = (await answerOf(
    stores.row.index('places').getAll(range, Math.min(most + 1, countable)),
  )) as readonly RowRecord[]
  const found = records.slice(0, most)
  const rows = found.map(rowOf)
  if (records.length === found.length) return { rows }
  return { rows, next: lastPlace(rows, query) }
}

/**
 * Where the last row of a page stands. The engine does not say by which of its keys a row was found. But a row is found once for each
 * of its keys from where the page begins, in order, so that the times it has been found tell.
 */
function lastPlace(rows: readonly Row[], { index, from, after }: PageQuery): Position {
  const last = rows.at(-1)
  if (!last) throw new Error('a page without rows has no end')
  const { subject, kind, id } = last
  if (index === null) return { key: '', subject, kind, id }
  const times = rows.filter((row) => compareAddresses(row, last) === 0).length
  const isAfter = (key: Key): boolean => !after || (compareText(key, after.key) || compareAddresses(last, after)) > 0
  const keys = (last.keys[index] ?? []).filter((key) => (from === undefined || key >= from) && isAfter(key))
  return { key: keys.sort(compareText)[times - 1] ?? '', subject, kind, id }
}

/** Entries of a log. Bodies of present revisions are fetched from their rows. */
export async function log(stores: Stores, between: Between, query: LogQuery): Promise<readonly LogEntry[]> {
  if (query.limit < 1) return []
  const entries = await (query.commit !== undefined
    ? entryOfCommit(stores, between, query, query.commit)
    : query.of
      ? entriesOfRow(stores, between, query, query.of)
      : entriesAfter(stores, between, query))
  const pasts = entries.flatMap(([, writes]) => writes)
  const bodies = new Map<string, RowRecord>()
  await Promise.all(
    pasts.map(async (past) => {
      const row = past.body === undefined ? await rowAt(stores, query.partition, past) : undefined
      if (row) bodies.set(addressText(past), row)
    }),
  )
  return entries.map(([record, writes]) =>
    entryOf(
      record,
      writes.map((past) => writeOf(past, bodies)),
    ),
  )
}

type Found = readonly (readonly [LogRecord, readonly PastRecord[]])[]

const entryOf = ({ seq, hash, id, fingerprint, note, erased }: LogRecord, writes: readonly LogWrite[]): LogEntry => ({
  head: { seq, hash },
  id,
  fingerprint,
  note,
  ...(erased === undefined ? {} : { erased }),
  writes,
})

const all = async <T>(
  stores: Stores,
  name: 'log' | 'past',
  range: ReturnType<Between>,
  most?: number,
): Promise<readonly T[]> => (range ? ((await answerOf(stores[name].getAll(range, most))) as T[]) : [])

async function entryOfCommit(
  stores: Stores,
  between: Between,
  { partition, after, of }: LogQuery,
  id: Key,
): Promise<Found> {
  const record = (await answerOf(stores.log.index('act').get([partition, id]))) as LogRecord | undefined
  if (!record || record.seq <= after) return []
  const at: EngineKey = of ? [of.subject, of.kind, of.id] : []
  const place = [partition, record.seq, ...at]
  const writes = of
    ? [(await answerOf(stores.past.get(place))) as PastRecord | undefined].filter((past) => past !== undefined)
    : await all<PastRecord>(stores, 'past', between(place, [...place, []]))
  return of && writes.length === 0 ? [] : [[record, writes]]
}

async function entriesOfRow(
  stores: Stores,
  between: Between,
  { partition, after, limit }: LogQuery,
  { subject, kind, id }: Address,
): Promise<Found> {
  const row = [partition, subject, kind, id]
  const range = between([...row, after], [...row, []], true)
  if (!range) return []
  const writes = (await answerOf(stores.past.index('history').getAll(range, count(limit)))) as readonly PastRecord[]
  return Promise.all(
    writes.map(async (past) => [(await answerOf(stores.log.get([partition, past.seq]))) as LogRecord, [past]] as const),
  )
}

async function entriesAfter(stores: Stores, between: Between, { partition, after, limit }: LogQuery): Promise<Found> {
  const range = between([partition, after], [partition, []], true)
  const records = await all<LogRecord>(stores, 'log', range, count(limit))
  const [first, last] = [records[0], records.at(-1)]
  if (!first || !last) return []
  const bySeq = new Map<number, PastRecord[]>(records.map(({ seq }) => [seq, []]))
  const pasts = await all<PastRecord>(stores, 'past', between([partition, first.seq], [partition, last.seq, []]))
  for (const past of pasts) bySeq.get(past.seq)?.push(past)
  return records.map((record) => [record, bySeq.get(record.seq) ?? []])
}

/** Names of partitions. */
export async function partitions(
  stores: Stores,
  above: (after: Key) => Parameters<Stores['head']['getAllKeys']>[0],
  after: Key | undefined,
  limit: number,
): Promise<readonly Key[]> {
  if (limit < 1) return []
  return (await answerOf(stores.head.getAllKeys(after === undefined ? undefined : above(after), count(limit)))) as Key[]
}
