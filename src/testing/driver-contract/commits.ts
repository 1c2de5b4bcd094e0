import type { Head } from '../../storage/index.ts'
import {
  at,
  batch,
  type ContractCase,
  county,
  done,
  erasure,
  history,
  holds,
  liesIn,
  linked,
  numbers,
  refused,
  rejects,
  rowAt,
  same,
  settled,
  stands,
  walk,
  write,
} from './scene.ts'

/** All or nothing, and what a commit id stands for. */
export const commitCases: readonly ContractCase[] = [
  {
    id: 'C25',
    name: 'a commit that was not written leaves its id free',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      same((await settled(driver, batch('x', [write(at('child-1'))]))).outcome, 'conflict', 'a stale commit')
      const large = write(at('child-2'), { body: new Uint8Array(driver.guarantees.bodyBytes + 1) })
      same((await settled(driver, batch('x', [large]))).outcome, 'refused', 'a commit that is too large')
      await done(driver, batch('x', [write(at('child-1'), { expect: 1 })], { fingerprint: 'another meaning' }))
      same(
        (await history(driver)).map(({ id, fingerprint }) => [id, fingerprint])[1],
        ['x', 'another meaning'],
        'the id is used',
      )
      return 'held'
    },
  },
  {
    id: 'C26',
    name: 'one stale write of fifty and none is written; every stale one is named',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('n07')), write(at('n31'), { body: 'before' })]))
      const writes = numbers(50).map((n) => write(at(`n${String(n).padStart(2, '0')}`), { keys: { due: ['d1'] } }))
      const checks = [stands(at('n07'), 1), stands(at('n31'), 3)]
      const wrong = [
        { ...at('n31'), expect: 3, found: 1 },
        { ...at('n07'), expect: 0, found: 1 },
        { ...at('n31'), expect: 0, found: 1 },
      ]
      same(
        await settled(driver, batch('c2', writes, { checks })),
        { outcome: 'conflict', at: wrong },
        'checks first, as given',
      )
      same(
        (await walk(driver, { partition: county, index: null })).map(({ subject }) => subject),
        ['n07', 'n31'],
        'no row',
      )
      same(await walk(driver, { partition: county, index: 'due' }), [], 'no index key')
      same((await history(driver)).length, 1, 'no entry in the log')
      same(
        await done(driver, batch('c3', [])),
        { seq: 2, hash: linked('c3', (await headAfter(driver, 1)) ?? start) },
        'no head',
      )
      return 'held'
    },
  },
  {
    id: 'C27',
    name: 'a commit that fails half way leaves nothing behind, not even in the files, and the store goes on',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'), { body: 'first', keys: { due: ['KEPT-KEY'] } })]))
      const link = () => {
        throw new Error('no link')
      }
      const keys = { due: ['LOST-KEY'] }
      const writes = [
        write(at('child-1'), { expect: 1, body: 'LOST-BODY', keys }),
        write(at('child-2'), { body: 'LOST-BODY', keys }),
      ]
      await rejects(driver.commit(batch('c2', writes, { link })), 'a commit without a link rejects')
      await rejects(driver.erase(erasure('e2', 'child-1', { link })), 'an erasure without a link rejects')
      same((await rowAt(driver, at('child-1')))?.revision, 1, 'the row stays')
      same(await rowAt(driver, at('child-2')), undefined, 'no other row')
      same((await walk(driver, { partition: county, index: 'due' })).length, 1, 'the index stays')
      same((await history(driver)).length, 1, 'the log stays')
      await done(
        driver,
        batch('c2', [write(at('child-1'), { expect: 1, body: 'second', keys: { due: ['KEPT-KEY'] } })]),
      )
      holds(await liesIn(harness, 'KEPT-KEY'), 'the raw reader sees what is kept')
      for (const text of ['LOST-KEY', 'LOST-BODY']) holds(!(await liesIn(harness, text)), 'and nothing of what failed')
      return 'held'
    },
  },
  {
    id: 'C28',
    name: 'a batch that writes a row twice is a conflict there, whatever it expects; a check beside a write is none',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      for (const second of [1, 2, 0]) {
        const writes = [
          write(at('child-1'), { expect: 1, body: 'a' }),
          write(at('child-1'), { expect: second, body: 'b' }),
        ]
        const answer = await settled(driver, batch(`x${second}`, writes))
        const both = [1, second].map((expect) => ({ ...at('child-1'), expect, found: 1 }))
        same(answer, { outcome: 'conflict', at: both }, 'both writes are named')
      }
      same((await rowAt(driver, at('child-1')))?.revision, 1, 'and neither is written')
      const checks = [stands(at('child-1'), 1), stands(at('child-1'), 1)]
      await done(driver, batch('c2', [write(at('child-1'), { expect: 1 })], { checks }))
      return 'held'
    },
  },
  {
    id: 'C29',
    name: 'a commit without writes is a link like any other',
    run: async (harness) => {
      const driver = await harness.open()
      const head = await done(driver, batch('c1', []))
      same(head.seq, 1, 'it has a number')
      const [entry] = await history(driver)
      same([entry?.id, entry?.writes, entry?.head], ['c1', [], head], 'and an entry')
      same(await driver.partitions(undefined, 9), [county], 'and makes its partition known')
      same(
        (await settled(driver, batch('c2', [], { checks: [stands(at('x'), 1)] }))).outcome,
        'conflict',
        'it checks too',
      )
      return 'held'
    },
  },
  {
    id: 'C30',
    name: 'the same commit id with the same meaning is answered as before and written once, whatever has happened since',
    run: async (harness) => {
      const driver = await harness.open()
      const first = batch('c1', [write(at('child-1'))])
      const head = await done(driver, first)
      const again = { outcome: 'written', head, repeated: true }
      same(await settled(driver, first), again, 'at once')
      await done(driver, batch('c2', [write(at('child-1'), { expect: 1 })]))
      same(
        await settled(driver, { ...first, note: new Uint8Array(1), link: () => 'x' }),
        again,
        'later, with another clock',
      )
      const changed = batch('c1', [write(at('child-1'), { body: new Uint8Array(9) })])
      same(await settled(driver, changed), again, 'the fingerprint alone says what was meant')
      const erased = await done(driver, erasure('e1', 'child-1'))
      same(await settled(driver, first), again, 'after an erasure')
      same(
        await settled(driver, erasure('e1', 'child-1')),
        { outcome: 'written', head: erased, repeated: true },
        'erasures too',
      )
      same(
        (await history(driver)).map(({ id }) => id),
        ['c1', 'c2', 'e1'],
        'each has one entry',
      )
      return 'held'
    },
  },
  {
    id: 'C31',
    name: 'the same commit id with another meaning is refused, before anything else is looked at',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      await done(driver, erasure('e1', 'child-2'))
      const other = { fingerprint: 'other' }
      for (const wanted of [
        batch('c1', [write(at('child-3'))], other),
        batch('c1', [write(at('child-1'))], other),
        batch('c1', [write(at('child-2'))], other),
        batch('e1', [write(at('child-3'))], other),
        erasure('c1', 'child-1', other),
        erasure('e1', 'child-1', other),
      ])
        same(await settled(driver, wanted), refused('commit-id-reused'), 'an id stands for one act')
      same((await history(driver)).length, 2, 'and nothing is written')
      same((await rowAt(driver, at('child-1')))?.revision, 1, 'or erased')
      await done(driver, batch('c1', [write(at('child-3'))], { ...other, partition: '520527' }))
      return 'held'
    },
  },
  {
    id: 'C32',
    name: 'the link is made once for each entry, with the head before it, and only when the commit goes through',
    run: async (harness) => {
      const driver = await harness.open()
      const heads: Head[] = []
      const link = (id: string) => (head: Head) => {
        heads.push(head)
        return linked(id, head)
      }
      const one = await done(driver, batch('c1', [write(at('child-1'))], { link: link('c1') }))
      const two = await done(driver, batch('c2', [write(at('child-2'))], { link: link('c2') }))
      const three = await done(driver, erasure('e1', 'child-1', { link: link('e1') }))
      same(heads, [start, one, two], 'each is linked to the one before')
      same(
        [one.hash, two.hash, three.hash],
        ['c1', 'c2', 'e1'].map((id, n) => linked(id, heads[n] ?? start)),
        'with its hash',
      )
      await settled(driver, batch('c2', [], { link: link('c2'), fingerprint: 'meaning of c2' }))
      await settled(driver, batch('x', [write(at('child-2'))], { link: link('x') }))
      same(heads.length, 3, 'repeats and conflicts are not linked')
      return 'held'
    },
  },
]

const start: Head = { seq: 0, hash: '' }

const headAfter = async (driver: Parameters<typeof history>[0], seq: number): Promise<Head | undefined> =>
  (await history(driver))[seq - 1]?.head
