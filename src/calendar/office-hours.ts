import { z } from 'zod'
import type { EpochDay } from '../date.ts'
import type { Immutable } from '../immutable.ts'
import type { Parameter } from '../policy.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type EpochMinute, minuteAt, minuteOfDay } from './minute.ts'

/** Hours of a working day as spans of minutes of the day, half-open, in order, apart from each other. */
export const OfficeHours = z
  .array(z.strictObject({ from: z.int().min(0).max(1439), to: z.int().min(1).max(1440) }))
  .min(1)
  .max(24)
  .describe('Spans of minutes of the day, half-open, in order')
export type OfficeHours = Immutable<z.infer<typeof OfficeHours>>

/** Office hours where a clock names none: 8:30 to 12:00 and 14:00 to 17:30, a proposal; counties set their own. */
export const officeHours: Parameter<OfficeHours> = {
  id: 'calendar.officeHours',
  unit: 'minutes of the day',
  en: 'office hours',
  zh: '办公时间',
  values: [
    {
      from: '1970-01-01',
      value: [
        { from: 510, to: 720 },
        { from: 840, to: 1050 },
      ],
      standing: 'proposal',
      source: { title: 'Usual hours of a township office', kind: 'proposal', standing: 'proposal' },
    },
  ],
}

/** Whether the spans are in order, apart from each other and not empty. */
export const inOrder = (hours: OfficeHours): boolean =>
  hours.every((span, i) => span.from < span.to && span.from >= (hours[i - 1]?.to ?? 0))

/** Runs on office hours of workdays only. Both functions are O(1) in the length of the time. */
export interface OfficeClock {
  /** Working minutes in the half-open span. */
  between(from: EpochMinute, to: EpochMinute): number
  /** The earliest moment at which so many working minutes have passed; the moment itself for 0. */
  after(start: EpochMinute, minutes: number): EpochMinute
}

/**
 * A clock of these office hours on the workdays of the calendar. `OfficeHours` has checked their form; they must be in order and
 * apart, as `deadline` checks.
 * @example
 * ```ts
 * import { epochDay } from 'childfile'
 * import { compileCalendar, minuteAt, nationalHolidays, officeClock } from 'childfile/calendar'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const clock = calendar.map((c) => officeClock([{ from: 540, to: 1020 }], c))
 * const noon = minuteAt(epochDay('2026-09-30'), 720)
 * clock.map((c) => c.between(noon, minuteAt(epochDay('2026-10-08'), 600))).unwrapOr(0) // => 360
 * ```
 */
export function officeClock(hours: OfficeHours, calendar: Calendar): OfficeClock {
  const perDay = hours.reduce((sum, span) => sum + span.to - span.from, 0)
  const origin = calendar.from

  // Working minutes from the beginning of the calendar up to a moment, negative before it.
  const reading = (moment: EpochMinute): number => {
    const day = dayOf(moment)
    const today = calendar.allows('workday', day) ? worked(hours, minuteOfDay(moment)) : 0
    return calendar.count('workday', origin, day) * perDay + today
  }
  return {
    between: (from, to) => reading(to) - reading(from),
    after: (start, minutes) => {
      if (minutes === 0) return start
      const wanted = reading(start) + minutes
      const wholeDays = Math.ceil(wanted / perDay) - 1
      const day: EpochDay = calendar.nth('workday', origin, wholeDays)
      return minuteAt(day, timeOf(hours, wanted - wholeDays * perDay))
    },
  }
}

/** Working minutes of a working day before a time of day. */
const worked = (hours: OfficeHours, ofDay: number): number =>
  hours.reduce((sum, span) => sum + Math.max(0, Math.min(ofDay, span.to) - span.from), 0)

/** The time of day at which so many minutes, at least one, have been worked. */
function timeOf(hours: OfficeHours, minutes: number): number {
  let left = minutes
  for (const span of hours) {
    if (left <= span.to - span.from) return span.from + left
    left -= span.to - span.from
  }
  return hours.at(-1)?.to ?? 0
}
