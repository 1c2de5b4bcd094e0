import type { Calendar } from '../calendar/index.ts'
import { civil, daysFromCivil, daysInMonth, type EpochDay, epochDay } from '../date.ts'
import type { CadenceRule } from './cadence-rule.ts'

// Every day of the month is there again within a few steps; 29 February within eight years.
const longestSearch = 100

/** The day that lies so many months away; undefined if the month has no such day and the rule leaves it out. */
function addMonths(day: EpochDay, months: number, monthEnd: CadenceRule['monthEnd']): EpochDay | undefined {
  const from = civil(day)
  const total = from.year * 12 + from.month - 1 + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  const last = daysInMonth(year, month)
  if (from.day <= last) return daysFromCivil(year, month, from.day)
  if (monthEnd === 'skip') return undefined
  return (daysFromCivil(year, month, last) + (monthEnd === 'forward' ? 1 : 0)) as EpochDay
}

/** The number-th day of the series that begins at `origin`; undefined if it is left out. @source RFC 7529, 4.1 (SKIP). */
export function occurrence(
  { every, monthEnd }: CadenceRule,
  origin: EpochDay,
  number: number,
  calendar: Calendar,
): EpochDay | undefined {
  if ('months' in every) return addMonths(origin, number * every.months, monthEnd)
  if ('workdays' in every) return calendar.add('workday', origin, number * every.workdays)
  return (origin + number * ('weeks' in every ? every.weeks * 7 : every.days)) as EpochDay
}

/** The first number of the series, 0 or more, whose day is later than `day`, left-out ones not counted. */
export function firstNumberAfter(rule: CadenceRule, origin: EpochDay, day: EpochDay, calendar: Calendar): number {
  if (day < origin) return 0
  const { every } = rule
  if ('workdays' in every) {
    const passed = calendar.count('workday', (origin + 1) as EpochDay, (day + 1) as EpochDay)
    return Math.floor(passed / every.workdays) + 1
  }
  if (!('months' in every)) return Math.floor((day - origin) / ('weeks' in every ? every.weeks * 7 : every.days)) + 1
  const from = civil(origin)
  const to = civil(day)
  const months = (to.year - from.year) * 12 + to.month - from.month
  const guess = Math.max(0, Math.floor(months / every.months) - 1)
  return nextNumber(rule, origin, guess, 1, calendar, (at) => at > day)
}

/** The nearest number from `start` on, going up or down, whose day is there and fits. */
export function nextNumber(
  rule: CadenceRule,
  origin: EpochDay,
  start: number,
  by: 1 | -1,
  calendar: Calendar,
  fits: (day: EpochDay) => boolean = () => true,
): number {
  let number = start
  for (let tries = 0; tries < longestSearch; tries++, number += by) {
    const day = occurrence(rule, origin, number, calendar)
    if (day !== undefined && fits(day)) return number
  }
  return number
}

/** The day one interval after `day`. */
export function oneAfter(rule: CadenceRule, day: EpochDay, calendar: Calendar): EpochDay {
  const number = nextNumber(rule, day, 1, 1, calendar)
  return occurrence(rule, day, number, calendar) ?? day
}

/** The first day of the series: the rule's own, or the day the duty began. */
export const originOf = (rule: CadenceRule, startedOn: EpochDay): EpochDay =>
  rule.origin === undefined ? startedOn : epochDay(rule.origin)
