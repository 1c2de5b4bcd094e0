import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay, type PlainDate, SchoolId } from '../../../src/index.ts'
import { type Drill, type DrilledSchool, drillStanding } from '../../../src/programmes/index.ts'
import { compileCalendar, nationalHolidays } from '../../../src/calendar/index.ts'
import { calendar, date, shuffledRecord, underIds } from './cases.ts'

const anyDrill: fc.Arbitrary<Drill> = fc.record({
  on: date('2026-08-20', 330),
  kind: fc.constantFrom<Drill['kind'][]>('evacuation', 'fire', 'earthquake', 'bus', 'other'),
  seconds: fc.oneof(fc.integer({ min: 60, max: 400 }), fc.constant('notCollected' as const)),
})
const stages = ['kindergarten', 'primary', 'secondary'] as const
const anySchool: fc.Arbitrary<DrilledSchool> = fc.record({
  id: fc.constant(SchoolId.parse('A')),
  stage: fc.constantFrom(...stages),
  drills: fc.array(anyDrill, { maxLength: 12 }).map(underIds),
})
const from = '2026-09-01'
const standing = (school: DrilledSchool, asOf: PlainDate) =>
  drillStanding(school, { from, asOf, calendar })._unsafeUnwrap()

/** Day by day: the school days of each month or quarter, and the drills on days in term. */
function oracle(
  { stage, drills }: DrilledSchool,
  asOf: PlainDate,
): readonly { start: string; due: string; done: boolean }[] {
  const key = (day: PlainDate) =>
    stage === 'kindergarten' ? `${day.slice(0, 4)} ${Math.floor((Number(day.slice(5, 7)) - 1) / 3)}` : day.slice(0, 7)
  const found = new Map<string, { start: string; due: string; done: boolean }>()
  for (let day: PlainDate = from; day < '2027-10-01'; day = addDays(day, 1)) {
    if (!calendar.flags(epochDay(day)).schoolday) continue
    if (day > asOf && !found.has(key(day)) && key(day) !== key(asOf)) continue
    const start = found.get(key(day))?.start ?? key(day)
    const done = Object.values(drills).some(
      ({ on, kind }) =>
        ['evacuation', 'fire', 'earthquake'].includes(kind) &&
        key(on) === key(day) &&
        on >= from &&
        on <= asOf &&
        (calendar.termOn(epochDay(on)) !== undefined || !calendar.knows('schoolday', epochDay(on))),
    )
    found.set(key(day), { start, due: day, done })
  }
  return [...found.values()]
}

describe('drillStanding', () => {
  it('is what counting day by day says: monthly in term for schools, quarterly for kindergartens', () => {
    fc.assert(
      fc.property(anySchool, date(from, 310), (school, asOf) => {
        const { periods } = standing(school, asOf)
        expect(periods.map(({ due, state }) => [due, state === 'done'])).toEqual(
          oracle(school, asOf).map(({ due, done }) => [due, done]),
        )
        for (const { state, due } of periods)
          if (state === 'overdue') expect(asOf > due).toBe(true)
          else if (state === 'due') expect(asOf <= due).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('never lets one more drill make anything overdue, nor the mere passing of days make it done', () => {
    fc.assert(
      fc.property(anySchool, anyDrill, date(from, 280), (school, more, asOf) => {
        const [before, after] = [
          standing(school, asOf),
          standing({ ...school, drills: { ...school.drills, zz: more } }, asOf),
        ]
        expect(after.overdue.length).toBeLessThanOrEqual(before.overdue.length)
        const later = standing(
          { ...school, drills: Object.fromEntries(Object.entries(school.drills).filter(([, { on }]) => on <= asOf)) },
          addDays(asOf, 30),
        )
        for (const { due } of before.overdue) expect(later.overdue.map((period) => period.due)).toContain(due)
      }),
    )
  })
  it('is due on the last school day of the month and overdue on the next day', () => {
    const empty: DrilledSchool = { id: SchoolId.parse('A'), stage: 'primary', drills: {} }
    const september = (asOf: PlainDate) => standing(empty, asOf).periods[0]?.state
    expect([september('2026-09-30'), september('2026-10-01')]).toEqual(['due', 'overdue'])
  })
  it('is the same in any order', () => {
    fc.assert(
      fc.property(
        anySchool.chain((school) => fc.tuple(fc.constant(school), shuffledRecord(school.drills))),
        ([school, drills]) => {
          expect(JSON.stringify(standing({ ...school, drills }, '2027-03-01'))).toBe(
            JSON.stringify(standing(school, '2027-03-01')),
          )
        },
      ),
    )
  })
  it('owes nothing in holidays, and cannot say what is owed where no term is known', () => {
    const empty: DrilledSchool = { id: SchoolId.parse('A'), stage: 'primary', drills: {} }
    expect(standing(empty, '2027-02-10').periods.map(({ due }) => due)).toEqual([
      '2026-09-30',
      '2026-10-30',
      '2026-11-30',
      '2026-12-31',
      '2027-01-22',
      '2027-02-26',
    ])
    const without = compileCalendar({
      national: nationalHolidays,
      from: '2026-01-01',
      to: '2027-01-01',
    })._unsafeUnwrap()
    const { periods, overdue } = drillStanding(empty, { from, asOf: '2026-12-01', calendar: without })._unsafeUnwrap()
    expect([new Set(periods.map(({ state }) => state)), overdue]).toEqual([new Set(['termsUnknown']), []])
  })
  it('names drills slower than the target of the stage, and says where the rhythm comes from', () => {
    const drills = { d1: { on: '2026-09-11', kind: 'fire', seconds: 150 } } as const
    const slow = (stage: DrilledSchool['stage']) =>
      standing({ id: SchoolId.parse('A'), stage, drills }, '2026-10-01').slow
    expect([slow('kindergarten'), slow('primary')]).toEqual([[], []])
    expect(slow('secondary')).toEqual([{ path: '/drills/d1', seconds: 150, target: 120 }])
    expect(standing({ id: SchoolId.parse('A'), stage: 'primary', drills }, '2026-10-01').rhythm.standing).toBe('seen')
  })
})
