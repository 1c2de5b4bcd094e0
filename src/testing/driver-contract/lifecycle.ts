import type { Driver, Guarantees } from '../../storage/index.ts'
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
  ordered,
  rejects,
  same,
  settled,
  walk,
  write,
} from './scene.ts'

const oneOf =
  (...values: readonly string[]) =>
  (value: unknown) =>
    values.some((one) => one === value)
const from = (least: number) => (value: unknown) => Number.isSafeInteger(value) && Number(value) >= least

const allowed: { readonly [Name in keyof Guarantees]: (value: unknown) => boolean } = {
  durable: oneOf('nothing', 'process', 'power'),
  writers: oneOf('one-process', 'many-processes'),
  pages: oneOf('snapshot', 'live'),
  erases: oneOf('rows', 'residue'),
  bodyBytes: from(65_536),
  batchWrites: from(100),
}

const everyCall = (driver: Driver): readonly (readonly [string, () => Promise<unknown>])[] => [
  ['partitions', () => driver.partitions(undefined, 1)],
  ['get', () => driver.get(county, [at('child-1')])],
  ['get of nothing', () => driver.get(county, [])],
  ['page', () => driver.page({ partition: county, index: null, limit: 1 })],
  ['page of nothing', () => driver.page({ partition: county, index: null, limit: 0 })],
  ['commit', () => driver.commit(batch('late', [write(at('child-9'))]))],
  ['erase', () => driver.erase(erasure('later', 'child-9'))],
  ['log', () => driver.log({ partition: county, after: 0, limit: 1 })],
]

const survives = (driver: Driver) => driver.guarantees.durable !== 'nothing'

/** Opening and closing. */
export const lifecycleCases: readonly ContractCase[] = [
  {
    id: 'C2',
    name: 'opening again and again leaves the store as it was',
    needs: 'durable',
    run: async (harness: Harness) => {
      let driver = await harness.open()
      if (!survives(driver)) return 'not promised'
      await done(driver, batch('c1', [write(at('child-1'), { keys: { due: ['d1'] } })]))
      const before = [await walk(driver, { partition: county, index: null }), await history(driver)]
      for (let time = 0; time < 3; time++) {
        await driver.close()
        driver = await harness.reopen()
        const now = [await walk(driver, { partition: county, index: null }), await history(driver)]
        same(now, before, 'a store that is opened again has what it had')
      }
      return 'held'
    },
  },
  {
    id: 'C3',
    name: 'every call after close rejects, and closing twice is harmless',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      await driver.close()
      await driver.close()
      for (const [name, call] of everyCall(driver)) await rejects(call(), `${name} rejects after close`)
      return 'held'
    },
  },
  {
    id: 'C4',
    name: 'every call while the driver is closing rejects',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'))]))
      const closing = driver.close()
      const calls = everyCall(driver).map(([name, call]) => rejects(call(), `${name} rejects while closing`))
      await Promise.all([closing, ...calls])
      return 'held'
    },
  },
  {
    id: 'C5',
    name: 'close waits for what is under way',
    run: async (harness) => {
      const driver = await harness.open()
      const order: string[] = []
      const commits = ['c1', 'c2'].map(async (id) => {
        const answer = await driver.commit(batch(id, [write(at(id))]))
        order.push(id)
        return answer.outcome
      })
      const closing = driver.close().then(() => order.push('closed'))
      same(await Promise.all(commits), ['written', 'written'], 'commits that began before close are written')
      await closing
      const [last, ...commitsOf] = order.toReversed()
      same([ordered(commitsOf), last], [['c1', 'c2'], 'closed'], 'close ends after the commits that it found under way')
      if (!survives(driver)) return 'held'
      const again = await harness.reopen()
      same(
        (await walk(again, { partition: county, index: null })).map(({ subject }) => subject),
        ['c1', 'c2'],
        'and they last',
      )
      return 'held'
    },
  },
  {
    id: 'C6',
    name: 'what was acknowledged is there after opening again: rows, keys, tombstones, log, erasures, commit ids',
    needs: 'durable',
    run: async (harness) => {
      const driver = await harness.open()
      if (!survives(driver)) return 'not promised'
      await done(
        driver,
        batch('c1', [write(at('child-1'), { body: 'one', keys: { due: ['d1'] } }), write(at('child-2'))]),
      )
      await done(driver, batch('c2', [write(at('child-2'), { expect: 1, body: null })]))
      await done(driver, batch('c3', [write(at('child-3'))]))
      await done(driver, erasure('e1', 'child-3'))
      const read = async (from: Driver) => [
        await from.get(county, [at('child-1'), at('child-2'), at('child-3')]),
        await walk(from, { partition: county, index: 'due' }),
        await history(from),
      ]
      const before = await read(driver)
      await driver.close()
      const again = await harness.reopen()
      same(await read(again), before, 'everything is there after opening again')
      same((await settled(again, batch('late', [write(at('child-3'))]))).outcome, 'refused', 'erasures last')
      const repeat = await settled(again, batch('c3', [write(at('child-3'))]))
      holds(repeat.outcome === 'written' && repeat.repeated, 'commit ids last')
      return 'held'
    },
  },
  {
    id: 'C8',
    name: 'the guarantees are complete, and each is one that the port knows',
    run: async (harness) => {
      const { guarantees } = await harness.open()
      same(ordered(Object.keys(guarantees)), ordered(Object.keys(allowed)), 'every guarantee is stated and no other')
      for (const [name, isAllowed] of Object.entries(allowed))
        holds(isAllowed(Reflect.get(guarantees, name)), `the guarantee ${name} has a value that the port knows`)
      return 'held'
    },
  },
]
