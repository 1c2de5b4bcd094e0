import { Draws } from '../random.ts'

/**
 * The numbers from 0 up to, but without, `count`, in the order drawn with a seed: the same seed draws the same order everywhere.
 * @source Fisher and Yates, 1938; Durstenfeld, 1964
 * @example
 * ```ts
 * import { lottery } from 'childfile/solver'
 * lottery(4, 7).length // => 4
 * ```
 */
export function lottery(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  const draws = new Draws(seed)
  for (let last = count - 1; last > 0; last--) {
    const at = draws.below(last + 1)
    const value = order[last]!
    order[last] = order[at]!
    order[at] = value
  }
  return order
}
