import { describe, expect, it } from 'vitest'
import { numbers } from '../../src/testing/driver-contract/scene.ts'
import type { DiskOptions } from './journal-disk.ts'
import { powerLosses } from './journal-power.ts'

const all = async (seeds: readonly number[], options: DiskOptions = {}) => {
  const losses = []
  for (const seed of seeds) losses.push(...(await powerLosses(seed, 8, options)))
  return losses
}

describe('a journal whose machine loses power at any operation', () => {
  it('has everything that was acknowledged, whole, and nothing of the erased, whatever of the rest reached the disk', async () => {
    const losses = await all(numbers(60))
    expect(losses.filter(({ broken }) => broken !== undefined)).toEqual([])
    expect(losses.filter(({ healed }) => healed).length).toBeGreaterThan(10)
    expect(losses.filter(({ acknowledged }) => acknowledged > 5).length).toBeGreaterThan(100)
  })
  it.each<readonly [string, DiskOptions]>([
    ['says that it has flushed and has not', { flushes: false }],
    ['says so of names', { flushesNames: false }],
  ])('would lose acknowledged acts on a disk that %s', async (_, options) => {
    const losses = await all(numbers(20), options)
    expect(losses.some(({ broken }) => broken !== undefined)).toBe(true)
  })
})
