// One model of calls for every driver: memory says what is right, the driver under test has to say the same.
import fc from 'fast-check'
import { audited, type Driver, type Ledger, type Page, type PageQuery, verify } from '../../src/storage/index.ts'

/** How a store comes to be opened again: after it was closed, or after its process died. */
export type Reopening = 'closed' | 'killed'

/** The plain store that gives the right answers. */
export interface Model {
  readonly plain: Driver
  /** What the partitions of this series begin with, where many series share one store. */
  readonly prefix: string
}

/** The store that is put to the test. */
export interface Real {
  driver: Driver
  readonly reopen: (how: Reopening) => Promise<Driver>
}

/** A value as text, bytes as numbers and keys in order, so that values can be compared anywhere, also in a browser. */
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Uint8Array) return { bytes: [...item] }
    if (Array.isArray(item)) return item.map((one: unknown) => (one === undefined ? { missing: true } : one))
    if (typeof item !== 'object' || item === null) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

/** Throws if the values are not the same data. */
export const alike = (found: unknown, expected: unknown, asked: string): void => {
  const [one, other] = [shown(found), shown(expected)]
  if (one !== other) throw new Error(`${asked}: memory says ${other}, the store says ${one}`)
}

/** A question to a ledger; `at` gives the name that a partition has in this series. */
type Question = (ledger: Ledger, at: (partition: string) => string, prefix: string) => Promise<unknown>

/** Asks both, through the audit; the answers have to be the same data. */
class Ask implements fc.AsyncCommand<Model, Real> {
  readonly text: string
  readonly question: Question
  constructor(text: string, question: Question) {
    this.text = text
    this.question = question
  }
  check = () => true
  run = async ({ plain, prefix }: Model, real: Real) => {
    const at = (partition: string) => `${prefix}${partition}`
    alike(
      await this.question(audited(real.driver), at, prefix),
      await this.question(audited(plain), at, prefix),
      this.text,
    )
  }
  toString = () => this.text
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  readonly how: Reopening
  constructor(how: Reopening) {
    this.how = how
  }
  check = () => true
  run = async (_: Model, real: Real) => {
    if (this.how === 'closed') await real.driver.close()
    real.driver = await real.reopen(this.how)
  }
  toString = () => this.how
}

/** Few names, so that they meet; among them some whose order is another one in every language than in bytes. */
const odd = fc.constantFrom('a', 'A', 'a!', '_a', '~', '9', '10', 'a-b', 'ab')
const partition = fc.constantFrom('p', 'p', 'p', 'p~access')
const subject = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('s', 's', 's1', 'S') }, { weight: 1, arbitrary: odd })
const kind = fc.constantFrom('file', 'visit')
const id = fc.constantFrom('1', '1', '2')
const address = fc.record({ subject, kind, id })
const key = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b', 'b!', 'B', '~') }, { weight: 1, arbitrary: odd })
const list = fc.array(key, { maxLength: 3, size: 'max' })
const keys = fc.oneof(
  ...[fc.record({ due: list, area: list }), fc.record({ due: list, area: list })],
  ...[fc.record({ due: list }), fc.record({ due: list })],
  fc.constant({}),
  fc.dictionary(fc.constantFrom('due', 'area', '__proto__'), list, { maxKeys: 2, noNullPrototype: true }),
)
const body = fc.option(fc.uint8Array({ maxLength: 12 }), { freq: 4 })
const commitId = fc.constantFrom(...Array.from({ length: 12 }, (_, n) => `c${n}`))
const fingerprint = fc.constantFrom('f', 'f', 'f', 'g')
const limit = fc.integer({ min: -1, max: 6 })
const note = fc.uint8Array({ maxLength: 4 })
/** A revision, or the one that is there when it is asked. */
const expected = fc.option(fc.nat({ max: 4 }), { nil: 'now' as const, freq: 2 })
const maybe = <T>(value: fc.Arbitrary<T>, freq = 1): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq })
const bound = maybe(fc.oneof({ weight: 3, arbitrary: key }, { weight: 1, arbitrary: subject }), 3)
const position = maybe(fc.record({ key, subject, kind, id }))
const index = fc.constantFrom(null, null, 'due', 'due', 'due', 'due', 'area', '__proto__', 'no')

