import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checked } from '../../scripts/doc-examples.ts'
import type { Driver } from '../../src/storage/index.ts'
import { statements } from '../../src/storage/postgres/statements.ts'
import { namesOf } from '../../src/storage/postgres/tables.ts'
import { openPostgres, type PostgresOptions } from '../../src/storage/postgres.ts'
import {
  at,
  batch,
  county,
  erasure,
  history,
  numbers,
  rowAt,
  walk,
  write,
} from '../../src/testing/driver-contract/scene.ts'
import { newSchema } from './postgres-harness.ts'
import { between, counted } from './postgres-pools.ts'
import { type Server, startServer } from './postgres-server.ts'

let server: Server
let admin: pg.Pool
beforeAll(async () => {
  server = await startServer({ fsync: 'off', full_page_writes: 'off' })
  admin = server.pool({ max: 2 })
})
afterAll(() => server.stop())

/** A store of its own, and another driver or pool for it. */
async function store(config: pg.PoolConfig = {}, options: PostgresOptions = {}) {
  const schema = newSchema()
  const open = (more: pg.PoolConfig = {}) =>
    openPostgres(server.pool({ max: 4, ...config, ...more }), { schema, ...options })
  return { schema, open, driver: await open() }
}
const first = batch('c1', [write(at('child-1'), { body: 'BODY-1', keys: { due: ['KEY-1'] } })])
const second = batch('c2', [write(at('child-2'))])

