/**
 * Numbers that look drawn and are not: the same seed gives the same ones on every engine. xorshift32 behind a hash of the seed.
 * @source Marsaglia, Xorshift RNGs, 2003
 */
export class Draws {
  private state: number

  constructor(seed: number) {
    let hash = seed | 0
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
    hash = (hash ^ (hash >>> 16)) >>> 0
    this.state = hash === 0 ? 0x9e3779b9 : hash
  }

  /** From 0 up to, but without, 2^32. */
  bits(): number {
    let x = this.state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.state = x
    return x >>> 0
  }

  /** From 0 up to, but without, 1. */
  share(): number {
    return this.bits() / 4294967296
  }

  /** A whole number from 0 up to, but without, n. */
  below(n: number): number {
    return Math.floor(this.share() * n)
  }

  /** Exponentially distributed with mean 1. */
  waiting(): number {
    return -naturalLog((this.bits() + 1) / 4294967296)
  }
}

const log2 = 0.6931471805599453

/** The natural logarithm of a number above 0 by halving and a series: basic arithmetic alone, which every engine rounds alike. */
export function naturalLog(value: number): number {
  let rest = value
  let halvings = 0
  while (rest < 0.75) {
    rest *= 2
    halvings++
  }
  while (rest >= 1.5) {
    rest /= 2
    halvings--
  }
  const part = (rest - 1) / (rest + 1)
  const square = part * part
  let sum = 0
  for (let k = 15; k >= 1; k -= 2) sum = sum * square + 1 / k
  return 2 * part * sum - halvings * log2
}

/** e to a power of at most 0, by halving and a series. */
export function naturalExp(power: number): number {
  if (power < -0.5) {
    const half = naturalExp(power / 2)
    return half * half
  }
  let sum = 1
  for (let k = 14; k >= 1; k--) sum = 1 + (power / k) * sum
  return sum
}
