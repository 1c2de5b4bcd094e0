import fc from 'fast-check'
import { audited, type Driver, type Ledger, type Page, type PageQuery } from '../../src/storage/index.ts'

/** The plain store that gives the right answers, and the one that is put to the test. */
export interface Model {
  readonly plain: Driver
}
export interface Real {
  driver: Driver
  readonly reopen: () => Promise<Driver>
}

/** Both answers as one text each, bytes as numbers and keys in order, so that they can be compared anywhere. */
export const shown = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Uint8Array) return [...item]
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

/** Throws if the texts differ. */
export const alike = (found: unknown, expected: unknown, asked: string): void => {
  const [one, other] = [shown(found), shown(expected)]
  if (one !== other) throw new Error(`${asked}: memory says ${other}, the store says ${one}`)
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
    alike(await this.ask(audited(real.driver)), await this.ask(audited(model.plain)), this.text)
  }
  toString = () => this.text
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  check = () => true
  run = async (_: Model, real: Real) => {
    await real.driver.close()
    real.driver = await real.reopen()
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
const position = fc.option(
  fc.record({ key, subject, kind: fc.constantFrom('file', 'visit'), id: fc.constantFrom('1', '2') }),
  { nil: undefined },
)

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
    return new Ask(`commit ${shown(draft)}`, (ledger) => ledger.commit(draft))
  })

/** Writes rows at the revision that they have, so that much is written. */
const updates = fc
  .record({
    partition,
    id: commitId,
    note,
    writes: fc.uniqueArray(fc.record({ at: address, body, keys }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ at }) => shown(at),
    }),
  })
  .map(
    ({ partition, id, note, writes }) =>
      new Ask(`update ${shown({ partition, id, writes })}`, async (ledger) => {
        const rows = await ledger.get(
          partition,
          writes.map(({ at }) => at),
        )
        const revisions = rows.map((row) => row?.revision ?? 0)
        return ledger.commit({
          partition,
          id: `${id}-${revisions.join('-')}`,
          fingerprint: 'f',
          note,
          checks: [],
          writes: writes.map(({ at, ...write }, n) => ({ ...at, ...write, expect: revisions[n] ?? 0 })),
        })
      }),
  )

const erasures = fc
  .record({ partition, id: commitId, fingerprint, note, subject })
  .map((removal) => new Ask(`erase ${shown(removal)}`, (ledger) => ledger.erase(removal)))

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
    return new Ask(`page ${shown(wanted)}`, (ledger) => ledger.page(wanted))
  })

/** All pages of a walk, one after the other. */
const walks = fc
  .record({
    partition,
    index: fc.constantFrom(null, 'due', 'due', 'area'),
    from: bound,
    to: bound,
    limit: fc.integer({ min: 1, max: 3 }),
  })
  .map((query) => {
    const wanted = given(query) as PageQuery
    return new Ask(`walk ${shown(wanted)}`, async (ledger) => {
      const pages: Page[] = []
      do {
        const after = pages.at(-1)?.next
        pages.push(await ledger.page({ ...wanted, ...(after ? { after } : {}) }))
      } while (pages.at(-1)?.next && pages.length < 40)
      return pages
    })
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
    return new Ask(`log ${shown(wanted)}`, (ledger) => ledger.log(wanted))
  })

const gets = fc
  .tuple(partition, fc.array(address, { maxLength: 4 }))
  .map(([name, at]) => new Ask(`get ${shown([name, at])}`, (ledger) => ledger.get(name, at)))

const lists = fc
  .tuple(fc.option(partition, { nil: undefined }), limit)
  .map(([after, most]) => new Ask(`partitions ${shown([after, most])}`, (ledger) => ledger.partitions(after, most)))

/** Series of calls with openings in between. */
export const series = fc.commands(
  [
    commits,
    updates,
    updates,
    updates,
    erasures,
    pages,
    pages,
    walks,
    walks,
    logs,
    logs,
    gets,
    lists,
    fc.constant(new Reopen()),
  ],
  { maxCommands: 40, size: 'max' },
)
