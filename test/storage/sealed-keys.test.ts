import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as room from '../../src/storage/index.ts'
import { keyIdIn } from '../../src/storage/sealed/sealed-bytes.ts'
import {
  bodyAt,
  codes,
  county,
  kept,
  newId,
  read,
  reopened,
  rowText,
  type Scene,
  scene,
  visit,
  visitsIn,
  write,
} from './sealed-scene.ts'

const knows = (cipher: number) => cipher === 1 || cipher === 2
const keyIdOf = (at: Scene, id: string, subject = 's1') => {
  const key = keyIdIn(bodyAt(at.state, rowText(subject, id)), knows)
  return 'id' in key ? key.id : ''
}
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const bytes = (plain: string) => new TextEncoder().encode(plain)
const resealing = { partition: county, subject: 's1', note: { by: 'lead' } }

describe('a data key', () => {
  it('is made at the first write and never again, however many write at once', async () => {
    const at = await scene(room)
    const subjects = Array.from({ length: 40 }, (_, n) => `s${n % 4}`)
    await Promise.all(subjects.map((subject, n) => write(at, { subject, id: `v${n}` })))
    const again = await reopened(at)
    for (const [n, subject] of subjects.entries()) expect((await read(again, subject, `v${n}`)).isOk()).toBe(true)
    const ids = new Set(subjects.map((subject, n) => keyIdOf(at, `v${n}`, subject)))
    expect(ids.size).toBe(4)
    expect(at.keys.saves).toBeLessThan(10)
  })
  it('is saved before anything is sealed with it; if that fails nothing is written', async () => {
    const at = await scene(room)
    for (const when of ['before', 'after'] as const) {
      at.keys.fail = { at: at.keys.saves + 1, when }
      const put = visitsIn(at).put({ subject: `s-${when}`, id: 'v', document: visit('x') })
      const intent = { partition: county, id: newId(), note: {}, writes: [put] }
      const failed = (await room.commit(at.ledger, intent))._unsafeUnwrapErr()
      expect(failed).toMatchObject([{ code: 'unavailable', outcome: 'not-written', retry: true }])
      expect(JSON.stringify(failed)).not.toContain('CANARY')
      expect(at.state.get(county)?.log ?? []).toHaveLength(when === 'before' ? 0 : 1)
      expect((await room.commit(at.ledger, intent)).isOk()).toBe(true)
      expect((await read(await reopened(at), `s-${when}`, 'v')).isOk()).toBe(true)
    }
  })
  it('is one for all that is not at hand any more', async () => {
    const at = await scene(room, { keysAtHand: 2 })
    for (let n = 0; n < 20; n++) await write(at, { subject: `s${n}` })
    for (let n = 0; n < 20; n++) expect((await read(at, `s${n}`)).isOk()).toBe(true)
    const page = (await visitsIn(at).page({ partition: county }))._unsafeUnwrap()
    expect([page.documents.length, page.unreadable]).toEqual([20, []])
  })
  it('gives way to a new one by itself when it has sealed enough, also over many openings', async () => {
    let at = await scene(room, { sealsPerKey: 5 })
    for (let n = 0; n < 23; n++) {
      await write(at, { id: `v${n}` })
      if (n % 3 !== 0) continue
      await at.keyring.close()
      at = await reopened(at, { sealsPerKey: 5 })
    }
    const uses = new Map<string, number>()
    for (let n = 0; n < 23; n++) uses.set(keyIdOf(at, `v${n}`), (uses.get(keyIdOf(at, `v${n}`)) ?? 0) + 1)
    expect([...uses.values()]).toEqual([5, 5, 5, 5, 3])
    for (const { note } of at.state.get(county)!.log) expect(keyIdIn(note, knows)).toHaveProperty('id')
    const notes = new Map<string, number>()
    for (const { note } of at.state.get(county)!.log) {
      const key = JSON.stringify(keyIdIn(note, knows))
      notes.set(key, (notes.get(key) ?? 0) + 1)
    }
    expect(Math.max(...notes.values())).toBe(5)
    for (let n = 0; n < 23; n++) expect((await read(at, 's1', `v${n}`)).isOk()).toBe(true)
    const found = await visitsIn(at).page({
      partition: county,
      index: 'secret.idNumber',
      where: { is: visit('').idNumber },
    })
    expect(found._unsafeUnwrap().documents).toHaveLength(23)
  })
  it('is not made by reading', async () => {
    const at = await scene(room)
    expect(await codes(read(at))).toEqual(['not-found'])
    const where = { is: 'x' }
    await visitsIn(at).page({ partition: county, index: 'secret.idNumber', where })
    await visitsIn(at).page({ partition: county, after: 'x' })
    await visitsIn(at).history({ partition: county, subject: 's1', id: 'v1' })
    expect(at.keys.saves).toBe(0)
  })
})

