import type { Outcome } from '../../problem.ts'
import type { Phone } from '../child/text.ts'
import { outcomeOf, readAs, type Reading, unread, type Written } from './reading.ts'
import { squash, wordsOf } from './text.ts'

const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{9,11}$/
const between = /[、,;/|]|或者?/
const words = /[(（][^()（）]*[)）]|[\p{Script=Han}:]+/gu

function one(text: string): Phone | undefined {
  if (mobile.test(text)) return text as Phone
  const digits = text.replace(/[-–—().·]/g, '').replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '')
  const bare = /^01[3-9]\d{9}$/.test(digits) ? digits.slice(1) : digits
  return mobile.test(bare) || landline.test(bare) ? (bare as Phone) : undefined
}

/** One or several telephone numbers as they stand in a cell, in their order; see `readPhone`. */
export function phonesReading(written: Written): Reading<readonly [Phone, ...Phone[]]> {
  const text = squash(wordsOf(written) ?? '')
  if (text === undefined) return unread('unreadable-text')
  if (text === '') return unread('blank')
  const whole = one(text)
  if (whole !== undefined) return readAs([whole])
  const bare = text.replace(words, (found) => (between.test(found) ? '、' : ''))
  const [first, ...rest] = bare
    .split(between)
    .filter((part) => part !== '')
    .map(one)
  if (first === undefined || rest.includes(undefined)) return unread('invalid-phone')
  const others = rest.filter((phone): phone is Phone => phone !== undefined && phone !== first)
  return readAs([first, ...new Set(others)], bare === text ? undefined : 'extra-words')
}

/**
 * Reads a telephone number: mobile, or area code and number; +86, spaces, hyphens and brackets are dropped. Of several numbers
 * the first.
 * @returns Ok: the digits. Err `invalid-format`: not a Chinese telephone number.
 * @example
 * ```ts
 * import { readPhone } from 'childfile'
 * readPhone('+86 138-0000-0000').unwrapOr('') // => '13800000000'
 * readPhone('0857-6222222').unwrapOr('') // => '08576222222'
 * ```
 */
export const readPhone = (written: Written): Outcome<Phone> => {
  const { value, code } = phonesReading(written)
  return outcomeOf({ value: value?.[0], code })
}
