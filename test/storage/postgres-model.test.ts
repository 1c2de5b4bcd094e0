import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Address,
  audited,
  type Driver,
  type Ledger,
  type LogQuery,
  openMemory,
  type PageQuery,
  verify,
} from '../../src/storage/index.ts'
import { openPostgres } from '../../src/storage/postgres.ts'
import { type Server, startServer } from './postgres-server.ts'

let server: Server
beforeAll(async () => {
  server = await startServer({ fsync: 'off', full_page_writes: 'off' })
})
afterAll(() => server.stop())

/** Names whose order is another one in every language than in bytes. */
const name = fc.constantFrom('a', 'a', 'a', 'A', 'b', 'a!', '_a', '~', '9', '10', 'a-b', 'ab')
const subject = fc.oneof({ weight: 2, arbitrary: fc.constant('a') }, { weight: 1, arbitrary: name })
const partition = fc.constantFrom('p', 'p', 'p', 'p~access')
const address = fc.record({
  subject,
  kind: fc.constantFrom('file', 'File'),
  id: fc.constantFrom('1', '1', '1', 'x'),
})
const keys = fc.dictionary(fc.constantFrom('due', 'area', '__proto__'), fc.array(name, { maxLength: 3, size: 'max' }), {
  maxKeys: 2,
})
const act = { partition, id: fc.constantFrom('c1', 'c2', 'c3', 'c4'), fingerprint: fc.constantFrom('f', 'f', 'f', 'g') }
const body = fc.option(fc.uint8Array({ maxLength: 9 }), { freq: 4 })
/** A revision, or the one that is there. */
const expected = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 2 }) })
const limit = fc.integer({ min: -1, max: 3 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

const commits = fc.record({
  call: fc.constant('commit' as const),
  ...act,
  again: fc.boolean(),
  checks: fc.array(fc.record({ at: address, expected }), { maxLength: 1 }),
  writes: fc.array(fc.record({ at: address, expected, body, keys }), { maxLength: 5 }),
})
const erasures = fc.record({ call: fc.constant('erase' as const), ...act, again: fc.boolean(), subject })
const pages = fc.record({
  call: fc.constant('page' as const),
  partition,
  index: fc.constantFrom(null, null, 'due', 'due', '__proto__', 'no'),
  from: maybe(name),
  to: maybe(name),
  after: maybe(fc.record({ key: name, subject: name, kind: fc.constant('file'), id: fc.constantFrom('1', 'x') })),
  limit,
})
const logs = fc.record({
  call: fc.constant('log' as const),
  partition,
  after: fc.nat({ max: 5 }),
  limit,
  of: maybe(address),
  commit: maybe(act.id),
})
const gets = fc.record({ call: fc.constant('get' as const), partition, at: fc.array(address, { maxLength: 4 }) })
const lists = fc.record({ call: fc.constant('partitions' as const), partition, limit })

const step = fc.oneof(
  { weight: 6, arbitrary: commits },
  { weight: 1, arbitrary: erasures },
  { weight: 3, arbitrary: pages },
  { weight: 2, arbitrary: logs },
  { weight: 1, arbitrary: gets },
  { weight: 1, arbitrary: lists },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Leaves out what is undefined, so that absent bounds are absent. */
const given = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))

/** The answer of a store to a step; `run` keeps the partitions of one series apart from those of the others. */
async function answer(ledger: Ledger, step: Step, run: string, place: number): Promise<unknown> {
  const partition = `${run}${step.partition}`
  const note = new Uint8Array([place])
  const expecting = async ({ at, expected }: { readonly at: Address; readonly expected: number | null }) => ({
    ...at,
    expect: expected ?? (await ledger.get(partition, [at]))[0]?.revision ?? 0,
  })
  const idOf = ({ id, again }: { readonly id: string; readonly again: boolean }) => (again ? id : `${id}-${place}`)
  switch (step.call) {
    case 'commit': {
      const checks = await Promise.all(step.checks.map(expecting))
      const writes = await Promise.all(
        step.writes.map(async (one) => ({ ...(await expecting(one)), body: one.body, keys: one.keys })),
      )
      return ledger.commit({ partition, id: idOf(step), fingerprint: step.fingerprint, note, checks, writes })
    }
    case 'erase':
      return ledger.erase({
        partition,
        id: idOf(step),
        fingerprint: step.fingerprint,
        note,
        subject: step.subject,
      })
    case 'page':
      return ledger.page(given({ ...step, partition, call: undefined }) as PageQuery)
    case 'log':
      return ledger.log(given({ ...step, partition, call: undefined }) as LogQuery)
    case 'get':
      return ledger.get(partition, step.at)
    case 'partitions':
      return (await ledger.partitions(run, 100_000))
        .filter((one) => one.startsWith(run))
        .slice(0, Math.max(0, step.limit))
  }
}

/** Whether both answer every step of a series alike and hold the same in the end, with chains that verify. */
async function agree(store: Driver, plain: Driver, steps: readonly Step[], run: string): Promise<void> {
  const [tested, measure] = [audited(store), audited(plain)]
  for (const [place, one] of steps.entries())
    expect(await answer(tested, one, run, place)).toEqual(await answer(measure, one, run, place))
  for (const partition of [`${run}p`, `${run}p~access`]) {
    for (const index of [null, 'due', 'area', '__proto__'])
      expect(await store.page({ partition, index, limit: 1000 })).toEqual(
        await plain.page({ partition, index, limit: 1000 }),
      )
    expect(await store.log({ partition, after: 0, limit: 1000 })).toEqual(
      await plain.log({ partition, after: 0, limit: 1000 }),
    )
    expect((await verify(store, partition))._unsafeUnwrap().faults).toEqual([])
  }
}

const series = fc.array(step, { maxLength: 25, size: 'max' })

describe('PostgreSQL', () => {
  it('answers every series of calls as memory does, and the chain holds at the end', async () => {
    const store = await openPostgres(server.pool({ max: 2 }))
    let run = 0
    await fc.assert(
      fc.asyncProperty(series, async (steps) => {
        await agree(store, await openMemory(), steps, `r${run++}.`)
      }),
      { numRuns: 60 },
    )
  })

  const sabotage: readonly (readonly [string, (text: string) => string])[] = [
    ['order is left to the language', (text) => text.replaceAll(' COLLATE "C"', '')],
    ['index keys stay', (text) => text.replace('e.partition = $1 AND', 'e.partition = $1 AND false AND')],
    ['logged bodies stay', (text) => text.replace('body IS NOT NULL', 'body IS NULL')],
    ['tombstones are shown', (text) => text.replace('AND live', 'AND (live OR NOT live)')],
    ['a page never knows of another', (text) => text.replace(/LIMIT (\$[68])/, 'LIMIT $1::integer - 1')],
    ['an erasure is not remembered', (text) => text.replace('VALUES ($1, $7)', "VALUES ($1, $7 || '!')")],
    ['bodies are mixed up', (text) => text.replace('substr($3::bytea, start, length)', 'substr($3::bytea, 1, length)')],
    ['a commit id is forgotten', (text) => text.replace(/(SELECT 'act'.* id = \$2)/, '$1 AND false')],
  ]
  it.each(sabotage)('would be found out if %s', async (what, change) => {
    const pool = server.pool({ max: 2 })
    const lying = {
      query: (text: string, values?: unknown[]) => pool.query(change(text), values),
      connect: async () => {
        const client = await pool.connect()
        return {
          query: (text: string, values?: unknown[]) => client.query(change(text), values),
          release: (error?: Error | boolean) => client.release(error),
        }
      },
    }
    const prefix = `sabotage_${sabotage.findIndex(([name]) => name === what)}_`
    const store = await openPostgres(lying, { prefix })
    let run = 0
    const found = await fc.check(
      fc.asyncProperty(series, async (steps) => {
        await agree(store, await openMemory(), steps, `r${run++}.`)
      }),
      { numRuns: 300, seed: 7, endOnFailure: true },
    )
    expect(found.failed).toBe(true)
    // Not because the statement makes no sense any more.
    expect(found.errorInstance).not.toMatchObject({ code: expect.stringMatching(/^42/) as string })
  })
})
