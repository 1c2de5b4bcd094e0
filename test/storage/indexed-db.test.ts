import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/digest.ts'
import { type Driver, openMemory, type Page, type PageQuery } from '../../src/storage/index.ts'
import { openIndexedDb } from '../../src/storage/indexed-db.ts'
import { connect } from '../../src/storage/indexed-db/connection.ts'
import { indexedDbDriver } from '../../src/storage/indexed-db/driver.ts'
import type { Engine, Factory } from '../../src/storage/indexed-db/engine.ts'
import { formatNumber, lay } from '../../src/storage/indexed-db/layout.ts'
import {
  at,
  batch,
  county,
  erasure,
  history,
  numbers,
  rowAt,
  walk,
  write,
} from '../../src/testing/driver-contract/scene.ts'
import { beginning, failing, losing, upgrading, watching } from './indexed-db-faults.ts'
import { indexedDbHarness, openRaw, records, takeAway, type WholeEngine } from './indexed-db-harness.ts'
import { freshEngine } from './indexed-db-memory.ts'

let engine: WholeEngine
let opened: Driver[] = []
beforeEach(() => {
  engine = freshEngine()
})
afterEach(async () => {
  for (const driver of opened) await driver.close()
  opened = []
})

const open = async (other: Engine = engine): Promise<Driver> => {
  const driver = await openIndexedDb('county', other)
  opened.push(driver)
  return driver
}
const everyCall = (driver: Driver): readonly (() => Promise<unknown>)[] => [
  () => driver.partitions(undefined, 1),
  () => driver.get(county, []),
  () => driver.page({ partition: county, index: null, limit: 0 }),
  () => driver.log({ partition: county, after: 0, limit: 0 }),
  () => driver.commit(second),
  () => driver.erase(erasure('e9', 'child-1')),
]
const first = batch('c1', [
  write(at('child-1'), { body: 'BODY-1', keys: { due: ['KEY-1'] } }),
  write(at('child-2'), { body: 'BODY-2' }),
])
const second = batch('c2', [write(at('child-3'))])
/** Touches every kind of record: new, changed and removed rows, keys that come, stay and go. */
const third = batch(
  'c3',
  [
    write(at('child-1'), { expect: 1, body: 'CHANGED', keys: { due: ['KEY-2', 'KEY-3'] } }),
    write(at('child-2'), { expect: 1, body: null }),
    write(at('child-4'), { body: 'NEW', keys: { due: ['KEY-4'] } }),
  ],
  { checks: [{ ...at('nobody'), expect: 0 }] },
)

