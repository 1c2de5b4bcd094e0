import type { InvalidCode, Outcome } from '../../problem.ts'
import { ok, refuse } from '../../problem.ts'

/** What somebody wrote: words, or a number where a spreadsheet held one. */
export type Written = string | number

/** What stood in the way of reading, or what a reader had to do to read. */
export type ReadingCode = keyof typeof faults

/** What words mean: a value, a remark, or both; no value means that they could not be read, and the code says why. */
export interface Reading<T> {
  readonly value: T | undefined
  readonly code: ReadingCode | undefined
}

const faults = {
  normalised: ['invalid-format', 'was written in another form'],
  'extra-words': ['invalid-format', 'has words beside the value'],
  blank: ['missing-field', 'is empty or says that nothing was collected'],
  'unreadable-text': ['invalid-format', 'has invisible, control or broken characters'],
  'too-long': ['too-large', 'is too long'],
  'formula-error': ['invalid-value', 'is the error of a formula'],
  'impossible-date': ['invalid-date', 'is a day that does not exist'],
  'two-digit-year': ['invalid-date', 'has a year of two digits'],
  'partial-date': ['invalid-date', 'lacks the day or the month'],
  'ambiguous-date': ['invalid-date', 'does not put the year first'],
  'age-instead-of-date': ['invalid-date', 'is an age, not a date'],
  'lunar-date': ['invalid-date', 'is a date of the lunar calendar'],
  'not-a-date': ['invalid-date', 'is not a date'],
  'future-date': ['invalid-date', 'lies after the day of reading'],
  'id-digits-lost': ['invalid-id', 'has lost digits in a spreadsheet'],
  'id-fifteen-digits': ['invalid-id', 'is an identity number of the old form with 15 digits'],
  'id-length': ['invalid-id', 'does not have 18 characters'],
  'id-characters': ['invalid-id', 'has characters that an identity number does not have'],
  'id-checksum': ['invalid-id', 'has a wrong check digit'],
  'id-date': ['invalid-id', 'holds a date of birth that does not exist'],
  'invalid-phone': ['invalid-format', 'is not a telephone number'],
  'invalid-division': ['invalid-format', 'is not a division code of 2, 4, 6, 9 or 12 digits'],
  'unknown-code': ['unknown-code', 'is not in the list; kept in words'],
  'unreadable-code': ['unknown-code', 'is not in the list'],
  'not-a-number': ['invalid-type', 'is not a number'],
  'out-of-range': ['invalid-value', 'is a number that cannot be'],
  'not-a-name': ['invalid-value', 'has no letter'],
} as const satisfies Readonly<Record<string, readonly [InvalidCode, string]>>

/** A value that was read, with a remark if something had to be done. */
export const readAs = <T>(value: T, code?: ReadingCode): Reading<T> => ({ value, code })

/** Words that could not be read, and why. */
export const unread = (code: ReadingCode): Reading<never> => ({ value: undefined, code })

/** The reading as an outcome, for callers that want a value or a problem. */
export function outcomeOf<T>(reading: Reading<T>): Outcome<T> {
  if (reading.value !== undefined) return ok(reading.value)
  const [code, message] = faults[reading.code ?? 'blank']
  return refuse('', code, message)
}
