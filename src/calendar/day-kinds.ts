import { type EpochDay, epochDay, weekdayIndex } from '../date.ts'
import type { CalendarLayers, HolidayDay } from './layers.ts'

/** Bits of a day in `DayKinds.bits`. */
export const dayBits = { workday: 1, schoolday: 2, holiday: 4, makeUp: 8 } as const

/** What each day of a span is, the layers laid over each other. Index 0 is the first day. */
export interface DayKinds {
  readonly bits: Uint8Array
  /** Number of the term in the list, from 1; 0 outside all terms. */
  readonly terms: Int32Array
  readonly names: ReadonlyMap<EpochDay, string>
}

/** Lays the layers over each other: plain week, national days, days of terms (schools alone), local days. */
export function dayKinds({ national, terms = [], local = [] }: CalendarLayers, from: EpochDay, to: EpochDay): DayKinds {
  const everyone = new Map<EpochDay, HolidayDay>()
  const schools = new Map<EpochDay, HolidayDay>()
  const lay = (entries: readonly HolidayDay[], ...on: readonly Map<EpochDay, HolidayDay>[]): void => {
    for (const entry of inOrder(entries)) for (const layer of on) layer.set(epochDay(entry.date), entry)
  }
  lay(national, everyone, schools)
  for (const term of terms) lay(term.days ?? [], schools)
  for (const { days } of local) {
    lay(
      days.filter((day) => day.for !== 'schools'),
      everyone,
      schools,
    )
    lay(
      days.filter((day) => day.for === 'schools'),
      schools,
    )
  }

  const termOf = termNumbers(terms, from, to)
  const lessons = termsKnown(terms)
  const bits = new Uint8Array(to - from)
  for (let day = from; day < to; day = (day + 1) as EpochDay) {
    const i = day - from
    const taught = termOf[i] !== 0 || day < lessons.from || day >= lessons.to
    bits[i] =
      (worked(everyone, day) ? dayBits.workday : 0) |
      (taught && worked(schools, day) ? dayBits.schoolday : 0) |
      (everyone.get(day)?.off === true ? dayBits.holiday : 0) |
      (everyone.get(day)?.off === false ? dayBits.makeUp : 0)
  }
  const names = new Map([...schools].map(([day, { name }]) => [day, name]))
  return { bits, terms: termOf, names }
}

/** By name, so that the order of a list decides nothing where it names a day twice. */
const inOrder = (entries: readonly HolidayDay[]): readonly HolidayDay[] =>
  [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

const worked = (named: ReadonlyMap<EpochDay, HolidayDay>, day: EpochDay): boolean => {
  const entry = named.get(day)
  return entry ? !entry.off : weekdayIndex(day) < 5
}

/** A half-open span of days. */
export interface DaySpan {
  readonly from: EpochDay
  readonly to: EpochDay
}

/** The span from the first day of the first term to the last day of the last one; empty if there is no term. */
export function termsKnown(terms: CalendarLayers['terms'] = []): DaySpan {
  const starts = terms.map((term) => epochDay(term.from))
  const ends = terms.map((term) => epochDay(term.to))
  return terms.length === 0
    ? { from: 0 as EpochDay, to: 0 as EpochDay }
    : { from: Math.min(...starts) as EpochDay, to: Math.max(...ends) as EpochDay }
}

function termNumbers(terms: NonNullable<CalendarLayers['terms']>, from: EpochDay, to: EpochDay): Int32Array {
  const numbers = new Int32Array(to - from)
  terms.forEach((term, i) => {
    numbers.fill(i + 1, Math.max(epochDay(term.from) - from, 0), Math.max(epochDay(term.to) - from, 0))
  })
  return numbers
}
