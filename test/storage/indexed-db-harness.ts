import { utf8 } from '../../src/digest.ts'
import type { Driver } from '../../src/storage/index.ts'
import { openIndexedDb } from '../../src/storage/indexed-db.ts'
import type { Database, Engine, OpenRequest } from '../../src/storage/indexed-db/engine.ts'
import { storeNames } from '../../src/storage/indexed-db/layout.ts'
import { answerOf } from '../../src/storage/indexed-db/transaction.ts'
import type { Harness } from '../../src/testing/index.ts'

/** An engine that can take databases away. */
export interface WholeEngine extends Engine {
  readonly indexedDB: Engine['indexedDB'] & { deleteDatabase(name: string): OpenRequest }
}

/** Opens a database past the driver. */
export function openRaw(
  { indexedDB }: Engine,
  name: string,
  version?: number,
  upgrade: (database: Database) => void = () => undefined,
): Promise<Database> {
  const request = version === undefined ? indexedDB.open(name) : indexedDB.open(name, version)
  request.addEventListener('upgradeneeded', () => upgrade(request.result))
  return answerOf(request)
}

/** Takes a database away, when all that have it open have given way. */
export const takeAway = async ({ indexedDB }: WholeEngine, name: string): Promise<void> => {
  await answerOf(indexedDB.deleteDatabase(name))
}

/** Every record of every store, read past the driver. */
export async function records(engine: Engine, name: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const database = await openRaw(engine, name)
  const transaction = database.transaction([...storeNames], 'readonly')
  const everything = engine.IDBKeyRange.lowerBound(-Infinity)
  const found = await Promise.all(
    storeNames.map(
      async (store) => [store, await answerOf(transaction.objectStore(store).getAll(everything))] as const,
    ),
  )
  database.close()
  return Object.fromEntries(found)
}

const bytesIn = (value: unknown): readonly Uint8Array[] =>
  value instanceof Uint8Array
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(bytesIn)
      : [utf8(String(value))]

/** A harness over a database that is taken away in the end. `wrap` stands for what the driver sees of the engine. */
export function indexedDbHarness(
  engine: WholeEngine,
  name: string,
  wrap: (engine: Engine) => Engine = (one) => one,
): Harness {
  const opened: Driver[] = []
  const next = async () => {
    const driver = await openIndexedDb(name, wrap(engine))
    opened.push(driver)
    return driver
  }
  return {
    open: next,
    reopen: next,
    second: next,
    raw: async () => bytesIn(await records(engine, name)),
    destroy: async () => {
      for (const driver of opened) await driver.close()
      await takeAway(engine, name)
    },
  }
}
