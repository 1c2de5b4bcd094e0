import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { verify } from '../../src/storage/audit/verify.ts'
import type { Driver, LogEntry } from '../../src/storage/driver.ts'
import { openJournal } from '../../src/storage/journal.ts'
import { sqliteDriver } from '../../src/storage/sql/sqlite-driver.ts'
import { tables } from '../../src/storage/sql/sqlite-tables.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { history, walk } from '../../src/testing/driver-contract/scene.ts'
import { meaningOf, numberedOf, partitionOf, partitions, traceOf } from './acts.ts'

export type Engine = 'sqlite' | 'journal'

/** How SQLite flushes where it is not opened as the library opens it: what such a store loses has to be found. */
export type Sham = 'NORMAL' | 'OFF'

export const fileIn = (folder: string, engine: Engine): string => join(folder, `county.${engine}`)

/** The driver with weaker flushes than its own. */
function shamSqlite(file: string, sham: Sham): Driver {
  const database = new DatabaseSync(file)
  database.exec(
    `PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sham}; PRAGMA secure_delete = ON`,
  )
  if (database.prepare('PRAGMA user_version').get()?.['user_version'] === 0) database.exec(tables)
  return sqliteDriver(database)
}

export const openStore = (engine: Engine, folder: string, sham?: Sham): Promise<Driver> => {
  const file = fileIn(folder, engine)
  if (engine === 'journal') return openJournal(file)
  return sham ? Promise.resolve(shamSqlite(file, sham)) : openSqlite(file)
}

/** What writers said of a store. */
export interface Told {
  /** Commit ids with partition, number and hash of their entries; a number of 0 is said by a sham that does not know it yet. */
  readonly acknowledged: ReadonlyMap<string, readonly [partition: string, seq: number, hash: string]>
  /** Commit ids of which it was said that they are surely not written, and that were not written later. */
  readonly refused: ReadonlySet<string>
}

export function toldBy(lines: readonly string[]): Told {
  const acknowledged = new Map<string, readonly [string, number, string]>()
  const refused = new Set<string>()
  for (const line of lines) {
    const [what, id = '', partition = '', seq = '', hash = ''] = line.split(' ')
    if (what === 'written') acknowledged.set(id, [partition, Number(seq), hash])
    if (what === 'refused') refused.add(id)
  }
  for (const id of acknowledged.keys()) refused.delete(id)
  return { acknowledged, refused }
}

/** What is wrong with an entry, given that its subjects may be erased since. */
function entryFault(entry: LogEntry, partition: string, erased: ReadonlySet<string>): string | undefined {
  const act = numberedOf(entry.id)
  if (!act || partitionOf(act) !== partition) return 'an entry that nobody asked for'
  const meaning = meaningOf(act)
  if (entry.erased !== meaning.erases) return 'an erasure that is not the one that was meant'
  const line = (subject: string, kind: string, id: string, body: string) => `${subject} ${kind} ${id} ${body}`
  const found = entry.writes.map(({ subject, kind, id, body }) =>
    line(subject, kind, id, body ? new TextDecoder().decode(body) : ''),
  )
  const meant = meaning.writes.map(({ subject, kind, id, body }) =>
    line(subject, kind, id, erased.has(subject) ? '' : body),
  )
  const isWhole = found.length === meant.length && meant.every((one) => found.includes(one))
  return isWhole ? undefined : 'a commit that is not whole'
}

/** What SQLite itself finds wrong with a file. */
export function integrityOf(file: string): readonly string[] {
  const database = new DatabaseSync(file)
  try {
    const found = database.prepare('PRAGMA integrity_check').all()
    return found.length === 1 && found[0]?.['integrity_check'] === 'ok' ? [] : ['the integrity check fails']
  } finally {
    database.close()
  }
}

/** Every byte that lies in a folder. */
export const bytesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name)))

const indexed = async (driver: Driver, partition: string): Promise<boolean> => {
  const rows = await walk(driver, { partition, index: null }, 500)
  const byKey = await walk(driver, { partition, index: 'due' }, 500)
  const text = (all: typeof rows) =>
    all.map(({ subject, kind, id, revision }) => `${subject} ${kind} ${id} ${revision}`).sort()
  return text(rows).join('\n') === text(byKey).join('\n')
}

/**
 * Opens a store and says what is wrong with it: acts that were acknowledged and are not there as they were acknowledged, acts that are not
 * whole, that were refused and are there, that nobody asked for; a chain that does not verify; rows that are not those of their index;
 * bytes of who was erased.
 */
export async function faultsOf(
  engine: Engine,
  folder: string,
  { acknowledged, refused }: Told,
): Promise<readonly string[]> {
  const wrong = new Set<string>()
  const driver = await openStore(engine, folder)
  try {
    const logged = new Map<string, string>()
    const raw: string[] = []
    for (const partition of partitions) {
      const entries = await history(driver, partition, 500)
      const erased = new Set(entries.flatMap(({ erased }) => erased ?? []))
      for (const entry of entries) {
        logged.set(entry.id, `${partition} ${entry.head.seq} ${entry.head.hash}`)
        const fault = entryFault(entry, partition, erased)
        if (fault !== undefined) wrong.add(fault)
      }
      if (!(await indexed(driver, partition))) wrong.add('rows and index differ')
      const verified = await verify(driver, partition)
      if (verified.isErr() || verified.value.faults.length > 0) wrong.add('a chain that does not verify')
      if (erased.size > 0 && raw.length === 0) raw.push(...bytesIn(folder).map((bytes) => bytes.toString('latin1')))
      for (const subject of erased)
        if (raw.some((bytes) => bytes.includes(traceOf(subject)))) wrong.add('bytes of who was erased')
    }
    for (const [id, head] of acknowledged) {
      const found = logged.get(id)
      if (found === undefined) wrong.add('an acknowledged commit is lost')
      else if (head[1] > 0 && found !== head.join(' ')) wrong.add('an acknowledged commit has another place')
    }
    for (const id of refused) if (logged.has(id)) wrong.add('a refused commit is written')
  } finally {
    await driver.close()
  }
  if (engine === 'sqlite') for (const fault of integrityOf(fileIn(folder, engine))) wrong.add(fault)
  return [...wrong]
}

/** As `faultsOf`; what does not open is a fault. */
export const faultsLeft = (engine: Engine, folder: string, told: Told): Promise<readonly string[]> =>
  faultsOf(engine, folder, told).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return [existsSync(fileIn(folder, engine)) ? `does not open or read: ${code.slice(0, 120)}` : 'the file is gone']
  })
