import type { Instrument, ReliabilityParameters } from './instrument.ts'
import type { Score } from './score.ts'

/** Whether a difference between two scores is more than chance would make of measuring twice. */
export interface ReliableChange {
  /** `unknown`: there is no total, the scores are not of one kind, or nothing was published on the reliability. */
  readonly answer: 'better' | 'worse' | 'withinChance' | 'unknown'
  readonly why?: 'noTotal' | 'filledIn' | 'differentKinds' | 'noParameters'
  /** Later minus earlier. */
  readonly difference?: number
  /** The difference in standard errors of a difference, two decimals. */
  readonly index?: number
  /** The smallest whole difference that is more than chance at 95 %. */
  readonly needed?: number
  readonly parameters?: ReliabilityParameters
}

/** Two-sided 95 % of the normal distribution. */
const limit = 1.96

/**
 * Whether the change from one score to the next is reliable: larger than 1.96 standard errors of a difference. It says nothing about why,
 * and nothing about health. Totals with filled-in answers are not compared.
 * @param parameters - what was published on the spread and reliability; the first of the instrument's own if left out
 * @source Jacobson and Truax, Clinical significance, 1991
 * @example
 * ```ts
 * import { instruments, reliableChange, score } from 'childfile/screening'
 * const gad = instruments['GAD-7']
 * const all = (n: number) => score(gad, { 1: n, 2: n, 3: n, 4: n, 5: n, 6: n, 7: n }, { age: 15 })._unsafeUnwrap()
 * reliableChange(gad, all(2), all(1)).answer // => 'better'
 * reliableChange(gad, all(2), all(1)).needed // => 6
 * ```
 */
export function reliableChange(
  instrument: Instrument,
  earlier: Score,
  later: Score,
  parameters: ReliabilityParameters | undefined = instrument.reliability[0],
): ReliableChange {
  const filledIn = [earlier, later].some(({ notes }) =>
    notes.some((note) => note === 'prorated' || note === 'blanksAsZero'),
  )
  if (earlier.instrument !== instrument.id || later.instrument !== instrument.id || earlier.coding !== later.coding)
    return { answer: 'unknown', why: 'differentKinds' }
  if (earlier.total === 'unknown' || later.total === 'unknown') return { answer: 'unknown', why: 'noTotal' }
  if (filledIn) return { answer: 'unknown', why: 'filledIn' }
  const difference = later.total - earlier.total
  if (!parameters) return { answer: 'unknown', why: 'noParameters', difference }
  const error = parameters.standardDeviation * Math.sqrt(2 * (1 - parameters.coefficient))
  const needed = Math.floor(limit * error) + 1
  const worse = instrument.worse === 'high' ? difference > 0 : difference < 0
  return {
    answer: Math.abs(difference) < needed ? 'withinChance' : worse ? 'worse' : 'better',
    difference,
    index: (Math.sign(difference) * Math.round((Math.abs(difference) / error) * 100)) / 100 + 0,
    needed,
    parameters,
  }
}
