import type {
  Act,
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
  PageQuery,
  Position,
  Row,
} from './driver.ts'
import { addressText, compareAddresses, compareText, conflictsOf, exceeds, genesis, repeatOf } from './driver-rules.ts'

interface Place {
  readonly position: Position
  readonly row: Row
}

/** What memory keeps of one partition. */
export interface MemoryPartition {
  head: Head
  readonly rows: Map<string, Row>
  readonly acts: Map<Key, { readonly head: Head; readonly fingerprint: string }>
  readonly erased: Set<Key>
  readonly log: LogEntry[]
  /** Rows in order, by index, until the next commit. */
  readonly ordered: Map<Key | null, readonly Place[]>
}

export type MemoryState = Map<Key, MemoryPartition>

const guarantees: Guarantees = {
  durable: 'nothing',
  writers: 'one-process',
  pages: 'live',
  erases: 'rows',
  bodyBytes: 16_777_216,
  batchWrites: 10_000,
}

const empty = (): MemoryPartition => ({
  head: genesis,
  rows: new Map(),
  acts: new Map(),
  erased: new Set(),
  log: [],
  ordered: new Map(),
})

const copyBody = (body: Uint8Array | null): Uint8Array | null => body && body.slice()
const copyKeys = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).map(([index, list]) => [index, [...new Set(list)]]))
const copyRow = (row: Row): Row => ({ ...row, body: copyBody(row.body), keys: copyKeys(row.keys) })
const copyEntry = (entry: LogEntry, writes: readonly LogWrite[]): LogEntry => ({
  ...entry,
  head: { ...entry.head },
  note: entry.note.slice(),
  writes: writes.map((write) => ({ ...write, body: copyBody(write.body) })),
})

const comparePositions = (a: Position, b: Position): number => compareText(a.key, b.key) || compareAddresses(a, b)

/** Runs to its end without giving way, so that each call is of one moment; what it throws rejects. */
const promised = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))

/** A driver over a state that the caller holds: two drivers over one state are two handles on one store. */
export function memoryOver(state: MemoryState): Driver {
  let closed = false
  const read = (partition: Key): MemoryPartition => {
    if (closed) throw Object.assign(new Error('the store is closed'), { code: 'closed' })
    return state.get(partition) ?? empty()
  }

  const link = (act: Act, at: MemoryPartition): Head => ({ seq: at.head.seq + 1, hash: act.link({ ...at.head }) })
  const keep = (act: Act, at: MemoryPartition, entry: LogEntry): Commit => {
    at.log.push(entry)
    at.acts.set(act.id, { head: entry.head, fingerprint: act.fingerprint })
    at.head = entry.head
    at.ordered.clear()
    state.set(act.partition, at)
    return { outcome: 'written', head: { ...entry.head }, repeated: false }
  }

  const commit = (batch: Batch): Commit => {
    const at = read(batch.partition)
    const repeat = repeatOf(batch, at.acts.get(batch.id))
    if (repeat) return repeat
    if (exceeds(batch, guarantees)) return { outcome: 'refused', why: 'too-large' }
    if (batch.writes.some((write) => at.erased.has(write.subject))) return { outcome: 'refused', why: 'subject-erased' }
    const conflicts = conflictsOf(batch, (address) => at.rows.get(addressText(address))?.revision ?? 0)
    if (conflicts.length > 0) return { outcome: 'conflict', at: conflicts }
    const head = link(batch, at)
    const writes = [...batch.writes].sort(compareAddresses).map(({ subject, kind, id, expect, digest, body, keys }) => {
      const address = { subject, kind, id }
      const kept = body === null ? {} : copyKeys(keys)
      at.rows.set(addressText(address), { ...address, revision: expect + 1, body: copyBody(body), keys: kept })
      return { ...address, revision: expect + 1, digest, body: copyBody(body) }
    })
    const { id, fingerprint, note } = batch
    return keep(batch, at, { head, id, fingerprint, note: note.slice(), writes })
  }

  const erase = (erasure: Erasure): Commit => {
    const at = read(erasure.partition)
    const repeat = repeatOf(erasure, at.acts.get(erasure.id))
    if (repeat) return repeat
    const { id, fingerprint, note, subject } = erasure
    const head = link(erasure, at)
    for (const [text, row] of at.rows) if (row.subject === subject) at.rows.delete(text)
    for (const [place, entry] of at.log.entries()) {
      const writes = entry.writes.map((write) => (write.subject === subject ? { ...write, body: null } : write))
      at.log[place] = { ...entry, writes }
    }
    at.erased.add(subject)
    return keep(erasure, at, { head, id, fingerprint, note: note.slice(), erased: subject, writes: [] })
  }

  const ordered = (at: MemoryPartition, index: Key | null): readonly Place[] => {
    const known = at.ordered.get(index)
    if (known) return known
    const places: Place[] = []
    for (const row of at.rows.values()) {
      if (row.body === null) continue
      const { subject, kind, id } = row
      const keys = index === null ? [''] : Object.hasOwn(row.keys, index) ? (row.keys[index] ?? []) : []
      for (const key of keys) places.push({ position: { key, subject, kind, id }, row })
    }
    places.sort((a, b) => comparePositions(a.position, b.position))
    at.ordered.set(index, places)
    return places
  }

  const page = ({ partition, index, from, to, after, limit }: PageQuery) => {
    const start = after && (index === null ? { ...after, key: '' } : after)
    const bound = ({ position }: Place) => (index === null ? position.subject : position.key)
    const found = ordered(read(partition), index).filter(
      (place) =>
        (from === undefined || bound(place) >= from) &&
        (to === undefined || bound(place) < to) &&
        (start === undefined || comparePositions(place.position, start) > 0),
    )
    const places = found.slice(0, Math.max(0, limit))
    const last = places.at(-1)
    const rows = places.map(({ row }) => copyRow(row))
    return last && found.length > places.length ? { rows, next: { ...last.position } } : { rows }
  }

  const log = ({ partition, after, limit, of, commit: id }: LogQuery) => {
    const wanted = (write: LogWrite) => of === undefined || addressText(write) === addressText(of)
    return read(partition)
      .log.slice(Math.max(0, after))
      .filter((entry) => (id === undefined || entry.id === id) && (of === undefined || entry.writes.some(wanted)))
      .slice(0, Math.max(0, limit))
      .map((entry) => copyEntry(entry, entry.writes.filter(wanted)))
  }

  return {
    guarantees,
    partitions: (after, limit) =>
      promised(() => {
        read('')
        const names = [...state.keys()].filter((name) => after === undefined || name > after)
        return names.sort(compareText).slice(0, Math.max(0, limit))
      }),
    get: (partition, at) =>
      promised(() => {
        const { rows } = read(partition)
        return at.map((address) => {
          const row = rows.get(addressText(address))
          return row && copyRow(row)
        })
      }),
    page: (query) => promised(() => page(query)),
    commit: (batch) => promised(() => commit(batch)),
    erase: (erasure) => promised(() => erase(erasure)),
    log: (query) => promised(() => log(query)),
    close: () =>
      promised(() => {
        closed = true
      }),
  }
}

/**
 * A store in memory, for tests, demonstrations and as the measure of all other stores. It is gone with the process.
 * A walk over pages costs one sort after each commit.
 * @example
 * ```ts
 * import { openMemory } from 'childfile/storage'
 * const driver = await openMemory()
 * driver.guarantees.durable // => 'nothing'
 * ```
 */
export const openMemory = (): Promise<Driver> => Promise.resolve(memoryOver(new Map()))
