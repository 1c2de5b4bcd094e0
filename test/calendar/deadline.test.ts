import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  type Clock,
  compileCalendar,
  dayOf,
  type Deadline,
  deadline,
  type EpochMinute,
  epochMinute,
  minuteOfDay,
  nationalHolidays,
  officeClock,
  type OfficeHours,
  type Pause,
} from '../../src/calendar/index.ts'
import type { CalendarLayers } from '../../src/calendar/layers.ts'
import { type EpochDay, Instant, parse } from '../../src/index.ts'
import { awkward } from './arbitraries.ts'
import { dayNumber, type Reading, reading } from './day-by-day.ts'

const at = (minute: number): EpochMinute => minute as EpochMinute
const moment = (text: string): EpochMinute => epochMinute(parse(Instant, text)._unsafeUnwrap())
const run = (start: EpochMinute, clock: Clock, calendar: Calendar): Deadline =>
  deadline(start, clock, calendar)._unsafeUnwrap()
const due = (start: EpochMinute, clock: Clock, calendar: Calendar): number => {
  const found = run(start, clock, calendar)
  return found.state === 'running' ? found.due : Number.POSITIVE_INFINITY
}

const officeHours: fc.Arbitrary<OfficeHours> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((cuts) => [...cuts].sort((a, b) => a - b))
  .map((cuts) =>
    cuts.flatMap((from, i) => (i % 2 === 0 && cuts[i + 1] !== undefined ? [{ from, to: cuts[i + 1]! }] : [])),
  )
  .filter((hours) => hours.reduce((sum, { from, to }) => sum + to - from, 0) >= 60)

interface Case {
  readonly layers: CalendarLayers
  readonly start: EpochMinute
  readonly hours: OfficeHours
  readonly pauses: readonly Pause[]
  readonly minutes: number
  readonly days: number
}

const cases: fc.Arbitrary<Case> = awkward.chain((layers) => {
  const first = dayNumber(layers.from) * 1440
  const start = fc.integer({ min: first - 3000, max: first + 60 * 1440 })
  return start.chain((begin) =>
    fc.record({
      layers: fc.constant(layers),
      start: fc.constant(at(begin)),
      hours: officeHours,
      pauses: fc.array(
        fc
          .tuple(fc.integer({ min: -2000, max: 9000 }), fc.integer({ min: 0, max: 5000 }), fc.boolean())
          .map(([from, length, midnight]): Pause => {
            const whole = (n: number) => (midnight ? Math.floor((begin + n + 480) / 1440) * 1440 - 480 : begin + n)
            return { from: at(whole(from)), to: at(whole(from + length)) }
          }),
        { maxLength: 4 },
      ),
      minutes: fc.integer({ min: 0, max: 1500 }),
      days: fc.integer({ min: 0, max: 8 }),
    }),
  )
})

const pausedAt = (pauses: readonly Pause[], minute: number): boolean =>
  pauses.some(({ from, to = Number.POSITIVE_INFINITY }) => from <= minute && minute < to)
const workedAt = (plain: Reading, hours: OfficeHours, minute: number): boolean =>
  plain.allows('workday', dayOf(at(minute))) &&
  hours.some(({ from, to }) => from <= minuteOfDay(at(minute)) && minuteOfDay(at(minute)) < to)

/** Counts minute by minute: the oracle of both clocks in hours and minutes. */
function walked(start: number, minutes: number, counts: (minute: number) => boolean): number {
  let minute = start
  for (let left = minutes; left > 0; minute++) if (counts(minute)) left--
  return minute
}

/** Counts day by day: a workday after the first counts unless all its minutes are paused. */
function walkedDays(plain: Reading, { start, days, pauses }: Case): number {
  let day = dayOf(start) as number
  for (let left = days; left > 0; ) {
    day++
    const minutes = Array.from({ length: 1440 }, (_, i) => day * 1440 + i - 480)
    if (plain.allows('workday', day) && !minutes.every((minute) => pausedAt(pauses, minute))) left--
  }
  return (day + 1) * 1440 - 480
}

