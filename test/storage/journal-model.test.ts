import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openMemory } from '../../src/storage/memory.ts'
import { sortedList } from '../../src/storage/journal/sorted-list.ts'
import { disk } from './journal-disk.ts'
import { openOn } from './journal-scene.ts'
import { agree, type Real, type Reopening, seriesOf } from './model.ts'

describe('a journal', () => {
  it('answers every series of calls as memory does, alone or at once, closed or killed in between', async () => {
    await fc.assert(
      fc.asyncProperty(seriesOf({ reopenings: ['closed', 'killed'], together: true }), async (series) => {
        let place = disk()
        const reopen = (how: Reopening) => {
          if (how === 'killed') place = place.copy()
          return openOn(place.machine())
        }
        const real: Real = { driver: await openOn(place.machine()), reopen }
        await agree(series, { plain: await openMemory(), prefix: '' }, real)
        await real.driver.close()
      }),
      { numRuns: 150 },
    )
  })
})

describe('sortedList', () => {
  const compare = (a: number, b: number) => a - b
  it('is in order and takes any range, after any series of additions and removals', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 900 })), { minLength: 0, maxLength: 2500, size: 'max' })
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 900 })), steps, fc.nat(900), fc.nat(900), (first, series, from, to) => {
        const found = sortedList(first, compare)
        const model = new Set(first)
        for (const [isAdded, item] of series) {
          if (isAdded && !model.has(item)) found.add(item)
          if (!isAdded) found.remove(item)
          if (isAdded) model.add(item)
          else model.delete(item)
        }
        const expected = [...model].sort(compare)
        const take = (low: number, high: number, most: number) =>
          found.take(
            (item) => item < low,
            (item) => item < high,
            most,
          )
        expect(take(0, 1000, 10_000)).toEqual(expected)
        const range = expected.filter((item) => item >= from && item < to)
        expect(take(from, to, 10_000)).toEqual(range)
        expect(take(from, to, 3)).toEqual(range.slice(0, 3))
      }),
      { numRuns: 60 },
    )
  })
})
