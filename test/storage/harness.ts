import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { utf8 } from '../../src/digest.ts'
import type { Driver, Key } from '../../src/storage/index.ts'
import { type MemoryState, memoryOver } from '../../src/storage/memory.ts'
import { sqliteDriver } from '../../src/storage/sql/sqlite-driver.ts'
import { tables } from '../../src/storage/sql/sqlite-tables.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Harness } from '../../src/testing/index.ts'

/** Everything that memory keeps of a partition, as bytes. */
export const rawMemory = (state: MemoryState, partition: Key): readonly Uint8Array[] => {
  const at = state.get(partition)
  if (!at) return []
  const rows = [...at.rows.values()].flatMap((row) => [utf8(JSON.stringify(row.keys)), row.body ?? new Uint8Array()])
  const log = at.log.flatMap((entry) => [entry.note, ...entry.writes.map((write) => write.body ?? new Uint8Array())])
  return [...rows, ...log]
}

/** A harness over a state of memory. `wrap` stands for what a driver makes of it; the state outlives drivers. */
export function memoryHarness(wrap: (driver: Driver, state: MemoryState) => Driver = (driver) => driver): Harness {
  const state: MemoryState = new Map()
  const open = () => Promise.resolve(wrap(memoryOver(state), state))
  return {
    open,
    reopen: open,
    second: open,
    raw: (partition) => Promise.resolve(rawMemory(state, partition)),
    destroy: () => {
      state.clear()
      return Promise.resolve()
    },
  }
}

/** Memory that outlives its drivers may claim more than memory can. */
export const keeps = (driver: Driver): Driver => ({
  ...driver,
  guarantees: { ...driver.guarantees, durable: 'process', writers: 'many-processes', erases: 'residue' },
})

/** A folder of its own for files, and how to take it away. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'childfile-storage-'))
  return { path, file: join(path, 'county.db'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The bytes of a SQLite store: the file and its write-ahead log. */
export const rawSqlite = (file: string): readonly Uint8Array[] =>
  [file, `${file}-wal`].filter((name) => existsSync(name)).map((name) => readFileSync(name))

type Value = string | number | null | Uint8Array

/** SQLite as versions of Node have it that cannot give rows as lists; without a flush for each commit, which nothing here needs. */
export function withoutArrays(file: string): Promise<Driver> {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA synchronous = OFF')
  if (database.prepare('PRAGMA user_version').get()?.['user_version'] === 0) database.exec(tables)
  const prepare = (text: string) => {
    const statement = database.prepare(text)
    return {
      run: (...values: Value[]) => statement.run(...values),
      get: (...values: Value[]) => statement.get(...values),
      all: (...values: Value[]) => statement.all(...values),
    }
  }
  return Promise.resolve(sqliteDriver({ prepare, close: () => database.close() }))
}

export function sqliteHarness(open: (file: string) => Promise<Driver> = (file) => openSqlite(file)): Harness {
  const { file, remove } = folder()
  const opened: Driver[] = []
  const next = async () => {
    const driver = await open(file)
    opened.push(driver)
    return driver
  }
  return {
    open: next,
    reopen: next,
    second: next,
    raw: () => Promise.resolve(rawSqlite(file)),
    destroy: async () => {
      for (const driver of opened) await driver.close()
      remove()
    },
  }
}
