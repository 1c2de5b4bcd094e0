import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileKeyring, fileMasterKeys } from '../../src/storage/file-keys.ts'
import * as room from '../../src/storage/index.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { folder, rawSqlite } from './harness.ts'
import {
  codes,
  copyOf,
  county,
  holds,
  newId,
  other,
  read,
  reopened,
  type Scene,
  scene,
  visit,
  visitsIn,
  write,
} from './sealed-scene.ts'

const removal = { partition: county, id: 'e1', note: { by: 'lead' }, subject: 's1' }

/** Where an erasure can be cut off. */
type Cut =
  | { readonly in: 'store'; readonly when: 'before' | 'after' }
  | { readonly in: 'keyring'; readonly save: number; readonly when: 'before' | 'after' }
const cuts: readonly Cut[] = [
  ...(['before', 'after'] as const).map((when) => ({ in: 'store' as const, when })),
  ...[1, 2].flatMap((save) => (['before', 'after'] as const).map((when) => ({ in: 'keyring' as const, save, when }))),
]

/** A scene with two subjects, an erasure of one that was cut off, and a copy of the store from before. */
async function cutOff(cut: Cut): Promise<{ readonly at: Scene; readonly copy: Scene['state']; readonly told: string }> {
  const at = await scene(room)
  await write(at, { subject: 's1', document: visit('CANARY') })
  await write(at, { subject: 's2' })
  const copy = copyOf(at.state)
  const inner = room.audited(at.driver)
  const ledger = room.sealed(
    {
      ...inner,
      erase: async (given) => {
        if (cut.in === 'store' && cut.when === 'before') throw new Error('CANARY')
        const answer = await inner.erase(given)
        if (cut.in === 'store') throw new Error('CANARY')
        return answer
      },
    },
    at.keyring,
  )
  if (cut.in === 'keyring') at.keys.fail = { at: at.keys.saves + cut.save, when: cut.when }
  const [told] = await codes(room.erase(ledger, removal))
  return { at, copy, told: told ?? '' }
}

const isErased = async (at: Scene): Promise<boolean> =>
  (await at.driver.log({ partition: county, after: 0, limit: 9 })).some((entry) => entry.erased === 's1')

describe('an erasure that was cut off', () => {
  it.each(cuts)('in $in, save $save, $when it took hold, is known or unknown as it is', async (cut) => {
    const { at, told } = await cutOff(cut)
    const before = cut.in === 'keyring' && cut.save === 1
    expect(told).toBe(before ? 'unavailable' : 'outcome-unknown')
    if (before) expect(await isErased(at)).toBe(false)
  })
  it.each(cuts)(
    'in $in, save $save, $when it took hold, is finished by the same id, here and after a restart',
    async (cut) => {
      for (const restart of [true, false]) {
        const { at, copy } = await cutOff(cut)
        const next = restart ? await reopened(at) : at
        expect((await room.erase(next.ledger, removal)).isOk()).toBe(true)
        expect(next.keyring.destroyed(county)).toEqual(['s1'])
        expect(next.keyring.access.unfinished()).toEqual([])
        const back = await reopened({ ...next, state: copy })
        expect(await codes(read(back, 's1'))).toEqual(['subject-erased'])
        expect((await read(back, 's2')).isOk()).toBe(true)
      }
    },
  )
  it.each(cuts)('in $in, save $save, $when it took hold, is finished by whatever is called first', async (cut) => {
    for (const restart of [true, false]) {
      const { at } = await cutOff(cut)
      const next = restart ? await reopened(at) : { ...at, ledger: room.sealed(room.audited(at.driver), at.keyring) }
      const erased = await isErased(next)
      expect((await read(next, 's2')).isOk()).toBe(true)
      expect(next.keyring.destroyed(county)).toEqual(erased ? ['s1'] : [])
      expect((await read(next, 's1')).isOk()).toBe(!erased)
      expect((await room.finishErasures(next.ledger))._unsafeUnwrap()).toBe(0)
    }
  })
  it('is finished by name, and a keyring that cannot be saved says so and stands in the way of nothing', async () => {
    const { at } = await cutOff({ in: 'store', when: 'after' })
    const next = await reopened(at)
    next.keys.fail = { at: 1, when: 'before' }
    expect((await read(next, 's2')).isOk()).toBe(true)
    expect(next.keyring.destroyed(county)).toEqual([])
    next.keys.fail = { at: next.keys.saves + 1, when: 'before' }
    expect(await codes(room.finishErasures(next.ledger))).toEqual(['unavailable'])
    expect((await room.finishErasures(next.ledger))._unsafeUnwrap()).toBe(1)
    expect(next.keyring.destroyed(county)).toEqual(['s1'])
  })
  it('is not taken for one that never was: what the store refused stays readable', async () => {
    const at = await scene(room)
    await write(at)
    const inner = room.audited(at.driver)
    for (const why of ['read-only', 'commit-id-reused'] as const) {
      const refusing = room.sealed({ ...inner, erase: () => Promise.resolve({ outcome: 'refused', why }) }, at.keyring)
      expect(await codes(room.erase(refusing, removal))).toEqual([why])
      expect(at.keyring.access.unfinished()).toEqual([])
    }
    expect((await read(await reopened(at))).isOk()).toBe(true)
    await write(at, { subject: 's2' })
    const [, ordinary] = await at.driver.log({ partition: county, after: 0, limit: 9 })
    await at.keyring.access.erasing(county, 's1', ordinary!.id)
    const next = await reopened(at)
    expect((await room.finishErasures(next.ledger))._unsafeUnwrap()).toBe(0)
    expect((await read(next)).isOk()).toBe(true)
  })
})

