import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'

/**
 * A hash function by name, synchronous, so that a chain can be linked inside a transaction. SM3 can be put in its place. The bytes are lent:
 * they may change once it has answered.
 */
export interface Digest {
  readonly id: string
  readonly hash: (bytes: Uint8Array) => Uint8Array
}

/** SHA-256 (FIPS 180-4), the default. */
export const sha256: Digest = { id: 'sha-256', hash: (bytes) => nobleSha256(bytes) }

const hexBytes = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Bytes in lower-case hexadecimal. */
export const hex = (bytes: Uint8Array): string => {
  let out = ''
  for (const byte of bytes) out += hexBytes[byte] ?? ''
  return out
}

const encoder = new TextEncoder()

/** The UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/**
 * The digest of a text in hexadecimal.
 * @example
 * ```ts
 * import { digestText } from 'childfile'
 * digestText('childfile').slice(0, 8) // => '99a356c3'
 * ```
 */
export const digestText = (text: string, digest: Digest = sha256): string => hex(digest.hash(utf8(text)))
