import { type EpochDay, type Instant, plainDate } from '../date.ts'
import { type Pointer, pointer } from '../pointer.ts'
import { parameterOn } from '../policy.ts'
import { err, invalid, type Outcome, ok, parse, type Problem } from '../problem.ts'
import type { Calendar } from './calendar.ts'
import { Clock } from './clock.ts'
import { dayOf, EpochMinute, instant, minuteAt, minuteOfDay, minutesPerDay } from './minute.ts'
import { inOrder, officeClock, officeHours } from './office-hours.ts'

/** When time is up, or what was left when the clock was stopped and not resumed. */
export type Deadline =
  | {
      readonly state: 'running'
      readonly due: EpochMinute
      /** `due` as a moment. */
      readonly at: Instant
      /** It rests on days whose notice has not been loaded. Never for an elapsed clock. */
      readonly provisional: boolean
    }
  | {
      readonly state: 'stopped'
      readonly since: EpochMinute
      /** Minutes of the clock; whole workdays where days were asked for on a working clock. */
      readonly left: { readonly minutes: number } | { readonly workdays: number }
      readonly provisional: boolean
    }

/**
 * When a time that began at `start` is up. An elapsed clock counts every minute: it never waits for a night, a weekend or a
 * holiday. A working clock counts minutes of office hours; asked for days it counts whole workdays after the day of the start
 * and ends with the last of them, at 24:00, and a pause holds back a workday only if it covers the whole of it. Pauses
 * stop either clock, unless it is not `pausable`. Linear in the pauses, independent of the length of the time.
 * @returns Ok: the deadline. Err `invalid`: an amount is negative or no whole number, a pause ends before it begins, office
 * hours are out of order.
 * @source Civil Code (民法典) 201 and 203: the day of the start is not counted, the last day ends at 24:00; general knowledge.
 * @example
 * ```ts
 * import { Instant, parse } from 'childfile'
 * import { type Clock, compileCalendar, deadline, epochMinute, nationalHolidays } from 'childfile/calendar'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const start = parse(Instant, '2026-09-30T16:30:00+08:00').map(epochMinute)
 * const until = (clock: Clock) => calendar
 *   .andThen((c) => start.andThen((s) => deadline(s, clock, c)))
 *   .map((d) => (d.state === 'running' ? d.at : d.state))
 *   .unwrapOr('stopped')
 * until({ clock: 'elapsed', hours: 24, pausable: false }) // => '2026-10-01T16:30:00+08:00'
 * until({ clock: 'working', hours: 2 }) // => '2026-10-08T09:30:00+08:00'
 * until({ clock: 'working', days: 3 }) // => '2026-10-11T00:00:00+08:00'
 * ```
 */
export function deadline(start: EpochMinute, clock: Clock, calendar: Calendar): Outcome<Deadline> {
  return parse(EpochMinute, start).andThen((from) =>
    parse(Clock, clock).andThen((read): Outcome<Deadline> => {
      const [first, ...rest] = contradictions(read)
      return first ? err([first, ...rest]) : ok(run(from, read, calendar))
    }),
  )
}

const contradictions = ({ pauses = [], officeHours: hours }: Clock): readonly Problem[] => [
  ...pauses.flatMap(({ from, to }, i) =>
    to === undefined || from <= to
      ? []
      : [inconsistent(pointer('pauses', i, 'to'), 'must not be before the beginning')],
  ),
  ...(hours === undefined || inOrder(hours)
    ? []
    : [inconsistent('/officeHours', 'spans must be in order, apart and not empty')]),
]

const inconsistent = (path: Pointer, message: string): Problem => invalid(path, 'inconsistent', message)

function run(start: EpochMinute, clock: Clock, calendar: Calendar): Deadline {
  const pauses = clock.pausable === false ? [] : merged(clock, start)
  if (clock.clock === 'working' && 'days' in clock) return afterWorkdays(start, clock.days, pauses, calendar)
  const minutes = 'days' in clock ? clock.days * minutesPerDay : 'hours' in clock ? clock.hours * 60 : clock.minutes
  if (clock.clock === 'elapsed') return afterMinutes(start, minutes, pauses, elapsed, () => false)
  const hours = clock.officeHours ?? parameterOn(officeHours, plainDate(dayOf(start))).value
  const unknown = (day: EpochDay): boolean => !calendar.knows('workday', day)
  return afterMinutes(start, minutes, pauses, officeClock(hours, calendar), unknown)
}

interface Stop {
  readonly from: EpochMinute
  /** Infinity while not resumed. */
  readonly to: number
}

/** The pauses after the start, in order, joined where they touch. */
function merged({ pauses = [] }: Clock, start: EpochMinute): readonly Stop[] {
  const stops: Stop[] = []
  for (const { from, to = Number.POSITIVE_INFINITY } of [...pauses].sort((a, b) => a.from - b.from)) {
    const begin = from > start ? from : start
    const last = stops.at(-1)
    if (last && begin <= last.to) stops[stops.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else if (to > begin) stops.push({ from: begin, to })
  }
  return stops
}

interface Running {
  between(from: EpochMinute, to: EpochMinute): number
  after(start: EpochMinute, minutes: number): EpochMinute
}

const elapsed: Running = {
  between: (from, to) => to - from,
  after: (start, minutes) => (start + minutes) as EpochMinute,
}

function afterMinutes(
  start: EpochMinute,
  minutes: number,
  stops: readonly Stop[],
  clock: Running,
  unknown: (day: EpochDay) => boolean,
): Deadline {
  let at = start
  let left = minutes
  const provisional = (end: EpochMinute): boolean => unknown(dayOf(start)) || unknown(dayOf(end))
  for (const { from, to } of stops) {
    const available = clock.between(at, from)
    if (available >= left) break
    left -= available
    if (to === Number.POSITIVE_INFINITY)
      return { state: 'stopped', since: from, left: { minutes: left }, provisional: provisional(from) }
    at = to as EpochMinute
  }
  const due = clock.after(at, left)
  return { state: 'running', due, at: instant(due), provisional: provisional(due) }
}

function afterWorkdays(start: EpochMinute, days: number, stops: readonly Stop[], calendar: Calendar): Deadline {
  const first = dayOf(start)
  const tomorrow = (first + 1) as EpochDay
  let held = 0
  let last = calendar.add('workday', first, days)
  const provisional = (end: EpochDay): boolean => !calendar.knows('workday', first) || !calendar.knows('workday', end)
  for (const { from, to } of stops) {
    // Whole days only: from the first midnight in the pause to the last one.
    const begin = Math.max(minuteOfDay(from) === 0 ? dayOf(from) : dayOf(from) + 1, tomorrow) as EpochDay
    if (begin > last) break
    if (to === Number.POSITIVE_INFINITY) {
      const left = days + held - calendar.count('workday', tomorrow, begin)
      return { state: 'stopped', since: from, left: { workdays: left }, provisional: provisional(dayOf(from)) }
    }
    held += Math.max(0, calendar.count('workday', begin, dayOf(to as EpochMinute)))
    last = calendar.add('workday', first, days + held)
  }
  const due = minuteAt(last, minutesPerDay)
  return { state: 'running', due, at: instant(due), provisional: provisional(last) }
}
