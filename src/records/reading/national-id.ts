import { daysInMonth, type PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import type { DivisionCode, NationalId } from '../child/text.ts'
import { outcomeOf, readAs, type Reading, unread, type Written } from './reading.ts'
import { squash, wordsOf } from './text.ts'

/** What a resident identity number says. `division` is the county of first registration; counties are merged and abolished. */
export interface NationalIdParts {
  readonly idNumber: NationalId
  readonly division: DivisionCode
  readonly birthDate: PlainDate
  readonly sex: 'male' | 'female'
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkDigits = '10X98765432'

/** The check digit of the first 17 digits. */
const checkDigit = (digits: string): string => {
  let sum = 0
  for (const [i, weight] of weights.entries()) sum += weight * (digits.charCodeAt(i) - 48)
  return checkDigits.charAt(sum % 11)
}

const scientific = /^\d(?:\.\d+)?E\+?\d+$/i
const form = /^[1-9]\d{16}[\dX]$/

/** An identity number as it stands in a cell; see `readNationalId`. */
export function nationalIdReading(written: Written): Reading<NationalIdParts> {
  if (typeof written === 'number' && !Number.isSafeInteger(written)) return unread('id-digits-lost')
  const raw = wordsOf(written) ?? ''
  const squashed = squash(raw)
  if (squashed === undefined) return unread('unreadable-text')
  const text = form.test(squashed) ? squashed : squashed.replace(/[-–—_'‘’`]/g, '').replace(/[x×✕Ⅹⅹ]$/, 'X')
  if (!form.test(text)) return unread(faultOf(text))
  if (checkDigit(text) !== text.charAt(17)) return unread(text.endsWith('000') ? 'id-digits-lost' : 'id-checksum')
  const year = Number(text.slice(6, 10))
  const month = Number(text.slice(10, 12))
  const day = Number(text.slice(12, 14))
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return unread('id-date')
  return readAs(
    {
      idNumber: text as NationalId,
      division: text.slice(0, 6) as DivisionCode,
      birthDate: `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}` as PlainDate,
      sex: text.charCodeAt(16) % 2 === 1 ? 'male' : 'female',
    },
    text === raw ? undefined : 'normalised',
  )
}

function faultOf(text: string): 'blank' | 'id-digits-lost' | 'id-fifteen-digits' | 'id-length' | 'id-characters' {
  if (text === '') return 'blank'
  if (scientific.test(text)) return 'id-digits-lost'
  if (!/^\d+X?$/.test(text)) return 'id-characters'
  if (text.length === 15 && !text.endsWith('X')) return 'id-fifteen-digits'
  return text.length === 18 ? 'id-characters' : 'id-length'
}

/**
 * Reads a resident identity number (公民身份号码): full width, spaces, hyphens and a small x are put right; the check digit and
 * the date in it must be right. The division code is never a reason to refuse: counties are merged and abolished.
 * @returns Ok: the number and what it says. Err `invalid-id`: wrong length, check digit, date or characters, the old form with 15
 * digits, or digits that a spreadsheet lost (5.20526E+17).
 * @source GB 11643-1999, ISO/IEC 7064 MOD 11-2
 * @example
 * ```ts
 * import { readNationalId } from 'childfile'
 * readNationalId('11010519491231002x').map((id) => `${id.birthDate} ${id.sex}`).unwrapOr('') // => '1949-12-31 female'
 * ```
 */
export const readNationalId = (text: Written): Outcome<NationalIdParts> => outcomeOf(nationalIdReading(text))
