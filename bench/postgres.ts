/**
 * How much of node-postgres is left when it is driven through the storage port: the same tables on the same server, the same rows
 * in a transaction written by hand without any of the checks, in batches of 1, 64 and 1000, with 8 connections on one partition
 * and on 8; then reading by address and by page. Rounds alternate; the median of the ratios counts.
 * Run with: node bench/postgres.ts [rounds]
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Digest } from '../src/digest.ts'
import { type Address, audited, type Driver, type Key, type Position, type Write } from '../src/storage/index.ts'
import { openPostgres } from '../src/storage/postgres.ts'
import { startServer } from '../test/storage/postgres-server.ts'

const rounds = Number(process.argv[2] ?? 5)
const connections = 8
const hash = 'a'.repeat(64)
const note = new Uint8Array(60)
const fields = Array.from({ length: 60 }, (_, n) => [`field${n}`, `某县 value ${n}`])
const body = new TextEncoder().encode(JSON.stringify(Object.fromEntries(fields)))
const native: Digest = { id: 'sha-256', hash: (bytes) => createHash('sha256').update(bytes).digest() }

/** Spreads subjects over the key space, as ids made by people are. */
const subject = (n: number): Key => `child-${((n * 2654435761) % 4294967296).toString(36)}`
const writes = (from: number, count: number): readonly Write[] =>
  Array.from({ length: count }, (_, n) => ({
    subject: subject(from + n),
    kind: 'file',
    id: '1',
    expect: 0,
    body,
    digest: hash,
    keys: {
      division: [`5205261${(from + n) % 30}`],
      due: [`2026-09-${10 + ((from + n) % 20)}`],
      tier: [String((from + n) % 5)],
    },
  }))

const server = await startServer()
const pool = server.pool({ max: connections })
const driver = await openPostgres(pool, { prefix: 'driver_' })
const ledger = audited(await openPostgres(pool, { prefix: 'audited_' }), native)
await openPostgres(pool, { prefix: 'raw_' })

/** The peer: what a program would do by hand, one statement for each table. */
async function rawCommit(partition: Key, id: Key, list: readonly Write[]): Promise<void> {
  const client: pg.PoolClient = await pool.connect()
  await client.query('BEGIN')
  const head = 'SELECT seq FROM raw_head WHERE partition = $1 FOR UPDATE'
  let { rows } = await client.query<{ seq: string }>(head, [partition])
  if (rows.length === 0) {
    await client.query("INSERT INTO raw_head VALUES ($1, 0, '') ON CONFLICT DO NOTHING", [partition])
    rows = (await client.query<{ seq: string }>(head, [partition])).rows
  }
  const seq = Number(rows[0]?.seq) + 1
  const subjects = list.map((write) => write.subject)
  await client.query(
    'INSERT INTO raw_past SELECT $1, $2, s, $3, $4, 1, $5, b FROM unnest($6::text[], $7::bytea[]) AS g (s, b)',
    [partition, seq, 'file', '1', hash, subjects, list.map((write) => write.body)],
  )
  await client.query(
    'INSERT INTO raw_row SELECT $1, s, $2, $3, 1, true, k, $4 FROM unnest($5::text[], $6::text[]) AS g (s, k)',
    [partition, 'file', '1', seq, subjects, list.map((write) => JSON.stringify(write.keys))],
  )
  const entries = list.flatMap((write) =>
    Object.entries(write.keys).flatMap(([name, keys]) => keys.map((key) => [name, key, write.subject] as const)),
  )
  await client.query(
    'INSERT INTO raw_entry SELECT $1, n, k, s, $2, $3 FROM unnest($4::text[], $5::text[], $6::text[]) AS g (n, k, s)',
    [partition, 'file', '1', ...[0, 1, 2].map((place) => entries.map((entry) => entry[place]))],
  )
  await client.query('INSERT INTO raw_log VALUES ($1, $2, $3, $4, $5, $6, NULL)', [
    partition,
    seq,
    hash,
    id,
    hash,
    note,
  ])
  await client.query('UPDATE raw_head SET seq = $2, hash = $3 WHERE partition = $1', [partition, seq, hash])
  await client.query('COMMIT')
  client.release()
}

const act = (partition: Key, id: Key) => ({ partition, id, fingerprint: hash, note, checks: [] })
type Commit = (partition: Key, id: Key, list: readonly Write[]) => Promise<unknown>
const committers: Readonly<Record<string, Commit>> = {
  raw: rawCommit,
  driver: (partition, id, list) => driver.commit({ ...act(partition, id), writes: list, link: () => hash }),
  audited: (partition, id, list) => ledger.commit({ ...act(partition, id), writes: list }),
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Rates of the contestants, one after another in each round, the first to go changing from round to round. */
async function compare(name: string, units: number, contestants: Readonly<Record<string, () => Promise<unknown>>>) {
  const rates = new Map<string, number[]>(Object.keys(contestants).map((one) => [one, []]))
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contestants)
    if (round % 2 === 1) order.reverse()
    for (const [one, run] of order) rates.get(one)?.push(units / (await seconds(run)))
  }
  const peer = rates.get('raw') ?? []
  const line = [...rates].map(([one, list]) => {
    const ratio = median(list.map((rate, n) => rate / (peer[n] ?? 1)))
    return `${one} ${Math.round(median(list))}/s${one === 'raw' ? '' : ` (${ratio.toFixed(2)}x)`}`
  })
  console.log(`${name.padEnd(30)} ${line.join('   ')}`)
}

