import type { Driver } from '../../storage/index.ts'
import {
  at,
  batch,
  type ContractCase,
  county,
  dice,
  done,
  erasure,
  type Harness,
  history,
  holds,
  liesIn,
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

/** Everything that an error shows in any way. */
function shown(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 5) return typeof error === 'string' ? error : ''
  const own = Object.getOwnPropertyNames(error).map((name): unknown => Reflect.get(error, name))
  return own.map((value) => shown(value, depth + 1)).join(' ')
}

const indexes = numbers(8).map((n) => `index${n}`)

/** Writes and rewrites rows of many subjects, so that pages of a file are split and joined on the way. */
async function churn(driver: Driver, subjects: readonly string[], seed: number) {
  const roll = dice(seed)
  const revisions = new Map<string, number>()
  let count = 0
  const rewrite = async (subject: string) => {
    const id = `i${roll(6)}`
    const expect = revisions.get(`${subject} ${id}`) ?? 0
    revisions.set(`${subject} ${id}`, expect + 1)
    const body = `body-of-${subject}.`.repeat(1 + roll(4)) + 'y'.repeat(roll(9) === 0 ? roll(6000) : 0)
    const key = () => `key-of-${subject}.${roll(1000)}${'k'.repeat(roll(100))}`
    const keys = Object.fromEntries(indexes.map((index) => [index, [key()]]))
    await done(driver, batch(`c${count++}`, [write(at(subject, 'visit', id), { expect, body, keys })]))
  }
  const some = async (living: readonly string[], times: number) => {
    for (let n = 0; n < times && living.length > 0; n++) await rewrite(living[roll(living.length)] ?? '')
  }
  await some(subjects, subjects.length * 8)
  return (living: readonly string[]) => some(living, 3)
}

