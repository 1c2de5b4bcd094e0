import fc from 'fast-check'
import type { PlainDate } from '../../src/index.ts'
import type { CalendarLayers, HolidayDay, LocalDay, SchoolTerm } from '../../src/calendar/layers.ts'
import { dayNumber, iso } from './day-by-day.ts'

const date = (day: number): PlainDate => iso(day) as PlainDate

/** Stretches of days named off or worked, from single days to a month without a break, one word for each day. */
const named = (first: number, end: number): fc.Arbitrary<HolidayDay[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: first, max: end - 1 }), fc.constantFrom(1, 1, 2, 3, 7, 8, 35), fc.boolean()), {
      maxLength: 14,
    })
    .map((stretches) => {
      const off = new Map<number, boolean>()
      for (const [start, length, isOff] of stretches)
        for (let day = start; day < Math.min(start + length, end); day++) off.set(day, isOff)
      return [...off].map(([day, isOff]) => ({ date: date(day), name: isOff ? '节' : '班', off: isOff }))
    })

const local = (first: number, end: number): fc.Arbitrary<LocalDay[]> =>
  fc
    .tuple(named(first, end), named(first, end))
    .map(([all, schools]) => [...all, ...schools.map((day): LocalDay => ({ ...day, for: 'schools' }))])

const terms = (first: number, end: number): fc.Arbitrary<SchoolTerm[]> =>
  fc
    .uniqueArray(fc.integer({ min: first, max: end }), { maxLength: 6 })
    .chain((cuts) => {
      const order = [...cuts].sort((a, b) => a - b)
      const spans = order.flatMap((start, i) => (i % 2 === 0 && order[i + 1] ? [[start, order[i + 1]!] as const] : []))
      return fc.tuple(...spans.map(([start, stop]) => named(start, stop).map((days) => ({ start, stop, days }))))
    })
    .map((found) =>
      found.map(
        ({ start, stop, days }, i): SchoolTerm => ({
          id: `term-${i}`,
          label: `term ${i}`,
          from: date(start),
          to: date(stop),
          standing: 'known',
          days,
        }),
      ),
    )

/**
 * Calendars that nobody would publish but the code must bear: months off, working Sundays, terms of a day, two local layers
 * that disagree, tables shorter than the notices, years not loaded.
 */
export const awkward: fc.Arbitrary<CalendarLayers> = fc
  .record({ year: fc.integer({ min: 2019, max: 2030 }), years: fc.integer({ min: 0, max: 2 }) })
  .chain(({ year, years }) => {
    const first = dayNumber(`${year}-01-01`)
    const end = dayNumber(`${year + years}-01-01`)
    const around = { min: first - 60, max: Math.max(end, first + 90) + 60 }
    return fc
      .record({
        national: (years === 0 ? fc.constant<HolidayDay[]>([]) : named(first, end)).map((days) => [
          ...days.filter((day) => !day.date.endsWith('-01-01')),
          ...Array.from({ length: years }, (_, i) => ({
            date: date(dayNumber(`${year + i}-01-01`)),
            name: '元旦',
            off: true,
          })),
        ]),
        terms: terms(around.min, around.max),
        local: fc
          .array(local(first, Math.max(end, first + 90)), { maxLength: 2 })
          .map((layers) => layers.map((days, i) => ({ id: `layer-${i}`, days }))),
        cut: fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 })),
      })
      .map(
        ({ cut, ...layers }): CalendarLayers => ({
          ...layers,
          from: date(first + cut[0]),
          to: date(Math.max(end, first + 90) + cut[1]),
        }),
      )
  })

/** A day within or around the tables of the layers. */
export const dayNear = ({ from, to }: CalendarLayers, beyond = 60): fc.Arbitrary<number> =>
  fc.integer({ min: dayNumber(from) - beyond, max: dayNumber(to) + beyond })
