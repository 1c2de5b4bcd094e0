import type { Commit, Driver } from '../driver.ts'
import { guarantees } from './sqlite-driver.ts'

const refused: Commit = { outcome: 'refused', why: 'newer-format' }

const unread = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('the store has a newer layout'), { code: 'newer-format' }))

/** Stands before a store of a newer layout: nothing is written, and nothing is read that might be misunderstood. */
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