describe('openIndexedDb', () => {
  it('rejects where there is no IndexedDB', async () => {
    await expect(openIndexedDb('county')).rejects.toMatchObject({ code: 'unavailable' })
    const { indexedDB } = engine
    await expect(openIndexedDb('county', { indexedDB })).rejects.toMatchObject({ code: 'unavailable' })
  })
  it('uses that of the global scope if it is given none', async () => {
    Object.assign(globalThis, engine)
    try {
      const driver = await openIndexedDb('county')
      opened.push(driver)
      expect((await driver.commit(first)).outcome).toBe('written')
    } finally {
      Reflect.deleteProperty(globalThis, 'indexedDB')
      Reflect.deleteProperty(globalThis, 'IDBKeyRange')
    }
    expect(await history(await open())).toHaveLength(1)
  })
  it('rejects with the name of the error where the browser forbids storage, at once or later', async () => {
    const forbidden = (openAs: Factory['open']): Engine => ({
      ...engine,
      indexedDB: { open: openAs, cmp: (a, b) => engine.indexedDB.cmp(a, b) },
    })
    const atOnce = forbidden(() => {
      throw new DOMException('a value', 'SecurityError')
    })
    await expect(openIndexedDb('county', atOnce)).rejects.toMatchObject({
      code: 'SecurityError',
      message: 'IndexedDB failed with SecurityError',
    })
    const later = forbidden((name, version) => {
      const request = engine.indexedDB.open(name, version)
      request.addEventListener('upgradeneeded', () => request.transaction?.abort())
      return request
    })
    await expect(openIndexedDb('county', later)).rejects.toMatchObject({ code: 'AbortError' })
  })
  it('rejects a database of another kind, and leaves it alone', async () => {
    const theirs = await openRaw(engine, 'county', formatNumber, (database) => {
      database.createObjectStore('theirs', { keyPath: 'id' })
    })
    await expect(open()).rejects.toMatchObject({ code: 'not-a-store' })
    theirs.close()
    const later = await openRaw(engine, 'county', formatNumber + 7)
    later.close()
    await expect(open()).rejects.toMatchObject({ code: 'not-a-store' })
    const again = await openRaw(engine, 'county')
    expect([again.objectStoreNames.contains('theirs'), again.objectStoreNames.contains('row')]).toEqual([true, false])
    again.close()
  })
  it('rejects a database that has our stores and not our mark', async () => {
    const theirs = await openRaw(engine, 'county', formatNumber, (database) => {
      lay(database)
    })
    theirs.transaction(['meta'], 'readwrite').objectStore('meta').delete(engine.IDBKeyRange.lowerBound(-Infinity))
    theirs.close()
    await expect(open()).rejects.toMatchObject({ code: 'not-a-store' })
  })
  it('rejects once when the browser says that it has emptied a damaged store, and begins a new one after that', async () => {
    let told = false
    const emptied: Engine = {
      ...engine,
      indexedDB: {
        open: (name, version) => {
          const request = engine.indexedDB.open(name, version)
          if (told) return request
          told = true
          return upgrading(request, { dataLoss: 'total' })
        },
        cmp: (a, b) => engine.indexedDB.cmp(a, b),
      },
    }
    await expect(openIndexedDb('county', emptied)).rejects.toMatchObject({ code: 'emptied' })
    expect((await (await open(emptied)).commit(first)).outcome).toBe('written')
  })
  it('makes no database by looking at a newer one that is taken away meanwhile', async () => {
    ;(await openRaw(engine, 'newer', formatNumber + 1)).close()
    const meanwhile: Engine = {
      ...engine,
      indexedDB: {
        open: (name, version) =>
          version === undefined ? engine.indexedDB.open(name) : engine.indexedDB.open('newer', version),
        cmp: (a, b) => engine.indexedDB.cmp(a, b),
      },
    }
    await expect(openIndexedDb('county', meanwhile)).rejects.toMatchObject({ code: 'AbortError' })
    expect((await (await open()).commit(first)).outcome).toBe('written')
  })
  it('does not wait for a window that holds on to an older layout, and changes nothing later either', async () => {
    const older = await openRaw(engine, 'county', formatNumber, lay)
    const newer = connect(engine.indexedDB, 'county', { version: formatNumber + 1, lay: () => undefined })
    await expect(newer).rejects.toMatchObject({ code: 'blocked' })
    older.close()
    const driver = await open()
    expect((await driver.commit(first)).outcome).toBe('written')
  })
})

describe('a store of a newer layout', () => {
  it('refuses every commit, is not read, stays as it is and holds nobody up', async () => {
    const driver = await open()
    await driver.commit(first)
    await driver.close()
    ;(await openRaw(engine, 'county', formatNumber + 1)).close()
    const before = await records(engine, 'county')
    const newer = await open()
    const refused = { outcome: 'refused', why: 'newer-format' }
    expect(await newer.commit(second)).toEqual(refused)
    expect(await newer.commit(first)).toEqual(refused)
    expect(await newer.erase(erasure('e1', 'child-1'))).toEqual(refused)
    for (const call of everyCall(newer).slice(0, 4))
      await expect(call()).rejects.toMatchObject({ code: 'newer-format' })
    ;(await openRaw(engine, 'county', formatNumber + 2)).close()
    await newer.close()
    for (const call of everyCall(newer)) await expect(call()).rejects.toThrow()
    expect(await records(engine, 'county')).toEqual(before)
  })
})

describe('a driver that another window overtakes', () => {
  it('finishes what is under way, gives way to a newer layout, and answers no more', async () => {
    const driver = await open()
    await driver.commit(first)
    const underWay = driver.commit(second)
    const newer = await openRaw(engine, 'county', formatNumber + 1)
    expect(await underWay).toMatchObject({ outcome: 'written' })
    for (const call of everyCall(driver)) await expect(call()).rejects.toMatchObject({ code: 'superseded' })
    await driver.close()
    newer.close()
    const { log } = await records(engine, 'county')
    expect(log).toHaveLength(2)
  })
  it('gives way to one that takes the store away', async () => {
    const driver = await open()
    await takeAway(engine, 'county')
    for (const call of everyCall(driver)) await expect(call()).rejects.toMatchObject({ code: 'superseded' })
    expect(await walk(await open(), { partition: county, index: null })).toEqual([])
  })
  it('says that the store is lost when the browser closes it', async () => {
    const database = await connect(engine.indexedDB, 'county', { version: formatNumber, lay })
    if (database === 'newer') throw new Error('the store is new')
    const driver = indexedDbDriver(database, engine)
    await driver.commit(first)
    forceCloseDatabase(database)
    for (const call of everyCall(driver)) await expect(call()).rejects.toMatchObject({ code: 'lost' })
    expect(await history(await open())).toHaveLength(1)
  })
})