/** Leaves out what is undefined, so that absent bounds are absent. */
const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T

const drafts = fc.record({
  partition,
  id: commitId,
  fingerprint,
  note,
  checks: fc.array(fc.record({ at: address, expected }), { maxLength: 1 }),
  writes: fc.array(fc.record({ at: address, expected, body, keys }), { maxLength: 5 }),
})
type Draft = typeof drafts extends fc.Arbitrary<infer D> ? D : never

async function commit(ledger: Ledger, { checks, writes, ...act }: Draft, at: (partition: string) => string) {
  const name = at(act.partition)
  const rows = await ledger.get(
    name,
    [...checks, ...writes].map((one) => one.at),
  )
  const revision = (wanted: number | 'now', n: number) => (wanted === 'now' ? (rows[n]?.revision ?? 0) : wanted)
  return ledger.commit({
    ...act,
    partition: name,
    checks: checks.map((one, n) => ({ ...one.at, expect: revision(one.expected, n) })),
    writes: writes.map((one, n) => ({
      ...one.at,
      body: one.body,
      keys: one.keys,
      expect: revision(one.expected, checks.length + n),
    })),
  })
}

const commits = drafts.map((draft) => new Ask(`commit ${shown(draft)}`, (ledger, at) => commit(ledger, draft, at)))

/** Writes rows at the revision that they have, under an id that is new, so that much is written. */
const updates = fc
  .record({
    partition,
    id: commitId,
    note,
    writes: fc.uniqueArray(fc.record({ at: address, body, keys }), {
      minLength: 1,
      maxLength: 3,
      selector: (one) => shown(one.at),
    }),
  })
  .map(
    ({ partition: name, id: act, note: who, writes }) =>
      new Ask(`update ${shown({ name, act, writes })}`, async (ledger, at) => {
        const rows = await ledger.get(
          at(name),
          writes.map((one) => one.at),
        )
        const revisions = rows.map((row) => row?.revision ?? 0)
        return ledger.commit({
          partition: at(name),
          id: `${act}-${revisions.join('-')}`,
          fingerprint: 'f',
          note: who,
          checks: [],
          writes: writes.map((one, n) => ({ ...one.at, body: one.body, keys: one.keys, expect: revisions[n] ?? 0 })),
        })
      }),
  )

const removals = fc.record({ partition, id: commitId, fingerprint, note, subject })
const erasures = removals.map(
  (removal) =>
    new Ask(`erase ${shown(removal)}`, (ledger, at) => ledger.erase({ ...removal, partition: at(removal.partition) })),
)

const firm = fc.nat({ max: 3 })
const firmDrafts = fc.record({
  ...{ partition, id: commitId, fingerprint, note },
  checks: fc.array(fc.record({ at: address, expected: firm }), { maxLength: 1 }),
  writes: fc.array(fc.record({ at: address, expected: firm, body, keys }), { maxLength: 4 }),
})

