/**
 * How much of raw node:sqlite is left when it is driven through the storage port: the same tables, the same pragmas, the same
 * bodies and keys, in batches of 1, 64 and 1000, and for reading by address and by page. Rounds alternate; the median counts.
 * Run with: node bench/storage.ts [rounds]
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Digest } from '../src/digest.ts'
import { audited, type Driver, type Key, type Position, type Write } from '../src/storage/index.ts'
import { tables } from '../src/storage/sql/sqlite-tables.ts'
import { openSqlite } from '../src/storage/sqlite.ts'

const rounds = Number(process.argv[2] ?? 7)
const partition = '520526'
const hash = 'a'.repeat(64)
const note = new Uint8Array(60)
const fields = Array.from({ length: 60 }, (_, n) => [`field${n}`, `某县 value ${n}`])
const body = new TextEncoder().encode(JSON.stringify(Object.fromEntries(fields)))
const native: Digest = { id: 'sha-256', hash: (bytes) => createHash('sha256').update(bytes).digest() }

const folder = mkdtempSync(join(tmpdir(), 'childfile-bench-'))
let files = 0
const file = () => join(folder, `${files++}.db`)

/** Spreads subjects over the key space, as ids made by people are. */
const subject = (n: number): Key => `child-${((n * 2654435761) % 4294967296).toString(36)}`
const keysOf = (n: number) => ({
  division: [`5205261${n % 30}`],
  due: [`2026-09-${10 + (n % 20)}`],
  tier: [String(n % 5)],
})
const writes = (from: number, count: number): readonly Write[] =>
  Array.from({ length: count }, (_, n) => ({
    subject: subject(from + n),
    kind: 'file',
    id: '1',
    expect: 0,
    body,
    digest: hash,
    keys: keysOf(from + n),
  }))

/** The peer: what a program would do by hand with the same tables, without any of the checks. */
function raw(path: string) {
  const database = new DatabaseSync(path)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768',
  )
  database.exec(tables)
  const begin = database.prepare('BEGIN IMMEDIATE')
  const end = database.prepare('COMMIT')
  const row = database.prepare('INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const entry = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)')
  const past = database.prepare('INSERT INTO past VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const log = database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const head = database.prepare('INSERT OR REPLACE INTO head VALUES (?, ?, ?)')
  const get = database.prepare(
    'SELECT r.subject, r.kind, r.id, r.revision, r.keys, p.body FROM row r JOIN past p ON p.n = r.past WHERE r.partition = ? AND r.subject = ? AND r.kind = ? AND r.id = ?',
  )
  const page = database.prepare(
    'SELECT r.subject, r.kind, r.id, r.revision, r.keys, p.body FROM row r JOIN past p ON p.n = r.past WHERE r.partition = ? AND (r.subject, r.kind, r.id) > (?, ?, ?) AND r.live = 1 ORDER BY r.subject, r.kind, r.id LIMIT ?',
  )
  const pageOfKey = database.prepare(
    'SELECT e.key, r.subject, r.kind, r.id, r.revision, r.keys, p.body FROM entry e JOIN row r ON r.partition = e.partition AND r.subject = e.subject AND r.kind = e.kind AND r.id = e.id JOIN past p ON p.n = r.past WHERE e.partition = ? AND e.name = ? AND (e.key, e.subject, e.kind, e.id) > (?, ?, ?, ?) ORDER BY e.key, e.subject, e.kind, e.id LIMIT ?',
  )
  let seq = 0
  let n = 0
  return {
    commit(list: readonly Write[]) {
      begin.run()
      seq++
      const first = n + 1
      for (const write of list) {
        n++
        past.run(n, partition, seq, write.subject, write.kind, write.id, 1, write.digest, write.body)
        row.run(partition, write.subject, write.kind, write.id, 1, 1, JSON.stringify(write.keys), n)
        for (const [name, keys] of Object.entries(write.keys))
          for (const key of keys) entry.run(partition, name, key, write.subject, write.kind, write.id)
      }
      log.run(partition, seq, hash, `c${seq}`, hash, note, null, first, list.length)
      head.run(partition, seq, hash)
      end.run()
    },
    get: (at: Key) => get.get(partition, at, 'file', '1'),
    pages(index: string | null, limit: number): number {
      let count = 0
      let at = { key: '', subject: '', kind: '', id: '' }
      for (;;) {
        const rows = (index === null
          ? page.all(partition, at.subject, at.kind, at.id, limit)
          : pageOfKey.all(partition, index, at.key, at.subject, at.kind, at.id, limit)) as unknown as (typeof at)[]
        const last = rows.at(-1)
        count += rows.length
        if (!last || rows.length < limit) return count
        at = last
      }
    },
    close: () => database.close(),
  }
}

