// A storage driver that nobody but its author knows of: one JSON file for each partition, written anew at each commit. Its types are all that
// it takes from the library; `driverContract` of `childfile/testing` holds it to its word. A commit costs as much as its partition is large.
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  Act,
  Address,
  Commit,
  Conflict,
  Driver,
  Guarantees,
  Head,
  Key,
  LogEntry,
  LogWrite,
  Position,
  Row,
} from 'childfile/storage'

/** Bytes lie in the file as text, a character for each. */
type Kept<T> = { readonly [K in keyof T]: T[K] extends Uint8Array | null ? Exclude<T[K], Uint8Array> | string : T[K] }
type KeptEntry = Omit<Kept<LogEntry>, 'writes'> & { readonly writes: readonly Kept<LogWrite>[] }

interface Partition {
  readonly name: Key
  readonly rows: readonly Kept<Row>[]
  readonly log: readonly KeptEntry[]
}

const guarantees: Guarantees = {
  durable: 'process', // files are flushed, but nobody has pulled a plug: claim what was tried
  writers: 'one-process',
  pages: 'live',
  erases: 'residue',
  bodyBytes: 1_000_000,
  batchWrites: 1000,
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const addressOf = ({ subject, kind, id }: Address): string => `${subject} ${kind} ${id}`
const compareAddresses = (a: Address, b: Address): number => compare(addressOf(a), addressOf(b))
const comparePositions = (a: Position, b: Position): number => compare(a.key, b.key) || compareAddresses(a, b)
const bytes = (kept: string): Uint8Array => new Uint8Array(Buffer.from(kept, 'latin1'))
const kept = (body: Uint8Array): string => Buffer.from(body).toString('latin1')
const bodyOf = (body: string | null): Uint8Array | null => (body === null ? null : bytes(body))
const rowOf = (row: Kept<Row>): Row => ({ ...structuredClone(row), body: bodyOf(row.body) })
const headOf = ({ log }: Partition): Head => log.at(-1)?.head ?? { seq: 0, hash: '' }

/** Opens a store in a folder, which is made if it is not there. */
export async function openFolder(folder: string): Promise<Driver> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const partitions = new Map<Key, Partition>()
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.json')) continue
    const partition = JSON.parse(await readFile(join(folder, file), 'utf8')) as Partition
    partitions.set(partition.name, partition)
  }

  /** Beside it, flushed, and then in its place: a reader finds the old file or the new one, never half of one. */
  async function write(next: Partition): Promise<void> {
    // The name of a partition may hold what a file's name may not.
    const path = join(folder, `${createHash('sha256').update(next.name).digest('hex')}.json`)
    await writeFile(`${path}.new`, JSON.stringify(next), { mode: 0o600, flush: true })
    await rename(`${path}.new`, path)
    const place = await open(folder)
    await place.sync().finally(() => place.close())
    partitions.set(next.name, next)
  }

  const at = (name: Key): Partition => partitions.get(name) ?? { name, rows: [], log: [] }
  let closed = false
  /** One act after another; a reading waits for those under way, and so is of one moment. */
  let last: Promise<unknown> = Promise.resolve()
  async function after<T>(run: () => T | Promise<T>): Promise<T> {
    if (closed) throw Object.assign(new Error('the store is closed'), { code: 'closed' })
    const answer = last.then(run)
    last = answer.catch(() => undefined)
    return answer
  }

  const act = (wanted: Act, decide: (before: Partition) => Commit | Partition): Promise<Commit> =>
    after(async () => {
      const before = at(wanted.partition)
      // The commit id comes first: a retry is answered whatever has happened since.
      const earlier = before.log.find(({ id }) => id === wanted.id)
      if (earlier?.fingerprint === wanted.fingerprint)
        return { outcome: 'written', head: { ...earlier.head }, repeated: true }
      if (earlier) return { outcome: 'refused', why: 'commit-id-reused' }
      const decided = decide(before)
      if ('outcome' in decided) return decided
      await write(decided)
      return { outcome: 'written', head: { ...headOf(decided) }, repeated: false }
    })

  const entryOf = (wanted: Act, before: Partition, more: Pick<KeptEntry, 'writes' | 'erased'>): KeptEntry => {
    const { id, fingerprint, note, link } = wanted
    const end = headOf(before)
    return { head: { seq: end.seq + 1, hash: link({ ...end }) }, id, fingerprint, note: kept(note), ...more }
  }

  const commit: Driver['commit'] = (batch) =>
    act(batch, (before) => {
      const { checks, writes } = batch
      if (writes.length > guarantees.batchWrites) return { outcome: 'refused', why: 'too-large' }
      if (writes.some(({ body }) => body && body.length > guarantees.bodyBytes))
        return { outcome: 'refused', why: 'too-large' }
      const erased = new Set(before.log.map((entry) => entry.erased))
      if (writes.some(({ subject }) => erased.has(subject))) return { outcome: 'refused', why: 'subject-erased' }
      const rows = new Map(before.rows.map((row) => [addressOf(row), row]))
      const count = (one: Address): number => writes.filter((other) => addressOf(other) === addressOf(one)).length
      const conflicts = [...checks, ...writes].flatMap((one, n): readonly Conflict[] => {
        const { subject, kind, id, expect } = one
        const found = rows.get(addressOf(one))?.revision ?? 0
        const twice = n >= checks.length && count(one) > 1
        return found === expect && !twice ? [] : [{ subject, kind, id, expect, found }]
      })
      if (conflicts.length > 0) return { outcome: 'conflict', at: conflicts }
      const logged = [...writes].sort(compareAddresses).map((one): Kept<LogWrite> => {
        const { subject, kind, id, expect, digest, body, keys } = one
        const row = { subject, kind, id, revision: expect + 1, body: body && kept(body) }
        const each = Object.entries(keys).map(([index, list]) => [index, [...new Set(list)]] as const)
        rows.set(addressOf(one), { ...row, keys: body ? Object.fromEntries(each) : {} })
        return { ...row, digest }
      })
      const log = [...before.log, entryOf(batch, before, { writes: logged })]
      return { name: batch.partition, rows: [...rows.values()].sort(compareAddresses), log }
    })

  const erase: Driver['erase'] = (erasure) =>
    act(erasure, (before) => {
      const { partition, subject } = erasure
      const emptied = (one: Kept<LogWrite>): Kept<LogWrite> => (one.subject === subject ? { ...one, body: null } : one)
      const past = before.log.map((entry) => ({ ...entry, writes: entry.writes.map(emptied) }))
      const log = [...past, entryOf(erasure, before, { erased: subject, writes: [] })]
      return { name: partition, rows: before.rows.filter((row) => row.subject !== subject), log }
    })

  const page: Driver['page'] = ({ partition, index, from, to, after: end, limit }) =>
    after(() => {
      const start = end && (index === null ? { ...end, key: '' } : end)
      const found = at(partition)
        .rows.filter(({ body }) => body !== null)
        .flatMap((row) => {
          const { subject, kind, id } = row
          const keys = index === null ? [''] : Object.hasOwn(row.keys, index) ? (row.keys[index] ?? []) : []
          return keys.map((key) => ({
            row,
            bound: index === null ? subject : key,
            position: { key, subject, kind, id },
          }))
        })
        .filter(({ bound }) => (from === undefined || bound >= from) && (to === undefined || bound < to))
        .filter(({ position }) => start === undefined || comparePositions(position, start) > 0)
        .sort((a, b) => comparePositions(a.position, b.position))
      const taken = found.slice(0, Math.max(0, limit))
      const next = found.length > taken.length ? taken.at(-1)?.position : undefined
      return { rows: taken.map(({ row }) => rowOf(row)), ...(next && { next }) }
    })

  const log: Driver['log'] = ({ partition, after: seq, limit, of, commit: wanted }) =>
    after(() => {
      const isOf = (write: Address): boolean => of === undefined || addressOf(write) === addressOf(of)
      return at(partition)
        .log.filter(({ head, id }) => head.seq > seq && (wanted === undefined || id === wanted))
        .filter(({ writes }) => of === undefined || writes.some(isOf))
        .slice(0, Math.max(0, limit))
        .map(({ note, writes, ...entry }) => ({
          ...structuredClone(entry),
          note: bytes(note),
          writes: writes.filter(isOf).map((write) => ({ ...write, body: bodyOf(write.body) })),
        }))
    })

  return {
    guarantees,
    partitions: (name, limit) =>
      after(() =>
        [...partitions.keys()]
          .sort(compare)
          .filter((one) => name === undefined || one > name)
          .slice(0, Math.max(0, limit)),
      ),
    get: (partition, addresses) =>
      after(() => {
        const rows = new Map(at(partition).rows.map((row) => [addressOf(row), rowOf(row)]))
        return addresses.map((one) => rows.get(addressOf(one)))
      }),
    page,
    log,
    commit,
    erase,
    close: async () => {
      closed = true
      await last
    },
  }
}
