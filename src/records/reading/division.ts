import type { Outcome } from '../../problem.ts'
import type { DivisionCode } from '../child/text.ts'
import { outcomeOf, readAs, type Reading, unread, type Written } from './reading.ts'
import { squash, wordsOf } from './text.ts'

const form = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])(?:\d\d(?:\d\d(?:\d{3}(?:\d{3})?)?)?)?$/

/** A division code as it stands in a cell; see `readDivision`. */
export function divisionReading(written: Written): Reading<DivisionCode> {
  const text = squash(wordsOf(written) ?? '')
  if (text === undefined) return unread('unreadable-text')
  if (text === '') return unread('blank')
  return form.test(text) ? readAs(text as DivisionCode) : unread('invalid-division')
}

/**
 * Reads a division code of 2, 4, 6, 9 or 12 digits that begins with a province. Whether the division exists today is not asked.
 * @returns Ok: the code. Err `invalid-format`: not such a code.
 * @source GB/T 2260; codes of the National Bureau of Statistics
 * @example
 * ```ts
 * import { readDivision } from 'childfile'
 * readDivision(520526113205).unwrapOr('') // => '520526113205'
 * ```
 */
export const readDivision = (written: Written): Outcome<DivisionCode> => outcomeOf(divisionReading(written))
