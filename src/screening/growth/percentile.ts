/**
 * The share of the reference population, in per cent with one decimal, whose score lies below. 0 and 100 are never given:
 * 0.1 and 99.9 are the ends.
 * @source Abramowitz and Stegun, Handbook of mathematical functions, 26.2.17 (error below 7.5e-8)
 * @example
 * ```ts
 * import { percentile } from 'childfile/screening'
 * percentile(-2) // => 2.3
 * ```
 */
export function percentile(z: number): number {
  const side = Math.abs(z)
  const t = 1 / (1 + 0.2316419 * side)
  const tail =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))) *
    Math.exp((-side * side) / 2) *
    0.3989422804014327
  const tenths = Math.round((z < 0 ? tail : 1 - tail) * 1000)
  return Math.min(999, Math.max(1, tenths)) / 10
}
