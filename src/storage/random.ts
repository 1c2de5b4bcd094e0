import { hex } from '../digest.ts'

/** So many bytes from the platform's source of randomness: keys, initialisation vectors, names of keys. */
export const randomBytes = (count: number): Uint8Array<ArrayBuffer> =>
  globalThis.crypto.getRandomValues(new Uint8Array(count))

/**
 * An id that nobody else has: 128 random bits in hexadecimal. For commits, entries and acts.
 * @example
 * ```ts
 * import { randomId } from 'childfile/storage'
 * randomId().length // => 32
 * ```
 */
export const randomId = (): string => hex(randomBytes(16))
