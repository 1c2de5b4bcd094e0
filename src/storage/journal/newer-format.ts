import type { Commit } from '../driver.ts'
import { guarantees, type Journal } from './journal-driver.ts'
import { failure } from './refusal.ts'

const refused: Commit = { outcome: 'refused', why: 'newer-format' }

/** Stands before a journal of a newer layout: nothing is written, and nothing is read that might be misunderstood. */
export function newerFormat(): Journal {
  let closed = false
  const unread = () => Promise.reject(failure(undefined, closed ? 'closed' : 'newer-format'))
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
