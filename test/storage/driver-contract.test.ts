import { describe, expect, it } from 'vitest'
import { driverContract, type Harness } from '../../src/testing/index.ts'
import { keeps, memoryHarness, sqliteHarness, withoutArrays } from './harness.ts'
import { snapshots } from './snapshots.ts'

const drivers: readonly (readonly [string, () => Harness, readonly string[]])[] = [
  ['memory', () => memoryHarness(), ['C2', 'C6', 'C21', 'C22', 'C41', 'C52']],
  ['memory that outlives its driver', () => memoryHarness(keeps), ['C41']],
  ['memory with pages of one moment', () => memoryHarness(snapshots), ['C2', 'C6', 'C21', 'C22', 'C52']],
  ['SQLite', () => sqliteHarness(), ['C41']],
  ['SQLite that gives rows as objects', () => sqliteHarness(withoutArrays), ['C41']],
]

describe.each(drivers)('the driver contract over %s', (_, harness, notPromised) => {
  it.each(driverContract.map((one) => [one.id, one.name, one] as const))('%s: %s', async (id, _name, one) => {
    const tested = harness()
    try {
      expect(await one.run(tested)).toBe(notPromised.includes(id) ? 'not promised' : 'held')
    } finally {
      await tested.destroy()
    }
  })
})

describe('the driver contract', () => {
  it('gives each case a number of its own', () => {
    expect(new Set(driverContract.map(({ id }) => id)).size).toBe(driverContract.length)
  })
  it('says which guarantee a case needs wherever one may not be promised', () => {
    const needing = driverContract.filter(({ needs }) => needs !== undefined).map(({ id }) => id)
    const answered = drivers.flatMap(([, , ids]) => ids)
    expect(needing.sort()).toEqual([...new Set(answered)].sort())
  })
})
