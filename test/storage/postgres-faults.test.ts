import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited, type Commit, type Driver, openMemory, verify } from '../../src/storage/index.ts'
import { openPostgres } from '../../src/storage/postgres.ts'
import { at, batch, dice, erasure, numbers, settled, write } from '../../src/testing/driver-contract/scene.ts'
import { newSchema } from './postgres-harness.ts'
import { between, failing, losing, losses, robust } from './postgres-pools.ts'
import { type Server, startServer } from './postgres-server.ts'

let server: Server
let admin: pg.Pool
beforeAll(async () => {
  server = await startServer({ fsync: 'off', full_page_writes: 'off' })
  admin = server.pool({ max: 2 })
})
afterAll(() => server.stop())

const before = batch('c1', [
  write(at('child-1'), { body: 'one', keys: { due: ['d1', 'd2'] } }),
  write(at('child-1', 'visit', 'v1'), { body: 'gone', keys: { due: ['d3'] } }),
  write(at('child-2'), { body: 'two', keys: { due: ['d4'] } }),
])
const change = batch('c2', [
  write(at('child-1'), { expect: 1, body: 'ONE', keys: { due: ['d2', 'd5'] } }),
  write(at('child-1', 'visit', 'v1'), { expect: 1, body: null }),
  write(at('child-3'), { body: 'three', keys: { due: ['d1'] } }),
])
const acts = {
  'a commit': { first: [before], then: change },
  'the first commit of a partition': { first: [], then: before },
  'an erasure': { first: [before, change], then: erasure('e1', 'child-1') },
} as const

/** Everything that a partition shows. */
const everything = async (driver: Driver, partition: string) =>
  JSON.stringify([
    (await driver.page({ partition, index: null, limit: 99 })).rows,
    (await driver.page({ partition, index: 'due', limit: 99 })).rows,
    await driver.log({ partition, after: 0, limit: 99 }),
  ])

const ask = (driver: Driver, act: (typeof acts)[keyof typeof acts]['then'], partition: string): Promise<Commit> =>
  'writes' in act ? driver.commit({ ...act, partition }) : driver.erase({ ...act, partition })

