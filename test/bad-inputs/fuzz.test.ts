import { describe, expect, it } from 'vitest'
import { diceOf } from '../../prove/fuzz/dice.ts'
import type { FuzzClass } from '../../prove/fuzz/class.ts'
import { classes, fuzz, tellsOnATeller } from '../../prove/fuzz/run.ts'

/** What of a million is tried here; `prove` tries them all. */
const inputs = 6000

describe('inputs that nobody meant', () => {
  it.each(classes.map((one) => [one.name, one] as const))(
    '%s: nothing is thrown, nothing hangs, nothing that was put in is told',
    async (_, one) => {
      const to = Math.max(60, Math.ceil((one.share * inputs) / 1_000_000))
      const { failures, answered } = await fuzz(one, { seed: 2026, to })
      expect(failures).toEqual([])
      expect(answered).toBeGreaterThan(to / 4)
    },
  )
  it('are a million together in their shares', () => {
    expect(classes.reduce((sum, { share }) => sum + share, 0)).toBe(1_000_000)
  })
  it('are the same again from seed, class and place', () => {
    const drawn = (seed: number, name: string, place: number) => {
      const dice = diceOf(seed, name, place)
      return Array.from({ length: 20 }, () => dice.below(1000)).join()
    }
    expect(drawn(1, 'cells', 7)).toBe(drawn(1, 'cells', 7))
    expect(new Set([drawn(1, 'cells', 7), drawn(2, 'cells', 7), drawn(1, 'rows', 7), drawn(1, 'cells', 8)]).size).toBe(
      4,
    )
  })
  it('find a door that repeats its input, one that throws, and one that takes too long', async () => {
    const broken = (name: string, attempt: () => unknown): FuzzClass => ({
      name,
      share: 1,
      prepare: () => Promise.resolve(attempt),
    })
    const slow = () => {
      const end = performance.now() + 20
      while (performance.now() < end);
    }
    const throwing = () => {
      throw new Error('x')
    }
    expect(await tellsOnATeller()).toBe(true)
    expect((await fuzz(broken('throws', throwing), { seed: 1, to: 1 })).failures[0]?.what).toMatch(/^threw/)
    expect((await fuzz(broken('slow', slow), { seed: 1, to: 1, mostMilliseconds: 10 })).failures[0]?.what).toMatch(
      /^took/,
    )
  })
})
