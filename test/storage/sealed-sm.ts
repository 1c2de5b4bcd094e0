/**
 * SM4-GCM with HMAC-SM3, as somebody would bring them, written from the standards: SM4 is GB/T 32907-2016, SM3 is GB/T 32905-2016,
 * GCM is NIST SP 800-38D, HMAC is RFC 2104. For tests: plain, slow, and not hardened against those who measure time.
 */
import type { Digest } from '../../src/digest.ts'
import type { Cipher } from '../../src/storage/sealed/ciphers/cipher.ts'

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
const words = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Product in GF(2^8) modulo x^8 + x^7 + x^6 + x^5 + x^4 + x^2 + 1. */
function product(a: number, b: number): number {
  let out = 0
  for (let x = a, y = b; y > 0; y >>= 1) {
    if (y & 1) out ^= x
    x = x & 0x80 ? (x << 1) ^ 0x1f5 : x << 1
  }
  return out
}
/** Bit i of the answer is the parity of the row 0xa7, rotated by i, with the byte; 0xd3 is added. */
function affine(byte: number): number {
  let out = 0
  for (let i = 0; i < 8; i++) {
    const row = ((0xa7 << i) | (0xa7 >> (8 - i))) & 0xff
    let parity = row & byte
    parity ^= parity >> 4
    parity ^= parity >> 2
    out |= ((parity ^ (parity >> 1)) & 1) << i
  }
  return out ^ 0xd3
}
const inverse = (byte: number): number =>
  byte === 0 ? 0 : Array.from({ length: 256 }, (_, n) => n).find((other) => product(byte, other) === 1)!
const box = Uint8Array.from({ length: 256 }, (_, n) => affine(inverse(affine(n))))

const substituted = (word: number): number =>
  (box[word >>> 24]! << 24) | (box[(word >>> 16) & 255]! << 16) | (box[(word >>> 8) & 255]! << 8) | box[word & 255]!

/** Encrypts blocks of 16 bytes. */
export function sm4(key: Uint8Array): (block: Uint8Array) => Uint8Array {
  const system = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc]
  const k = system.map((word, n) => word ^ words(key).getUint32(4 * n))
  const rounds = new Int32Array(32)
  for (let i = 0; i < 32; i++) {
    let constant = 0
    for (let j = 0; j < 4; j++) constant = (constant << 8) | (((4 * i + j) * 7) & 255)
    const s = substituted(k[i + 1]! ^ k[i + 2]! ^ k[i + 3]! ^ constant)
    rounds[i] = k[i]! ^ s ^ rotated(s, 13) ^ rotated(s, 23)
    k.push(rounds[i]!)
  }
  return (block) => {
    const view = words(block)
    let [a, b, c, d] = [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)]
    for (const round of rounds) {
      const s = substituted(b ^ c ^ d ^ round)
      const next = a ^ s ^ rotated(s, 2) ^ rotated(s, 10) ^ rotated(s, 18) ^ rotated(s, 24)
      ;[a, b, c, d] = [b, c, d, next]
    }
    const out = new Uint8Array(16)
    for (const [n, word] of [d, c, b, a].entries()) words(out).setInt32(4 * n, word)
    return out
  }
}

/** x becomes x times h in GF(2^128), in the order of bits of GCM. */
function times(x: Int32Array, h: Int32Array): void {
  let [v0, v1, v2, v3] = [h[0]!, h[1]!, h[2]!, h[3]!]
  let [z0, z1, z2, z3] = [0, 0, 0, 0]
  for (let bit = 0; bit < 128; bit++) {
    const mask = -((x[bit >> 5]! >>> (31 - (bit & 31))) & 1)
    z0 ^= v0 & mask
    z1 ^= v1 & mask
    z2 ^= v2 & mask
    z3 ^= v3 & mask
    const carry = -(v3 & 1) & 0xe1000000
    v3 = (v3 >>> 1) | (v2 << 31)
    v2 = (v2 >>> 1) | (v1 << 31)
    v1 = (v1 >>> 1) | (v0 << 31)
    v0 = (v0 >>> 1) ^ carry
  }
  x.set([z0, z1, z2, z3])
}

