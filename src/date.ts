import { format } from 'date-fns'
import { z } from 'zod'

/**
 * A day of the civil calendar, `YYYY-MM-DD`. The type lets a literal through and keeps any other string out; the schema also
 * knows which days exist. Days are those of China Standard Time; no time zone is ever applied.
 */
export type PlainDate = `${number}-${number}-${number}`
export const PlainDate: z.ZodType<PlainDate, PlainDate> = z.iso
  .date()
  .describe('A calendar day, YYYY-MM-DD') as unknown as z.ZodType<PlainDate, PlainDate>

/** A moment with its offset from UTC, ISO 8601 (`2026-09-15T08:30:00+08:00`). A local time without a zone is refused. */
export const Instant = z.iso.datetime({ offset: true }).describe('A moment, ISO 8601 with offset').brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** Whole days since 1970-01-01: the form in which solvers, calendars and sweeps count. */
export const EpochDay = z.int().describe('Days since 1970-01-01').brand<'EpochDay'>()
export type EpochDay = z.infer<typeof EpochDay>

/** A half-open span of days: `from` belongs to it, `to` does not. */
export const Window = z
  .strictObject({ from: PlainDate.describe('First day'), to: PlainDate.describe('First day after the end') })
  .describe('A half-open span of days')
export type Window = Readonly<z.infer<typeof Window>>

/**
 * Days since 1970-01-01. Integer arithmetic of the proleptic Gregorian calendar, after Hinnant's days_from_civil.
 * @example
 * ```ts
 * import { epochDay } from 'childfile'
 * epochDay('2026-09-15') // => 20711
 * ```
 */
export function epochDay(date: PlainDate): EpochDay {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
  return daysFromCivil(year, digit(date, 5) * 10 + digit(date, 6), digit(date, 8) * 10 + digit(date, 9))
}

const zero = 48
const digit = (text: string, at: number): number => text.charCodeAt(at) - zero

/** Days since 1970-01-01 of a year, a month from 1 and a day of the month. */
export function daysFromCivil(year: number, month: number, day: number): EpochDay {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146097 + dayOfEra - 719468) as EpochDay
}

/** Year, month from 1 and day of the month of a day. */
export function civil(day: EpochDay): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/**
 * The date of a day; years 0 to 9999.
 * @example
 * ```ts
 * import { EpochDay, plainDate } from 'childfile'
 * plainDate(EpochDay.parse(20711)) // => '2026-09-15'
 * ```
 */
export function plainDate(day: EpochDay): PlainDate {
  const { year, month, day: dayOfMonth } = civil(day)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}` as PlainDate
}

/** Whether the text is a day that exists, written YYYY-MM-DD. */
export const isDate = (text: string): text is PlainDate =>
  written.test(text) && plainDate(epochDay(text as PlainDate)) === text
const written = /^\d{4}-\d\d-\d\d$/

/** The date so many days later; earlier if negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => plainDate((epochDay(date) + days) as EpochDay)

/** Days from one date to the other; negative if the other is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDay(to) - epochDay(from)

/** Days of a month. */
export const daysInMonth = (year: number, month: number): number =>
  daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysFromCivil(year, month, 1)

/**
 * The same day of the month so many months later; where that month is shorter, its last day.
 * @example
 * ```ts
 * import { addMonths } from 'childfile'
 * addMonths('2026-01-31', 1) // => '2026-02-28'
 * ```
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = civil(epochDay(date))
  const total = year * 12 + (month - 1) + months
  const toYear = Math.floor(total / 12)
  const toMonth = total - toYear * 12 + 1
  return plainDate(daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))))
}

/** Day of the week, 0 Monday to 6 Sunday (ISO 8601). */
export const weekdayIndex = (day: EpochDay): number => (((day + 3) % 7) + 7) % 7

/** Monday of the week of a day. */
export const mondayOf = (day: EpochDay): EpochDay => (day - weekdayIndex(day)) as EpochDay

/** The earlier, later or same date: -1, 1 or 0. */
export const compareDates = (a: PlainDate, b: PlainDate): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

/** The date for people, `2026年9月15日` or `15 September 2026`. */
export const dateText = (date: PlainDate, language: 'zh' | 'en'): string => {
  const { year, month, day } = civil(epochDay(date))
  return format(new Date(year, month - 1, day, 12), language === 'zh' ? 'yyyy年M月d日' : 'd MMMM yyyy')
}