describe('an erased subject', () => {
  it('gets no key from a write that was under way', async () => {
    const at = await scene(room)
    await write(at, { subject: 's2' })
    let go = (): void => undefined
    const gate = new Promise<void>((open) => (go = open))
    const slow: room.KeyProvider = {
      ...at.provider,
      generate: async (context) => {
        await gate
        return at.provider.generate(context)
      },
    }
    const keyring = (await room.openKeyring(at.keys, slow))._unsafeUnwrap()
    const late = { ...at, keyring, ledger: room.sealed(room.audited(at.driver), keyring) }
    const put = visitsIn(late).put({ subject: 's1', id: 'v1', document: visit('x') })
    const writing = room.commit(late.ledger, { partition: county, id: 'late', note: {}, writes: [put] })
    const rotating = keyring.rotate(county, 's2')
    ;(await keyring.destroy(county, 's1'))._unsafeUnwrap()
    ;(await keyring.destroy(county, 's2'))._unsafeUnwrap()
    go()
    expect(await codes(writing)).toEqual(['subject-erased'])
    expect(await codes(rotating)).toEqual(['subject-erased'])
    expect((await reopened(late)).keyring.destroyed(county)).toEqual(['s1', 's2'])
    expect(new TextDecoder().decode(at.keys.bytes)).not.toMatch(/"subject":"s[12]","keys":\[\{/)
  })
  it('takes the same commit again with the same answer, another with that id not, and a new one never', async () => {
    const at = await scene(room)
    const intent = (id: string, seen: string) => ({
      partition: county,
      id,
      note: {},
      writes: [visitsIn(at).put({ subject: 's1', id: 'v1', document: visit(seen) })],
    })
    const first = (await room.commit(at.ledger, intent('c', 'x')))._unsafeUnwrap()
    ;(await room.erase(at.ledger, removal))._unsafeUnwrap()
    expect((await room.commit(at.ledger, intent('c', 'x')))._unsafeUnwrap()).toEqual({ ...first, repeated: true })
    expect(await codes(room.commit(at.ledger, intent('c', 'y')))).toEqual(['commit-id-reused'])
    expect(await codes(room.commit(at.ledger, intent('d', 'x')))).toEqual(['subject-erased'])
  })
  it('is gone in its own partition alone, and may never have been there', async () => {
    const at = await scene(room)
    await write(at)
    await write(at, { partition: other })
    ;(await room.erase(at.ledger, removal))._unsafeUnwrap()
    ;(await room.erase(at.ledger, { ...removal, id: 'e2', subject: 'never' }))._unsafeUnwrap()
    expect((await read(at, 's1', 'v1', other)).isOk()).toBe(true)
    expect(at.keyring.destroyed(county)).toEqual(['never', 's1'])
    const put = visitsIn(at).put({ subject: 'never', id: 'v', document: visit('x') })
    expect(await codes(room.commit(at.ledger, { ...removal, id: newId(), writes: [put] }))).toEqual(['subject-erased'])
  })
  it('leaves chains whole and others as they were, whatever was written and erased in whatever order', async () => {
    const act = fc.record({
      subject: fc.constantFrom('s1', 's2', 's3'),
      what: fc.constantFrom('write', 'write', 'write', 'erase', 'rotate', 'reopen'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        let at = await scene(room)
        const expected = new Map<string, number>()
        const erased = new Set<string>()
        for (const [n, { subject, what }] of acts.entries()) {
          if (what === 'erase') {
            ;(await room.erase(at.ledger, { ...removal, id: `e${n}`, subject }))._unsafeUnwrap()
            erased.add(subject)
          } else if (what === 'reopen') at = await reopened(at)
          else if (what === 'rotate') await at.keyring.rotate(county, subject)
          else if (!erased.has(subject)) {
            await write(at, { subject, expect: expected.get(subject) ?? 0, document: visit(subject) })
            expected.set(subject, (expected.get(subject) ?? 0) + 1)
          }
        }
        at = await reopened(at)
        for (const [subject, revision] of expected) {
          const stored = await read(at, subject)
          if (erased.has(subject)) expect(stored.isErr()).toBe(true)
          else expect(stored._unsafeUnwrap()).toMatchObject({ revision, document: { seen: subject } })
        }
        expect((await room.verify(at.driver, county))._unsafeUnwrap().faults).toEqual([])
        expect(at.keyring.destroyed(county)).toEqual([...erased].sort())
      }),
      { numRuns: 40 },
    )
  })
})

describe('a sealed SQLite store with its keyring in a file', () => {
  it('holds no canary in any of its files, and nothing at all of an erased subject, also in a copy from before', async () => {
    const { path, file, remove } = folder()
    try {
      const keys = join(path, 'county.keys')
      const provider = (await fileMasterKeys(join(path, 'master.keys')))._unsafeUnwrap()
      const open = async (store: string) => {
        const keyring = (await fileKeyring(keys, provider))._unsafeUnwrap()
        const driver = await openSqlite(store)
        return { room, driver, keyring, ledger: room.sealed(room.audited(driver), keyring) }
      }
      const close = async ({ driver, keyring }: Awaited<ReturnType<typeof open>>) => {
        await driver.close()
        await keyring.close()
      }
      let at = await open(file)
      for (const subject of ['s1', 's2'])
        for (let n = 0; n < 20; n++) {
          const document = visit(`廿-CANARY-${n}`, '520526CANARY')
          await write(at, { subject, id: `v${n}`, document, note: { by: 'CANARY-actor' } })
        }
      const raw = () => [...rawSqlite(file), readFileSync(keys)]
      for (const canary of ['CANARY', '廿-CAN', '520526CAN']) expect(holds(raw(), canary), canary).toBe(false)
      expect(holds(raw(), '520526101')).toBe(true)
      const { body } = (await at.driver.get(county, [{ subject: 's1', kind: 'visit', id: 'v3' }]))[0]!
      const wrapped = readFileSync(keys, 'utf8').match(/"subject":"s1","keys":\[\{[^\]]*"wrapped":"([0-9a-f]+)"/)![1]!
      await close(at)
      copyFileSync(file, `${file}.copy`)

      at = await open(file)
      expect((await read(at, 's1', 'v3')).isOk()).toBe(true)
      ;(await room.erase(at.ledger, removal))._unsafeUnwrap()
      expect((await room.verify(at.driver, county))._unsafeUnwrap().faults).toEqual([])
      expect((await read(at, 's2', 'v3')).isOk()).toBe(true)
      await close(at)
      expect(raw().some((bytes) => Buffer.from(bytes).includes(Buffer.from(body!)))).toBe(false)
      expect(readFileSync(keys, 'utf8')).not.toContain(wrapped)

      at = await open(`${file}.copy`)
      expect(await codes(read(at, 's1', 'v3'))).toEqual(['subject-erased'])
      expect((await read(at, 's2', 'v3')).isOk()).toBe(true)
      await close(at)
      await provider.close()
    } finally {
      remove()
    }
  })
})
