import { describe, expect, it } from 'vitest'
import { driverContract } from '../../src/testing/index.ts'
import { indexedDbHarness } from './indexed-db-harness.ts'
import { freshEngine } from './indexed-db-memory.ts'

const notPromised = ['C41', 'C52']

describe('the driver contract over IndexedDB in memory', () => {
  it.each(driverContract.map((one) => [one.id, one.name, one] as const))('%s: %s', async (id, _name, one) => {
    const tested = indexedDbHarness(freshEngine(), 'county')
    try {
      expect(await one.run(tested)).toBe(notPromised.includes(id) ? 'not promised' : 'held')
    } finally {
      await tested.destroy()
    }
  })
})
