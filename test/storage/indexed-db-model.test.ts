import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Driver, openMemory } from '../../src/storage/index.ts'
import { openIndexedDb } from '../../src/storage/indexed-db.ts'
import type { PastRecord, RowRecord } from '../../src/storage/indexed-db/layout.ts'
import { records, type WholeEngine } from './indexed-db-harness.ts'
import { freshEngine } from './indexed-db-memory.ts'
import { agree, type Real, seriesOf } from './model.ts'

/** Throws if the store does not answer as memory does. */
const compare = (
  parameters: fc.Parameters<unknown>,
  broken: (driver: Driver, engine: WholeEngine) => Driver = (driver) => driver,
) =>
  fc.assert(
    fc.asyncProperty(seriesOf({ reopenings: ['closed'] }), async (series) => {
      const engine = freshEngine()
      const reopen = async () => broken(await openIndexedDb('county', engine), engine)
      const real: Real = { driver: await reopen(), reopen }
      await agree(series, { plain: await openMemory(), prefix: '' }, real)
      await real.driver.close()
      const { row, past } = (await records(engine, 'county')) as { row: RowRecord[]; past: PastRecord[] }
      const standing = past.filter(({ body }) => body === undefined)
      expect(standing.map(({ seq, digest }) => [seq, digest]).sort()).toEqual(
        row.map(({ seq, digest }) => [seq, digest]).sort(),
      )
    }),
    parameters,
  )

describe('IndexedDB', () => {
  it('answers every series of calls as memory does, with openings in between, and keeps each body once', async () => {
    await compare({ numRuns: 100 })
  })
  it.each<readonly [string, (driver: Driver) => Partial<Driver>]>([
    [
      'a page that leaves its last key out',
      (driver) => ({
        page: async (query) => {
          const page = await driver.page(query)
          return page.next && query.index !== null ? { ...page, next: { ...page.next, key: '' } } : page
        },
      }),
    ],
    [
      'a bound that is in where it should be out',
      (driver) => ({
        page: (query) => driver.page(query.to === undefined ? query : { ...query, to: `${query.to}!` }),
      }),
    ],
    [
      'a log that forgets the row it was asked for',
      (driver) => ({
        log: ({ of, ...query }) =>
          driver.log(of && query.commit === undefined ? query : { ...query, ...(of ? { of } : {}) }),
      }),
    ],
  ])('would be told from memory by %s', async (_, change) => {
    await expect(compare({ numRuns: 100, seed: 1 }, (driver) => ({ ...driver, ...change(driver) }))).rejects.toThrow(
      /Property failed/,
    )
  })
})
