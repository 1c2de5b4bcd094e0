import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/digest.ts'
import * as room from '../../src/storage/index.ts'
import { aes256Gcm } from '../../src/storage/sealed/ciphers/aes-256-gcm.ts'
import type { Cipher } from '../../src/storage/sealed/ciphers/cipher.ts'
import {
  bodyAt,
  codes,
  county,
  kept,
  newId,
  read,
  rowText,
  type Scene,
  scene,
  tamper,
  visit,
  visitsIn,
  write,
} from './sealed-scene.ts'
import { sm3, sm4Gcm } from './sealed-sm.ts'

/** The same store and keys, sealed by these ciphers from now on. */
async function under(at: Scene, options: room.KeyringOptions, digest = sha256): Promise<Scene> {
  const keys = kept(at.keys.bytes?.slice())
  const keyring = (await room.openKeyring(keys, at.provider, options))._unsafeUnwrap()
  return { ...at, keys, keyring, ledger: room.sealed(room.audited(at.driver, digest), keyring) }
}
const opening = (at: Scene, options: room.KeyringOptions) => room.openKeyring(kept(at.keys.bytes), at.provider, options)
const cipherAt = (at: Scene, subject = 's1', id = 'v1') => bodyAt(at.state, rowText(subject, id))[2]
const sm = { sealsWith: sm4Gcm }
const back = { opensWith: [sm4Gcm] }
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

