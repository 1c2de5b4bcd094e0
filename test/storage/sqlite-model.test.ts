import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Driver, openMemory } from '../../src/storage/index.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { folder } from './harness.ts'
import { agree, type Real, seriesOf } from './model.ts'

/** Throws if the store does not answer as memory does. */
const compare = (
  parameters: fc.Parameters<unknown>,
  broken: (driver: Driver) => Partial<Driver> = () => ({}),
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(seriesOf({ reopenings: ['closed'] }), async (series) => {
      const { file, remove } = folder()
      const reopen = async () => {
        const driver = await openSqlite(file)
        return { ...driver, ...broken(driver) }
      }
      const real: Real = { driver: await reopen(), reopen }
      try {
        await agree(series, { plain: await openMemory(), prefix: '' }, real)
      } finally {
        await real.driver.close()
        remove()
      }
    }),
    parameters,
  )

describe('SQLite', () => {
  it('answers every series of calls as memory does, with openings in between, and the chain holds at the end', async () => {
    await compare({ numRuns: 40 })
  })
  it('would be told from memory by rows that are missing where they should be undefined', async () => {
    const change = (driver: Driver): Partial<Driver> => ({
      get: async (partition, at) => (await driver.get(partition, at)).map((row) => row ?? (null as never)),
    })
    await expect(compare({ numRuns: 100, seed: 1 }, change)).rejects.toThrow(/Property failed/)
  })
})