describe('opening', () => {
  it('lays out the tables once, whoever opens at the same time', async () => {
    for (const schema of numbers(3).map(newSchema)) {
      const drivers = await Promise.all(numbers(8).map(() => openPostgres(server.pool({ max: 1 }), { schema })))
      const answers = await Promise.all(drivers.map((driver, n) => driver.commit(batch(`c${n}`, [write(at(`s${n}`))]))))
      expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['written']))
      const { rows } = await admin.query<{ format: number }>(`SELECT format, ready FROM "${schema}".childfile_meta`)
      expect(rows).toEqual([{ format: 1, ready: 1 }])
    }
  })
  it('is completed by the next one wherever it was cut off', async () => {
    const opened: string[] = []
    for (let n = 0; opened.at(-1) !== 'opened'; n++) {
      const schema = newSchema()
      const pool = server.pool({ max: 1 })
      let count = 0
      const cutting = between(pool, (query, text, values) =>
        /^(CREATE|INSERT|UPDATE)/.test(text) && count++ === n
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
          : query(text, values),
      )
      opened.push(
        await openPostgres(cutting, { schema }).then(
          () => 'opened',
          (error: unknown) => (error as { code: string }).code,
        ),
      )
      const driver = await openPostgres(pool, { schema })
      expect((await driver.commit(first)).outcome).toBe('written')
      await pool.end()
    }
    expect(opened.slice(0, -1)).toEqual(opened.slice(0, -1).map(() => 'ECONNRESET'))
    expect(opened.length).toBeGreaterThan(10)
  })
  it('asks nothing but to read where everything is there, so that few rights are enough', async () => {
    const { schema, driver } = await store()
    await driver.commit(first)
    const role = `worker_${schema}`
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA ${schema} TO ${role}`)
    const rights = {
      meta: 'SELECT',
      head: 'SELECT, INSERT, UPDATE',
      row: 'SELECT, INSERT, UPDATE, DELETE',
      entry: 'SELECT, INSERT, DELETE',
      log: 'SELECT, INSERT',
      past: 'SELECT, INSERT, UPDATE',
      erased: 'SELECT, INSERT',
    }
    for (const [table, right] of Object.entries(rights))
      await admin.query(`GRANT ${right} ON ${schema}.childfile_${table} TO ${role}`)
    const url = server.url.replace('childfile:childfile', `${role}:x`)
    const worker = await openPostgres(server.pool({ connectionString: url, max: 1 }), { schema })
    expect((await worker.commit(second)).outcome).toBe('written')
    const again = write(at('child-1'), { expect: 1, keys: { due: ['KEY-2'] } })
    expect((await worker.commit(batch('c3', [again]))).outcome).toBe('written')
    expect((await worker.erase(erasure('e1', 'child-1'))).outcome).toBe('written')
    expect(await history(worker)).toHaveLength(4)
  })
  it('says what the settings of the server make of an acknowledged commit', async () => {
    const { schema, driver } = await store()
    const under = async (settings: readonly string[]) => {
      const pool = server.pool({ max: 1 })
      const told = between(pool, (query, text, values) =>
        text.includes('current_setting')
          ? Promise.resolve({ rows: [Object.fromEntries(settings.map((value, n) => [`s${n}`, value]))] })
          : query(text, values),
      )
      return (await openPostgres(told, { schema })).guarantees.durable
    }
    expect(driver.guarantees.durable).toBe('process')
    for (const commits of ['on', 'local', 'remote_write', 'remote_apply'])
      expect(await under(['on', 'on', commits])).toBe('power')
    for (const settings of [['off', 'on', 'on'], ['on', 'off', 'on'], ['on', 'on', 'off'], ['on', 'on'], []])
      expect(await under(settings)).toBe('process')
  })
  it('rejects with the code of the engine and nothing else where the tables cannot be made', async () => {
    const pool = server.pool({ max: 1, options: '-c default_transaction_read_only=on' })
    await expect(openPostgres(pool, { schema: newSchema() })).rejects.toMatchObject({ code: '25006' })
    const wrong = server.pool({ connectionString: server.url.replace(':childfile@', ':SECRET@') })
    const error: unknown = await openPostgres(wrong).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: '28P01' })
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('SECRET')
  })
})

describe('names of tables', () => {
  const never = { connect: () => expect.fail('asked'), query: () => expect.fail('asked') }
  const attempts = [
    '',
    'x"; DROP SCHEMA public CASCADE; --',
    "x'; --",
    'a b',
    'a.b',
    'a"b',
    'a\u0000b',
    'x\n',
    '$1',
    '1a',
    'Aa',
    'ä',
    'a'.repeat(41),
  ]
  it.each(attempts)('are refused before anything is asked: %j', async (name) => {
    await expect(openPostgres(never, { prefix: name })).rejects.toMatchObject({ code: 'bad-name' })
    await expect(openPostgres(never, { schema: name })).rejects.toMatchObject({ code: 'bad-name' })
  })
  it.each(['select', 'user', 'table_', '_', 'a'.repeat(40)])(
    'are names whatever they mean elsewhere: %s',
    async (name) => {
      const driver = await openPostgres(server.pool({ max: 1 }), { prefix: name, schema: name })
      expect((await driver.commit(first)).outcome).toBe('written')
      const { rows } = await admin.query('SELECT 1 FROM information_schema.tables WHERE table_schema = $1', [name])
      expect(rows).toHaveLength(7)
    },
  )
  it('keep stores apart', async () => {
    const schema = newSchema()
    const pool = server.pool({ max: 2 })
    const [one, two] = await Promise.all(['one_', 'two_'].map((prefix) => openPostgres(pool, { schema, prefix })))
    await one?.commit(first)
    expect(await two?.partitions(undefined, 9)).toEqual([])
  })
})

describe('a store of a newer layout', () => {
  const refused = { outcome: 'refused', why: 'newer-format' }
  it('opens, refuses every commit, is not read, and stays as it is', async () => {
    const { schema, driver, open } = await store()
    await driver.commit(first)
    await admin.query(`UPDATE "${schema}".childfile_meta SET format = 2, ready = 0`)
    const newer = await open()
    expect(await newer.commit(second)).toEqual(refused)
    expect(await newer.commit(first)).toEqual(refused)
    expect(await newer.erase(erasure('e1', 'child-1'))).toEqual(refused)
    await expect(rowAt(newer, at('child-1'))).rejects.toMatchObject({ code: 'failed' })
    await expect(history(newer)).rejects.toThrow()
    await expect(walk(newer, { partition: county, index: null })).rejects.toThrow()
    await expect(newer.partitions(undefined, 1)).rejects.toThrow()
    await newer.close()
    await expect(newer.commit(second)).rejects.toThrow()
    expect((await admin.query(`SELECT 1 FROM "${schema}".childfile_log`)).rows).toHaveLength(1)
  })
  it('is also noticed when it becomes so while the store is open', async () => {
    const { schema, driver } = await store()
    await driver.commit(first)
    await admin.query(`UPDATE "${schema}".childfile_meta SET format = 2`)
    expect(await driver.commit(second)).toEqual(refused)
    expect(await history(driver)).toHaveLength(1)
  })
})

describe('a database that is open for reading only', () => {
  it('reads, refuses to write, and still knows what was written', async () => {
    const { driver, open } = await store()
    const written = await driver.commit(first)
    const reader = await open({ options: '-c default_transaction_read_only=on' })
    expect((await rowAt(reader, at('child-1')))?.revision).toBe(1)
    expect(await reader.commit(second)).toEqual({ outcome: 'refused', why: 'read-only' })
    expect(await reader.erase(erasure('e1', 'child-1'))).toEqual({ outcome: 'refused', why: 'read-only' })
    expect(await reader.commit(first)).toEqual({ ...written, repeated: true })
    expect(await reader.commit({ ...first, fingerprint: 'x' })).toEqual({ outcome: 'refused', why: 'commit-id-reused' })
  })
})

/** Holds the head of a partition from outside, as another process does that is at work there. */
async function holding<T>(schema: string, partition: string, work: () => Promise<T>): Promise<T> {
  const client = await admin.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT 1 FROM "${schema}".childfile_head WHERE partition = $1 FOR UPDATE`, [partition])
    return await work()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('a partition that another process is writing to', () => {
  it('makes a commit wait, and answer busy after the time that the database allows', async () => {
    const { schema, driver, open } = await store()
    await driver.commit(first)
    const hasty = await open({ options: '-c lock_timeout=30' })
    await holding(schema, county, async () => {
      expect(await hasty.commit(second)).toEqual({ outcome: 'busy' })
      expect(await hasty.erase(erasure('e1', 'child-1'))).toEqual({ outcome: 'busy' })
    })
    expect((await hasty.commit(second)).outcome).toBe('written')
  })
  it('does not hold up readers and other partitions, however many commits wait', async () => {
    const { schema, driver } = await store({ max: 3 })
    await driver.commit(first)
    const written: (readonly [seq: number, name: string])[] = []
    const waiting = await holding(schema, county, async () => {
      const commits = numbers(20).map(async (n) => {
        const answer = await driver.commit(batch(`w${n}`, [write(at(`w${n}`))]))
        if (answer.outcome === 'written') written.push([answer.head.seq, `w${n}`])
        return answer.outcome
      })
      expect((await driver.commit({ ...second, partition: 'other' })).outcome).toBe('written')
      expect((await rowAt(driver, at('child-1')))?.revision).toBe(1)
      expect(written).toEqual([])
      return commits
    })
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['written']))
    expect(written.sort(([a], [b]) => a - b).map(([, name]) => name)).toEqual(numbers(20).map((n) => `w${n}`))
  })
})