/** Several at once, for drivers that write them one after another in the order in which they were begun. */
const together = fc
  .array(fc.oneof({ weight: 5, arbitrary: firmDrafts }, { weight: 1, arbitrary: removals }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(
    (acts) =>
      new Ask(`at once ${shown(acts)}`, (ledger, at) =>
        Promise.all(
          acts.map((one) =>
            'writes' in one
              ? ledger.commit({
                  ...one,
                  partition: at(one.partition),
                  checks: one.checks.map((check) => ({ ...check.at, expect: check.expected })),
                  writes: one.writes.map((write) => ({
                    ...write.at,
                    body: write.body,
                    keys: write.keys,
                    expect: write.expected,
                  })),
                })
              : ledger.erase({ ...one, partition: at(one.partition) }),
          ),
        ),
      ),
  )

const pages = fc.record({ partition, index, from: bound, to: bound, after: position, limit }).map((query) => {
  const wanted = given(query) as PageQuery
  return new Ask(`page ${shown(wanted)}`, (ledger, at) => ledger.page({ ...wanted, partition: at(wanted.partition) }))
})

/** All pages of a walk, one after the other. */
const walks = fc
  .record({ partition, index, from: bound, to: bound, limit: fc.integer({ min: 1, max: 3 }) })
  .map((query) => {
    const wanted = given(query) as PageQuery
    return new Ask(`walk ${shown(wanted)}`, async (ledger, at) => {
      const found: Page[] = []
      do {
        const after = found.at(-1)?.next
        found.push(await ledger.page({ ...wanted, partition: at(wanted.partition), ...(after ? { after } : {}) }))
      } while (found.at(-1)?.next && found.length < 60)
      return found
    })
  })

const logs = fc
  .record({ partition, after: fc.nat({ max: 6 }), limit, of: maybe(address, 3), commit: maybe(commitId) })
  .map((query) => {
    const wanted = given(query) as Parameters<Driver['log']>[0]
    return new Ask(`log ${shown(wanted)}`, (ledger, at) => ledger.log({ ...wanted, partition: at(wanted.partition) }))
  })

const gets = fc
  .tuple(partition, fc.array(address, { maxLength: 4 }))
  .map(([name, places]) => new Ask(`get ${shown([name, places])}`, (ledger, at) => ledger.get(at(name), places)))

/** In a store that series share, only the partitions of this one count. */
const lists = fc.tuple(maybe(partition), limit).map(
  ([after, most]) =>
    new Ask(`partitions ${shown([after, most])}`, async (ledger, at, prefix) => {
      if (prefix === '') return ledger.partitions(after, most)
      const all = await ledger.partitions(after === undefined ? prefix : at(after), 100_000)
      return all.filter((one) => one.startsWith(prefix)).slice(0, Math.max(0, most))
    }),
)

/** What a driver can be asked beside the usual. */
interface Abilities {
  readonly reopenings: readonly Reopening[]
  readonly together?: boolean
}

/** Series of calls with openings in between. */
export const seriesOf = ({ reopenings, together: atOnce = false }: Abilities) =>
  fc.commands(
    [
      commits,
      commits,
      ...(atOnce ? [together, together] : []),
      ...[updates, updates, updates],
      erasures,
      ...[pages, pages, walks, walks, logs, logs, gets, lists],
      ...reopenings.map((how) => fc.constant(new Reopen(how))),
    ],
    { maxCommands: 40, size: 'max' },
  )

/** Throws if the store does not hold in the end what memory holds, or if a chain is broken. */
async function endsAlike({ plain, prefix }: Model, { driver }: Real): Promise<void> {
  for (const name of ['p', 'p~access']) {
    const at = `${prefix}${name}`
    for (const walked of [null, 'due', 'area', '__proto__']) {
      const whole = { partition: at, index: walked, limit: 1000 }
      alike(await driver.page(whole), await plain.page(whole), 'rows in the end')
    }
    const log = { partition: at, after: 0, limit: 1000 }
    alike(await driver.log(log), await plain.log(log), 'the log in the end')
    const held = await verify(driver, at)
    alike(held.map(({ faults }) => faults).unwrapOr([{ code: 'unreadable' } as never]), [], 'the chain in the end')
    alike(held, await verify(plain, at), 'what was verified')
  }
}

/** Runs a series against both and compares what they hold in the end. */
export async function agree(series: Iterable<fc.AsyncCommand<Model, Real>>, model: Model, real: Real): Promise<void> {
  await fc.asyncModelRun(() => ({ model, real }), series)
  await endsAlike(model, real)
}
