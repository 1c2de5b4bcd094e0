import * as room from '../../src/storage/index.ts'
import { audited, commit, erase, type Ledger, openMemory } from '../../src/storage/index.ts'
import {
  bodyAt,
  kept,
  read,
  reopened,
  rowText,
  scene,
  tamper,
  visit,
  visitsIn,
  write,
} from '../storage/sealed-scene.ts'
import { canary, type Line } from './line.ts'
import { namesWith } from './names.ts'
import { anyIn, putAny } from './store.ts'

const partition = '520526'
const open = async (): Promise<Ledger> => audited(await openMemory())
const aside = await open()
const page = (query: object) => async () => anyIn(await open()).page({ partition, ...query })

/** A ledger with some documents of one partition. */
async function filled(count: number): Promise<Ledger> {
  const ledger = await open()
  const writes = Array.from({ length: count }, (_, n) =>
    anyIn(ledger).put({ subject: `s${n}`, id: 'v', document: { words: canary } }),
  )
  ;(await commit(ledger, { partition, id: 'c1', note: {}, writes }))._unsafeUnwrap()
  return ledger
}

/** A sealed document whose bytes were changed past the driver. */
async function changed(change: (body: Uint8Array) => Uint8Array) {
  const at = await scene(room)
  await write(at, { document: visit(canary) })
  tamper(at.state, rowText(), change(bodyAt(at.state, rowText())))
  return read(at)
}