describe('a store that moves to another cipher', () => {
  it('reads both, writes the new one, and moves over by reseal, in any order and back', async () => {
    const act = fc.constantFrom('aes', 'sm', 'write', 'write', 'reseal')
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
        let at = await scene(room)
        let now = 1
        const past: string[] = []
        for (const [n, what] of [...acts, 'write'].entries()) {
          if (what === 'aes' || what === 'sm') {
            now = what === 'aes' ? 1 : 2
            at = await under(at, what === 'aes' ? back : sm)
          } else if (what === 'write') {
            await write(at, { document: visit(`seen ${n}`), expect: past.length })
            past.push(`seen ${n}`)
            expect(cipherAt(at)).toBe(now)
          } else if (past.length > 0) {
            const intent = { partition: county, subject: 's1', id: newId(), note: {} }
            const stale = cipherAt(at) === now ? 0 : 1
            expect((await room.reseal(at.ledger, intent))._unsafeUnwrap()).toBe(stale)
            expect(cipherAt(at)).toBe(now)
            if (stale) past.push(past.at(-1)!)
          }
        }
        at = await under(at, back)
        const history = (await visitsIn(at).history({ partition: county, subject: 's1', id: 'v1' }))._unsafeUnwrap()
        expect(history.map((one) => (one.state === 'written' ? one.document.seen : one.state))).toEqual(past)
        const where = { is: visit('').idNumber }
        const found = await visitsIn(at).page({ partition: county, index: 'secret.idNumber', where })
        expect(found._unsafeUnwrap().documents).toHaveLength(1)
        expect((await room.verify(at.driver, county))._unsafeUnwrap().faults).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
  it('keeps master keys too, and needs the old one no more when everything was wrapped anew', async () => {
    const at = await scene(room)
    await write(at)
    const master = kept()
    const first = (await room.openMasterKeys(master))._unsafeUnwrap()
    const context = { of: 'x' }
    const { plain, wrapped } = await first.generate(context)
    const second = (await room.openMasterKeys(master, sm))._unsafeUnwrap()
    expect(await second.unwrap(wrapped, context)).toEqual(plain)
    const again = await second.wrap(plain, context)
    expect([wrapped.bytes.length, again.bytes.length, again.bytes[0]]).toEqual([60, 61, 2])
    expect(await second.unwrap(again, context)).toEqual(plain)
    expect(await second.unwrap(again, { of: 'y' })).toBeUndefined()
    expect(await second.unwrap({ ...again, bytes: again.bytes.subarray(1) }, context), 'relabelled').toBeUndefined()
    const relabelled = { ...wrapped, bytes: new Uint8Array([2, ...wrapped.bytes]) }
    expect(await second.unwrap(relabelled, context), 'relabelled').toBeUndefined()
    await expect(first.unwrap(again, context)).rejects.toThrow('cipher 2 is needed')
  })
  it('does not open without the ciphers that it needs, and is not brought back to another one by leaving them out', async () => {
    const at = await scene(room)
    await write(at)
    const moved = await under(at, sm)
    await write(moved, { subject: 's2' })
    expect((await opening(moved, {}))._unsafeUnwrapErr()).toMatchObject([
      { code: 'newer-format', message: 'cipher 2 is needed and was not given; nothing is shown or written' },
    ])
    expect((await opening(moved, back)).isOk()).toBe(true)
    const other: Cipher = { ...sm4Gcm, key: aes256Gcm.key, keyBytes: 32 }
    const wrong = await under(moved, { sealsWith: other })
    expect(await codes(read(wrong, 's2'))).toEqual(['corrupt'])
    expect((await read(wrong, 's1')).isOk()).toBe(true)
  })
})

describe('a body under another number', () => {
  it('is refused, known or not, whichever key it names', async () => {
    const at = await under(await scene(room), {})
    await write(at, { subject: 's1' })
    const both = await under(at, sm)
    await write(both, { subject: 's2' })
    for (const subject of ['s1', 's2']) {
      const body = bodyAt(at.state, rowText(subject))
      for (let number = 0; number < 256; number++) {
        if (number === body[2]) continue
        tamper(
          at.state,
          rowText(subject),
          Uint8Array.from(body, (byte, n) => (n === 2 ? number : byte)),
        )
        expect(await codes(read(both, subject))).toEqual([number === 1 || number === 2 ? 'corrupt' : 'newer-format'])
      }
      tamper(at.state, rowText(subject), body)
      expect((await read(both, subject)).isOk()).toBe(true)
    }
  })
  it('is refused also where both numbers stand for one cipher', async () => {
    const twin: Cipher = { ...sm4Gcm, id: 3 }
    const at = await under(await scene(room), { sealsWith: sm4Gcm, opensWith: [twin] })
    await write(at)
    const body = bodyAt(at.state, rowText())
    tamper(
      at.state,
      rowText(),
      Uint8Array.from(body, (byte, n) => (n === 2 ? 3 : byte)),
    )
    expect(await codes(read(at))).toEqual(['corrupt'])
    const line = text(at.keys.bytes)
    const keys = kept(new TextEncoder().encode(line.replaceAll('"cipher":2', '"cipher":3')))
    expect(line).toContain('"cipher":2')
    const relabelled = await under({ ...at, keys }, { sealsWith: twin, opensWith: [sm4Gcm] })
    expect(await codes(read(relabelled)), 'key and body relabelled').toEqual(['corrupt'])
    expect((await read(at)).isErr()).toBe(true)
  })
})

describe('a cipher', () => {
  it('has a number of its own and keys of a length that can be made', async () => {
    const at = await scene(room)
    const pathOf = async (options: room.KeyringOptions) =>
      (await opening(at, options))._unsafeUnwrapErr().map(({ path, code }) => `${path} ${code}`)
    expect(await pathOf({ ...sm, opensWith: [{ ...sm4Gcm }] })).toEqual(['/opensWith duplicate'])
    for (const id of [0, 256, 1.5, Number.NaN])
      expect(await pathOf({ sealsWith: { ...sm4Gcm, id } })).toEqual(['/sealsWith invalid-value'])
    for (const keyBytes of [15, 33, 16.5])
      expect(await pathOf({ sealsWith: { ...sm4Gcm, keyBytes } })).toEqual(['/sealsWith invalid-value'])
    expect(await pathOf({ sealsWith: { ...sm4Gcm, id: 1 } })).toEqual(['/sealsWith invalid-value'])
    expect(
      room
        .masterKeys({ current: 'a', versions: { a: new Uint8Array(32) } }, { opensWith: [{ ...sm4Gcm, id: 0 }] })
        .isErr(),
    ).toBe(true)
  })
  it('that gives no tag, or a short keyed digest, is not believed', async () => {
    const liars: readonly Cipher[] = [
      { ...sm4Gcm, key: () => ({ seal: (plain) => plain, open: (sealed) => sealed }) },
      { ...sm4Gcm, mac: () => () => new Uint8Array(16) },
    ]
    for (const liar of liars) {
      const at = await under(await scene(room), { sealsWith: liar })
      const put = visitsIn(at).put({ subject: 's1', id: 'v1', document: visit('x') })
      const commit = room.commit(at.ledger, { partition: county, id: newId(), note: {}, writes: [put] })
      expect(await codes(commit)).toEqual(['corrupt'])
      expect(at.state.size).toBe(0)
    }
  })
  it('that cannot be reached shows nothing and lets nothing be written over; it is not taken for a broken document', async () => {
    const at = await under(await scene(room), sm)
    await write(at)
    const away = () => Promise.reject(Object.assign(new Error('CANARY'), { code: 'EHSM' }))
    const far = await under(at, { sealsWith: { ...sm4Gcm, key: () => ({ seal: away, open: away }) } })
    expect((await read(far))._unsafeUnwrapErr()).toMatchObject([
      { code: 'unavailable', engineCode: 'EHSM', retry: true },
    ])
    const put = visitsIn(far).put({ subject: 's1', id: 'v1', expect: 1, document: visit('x') })
    const commit = room.commit(far.ledger, { partition: county, id: newId(), note: {}, writes: [put] })
    expect(await codes(commit)).toEqual(['unavailable'])
    expect(at.state.get(county)?.log).toHaveLength(1)
  })
  it('may be another program for the one that is built in', async () => {
    const at = await scene(room)
    await write(at)
    let seals = 0
    const counting: Cipher = {
      ...aes256Gcm,
      key: async (secret) => {
        const key = await aes256Gcm.key(secret)
        return { ...key, seal: (...given) => (seals++, key.seal(...given)) }
      },
    }
    const mine = await under(at, { sealsWith: counting })
    expect((await read(mine)).isOk()).toBe(true)
    await write(mine, { expect: 1 })
    expect(seals).toBe(2)
    expect((await read(await under(mine, {}))).isOk()).toBe(true)
  })
})

describe('a chain', () => {
  it('that was begun with one digest does not go on with another, whatever is asked', async () => {
    for (const [one, two] of [
      [sha256, sm3],
      [sm3, sha256],
    ] as const) {
      const at = await under(await scene(room), {}, one)
      await write(at)
      const forked = await under(at, {}, two)
      const message = 'the chain was begun with another digest, or its first entry was changed; nothing was written'
      const put = visitsIn(forked).put({ subject: 's2', id: 'v', document: visit('x') })
      const intent = { partition: county, id: newId(), note: {} }
      const problem = [{ code: 'corrupt', message, outcome: 'not-written' }]
      const commit = room.commit(forked.ledger, { ...intent, writes: [put] })
      expect((await commit)._unsafeUnwrapErr()).toMatchObject(problem)
      const erase = room.erase(forked.ledger, { ...intent, subject: 's1' })
      expect((await erase)._unsafeUnwrapErr()).toMatchObject(problem)
      const moving = await under(at, { sealsWith: sm4Gcm }, two)
      const reseal = room.reseal(moving.ledger, { ...intent, subject: 's1' })
      expect((await reseal)._unsafeUnwrapErr()).toMatchObject(problem)
      expect(at.state.get(county)?.log).toHaveLength(1)
      expect((await room.verify(at.driver, county, { digest: one }))._unsafeUnwrap().faults).toEqual([])
      const again = await under(at, {}, one)
      await write(again, { expect: 1 })
      ;(await room.erase(again.ledger, { ...intent, id: newId(), subject: 's1' }))._unsafeUnwrap()
      await write(await under(again, {}, one), { subject: 's2' })
      expect((await room.verify(at.driver, county, { digest: one }))._unsafeUnwrap().faults).toEqual([])
    }
  })
})
