import type { Key } from '../driver.ts'

/**
 * Lets in one at a time for each key, in the order of coming; whoever is in says when the next may follow. So no more than two
 * commits of a partition hold a connection, one that writes and one that waits at the head row, and the pool is left to others.
 */
export function turnstile(): (key: Key) => Promise<() => void> {
  const last = new Map<Key, Promise<void>>()
  return async (key) => {
    const before = last.get(key)
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const mine = promise.then(() => {
      if (last.get(key) === mine) last.delete(key)
    })
    last.set(key, mine)
    await before
    return () => {
      resolve(undefined)
    }
  }
}
