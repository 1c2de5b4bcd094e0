import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeAes256Gcm, nodeSha256 } from '../../src/storage/node.ts'
import { sha256 } from '../../src/digest.ts'
import { aes256Gcm } from '../../src/storage/sealed/ciphers/aes-256-gcm.ts'
import { type Bytes, view } from '../../src/storage/sealed/ciphers/cipher.ts'

const bytes = (least: number, most = least): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((list) => Uint8Array.from(list))
const list = (found: Uint8Array | ArrayBuffer | undefined): readonly number[] | undefined => found && [...view(found)]

describe('nodeAes256Gcm', () => {
  it('seals to the bytes of the cipher that is built in, and each opens what the other sealed', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(12),
        bytes(0, 300),
        bytes(0, 3000),
        async (secret, vector, associated, plain) => {
          const [node, web] = [await nodeAes256Gcm.key(secret.slice()), await aes256Gcm.key(secret.slice())]
          const [here, there] = [
            await node.seal(plain, vector, associated),
            await web.seal(plain, vector, associated),
          ].map((found) => Uint8Array.from(view(found)))
          expect(here).toEqual(there)
          expect(list(await web.open(here!, vector, associated))).toEqual([...plain])
          expect(list(await node.open(there!, vector, associated))).toEqual([...plain])
        },
      ),
      { numRuns: 100 },
    )
  })
  it('opens nothing that was changed, cut, or belongs elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(12),
        bytes(1, 40),
        bytes(0, 60),
        fc.nat(),
        async (secret, vector, associated, plain, n) => {
          const node = await nodeAes256Gcm.key(secret.slice())
          const sealed = Uint8Array.from(view(await node.seal(plain, vector, associated)))
          const flipped = (of: Bytes): Bytes =>
            of.map((byte, i) => (i === n % of.length ? byte ^ (1 << (n % 8)) : byte))
          expect(await node.open(flipped(sealed), vector, associated)).toBeUndefined()
          expect(await node.open(sealed, flipped(vector), associated)).toBeUndefined()
          expect(await node.open(sealed, vector, flipped(associated))).toBeUndefined()
          expect(await node.open(sealed.subarray(0, n % sealed.length), vector, associated)).toBeUndefined()
          const other = await nodeAes256Gcm.key(flipped(secret))
          expect(await other.open(sealed, vector, associated)).toBeUndefined()
        },
      ),
      { numRuns: 100 },
    )
  })
  it('has the keyed digest of the cipher that is built in', () => {
    fc.assert(
      fc.property(bytes(0, 200), bytes(0, 3000), (secret, text) => {
        expect([...nodeAes256Gcm.mac(secret)(text)]).toEqual([...aes256Gcm.mac(secret)(text)])
      }),
    )
  })
})

describe('nodeSha256', () => {
  it('is the digest that is built in, by name and by bytes', () => {
    expect(nodeSha256.id).toBe(sha256.id)
    fc.assert(
      fc.property(bytes(0, 3000), (text) => list(nodeSha256.hash(text))?.join() === list(sha256.hash(text))?.join()),
    )
  })
})
