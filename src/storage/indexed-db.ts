import type { Driver } from './driver.ts'
import { connect } from './indexed-db/connection.ts'
import { indexedDbDriver } from './indexed-db/driver.ts'
import type { Engine } from './indexed-db/engine.ts'
import { EngineFailure } from './indexed-db/failure.ts'
import { formatNumber, lay } from './indexed-db/layout.ts'
import { newerFormat } from './indexed-db/newer-format.ts'

/** An IndexedDB other than that of the browser, such as one in memory for tests. */
export type IndexedDbOptions = Partial<Engine>

/**
 * A store in a database of the browser, for windows and workers, open to any number of tabs. A commit is one transaction with strict
 * durability. What is erased is gone for every call, while the files of the browser may keep remains until it tidies them up. When
 * another tab brings a newer layout or deletes the database, this one gives way and its later calls reject as `superseded`.
 * @returns The driver; rejects where there is no IndexedDB (`unavailable`) or the browser refuses it, for a database of another kind
 * (`not-a-store`), while another tab holds on to an older layout (`blocked`), and once after the browser has emptied a damaged store
 * (`emptied`, where the browser tells: Chromium); opening again begins a new one. A store of a newer layout opens, refuses every commit
 * as `newer-format`, can not be read and stays as it is.
 * @example
 * ```ts
 * import { IDBKeyRange, indexedDB } from 'fake-indexeddb'
 * import { openIndexedDb } from 'childfile/storage/indexed-db'
 * // In a browser: openIndexedDb('county')
 * const driver = await openIndexedDb('county', { indexedDB, IDBKeyRange })
 * driver.guarantees.writers // => 'many-processes'
 * await driver.close()
 * ```
 */
export async function openIndexedDb(name: string, options: IndexedDbOptions = {}): Promise<Driver> {
  const engine = engineOf(options)
  const database = await connect(engine.indexedDB, name, { version: formatNumber, lay })
  return database === 'newer' ? newerFormat() : indexedDbDriver(database, engine)
}

function engineOf(options: IndexedDbOptions): Engine {
  const found = { ...globals(), ...options }
  const { indexedDB, IDBKeyRange } = found
  if (!indexedDB || !IDBKeyRange) throw new EngineFailure('unavailable', 'there is no IndexedDB here')
  return { indexedDB, IDBKeyRange }
}

/** What the browser has; looking may fail where storage is forbidden. */
function globals(): Partial<Engine> {
  try {
    const { indexedDB, IDBKeyRange } = globalThis as unknown as Partial<Engine>
    return { ...(indexedDB ? { indexedDB } : {}), ...(IDBKeyRange ? { IDBKeyRange } : {}) }
  } catch {
    return {}
  }
}