/** GCM over a block cipher, for vectors of 96 bits. */
export function gcm(block: (bytes: Uint8Array) => Uint8Array) {
  const subkey = words(block(new Uint8Array(16)))
  const h = Int32Array.from({ length: 4 }, (_, n) => subkey.getInt32(4 * n))
  const hash = (parts: readonly Uint8Array[]): Uint8Array => {
    const y = new Int32Array(4)
    const add = (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length; at += 16) {
        const padded = new Uint8Array(16)
        padded.set(bytes.subarray(at, at + 16))
        for (let n = 0; n < 4; n++) y[n]! ^= words(padded).getInt32(4 * n)
        times(y, h)
      }
    }
    for (const part of parts) add(part)
    const lengths = new Uint8Array(16)
    for (const [n, part] of parts.entries()) words(lengths).setUint32(8 * n + 4, 8 * part.length)
    add(lengths)
    const out = new Uint8Array(16)
    for (let n = 0; n < 4; n++) words(out).setInt32(4 * n, y[n]!)
    return out
  }
  const counter = (vector: Uint8Array, n: number): Uint8Array => {
    const bytes = new Uint8Array(16)
    bytes.set(vector)
    words(bytes).setUint32(12, n)
    return block(bytes)
  }
  const stream = (bytes: Uint8Array, vector: Uint8Array): Uint8Array => {
    const out = bytes.slice()
    for (let at = 0; at < out.length; at += 16) {
      const pad = counter(vector, at / 16 + 2)
      for (let n = 0; n < 16 && at + n < out.length; n++) out[at + n]! ^= pad[n]!
    }
    return out
  }
  const tag = (data: Uint8Array, vector: Uint8Array, associated: Uint8Array): Uint8Array => {
    const pad = counter(vector, 1)
    return hash([associated, data]).map((byte, n) => byte ^ pad[n]!)
  }
  return {
    seal: (plain: Uint8Array, vector: Uint8Array, associated: Uint8Array): Uint8Array => {
      const data = stream(plain, vector)
      return new Uint8Array([...data, ...tag(data, vector, associated)])
    },
    open: (sealed: Uint8Array, vector: Uint8Array, associated: Uint8Array): Uint8Array | undefined => {
      const data = sealed.subarray(0, -16)
      const expected = tag(data, vector, associated)
      let differing = 0
      for (const [n, byte] of sealed.subarray(-16).entries()) differing |= byte ^ expected[n]!
      return differing === 0 ? stream(data, vector) : undefined
    },
  }
}

export function sm3Hash(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  words(padded).setUint32(padded.length - 4, bytes.length * 8)
  words(padded).setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000))
  const state = Int32Array.of(
    0x7380166f,
    0x4914b2b9,
    0x172442d7,
    0xda8a0600,
    0xa96f30bc,
    0x163138aa,
    0xe38dee4d,
    0xb0fb0e4e,
  )
  const w = new Int32Array(68)
  for (let at = 0; at < padded.length; at += 64) {
    for (let j = 0; j < 16; j++) w[j] = words(padded).getInt32(at + 4 * j)
    for (let j = 16; j < 68; j++) {
      const x = w[j - 16]! ^ w[j - 9]! ^ rotated(w[j - 3]!, 15)
      w[j] = x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(w[j - 13]!, 7) ^ w[j - 6]!
    }
    let [a, b, c, d, e, f, g, h] = [...state] as [number, number, number, number, number, number, number, number]
    for (let j = 0; j < 64; j++) {
      const constant = rotated(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32)
      const ss1 = rotated((rotated(a, 12) + e + constant) | 0, 7)
      const ss2 = ss1 ^ rotated(a, 12)
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const tt1 = (ff + d + ss2 + (w[j]! ^ w[j + 4]!)) | 0
      const tt2 = (gg + h + ss1 + w[j]!) | 0
      ;[a, b, c, d] = [tt1, a, rotated(b, 9), c]
      ;[e, f, g, h] = [tt2 ^ rotated(tt2, 9) ^ rotated(tt2, 17), e, rotated(f, 19), g]
    }
    for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n]! ^= word
  }
  const out = new Uint8Array(32)
  for (const [n, word] of state.entries()) words(out).setInt32(4 * n, word)
  return out
}

export function hmacSm3(secret: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const key = new Uint8Array(64)
  key.set(secret.length > 64 ? sm3Hash(secret) : secret)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = key.map((byte) => byte ^ 0x5c)
  const joined = (a: Uint8Array, b: Uint8Array) => {
    const all = new Uint8Array(a.length + b.length)
    all.set(a)
    all.set(b, a.length)
    return all
  }
  return (bytes) => sm3Hash(joined(outer, sm3Hash(joined(inner, bytes))))
}

/** The digest of chains. */
export const sm3: Digest = { id: 'sm3-gbt-32905', hash: sm3Hash }

/** SM4-GCM with HMAC-SM3; answers at once. */
export const sm4Gcm: Cipher = { id: 2, keyBytes: 16, key: (secret) => gcm(sm4(secret)), mac: hmacSm3 }
