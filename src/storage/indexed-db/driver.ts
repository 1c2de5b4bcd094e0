import type { Commit, Driver } from '../driver.ts'
import { commit, erase, guarantees, taken } from './commits.ts'
import type { Database, Engine } from './engine.ts'
import { EngineFailure, failureOf, meaningOf } from './failure.ts'
import { get, log, page, partitions } from './reads.ts'
import { betweenOf, type Stores, within } from './transaction.ts'

/** Why a driver answers no more, by the code of the error. */
const endings = {
  closed: 'the store is closed',
  superseded: 'another window has a newer layout of the store or takes it away',
  lost: 'the browser has closed the store',
} as const

/** A driver over an opened database that has our stores. The database is the driver's from here on. */
export function indexedDbDriver(database: Database, { indexedDB, IDBKeyRange }: Engine): Driver {
  const between = betweenOf(indexedDB, IDBKeyRange)
  const cmp = indexedDB.cmp.bind(indexedDB)
  const underWay = new Set<Promise<unknown>>()
  let ended: keyof typeof endings | undefined

  const run = <T>(mode: 'readonly' | 'readwrite', work: (stores: Stores) => Promise<T>): Promise<T> => {
    if (ended) return Promise.reject(new EngineFailure(ended, endings[ended]))
    const answer = within(database, mode, work)
    underWay.add(answer)
    const done = () => underWay.delete(answer)
    answer.then(done, done)
    return answer
  }

  const write = (work: (stores: Stores) => Promise<Commit>): Promise<Commit> =>
    run('readwrite', work).catch((error: unknown): Commit => {
      const failure = failureOf(error)
      const meaning = meaningOf(failure)
      if (meaning === 'unknown') throw failure
      return meaning === 'busy' ? { outcome: 'busy' } : { outcome: 'refused', why: meaning }
    })

  database.addEventListener('versionchange', () => {
    ended ??= 'superseded'
    database.close()
  })
  database.addEventListener('close', () => {
    ended ??= 'lost'
  })

  return {
    guarantees,
    partitions: (after, limit) =>
      run('readonly', (stores) => partitions(stores, (name) => IDBKeyRange.lowerBound(name, true), after, limit)),
    get: (partition, at) => run('readonly', (stores) => get(stores, partition, at)),
    page: (query) => run('readonly', (stores) => page(stores, between, cmp, query)),
    commit: (batch) => write((stores) => commit(stores, taken(batch))),
    erase: (erasure) => write((stores) => erase(stores, between, { ...erasure, note: new Uint8Array(erasure.note) })),
    log: (query) => run('readonly', (stores) => log(stores, between, query)),
    close: async () => {
      ended ??= 'closed'
      await Promise.allSettled(underWay)
      database.close()
    },
  }
}