let partitions = 0
for (const count of [1, connections])
  for (const [size, times] of [
    [1, 160],
    [64, 32],
    [1000, 8],
  ] as const)
    await compare(
      `commits of ${size}, ${count} partition${count === 1 ? '' : 's'}`,
      times,
      Object.fromEntries(
        Object.entries(committers).map(([name, commit]) => [
          name,
          async () => {
            const run = partitions++
            let next = 0
            const lane = async (n: number) => {
              while (next < times) {
                const id = next++
                await commit(`p${run}-${n % count}`, `c${id}`, writes(id * size, size))
              }
            }
            await Promise.all(Array.from({ length: connections }, (_, n) => lane(n)))
          },
        ]),
      ),
    )

const rows = 5000
for (let n = 0; n < rows; n += 1000) {
  await rawCommit('read', `c${n}`, writes(n, 1000))
  await driver.commit({ ...act('read', `c${n}`), writes: writes(n, 1000), link: () => hash })
}
await pool.query('ANALYZE')
const columns = 'r.subject, r.kind, r.id, r.revision, r.keys, p.body'
const joined =
  'raw_row r JOIN raw_past p ON p.partition = r.partition AND p.seq = r.seq AND p.subject = r.subject AND p.kind = r.kind AND p.id = r.id'
const addresses = (from: number, count: number): readonly Address[] =>
  Array.from({ length: count }, (_, n) => ({ subject: subject(((from + n) * 7919) % rows), kind: 'file', id: '1' }))

for (const [size, times] of [
  [1, 400],
  [500, 8],
] as const) {
  const lists = Array.from({ length: times }, (_, n) => addresses(n * size, size))
  const inLanes = (read: (at: readonly Address[]) => Promise<unknown>) => async () => {
    let next = 0
    const lane = async () => {
      while (next < times) await read(lists[next++] ?? [])
    }
    await Promise.all(Array.from({ length: connections }, lane))
  }
  await compare(`get ${size} at once`, size * times, {
    raw: inLanes((at) =>
      pool.query(
        `SELECT ${columns} FROM ${joined} WHERE r.partition = $1 AND r.kind = $2 AND r.id = $3 AND r.subject = ANY ($4)`,
        ['read', 'file', '1', at.map((one) => one.subject)],
      ),
    ),
    driver: inLanes((at) => driver.get('read', at)),
  })
}

async function rawPages(index: string | null, limit: number): Promise<void> {
  let at = { key: '', subject: '', kind: '', id: '' }
  for (;;) {
    const { rows: found } = await (index === null
      ? pool.query<typeof at>(
          `SELECT '' AS key, ${columns} FROM ${joined} WHERE r.partition = $1 AND (r.subject, r.kind, r.id) > ($2, $3, $4) AND r.live
           ORDER BY r.subject, r.kind, r.id LIMIT $5`,
          ['read', at.subject, at.kind, at.id, limit],
        )
      : pool.query<typeof at>(
          `SELECT e.key, ${columns} FROM raw_entry e
           JOIN raw_row r ON r.partition = e.partition AND r.subject = e.subject AND r.kind = e.kind AND r.id = e.id
           JOIN raw_past p ON p.partition = r.partition AND p.seq = r.seq AND p.subject = r.subject AND p.kind = r.kind AND p.id = r.id
           WHERE e.partition = $1 AND e.name = $2 AND (e.key, e.subject, e.kind, e.id) > ($3, $4, $5, $6)
           ORDER BY e.key, e.subject, e.kind, e.id LIMIT $7`,
          ['read', index, at.key, at.subject, at.kind, at.id, limit],
        ))
    const last = found.at(-1)
    if (!last || found.length < limit) return
    at = last
  }
}

async function pages(from: Driver, index: string | null, limit: number): Promise<void> {
  let after: Position | undefined
  do {
    const page = await from.page({ partition: 'read', index, limit, ...(after ? { after } : {}) })
    after = page.next
  } while (after)
}

for (const index of [null, 'due'])
  for (const limit of [50, 500])
    await compare(`page ${index ?? 'rows'} ${limit}`, rows, {
      raw: () => rawPages(index, limit),
      driver: () => pages(driver, index, limit),
    })
await server.stop()
console.log(
  `bodies of ${body.length} bytes, 3 index keys each; ${connections} connections; ${rounds} rounds; node ${process.version}`,
)
