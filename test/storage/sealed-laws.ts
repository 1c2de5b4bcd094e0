import fc from 'fast-check'
import { expect } from 'vitest'
import { canonicalJson } from '../../src/canonical.ts'
import { memoryOver } from '../../src/storage/memory.ts'
import {
  bodyAt,
  codes,
  copyOf,
  county,
  holds,
  newId,
  other,
  rawBytes,
  read,
  reopened,
  type Room,
  rowText,
  scene,
  tamper,
  Visit,
  visit,
  visitsIn,
  write,
} from './sealed-scene.ts'

/** A law of sealed stores. It throws where a room breaks it. */
export interface Law {
  readonly name: string
  run(room: Room): Promise<void>
}

const refused = ['corrupt', 'newer-format']
const canary = fc.string({ minLength: 8, maxLength: 30, unit: 'grapheme' }).map((text) => `廿${text}卅`)
const keyText = fc.stringMatching(/^[!-~]{8,40}$/)

export const laws: readonly Law[] = [
  {
    name: 'gives back what was written: documents, history, notes, pages by open and by secret keys',
    run: async (room) => {
      const at = await scene(room)
      await fc.assert(
        fc.asyncProperty(canary, keyText, fc.jsonValue(), async (seen, idNumber, note) => {
          fc.pre(!JSON.stringify(note).includes('__proto__'))
          const id = newId()
          await write(at, { id, document: visit(seen, idNumber), note })
          const again = await reopened(at)
          expect((await read(again, 's1', id))._unsafeUnwrap().document.seen).toBe(seen)
          const [past] = (await visitsIn(again).history({ partition: county, subject: 's1', id }))._unsafeUnwrap()
          expect(canonicalJson(past?.note)).toBe(canonicalJson(note))
          for (const query of [
            { index: 'secret.idNumber', where: { is: idNumber } },
            { index: 'division', where: { startsWith: '5205' }, limit: 1000 },
          ] as const) {
            const found = (await visitsIn(again).page({ partition: county, ...query }))._unsafeUnwrap()
            expect(found.documents.map((one) => one.id)).toContain(id)
            expect(found.unreadable).toEqual([])
          }
          at.keys.bytes = again.keys.bytes
        }),
        { numRuns: 25 },
      )
    },
  },
  {
    name: 'keeps no byte of a document, a secret key or a note in the store or the keyring',
    run: async (room) => {
      await fc.assert(
        fc.asyncProperty(canary, keyText, canary, async (seen, idNumber, note) => {
          const at = await scene(room)
          await write(at, { document: visit(seen, idNumber), note: { note } })
          await write(at, { document: visit(`${seen} again`, idNumber), note: { note }, expect: 1 })
          const raw = rawBytes(at)
          for (const text of [seen, idNumber, note]) expect(holds(raw, text), 'a canary in the store').toBe(false)
          expect(holds(raw, '520526101'), 'an open key is looked for in the right place').toBe(true)
        }),
        { numRuns: 40 },
      )
    },
  },
  {
    name: 'keeps no digest that somebody without the key could make',
    run: async (room) => {
      const at = await scene(room)
      const plain = room.audited(memoryOver(new Map()))
      const intent = (partition: string) => ({
        partition,
        id: 'same',
        note: {},
        writes: [visitsIn(at).put({ subject: 's1', id: 'v1', document: visit('seen') })],
      })
      await room.commit(at.ledger, intent(county))
      const [entry] = await at.driver.log({ partition: county, after: 0, limit: 1 })
      await room.commit(plain, intent(county))
      const [open] = await plain.log({ partition: county, after: 0, limit: 1 })
      expect(entry?.fingerprint).not.toBe(open?.fingerprint)
      const second = await scene(room)
      await room.commit(second.ledger, intent(county))
      const [elsewhere] = await second.driver.log({ partition: county, after: 0, limit: 1 })
      expect(entry?.fingerprint).not.toBe(elsewhere?.fingerprint)
      expect((await room.commit(at.ledger, intent(county)))._unsafeUnwrap().repeated).toBe(true)
    },
  },
  {
    name: 'refuses a body with any bit changed, cut off or added',
    run: async (room) => {
      const at = await scene(room)
      await write(at, { document: visit('x', 'y') })
      const body = bodyAt(at.state, rowText())
      const refuses = async (changed: Uint8Array, what: string) => {
        tamper(at.state, rowText(), changed)
        const answer = await read(at)
        expect(answer.isErr() && refused.includes(answer.error[0].code), what).toBe(true)
      }
      for (let bit = 0; bit < body.length * 8; bit++)
        await refuses(
          Uint8Array.from(body, (byte, n) => (n === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
          `bit ${bit}`,
        )
      for (let length = 0; length < body.length; length++) await refuses(body.slice(0, length), `cut at ${length}`)
      await refuses(new Uint8Array([...body, 0]), 'a byte more')
      tamper(at.state, rowText(), body)
      expect((await read(at)).isOk()).toBe(true)
    },
  },
  {
    name: 'refuses a body in any place but its own: another id, kind, subject, partition, revision',
    run: async (room) => {
      const at = await scene(room)
      await write(at, { id: 'v1', document: visit('one') })
      await write(at, { id: 'v2', document: visit('two') })
      await write(at, { subject: 's2', id: 'v1' })
      await write(at, { partition: other, id: 'v1' })
      const first = bodyAt(at.state, rowText('s1', 'v1'))
      const tries: readonly (readonly [string, string, string])[] = [
        ['s1', 'v2', county],
        ['s2', 'v1', county],
        ['s1', 'v1', other],
      ]
      for (const [subject, id, partition] of tries) {
        const own = bodyAt(at.state, rowText(subject, id), partition)
        tamper(at.state, rowText(subject, id), first, partition)
        expect(await codes(read(at, subject, id, partition)), `${subject} ${id} ${partition}`).toEqual(['corrupt'])
        tamper(at.state, rowText(subject, id), own, partition)
        expect((await read(at, subject, id, partition)).isOk()).toBe(true)
      }
      const notes = room.collection(at.ledger, { kind: 'file', schema: Visit, version: 3 })
      const put = notes.put({ subject: 's1', id: 'v1', document: visit('file') })
      ;(await room.commit(at.ledger, { partition: county, id: newId(), note: {}, writes: [put] }))._unsafeUnwrap()
      tamper(at.state, rowText('s1', 'v1', 'file'), first)
      expect(await codes(notes.get(county, { subject: 's1', id: 'v1' }))).toEqual(['corrupt'])
      await write(at, { id: 'v1', document: visit('later'), expect: 1 })
      tamper(at.state, rowText('s1', 'v1'), first)
      expect(await codes(read(at)), 'an older revision').toEqual(['corrupt'])
      const page = (await visitsIn(at).page({ partition: county }))._unsafeUnwrap()
      expect([page.documents.length, page.unreadable.map(({ id }) => id)]).toEqual([2, ['v1']])
    },
  },
  {
    name: 'refuses a body or a note of the past that was moved or changed',
    run: async (room) => {
      const at = await scene(room)
      await write(at, { note: { by: 'one' } })
      await write(at, { expect: 1, note: { by: 'two' } })
      const history = async () =>
        (await visitsIn(at).history({ partition: county, subject: 's1', id: 'v1' }))._unsafeUnwrap()
      const { log } = at.state.get(county)!
      const [one, two] = log
      log[0] = { ...one!, note: two!.note }
      expect((await history()).map(({ state, note }) => [state, note])).toEqual([
        ['unreadable', undefined],
        ['written', { by: 'two' }],
      ])
      log[0] = { ...one!, writes: one!.writes.map((past, n) => ({ ...past, body: two!.writes[n]!.body })) }
      expect((await history()).map(({ state }) => state)).toEqual(['unreadable', 'written'])
      log[0] = one!
      expect((await history()).map(({ state }) => state)).toEqual(['written', 'written'])
    },
  },
  {
    name: 'seals the same bytes under another vector each time, also when a commit is tried again',
    run: async (room) => {
      const at = await scene(room)
      const seen = new Map<string, Set<string>>()
      const drafts: Uint8Array[] = []
      const inner = room.audited(at.driver)
      const ledger = room.sealed(
        {
          ...inner,
          commit: (draft) => {
            drafts.push(draft.note, ...draft.writes.flatMap(({ body }) => (body ? [body] : [])))
            return inner.commit(draft)
          },
        },
        at.keyring,
      )
      for (let n = 0; n < 30; n++) {
        const writes = Array.from({ length: 20 }, (_, i) =>
          visitsIn(at).put({ subject: 's1', id: `v${i}`, document: visit('same') }),
        )
        await room.commit(ledger, { partition: county, id: 'same', note: 'same', writes })
      }
      expect(drafts).toHaveLength(30 * 21)
      for (const sealed of drafts) {
        const key = Buffer.from(sealed.subarray(3, 11)).toString('hex')
        const vectors = seen.get(key) ?? new Set()
        expect(vectors.has(Buffer.from(sealed.subarray(15, 27)).toString('hex')), 'a vector comes twice').toBe(false)
        seen.set(key, vectors.add(Buffer.from(sealed.subarray(15, 27)).toString('hex')))
      }
      expect(seen.size).toBe(2)
    },
  },
  {
    name: 'keeps equal secret keys equal within an index of a partition and nowhere else',
    run: async (room) => {
      const at = await scene(room)
      const twice = room.collection(at.ledger, {
        kind: 'twice',
        schema: Visit,
        version: 1,
        keys: { 'secret.a': ({ idNumber }) => [idNumber, idNumber], 'secret.b': ({ idNumber }) => [idNumber] },
      })
      const idNumber = '520526201509150018'
      for (const partition of [county, other])
        for (const id of ['1', '2']) {
          const writes = [twice.put({ subject: 's', id, document: visit('x', idNumber) })]
          ;(await room.commit(at.ledger, { partition, id: newId(), note: {}, writes }))._unsafeUnwrap()
        }
      const keysOf = (partition: string, id: string) =>
        at.state.get(partition)!.rows.get(rowText('s', id, 'twice'))!.keys
      expect(keysOf(county, '1')).toEqual(keysOf(county, '2'))
      const all = [county, other].flatMap((partition) => Object.values(keysOf(partition, '1')).flat())
      expect(all.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true)
      expect(new Set(all).size).toBe(4)
      for (const partition of [county, other]) {
        const query = { partition, index: 'secret.a', limit: 1, where: { is: idNumber } } as const
        const first = (await twice.page(query))._unsafeUnwrap()
        const next = (await twice.page({ ...query, after: first.next ?? '' }))._unsafeUnwrap()
        expect([...first.documents, ...next.documents].map(({ id }) => id)).toEqual(['1', '2'])
        expect(first.next).not.toContain(Buffer.from(idNumber).toString('hex'))
        const none = await twice.page({ ...query, where: { is: '520526201509150019' } })
        expect(none._unsafeUnwrap().documents).toEqual([])
      }
    },
  },
  {
    name: 'shows nothing with another keyring, and nothing of what lies open in a sealed store',
    run: async (room) => {
      const at = await scene(room)
      await write(at, { document: visit('CANARY') })
      const stranger = await reopened({ ...at, keys: (await scene(room)).keys })
      expect(await codes(read(stranger))).toEqual(['corrupt'])
      tamper(at.state, rowText(), new TextEncoder().encode(`[3,${JSON.stringify(visit('CANARY'))}]`))
      expect(await codes(read(at))).toEqual(['corrupt'])
      const page = (await visitsIn(at).page({ partition: county }))._unsafeUnwrap()
      expect([page.documents, page.unreadable.length]).toEqual([[], 1])
      const again = await reopened(at)
      const put = visitsIn(again).put({ subject: 's9', id: 'v', document: visit('x') })
      const commit = () => room.commit(again.ledger, { partition: county, id: newId(), note: {}, writes: [put] })
      expect(await codes(commit()), 'beside what lies open').toEqual(['corrupt'])
    },
  },
  {
    name: 'erases for ever: no key, no past, no way back, also for a copy of the store from before',
    run: async (room) => {
      const at = await scene(room)
      await write(at, { subject: 's1', document: visit('CANARY one') })
      await write(at, { subject: 's2', document: visit('CANARY two') })
      const copy = copyOf(at.state)
      const wrapped = wrappedOf(at.keys.bytes!, 's1')
      expect(wrapped).toHaveLength(1)
      const removal = { partition: county, id: 'e1', note: { by: 'lead' }, subject: 's1' }
      const erased = (await room.erase(at.ledger, removal))._unsafeUnwrap()
      expect((await room.erase(at.ledger, removal))._unsafeUnwrap()).toEqual({ ...erased, repeated: true })
      const verified = (await room.verify(at.driver, county))._unsafeUnwrap()
      expect(verified.faults).toEqual([])
      expect(await codes(read(at))).toEqual(['not-found'])
      for (const key of wrapped) expect(holds([at.keys.bytes!], key), 'the wrapped key').toBe(false)
      for (const old of [at, await reopened({ ...at, state: copy })]) {
        const back = await reopened({ ...old, state: copy, keys: at.keys })
        expect(await codes(read(back))).toEqual(['subject-erased'])
        expect((await read(back, 's2')).isOk()).toBe(true)
        const past = (await visitsIn(back).history({ partition: county, subject: 's1', id: 'v1' }))._unsafeUnwrap()
        expect(past.map(({ state }) => state)).toEqual(['unreadable'])
        const put = visitsIn(back).put({ subject: 's1', id: 'v9', document: visit('x') })
        const late = room.commit(back.ledger, { partition: county, id: newId(), note: {}, writes: [put] })
        expect(await codes(late)).toEqual(['subject-erased'])
        expect(back.keyring.destroyed(county)).toEqual(['s1'])
      }
    },
  },
]

const wrappedOf = (bytes: Uint8Array, subject: string): readonly string[] =>
  new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map((line) => JSON.parse(line) as { subject?: string; keys?: { wrapped: string }[] })
    .flatMap((record) => (record.subject === subject ? (record.keys ?? []).map(({ wrapped }) => wrapped) : []))
