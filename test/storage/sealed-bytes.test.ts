import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { canonicalJson } from '../../src/canonical.ts'
import { utf8 } from '../../src/digest.ts'
import { audited, memoryKeyring, memoryMasterKeys, openMemory, sealed } from '../../src/storage/index.ts'
import { aes256Gcm } from '../../src/storage/sealed/ciphers/aes-256-gcm.ts'
import { type Cipher, ivBytes, own } from '../../src/storage/sealed/ciphers/cipher.ts'
import { type CipherKey, cipherKey, secretFor } from '../../src/storage/sealed/ciphers/cipher-key.ts'
import { keyIdIn, openIn, type Place, sealBytes, sealIn as sealWith } from '../../src/storage/sealed/sealed-bytes.ts'
import * as room from '../../src/storage/index.ts'
import { sm4Gcm } from './sealed-sm.ts'
import { read, scene, visit, visitsIn, write } from './sealed-scene.ts'

const ciphers = [
  ['AES-256-GCM', aes256Gcm],
  ['SM4-GCM', sm4Gcm],
] as const
const keyOf = (cipher: Cipher) => cipherKey(cipher, '00112233445566aa', 'body', new Uint8Array(32).fill(7))
const sealIn = (at: Place, key: CipherKey, schema: number, plain: Uint8Array) =>
  sealWith(at, { key, schema, vector: globalThis.crypto.getRandomValues(new Uint8Array(ivBytes)) }, plain)
const knows = (cipher: number) => cipher === 1 || cipher === 2
const text = fc.constantFrom('a', 'b', 'a"', '",', '","', 'ab', '\\', '1', '[')
const fields = ['partition', 'subject', 'kind', 'id', 'revision'] as const
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    of: fc.constant('body' as const),
    partition: text,
    subject: text,
    kind: text,
    id: text,
    revision: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ of: fc.constant('note' as const), partition: text, id: text }),
)

const asItIs = (at: Place): Place => at

/** Opens in no place but the one that it was sealed for, under the same key. `bound` is what a place is taken for. */
const placesApart = (key: CipherKey, bound: (at: Place) => Place) =>
  fc.assert(
    fc.asyncProperty(place, place, fc.constantFrom(...fields, 'all'), async (one, two, field) => {
      const near = field in one && field in two ? { ...one, [field]: (two as Record<string, unknown>)[field] } : one
      const there = field === 'all' ? two : near
      const bytes = await sealIn(bound(one), key, 3, utf8('plain'))
      const opened = await openIn(bound(there), key, bytes)
      expect(opened !== undefined).toBe(canonicalJson(one) === canonicalJson(there))
    }),
    { numRuns: 400 },
  )

describe.each(ciphers)('bytes sealed with %s', (_, cipher) => {
  it('open in no place but their own, however places are cut into fields', async () => {
    const key = await keyOf(cipher)
    await placesApart(key, asItIs)
    for (const field of fields)
      await expect(
        placesApart(key, (at) => ({ ...at, [field]: field === 'revision' ? 1 : 'x' })),
        `without ${field}`,
      ).rejects.toThrow('Property failed')
  })
  it('are as much longer as it says, whatever they hold', async () => {
    const key = await keyOf(cipher)
    await fc.assert(
      fc.asyncProperty(place, fc.uint8Array({ maxLength: 100 }), fc.nat(0xffffffff), async (at, plain, schema) => {
        const bytes = await sealIn(at, key, schema, plain)
        expect(bytes.length).toBe(plain.length + sealBytes)
        expect(keyIdIn(bytes, knows)).toEqual({ id: '00112233445566aa' })
        const inside = new Uint8Array([1, 2, ...bytes, 3]).subarray(2, 2 + bytes.length)
        expect(await openIn(at, key, inside)).toEqual(own(plain))
      }),
      { numRuns: 100 },
    )
  })
  it('say what is wrong with them before a key is asked for', async () => {
    const key = await keyOf(cipher)
    const bytes = await sealIn({ of: 'note', partition: 'p', id: 'i' }, key, 0, utf8('x'))
    const with_ = (at: number, byte: number) => Uint8Array.from(bytes, (was, n) => (n === at ? byte : was))
    expect(keyIdIn(utf8('[1,{}]'), knows)).toEqual({ unopened: 'not-sealed' })
    expect(keyIdIn(new Uint8Array(), knows)).toEqual({ unopened: 'not-sealed' })
    expect(keyIdIn(bytes.subarray(0, sealBytes - 1), knows)).toEqual({ unopened: 'changed' })
    expect(keyIdIn(with_(1, 2), knows)).toEqual({ unopened: 'unknown-seal' })
    expect(keyIdIn(with_(2, 9), knows)).toEqual({ unopened: 'unknown-seal' })
  })
  it('wipe the bytes that a key is made of', async () => {
    for (const use of ['body', 'note', 'wrap'] as const) {
      const secret = new Uint8Array(32).fill(9)
      const given: Uint8Array[] = []
      const watching: Cipher = { ...cipher, key: (made) => (given.push(made), cipher.key(made)) }
      await cipherKey(watching, '00', use, secret)
      expect([secret, ...given].every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
      const failing: Cipher = { ...cipher, key: (made) => (given.push(made), Promise.reject(new Error('away'))) }
      const other = new Uint8Array(32).fill(9)
      await expect(cipherKey(failing, '00', use, other)).rejects.toThrow('away')
      expect([other, ...given].every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
    }
  })
  it('are sealed with keys that no two uses share', () => {
    const uses = ['note', 'digest', 'index', 'body', 'wrap'] as const
    const secret = new Uint8Array(32).fill(9)
    const made = uses.map((use) => Buffer.from(secretFor(cipher, use, secret)).toString('hex'))
    const another = uses.map((use) => Buffer.from(secretFor({ ...cipher, id: 9 }, use, secret)).toString('hex'))
    expect(new Set([...made, ...another]).size).toBe(10)
  })
})

describe('a platform without WebCrypto', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })
  it.each([undefined, {}])('is told clearly, and nothing is written or shown', async (crypto) => {
    const at = await scene(room)
    await write(at)
    vi.stubGlobal('crypto', crypto)
    const problem = { kind: 'storage', code: 'unavailable', engineCode: 'no-web-crypto', retry: false }
    expect((await memoryMasterKeys())._unsafeUnwrapErr()).toMatchObject([problem])
    expect((await memoryKeyring(at.provider))._unsafeUnwrapErr()).toMatchObject([problem])
    const put = visitsIn(at).put({ subject: 's2', id: 'v', document: visit('x') })
    const commit = await room.commit(at.ledger, { partition: '520526', id: 'c', note: {}, writes: [put] })
    expect(commit._unsafeUnwrapErr()).toMatchObject([{ ...problem, outcome: 'not-written' }])
    expect(at.state.get('520526')?.log).toHaveLength(1)
  })
})