describe('a connection that is lost', () => {
  const cases = Object.entries(acts).flatMap(([name, act]) => losses.map((loss) => [loss, name, act] as const))
  it.each(cases)('%s, at any statement of %s, leaves all or nothing and an honest answer', async (loss, _, act) => {
    const schema = newSchema()
    const clean = await openPostgres(server.pool({ max: 2 }), { schema })
    const pool = server.pool({ max: 1 })
    const met: string[] = []
    for (let n = 0; ; n++) {
      const partition = `p${n}`
      const plain = await openMemory()
      for (const one of act.first) {
        await ask(clean, one, partition)
        await ask(plain, one, partition)
      }
      const unchanged = await everything(plain, partition)
      await ask(plain, act.then, partition)
      const changed = await everything(plain, partition)

      const { lossy, state, over } = losing(pool, admin, n, loss)
      const driver = await openPostgres(lossy, { schema })
      const answer = await ask(driver, act.then, partition).catch((error: unknown) => error)
      await over()
      const found = await everything(clean, partition)
      expect([unchanged, changed]).toContain(found)
      if (state.lost === undefined) {
        expect(answer).toMatchObject({ outcome: 'written', repeated: false })
        break
      }
      met.push(state.lost)
      if (state.lost === 'COMMIT') expect(answer).toBeInstanceOf(Error)
      else expect(answer).toEqual({ outcome: 'busy' })
      if (state.lost === 'COMMIT' && loss === 'after') expect(found).toBe(changed)
      if (state.lost !== 'COMMIT' || loss === 'before' || loss === 'killed') expect(found).toBe(unchanged)

      const again = await settled(clean, { ...act.then, partition })
      expect(again).toMatchObject({ outcome: 'written', repeated: found === changed })
      expect(await everything(clean, partition)).toBe(changed)
    }
    expect(met.at(-1)).toBe('COMMIT')
    expect(met.length).toBeGreaterThanOrEqual(5)
    await pool.end()
  })

  it.each(losses)(
    '%s, at any statement of a commit that conflicts, changes nothing and does not say more',
    async (loss) => {
      const schema = newSchema()
      const clean = await openPostgres(server.pool({ max: 2 }), { schema })
      await clean.commit({ ...before, partition: 'p' })
      const unchanged = await everything(clean, 'p')
      const pool = server.pool({ max: 1 })
      for (let n = 0; ; n++) {
        const { lossy, state } = losing(pool, admin, n, loss)
        const answer = await (await openPostgres(lossy, { schema })).commit({ ...before, id: 'c2', partition: 'p' })
        expect(answer.outcome).toBe(state.lost === undefined || state.lost === 'ROLLBACK' ? 'conflict' : 'busy')
        expect(await everything(clean, 'p')).toBe(unchanged)
        if (state.lost === undefined) break
      }
      await pool.end()
    },
  )

  it('makes reading reject with a code and nothing else, and the next reading goes through', async () => {
    const schema = newSchema()
    const driver = await openPostgres(server.pool({ max: 1, application_name: 'reader' }), { schema })
    await driver.commit({ ...before, partition: 'p' })
    const reading = () => driver.get('p', [at('child-1')])
    const holder = await admin.connect()
    await holder.query('BEGIN')
    await holder.query(`LOCK TABLE "${schema}".childfile_row IN ACCESS EXCLUSIVE MODE`)
    const held = reading().catch((error: unknown) => error)
    const blocked = "FROM pg_stat_activity WHERE application_name = 'reader' AND wait_event_type = 'Lock'"
    for (;;) if ((await admin.query(`SELECT pg_terminate_backend(pid, 5000) ${blocked}`)).rows.length > 0) break
    expect(await held).toMatchObject({ code: '57P01', message: 'PostgreSQL failed with SQLSTATE 57P01' })
    await holder.query('ROLLBACK')
    holder.release()
    expect((await reading())[0]?.revision).toBe(1)
  })

  it('cannot be had at all: a commit is busy, reading rejects', async () => {
    const schema = newSchema()
    const pool = server.pool({ max: 1 })
    const driver = await openPostgres(pool, { schema })
    await pool.end()
    expect(await driver.commit({ ...before, partition: 'p' })).toEqual({ outcome: 'busy' })
    await expect(driver.get('p', [at('child-1')])).rejects.toMatchObject({ code: 'failed' })
  })
})

describe('what the engine answers', () => {
  const open = async (code: string, matches: RegExp, times?: number) => {
    const schema = newSchema()
    const clean = await openPostgres(server.pool({ max: 1 }), { schema })
    const driver = await openPostgres(failing(server.pool({ max: 1 }), code, matches, times), { schema })
    return { clean, driver }
  }
  const rows = /^WITH given/
  const commit = /^COMMIT/

  it.each([
    ['40001', rows],
    ['40P01', rows],
    ['40001', commit],
    ['40P01', commit],
  ])('is tried again after %s at %s, and busy in the end if it never goes away', async (code, where) => {
    const some = await open(code, where, 9)
    expect((await some.driver.commit(before)).outcome).toBe('written')
    const many = await open(code, where)
    expect(await many.driver.commit(before)).toEqual({ outcome: 'busy' })
    expect(await many.clean.partitions(undefined, 9)).toEqual([])
  })
  it.each(['55P03', '57014', '57P01', '08006', 'ECONNRESET'])('is busy after %s before COMMIT', async (code) => {
    const { clean, driver } = await open(code, rows, 1)
    expect(await driver.commit(before)).toEqual({ outcome: 'busy' })
    expect(await clean.partitions(undefined, 9)).toEqual([])
    expect((await driver.commit(before)).outcome).toBe('written')
  })
  it.each(['57014', '57P01', '08006', '40003', '53100', 'XX000', 'ECONNRESET', 'EPIPE'])(
    'is unknown after %s at COMMIT',
    async (code) => {
      const { driver } = await open(code, commit, 1)
      await expect(driver.commit(before)).rejects.toMatchObject({ code })
      expect((await driver.commit(before)).outcome).toBe('written')
    },
  )
  it('is not written if COMMIT is answered with ROLLBACK', async () => {
    const schema = newSchema()
    const pool = server.pool({ max: 1 })
    const clean = await openPostgres(pool, { schema })
    const driver = await openPostgres(
      {
        query: (text, values) => pool.query(text, values),
        connect: async () => {
          const client = await pool.connect()
          return {
            query: (text, values) => client.query(text === 'COMMIT' ? 'ROLLBACK' : text, values),
            release: (error) => client.release(error),
          }
        },
      },
      { schema },
    )
    expect(await driver.commit(before)).toEqual({ outcome: 'busy' })
    expect(await clean.partitions(undefined, 9)).toEqual([])
  })
  it('is full after 53100, unless the commit was written before', async () => {
    const { clean, driver } = await open('53100', rows)
    expect(await driver.commit(before)).toEqual({ outcome: 'refused', why: 'full' })
    const written = await clean.commit(before)
    expect(await driver.commit(before)).toEqual({ ...written, repeated: true })
  })
  it('rejects with its code after anything else, and nothing is written', async () => {
    const { clean, driver } = await open('42501', rows)
    await expect(driver.commit(before)).rejects.toMatchObject({ code: '42501' })
    expect(await clean.partitions(undefined, 9)).toEqual([])
  })
})

