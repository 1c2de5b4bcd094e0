import { addDays as oracleAddDays, addMonths as oracleAddMonths, getISODay } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  civil,
  dateText,
  daysBetween,
  type EpochDay,
  epochDay,
  Instant,
  isDate,
  mondayOf,
  PlainDate,
  plainDate,
  weekdayIndex,
} from '../src/date.ts'

const day = fc.integer({ min: -135140, max: 157054 }).map((n) => n as EpochDay) // 1600 to 2399
const utc = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10)
const local = (date: string) => {
  const [y, m, d] = date.split('-').map(Number)
  return new Date(y!, m! - 1, d, 12)
}
const iso = (d: Date) =>
  `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`

describe('isDate', () => {
  it('takes what the schema takes, and nothing else', () => {
    const near = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
      .map(([y, m, d]) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
    const text = fc.oneof(
      near,
      fc.string({ maxLength: 12 }),
      near.map((date) => `${date} `),
      near.map((date) => date.slice(1)),
    )
    let days = 0
    fc.assert(
      fc.property(text, (one) => {
        const is = PlainDate.safeParse(one).success
        if (is) days += 1
        expect(isDate(one)).toBe(is)
      }),
      { numRuns: 20_000 },
    )
    expect(days).toBeGreaterThan(1000)
  })
})

describe('epochDay and plainDate', () => {
  it('are each other’s inverse and agree with UTC', () => {
    fc.assert(
      fc.property(day, (n) => {
        expect(plainDate(n)).toBe(utc(n))
        expect(epochDay(plainDate(n))).toBe(n)
      }),
      { numRuns: 5000 },
    )
  })
  it('agree with UTC on every day from 1896 to 2105', () => {
    for (let n = -27028; n < 49673; n++) expect(plainDate(n as EpochDay)).toBe(utc(n))
  })
})

describe('addDays and addMonths', () => {
  it('agree with date-fns', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (n, step) => {
        const date = plainDate(n)
        expect(addDays(date, step)).toBe(iso(oracleAddDays(local(date), step)))
        expect(addMonths(date, step)).toBe(iso(oracleAddMonths(local(date), step)))
      }),
      { numRuns: 3000 },
    )
  })
  it('clamps to the end of a shorter month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  })
})

describe('the week', () => {
  it('begins on Monday', () => {
    fc.assert(
      fc.property(day, (n) => {
        expect(weekdayIndex(n) + 1).toBe(getISODay(local(plainDate(n))))
        expect(weekdayIndex(mondayOf(n))).toBe(0)
        expect(n - mondayOf(n)).toBeLessThan(7)
      }),
    )
  })
})

describe('a date', () => {
  it('is only a day that exists', () => {
    for (const text of ['2024-02-29', '2026-12-31', '2000-02-29']) expect(isDate(text)).toBe(true)
    for (const text of [
      '2026-02-30',
      '2023-02-29',
      '1900-02-29',
      '2026-2-3',
      '26-02-03',
      '2026-13-01',
      '',
      '+275760-09-13',
    ])
      expect(isDate(text)).toBe(false)
  })
  it('counts days between', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(civil(epochDay('2026-09-15'))).toEqual({ year: 2026, month: 9, day: 15 })
  })
  it('is written for people in two languages', () => {
    expect(dateText('2026-09-05', 'zh')).toBe('2026年9月5日')
    expect(dateText('2026-09-05', 'en')).toBe('5 September 2026')
  })
})

describe('an instant', () => {
  it('needs its offset', () => {
    expect(Instant.safeParse('2026-09-15T08:30:00+08:00').success).toBe(true)
    expect(Instant.safeParse('2026-09-15T08:30:00').success).toBe(false)
  })
})
