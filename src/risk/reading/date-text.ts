import { type EpochDay, type PlainDate, plainDate } from '../../date.ts'

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