describe('a connection that is given back', () => {
  it('has no transaction under way, whatever the answer was', async () => {
    const schema = newSchema()
    const driver = await openPostgres(server.pool({ max: 1, application_name: 'tidy' }), { schema })
    await admin.query(`ALTER TABLE "${schema}".childfile_row ADD CONSTRAINT small CHECK (subject <> 'child-9')`)
    const idle = async () => {
      const { rows } = await admin.query("SELECT state FROM pg_stat_activity WHERE application_name = 'tidy'")
      expect(rows).toEqual([{ state: 'idle' }])
    }
    const link = () => {
      throw new Error('no link')
    }
    const calls = [
      () => driver.commit(before),
      () => driver.commit(before),
      () => driver.commit({ ...before, id: 'x' }),
      () => driver.commit({ ...before, fingerprint: 'x' }),
      () => driver.commit(batch('y', [], { link })).catch(() => 'rejected'),
      () => driver.commit(batch('y', [write(at('child-9'))])).catch(() => 'rejected'),
      () => driver.erase(erasure('e1', 'child-1')),
      () => driver.erase(erasure('e1', 'child-1')),
    ]
    const answers: unknown[] = []
    for (const call of calls) {
      const answer = await call()
      answers.push(typeof answer === 'string' ? answer : answer.outcome)
      await idle()
    }
    const [done, lost] = ['written', 'conflict']
    expect(answers).toEqual([done, done, lost, 'refused', 'rejected', 'rejected', done, done])
  })

  it('is thrown away if nobody knows what became of its transaction', async () => {
    const pool = server.pool({ max: 1 })
    const released: unknown[] = []
    const unsure = between(
      pool,
      (query, text, values) => (text === 'COMMIT' ? Promise.reject(new Error('lost')) : query(text, values)),
      (error) => released.push(error),
    )
    const driver = await openPostgres(unsure, { schema: newSchema() })
    await expect(driver.commit(before)).rejects.toMatchObject({ code: 'failed' })
    expect(released).toEqual([expect.any(Error)])
    expect(pool.totalCount).toBe(0)
  })
})

/** Two drivers with pools of their own; what is asked of one of them is asked of either in turn. */
const twoDrivers = async (config: pg.PoolConfig) => {
  const schema = newSchema()
  return Promise.all([1, 2].map(() => openPostgres(robust(server.pool(config)), { schema })))
}