/** 50 to 60, 81 to 85 and 90: ids, queries, revisions, batches, seals, erasures. */
export const storeLines: readonly Line[] = [
  {
    n: 49,
    input: '../../etc/passwd',
    door: 'storage, where an id is data and never a path',
    says: ['ok'],
    run: async () => {
      const ledger = await open()
      const writes = [anyIn(ledger).put({ subject: '../../etc/passwd', id: '../..', document: {} })]
      await commit(ledger, { partition, id: 'c', note: {}, writes })
      return anyIn(ledger).get(partition, { subject: '../../etc/passwd', id: '../..' })
    },
  },
  {
    n: 50,
    input: 'an id with a blank and a quote',
    door: 'storage',
    says: ['invalid bad-key /subject'],
    secret: 'drop',
    run: () => anyIn(aside).put({ subject: "'; drop table row; --", id: 'v', document: canary }),
  },
  {
    n: 51,
    input: 'an id of 4 kB',
    door: 'storage',
    says: ['invalid bad-key /subject', 'invalid bad-key /id'],
    secret: 'xxxx',
    run: () => anyIn(aside).put({ subject: 'x'.repeat(4096), id: 'x'.repeat(4096), document: canary }),
  },
  {
    n: 52,
    input: "an index 'due;--'",
    door: 'storage',
    says: ['invalid invalid-value /index'],
    secret: ';--',
    run: page({ index: 'due;--' }),
  },
  { n: 53, input: 'a limit of 1e9', door: 'storage', says: ['invalid too-large /limit'], run: page({ limit: 1e9 }) },
  { n: 54, input: "a limit of '10'", door: 'storage', says: ['invalid too-small /limit'], run: page({ limit: '10' }) },
  ...[canary, '00'.repeat(40), '', 7, null, {}].map(
    (after): Line => ({
      n: 55,
      input: 'a cursor that somebody made up',
      door: 'storage',
      says: ['invalid bad-cursor /after'],
      run: page({ after }),
    }),
  ),
  {
    n: 56,
    input: 'a cursor of another partition',
    door: 'storage',
    says: ['invalid bad-cursor /after'],
    run: async () => {
      const files = anyIn(await filled(3))
      const { next } = (await files.page({ partition, limit: 1 }))._unsafeUnwrap()
      return files.page({ partition: '520527', limit: 1, after: next ?? '' })
    },
  },
  ...[-1, 2 ** 53].map(
    (expect): Line => ({
      n: expect < 0 ? 57 : 58,
      input: `a revision of ${expect}`,
      door: 'storage',
      says: ['invalid invalid-value /expect'],
      run: () => anyIn(aside).put({ subject: 's', id: 'v', expect, document: canary }),
    }),
  ),
  {
    n: 59,
    input: 'a commit of 100,001 documents',
    door: 'storage',
    says: ['storage too-large'],
    run: async () => {
      const ledger = await open()
      const one = putAny(canary)._unsafeUnwrap()
      const writes = Array.from({ length: 100_001 }, (_, n) => putAny(canary).map(() => ({ ...one, id: `v${n}` })))
      return commit(ledger, { partition, id: 'c', note: {}, writes })
    },
  },
  {
    n: 60,
    input: 'a document twice in a commit',
    door: 'storage',
    says: ['invalid duplicate /writes/1'],
    run: async () => commit(await open(), { partition, id: 'c', note: {}, writes: [putAny(canary), putAny(1)] }),
  },
  {
    n: 81,
    input: 'sealed bytes that were cut',
    door: 'sealing',
    says: ['storage corrupt'],
    run: () => changed((body) => body.subarray(0, -1)),
  },
  {
    n: 81,
    input: 'sealed bytes with one bit turned',
    door: 'sealing',
    says: ['storage corrupt'],
    run: () => changed((body) => body.map((byte, n) => (n === body.length - 1 ? byte ^ 1 : byte))),
  },
  {
    n: 82,
    input: 'a vector used twice: vectors are drawn, and no door takes one',
    door: 'sealing',
    says: [],
    run: () => namesWith(/nonce|vector|^iv/i),
  },
  {
    n: 83,
    input: 'the wrapped key of another child',
    door: 'sealing',
    says: ['storage corrupt'],
    run: async () => {
      const at = await scene(room)
      for (const subject of ['s1', 's2']) await write(at, { subject, document: visit(canary) })
      const lines = new TextDecoder().decode(at.keys.bytes).split('\n')
      const wrapped = (subject: string) => {
        const line = lines.find((one) => one.includes(`"subject":"${subject}"`)) ?? ''
        return (JSON.parse(line) as { keys: { wrapped: string }[] }).keys[0]?.wrapped ?? ''
      }
      const [one, two] = [wrapped('s1'), wrapped('s2')]
      const swapped = lines.map((line) => line.replace(one, two)).join('\n')
      return read(await reopened({ ...at, keys: kept(new TextEncoder().encode(swapped)) }), 's1')
    },
  },
  {
    n: 84,
    input: 'a key that is not in the keyring',
    door: 'sealing',
    says: ['storage corrupt'],
    run: async () => {
      const at = await scene(room)
      await write(at, { document: visit(canary) })
      return read(await reopened({ ...at, keys: kept() }))
    },
  },
  {
    n: 85,
    input: 'a write to an erased id',
    door: 'storage',
    says: ['storage subject-erased'],
    run: async () => {
      const ledger = await filled(1)
      await erase(ledger, { partition, id: 'e1', note: {}, subject: 's0' })
      return commit(ledger, {
        partition,
        id: 'c2',
        note: {},
        writes: [anyIn(ledger).put({ subject: 's0', id: 'w', document: canary })],
      })
    },
  },
  {
    n: 85,
    input: 'a write to an erased id',
    door: 'sealing',
    says: ['storage subject-erased'],
    run: async () => {
      const at = await scene(room)
      await write(at, { document: visit(canary) })
      await erase(at.ledger, { partition, id: 'e1', note: {}, subject: 's1' })
      const put = visitsIn(at).put({ subject: 's1', id: 'w', document: visit(canary) })
      return commit(at.ledger, { partition, id: 'c2', note: {}, writes: [put] })
    },
  },
  {
    n: 90,
    input:
      'a change that rests on a trunk which nobody knows: there is no trunk, a write names the revision that it rests on',
    door: 'storage',
    says: ['conflict conflict /writes/0'],
    run: async () => {
      const ledger = await filled(1)
      const put = anyIn(ledger).put({ subject: 's0', id: 'v', expect: 7, document: canary })
      return commit(ledger, { partition, id: 'c2', note: {}, writes: [put] })
    },
  },
]
