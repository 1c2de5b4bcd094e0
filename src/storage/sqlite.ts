import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { platform } from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import type { Driver } from './driver.ts'
import { newerFormat } from './sql/newer-format.ts'
import { sqliteDriver } from './sql/sqlite-driver.ts'
import { failure, needsRollback } from './sql/sqlite-failure.ts'
import { applicationId, formatNumber, tables } from './sql/sqlite-tables.ts'

export interface SqliteOptions {
  /** Opens an existing store without the right to write: every commit is refused as `read-only`. */
  readonly readOnly?: boolean
  /** How long to wait for another process that writes, before the answer is `busy`; 5000 if not given. The thread waits. */
  readonly waitMilliseconds?: number
}

/**
 * A store in one SQLite file (with `-wal` and `-shm` beside it), durable over loss of power and open to several processes. A
 * new file is readable and writable by its owner alone. The path is always that of a file: `:memory:` and `file:` mean nothing here.
 * An erasure rewrites the file, at a cost linear in its size. Copy the store with SQLite's own backup, never the bare file.
 * @returns The driver; rejects for a file of another kind and for a place that cannot be opened. A store of a newer layout
 * opens, refuses every commit as `newer-format`, can not be read and stays as it is, byte for byte.
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { openSqlite } from 'childfile/storage/sqlite'
 * const driver = await openSqlite(join(mkdtempSync(join(tmpdir(), 'county-')), 'county.db'))
 * driver.guarantees.durable // => 'power'
 * await driver.close()
 * ```
 */
export const openSqlite = (path: string, options: SqliteOptions = {}): Promise<Driver> =>
  new Promise((settle, reject) => {
    try {
      settle(open(resolve(path), options))
    } catch (error) {
      reject(error instanceof Unopened ? error : failure(error))
    }
  })

class Unopened extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

function open(file: string, { readOnly = false, waitMilliseconds = 5000 }: SqliteOptions): Driver {
  if (!readOnly) place(file)
  const format = statSync(file).size === 0 ? 0 : formatOf(file, readOnly, waitMilliseconds)
  if (format > formatNumber) return newerFormat()
  const database = connect(file, readOnly, waitMilliseconds)
  try {
    if (!readOnly) {
      database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768')
      if (format === 0) establish(database)
      else logAhead(database)
    }
    const driver = sqliteDriver(database)
    if (!readOnly) flushNames(dirname(file))
    return driver
  } catch (error) {
    database.close()
    throw error
  }
}

function connect(file: string, readOnly: boolean, waitMilliseconds: number): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly })
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(waitMilliseconds)}`)
  return database
}

/** Makes the file, for its owner alone, unless it is there. A file that is there is not opened: closing it would drop locks. */
function place(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/**
 * The number of the layout, 0 for a file without one. Only looks, so that the file of a newer layout is not touched; but what a process
 * left that was stopped while it laid out its tables has to be undone before anything can be read, which takes the right to write.
 */
function formatOf(file: string, readOnly: boolean, waitMilliseconds: number): number {
  try {
    return formatSeen(file, true, waitMilliseconds)
  } catch (error) {
    if (readOnly || !needsRollback(error)) throw error
    return formatSeen(file, false, waitMilliseconds)
  }
}

function formatSeen(file: string, readOnly: boolean, waitMilliseconds: number): number {
  const database = connect(file, readOnly, waitMilliseconds)
  try {
    return formatIn(database)
  } finally {
    database.close()
  }
}

function formatIn(database: DatabaseSync): number {
  const number = (text: string) => Object.values(database.prepare(text).get() ?? {})[0] as number
  const application = number('PRAGMA application_id')
  const format = number('PRAGMA user_version')
  if (application === applicationId) return format
  if (application === 0 && format === 0 && number('SELECT count(*) FROM sqlite_schema') === 0) return 0
  throw new Unopened('not-a-store', 'the file is a database of another kind')
}

/**
 * Lets the database write ahead, if it does not: a copy may have come without it, and without it the end of a commit is the removal of
 * a file, which SQLite does not flush. The answer is read to its end, for only then is it known that the change was written.
 */
function logAhead(database: DatabaseSync): void {
  const [mode] = database.prepare('PRAGMA journal_mode = WAL').all()
  if (mode?.['journal_mode'] !== 'wal') throw new Unopened('no-wal', 'no write-ahead log is possible in this place')
}

/** The names of the file and its log survive loss of power. SQLite flushes the folder too, and takes no notice if that fails. */
function flushNames(folder: string): void {
  // Windows has no way to flush a folder.
  if (platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Lays out the tables, unless another process was faster. */
function establish(database: DatabaseSync): void {
  logAhead(database)
  database.exec('BEGIN IMMEDIATE')
  if (formatIn(database) === 0) database.exec(tables)
  database.exec('COMMIT')
}