describe('a ledger that is sealed', () => {
  it('is not sealed again, also where the types were told otherwise', async () => {
    const at = await scene(room)
    await write(at)
    const plainType: room.Ledger = at.ledger
    const twice = { ...at, ledger: sealed(plainType, at.keyring) }
    expect((await read(twice))._unsafeUnwrapErr()).toMatchObject([{ code: 'unavailable', retry: false }])
    const put = visitsIn(at).put({ subject: 's2', id: 'v', document: visit('x') })
    const commit = await room.commit(twice.ledger, { partition: '520526', id: 'c', note: {}, writes: [put] })
    expect(commit._unsafeUnwrapErr()).toMatchObject([{ code: 'unavailable', outcome: 'not-written' }])
  })
  it('takes bodies that are shorter by what sealing adds', async () => {
    const driver = await openMemory()
    const at = await scene(room)
    expect(at.ledger.guarantees).toEqual({
      ...driver.guarantees,
      bodyBytes: driver.guarantees.bodyBytes - sealBytes,
    })
  })
  it('cannot be read, written to or erased from without its seal', async () => {
    const at = await scene(room)
    await write(at)
    const open = { room, ledger: audited(at.driver) }
    expect((await read(open))._unsafeUnwrapErr()).toMatchObject([{ code: 'corrupt' }])
    const put = visitsIn(open).put({ subject: 's2', id: 'v', document: visit('x') })
    const intent = { partition: '520526', id: 'c', note: {} }
    const commit = await room.commit(open.ledger, { ...intent, writes: [put] })
    expect(commit._unsafeUnwrapErr()).toMatchObject([{ code: 'corrupt', outcome: 'not-written' }])
    const over = visitsIn(open).put({ subject: 's1', id: 'v1', expect: 1, document: visit('x') })
    expect((await room.commit(open.ledger, { ...intent, writes: [over] })).isErr()).toBe(true)
    expect((await room.erase(open.ledger, { ...intent, subject: 's1' }))._unsafeUnwrapErr()).toMatchObject([
      { code: 'corrupt', outcome: 'not-written' },
    ])
    expect((await read(at)).isOk()).toBe(true)
  })
  it('answers for a secret index by single keys only, also past the collection', async () => {
    const at = await scene(room)
    await write(at)
    const page = { partition: '520526', index: 'secret.idNumber:visit', limit: 9 }
    for (const bounds of [{}, { from: '5' }, { from: '5', to: '6' }])
      await expect(at.ledger.page({ ...page, ...bounds })).rejects.toThrow('single keys')
  })
  it('lets a broken document be written over, and not one whose key may come back', async () => {
    const at = await scene(room)
    await write(at)
    const over = visitsIn(at).put({ subject: 's1', id: 'v1', expect: 1, document: visit('mended') })
    const stranger = { ...at, ledger: sealed(audited(at.driver), (await scene(room)).keyring) }
    const commit = (of: typeof at) =>
      room.commit(of.ledger, { partition: '520526', id: 'mend', note: {}, writes: [over] })
    expect((await commit(stranger))._unsafeUnwrapErr()).toMatchObject([{ path: '/writes/0', code: 'corrupt' }])
    const part = at.state.get('520526')!
    const row = part.rows.get('s1 visit v1')!
    part.rows.set('s1 visit v1', { ...row, body: row.body!.map((byte, n) => (n === 30 ? byte ^ 1 : byte)) })
    expect((await read(at)).isErr()).toBe(true)
    expect((await commit(at)).isOk()).toBe(true)
    expect((await read(at))._unsafeUnwrap().document.seen).toBe('mended')
  })
})
