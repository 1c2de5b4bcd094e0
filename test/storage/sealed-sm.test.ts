import { createCipheriv, createHash, createHmac, getCiphers, getHashes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gcm, hmacSm3, sm3Hash, sm4 } from './sealed-sm.ts'

const of = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const key = of('0123456789abcdeffedcba9876543210')

describe('SM4', () => {
  it('encrypts the first example of GB/T 32907-2016, annex A', () => {
    expect(hex(sm4(key)(key))).toBe('681edf34d206965e86b3e94f536e4246')
  })
  it('encrypts the second one, a million times over', () => {
    const encrypt = sm4(key)
    let block: Uint8Array = key
    for (let n = 0; n < 1_000_000; n++) block = encrypt(block)
    expect(hex(block)).toBe('595298c7c6fd271f0402f804c33d3f66')
  })
  it.runIf(getCiphers().includes('sm4-ecb'))('encrypts as the native one does', () => {
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(block, block, (secret, plain) => {
        const native = createCipheriv('sm4-ecb', secret, null).setAutoPadding(false)
        expect(hex(sm4(secret)(plain))).toBe(hex(Buffer.concat([native.update(plain), native.final()])))
      }),
    )
  })
})

describe('GCM', () => {
  it('seals and opens the example of RFC 8998, appendix A.1, with SM4', () => {
    const { seal, open } = gcm(sm4(key))
    const vector = of('00001234567800000000abcd')
    const associated = of('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const plain = of(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((byte) => byte.repeat(8)).join(''))
    const sealed = of(
      `17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735
       d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d
       83de3541e4c2b58177e065a9bf7b62ec`,
    )
    expect(hex(seal(plain, vector, associated))).toBe(hex(sealed))
    expect(open(sealed, vector, associated)).toEqual(plain)
    expect(open(sealed, vector, associated.subarray(1))).toBeUndefined()
  })
  it('makes of AES-256 what the platform makes of it, whatever the lengths', async () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const { subtle } = globalThis.crypto
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(12),
        fc.uint8Array({ maxLength: 70 }),
        fc.uint8Array({ maxLength: 70 }),
        async (secret, iv, additionalData, plain) => {
          const block = (input: Uint8Array) =>
            Uint8Array.from(createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false).update(input))
          const native = await subtle.importKey('raw', Uint8Array.from(secret), 'AES-GCM', false, ['encrypt'])
          const by = { name: 'AES-GCM', iv: Uint8Array.from(iv), additionalData: Uint8Array.from(additionalData) }
          const expected = new Uint8Array(await subtle.encrypt(by, native, Uint8Array.from(plain)))
          expect(hex(gcm(block).seal(plain, iv, additionalData))).toBe(hex(expected))
        },
      ),
    )
  })
})

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('digests the examples of GB/T 32905-2016, annex A: %s', (text, digest) => {
    expect(hex(sm3Hash(new TextEncoder().encode(text)))).toBe(digest)
  })
  it.runIf(getHashes().includes('sm3'))('digests as the native one does, also under a key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        (text, secret) => {
          expect(hex(sm3Hash(text))).toBe(createHash('sm3').update(text).digest('hex'))
          expect(hex(hmacSm3(secret)(text))).toBe(createHmac('sm3', secret).update(text).digest('hex'))
        },
      ),
    )
  })
})
