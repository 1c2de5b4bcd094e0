import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audited, type Driver, type Ledger, openMemory, type PageQuery, verify } from '../../src/storage/index.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { folder } from './harness.ts'

/** What memory is asked, and the store on disk beside it. */
interface Model {
  readonly plain: Driver
}
interface Real {
  driver: Driver
  readonly file: string
}

/** Asks both, through the audit; the answers have to be the same data. */
class Ask implements fc.AsyncCommand<Model, Real> {
  readonly text: string
  readonly ask: (ledger: Ledger) => Promise<unknown>
  constructor(text: string, ask: (ledger: Ledger) => Promise<unknown>) {
    this.text = text
    this.ask = ask
  }
  check = () => true
  run = async (model: Model, real: Real) => {
    expect(await this.ask(audited(real.driver))).toEqual(await this.ask(audited(model.plain)))
  }
  toString = () => this.text
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  check = () => true
  run = async (_: Model, real: Real) => {
    await real.driver.close()
    real.driver = await openSqlite(real.file)
  }
  toString = () => 'reopen'
}

const partition = fc.constantFrom('p', 'p', 'p', 'p~access')
const subject = fc.constantFrom('s', 's', 's1', 'S')
const address = fc.record({ subject, kind: fc.constantFrom('file', 'visit'), id: fc.constantFrom('1', '1', '2') })
const key = fc.constantFrom('a', 'b', 'b!', 'B', '~')
const list = fc.array(key, { maxLength: 3, size: 'max' })
const keys = fc.oneof(fc.record({ due: list, area: list }), fc.record({ due: list }), fc.constant({}))
const expected = fc.nat({ max: 4 })
const body = fc.option(fc.uint8Array({ maxLength: 12 }), { freq: 4 })
const commitId = fc.constantFrom(...Array.from({ length: 12 }, (_, n) => `c${n}`))
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

const commits = fc
  .record({
    partition,
    id: commitId,
    fingerprint,
    note,
    checks: fc.array(fc.record({ at: address, expect: expected }), { maxLength: 1 }),
    writes: fc.array(fc.record({ at: address, expect: expected, body, keys }), { maxLength: 4 }),
  })
  .map(({ checks, writes, ...act }) => {
    const draft = {
      ...act,
      checks: checks.map(({ at, expect }) => ({ ...at, expect })),
      writes: writes.map(({ at, ...write }) => ({ ...at, ...write })),
    }
    return new Ask(`commit ${show(draft)}`, (ledger) => ledger.commit(draft))
  })

/** Writes every row at the revision that it has, so that much is written. */
const updates = fc.record({ partition, id: commitId, at: address, body, keys, note }).map(
  ({ partition, id, at, body, keys, note }) =>
    new Ask(`update ${show({ partition, id, at, body, keys })}`, async (ledger) => {
      const [row] = await ledger.get(partition, [at])
      const writes = [{ ...at, expect: row?.revision ?? 0, body, keys }]
      return ledger.commit({ partition, id: `${id}-${row?.revision ?? 0}`, fingerprint: 'f', note, checks: [], writes })
    }),
)

const erasures = fc
  .record({ partition, id: commitId, fingerprint, note, subject })
  .map((removal) => new Ask(`erase ${show(removal)}`, (ledger) => ledger.erase(removal)))

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
    const wanted: PageQuery = given(query) as PageQuery
    return new Ask(`page ${show(wanted)}`, (ledger) => ledger.page(wanted))
  })

const logs = fc
  .record({
    partition,
    after: fc.nat({ max: 6 }),
    limit,
    of: fc.option(address, { nil: undefined }),
    commit: fc.option(commitId, { nil: undefined, freq: 1 }),
  })
  .map((query) => {
    const wanted = given(query) as Parameters<Driver['log']>[0]
    return new Ask(`log ${show(wanted)}`, (ledger) => ledger.log(wanted))
  })

const gets = fc
  .tuple(partition, fc.array(address, { maxLength: 4 }))
  .map(([name, at]) => new Ask(`get ${show([name, at])}`, (ledger) => ledger.get(name, at)))

const lists = fc
  .tuple(fc.option(partition, { nil: undefined }), limit)
  .map(([after, most]) => new Ask(`partitions ${show([after, most])}`, (ledger) => ledger.partitions(after, most)))

describe('SQLite', () => {
  it('answers every series of calls as memory does, with openings in between, and the chain holds at the end', async () => {
    const commands = fc.commands(
      [commits, updates, updates, updates, erasures, pages, pages, logs, gets, lists, fc.constant(new Reopen())],
      { maxCommands: 40, size: 'max' },
    )
    await fc.assert(
      fc.asyncProperty(commands, async (series) => {
        const { file, remove } = folder()
        const plain = await openMemory()
        const real: Real = { driver: await openSqlite(file), file }
        try {
          await fc.asyncModelRun(() => ({ model: { plain }, real }), series)
          for (const name of ['p', 'p~access']) {
            for (const index of [null, 'due', 'area']) {
              const whole = { partition: name, index, limit: 1000 }
              expect(await real.driver.page(whole)).toEqual(await plain.page(whole))
            }
            const held = await verify(real.driver, name)
            expect(held._unsafeUnwrap().faults).toEqual([])
            expect(held).toEqual(await verify(plain, name))
          }
        } finally {
          await real.driver.close()
          remove()
        }
      }),
      { numRuns: 40 },
    )
  })
})
