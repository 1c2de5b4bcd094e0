import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch, Driver, Erasure, PageQuery } from '../../src/storage/index.ts'
import { openMemory } from '../../src/storage/memory.ts'
import { sortedList } from '../../src/storage/journal/sorted-list.ts'
import { digestText } from '../../src/digest.ts'
import { disk, type Disk } from './journal-disk.ts'
import { openOn } from './journal-scene.ts'

interface Model {
  readonly memory: Driver
}
interface Real {
  driver: Driver
  disk: Disk
}

class Ask implements fc.AsyncCommand<Model, Real> {
  readonly text: string
  readonly ask: (driver: Driver) => Promise<unknown>
  constructor(text: string, ask: (driver: Driver) => Promise<unknown>) {
    this.text = text
    this.ask = ask
  }
  check = () => true
  run = async (model: Model, real: Real) => {
    expect(await this.ask(real.driver)).toEqual(await this.ask(model.memory))
  }
  toString = () => this.text
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  readonly how: 'closed' | 'killed'
  constructor(how: 'closed' | 'killed') {
    this.how = how
  }
  check = () => true
  run = async (_: Model, real: Real) => {
    if (this.how === 'closed') await real.driver.close()
    else real.disk = real.disk.copy()
    real.driver = await openOn(real.disk.machine())
  }
  toString = () => this.how
}

const partition = fc.constantFrom('p', 'p', 'p', 'p~access')
const subject = fc.constantFrom('s', 's', 's1', 'S')
const address = fc.record({ subject, kind: fc.constantFrom('file', 'visit'), id: fc.constantFrom('1', '1', '2') })
const key = fc.constantFrom('a', 'b', 'b!', 'B', '~')
const list = fc.array(key, { maxLength: 3, size: 'max' })
const keys = fc.oneof(fc.record({ due: list, area: list }), fc.record({ due: list }), fc.constant({}))
const body = fc.option(fc.uint8Array({ maxLength: 12 }), { freq: 4 })
const commitId = fc.constantFrom(...Array.from({ length: 14 }, (_, n) => `c${n}`))
const fingerprint = fc.constantFrom('f', 'f', 'f', 'g')
const limit = fc.integer({ min: -1, max: 6 })
const note = fc.uint8Array({ maxLength: 4 })
const bound = fc.option(fc.oneof(key, subject), { nil: undefined })
const position = fc.option(fc.record({ key, subject, kind: fc.constant('file'), id: fc.constantFrom('1', '2') }), {
  nil: undefined,
})
const show = (value: unknown) =>
  JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? [...item] : item))
const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T

const link = (id: string) => (head: { readonly seq: number; readonly hash: string }) =>
  digestText(`${head.seq}:${head.hash}:${id}`)

const batches = fc
  .record({
    partition,
    id: commitId,
    fingerprint,
    note,
    checks: fc.array(fc.record({ at: address, expect: fc.nat({ max: 4 }) }), { maxLength: 1 }),
    writes: fc.array(fc.record({ at: address, expect: fc.nat({ max: 3 }), body, keys }), { maxLength: 4 }),
  })
  .map(
    ({ checks, writes, ...act }): Batch => ({
      ...act,
      link: link(act.id),
      checks: checks.map(({ at, expect }) => ({ ...at, expect })),
      writes: writes.map(({ at, ...write }) => ({ ...at, ...write, digest: `d${write.body?.length ?? ''}` })),
    }),
  )
const erasures = fc
  .record({ partition, id: commitId, fingerprint, note, subject })
  .map((act): Erasure => ({ ...act, link: link(act.id) }))