describe('writers that race', () => {
  it.each(['read committed', 'repeatable read', 'serializable'])(
    'on one partition and on many leave chains without a gap, at %s',
    async (isolation) => {
      const options = `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`
      const ledgers = (await twoDrivers({ max: 4, options })).map((driver) => audited(driver))
      const partitions = ['p', 'p', 'p', 'p', 'p', 'q', 'r', 's']
      const answers = await Promise.all(
        numbers(120).map(async (n) => {
          const partition = partitions[n % partitions.length] ?? ''
          const draft = { partition, id: `c${n}`, fingerprint: 'f', note: new Uint8Array(0), checks: [], writes: [] }
          const ledger = ledgers[Math.floor(n / 8) % 2]
          for (;;) {
            const answer = await ledger?.commit(draft)
            if (answer?.outcome !== 'busy') return [partition, answer] as const
          }
        }),
      )
      const [first] = ledgers
      for (const partition of new Set(partitions)) {
        const heads = answers.flatMap(([of, answer]) =>
          of === partition && answer?.outcome === 'written' ? [answer.head.seq] : [],
        )
        expect(heads.sort((a, b) => a - b)).toEqual(numbers(heads.length).map((n) => n + 1))
        expect(heads.length).toBe(partitions.filter((one) => one === partition).length * 15)
        expect(await first?.log({ partition, after: 0, limit: 999 })).toHaveLength(heads.length)
      }
    },
  )

  it('lose against each other where transactions are serializable, and are tried again', async () => {
    const schema = newSchema()
    const options = '-c default_transaction_isolation=serializable'
    let lost = 0
    const watched = () => {
      const pool = server.pool({ max: 4, options })
      return {
        query: (text: string, values?: unknown[]) => pool.query(text, values),
        connect: async () => {
          const client = await pool.connect()
          return {
            query: (text: string, values?: unknown[]) =>
              client.query(text, values).catch((error: unknown) => {
                if ((error as { code?: string }).code === '40001') lost++
                throw error
              }),
            release: (error?: Error | boolean) => client.release(error),
          }
        },
      }
    }
    const drivers = await Promise.all([1, 2, 3].map(() => openPostgres(watched(), { schema })))
    const answers = await Promise.all(
      drivers.flatMap((driver, d) =>
        numbers(20).map((n) => settled(driver, batch(`c${d}-${n}`, [write(at(`s${d}-${n}`))]))),
      ),
    )
    expect(lost).toBeGreaterThan(0)
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['written']))
  })

  it('lose no acknowledged commit while the server ends their connections, and every chain verifies', async () => {
    const drivers = await twoDrivers({ max: 4, application_name: 'hammer' })
    const partitions = ['p0', 'p1', 'p2', 'p3']
    const until = performance.now() + 2500
    const acknowledged = new Map<string, number>()
    const told = { busy: 0, unknown: 0 }
    const hammer = async (driver: Driver, name: string) => {
      const ledger = audited(driver)
      for (let n = 0; performance.now() < until; n++) {
        const partition = partitions[n % partitions.length] ?? ''
        const id = `${name}-${n}`
        const writes = [{ ...at(id), expect: 0, body: new Uint8Array([n & 0xff]), keys: { due: [id] } }]
        const draft = { partition, id, fingerprint: 'f', note: new Uint8Array(0), checks: [], writes }
        const answer = await ledger.commit(draft).catch(() => 'unknown' as const)
        if (answer === 'unknown') told.unknown++
        else if (answer.outcome === 'busy') told.busy++
        else if (answer.outcome === 'written') acknowledged.set(`${partition} ${id}`, answer.head.seq)
        else throw new Error(`never ${answer.outcome}`)
      }
    }
    const roll = dice(5)
    const killing = (async () => {
      let killed = 0
      while (performance.now() < until) {
        const { rows } = await admin.query<{ pid: number }>(
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'hammer'",
        )
        const victim = rows[roll(Math.max(1, rows.length))]
        if (victim) killed += (await admin.query('SELECT pg_terminate_backend($1)', [victim.pid])).rows.length
        await new Promise((resolve) => setTimeout(resolve, 15))
      }
      return killed
    })()
    await Promise.all(drivers.flatMap((driver, d) => numbers(4).map((n) => hammer(driver, `w${d}-${n}`))))
    expect(await killing).toBeGreaterThan(10)
    expect(told.busy + told.unknown).toBeGreaterThan(0)
    expect(acknowledged.size).toBeGreaterThan(20)
    const [driver] = drivers
    if (!driver) return
    for (const partition of partitions) {
      const entries = await driver.log({ partition, after: 0, limit: 100_000 })
      expect(entries.map(({ head }) => head.seq)).toEqual(numbers(entries.length).map((n) => n + 1))
      const logged = new Map(entries.map(({ id, head }) => [`${partition} ${id}`, head.seq]))
      for (const [act, seq] of acknowledged) if (act.startsWith(`${partition} `)) expect(logged.get(act)).toBe(seq)
      expect((await verify(driver, partition))._unsafeUnwrap().faults).toEqual([])
    }
  })
})