describe('round trips', () => {
  const asked = async (work: (driver: Driver) => Promise<unknown>, prepare?: (driver: Driver) => Promise<unknown>) => {
    const { schema, driver } = await store()
    await prepare?.(driver)
    const [pool, statementsAsked] = counted(server.pool({ max: 1 }))
    const watched = await openPostgres(pool, { schema })
    statementsAsked.length = 0
    await work(watched)
    return [...statementsAsked]
  }
  const rows = (count: number, expect: number, key: string) =>
    numbers(count).map((n) => write(at(`s${n}`), { expect, body: 'b'.repeat(100), keys: { due: [key] } }))

  it.each([0, 1, 1000, 10_000])('of a commit of %i rows are six, seven for the first of a partition', async (count) => {
    const some = await asked((driver) => driver.commit(batch('c1', rows(count, 0, 'k1'))))
    expect(some).toEqual(['BEGIN', 'SELECT', 'INSERT', 'SELECT', 'SELECT', 'WITH', 'COMMIT'])
    const next = await asked(
      (driver) => driver.commit(batch('c2', rows(count, 1, 'k2'))),
      (driver) => driver.commit(batch('c1', rows(count, 0, 'k1'))),
    )
    const drop = count === 0 ? [] : ['DELETE']
    expect(next).toEqual(['BEGIN', 'SELECT', 'SELECT', ...drop, 'WITH', 'COMMIT'])
  })
  it('of a commit with large bodies are one more for each 16 MiB', async () => {
    const large = numbers(5).map((n) => write(at(`s${n}`), { body: new Uint8Array(8_000_000).fill(n) }))
    const some = await asked(async (driver) => {
      expect((await driver.commit(batch('c1', large))).outcome).toBe('written')
      const found = await driver.get(county, large)
      for (const [n, row] of found.entries()) expect(row?.body?.every((byte) => byte === n)).toBe(true)
    })
    expect(some).toEqual(['BEGIN', 'SELECT', 'INSERT', 'SELECT', 'SELECT', 'WITH', 'WITH', 'WITH', 'COMMIT', 'SELECT'])
  })
  it('of an erasure are six, whatever the subject has', async () => {
    const some = await asked(
      (driver) => driver.erase(erasure('e1', 's')),
      (driver) =>
        driver.commit(
          batch(
            'c1',
            numbers(900).map((n) => write(at('s', 'visit', `v${n}`), { keys: { due: [`d${n}`] } })),
          ),
        ),
    )
    expect(some).toEqual(['BEGIN', 'SELECT', 'SELECT', 'DELETE', 'WITH', 'COMMIT'])
  })
  it('of reading are one, for any number of rows', async () => {
    const some = await asked(
      async (driver) => {
        const found = await driver.get(
          county,
          numbers(3000).map((n) => at(`s${2999 - n}`)),
        )
        expect(found.map((row) => row?.subject)).toEqual(
          numbers(3000).map((n) => (2999 - n < 1000 ? `s${2999 - n}` : undefined)),
        )
        await driver.page({ partition: county, index: 'due', limit: 500 })
        await driver.log({ partition: county, after: 0, limit: 500 })
      },
      (driver) => driver.commit(batch('c1', rows(1000, 0, 'k1'))),
    )
    expect(some).toEqual(['SELECT', 'SELECT', 'SELECT'])
  })
})

