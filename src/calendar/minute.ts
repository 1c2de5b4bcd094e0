import { z } from 'zod'
import { type EpochDay, epochDay, type Instant, type PlainDate, plainDate } from '../date.ts'

/** Whole minutes since 1970-01-01T00:00Z: the form in which clocks run. Days and office hours are those of China Standard Time. */
export const EpochMinute = z.int().describe('Minutes since 1970-01-01T00:00Z').brand<'EpochMinute'>()
export type EpochMinute = z.infer<typeof EpochMinute>

/** Minutes of a day. */
export const minutesPerDay = 1440

// China Standard Time is eight hours ahead of UTC, all year.
const ahead = 480

/**
 * The minute of a moment; seconds are dropped, so that a deadline counted from it comes early rather than late.
 * @example
 * ```ts
 * import { Instant, parse } from 'childfile'
 * import { epochMinute } from 'childfile/calendar'
 * parse(Instant, '2026-09-15T08:30:59+08:00').map(epochMinute).unwrapOr(0) // => 29823870
 * ```
 */
export function epochMinute(moment: Instant): EpochMinute {
  const zone = moment.endsWith('Z') ? 0 : minutesOf(moment.slice(-5)) * (moment.at(-6) === '-' ? -1 : 1)
  const days = epochDay(moment.slice(0, 10) as PlainDate)
  return (days * minutesPerDay + minutesOf(moment.slice(11, 16)) - zone) as EpochMinute
}

/** Minutes of `hh:mm`. */
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * The moment of a minute, in China Standard Time.
 * @example
 * ```ts
 * import { EpochMinute, instant } from 'childfile/calendar'
 * instant(EpochMinute.parse(29823870)) // => '2026-09-15T08:30:00+08:00'
 * ```
 */
export function instant(minute: EpochMinute): Instant {
  const ofDay = minuteOfDay(minute)
  const hours = Math.floor(ofDay / 60)
  return `${plainDate(dayOf(minute))}T${two(hours)}:${two(ofDay - hours * 60)}:00+08:00` as Instant
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/**
 * The day that a minute lies in.
 * @example
 * ```ts
 * import { plainDate } from 'childfile'
 * import { dayOf, EpochMinute } from 'childfile/calendar'
 * plainDate(dayOf(EpochMinute.parse(29823870))) // => '2026-09-15'
 * ```
 */
export const dayOf = (minute: EpochMinute): EpochDay => Math.floor((minute + ahead) / minutesPerDay) as EpochDay

/**
 * Minutes since the day began.
 * @example
 * ```ts
 * import { EpochMinute, minuteOfDay } from 'childfile/calendar'
 * minuteOfDay(EpochMinute.parse(29823870)) // => 510
 * ```
 */
export const minuteOfDay = (minute: EpochMinute): number => minute + ahead - dayOf(minute) * minutesPerDay

/**
 * The minute of a day and a time of day; 1440 is the end of the day, which is the beginning of the next.
 * @example
 * ```ts
 * import { epochDay } from 'childfile'
 * import { instant, minuteAt } from 'childfile/calendar'
 * instant(minuteAt(epochDay('2026-09-15'), 8 * 60 + 30)) // => '2026-09-15T08:30:00+08:00'
 * ```
 */
export const minuteAt = (day: EpochDay, ofDay: number): EpochMinute =>
  (day * minutesPerDay + ofDay - ahead) as EpochMinute