const commitThird = (driver: Driver) => driver.commit(third)
const eraseFirst = (driver: Driver) => driver.erase(erasure('e1', 'child-1'))
const again = batch('c1-again', [write(at('child-1'), { expect: 1, body: 'AGAIN' })])

describe('a transaction that the engine ends', () => {
  const endings = [
    ['QuotaExceededError', { outcome: 'refused', why: 'full' }],
    ['TimeoutError', { outcome: 'busy' }],
    [null, { outcome: 'busy' }],
    ['UnknownError', 'UnknownError'],
    ['DataError', 'DataError'],
  ] as const
  const acts = [
    ['commit', [first], commitThird],
    ['erasure', [first, again], eraseFirst],
  ] as const
  const cases = acts.flatMap(([act, before, run]) =>
    (['before', 'after'] as const).flatMap((when) =>
      endings.map((ending) => [act, when, ending[0], ending[1], before, run] as const),
    ),
  )
  it.each(cases)(
    'in the middle of a %s, %s any of its requests, with %s, leaves nothing of it behind, and the same act is written later',
    async (_, when, name, answer, batches, act) => {
      for (let nth = 1; ; nth++) {
        engine = freshEngine()
        const faulty = failing(engine, nth, when, name)
        const driver = await open(faulty.engine)
        for (const one of batches) await driver.commit(one)
        const before = await records(engine, 'county')
        faulty.arm(true)
        const found = await act(driver).catch((error: unknown) => error)
        faulty.arm(false)
        if (faulty.counted.requests < nth) {
          expect(found).toMatchObject({ outcome: 'written', repeated: false })
          expect(nth).toBeGreaterThan(act === commitThird ? 18 : 12)
          return
        }
        if (faulty.counted.fired === 0) continue // a cursor that moves on: its request is counted where it was opened
        if (typeof answer === 'object') expect([nth, found]).toEqual([nth, answer])
        else expect(found).toMatchObject({ code: answer, message: `IndexedDB failed with ${answer}` })
        expect(await records(engine, 'county')).toEqual(before)
        expect(await act(driver)).toMatchObject({ outcome: 'written', repeated: false })
        expect(await history(driver)).toHaveLength(batches.length + 1)
      }
    },
  )
  it('while reading makes the read reject, without a value', async () => {
    for (const read of [
      (driver: Driver) => driver.get(county, [at('child-1')]),
      (driver: Driver) => driver.page({ partition: county, index: 'due', limit: 5 }),
      (driver: Driver) => driver.log({ partition: county, after: 0, limit: 5 }),
      (driver: Driver) => driver.partitions(undefined, 5),
    ]) {
      engine = freshEngine()
      const faulty = failing(engine, 1, 'after', 'UnknownError')
      const driver = await open(faulty.engine)
      await driver.commit(first)
      faulty.arm(true)
      await expect(read(driver)).rejects.toMatchObject({ code: 'UnknownError' })
      expect(faulty.counted.fired).toBe(1)
    }
  })
})

describe('a commit whose answer is lost', () => {
  it('rejects, without a value, and is settled by the same commit id', async () => {
    const lossy = losing(engine)
    const driver = await open(lossy.engine)
    lossy.loses = true
    await expect(driver.commit(first)).rejects.toMatchObject({
      code: 'UnknownError',
      message: 'IndexedDB failed with UnknownError',
    })
    lossy.loses = false
    expect(await driver.commit(first)).toMatchObject({ outcome: 'written', repeated: true })
    expect(await history(driver)).toHaveLength(1)
  })
  it('shows nothing of what a link throws', async () => {
    const driver = await open()
    const link = () => {
      throw Object.assign(new Error('SECRET'), { name: 'SECRET', code: 'SECRET' })
    }
    const error: unknown = await driver.commit({ ...first, link }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'failed', message: 'the store failed' })
  })
})

