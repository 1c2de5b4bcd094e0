import { describe, expect, it } from 'vitest'
import { driverContract } from '../../src/testing/index.ts'
import { journalHarness } from './journal-harness.ts'

const notPromised = ['C21', 'C22', 'C41']

describe('the driver contract over a journal', () => {
  it.each(driverContract.map((one) => [one.id, one.name, one] as const))('%s: %s', async (id, _name, one) => {
    const tested = journalHarness()
    try {
      expect(await one.run(tested)).toBe(notPromised.includes(id) ? 'not promised' : 'held')
    } finally {
      await tested.destroy()
    }
  })
})
