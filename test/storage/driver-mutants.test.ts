import { describe, expect, it } from 'vitest'
import { driverContract } from '../../src/testing/index.ts'
import { mutants } from './mutants.ts'

describe('the driver contract', () => {
  it.each(mutants.map((mutant) => [mutant.breaks, mutant.name, mutant] as const))(
    '%s finds: %s',
    async (id, _, mutant) => {
      const harness = mutant.harness()
      const contractCase = driverContract.find((one) => one.id === id)
      await expect(contractCase?.run(harness)).rejects.toThrow(mutant.says ?? /^Broken: /)
      await harness.destroy()
    },
  )
  it('has for each case a driver that the case rejects', () => {
    const proved = new Set(mutants.map(({ breaks }) => breaks))
    expect(driverContract.filter(({ id }) => !proved.has(id)).map(({ id }) => id)).toEqual([])
  })
})