/** Erasing a subject, and what errors say. */
export const erasureCases: readonly ContractCase[] = [
  {
    id: 'C52',
    name: 'an erased subject is gone: from rows, indexes and log, and where that is promised from the last byte of the files',
    needs: 'erases',
    run: async (harness: Harness) => {
      const driver = await harness.open()
      const subjects = numbers(60).map((n) => `s${n}`)
      const goOn = await churn(driver, subjects, 3)
      const promised = driver.guarantees.erases === 'residue'
      for (const [n, subject] of subjects.slice(0, 25).entries()) {
        const [body, key] = [`body-of-${subject}.`, `key-of-${subject}.`]
        const ids = (await walk(driver, { partition: county, index: null, from: subject, to: `${subject}!` })).map(
          ({ id }) => id,
        )
        if (promised && ids.length > 0)
          holds((await liesIn(harness, body)) && (await liesIn(harness, key)), 'the raw reader sees what is kept')
        await done(driver, erasure(`e${n}`, subject))
        same(
          await driver.get(
            county,
            ids.map((id) => at(subject, 'visit', id)),
          ),
          ids.map(() => undefined),
          'no row',
        )
        same(
          await walk(driver, { partition: county, index: null, from: subject, to: `${subject}!` }),
          [],
          'no row on a page',
        )
        for (const index of indexes)
          same(await walk(driver, { partition: county, index, from: key, to: `${key}~` }), [], 'no index key')
        for (const id of ids) {
          const past = await driver.log({ partition: county, after: 0, limit: 99, of: at(subject, 'visit', id) })
          holds(
            past.length > 0 &&
              past.every(({ writes }) => writes.every((one) => one.body === null && one.digest !== '')),
            'no past',
          )
        }
        if (promised) for (const text of [body, key]) holds(!(await liesIn(harness, text)), 'no residue in any file')
        await goOn(subjects.slice(n + 1))
      }
      return promised ? 'held' : 'not promised'
    },
  },
  {
    id: 'C53',
    name: 'an erased subject takes no more writes, alone or among others; old commit ids keep their answers and the log goes on',
    run: async (harness) => {
      const driver = await harness.open()
      const first = batch('c1', [write(at('child-1')), write(at('child-2'))])
      const head = await done(driver, first)
      const erased = await done(driver, erasure('e1', 'child-1'))
      same(erased.seq, 2, 'an erasure is an entry')
      for (const writes of [
        [write(at('child-1'))],
        [write(at('child-1'), { expect: 1 })],
        [write(at('child-1'), { expect: 1, body: null })],
        [write(at('child-1', 'visit', 'new'))],
        [write(at('child-2'), { expect: 1 }), write(at('child-1', 'visit', 'v1'))],
        [write(at('child-2'), { expect: 9 }), write(at('child-1'))],
      ])
        same(
          await settled(driver, batch('late', writes)),
          refused('subject-erased'),
          'refused, before revisions are looked at',
        )
      same((await rowAt(driver, at('child-2')))?.revision, 1, 'and nothing of it is written')
      same(await settled(driver, first), { outcome: 'written', head, repeated: true }, 'a retry of what came before')
      same(
        await settled(driver, erasure('e1', 'child-1')),
        { outcome: 'written', head: erased, repeated: true },
        'or of the erasure',
      )
      same(
        (await done(driver, batch('c2', [write(at('child-2'), { expect: 1 })], { checks: [stands(at('child-1'), 0)] })))
          .seq,
        3,
        'the log goes on',
      )
      return 'held'
    },
  },
  {
    id: 'C56',
    name: 'no error says anything of what is stored',
    run: async (harness) => {
      const driver = await harness.open()
      const secret = 'SECRET-510623'
      const wanted = (id: string) =>
        batch(id, [write(at(secret, 'visit', secret), { body: secret, keys: { [secret]: [secret] } })], {
          note: new TextEncoder().encode(secret),
          fingerprint: secret,
        })
      await done(driver, wanted('c1'))
      const failing = () => {
        throw new Error('no link')
      }
      const errors = [
        await rejects(
          driver.commit({ ...wanted('c2'), checks: [], writes: [], link: failing }),
          'a commit without a link rejects',
        ),
      ]
      errors.push(
        await rejects(driver.erase({ ...erasure('e1', secret), link: failing }), 'an erasure without a link rejects'),
      )
      await driver.close()
      errors.push(await rejects(driver.commit(wanted('c3')), 'a commit after close rejects'))
      errors.push(await rejects(driver.erase(erasure('e2', secret)), 'an erasure after close rejects'))
      errors.push(await rejects(driver.get(secret, [at(secret)]), 'get after close rejects'))
      errors.push(
        await rejects(
          driver.page({ partition: secret, index: secret, from: secret, limit: 1 }),
          'page after close rejects',
        ),
      )
      errors.push(
        await rejects(driver.log({ partition: secret, after: 0, limit: 1, commit: secret }), 'log after close rejects'),
      )
      for (const error of errors) {
        holds(error instanceof Error, 'what is rejected with is an Error')
        holds(!shown(error).includes(secret), 'and it holds nothing of a row, a key or a note')
      }
      return 'held'
    },
  },
  {
    id: 'C57',
    name: 'an erasure takes its subject and no other, however alike they are called',
    run: async (harness) => {
      const driver = await harness.open()
      const others = ['child-10', 'child-', 'Child-1', 'child-1!', '%', 'child-_', '!child-1', 'child-2']
      const all = ['child-1', ...others]
      await done(
        driver,
        batch(
          'c1',
          all.flatMap((subject) => ['a', 'b'].map((id) => write(at(subject, 'visit', id), { keys: { due: ['d1'] } }))),
        ),
      )
      const ofOthers = async () => [
        (await walk(driver, { partition: county, index: null })).filter(({ subject }) => subject !== 'child-1'),
        (await walk(driver, { partition: county, index: 'due' })).filter(({ subject }) => subject !== 'child-1'),
        (await history(driver)).flatMap(({ writes }) => writes.filter(({ subject }) => subject !== 'child-1')),
      ]
      const before = await ofOthers()
      await done(driver, erasure('e1', 'child-1'))
      same(await ofOthers(), before, 'the others keep everything')
      same(
        (await walk(driver, { partition: county, index: 'due' })).length,
        2 * others.length,
        'the erased one nothing',
      )
      return 'held'
    },
  },
  {
    id: 'C58',
    name: 'a subject that is unknown here can be erased, and one that is erased can be erased again',
    run: async (harness) => {
      const driver = await harness.open()
      same((await done(driver, erasure('e1', 'nobody'))).seq, 1, 'an entry for a subject that never was')
      same(
        await settled(driver, batch('c1', [write(at('nobody'))])),
        refused('subject-erased'),
        'which it now never will be',
      )
      same((await done(driver, erasure('e2', 'nobody'))).seq, 2, 'and another entry')
      same(
        (await history(driver)).map(({ erased, writes }) => [erased, writes.length]),
        [
          ['nobody', 0],
          ['nobody', 0],
        ],
        'both without writes',
      )
      return 'held'
    },
  },
]