describe('every statement', () => {
  interface Plan {
    readonly 'Node Type': string
    readonly 'Relation Name'?: string
    readonly 'Index Name'?: string
    readonly Plans?: readonly Plan[]
  }
  const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

  it('finds what it needs in an index, and pages come out of it in order', async () => {
    const { schema, driver } = await store()
    for (const partition of ['p', 'q'])
      for (const n of numbers(3)) {
        const writes = numbers(1000).map((row) =>
          write(at(`s${n}-${row}`), { body: 'x'.repeat(300), keys: { due: [`d${row % 40}`], area: [`a${row % 7}`] } }),
        )
        await driver.commit(batch(`c${n}`, writes, { partition }))
      }
    await admin.query('ANALYZE')
    const names = namesOf('childfile_', schema)
    if (!names) throw new Error('the names are names')
    const sql = statements(names)
    const two = [
      ['s1-1', 's2-2'],
      ['file', 'file'],
      ['1', '1'],
    ]
    const many = [numbers(900).map((n) => `s1-${n}`), numbers(900).map(() => 'file'), numbers(900).map(() => '1')]
    const asked = {
      lockHead: ['p'],
      beforeCommit: ['p', 'c9', ['s1-1'], ...many],
      beforeErasure: ['p', 'c9', ['s1-1'], 's1-1'],
      dropKeys: ['p', ['due', 'due'], ['d1', 'd2'], ...two],
      eraseAndLink: ['p', 5, 'h', 'c9', 'f', new Uint8Array(0), 's1-1'],
      get: ['p', ...many],
      pageOfRows: ['p', 's1', '', '', '~', 51],
      pageOfKeys: ['p', 'due', 'd1', '', '', '', '~', 51],
      log: ['p', 2, 1, null],
      logOfRow: ['p', 0, 9, null, 's1-1', 'file', '1'],
    } as const
    const small = new Set(['childfile_meta', 'childfile_head', 'childfile_log', 'childfile_erased'])
    for (const [name, values] of Object.entries(asked)) {
      const text = sql[name as keyof typeof asked]
      const { rows } = await admin.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
        `EXPLAIN (FORMAT JSON) ${text}`,
        [...values],
      )
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
      const found = plan ? nodes(plan) : []
      const scanned = found
        .filter((node) => node['Node Type'] === 'Seq Scan')
        .map((node) => node['Relation Name'] ?? '')
      expect([name, scanned.filter((table) => !small.has(table))]).toEqual([name, []])
      const indexes = found.map((node) => node['Index Name'])
      if (name === 'logOfRow' || name === 'eraseAndLink')
        expect([name, indexes]).toEqual([name, expect.arrayContaining(['childfile_past_of'])])
      if (name.startsWith('page'))
        expect([
          name,
          found.filter((node) => node['Node Type'] === 'Index Only Scan' || node['Node Type'] === 'Index Scan').length,
        ]).toEqual([name, name === 'pageOfRows' ? 2 : 3])
    }
  })
})