describe('rotation', () => {
  it('leaves everything readable, whatever is rotated, sealed anew, wrapped anew, opened again, in any order', async () => {
    const act = fc.constantFrom(
      'write',
      'write',
      'write',
      'rotate',
      'rotate notes',
      'reseal',
      'master',
      'rewrap',
      'reopen',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        let at = await scene(room)
        const expected = new Map<string, string[]>()
        await write(at, { id: 'v0', document: visit('first') })
        expected.set('v0', ['first'])
        for (const [n, what] of acts.entries()) {
          if (what === 'write') {
            const id = `v${n % 3}`
            const past = expected.get(id) ?? []
            const document = visit(`seen ${n}`)
            await write(at, { id, document, expect: past.length })
            expected.set(id, [...past, document.seen])
          } else if (what === 'rotate') (await at.keyring.rotate(county, 's1'))._unsafeUnwrap()
          else if (what === 'rotate notes') (await at.keyring.rotate(county))._unsafeUnwrap()
          else if (what === 'master') (await at.provider.rotate())._unsafeUnwrap()
          else if (what === 'rewrap') (await at.keyring.rewrap())._unsafeUnwrap()
          else if (what === 'reopen') at = await reopened(at)
          else {
            const before = new Map([...expected.keys()].map((id) => [id, keyIdOf(at, id)]))
            const now = (await at.keyring.rotate(county, 's1'))._unsafeUnwrap()
            const count = (await room.reseal(at.ledger, { ...resealing, id: `r${n}` }))._unsafeUnwrap()
            expect(count).toBe(expected.size)
            for (const [id, past] of expected) {
              expect(before.get(id)).not.toBe(now)
              expect(keyIdOf(at, id)).toBe(now)
              expected.set(id, [...past, past.at(-1)!])
            }
          }
        }
        at = await reopened(at)
        for (const [id, past] of expected) {
          const stored = (await read(at, 's1', id))._unsafeUnwrap()
          expect([stored.document.seen, stored.revision]).toEqual([past.at(-1), past.length])
          const history = (await visitsIn(at).history({ partition: county, subject: 's1', id }))._unsafeUnwrap()
          expect(history.map((one) => (one.state === 'written' ? one.document.seen : one.state))).toEqual(past)
        }
        const where = { is: visit('').idNumber }
        const found = (await visitsIn(at).page({ partition: county, index: 'secret.idNumber', where }))._unsafeUnwrap()
        expect(found.documents.map(({ id }) => id)).toEqual([...expected.keys()].sort())
        expect((await room.verify(at.driver, county))._unsafeUnwrap().faults).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
  it('of the master key makes older ones needless, and forgetting one too early loses nothing that was wrapped anew', async () => {
    const at = await scene(room)
    for (let n = 0; n < 5; n++) await write(at, { subject: `s${n}` })
    const old = await at.provider.current()
    const now = (await at.provider.rotate())._unsafeUnwrap()
    expect(await codes(at.provider.forget(now))).toEqual(['invalid-value'])
    expect(await codes(at.provider.forget('none'))).toEqual(['invalid-value'])
    expect((await at.keyring.rewrap())._unsafeUnwrap()).toBe(6)
    expect((await at.keyring.rewrap())._unsafeUnwrap()).toBe(0)
    expect(text(at.keys.bytes)).not.toContain(old)
    ;(await at.provider.forget(old))._unsafeUnwrap()
    const again = await reopened(at)
    for (let n = 0; n < 5; n++) expect((await read(again, `s${n}`)).isOk()).toBe(true)
    ;(await at.provider.rotate())._unsafeUnwrap()
    await write(again, { subject: 's9' })
    ;(await at.provider.forget(now))._unsafeUnwrap()
    const lost = await reopened(again)
    expect(await codes(read(lost, 's1'))).toEqual(['corrupt'])
    expect((await lost.keyring.rewrap())._unsafeUnwrapErr()).toMatchObject([
      { code: 'corrupt', message: '6 data keys cannot be unwrapped by their provider' },
    ])
    expect((await read(lost, 's9')).isOk()).toBe(true)
  })
  it('of a key that is not there, or was destroyed, is refused', async () => {
    const at = await scene(room)
    await write(at)
    expect(await codes(at.keyring.rotate(county, 's2'))).toEqual(['not-found'])
    expect(await codes(at.keyring.rotate('520527'))).toEqual(['not-found'])
    expect(await codes(at.keyring.rotate(' ', '王'))).toEqual(['bad-key', 'bad-key'])
    ;(await at.keyring.destroy(county, 's1'))._unsafeUnwrap()
    expect(await codes(at.keyring.rotate(county, 's1'))).toEqual(['subject-erased'])
    expect(await codes(room.reseal(at.ledger, { ...resealing, id: 'r' }))).toEqual(['subject-erased'])
  })
})

describe('reseal', () => {
  const many = async () => {
    const at = await scene(room)
    const writes = Array.from({ length: 1203 }, (_, n) =>
      visitsIn(at).put({ subject: 's1', id: `v${n}`, document: visit(`${n}`) }),
    )
    ;(await room.commit(at.ledger, { partition: county, id: newId(), note: {}, writes }))._unsafeUnwrap()
    await write(at, { subject: 's10' })
    ;(await at.keyring.rotate(county, 's1'))._unsafeUnwrap()
    return at
  }
  it('goes on where it was cut off, and writes nothing twice', async () => {
    const at = await many()
    for (const when of ['before', 'after'] as const) {
      const inner = room.audited(at.driver)
      let calls = 0
      const losing = room.sealed(
        {
          ...inner,
          commit: async (draft) => {
            if (++calls === 2 && when === 'before') throw new Error('lost')
            const answer = await inner.commit(draft)
            if (calls === 2) throw new Error('lost')
            return answer
          },
        },
        at.keyring,
      )
      expect(await codes(room.reseal(losing, { ...resealing, id: 'r1' }))).toEqual(['outcome-unknown'])
    }
    expect((await room.reseal(at.ledger, { ...resealing, id: 'r1' }))._unsafeUnwrap()).toBeLessThan(1203)
    expect((await room.reseal(at.ledger, { ...resealing, id: 'r1' }))._unsafeUnwrap()).toBe(0)
    const rows = [...at.state.get(county)!.rows.values()]
    expect(rows.filter(({ subject, revision }) => subject === 's1' && revision === 2)).toHaveLength(1203)
    expect(rows.find(({ subject }) => subject === 's10')?.revision).toBe(1)
    expect((await room.verify(at.driver, county))._unsafeUnwrap().faults).toEqual([])
  })
  it('reads again when somebody was faster, and gives in after five times', async () => {
    const at = await many()
    const inner = room.audited(at.driver)
    let races = 3
    const raced = room.sealed(
      {
        ...inner,
        commit: async (draft) => {
          if (races-- > 0)
            await write(at, { id: 'v0', expect: at.state.get(county)!.rows.get(rowText('s1', 'v0'))!.revision })
          return inner.commit(draft)
        },
      },
      at.keyring,
    )
    expect((await room.reseal(raced, { ...resealing, id: 'r' })).isOk()).toBe(true)
    ;(await at.keyring.rotate(county, 's1'))._unsafeUnwrap()
    const always = room.sealed({ ...inner, commit: () => Promise.resolve({ outcome: 'conflict', at: [] }) }, at.keyring)
    expect(await codes(room.reseal(always, { ...resealing, id: 'r' }))).toEqual(['busy'])
  })
  it('touches nothing when a document does not open, and refuses names that are no keys', async () => {
    const at = await many()
    const part = at.state.get(county)!
    part.rows.set(rowText('s1', 'v0'), { ...part.rows.get(rowText('s1', 'v0'))!, body: bytes('[1,{}]') })
    part.ordered.clear()
    expect(await codes(room.reseal(at.ledger, { ...resealing, id: 'r' }))).toEqual(['corrupt'])
    expect(at.state.get(county)!.log).toHaveLength(2)
    expect(await codes(room.reseal(at.ledger, { partition: '', subject: '', id: '', note: 1n }))).toHaveLength(4)
    expect(await codes(room.reseal((await many()).ledger, { ...resealing, id: 'r'.repeat(200) }))).toEqual([
      'too-large',
    ])
  })
})

describe('a key provider', () => {
  it('that cannot be reached lets nothing be read or written, and all goes on when it is back', async () => {
    const at = await scene(room)
    await write(at)
    let down = true
    const away = () => Promise.reject(Object.assign(new Error('CANARY'), { code: 'ECONNREFUSED' }))
    const flaky: room.KeyProvider = {
      current: () => (down ? away() : at.provider.current()),
      generate: (context) => (down ? away() : at.provider.generate(context)),
      wrap: (plain, context) => (down ? away() : at.provider.wrap(plain, context)),
      unwrap: (wrapped, context) => (down ? away() : at.provider.unwrap(wrapped, context)),
    }
    const keyring = (await room.openKeyring(kept(at.keys.bytes), flaky))._unsafeUnwrap()
    const far = { ...at, keyring, ledger: room.sealed(room.audited(at.driver), keyring) }
    const problem = { code: 'unavailable', engineCode: 'ECONNREFUSED', outcome: 'not-written', retry: true }
    const put = visitsIn(far).put({ subject: 's2', id: 'v', document: visit('x') })
    const intent = { partition: county, id: 'c', note: {}, writes: [put] }
    expect((await read(far))._unsafeUnwrapErr()).toMatchObject([problem])
    expect((await visitsIn(far).page({ partition: county }))._unsafeUnwrapErr()).toMatchObject([problem])
    expect((await room.commit(far.ledger, intent))._unsafeUnwrapErr()).toMatchObject([problem])
    expect((await room.erase(far.ledger, { ...intent, subject: 's1' }))._unsafeUnwrapErr()).toMatchObject([problem])
    expect((await keyring.rewrap())._unsafeUnwrapErr()).toMatchObject([problem])
    expect(at.state.get(county)!.log).toHaveLength(1)
    down = false
    expect((await read(far)).isOk()).toBe(true)
    expect((await room.commit(far.ledger, intent)).isOk()).toBe(true)
  })
  it('that gives keys of another length is not believed', async () => {
    const at = await scene(room)
    const short = {
      ...at.provider,
      generate: async (context: room.KeyContext) => ({
        ...(await at.provider.generate(context)),
        plain: new Uint8Array(16),
      }),
    }
    const keyring = (await room.memoryKeyring(short))._unsafeUnwrap()
    const put = visitsIn(at).put({ subject: 's2', id: 'v', document: visit('x') })
    const ledger = room.sealed(room.audited(at.driver), keyring)
    expect(await codes(room.commit(ledger, { partition: county, id: 'c', note: {}, writes: [put] }))).toEqual([
      'corrupt',
    ])
  })
  it('does not unwrap a key for another subject, nor one that was changed', async () => {
    const at = await scene(room)
    await write(at, { subject: 's1' })
    await write(at, { subject: 's2' })
    const lines = text(at.keys.bytes).split('\n')
    const records = lines.slice(1).map((line) => JSON.parse(line) as { subject?: string; keys: { wrapped: string }[] })
    const [one, two] = ['s1', 's2'].map((subject) => records.find((record) => record.subject === subject)!)
    const wrapped = one!.keys[0]!.wrapped
    for (const changed of [two!.keys[0]!.wrapped, wrapped.replace(/.$/, (last) => (last === '0' ? '1' : '0')), '00']) {
      one!.keys[0]!.wrapped = changed
      const saved = kept(bytes([lines[0], ...records.map((record) => JSON.stringify(record))].join('\n')))
      const again = await reopened({ ...at, keys: saved })
      expect(await codes(read(again, 's1'))).toEqual(['corrupt'])
      expect((await read(again, 's2')).isOk()).toBe(true)
      const put = visitsIn(again).put({ subject: 's1', id: 'v9', document: visit('x') })
      const commit = room.commit(again.ledger, { partition: county, id: newId(), note: {}, writes: [put] })
      expect(await codes(commit)).toEqual(['corrupt'])
    }
  })
  it('of given keys says what is wrong with them', () => {
    const versions = { a: new Uint8Array(32), b: new Uint8Array(31) }
    const of = (keys: Parameters<typeof room.masterKeys>[0]) => room.masterKeys(keys)._unsafeUnwrapErr()[0].path
    expect(of({ current: 'a', versions })).toBe('/versions')
    expect(of({ current: 'toString', versions: { a: versions.a } })).toBe('/current')
  })
})

describe('a keyring', () => {
  it('that is cut or changed does not open and is not saved over; a newer one neither', async () => {
    const at = await scene(room)
    await write(at)
    await write(at, { subject: 's2' })
    const whole = text(at.keys.bytes)
    const open = (saved: string) => room.openKeyring(kept(bytes(saved)), at.provider)
    const lines = whole.split('\n')
    const broken = [
      '',
      'x',
      '{}',
      whole.slice(0, -1),
      lines.slice(0, -1).join('\n'),
      [...lines, lines.at(-1)].join('\n'),
      whole.replace('"sealed"', '"unsealed"'),
      whole.replace(/"id":"./, '"id":"x'),
      `${whole}\n`,
    ]
    for (const saved of broken) expect(await codes(open(saved)), saved).toEqual(['corrupt'])
    const [format = ''] = /keyring\/\d/.exec(whole) ?? []
    const other = format === 'keyring/1' ? 'keyring/2' : 'keyring/1'
    expect(await codes(open(whole.replace(format, other)))).toEqual(['corrupt'])
    expect(await codes(open(whole.replace(format, 'keyring/3')))).toEqual(['newer-format'])
    expect((await open(whole)).isOk()).toBe(true)
    const master = (saved: string) => room.openMasterKeys(kept(bytes(saved)))
    for (const saved of ['', '{}', '{"format":"childfile-master-keys/1","current":"a","versions":{}}'])
      expect(await codes(master(saved))).toEqual(['corrupt'])
  })
  it('keeps no data key as it is', async () => {
    const at = await scene(room)
    const seen: Uint8Array[] = []
    const watching: room.KeyProvider = {
      ...at.provider,
      generate: async (context) => {
        const made = await at.provider.generate(context)
        seen.push(made.plain.slice())
        return made
      },
    }
    const store = kept()
    const keyring = (await room.openKeyring(store, watching))._unsafeUnwrap()
    await write({ room, ledger: room.sealed(room.audited(at.driver), keyring) })
    expect(seen).toHaveLength(2)
    for (const plain of seen) expect(text(store.bytes)).not.toContain(Buffer.from(plain).toString('hex'))
  })
  it('that is closed makes no more keys, and can be closed again', async () => {
    const at = await scene(room)
    await write(at)
    await at.keyring.close()
    await at.keyring.close()
    const put = visitsIn(at).put({ subject: 's2', id: 'v', document: visit('x') })
    const commit = await room.commit(at.ledger, { partition: county, id: 'c', note: {}, writes: [put] })
    expect(commit._unsafeUnwrapErr()).toMatchObject([{ code: 'unavailable', engineCode: 'closed' }])
  })
})