describe('a commit', () => {
  it('is of the moment of the call, whatever the caller does with the values afterwards', async () => {
    const driver = await open()
    const body = utf8('given')
    const due = ['k1']
    const writes = [write(at('child-1'), { body, keys: { due } })]
    const answer = driver.commit(batch('c1', writes))
    body.fill(0)
    due[0] = 'k2'
    writes.pop()
    await answer
    expect(await rowAt(driver, at('child-1'))).toMatchObject({ body: utf8('given'), keys: { due: ['k1'] } })
  })
  it('brings nothing along of a buffer that its bytes are a part of', async () => {
    const driver = await open()
    const pool = utf8('SECRET given SECRET')
    const view = pool.subarray(7, 12)
    await driver.commit(batch('c1', [write(at('child-1'), { body: view })], { note: view }))
    const harness = indexedDbHarness(engine, 'county')
    const texts = (await harness.raw(county)).map((bytes) => new TextDecoder().decode(new Uint8Array(bytes.buffer)))
    expect(texts.filter((text) => text.includes('given'))).toEqual(['given', 'given'])
    expect(texts.some((text) => text.includes('SECRET'))).toBe(false)
  })
  it('asks for strict durability, reading asks for none', async () => {
    const asked: unknown[] = []
    const driver = await open(beginning(engine, (given) => asked.push(given.slice(1))))
    asked.length = 0
    await driver.commit(first)
    await driver.erase(erasure('e1', 'child-1'))
    await driver.get(county, [at('child-1')])
    const strict = ['readwrite', { durability: 'strict' }]
    expect(asked).toEqual([strict, strict, ['readonly']])
  })
  it('writes nothing when it only answers', async () => {
    const writing: string[] = []
    const driver = await open(watching(engine, ({ request }) => writing.push(request)))
    await driver.commit(first)
    const before = writing.length
    await driver.commit(first)
    await driver.commit({ ...first, id: 'c9' })
    await driver.commit({ ...first, fingerprint: 'x' })
    expect(writing.slice(before).filter((request) => request !== 'get')).toEqual([])
  })
})

describe('reading', () => {
  it('gives every page of every range over rows with several keys as memory does', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const rows = [
      ['a', 'b', 'c', 'd', 'e'],
      ['e', 'c', 'a', 'c'],
      ['d', 'b'],
      ['b', 'c', 'd'],
    ]
    const writes = rows.map((due, n) => write(at('s', 'visit', `v${n}`), { keys: { due } }))
    const [driver, plain] = [await open(), await openMemory()]
    for (const one of [driver, plain]) await one.commit(batch('c1', writes))
    const bounds = [undefined, ...keys]
    let pages = 0
    for (const from of bounds)
      for (const to of bounds)
        for (const limit of [1, 2, 3, 5])
          for (let page: Page | undefined, count = 0; (!page || page.next) && count < 20; count++) {
            const range = {
              ...(from ? { from } : {}),
              ...(to ? { to } : {}),
              ...(page?.next ? { after: page.next } : {}),
            }
            const query: PageQuery = { partition: county, index: 'due', limit, ...range }
            page = await driver.page(query)
            expect([query, page]).toEqual([query, await plain.page(query)])
            pages++
          }
    expect(pages).toBeGreaterThan(300)
  })
  it('asks the engine for one record more than the limit and never for all', async () => {
    const counts: unknown[] = []
    const watched = watching(engine, ({ request, given, result }) => {
      if (request.startsWith('getAll') && result !== undefined) counts.push(given[1])
    })
    const driver = await open(watched)
    for (const n of numbers(20)) await driver.commit(batch(`c${n}`, [write(at(`s${n}`), { keys: { due: [`d${n}`] } })]))
    counts.length = 0
    const query: PageQuery = { partition: county, index: null, limit: 3 }
    await driver.page(query)
    await driver.page({ ...query, index: 'due' })
    await driver.log({ partition: county, after: 0, limit: 3, of: at('s1') })
    await driver.partitions(undefined, 3)
    expect(counts).toEqual([4, 4, 3, 3])
  })
  it('takes any limit', async () => {
    const driver = await open()
    await driver.commit(first)
    for (const limit of [4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER, Infinity]) {
      expect((await driver.page({ partition: county, index: null, limit })).rows).toHaveLength(2)
      expect(await driver.log({ partition: county, after: 0, limit })).toHaveLength(1)
      expect(await driver.log({ partition: county, after: 0, limit, of: at('child-1') })).toHaveLength(1)
      expect(await driver.partitions(undefined, limit)).toEqual([county])
    }
    const page = await driver.page({ partition: county, index: null, limit: 1.5 })
    expect([page.rows.length, page.next?.subject]).toEqual([1, 'child-1'])
  })
})

describe('an erasure', () => {
  it('leaves no body, key or mention of the subject but its address, in any store', async () => {
    const driver = await open()
    await driver.commit(first)
    await driver.commit(third)
    await driver.erase(erasure('e1', 'child-1'))
    const { row, past } = await records(engine, 'county')
    const text = JSON.stringify([row, past], (_, item: unknown) =>
      item instanceof Uint8Array ? new TextDecoder().decode(item) : item,
    )
    for (const gone of ['BODY-1', 'CHANGED', 'KEY-1', 'KEY-2', 'KEY-3']) expect(text).not.toContain(gone)
    for (const kept of ['BODY-2', 'NEW', 'KEY-4']) expect(text).toContain(kept)
  })
})