/** Several at once: the journal writes them in one frame, one after another in the order in which they were begun. */
const acts = fc
  .array(fc.oneof({ weight: 5, arbitrary: batches }, { weight: 1, arbitrary: erasures }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(
    (wanted) =>
      new Ask(`at once ${show(wanted)}`, (driver) =>
        Promise.all(wanted.map((one) => ('writes' in one ? driver.commit(one) : driver.erase(one)))),
      ),
  )

/** Writes rows at the revision that they have, so that much is written. */
const updates = fc.record({ partition, id: commitId, at: address, body, keys, note }).map(
  ({ partition: name, id, at, body: bytes, keys: under, note: who }) =>
    new Ask(`update ${show({ name, id, at, bytes, under })}`, async (driver) => {
      const [row] = await driver.get(name, [at])
      const act = `${id}-${row?.revision ?? 0}`
      const writes = [{ ...at, expect: row?.revision ?? 0, body: bytes, keys: under, digest: 'd' }]
      return driver.commit({
        partition: name,
        id: act,
        fingerprint: 'f',
        note: who,
        link: link(act),
        checks: [],
        writes,
      })
    }),
)

const pages = fc
  .record({
    partition,
    index: fc.constantFrom(null, 'due', 'due', 'area', 'no'),
    from: bound,
    to: bound,
    after: position,
    limit,
  })
  .map((query) => {
    const wanted = given(query) as PageQuery
    return new Ask(`page ${show(wanted)}`, (driver) => driver.page(wanted))
  })

const logs = fc
  .record({
    partition,
    after: fc.integer({ min: -1, max: 6 }),
    limit,
    of: fc.option(address, { nil: undefined }),
    commit: fc.option(commitId, { nil: undefined, freq: 1 }),
  })
  .map((query) => {
    const wanted = given(query) as Parameters<Driver['log']>[0]
    return new Ask(`log ${show(wanted)}`, (driver) => driver.log(wanted))
  })

const gets = fc
  .tuple(partition, fc.array(address, { maxLength: 4 }))
  .map(([name, at]) => new Ask(`get ${show([name, at])}`, (driver) => driver.get(name, at)))

const lists = fc
  .tuple(fc.option(partition, { nil: undefined }), limit)
  .map(([after, most]) => new Ask(`partitions ${show([after, most])}`, (driver) => driver.partitions(after, most)))

describe('a journal', () => {
  it('answers every series of calls as memory does, alone or at once, however often it is closed or killed in between', async () => {
    const reopenings = fc.constantFrom('closed' as const, 'killed' as const).map((how) => new Reopen(how))
    const commands = fc.commands([acts, acts, updates, updates, updates, pages, pages, logs, gets, lists, reopenings], {
      maxCommands: 40,
      size: 'max',
    })
    await fc.assert(
      fc.asyncProperty(commands, async (series) => {
        const first = disk()
        const memory = await openMemory()
        const real: Real = { driver: await openOn(first.machine()), disk: first }
        await fc.asyncModelRun(() => ({ model: { memory }, real }), series)
        for (const name of ['p', 'p~access']) {
          for (const index of [null, 'due', 'area']) {
            const whole = { partition: name, index, limit: 1000 }
            expect(await real.driver.page(whole)).toEqual(await memory.page(whole))
          }
          const all = { partition: name, after: 0, limit: 1000 }
          expect(await real.driver.log(all)).toEqual(await memory.log(all))
        }
        await real.driver.close()
      }),
      { numRuns: 150 },
    )
  })
})

describe('sortedList', () => {
  const compare = (a: number, b: number) => a - b
  it('is in order and takes any range, after any series of additions and removals', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 900 })), { minLength: 0, maxLength: 2500, size: 'max' })
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 900 })), steps, fc.nat(900), fc.nat(900), (first, series, from, to) => {
        const found = sortedList(first, compare)
        const model = new Set(first)
        for (const [isAdded, item] of series) {
          if (isAdded && !model.has(item)) found.add(item)
          if (!isAdded) found.remove(item)
          if (isAdded) model.add(item)
          else model.delete(item)
        }
        const expected = [...model].sort(compare)
        const take = (low: number, high: number, most: number) =>
          found.take(
            (item) => item < low,
            (item) => item < high,
            most,
          )
        expect(take(0, 1000, 10_000)).toEqual(expected)
        const range = expected.filter((item) => item >= from && item < to)
        expect(take(from, to, 10_000)).toEqual(range)
        expect(take(from, to, 3)).toEqual(range.slice(0, 3))
      }),
      { numRuns: 60 },
    )
  })
})
