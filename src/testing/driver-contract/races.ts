import type { Driver, Row } from '../../storage/index.ts'
import {
  at,
  batch,
  type ContractCase,
  county,
  done,
  erasure,
  type Harness,
  history,
  holds,
  numbers,
  ordered,
  rowAt,
  same,
  settled,
  stands,
  walk,
  write,
} from './scene.ts'

const conflict = (subject: string, expect: number, found: number) => ({
  outcome: 'conflict',
  at: [{ ...at(subject), expect, found }],
})

/** A second handle on the store, if the driver claims that there may be one. */
async function beside(harness: Harness, driver: Driver): Promise<Driver | undefined> {
  if (driver.guarantees.writers !== 'many-processes') return undefined
  if (!harness.second) throw new Error('Broken: a driver for many processes is tested with a second() of the harness')
  return harness.second()
}

const countIn = (row: Row | undefined) => Number(new TextDecoder().decode(row?.body ?? undefined))

/** Who wins when several write. */
export const raceCases: readonly ContractCase[] = [
  {
    id: 'C17',
    name: 'of two that create the same row one wins',
    run: async (harness) => {
      const driver = await harness.open()
      const answers = await Promise.all(
        ['a', 'b'].map((id) => settled(driver, batch(id, [write(at('child-1'), { body: id })]))),
      )
      same(
        ordered(answers.map(({ outcome }) => outcome)),
        ['conflict', 'written'],
        'one is written, the other learns of it',
      )
      const winner = answers[0]?.outcome === 'written' ? 'a' : 'b'
      same(
        String.fromCharCode(...((await rowAt(driver, at('child-1')))?.body ?? [])),
        winner,
        'and the row is that of the winner',
      )
      return 'held'
    },
  },
  {
    id: 'C18',
    name: 'a revision that is past is a conflict that says which one is there',
    run: async (harness) => {
      const driver = await harness.open()
      for (const expect of [0, 1, 2]) await done(driver, batch(`c${expect}`, [write(at('child-1'), { expect })]))
      same(await settled(driver, batch('x', [write(at('child-1'), { expect: 1 })])), conflict('child-1', 1, 3), 'stale')
      same(await settled(driver, batch('y', [write(at('child-1'))])), conflict('child-1', 0, 3), 'created before')
      same((await rowAt(driver, at('child-1')))?.revision, 3, 'and the row stays')
      return 'held'
    },
  },
  {
    id: 'C19',
    name: 'a revision that is yet to come is a conflict',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      same(
        await settled(driver, batch('x', [write(at('child-1'), { expect: 7 })])),
        conflict('child-1', 7, 1),
        'too far',
      )
      same(
        await settled(driver, batch('y', [write(at('child-2'), { expect: 1 })])),
        conflict('child-2', 1, 0),
        'not there',
      )
      return 'held'
    },
  },
  {
    id: 'C20',
    name: 'of a hundred that change one revision exactly one wins',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c0', [write(at('child-1'))]))
      for (const expect of [1, 2]) {
        const race = numbers(100).map((n) =>
          settled(driver, batch(`r${expect}-${n}`, [write(at('child-1'), { expect })])),
        )
        const won = (await Promise.all(race)).filter(({ outcome }) => outcome === 'written')
        same(won.length, 1, 'one writer wins each revision')
      }
      same((await history(driver)).length, 3, 'and the others left nothing')
      return 'held'
    },
  },
  {
    id: 'C21',
    name: 'what one handle writes the other one sees, in rows, indexes, log, commit ids and erasures',
    needs: 'writers',
    run: async (harness) => {
      const one = await harness.open()
      const two = await beside(harness, one)
      if (!two) return 'not promised'
      const first = batch('c1', [write(at('child-1'), { keys: { due: ['d1'] } })])
      const head = await done(one, first)
      same(
        await walk(two, { partition: county, index: 'due' }),
        await walk(one, { partition: county, index: 'due' }),
        'rows',
      )
      same(await settled(two, first), { outcome: 'written', head, repeated: true }, 'commit ids')
      await done(two, erasure('e1', 'child-1'))
      same(await rowAt(one, at('child-1')), undefined, 'erasures')
      same((await settled(one, batch('c2', [write(at('child-1'))]))).outcome, 'refused', 'and their standing')
      same(await history(one), await history(two), 'log')
      await two.close()
      await done(one, batch('c3', [write(at('child-2'))]))
      return 'held'
    },
  },
  {
    id: 'C22',
    name: 'two handles that write at once lose no update and leave no gap',
    needs: 'writers',
    run: async (harness) => {
      const one = await harness.open()
      const two = await beside(harness, one)
      if (!two) return 'not promised'
      const rounds = 30
      const count = async (driver: Driver, name: string) => {
        for (const round of numbers(rounds)) {
          for (let tries = 0; ; tries++) {
            const row = await rowAt(driver, at('shared'))
            const body = String(countIn(row) + 1)
            const next = write(at('shared'), { expect: row?.revision ?? 0, body })
            const answer = await settled(driver, batch(`${name}-${round}-${tries}`, [next]))
            if (answer.outcome === 'written') break
            holds(answer.outcome === 'conflict' && tries < 1000, 'a loser is told that it lost')
          }
        }
      }
      await Promise.all([count(one, 'one'), count(two, 'two')])
      same(countIn(await rowAt(one, at('shared'))), 2 * rounds, 'every update counts')
      const log = await history(two)
      same(
        log.map(({ head }) => head.seq),
        numbers(2 * rounds).map((n) => n + 1),
        'the log has no gap',
      )
      same(
        log.map(({ writes }) => writes[0]?.revision),
        numbers(2 * rounds).map((n) => n + 1),
        'and no revision twice',
      )
      return 'held'
    },
  },
  {
    id: 'C23',
    name: 'a row that is checked and not written guards against skew',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('left')), write(at('right'))]))
      const skew = [
        batch('l', [write(at('left'), { expect: 1 })], { checks: [stands(at('right'), 1)] }),
        batch('r', [write(at('right'), { expect: 1 })], { checks: [stands(at('left'), 1)] }),
      ]
      const answers = await Promise.all(skew.map((one) => settled(driver, one)))
      same(
        ordered(answers.map(({ outcome }) => outcome)),
        ['conflict', 'written'],
        'only one of two that exclude each other',
      )
      const absent = batch('a', [], { checks: [stands(at('left'), 9), stands(at('nobody'), 0)] })
      const found = answers[0]?.outcome === 'written' ? 2 : 1
      same(await settled(driver, absent), conflict('left', 9, found), 'only the checks that fail are named')
      return 'held'
    },
  },
  {
    id: 'C24',
    name: 'revisions go up by one and go on after a tombstone',
    run: async (harness) => {
      const driver = await harness.open()
      const bodies = ['a', 'b', null, 'c', null, null, 'd']
      for (const [expect, body] of bodies.entries()) {
        await done(driver, batch(`c${expect}`, [write(at('child-1'), { expect, body, keys: { due: ['d1'] } })]))
        const row = await rowAt(driver, at('child-1'))
        same(
          [row?.revision, row?.body === null, row?.keys],
          [expect + 1, body === null, body === null ? {} : { due: ['d1'] }],
          'the row',
        )
      }
      same(await settled(driver, batch('x', [write(at('child-1'))])), conflict('child-1', 0, 7), 'never again from 0')
      return 'held'
    },
  },
]