/** What a deadline function answers otherwise than a walk. */
function complaints(answer: typeof due, test: Case): readonly string[] {
  const calendar = compileCalendar(test.layers)._unsafeUnwrap()
  const plain = reading(test.layers)
  const { start, minutes, pauses, hours } = test
  const paused = (minute: number) => pausedAt(pauses, minute)
  const works = (minute: number) => workedAt(plain, hours, minute)
  const wanted = {
    elapsed: walked(start, minutes, (minute) => !paused(minute)),
    emergency: start + minutes,
    working: walked(start, minutes, (minute) => works(minute) && !paused(minute)),
    workdays: walkedDays(plain, test),
  }
  const found = {
    elapsed: answer(start, { clock: 'elapsed', minutes, pauses }, calendar),
    emergency: answer(start, { clock: 'elapsed', minutes, pauses, pausable: false }, calendar),
    working: answer(start, { clock: 'working', minutes, pauses, officeHours: hours }, calendar),
    workdays: answer(start, { clock: 'working', days: test.days, pauses }, calendar),
  }
  return (['elapsed', 'emergency', 'working', 'workdays'] as const).flatMap((name) =>
    found[name] === wanted[name] ? [] : [`${name}: ${found[name]}, not ${wanted[name]}`],
  )
}

describe('deadline', () => {
  it('is where a walk minute by minute and day by day ends', () => {
    fc.assert(
      fc.property(cases, (test) => {
        expect(complaints(due, test)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('would be caught by the walk if it were broken', () => {
    const broken: Readonly<Record<string, typeof due>> = {
      'emergencies can be paused': (start, clock, calendar) => due(start, { ...clock, pausable: true }, calendar),
      'pauses are ignored': (start, clock, calendar) => due(start, { ...clock, pauses: [] }, calendar),
      'elapsed clocks wait for office hours': (start, clock, calendar) =>
        due(start, { ...clock, clock: 'working' }, calendar),
      'workdays end at the hour of the start': (start, clock, calendar) =>
        'days' in clock ? due(start, clock, calendar) - 60 : due(start, clock, calendar),
      'a minute late': (start, clock, calendar) => due(start, clock, calendar) + 1,
    }
    const sample = fc.sample(cases, { numRuns: 60, seed: 3 })
    for (const [name, answer] of Object.entries(broken))
      expect([name, sample.some((test) => complaints(answer, test).length > 0)]).toEqual([name, true])
  })

  it('does not depend on the calendar if it elapses, and is never provisional then', () => {
    fc.assert(
      fc.property(cases, awkward, (test, other) => {
        const clock: Clock = { clock: 'elapsed', hours: test.minutes, pauses: test.pauses }
        const here = run(test.start, clock, compileCalendar(test.layers)._unsafeUnwrap())
        expect(run(test.start, clock, compileCalendar(other)._unsafeUnwrap())).toEqual(here)
        expect(here.provisional).toBe(false)
      }),
    )
  })

  it('comes no earlier on a working clock than on an elapsed one', () => {
    fc.assert(
      fc.property(cases, ({ layers, start, hours, minutes, days, pauses }) => {
        const calendar = compileCalendar(layers)._unsafeUnwrap()
        expect(due(start, { clock: 'working', minutes, officeHours: hours, pauses }, calendar)).toBeGreaterThanOrEqual(
          due(start, { clock: 'elapsed', minutes, pauses }, calendar),
        )
        expect(due(start, { clock: 'working', days }, calendar)).toBeGreaterThanOrEqual(
          due(start, { clock: 'elapsed', days }, calendar),
        )
      }),
    )
  })

  it('moves by exactly the working minutes of a pause that ends before it', () => {
    fc.assert(
      fc.property(cases, fc.nat(5000), fc.nat(5000), ({ layers, start, hours, minutes }, wait, length) => {
        const calendar = compileCalendar(layers)._unsafeUnwrap()
        const clock = officeClock(hours, calendar)
        const without = due(start, { clock: 'working', minutes, officeHours: hours }, calendar)
        const pause = { from: at(start + wait), to: at(start + wait + length) }
        fc.pre(pause.from < without)
        const moved = due(start, { clock: 'working', minutes, officeHours: hours, pauses: [pause] }, calendar)
        expect(clock.between(at(without), at(moved))).toBe(clock.between(pause.from, pause.to))
        expect(due(start, { clock: 'elapsed', minutes: wait + 1, pauses: [pause] }, calendar)).toBe(
          start + wait + 1 + length,
        )
      }),
    )
  })

  it('adds up: so many minutes and then so many are all of them', () => {
    fc.assert(
      fc.property(cases, fc.nat(3000), ({ layers, start, hours, minutes }, more) => {
        const clock = officeClock(hours, compileCalendar(layers)._unsafeUnwrap())
        expect(clock.after(clock.after(start, minutes), more)).toBe(clock.after(start, minutes + more))
        expect(clock.between(start, clock.after(start, minutes))).toBe(minutes)
      }),
    )
  })

  it('says what is left while a pause has not ended, and runs on when it has', () => {
    fc.assert(
      fc.property(cases, fc.nat(4000), fc.nat(20_000), ({ layers, start, hours, minutes, days }, wait, length) => {
        const calendar = compileCalendar(layers)._unsafeUnwrap()
        const from = at(start + wait)
        for (const clock of [
          { clock: 'working', minutes, officeHours: hours },
          { clock: 'elapsed', minutes },
          { clock: 'working', days },
        ] satisfies Clock[]) {
          const open = run(start, { ...clock, pauses: [{ from }] }, calendar)
          const resumed = due(start, { ...clock, pauses: [{ from, to: at(from + length) }] }, calendar)
          if (open.state === 'running') expect(resumed).toBe(open.due)
          else {
            expect(open.since).toBe(from)
            if ('minutes' in open.left) {
              expect(open.left.minutes).toBeGreaterThan(0)
              const rest: Clock = { ...clock, minutes: open.left.minutes }
              expect(due(at(from + length), rest, calendar)).toBe(resumed)
            } else {
              const paused = [{ from, to: at(from + length) }]
              const wholly = (day: number) => [0, 1439].every((ofDay) => pausedAt(paused, day * 1440 + ofDay - 480))
              let later = 0
              for (let day = dayOf(at(from - 1)) + 1; day < dayOf(at(resumed)); day++)
                if (day > dayOf(start) && calendar.allows('workday', day as EpochDay) && !wholly(day)) later++
              expect(open.left.workdays).toBe(later)
            }
          }
        }
      }),
    )
  })

  it('is provisional where working days are not known', () => {
    const calendar = compileCalendar({
      national: nationalHolidays,
      from: '2026-01-01',
      to: '2028-01-01',
    })._unsafeUnwrap()
    const start = moment('2026-12-21T09:00:00+08:00')
    expect(run(start, { clock: 'working', days: 3 }, calendar).provisional).toBe(false)
    expect(run(start, { clock: 'working', days: 4 }, calendar).provisional).toBe(true)
    expect(run(start, { clock: 'working', hours: 100 }, calendar).provisional).toBe(true)
    expect(run(start, { clock: 'elapsed', days: 40 }, calendar).provisional).toBe(false)
  })

  it('holds through the National Day week of 2026', () => {
    const calendar = compileCalendar({
      national: nationalHolidays,
      from: '2026-01-01',
      to: '2027-01-01',
    })._unsafeUnwrap()
    const start = moment('2026-09-30T16:30:00+08:00')
    const until = (clock: Clock) => {
      const found = run(start, clock, calendar)
      return found.state === 'running' ? found.at : found.state
    }
    expect(until({ clock: 'elapsed', hours: 24 })).toBe('2026-10-01T16:30:00+08:00')
    expect(until({ clock: 'elapsed', hours: 72 })).toBe('2026-10-03T16:30:00+08:00')
    expect(until({ clock: 'working', hours: 1 })).toBe('2026-09-30T17:30:00+08:00')
    expect(until({ clock: 'working', minutes: 61 })).toBe('2026-10-08T08:31:00+08:00')
    // The make-up Saturday 10 October is a workday.
    expect(until({ clock: 'working', days: 3 })).toBe('2026-10-11T00:00:00+08:00')
    expect(until({ clock: 'working', days: 3, pauses: [{ from: moment('2026-10-09T00:00:00+08:00') }] })).toBe(
      'stopped',
    )
    expect(until({ clock: 'elapsed', minutes: 0 })).toBe('2026-09-30T16:30:00+08:00')
  })

  it('refuses what cannot be read', () => {
    const calendar = compileCalendar({ national: [], from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
    const refused = (clock: unknown, start: unknown = 0): unknown =>
      deadline(start as EpochMinute, clock as Clock, calendar).match(
        () => 'taken',
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused({ clock: 'elapsed', hours: -1 })).toEqual(['/hours too-small'])
    expect(refused({ clock: 'elapsed', hours: 1.5 })).toEqual(['/hours invalid-type'])
    expect(refused({ clock: 'elapsed', hours: 1, pauses: [{ from: 5, to: 4 }] })).toEqual(['/pauses/0/to inconsistent'])
    expect(refused({ clock: 'working', hours: 1, officeHours: [{ from: 600, to: 500 }] })).toEqual([
      '/officeHours inconsistent',
    ])
    expect(refused({ clock: 'elapsed', hours: 1 }, Number.NaN)).toHaveLength(1)
    for (const nonsense of [undefined, null, 7, {}, { clock: 'elapsed' }, { clock: 'elapsed', hours: 1, days: 1 }])
      expect(refused(nonsense)).not.toBe('taken')
  })
})
