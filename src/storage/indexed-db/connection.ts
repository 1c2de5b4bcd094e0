import type { Database, Factory } from './engine.ts'
import { EngineFailure, failureOf } from './failure.ts'
import { application, storeNames } from './layout.ts'
import { answerOf } from './transaction.ts'

/** A number that only goes up, and how a database without stores gets those of that number. */
export interface Layout {
  readonly version: number
  readonly lay: (database: Database) => void
}

/**
 * Opens a database at our layout, or says `newer` if it has a greater one. Rejects where it is not one of ours, where the browser has
 * none to give, and where another window holds on to an older layout: then nothing is changed, also not later. Rejects once after the
 * browser has emptied a damaged store, so that nobody takes what is lost for what never was.
 */
export async function connect(factory: Factory, name: string, layout: Layout): Promise<Database | 'newer'> {
  try {
    return await ours(await opened(factory, name, layout))
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code !== 'VersionError') throw failure
  }
  const newer = await ours(await opened(factory, name, undefined))
  newer.close()
  return 'newer'
}

function opened(factory: Factory, name: string, layout: Layout | undefined): Promise<Database> {
  return new Promise((resolve, reject) => {
    const request = layout ? factory.open(name, layout.version) : factory.open(name)
    let left = false
    request.addEventListener('upgradeneeded', ({ dataLoss }) => {
      if (dataLoss === 'total') {
        left = true
        reject(new EngineFailure('emptied', 'the browser found the store damaged and has emptied it'))
      }
      if (left || !layout) request.transaction?.abort()
      else layout.lay(request.result)
    })
    request.addEventListener('blocked', () => {
      left = true
      reject(new EngineFailure('blocked', 'another window holds on to an older layout of the store'))
    })
    request.addEventListener('error', () => reject(failureOf(request.error)))
    request.addEventListener('success', () => resolve(request.result))
  })
}

/** The database, if it is one of ours. */
async function ours(database: Database): Promise<Database> {
  try {
    if (storeNames.every((name) => database.objectStoreNames.contains(name))) {
      const meta = database.transaction(['meta'], 'readonly').objectStore('meta')
      if ((await answerOf(meta.get(application))) !== undefined) return database
    }
  } catch (error) {
    database.close()
    throw error
  }
  database.close()
  throw new EngineFailure('not-a-store', 'the database is of another kind')
}