async function pages(driver: Driver, index: string | null, limit: number): Promise<number> {
  let count = 0
  let after: Position | undefined
  do {
    const page = await driver.page({ partition, index, limit, ...(after ? { after } : {}) })
    count += page.rows.length
    after = page.next
  } while (after)
  return count
}

const seconds = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Rates of the contestants, one after another in each round, the first to go changing from round to round. */
async function compare(name: string, units: number, contestants: Readonly<Record<string, () => Promise<number>>>) {
  const rates = new Map<string, number[]>(Object.keys(contestants).map((one) => [one, []]))
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contestants)
    if (round % 2 === 1) order.reverse()
    for (const [one, run] of order) rates.get(one)?.push(units / (await run()))
  }
  const peer = rates.get('raw') ?? []
  const line = [...rates].map(([one, list]) => {
    const ratio = median(list.map((rate, n) => rate / (peer[n] ?? 1)))
    return `${one} ${Math.round(median(list))}/s${one === 'raw' ? '' : ` (${ratio.toFixed(2)}x)`}`
  })
  console.log(`${name.padEnd(16)} ${line.join('   ')}`)
}

for (const [size, times] of [
  [1, 600],
  [64, 40],
  [1000, 5],
] as const) {
  const list = Array.from({ length: times }, (_, n) => writes(n * size, size))
  const act = { partition, fingerprint: hash, note, checks: [] }
  await compare(`write ${size}`, size * times, {
    raw: async () => {
      const peer = raw(file())
      const time = await seconds(() => list.forEach((batch) => peer.commit(batch)))
      peer.close()
      return time
    },
    driver: async () => {
      const driver = await openSqlite(file())
      const time = await seconds(async () => {
        for (const [n, batch] of list.entries())
          await driver.commit({ ...act, id: `c${n}`, writes: batch, link: () => hash })
      })
      await driver.close()
      return time
    },
    'audited, native digest': async () => {
      const ledger = audited(await openSqlite(file()), native)
      const time = await seconds(async () => {
        for (const [n, batch] of list.entries()) await ledger.commit({ ...act, id: `c${n}`, writes: batch })
      })
      await ledger.close()
      return time
    },
    audited: async () => {
      const ledger = audited(await openSqlite(file()))
      const time = await seconds(async () => {
        for (const [n, batch] of list.entries()) await ledger.commit({ ...act, id: `c${n}`, writes: batch })
      })
      await ledger.close()
      return time
    },
  })
}

const count = 10_000
const rawFile = file()
const driverFile = file()
const peer = raw(rawFile)
const driver = await openSqlite(driverFile)
for (let n = 0; n < count; n += 1000) {
  peer.commit(writes(n, 1000))
  const batch = {
    partition,
    id: `c${n}`,
    fingerprint: hash,
    note,
    checks: [],
    writes: writes(n, 1000),
    link: () => hash,
  }
  await driver.commit(batch)
}
const asked = Array.from({ length: 20_000 }, (_, n) => subject((n * 7919) % count))
await compare('get', asked.length, {
  raw: () => seconds(() => asked.forEach((one) => peer.get(one))),
  driver: () =>
    seconds(async () => {
      for (const one of asked) await driver.get(partition, [{ subject: one, kind: 'file', id: '1' }])
    }),
})
for (const index of [null, 'due'])
  for (const limit of [50, 500])
    await compare(`page ${index ?? 'rows'} ${limit}`, count, {
      raw: () => seconds(() => peer.pages(index, limit)),
      driver: () => seconds(() => pages(driver, index, limit)),
    })
peer.close()
await driver.close()
rmSync(folder, { recursive: true, force: true })
console.log(`bodies of ${body.length} bytes, 3 index keys each; ${rounds} rounds; node ${process.version}`)