describe('what is given to a commit', () => {
  it('may be changed as soon as the call has been made', async () => {
    const { driver } = await store()
    const body = new TextEncoder().encode('given')
    const [note, keys] = [new TextEncoder().encode('note'), { due: ['d1'] }]
    const writes = [write(at('child-1'), { body, keys })]
    const answer = driver.commit(batch('c1', writes, { note }))
    body.fill(0)
    note.fill(0)
    keys.due[0] = 'd9'
    writes.length = 0
    await answer
    expect(new TextDecoder().decode((await rowAt(driver, at('child-1')))?.body ?? undefined)).toBe('given')
    expect(await walk(driver, { partition: county, index: 'due', from: 'd1', to: 'd2' })).toHaveLength(1)
    expect(new TextDecoder().decode((await history(driver))[0]?.note)).toBe('note')
  })
})

describe('a commit id', () => {
  it('is looked up before the size of the commit is', async () => {
    const { driver } = await store()
    const written = await driver.commit(first)
    const large = [write(at('child-1'), { body: new Uint8Array(driver.guarantees.bodyBytes + 1) })]
    expect(await driver.commit({ ...first, writes: large })).toEqual({ ...written, repeated: true })
    const other = { ...first, writes: large, fingerprint: 'x' }
    expect(await driver.commit(other)).toEqual({ outcome: 'refused', why: 'commit-id-reused' })
  })
})

describe('errors', () => {
  /** Everything that an error shows in any way. */
  const shown = (error: unknown, depth = 0): string =>
    typeof error === 'object' && error !== null && depth < 5
      ? Object.getOwnPropertyNames(error)
          .map((name) => shown(Reflect.get(error, name), depth + 1))
          .join(' ')
      : String(error)

  it('hold nothing of a row, though those of the engine do', async () => {
    const { schema, driver } = await store()
    const canary = 'CANARY-510623'
    const wanted = batch('c1', [write(at(canary, canary, canary), { body: canary, keys: { [canary]: [canary] } })], {
      partition: canary,
      fingerprint: canary,
      note: new TextEncoder().encode(canary),
    })
    for (const table of ['row', 'past', 'entry', 'log']) {
      const rule = `${table === 'log' ? 'id' : 'subject'} NOT LIKE 'CANARY%' AND ${table === 'log' ? 'id' : 'kind'} <> 'c1'`
      await admin.query(`ALTER TABLE "${schema}".childfile_${table} ADD CONSTRAINT no_canary CHECK (${rule})`)
      const error: unknown = await driver.commit(wanted).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: '23514', message: 'PostgreSQL failed with SQLSTATE 23514' })
      expect(shown(error)).not.toContain(canary)
      await admin.query(`ALTER TABLE "${schema}".childfile_${table} DROP CONSTRAINT no_canary`)
    }
    const client = await admin.connect()
    await client.query(`INSERT INTO "${schema}".childfile_log VALUES ($1, 1, '', 'x', '', '', NULL)`, [canary])
    const direct = client.query(`INSERT INTO "${schema}".childfile_log VALUES ($1, 1, '', 'y', '', '', NULL)`, [canary])
    expect(shown(await direct.catch((reason: unknown) => reason))).toContain(canary)
    client.release()
    const error: unknown = await driver.commit(wanted).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: '23505' })
    expect(shown(error)).not.toContain(canary)
  })
})

