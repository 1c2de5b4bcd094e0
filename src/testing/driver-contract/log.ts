import { utf8 } from '../../digest.ts'
import type { LogEntry, Row } from '../../storage/index.ts'
import {
  at,
  batch,
  type ContractCase,
  county,
  dice,
  done,
  erasure,
  history,
  holds,
  linked,
  numbers,
  ordered,
  rowAt,
  same,
  settled,
  walk,
  write,
} from './scene.ts'

const seqs = (entries: readonly LogEntry[]) => entries.map(({ head }) => head.seq)

/** The log: the history of rows, the feed for others, and the chain. */
export const logCases: readonly ContractCase[] = [
  {
    id: 'C44',
    name: 'one who follows the log while others write misses no entry and sees each once',
    run: async (harness) => {
      const driver = await harness.open()
      const writing = Promise.all(numbers(40).map((n) => settled(driver, batch(`c${n}`, [write(at(`s${n}`))]))))
      const seen: number[] = []
      for (let turn = 0; seen.length < 40 && turn < 10_000; turn++) {
        const more = await driver.log({ partition: county, after: seen.at(-1) ?? 0, limit: 3 })
        seen.push(...seqs(more))
      }
      await writing
      same(
        seen,
        numbers(40).map((n) => n + 1),
        'the feed is 1, 2, 3 to the end',
      )
      return 'held'
    },
  },
  {
    id: 'C45',
    name: 'the log read from any entry on is the rest of the whole',
    run: async (harness) => {
      const driver = await harness.open()
      for (const n of numbers(12)) await done(driver, batch(`c${n}`, [write(at(`s${n}`))]))
      const whole = await history(driver)
      same(
        seqs(whole),
        numbers(12).map((n) => n + 1),
        'it has no gap',
      )
      for (const after of numbers(14)) {
        same(await driver.log({ partition: county, after, limit: 99 }), whole.slice(after), 'the rest')
        same(
          await driver.log({ partition: county, after, limit: 2 }),
          whole.slice(after, after + 2),
          'or its beginning',
        )
      }
      return 'held'
    },
  },
  {
    id: 'C46',
    name: 'a commit appears whole in the log, its writes in order of subject, kind and id',
    run: async (harness) => {
      const driver = await harness.open()
      const shuffled = numbers(100).map((n) => at(`s${(n * 37) % 10}`, `k${(n * 7) % 4}`, `i${n}`))
      await done(
        driver,
        batch(
          'c1',
          shuffled.map((row) => write(row, { body: row.id })),
        ),
      )
      const [entry] = await driver.log({ partition: county, after: 0, limit: 1 })
      const place = ({ subject, kind, id }: { subject: string; kind: string; id: string }) => `${subject} ${kind} ${id}`
      same((entry?.writes ?? []).map(place), ordered(shuffled.map(place)), 'all writes, in order')
      holds(
        (entry?.writes ?? []).every(({ id, body }) => body !== null && new TextDecoder().decode(body) === id),
        'each with its body',
      )
      return 'held'
    },
  },
  {
    id: 'C47',
    name: 'the entries of a row come in order of its revisions, for one who follows while others write and for one who asks for the row',
    run: async (harness) => {
      const driver = await harness.open()
      const ids = ['a', 'b', 'c']
      const raising = ids.map(async (id) => {
        for (const expect of numbers(8))
          await done(driver, batch(`${id}-${expect}`, [write(at('child-1', 'visit', id), { expect })]))
      })
      const seen: LogEntry[] = []
      for (let turn = 0; seen.length < 24 && turn < 10_000; turn++)
        seen.push(...(await driver.log({ partition: county, after: seen.at(-1)?.head.seq ?? 0, limit: 2 })))
      await Promise.all(raising)
      seen.push(...(await driver.log({ partition: county, after: seen.at(-1)?.head.seq ?? 0, limit: 99 })))
      const revisions = (entries: readonly LogEntry[], id: string) =>
        entries.flatMap(({ writes }) => writes.filter((one) => one.id === id).map(({ revision }) => revision))
      const all = numbers(8).map((n) => n + 1)
      for (const id of ids) {
        same(revisions(seen, id), all, 'one after another in the feed')
        const past = await driver.log({ partition: county, after: 0, limit: 99, of: at('child-1', 'visit', id) })
        same(revisions(past, id), all, 'and in the past of the row')
      }
      return 'held'
    },
  },
  {
    id: 'C48',
    name: 'nothing that was logged changes afterwards',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'), { body: 'one' }), write(at('child-2'))]))
      const before = await history(driver)
      await done(driver, batch('c2', [write(at('child-1'), { expect: 1, body: 'two' })]))
      await done(driver, batch('c3', [write(at('child-1'), { expect: 2, body: null })]))
      await done(driver, erasure('e1', 'child-3'))
      await settled(driver, batch('c1', [], { fingerprint: 'other' }))
      same((await history(driver)).slice(0, 1), before, 'the first entry is as it was')
      return 'held'
    },
  },
  {
    id: 'C49',
    name: 'the log says how every row came to be: replayed it gives the rows, revision by revision',
    run: async (harness) => {
      const driver = await harness.open()
      const roll = dice(11)
      const revisions = new Map<string, number>()
      for (const n of numbers(60)) {
        const chosen = [...new Set(numbers(1 + roll(4)).map(() => `i${roll(8)}`))]
        const writes = chosen.map((id) => {
          const expect = revisions.get(id) ?? 0
          revisions.set(id, expect + 1)
          return write(at('child-1', 'visit', id), { expect, body: roll(5) === 0 ? null : `body ${n} of ${id}` })
        })
        await done(driver, batch(`c${n}`, writes))
      }
      const replayed = new Map<string, Pick<Row, 'revision' | 'body'>>()
      for (const { writes } of await history(driver, county, 7))
        for (const { id, revision, body, digest } of writes) {
          same(revision, (replayed.get(id)?.revision ?? 0) + 1, 'revisions follow each other')
          same(digest, body === null ? '' : `digest of ${body.length}`, 'the digest is kept as given')
          replayed.set(id, { revision, body })
        }
      same(replayed.size, revisions.size, 'every row is in the log')
      for (const [id, last] of replayed) {
        const row = await rowAt(driver, at('child-1', 'visit', id))
        same({ revision: row?.revision, body: row?.body }, last, 'the row is what was logged last')
      }
      return 'held'
    },
  },
  {
    id: 'C50',
    name: 'every entry keeps its commit id, fingerprint and note as they were given',
    run: async (harness) => {
      const driver = await harness.open()
      const note = Uint8Array.from({ length: 300 }, (_, n) => n & 0xff)
      await done(driver, batch('c1', [write(at('child-1'))], { fingerprint: 'f ä 1', note }))
      await done(driver, batch('c2', [], { fingerprint: '', note: new Uint8Array(0) }))
      await done(driver, erasure('e1', 'child-1', { fingerprint: 'f3', note: utf8('留守') }))
      const found = (await history(driver)).map((entry) => [entry.id, entry.fingerprint, entry.note, entry.erased])
      same(
        found,
        [
          ['c1', 'f ä 1', note, undefined],
          ['c2', '', new Uint8Array(0), undefined],
          ['e1', 'f3', utf8('留守'), 'child-1'],
        ],
        'kept',
      )
      return 'held'
    },
  },
  {
    id: 'C51',
    name: 'the chain is whole: each hash is the link of the entry to the one before, erasures included',
    run: async (harness) => {
      const driver = await harness.open()
      await Promise.all(numbers(20).map((n) => settled(driver, batch(`c${n}`, [write(at(`s${n}`))]))))
      await done(driver, erasure('e1', 's3'))
      await done(driver, batch('c20', [write(at('s20'))]))
      let head = { seq: 0, hash: '' }
      for (const entry of await history(driver)) {
        same(entry.head, { seq: head.seq + 1, hash: linked(entry.id, head) }, 'each entry is linked')
        head = entry.head
      }
      same(head.seq, 22, 'and none is missing')
      return 'held'
    },
  },
  {
    id: 'C61',
    name: 'the log of a row has the commits that wrote it and of them this row alone; that of a commit id has one entry',
    run: async (harness) => {
      const driver = await harness.open()
      for (const n of numbers(9)) {
        const writes = [
          write(at('child-1', 'visit', n % 3 === 0 ? 'a' : `b${n}`), { expect: n % 3 === 0 ? n / 3 : 0 }),
          write(at(`s${n}`)),
        ]
        await done(driver, batch(`c${n}`, writes))
      }
      await done(driver, erasure('e1', 's1'))
      const of = at('child-1', 'visit', 'a')
      const log = (after: number, limit = 99) => driver.log({ partition: county, after, limit, of })
      const whole = await history(driver)
      const expected = whole
        .filter(({ writes }) => writes.some(({ id }) => id === 'a'))
        .map((entry) => ({ ...entry, writes: entry.writes.filter(({ id }) => id === 'a') }))
      same(seqs(expected), [1, 4, 7], 'the whole log knows it too')
      same(await log(0), expected, 'the commits that wrote the row')
      same(await log(1, 1), expected.slice(1, 2), 'page by page')
      same(await log(7), [], 'to the end')
      same(
        await driver.log({ partition: county, after: 0, limit: 9, of: at('child-1', 'visit', 'x') }),
        [],
        'an unknown row has none',
      )
      const byId = (commit: string, after = 0) => driver.log({ partition: county, after, limit: 9, commit })
      same(await byId('c4'), whole.slice(4, 5), 'the entry of a commit id')
      same(await byId('e1'), whole.slice(9), 'or of an erasure')
      same([await byId('x'), await byId('c4', 5)], [[], []], 'an id that is not there, or not after')
      same(
        await driver.log({ partition: county, after: 0, limit: 9, commit: 'c3', of }),
        expected.slice(1, 2),
        'both at once',
      )
      same(await driver.log({ partition: county, after: 0, limit: 9, commit: 'c4', of }), [], 'or neither')
      return 'held'
    },
  },
  {
    id: 'C62',
    name: 'partitions know nothing of each other: rows, indexes, log, numbers, commit ids, erasures',
    run: async (harness) => {
      const driver = await harness.open()
      const names = ['520526', '520526~access', '5205260']
      for (const partition of names) {
        const first = await done(
          driver,
          batch('c1', [write(at('child-1'), { body: partition, keys: { due: ['d1'] } })], { partition }),
        )
        same(first.seq, 1, 'each counts for itself')
      }
      await done(driver, erasure('e1', 'child-1', { partition: names[0] ?? '' }))
      for (const [n, partition] of names.entries()) {
        const rows = n === 0 ? [] : [partition]
        const bodies = (found: readonly Row[]) => found.map(({ body }) => new TextDecoder().decode(body ?? undefined))
        same(bodies(await walk(driver, { partition, index: null })), rows, 'rows')
        same(bodies(await walk(driver, { partition, index: 'due' })), rows, 'indexes')
        same((await history(driver, partition)).length, n === 0 ? 2 : 1, 'logs')
      }
      same(
        (await settled(driver, batch('c2', [write(at('child-1'), { expect: 1 })], { partition: names[1] ?? '' })))
          .outcome,
        'written',
        'erasures',
      )
      same(await driver.partitions(undefined, 9), ordered(names), 'all are listed, in order')
      same(await driver.partitions('520526', 1), ['5205260'], 'after one, up to a limit')
      same(await driver.partitions('520526~access', 9), [], 'to the end')
      return 'held'
    },
  },
]
