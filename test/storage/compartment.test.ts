import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { utf8 } from '../../src/digest.ts'
import {
  audited,
  collection,
  commit,
  compartment,
  erase,
  type Ledger,
  openMemory,
  type Where,
} from '../../src/storage/index.ts'

const county = '520526'
const kindsIn = (ledger: Ledger) => ({
  files: collection(ledger, { kind: 'file', schema: z.strictObject({ name: z.string() }), version: 1 }),
  visits: collection(ledger, { kind: 'visit', schema: z.strictObject({ n: z.int() }), version: 1 }),
})
const notesIn = (ledger: Ledger) => collection(ledger, { kind: 'note', schema: z.string(), version: 1 })

let ledger: Ledger
beforeEach(async () => {
  ledger = audited(await openMemory())
})
const { stringify } = JSON
const write = async (id: string, writes: Parameters<typeof commit>[1]['writes']) =>
  (await commit(ledger, { partition: county, id, note: {}, writes }))._unsafeUnwrap()
const collect = async (where?: Where) => {
  const found = []
  for await (const one of compartment(ledger, kindsIn(ledger)).each(county, where)) found.push(one._unsafeUnwrap())
  return found
}

describe('a compartment', () => {
  it('has everything about one subject, by kind and in order of ids, and nothing of others', async () => {
    const { files, visits } = kindsIn(ledger)
    const subjects = ['child-1', 'child-10', 'child-1!', 'child-2']
    await write(
      'c1',
      subjects.flatMap((subject) => [
        visits.put({ subject, id: 'v2', document: { n: 2 } }),
        files.put({ subject, id: subject, document: { name: subject } }),
        visits.put({ subject, id: 'v1', document: { n: 1 } }),
        notesIn(ledger).put({ subject, id: 'n1', document: 'passed over' }),
      ]),
    )
    await write('c2', [
      visits.remove({ subject: 'child-1', id: 'v2', expect: 1 }),
      visits.put({ subject: 'child-1', id: 'v3', document: { n: 3 } }),
    ])
    const child = (await compartment(ledger, { files, visits }).read(county, 'child-1'))._unsafeUnwrap()
    expect(child.subject).toBe('child-1')
    expect(child.documents.files.map(({ document }) => document.name)).toEqual(['child-1'])
    expect(child.documents.visits.map(({ id, revision, document }) => [id, revision, document.n])).toEqual([
      ['v1', 1, 1],
      ['v3', 1, 3],
    ])
    expect(child.unreadable).toEqual([])
    expect(JSON.parse(stringify(child))).toEqual(child)
  })
  it('is not found if there is nothing of its kinds', async () => {
    const { files, visits } = kindsIn(ledger)
    await write('c1', [
      notesIn(ledger).put({ subject: 's1', id: 'n', document: 'x' }),
      files.put({ subject: 's2', id: 's2', document: { name: 'x' } }),
      visits.put({ subject: 's3', id: 'v', document: { n: 1 } }),
    ])
    await write('c2', [visits.remove({ subject: 's3', id: 'v', expect: 1 })])
    await erase(ledger, { partition: county, id: 'e', note: {}, subject: 's2' })
    const answers = await Promise.all(
      ['s1', 's2', 's3', 's4'].map((subject) => compartment(ledger, { files, visits }).read(county, subject)),
    )
    for (const answer of answers) expect(answer._unsafeUnwrapErr()).toMatchObject([{ kind: 'not-found', path: '' }])
    expect((await compartment(ledger, {}).read(county, 's1'))._unsafeUnwrapErr()[0].kind).toBe('not-found')
    const bad = await compartment(ledger, { files }).read('', '王小明')
    expect(bad._unsafeUnwrapErr().map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/partition bad-key',
      '/subject bad-key',
    ])
  })
  it('shows what cannot be read beside what can', async () => {
    const { files, visits } = kindsIn(ledger)
    await write('c1', [files.put({ subject: 's1', id: 's1', document: { name: 'x' } })])
    const at = { subject: 's1', kind: 'visit', id: 'broken' }
    await ledger.commit({
      partition: county,
      id: 'c2',
      fingerprint: 'f',
      note: utf8('{}'),
      checks: [],
      writes: [{ ...at, expect: 0, body: utf8('?'), keys: {} }],
    })
    const child = (await compartment(ledger, { files, visits }).read(county, 's1'))._unsafeUnwrap()
    expect(child.documents.files).toHaveLength(1)
    expect(child.unreadable).toMatchObject([{ ...at, revision: 1, problems: [{ code: 'corrupt' }] }])
  })
  it('is whole however many rows it has, and read with one query for each 500', async () => {
    const { visits } = kindsIn(ledger)
    for (let n = 0; n < 3; n++)
      await write(
        `c${n}`,
        Array.from({ length: 401 }, (_, i) =>
          visits.put({ subject: 's1', id: `v${n}-${String(i).padStart(3, '0')}`, document: { n: i } }),
        ),
      )
    let queries = 0
    const counted: Ledger = { ...ledger, page: (query) => (queries++, ledger.page(query)) }
    const all = (await compartment(counted, { visits }).read(county, 's1'))._unsafeUnwrap()
    expect(all.documents.visits).toHaveLength(1203)
    expect(queries).toBe(3)
  })
  it('comes subject after subject in order, each once and whole', async () => {
    const { files, visits } = kindsIn(ledger)
    const expected = new Map<string, number>()
    const subjects = Array.from({ length: 60 }, (_, n) => `s${(n * 37) % 60}`)
    for (const [n, subject] of subjects.entries()) {
      const rows = 1 + ((n * 13) % 31)
      expected.set(subject, rows)
      await write(`c${n}`, [
        files.put({ subject, id: 'f', document: { name: subject } }),
        ...Array.from({ length: rows }, (_, i) => visits.put({ subject, id: `v${i}`, document: { n: i } })),
      ])
    }
    const order = [...expected.keys()].sort((a, b) => (a < b ? -1 : 1))
    const found = await collect()
    expect(found.map(({ subject }) => subject)).toEqual(order)
    expect(found.map(({ documents }) => documents.visits.length)).toEqual(order.map((subject) => expected.get(subject)))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('s', 's1', 's19', 's5', 't'),
        fc.constantFrom('s', 's3', 's4', 'z'),
        async (from, to) => {
          const within = (await collect({ from, to })).map(({ subject }) => subject)
          expect(within).toEqual(order.filter((subject) => subject >= from && subject < to))
          expect((await collect({ startsWith: from })).map(({ subject }) => subject)).toEqual(
            order.filter((subject) => subject.startsWith(from)),
          )
        },
      ),
    )
  })
  it('ends with the problem when the store fails on the way', async () => {
    const { files, visits } = kindsIn(ledger)
    await write(
      'c1',
      Array.from({ length: 700 }, (_, n) =>
        files.put({ subject: `s${String(n).padStart(3, '0')}`, id: 'f', document: { name: 'x' } }),
      ),
    )
    let pages = 0
    const failing: Ledger = {
      ...ledger,
      page: (query) => (pages++ === 1 ? Promise.reject(new Error('x')) : ledger.page(query)),
    }
    const outcomes = []
    for await (const one of compartment(failing, { files, visits }).each(county)) outcomes.push(one.isOk())
    expect(outcomes).toEqual([...Array.from({ length: 499 }, () => true), false])
    const bad = []
    for await (const one of compartment(ledger, { files }).each('', { is: '' }))
      bad.push(one.isErr() && one.error[0].code)
    expect(bad).toEqual(['bad-key'])
  })
})
