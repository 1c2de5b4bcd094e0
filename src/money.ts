import { z } from 'zod'

/** An amount of money in fen (1/100 yuan), a whole number; negative only where a ledger says so. */
export const Fen = z.int().describe('Money in fen, a whole number').brand<'Fen'>()
export type Fen = z.infer<typeof Fen>

/**
 * An amount in yuan with two decimals.
 * @example
 * ```ts
 * import { Fen, yuan } from 'childfile'
 * yuan(Fen.parse(240050)) // => '2400.50'
 * ```
 */
export function yuan(amount: Fen): string {
  const whole = Math.trunc(Math.abs(amount) / 100)
  const rest = Math.abs(amount) % 100
  return `${amount < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`
}

/** The amount in so many parts that differ by at most one fen and add up exactly; larger parts first. */
export function splitFen(amount: Fen, count: number): readonly Fen[] {
  const small = Math.floor(amount / count)
  const extra = amount - small * count
  return Array.from({ length: count }, (_, i) => (small + (i < extra ? 1 : 0)) as Fen)
}

/** The sum of amounts. */
export const sumFen = (amounts: readonly Fen[]): Fen => amounts.reduce((sum, amount) => sum + amount, 0) as Fen
