/**
 * PostgreSQL under fire: several processes write to the same partitions while their connections, or the whole server, are killed.
 * Started with `write` it is one of these processes.
 */
import { spawn } from 'node:child_process'
import pg from 'pg'
import { audited, type Driver, verify } from '../src/storage/index.ts'
import { openPostgres } from '../src/storage/postgres.ts'
import { type Server, startServer } from '../test/storage/postgres-server.ts'
import type { Answer, Proof } from './proof.ts'

const partitions = Array.from({ length: 8 }, (_, n) => `52052${n}`)
const connections = 4
const seconds = 6

/** Writes until time is up and tells each commit that was acknowledged. A sham tells it before it is written. */
async function writer([url = '', schema = '', name = '', sham = '']: readonly string[]): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: 'hammer' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const open = (): Promise<Driver> => openPostgres(pool, { schema }).catch(open)
  const ledger = audited(await open())
  const until = performance.now() + seconds * 1000
  const counts = { busy: 0, unknown: 0 }
  const work = async (lane: number) => {
    for (let n = 0; performance.now() < until; n++) {
      const partition = partitions[(n * 7 + lane) % partitions.length] ?? ''
      const id = `${name}-${lane}-${n}`
      const body = new TextEncoder().encode(`body of ${id} `.repeat(20))
      const writes = [
        { subject: id, kind: 'file', id: '1', expect: 0, body, keys: { due: [id, `d${n % 9}`] } },
        { subject: id, kind: 'visit', id: '1', expect: 0, body, keys: {} },
      ]
      const draft = { partition, id, fingerprint: 'f', note: new Uint8Array([lane]), checks: [], writes }
      if (sham !== '') console.log(`${partition} ${id} 0`)
      const answer = await ledger.commit(draft).catch(() => undefined)
      if (answer?.outcome === 'written') console.log(`${partition} ${id} ${answer.head.seq}`)
      else if (answer?.outcome === 'busy') counts.busy++
      else if (answer) throw new Error(answer.outcome)
      else counts.unknown++
      if (!answer || answer.outcome === 'busy') await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await Promise.all(Array.from({ length: connections * 2 }, (_, lane) => work(lane)))
  console.log(`counts ${counts.busy} ${counts.unknown}`)
  await ledger.close()
  await pool.end()
}

/** What a process told, line by line. */
const run = (args: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', import.meta.filename, 'write', ...args])
    let told = ''
    let wrong = ''
    child.stdout.on('data', (data) => (told += String(data)))
    child.stderr.on('data', (data) => (wrong += String(data)))
    child.on('close', (code) => {
      if (code === 0) resolve(told.trim().split('\n'))
      else reject(new Error(wrong))
    })
  })

/** What is wrong with a store, given what its writers were told. */
async function faults(driver: Driver, told: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const partition of partitions) {
    const logged = new Map<string, number>()
    for (let after = 0; ; ) {
      const entries = await driver.log({ partition, after, limit: 1000 })
      for (const { id, head } of entries) {
        if (head.seq !== after + 1) wrong.push('a gap')
        logged.set(id, head.seq)
        after = head.seq
      }
      if (entries.length === 0) break
    }
    for (const line of told) {
      const [of, id = '', seq] = line.split(' ')
      if (of !== partition) continue
      const found = logged.get(id)
      if (found === undefined) wrong.push('an acknowledged commit is lost')
      else if (seq !== '0' && found !== Number(seq)) wrong.push('an acknowledged commit has another number')
    }
    const verified = await verify(driver, partition)
    if (verified.isErr() || verified.value.faults.length > 0) wrong.push('a chain that does not verify')
  }
  return wrong
}

/** Does harm time after time while the work goes on, and says how often. */
async function harmed<T>(harm: () => Promise<number>, pause: number, work: Promise<T>): Promise<readonly [T, number]> {
  const over = new AbortController()
  const counting = (async () => {
    let done = 0
    while (!over.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      done += await harm()
    }
    return done
  })()
  const ended = work.finally(() => over.abort())
  await Promise.allSettled([ended, counting])
  return [await ended, await counting]
}

async function hammered(
  harmOf: (server: Server, admin: pg.Pool) => () => Promise<number>,
  pause: number,
  sham = '',
): Promise<{ readonly wrong: readonly string[]; readonly says: string }> {
  const server = await startServer()
  try {
    const admin = server.pool({ max: 2 })
    const writers = Promise.all(['a', 'b'].map((name) => run([server.url, 'hammered', name, sham])))
    const [lines, harm] = await harmed(harmOf(server, admin), pause, writers)
    const told = lines.flat()
    const acknowledged = told.filter((line) => !line.startsWith('counts'))
    const counts = told.filter((line) => line.startsWith('counts')).map((line) => line.split(' ').slice(1).map(Number))
    const sum = (n: number) => counts.reduce((all, one) => all + (one[n] ?? 0), 0)
    const wrong = await faults(await openPostgres(server.pool({ max: 2 }), { schema: 'hammered' }), acknowledged)
    const says = `${harm} kills, ${acknowledged.length} acknowledged, ${sum(0)} busy, ${sum(1)} unknown`
    const idle = harm === 0 || acknowledged.length === 0 ? ['nothing was put to the test'] : []
    return { wrong: [...new Set([...wrong, ...idle])], says }
  } finally {
    await server.stop()
  }
}

/** Ends one connection of a writer, another one each time. */
const connectionsEnd = (_: Server, admin: pg.Pool) => {
  let turn = 0
  return async () => {
    const { rows } = await admin.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'hammer' ORDER BY pid",
    )
    const victim = rows[(turn++ * 5) % Math.max(1, rows.length)]
    if (!victim) return 0
    await admin.query('SELECT pg_terminate_backend($1)', [victim.pid])
    return 1
  }
}

const serverCrashes = (server: Server) => async () => {
  await server.crash()
  return 1
}

const answer = ({ wrong, says }: { readonly wrong: readonly string[]; readonly says: string }): Answer => ({
  held: wrong.length === 0,
  says: [says, ...wrong].join(', '),
})

export const proofs: readonly Proof[] = [
  {
    name: 'PostgreSQL: two processes on eight partitions lose no acknowledged commit while their connections are ended',
    run: async () => answer(await hammered(connectionsEnd, 10)),
  },
  {
    name: 'PostgreSQL: nor while the server crashes and comes back',
    run: async () => answer(await hammered(serverCrashes, 1000)),
  },
  {
    name: 'PostgreSQL: a writer that acknowledges too early is found out',
    run: async () => {
      const { wrong, says } = await hammered(connectionsEnd, 10, 'sham')
      return { held: wrong.includes('an acknowledged commit is lost'), says: [says, ...wrong].join(', ') }
    },
  },
]

if (process.argv[1] === import.meta.filename && process.argv[2] === 'write') await writer(process.argv.slice(3))
