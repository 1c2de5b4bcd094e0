import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { driverContract } from '../../src/testing/index.ts'
import { postgresHarness } from './postgres-harness.ts'
import { type Server, startServer } from './postgres-server.ts'

let server: Server
beforeAll(async () => {
  server = await startServer({ fsync: 'off', full_page_writes: 'off' })
})
afterAll(() => server.stop())

const run = async (one: (typeof driverContract)[number], between: Parameters<typeof postgresHarness>[1]) => {
  const harness = postgresHarness(server, between)
  try {
    return await one.run(harness)
  } finally {
    await harness.destroy()
  }
}

describe('the driver contract over PostgreSQL', () => {
  it.each(driverContract.map((one) => [one.id, one.name, one] as const))('%s: %s', async (id, _, one) => {
    expect(await run(one, {})).toBe(['C41', 'C52'].includes(id) ? 'not promised' : 'held')
  })
})

describe('PostgreSQL as it is after installation', () => {
  it('keeps what was acknowledged through a loss of power', async () => {
    const installed = await startServer()
    const harness = postgresHarness(installed)
    expect((await harness.open()).guarantees.durable).toBe('power')
    await harness.destroy()
    await installed.stop()
  })
})

/** Everything where several write at once, or where calls have to wait for each other. */
const racing = driverContract.filter(({ id }) => ['C5', 'C17', 'C20', 'C21', 'C22', 'C23', 'C44', 'C51'].includes(id))

describe.each([
  ['where every transaction is serializable', { options: '-c default_transaction_isolation=serializable' }],
  ['where every transaction sees one moment', { options: '-c default_transaction_isolation=repeatable\\ read' }],
  ['through a single connection', { max: 1 }],
])('the driver contract over PostgreSQL %s', (_, config) => {
  it.each(racing.map((one) => [one.id, one.name, one] as const))('%s: %s', async (_id, _name, one) => {
    expect(await run(one, { config })).toBe('held')
  })
})
