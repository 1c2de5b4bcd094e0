import { randomBytes } from '../random.ts'
import { type Bytes, ivBytes } from './ciphers/cipher.ts'

/** The platform gives 65,536 bytes at once and no more. */
const most = 4096

/** Gives initialisation vectors drawn at random, a new one with each call; so many are drawn together. */
export function vectors(count: number): () => Bytes {
  let drawn: Bytes = new Uint8Array()
  let next = 0
  let left = count
  return () => {
    if (next === drawn.length) {
      drawn = randomBytes(ivBytes * Math.min(Math.max(left, 1), most))
      next = 0
    }
    left -= 1
    return drawn.subarray(next, (next += ivBytes))
  }
}
