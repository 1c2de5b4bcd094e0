import { civil, daysFromCivil, type EpochDay, epochDay, type PlainDate, plainDate } from '../../../src/date.ts'

/** Before every day, and after every day: whole numbers, as sums and comparisons of small ones are cheapest. */
export const ever = -1_000_000_000
export const never = 1_000_000_000

const firstYear = 1900
const years = 300
/** The day before the first of each month. */
const months = Int32Array.from(
  { length: years * 12 },
  (_, i) => Number(daysFromCivil(firstYear + Math.floor(i / 12), (i % 12) + 1, 1)) - 1,
)
const zero = 48

/** The day of a date as a number; years from 1900 to 2199 by a table. */
export function dayOf(date: PlainDate): number {
  const year =
    date.charCodeAt(0) * 1000 +
    date.charCodeAt(1) * 100 +
    date.charCodeAt(2) * 10 +
    date.charCodeAt(3) -
    zero * 1111 -
    firstYear
  if (year < 0 || year >= years) return epochDay(date)
  const month = date.charCodeAt(5) * 10 + date.charCodeAt(6) - zero * 11
  return months[year * 12 + month - 1]! + date.charCodeAt(8) * 10 + date.charCodeAt(9) - zero * 11
}

/** The day on which somebody born on a day has completed so many years; 1 March for those of 29 February where there is none. */
export function completes(birth: number, age: number): number {
  const { year, month, day } = civil(birth as EpochDay)
  return months[(year + age - firstYear) * 12 + month - 1]! + day
}

/** The last day of birth of those who have completed so many years, and `later` days more, on a day. */
export function lastBirth(day: number, age: number, later: number): number {
  let birth = day - age * 365
  while (completes(birth, age) + later > day) birth -= 1
  return birth
}

/** The last day of birth of those who had completed so many years on a date. */
export function lastBirthOn(date: PlainDate, age: number): number {
  const day = dayOf(date)
  let birth = day - Math.floor(age * 365.2425) + 2
  while (completes(birth, age) > day) birth -= 1
  return birth
}

const dates: (PlainDate | undefined)[] = []

/** The date of a day from 1970 on; each is written out once. */
export function dateOf(day: number): PlainDate {
  if (day < 0) return plainDate(day as EpochDay)
  return (dates[day] ??= plainDate(day as EpochDay))
}
