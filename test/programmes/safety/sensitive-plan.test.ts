import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay, SessionId, WorkerId } from '../../../src/index.ts'
import { type PlannedSensitive, safetyModules, sensitivePlanFindings } from '../../../src/programmes/index.ts'
import { timetableRules } from '../../../src/schedule/index.ts'
import { calendar, date } from './cases.ts'

const lesson: PlannedSensitive = {
  session: SessionId.parse('s1'),
  on: '2026-10-12',
  topic: 'sexualAbuse',
  namedPerson: WorkerId.parse('w1'),
  present: 'yes',
  away: [],
}
const codes = (change: Partial<PlannedSensitive>) =>
  sensitivePlanFindings([{ ...lesson, ...change }], calendar)
    ._unsafeUnwrap()
    .map(({ code }) => code)

describe('sensitivePlanFindings', () => {
  it('lets a session stand only with two school days in a row after it, by the calendar day for day', () => {
    fc.assert(
      fc.property(date('2026-09-01', 130), (on) => {
        const next = [addDays(on, 1), addDays(on, 2)].map(epochDay)
        const off = next.filter((day) => !calendar.flags(day).schoolday).length
        const provisional = next.filter(
          (day) => calendar.flags(day).schoolday && !calendar.knows('schoolday', day),
        ).length
        const found = codes({ on })
        expect(found.filter((code) => code === 'lastBeforeDaysOff')).toHaveLength(off)
        expect(found.filter((code) => code === 'calendarProvisional')).toHaveLength(provisional)
      }),
    )
  })
  it('never lets the last lesson before the National Day holiday or before a weekend be a sensitive one', () => {
    for (const on of ['2026-09-30', '2026-10-15', '2026-10-16'] as const)
      expect(codes({ on })).toContain('lastBeforeDaysOff')
    expect(codes({})).toEqual([])
  })
  it.each([
    [{ namedPerson: 'none' }, ['noNamedPerson']],
    [{ namedPerson: 'notCollected' }, ['noNamedPerson']],
    [{ present: 'no' }, ['namedPersonNotPresent']],
    [{ present: 'notCollected' }, ['presenceUnknown']],
    [{ away: ['2026-10-14'] }, ['namedPersonNotFree']],
    [{ away: ['2026-10-13', '2026-10-14'] }, ['namedPersonNotFree', 'namedPersonNotFree']],
    [{ away: ['2026-10-15', '2026-10-12'] }, []],
    [{ away: 'notCollected' }, ['freeDaysUnknown']],
    [{ topic: 'traffic', namedPerson: 'none', on: '2026-09-30' }, []],
  ] as const)('finds %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
  it('knows as sensitive every topic that the timetable spaces, and the modules say so too', () => {
    for (const topic of timetableRules('2026-10-12').sensitiveTopics) {
      expect(codes({ topic, namedPerson: 'none' })).toEqual(['noNamedPerson'])
      for (const module of safetyModules.filter((one) => one.topic === topic))
        expect(module.sensitive, module.id).toBe(true)
    }
  })
})
