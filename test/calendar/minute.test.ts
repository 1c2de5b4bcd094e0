import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, type EpochMinute, epochMinute, instant, minuteAt, minuteOfDay } from '../../src/calendar/index.ts'
import { Instant, parse, plainDate } from '../../src/index.ts'

const moment = (text: string): Instant => parse(Instant, text)._unsafeUnwrap()
const minute = fc.integer({ min: -60_000_000, max: 60_000_000 }).map((n) => n as EpochMinute)

describe('epochMinute and instant', () => {
  it('are inverses, and agree with UTC', () => {
    fc.assert(
      fc.property(minute, (n) => {
        expect(epochMinute(moment(instant(n)))).toBe(n)
        expect(Date.parse(instant(n))).toBe(n * 60_000)
      }),
      { numRuns: 2000 },
    )
  })
  it('read every zone, and drop seconds', () => {
    fc.assert(
      fc.property(
        minute,
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.integer({ min: 0, max: 59_999 }),
        (n, zone, ms) => {
          const local = new Date((n + zone) * 60_000 + ms).toISOString().slice(0, -1)
          const size = Math.abs(zone)
          const two = (part: number) => String(part).padStart(2, '0')
          const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
          expect(epochMinute(moment(`${local}${offset}`))).toBe(n)
        },
      ),
      { numRuns: 2000 },
    )
    expect(epochMinute(moment('2026-09-15T00:30:59Z'))).toBe(epochMinute(moment('2026-09-15T08:30:00+08:00')))
  })
})

describe('the day of a minute', () => {
  it('is that of China Standard Time', () => {
    expect(plainDate(dayOf(epochMinute(moment('2026-09-15T15:59:00Z'))))).toBe('2026-09-15')
    expect(plainDate(dayOf(epochMinute(moment('2026-09-15T16:00:00Z'))))).toBe('2026-09-16')
    fc.assert(
      fc.property(minute, (n) => {
        expect(minuteAt(dayOf(n), minuteOfDay(n))).toBe(n)
        expect(instant(n).startsWith(plainDate(dayOf(n)))).toBe(true)
      }),
    )
  })
})
