import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Driver } from '../../src/storage/index.ts'
import { type Database, sqliteDriver } from '../../src/storage/sql/sqlite-driver.ts'
import { tables } from '../../src/storage/sql/sqlite-tables.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
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
import { driverContract } from '../../src/testing/index.ts'
import { folder, rawSqlite, sqliteHarness } from './harness.ts'

let place: ReturnType<typeof folder>
let opened: { close(): unknown }[] = []
beforeEach(() => {
  place = folder()
})
afterEach(async () => {
  for (const one of opened) await one.close()
  opened = []
  place.remove()
})

const open = async (options: Parameters<typeof openSqlite>[1] = {}): Promise<Driver> => {
  const driver = await openSqlite(place.file, options)
  opened.push(driver)
  return driver
}
/** A connection past the driver. */
const raw = (): DatabaseSync => {
  const database = new DatabaseSync(place.file)
  opened.push({ close: () => database.isOpen && database.close() })
  return database
}
const first = batch('c1', [write(at('child-1'), { body: 'BODY-1', keys: { due: ['KEY-1'] } })])
const second = batch('c2', [write(at('child-2'))])
const contains = (text: string) => rawSqlite(place.file).some((bytes) => Buffer.from(bytes).includes(text))

describe('a SQLite file', () => {
  it('is made for its owner alone, and so are the files beside it', async () => {
    const driver = await open()
    await driver.commit(first)
    for (const name of ['', '-wal', '-shm']) expect(statSync(place.file + name).mode & 0o777).toBe(0o600)
  })
  it('is a file whatever its name', async () => {
    place.file = join(place.path, ':memory:')
    await (await open()).commit(first)
    expect(statSync(place.file).size).toBeGreaterThan(0)
  })
  it('is refused as a store, and left alone, if it is something else', async () => {
    const other = raw()
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    const before = readFileSync(place.file)
    await expect(open()).rejects.toMatchObject({ code: 'not-a-store' })
    expect(readFileSync(place.file).equals(before)).toBe(true)
    writeFileSync(place.file, 'no database at all, but long enough to be looked at as one')
    await expect(open()).rejects.toMatchObject({ code: 'SQLITE_26' })
  })
  it('is not opened where it cannot be', async () => {
    place.file = join(place.path, 'no-such-folder', 'county.db')
    await expect(open()).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a store of a newer layout', () => {
  it('refuses every commit, is not read, and stays as it is byte for byte', async () => {
    const driver = await open()
    await driver.commit(first)
    await driver.close()
    const database = raw()
    database.exec('PRAGMA user_version = 2')
    database.close()
    const before = readFileSync(place.file)
    const newer = await open()
    const refused = { outcome: 'refused', why: 'newer-format' }
    expect(await newer.commit(second)).toEqual(refused)
    expect(await newer.commit(first)).toEqual(refused)
    expect(await newer.erase(erasure('e1', 'child-1'))).toEqual(refused)
    await expect(newer.get(county, [at('child-1')])).rejects.toMatchObject({ code: 'newer-format' })
    await expect(newer.page({ partition: county, index: null, limit: 1 })).rejects.toThrow()
    await expect(newer.log({ partition: county, after: 0, limit: 1 })).rejects.toThrow()
    await expect(newer.partitions(undefined, 1)).rejects.toThrow()
    await newer.close()
    await expect(newer.commit(second)).rejects.toThrow()
    expect(readFileSync(place.file).equals(before)).toBe(true)
  })
  it('is also noticed when another process makes it so while the store is open', async () => {
    const driver = await open()
    await driver.commit(first)
    raw().exec('PRAGMA user_version = 2')
    expect(await driver.commit(second)).toEqual({ outcome: 'refused', why: 'newer-format' })
    expect(await history(driver)).toHaveLength(1)
  })
})

describe('a store whose layout was being made when the machine stopped', () => {
  it('is made anew', async () => {
    const elsewhere = new DatabaseSync(join(place.path, 'stopped.db'))
    elsewhere.exec(`PRAGMA cache_size = 2; BEGIN; ${tables}; CREATE TABLE large (x)`)
    elsewhere.prepare('INSERT INTO large VALUES (?)').run(new Uint8Array(100_000))
    for (const name of ['', '-journal']) copyFileSync(join(place.path, `stopped.db${name}`), place.file + name)
    elsewhere.close()
    await expect(openSqlite(place.file, { readOnly: true })).rejects.toMatchObject({ code: 'SQLITE_776' })
    const driver = await open()
    expect((await driver.commit(first)).outcome).toBe('written')
    expect(existsSync(`${place.file}-journal`)).toBe(false)
  })
})

describe('a store that came without a write-ahead log', () => {
  it('has one from the next opening on, for without it a commit may be undone by loss of power', async () => {
    await (await open()).commit(first)
    for (const one of opened.splice(0)) await one.close()
    const other = raw()
    other.exec('PRAGMA journal_mode = DELETE')
    other.close()
    expect((await rowAt(await open(), at('child-1')))?.revision).toBe(1)
    expect(raw().prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  })
})

describe('a store that is open for reading only', () => {
  it('reads, refuses to write, and still knows what was written', async () => {
    const written = await (await open()).commit(first)
    const driver = await open({ readOnly: true })
    expect((await rowAt(driver, at('child-1')))?.revision).toBe(1)
    expect(await driver.commit(second)).toEqual({ outcome: 'refused', why: 'read-only' })
    expect(await driver.erase(erasure('e1', 'child-1'))).toEqual({ outcome: 'refused', why: 'read-only' })
    expect(await driver.commit(first)).toEqual({ ...written, repeated: true })
    expect(await driver.commit({ ...first, fingerprint: 'x' })).toEqual({ outcome: 'refused', why: 'commit-id-reused' })
  })
})

describe('a store that another process is writing to', () => {
  it('answers busy, surely without having written, and goes on afterwards', async () => {
    const driver = await open({ waitMilliseconds: 10 })
    const other = raw()
    other.exec('BEGIN IMMEDIATE')
    expect(await driver.commit(first)).toEqual({ outcome: 'busy' })
    expect(await driver.erase(erasure('e1', 'child-1'))).toEqual({ outcome: 'busy' })
    expect(await walk(driver, { partition: county, index: null })).toEqual([])
    other.exec('ROLLBACK')
    expect((await driver.commit(first)).outcome).toBe('written')
  })
})

/** The driver over a database with our tables; `prepare` may put something in the way of a statement. */
function over(
  prepare: (database: DatabaseSync, text: string) => ReturnType<Database['prepare']>,
): [Driver, DatabaseSync] {
  const database = raw()
  database.exec('PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA synchronous = OFF')
  database.exec(tables)
  return [sqliteDriver({ prepare: (text) => prepare(database, text), close: () => database.close() }), database]
}

describe('a store without room', () => {
  it('refuses what does not fit, keeps what it has, and takes the same commit when there is room again', async () => {
    const [driver, database] = over((it, text) => it.prepare(text))
    const written = await driver.commit(first)
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
    database.exec(`PRAGMA max_page_count = ${pages + 2}`)
    const large = batch('large', [write(at('child-3'), { body: 'x'.repeat(100_000), keys: { due: ['d3'] } })])
    expect(await driver.commit(large)).toEqual({ outcome: 'refused', why: 'full' })
    expect(await driver.commit(first)).toEqual({ ...written, repeated: true })
    expect(await history(driver)).toHaveLength(1)
    expect(await walk(driver, { partition: county, index: 'due' })).toHaveLength(1)
    database.exec('PRAGMA max_page_count = 100000')
    expect((await driver.commit(large)).outcome).toBe('written')
  })
})

describe('a commit whose answer is lost', () => {
  const broken = Object.assign(new Error('disk I/O error BODY-1'), { errcode: 1034 })
  it.each([
    ['after it was written', true],
    ['before it was written', false],
  ])('rejects, %s, without a value, and is settled by the same commit id', async (_, reaches) => {
    let fails = true
    const [driver] = over((database, text) => {
      const statement = database.prepare(text)
      if (text !== 'COMMIT') return statement
      return {
        get: () => undefined,
        all: () => [],
        run: () => {
          if (!fails || reaches) statement.run()
          if (fails) throw broken
        },
      }
    })
    const error: unknown = await driver.commit(first).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'SQLITE_1034', message: 'SQLite failed with result code 1034' })
    fails = false
    expect(await driver.commit(first)).toMatchObject({ outcome: 'written', repeated: reaches })
    expect(await history(driver)).toHaveLength(1)
  })
})

describe('an erasure', () => {
  const held = async () => {
    const driver = await open({ waitMilliseconds: 10 })
    await driver.commit(first)
    const reader = raw()
    reader.exec('BEGIN')
    reader.prepare('SELECT * FROM row').all()
    await expect(driver.erase(erasure('e1', 'child-1'))).rejects.toMatchObject({ code: 'SQLITE_5' })
    expect(await rowAt(driver, at('child-1'))).toBeUndefined()
    expect(contains('BODY-1')).toBe(true)
    reader.exec('COMMIT')
    return driver
  }
  it('is not acknowledged while a reader keeps the old bytes alive, and is completed by the same commit id', async () => {
    const driver = await held()
    expect(await driver.erase(erasure('e1', 'child-1'))).toMatchObject({ outcome: 'written', repeated: true })
    expect([contains('BODY-1'), contains('KEY-1')]).toEqual([false, false])
  })
  it('is completed at the next opening if nobody asks again', async () => {
    await (await held()).close()
    await open()
    expect([contains('BODY-1'), contains('KEY-1')]).toEqual([false, false])
  })
  it.each([
    ['the file is not rewritten', (text: string) => (text === 'VACUUM' ? 'SELECT 1' : text)],
    [
      'the write-ahead log is not emptied',
      (text: string) => (text.includes('wal_checkpoint') ? 'SELECT 0 AS busy' : text),
    ],
    ['logged bodies stay', (text: string) => (text.startsWith('UPDATE past') ? 'SELECT ?, ?' : text)],
    ['index keys stay', (text: string) => (text.startsWith('DELETE FROM entry') ? 'SELECT ?, ?, ?, ?, ?, ?' : text)],
  ])('leaves something behind that the contract finds if %s', async (_, change) => {
    const harness = sqliteHarness((file) => {
      place.file = file
      return Promise.resolve(over((database, text) => database.prepare(change(text)))[0])
    })
    await expect(driverContract.find(({ id }) => id === 'C52')?.run(harness)).rejects.toThrow(/^Broken: no /)
    await harness.destroy()
  })
})

describe('several processes', () => {
  const script = join(import.meta.dirname, 'sqlite-writer.ts')
  const run = (name: string, times: number) =>
    new Promise<{ name: string; conflicts: number }>((resolve, reject) => {
      const child = spawn(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        script,
        place.file,
        name,
        String(times),
      ])
      let out = ''
      let wrong = ''
      child.stdout.on('data', (data) => (out += String(data)))
      child.stderr.on('data', (data) => (wrong += String(data)))
      child.on('close', (code) => {
        if (code === 0) resolve(JSON.parse(out) as { name: string; conflicts: number })
        else reject(new Error(wrong))
      })
    })
  it('make one store together and lose no update', async () => {
    const names = ['a', 'b', 'c']
    const times = 60
    await Promise.all(names.map((name) => run(name, times)))
    const driver = await open()
    const row = await rowAt(driver, at('counter'))
    expect(new TextDecoder().decode(row?.body ?? undefined)).toBe(String(names.length * times))
    const log = await history(driver)
    expect(log.map(({ head }) => head.seq)).toEqual(numbers(names.length * times).map((n) => n + 1))
    expect(new Set(log.map(({ id }) => id.split('-')[0]))).toEqual(new Set(names))
  })
})
