import { type Digest, sha256 } from '../../digest.ts'

/** Bytes of a block of SHA-256 and of SM3. */
const block = 64

/**
 * A keyed digest of bytes, HMAC over a hash with blocks of 64 bytes.
 * @source RFC 2104
 */
export function keyedDigest(key: Uint8Array, message: Uint8Array, digest: Digest = sha256): Uint8Array {
  const short = key.length > block ? digest.hash(key) : key
  const pad = (byte: number): Uint8Array => Uint8Array.from({ length: block }, (_, i) => (short[i] ?? 0) ^ byte)
  const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
    const out = new Uint8Array(a.length + b.length)
    out.set(a)
    out.set(b, a.length)
    return out
  }
  return digest.hash(join(pad(0x5c), digest.hash(join(pad(0x36), message))))
}
