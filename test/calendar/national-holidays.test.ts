import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  compileCalendar,
  type HolidayDay,
  holidayNotices,
  nationalHolidays,
  schoolTerms,
} from '../../src/calendar/index.ts'
import { type EpochDay, epochDay, plainDate } from '../../src/index.ts'
import { dayNumber, iso, reading } from './day-by-day.ts'

interface Published {
  readonly year: number
  readonly papers: readonly string[]
  readonly days: readonly { readonly name: string; readonly date: HolidayDay['date']; readonly isOffDay: boolean }[]
}

/** The published data, one file for each notice. */
const files: readonly Published[] = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map(
  (year) => JSON.parse(readFileSync(new URL(`../data/holidays/${year}.json`, import.meta.url), 'utf8')) as Published,
)
const entries = (years: readonly Published[]): readonly HolidayDay[] =>
  years.flatMap(({ days }) => days.map(({ date, name, isOffDay }) => ({ date, name, off: isOffDay })))
const span = { from: '2018-01-01', to: '2028-01-01' } as const
const calendar = compileCalendar({ national: nationalHolidays, ...span })._unsafeUnwrap()

describe('nationalHolidays', () => {
  it('is the published data, entry for entry', () => {
    expect(nationalHolidays).toEqual(entries(files))
    expect(nationalHolidays).toHaveLength(315)
  })

  it('names the notices that the published data names', () => {
    expect(holidayNotices.map(({ year, urls }) => ({ year, urls }))).toEqual(
      files.map(({ year, papers }) => ({ year, urls: papers })),
    )
  })

  it('makes every named day off a holiday and every make-up day a workday', () => {
    for (const { date, name, off } of nationalHolidays) {
      const flags = calendar.flags(epochDay(date))
      expect([date, flags]).toEqual([
        date,
        { workday: !off, schoolday: !off, holiday: off, makeUp: !off, provisional: false },
      ])
      expect(calendar.nameOf(epochDay(date))).toBe(name)
    }
  })

  it('agrees with the published data read day by day, on every day from 2018 to 2026', () => {
    const plain = reading({ national: entries(files), ...span })
    for (let day = dayNumber('2018-01-01'); day < dayNumber('2027-01-01'); day++) {
      expect([iso(day), calendar.allows('workday', day as EpochDay)]).toEqual([iso(day), plain.allows('workday', day)])
      expect(calendar.next('workday', day as EpochDay)).toBe(plain.next('workday', day))
    }
  })

  it('leaves 249, 251, 248 and 248 workdays in the years from 2023 to 2026', () => {
    const workdays = (year: 2023 | 2024 | 2025 | 2026): number =>
      calendar.count('workday', epochDay(`${year}-01-01`), epochDay(`${year + 1}-01-01` as HolidayDay['date']))
    expect([workdays(2023), workdays(2024), workdays(2025), workdays(2026)]).toEqual([249, 251, 248, 248])
  })

  it('reaches the last days of a year by the notice of the next', () => {
    const at = (date: HolidayDay['date']) => calendar.flags(epochDay(date))
    expect(at('2018-12-29').makeUp).toBe(true)
    expect(at('2018-12-31').holiday).toBe(true)
    expect(at('2022-12-31').holiday).toBe(true)
  })

  it('knows 2026 and not 2027, and leaves the last week of 2026 open', () => {
    expect(plainDate(calendar.knownFrom)).toBe('2018-01-01')
    expect(plainDate(calendar.knownThrough)).toBe('2026-12-31')
    expect(calendar.flags(epochDay('2027-02-08'))).toMatchObject({ workday: true, holiday: false, provisional: true })
    expect(calendar.flags(epochDay('2026-12-24')).provisional).toBe(false)
    expect(calendar.flags(epochDay('2026-12-25')).provisional).toBe(true)
  })

  it('changes provisional days only when the next notice is loaded', () => {
    for (let known = 1; known < files.length; known++) {
      const before = compileCalendar({ national: entries(files.slice(0, known)), ...span })._unsafeUnwrap()
      const after = compileCalendar({ national: entries(files.slice(0, known + 1)), ...span })._unsafeUnwrap()
      let changed = 0
      for (let day = before.from; day < before.to; day = (day + 1) as EpochDay) {
        const flags = before.flags(day)
        if (!flags.provisional) expect(after.flags(day)).toEqual(flags)
        else if (after.flags(day).workday !== flags.workday) changed++
      }
      expect(changed).toBeGreaterThan(20)
      expect(after.flags(before.knownThrough).provisional).toBe(false)
    }
  })
})

describe('schoolTerms', () => {
  it('is an example, marked as general knowledge, that a calendar takes', () => {
    const taught = compileCalendar({ national: nationalHolidays, terms: schoolTerms, ...span })._unsafeUnwrap()
    expect(schoolTerms.map(({ standing, label }) => [standing, label.startsWith('Example')])).toEqual([
      ['known', true],
      ['known', true],
    ])
    expect(taught.flags(epochDay('2026-09-20'))).toMatchObject({ schoolday: true, makeUp: true })
    expect(taught.flags(epochDay('2026-09-25'))).toMatchObject({ schoolday: false, holiday: true })
    expect(taught.flags(epochDay('2027-02-01'))).toMatchObject({ workday: true, schoolday: false })
    expect(plainDate(taught.next('schoolday', epochDay('2027-01-23')))).toBe('2027-02-22')
  })
})
