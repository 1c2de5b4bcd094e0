import { daysInMonth, type EpochDay, plainDate, type PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import { outcomeOf, readAs, type Reading, type ReadingCode, unread, type Written } from './reading.ts'
import { squash } from './text.ts'

const separator = String.raw`[-/.,年月、。·–—_]`
const full = new RegExp(`^(\\d{4})${separator}(\\d{1,2})${separator}(\\d{1,2})[日号]?$`)
const digits8 = /^(\d{4})(\d\d)(\d\d)$/
const shortYear = new RegExp(`^'?\\d{2}${separator}\\d{1,2}${separator}\\d{1,2}[日号]?$`)
const partial = new RegExp(`^(?:19|20)\\d\\d(?:年|${separator}?(?:0?[1-9]|1[0-2])月?)?$`)
const yearLast = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/
const age = /^\d{1,3}(?:\.\d+)?(?:周?岁|个?月|$)/
const lunar =
  /农历|阴历|旧历|正月|腊月|冬月|闰|初[一二三四五六七八九十]|廿|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]/
const clock = /[\sT]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+08:?00)?$/
const numerals = '〇一二三四五六七八九'

/** Days of a spreadsheet's count (1900 system) that make sense as a date here: 1920-01-01 to 2099-12-31. */
const serialFrom = 7306
const serialTo = 73050

/** The day of a spreadsheet's count of days (1900 system, from 1 March 1900 on), fractions of a day dropped. */
export const serialDate = (serial: number): PlainDate => plainDate((Math.floor(serial) - 25569) as EpochDay)

const checked = (year: number, month: number, day: number): PlainDate | undefined => {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined
  const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
  return `${year}-${two(month)}-${two(day)}` as PlainDate
}

function numberReading(value: number): Reading<PlainDate> {
  if (value >= serialFrom && value < serialTo + 1) return readAs(serialDate(value))
  if (Number.isInteger(value) && value >= 19000000 && value < 22000000) return textReading(String(value))
  if (value >= 1900 && value < 2200) return unread('partial-date')
  return unread(value >= 0 && value < 130 ? 'age-instead-of-date' : 'not-a-date')
}

function textReading(text: string): Reading<PlainDate> {
  const match = full.exec(text) ?? digits8.exec(text)
  if (!match) return unread(faultOf(text))
  const date = checked(Number(match[1]), Number(match[2]), Number(match[3]))
  return date === undefined ? unread('impossible-date') : readAs(date)
}

/** A date in Chinese numerals (二〇一六年三月五日) with Arabic ones. */
const arabic = (text: string): string =>
  text
    .replace(/[零○Ｏ]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/, (year) =>
      year.replace(/./g, (numeral) => String(numerals.indexOf(numeral))),
    )
    .replace(/([二三]?十)?([一二三四五六七八九])?(?=[月日号])/g, (_, tens?: string, unit?: string) => {
      const ten = tens === undefined ? 0 : tens === '十' ? 10 : 10 * numerals.indexOf(tens.charAt(0))
      return tens === undefined && unit === undefined
        ? ''
        : String(ten + (unit === undefined ? 0 : numerals.indexOf(unit)))
    })

function faultOf(text: string): ReadingCode {
  if (text === '') return 'blank'
  if (lunar.test(text)) return 'lunar-date'
  if (partial.test(text)) return 'partial-date'
  if (shortYear.test(text) || /^\d{6}$/.test(text)) return 'two-digit-year'
  if (yearLast.test(text)) return 'ambiguous-date'
  return age.test(text) ? 'age-instead-of-date' : 'not-a-date'
}

/** A date as it stands in a cell; see `readDate`. */
export function dateReading(written: Written): Reading<PlainDate> {
  if (typeof written === 'number') return numberReading(written)
  const text = squash(clock.test(written) ? written.replace(clock, '') : written)
  if (text === undefined) return unread('unreadable-text')
  const plain = textReading(text)
  return plain.code === 'not-a-date' && /[一二三四五六七八九十]/.test(text) ? textReading(arabic(text)) : plain
}

/**
 * Reads a date as people write it: 2026-09-15, 2026/9/5, 2026.9.5, 2026年9月5日, 20260905, 二〇二六年九月五日, a time of day behind
 * it dropped, or a spreadsheet's count of days if it is a number. Nothing is guessed: years of two digits, days that do not
 * exist, months or years alone, ages, lunar dates and dates with the year last are refused, each by its own message.
 * @returns Ok: the date. Err `invalid-date`: not such a date, or later than `notAfter`.
 * @example
 * ```ts
 * import { readDate } from 'childfile'
 * readDate('2026年9月5日').unwrapOr('') // => '2026-09-05'
 * readDate('18.06.05').isErr() // => true
 * ```
 */
export function readDate(written: Written, limits: { readonly notAfter?: PlainDate } = {}): Outcome<PlainDate> {
  const reading = dateReading(written)
  const late = reading.value !== undefined && limits.notAfter !== undefined && reading.value > limits.notAfter
  return outcomeOf(late ? unread('future-date') : reading)
}