describe('an erasure', () => {
  /** Whether a text lies in any file of the tables. */
  const inFiles = async (text: string) => {
    await admin.query('CHECKPOINT')
    const base = join(server.folder, 'base')
    return readdirSync(base, { recursive: true, encoding: 'utf8' })
      .map((name) => join(base, name))
      .some((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).includes(text))
  }
  const erased = async (options: PostgresOptions, name: string) => {
    const { driver } = await store({}, options)
    const write1 = write(at('child-1'), { body: `BODY-${name}`, keys: { due: [`KEY-${name}`] } })
    await driver.commit(batch('c1', [write1, write(at('child-2'))]))
    expect(await inFiles(`BODY-${name}`)).toBe(true)
    expect(await driver.erase(erasure('e1', 'child-1'))).toMatchObject({ outcome: 'written', repeated: false })
    expect(await driver.erase(erasure('e1', 'child-1'))).toMatchObject({ outcome: 'written', repeated: true })
    expect(await rowAt(driver, at('child-2'))).toBeDefined()
    return [await inFiles(`BODY-${name}`), await inFiles(`KEY-${name}`)]
  }
  it('leaves residue in the files of the tables unless they are vacuumed, and promises no more', async () => {
    expect(await erased({}, 'NONE')).toEqual([true, true])
  })
  it('leaves nothing in the files of the tables that are written anew', async () => {
    expect(await erased({ vacuumAfterErase: 'full' }, 'FULL')).toEqual([false, false])
  })
  it('has the tables vacuumed that had something of the subject, if that is asked for', async () => {
    const schema = newSchema()
    const texts: string[] = []
    const pool = server.pool({ max: 1 })
    const watched = between(pool, (query, text, values) => {
      texts.push(text)
      return query(text, values)
    })
    const driver = await openPostgres(watched, { schema, vacuumAfterErase: 'plain' })
    await driver.commit(first)
    await driver.erase(erasure('e1', 'child-1'))
    const tables = ['row', 'entry', 'past'].map((name) => `"${schema}"."childfile_${name}"`)
    expect(texts.at(-1)).toBe(`VACUUM ${tables.join(', ')}`)
  })
  it('is not acknowledged while the vacuum fails, and is completed by the same commit id', async () => {
    const { schema } = await store()
    const pool = server.pool({ max: 1 })
    let fails = true
    const refusing = between(pool, (query, text, values) =>
      fails && text.startsWith('VACUUM')
        ? Promise.reject(Object.assign(new Error(''), { code: '42501' }))
        : query(text, values),
    )
    const driver = await openPostgres(refusing, { schema, vacuumAfterErase: 'plain' })
    await expect(driver.erase(erasure('e1', 'child-1'))).rejects.toMatchObject({ code: '42501' })
    fails = false
    expect(await driver.erase(erasure('e1', 'child-1'))).toMatchObject({ outcome: 'written', repeated: true })
  })
})

describe('closing', () => {
  it('leaves the pool to its owner', async () => {
    const pool = server.pool({ max: 1 })
    const driver = await openPostgres(pool, { schema: newSchema() })
    await driver.close()
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })
})

describe('the program in the document', () => {
  it('runs and shows what it says', async () => {
    const text = readFileSync(new URL('../../docs/postgres.md', import.meta.url), 'utf8')
    const program = /```typescript\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    expect(program).toContain('openPostgres')
    const folder = new URL('../../node_modules/.doc-examples-postgres/', import.meta.url)
    mkdirSync(folder, { recursive: true })
    const file = fileURLToPath(new URL('program.ts', folder))
    writeFileSync(file, checked(program))
    process.env['DATABASE_URL'] = server.url
    await import(/* @vite-ignore */ file)
    const { rows } = await admin.query('SELECT id FROM county.childfile_log')
    expect(rows).toEqual([{ id: 'c1' }])
  })
})
