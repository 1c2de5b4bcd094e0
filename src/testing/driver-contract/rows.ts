import { utf8 } from '../../digest.ts'

import {
  at,
  batch,
  type ContractCase,
  county,
  done,
  history,
  holds,
  linked,
  ordered,
  refused,
  rowAt,
  same,
  settled,
  walk,
  write,
} from './scene.ts'

/** Every key character, both cases, wildcards, quotes, names that JavaScript knows, the longest. */
const awkwardKeys = [
  Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).join(''),
  'x'.repeat(200),
  '__proto__',
  'constructor',
  'toString',
  'a',
  'A',
  '%',
  '_',
  "o'brien;--",
  '"',
  '\\',
  '../../x',
  '0',
  '-1',
  'null',
]

/** Rows that come back as they were given. */
export const rowCases: readonly ContractCase[] = [
  {
    id: 'C9',
    name: 'what never was is undefined, not an error',
    run: async (harness) => {
      const driver = await harness.open()
      same(await driver.get(county, [at('nobody')]), [undefined], 'an unknown row is undefined')
      same(await driver.get(county, []), [], 'nothing asked, nothing answered')
      same(await walk(driver, { partition: county, index: null }), [], 'an unknown partition has no rows')
      same(await history(driver), [], 'an unknown partition has no log')
      same(await driver.partitions(undefined, 10), [], 'a new store has no partitions')
      return 'held'
    },
  },
  {
    id: 'C10',
    name: 'bodies come back byte by byte, empty ones and long ones, from rows, pages and log',
    run: async (harness) => {
      const driver = await harness.open()
      const bytes = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 7 + length) & 0xff)
      const sizes = [0, 1, 256, 2000, 4096, 7000, Math.min(1_000_000, driver.guarantees.bodyBytes)]
      for (const size of sizes) {
        const address = at(`child-${size}`)
        await done(driver, batch(`c${size}`, [write(address, { body: bytes(size), keys: { size: [`s${size}`] } })]))
        same((await rowAt(driver, address))?.body, bytes(size), `a body of ${size} bytes comes back`)
        const page = await driver.page({
          partition: county,
          index: 'size',
          from: `s${size}`,
          to: `s${size}!`,
          limit: 2,
        })
        same(
          page.rows.map((row) => row.body),
          [bytes(size)],
          `and on a page`,
        )
        const log = await driver.log({ partition: county, after: 0, limit: 1, commit: `c${size}` })
        same(
          log.map((entry) => entry.writes.map((past) => past.body)),
          [[bytes(size)]],
          `and in the log`,
        )
      }
      return 'held'
    },
  },
  {
    id: 'C11',
    name: 'every character of keys is kept as it is, in subjects, kinds, ids, index names, index keys, partitions and commit ids',
    run: async (harness) => {
      const driver = await harness.open()
      for (const [n, key] of awkwardKeys.entries()) {
        const address = { subject: key, kind: key, id: key }
        await done(driver, batch(key, [write(address, { body: `b${n}`, keys: { [key]: [key] } })], { partition: key }))
      }
      for (const [n, key] of awkwardKeys.entries()) {
        const row = { subject: key, kind: key, id: key, revision: 1, body: utf8(`b${n}`), keys: { [key]: [key] } }
        same(await walk(driver, { partition: key, index: null }), [row], 'the row comes back')
        same(await walk(driver, { partition: key, index: key }), [row], 'and by its index key')
        same((await driver.log({ partition: key, after: 0, limit: 9, commit: key })).length, 1, 'and by its commit id')
      }
      const found = await driver.partitions(undefined, 100)
      same(found, ordered(awkwardKeys), 'partitions come in order of bytes')
      return 'held'
    },
  },
  {
    id: 'C12',
    name: 'nothing that was given or returned is shared with the store',
    run: async (harness) => {
      const driver = await harness.open()
      const given = { body: utf8('given'), note: utf8('note'), due: ['k1'] }
      const { note, body, due } = given
      const answer = await driver.commit(batch('c1', [write(at('child-1'), { body, keys: { due } })], { note }))
      body.fill(0)
      note.fill(0)
      due[0] = 'k2'
      const read = async () => {
        const row = await rowAt(driver, at('child-1'))
        const page = await driver.page({ partition: county, index: 'due', limit: 9 })
        const log = await driver.log({ partition: county, after: 0, limit: 9 })
        return { row, page, log }
      }
      const row = { ...at('child-1'), revision: 1, body: utf8('given'), keys: { due: ['k1'] } }
      const head = { seq: 1, hash: linked('c1', { seq: 0, hash: '' }) }
      const past = { ...at('child-1'), revision: 1, digest: 'digest of 5', body: utf8('given') }
      const entry = { head, id: 'c1', fingerprint: 'meaning of c1', note: utf8('note'), writes: [past] }
      const expected = { row, page: { rows: [row] }, log: [entry] }
      const first = await read()
      same(first, expected, 'what was given is kept as it was')
      for (const one of [first.row?.body, first.page.rows[0]?.body, first.log[0]?.note, first.log[0]?.writes[0]?.body])
        one?.fill(1)
      for (const one of [first.row?.keys, first.page.rows[0]?.keys]) if (one) Object.assign(one, { due: ['k3'] })
      for (const one of [first.log[0]?.head, answer.outcome === 'written' ? answer.head : {}])
        if (one) Object.assign(one, { seq: 99, hash: '' })
      same(await read(), expected, 'changing what was returned changes nothing')
      same((await done(driver, batch('c2', []))).seq, 2, 'also not the head')
      return 'held'
    },
  },
  {
    id: 'C13',
    name: 'names that JavaScript gives a meaning are data like any other and pollute nothing',
    run: async (harness) => {
      const driver = await harness.open()
      const keys = Object.fromEntries([
        ['__proto__', ['polluted']],
        ['constructor', ['c']],
      ])
      await done(driver, batch('__proto__', [write(at('__proto__', 'constructor', 'hasOwnProperty'), { keys })]))
      const row = await rowAt(driver, at('__proto__', 'constructor', 'hasOwnProperty'))
      holds(row !== undefined && Object.hasOwn(row.keys, '__proto__'), 'an index named __proto__ is kept')
      same(row.keys, keys, 'with its keys')
      same((await walk(driver, { partition: county, index: '__proto__' })).length, 1, 'and can be walked')
      same(
        await walk(driver, { partition: county, index: 'toString' }),
        [],
        'an index that only JavaScript knows is empty',
      )
      same('polluted' in {}, false, 'no prototype was changed')
      same(
        await rowAt(driver, at('toString', 'valueOf', '__proto__')),
        undefined,
        'and rows that nobody wrote are not there',
      )
      return 'held'
    },
  },
  {
    id: 'C14',
    name: 'a body or a batch above the stated size is refused whole, one at the size is written',
    run: async (harness) => {
      const driver = await harness.open()
      const { bodyBytes, batchWrites } = driver.guarantees
      const large = write(at('child-1'), { body: new Uint8Array(bodyBytes + 1) })
      same(
        await settled(driver, batch('c1', [write(at('child-2')), large])),
        refused('too-large'),
        'a long body is refused',
      )
      const many = Array.from({ length: batchWrites + 1 }, (_, n) => write(at(`n${n}`), { body: '' }))
      same(await settled(driver, batch('c2', many)), refused('too-large'), 'a long batch is refused')
      same(await walk(driver, { partition: county, index: null }), [], 'and nothing of it is written')
      await done(driver, batch('c1', [write(at('child-1'), { body: new Uint8Array(bodyBytes) })]))
      await done(driver, batch('c2', many.slice(1)))
      same((await rowAt(driver, at('child-1')))?.body?.length, bodyBytes, 'a body at the size is written')
      same(
        (await walk(driver, { partition: county, index: null, from: 'n' }, 1000)).length,
        batchWrites,
        'so is such a batch',
      )
      return 'held'
    },
  },
  {
    id: 'C16',
    name: 'get answers in the order asked, with duplicates, gaps and tombstones',
    run: async (harness) => {
      const driver = await harness.open()
      await done(
        driver,
        batch(
          'c1',
          ['a', 'b', 'c'].map((id) => write(at('child-1', 'visit', id), { body: id })),
        ),
      )
      await done(driver, batch('c2', [write(at('child-1', 'visit', 'b'), { expect: 1, body: null })]))
      const asked = ['c', 'x', 'a', 'c', 'b'].map((id) => at('child-1', 'visit', id))
      const found = (await driver.get(county, asked)).map((row) => row && [row.id, row.revision, row.body])
      same(
        found,
        [['c', 1, utf8('c')], undefined, ['a', 1, utf8('a')], ['c', 1, utf8('c')], ['b', 2, null]],
        'as asked',
      )
      return 'held'
    },
  },
]
