import type { Commit, Driver } from '../driver.ts'
import { guarantees } from './commits.ts'
import { EngineFailure } from './failure.ts'

const refused: Commit = { outcome: 'refused', why: 'newer-format' }

const unread = (): Promise<never> => Promise.reject(new EngineFailure('newer-format', 'the store has a newer layout'))

/** Stands before a store of a newer layout: nothing is written, nothing is read that might be misunderstood, nobody is held up. */
export function newerFormat(): Driver {
  let closed = false
  const write = () => (closed ? unread() : Promise.resolve(refused))
  return {
    guarantees,
    partitions: unread,
    get: unread,
    page: unread,
    log: unread,
    commit: write,
    erase: write,
    close: () => {
      closed = true
      return Promise.resolve()
    },
  }
}
