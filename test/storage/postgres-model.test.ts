import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Driver, openMemory } from '../../src/storage/index.ts'
import { openPostgres } from '../../src/storage/postgres.ts'
import { agree, seriesOf } from './model.ts'
import { type Server, startServer } from './postgres-server.ts'

let server: Server
beforeAll(async () => {
  server = await startServer({ fsync: 'off', full_page_writes: 'off' })
})
afterAll(() => server.stop())

/** Whether the store answers every series as memory does; each series has partitions of its own in the one store. */
const agreement = (open: () => Promise<Driver>) => {
  let run = 0
  return fc.asyncProperty(seriesOf({ reopenings: ['closed'] }), async (series) => {
    const real = { driver: await open(), reopen: open }
    await agree(series, { plain: await openMemory(), prefix: `r${run++}.` }, real)
  })
}

describe('PostgreSQL', () => {
  it('answers every series of calls as memory does, and the chain holds at the end', async () => {
    const pool = server.pool({ max: 2 })
    await fc.assert(
      agreement(() => openPostgres(pool)),
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
    const found = await fc.check(
      agreement(() => openPostgres(lying, { prefix })),
      { numRuns: 300, seed: 7, endOnFailure: true },
    )
    expect(found.failed).toBe(true)
    // Not because the statement makes no sense any more.
    expect(found.errorInstance).not.toMatchObject({ code: expect.stringMatching(/^42/) as string })
  })
})
