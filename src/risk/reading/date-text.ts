import { daysFromCivil, type EpochDay, epochDay, type PlainDate, plainDate } from '../../date.ts'

const places = 4096
const days = new Float64Array(places).fill(NaN)
const dates: PlainDate[] = []

/** The date of a day. The last ones are remembered: the days of many children are few. */
export function dateOf(day: EpochDay): PlainDate {
  const place = day & (places - 1)
  const known = days[place] === day ? dates[place] : undefined
  if (known !== undefined) return known
  const date = plainDate(day)
  days[place] = day
  dates[place] = date
  return date
}

const firstYear = 1900
const lastYear = 2099
/** The day before the first of each month. */
const months = Int32Array.from(
  { length: (lastYear - firstYear + 1) * 12 },
  (_, i) => Number(daysFromCivil(firstYear + Math.floor(i / 12), (i % 12) + 1, 1)) - 1,
)
const zero = 48

/** The day of a date, as `epochDay`, looked up month by month. */
export function dayOfDate(date: PlainDate): EpochDay {
  const century = date.charCodeAt(0) * 10 + date.charCodeAt(1) - zero * 11
  if (century !== 19 && century !== 20) return epochDay(date)
  const year = century * 100 + date.charCodeAt(2) * 10 + date.charCodeAt(3) - zero * 11
  const month = date.charCodeAt(5) * 10 + date.charCodeAt(6) - zero * 11
  const before = months[(year - firstYear) * 12 + month - 1] ?? 0
  return (before + date.charCodeAt(8) * 10 + date.charCodeAt(9) - zero * 11) as EpochDay
}
