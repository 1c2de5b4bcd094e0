import { rolling } from '../../test/storage/journal-scene.ts'

/** Chance that is always the same for a seed. */
export interface Dice {
  /** A whole number from 0 up to `count`. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  /** True once in so many times. */
  once(times: number): boolean
}

/** Dice for one input of one class, so that any input can be made again without those before it. */
export function diceOf(seed: number, name: string, place: number): Dice {
  let mixed = seed | 0
  for (const code of [...Array.from(name), place & 0xffff, place >>> 16])
    mixed = Math.imul(mixed ^ (typeof code === 'string' ? code.charCodeAt(0) : code), 0x01000193)
  const below = rolling(mixed ^ (mixed >>> 13))
  return {
    below,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
    once: (times) => below(times) === 0,
  }
}
