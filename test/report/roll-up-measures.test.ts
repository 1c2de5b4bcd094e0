import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type ChildFile, childFile, ChildId, type PlainDate } from '../../src/index.ts'
import {
  caseloadBands,
  durations,
  dutyOverdue,
  matchSpans,
  measureAxis,
  measureTally,
  officeMeasures,
  officialChildren,
  onRegister,
  rollUpTables,
  staysOf,
  termChildren,
  termMeasures,
} from '../../src/report/index.ts'
import { officialTable } from '../../src/register/index.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const term = { from: '2026-09-01', to: '2027-01-23' } as const
const asOf = '2027-01-22'
const start: PlainDate = '2026-09-01'
const day = (n: number): PlainDate => addDays(start, n)
const file = (change: object): ChildFile => childFile({ id: 'c1', name: '李小花', ...change })
const answersOf = (change: object, facts: object = {}) =>
  termChildren([file(change)], { term, asOf, ...facts })[0]?.classes
const c1 = ChildId.parse('c1')

/** What the file is like when everything that nobody wrote down is written down. */
const later = { phone: 'none', otherPhones: 'none', answeredOn: 'none' } as const

describe('termChildren', () => {
  it('takes what is not known for not known, never for no', () => {
    expect(answersOf({})).toEqual({
      namedAdult: 'notCollected',
      askedOwnWord: 'notCollected',
      answeredNumber: 'notCollected',
      moodTwice: 'no',
      rightsReached: 'notCollected',
      askedToJoin: 'notCollected',
      visitCovered: 'no',
    })
  })
  it('says no only of what is known: whatever is written down later, a no about numbers and words stays or was about something new', () => {
    fc.assert(
      fc.property(anyChildFile(), (given) => {
        const known: ChildFile = {
          ...given,
          father: { ...given.father, ...later },
          mother: { ...given.mother, ...later },
          delegate: 'none',
          guardians: 'none',
          preferences: 'none',
          visits: {},
        }
        const classes = termChildren([known], { term, asOf, matches: [], classViews: [] })[0]?.classes
        expect(classes).toMatchObject({
          answeredNumber: 'no',
          askedOwnWord: 'no',
          moodTwice: 'no',
          namedAdult: 'no',
          visitCovered: 'no',
        })
        const blank: ChildFile = {
          ...known,
          father: given.father,
          mother: {
            ...known.mother,
            ...later,
            phone: 'notCollected',
            answeredOn: 'notCollected',
            status: 'awayWorking',
          },
          preferences: 'notCollected',
        }
        const unknown = termChildren([blank], { term, asOf })[0]?.classes
        expect(unknown?.['answeredNumber']).not.toBe('no')
        expect(unknown?.['askedOwnWord']).toBe('notCollected')
      }),
      { numRuns: 40 },
    )
  })
  it('counts a match only while it is active on the day', () => {
    const named = (from: PlainDate, to: PlainDate | 'none') =>
      answersOf({}, { matches: [{ child: c1, periods: [{ from, to }] }] })?.['namedAdult']
    expect([named('2026-10-01', 'none'), named('2026-10-01', asOf), named('2026-10-01', '2027-01-23')]).toEqual([
      'yes',
      'no',
      'yes',
    ])
    expect(
      answersOf({}, { matches: [{ child: ChildId.parse('c2'), periods: [{ from: start, to: 'none' }] }] })?.[
        'namedAdult'
      ],
    ).toBe('no')
  })
  it('counts a word of the child’s own and no one else’s, in the term and not before', () => {
    const asked = (saidBy: string, on: string) =>
      answersOf({ preferences: { p1: { about: 'wish', says: 'wishes', what: 'none', saidBy, on } } })?.['askedOwnWord']
    expect(asked('child', '2026-10-01')).toBe('yes')
    expect(asked('child', '2026-08-31')).toBe('no')
    expect(asked('teacher', '2026-10-01')).toBe('no')
    expect(asked('notCollected', '2026-10-01')).toBe('notCollected')
    expect(asked('child', 'notCollected')).toBe('notCollected')
  })
  it('asks for an answer within 90 days, of whomever it was', () => {
    const answered = (answeredOn: PlainDate) => {
      const silent = { ...later, status: 'awayWorking' }
      const found = answersOf({
        father: silent,
        mother: silent,
        guardians: 'none',
        delegate: { phone: '13800000000', answeredOn },
      })
      return found?.['answeredNumber']
    }
    expect([answered(addDays(asOf, -90)), answered(addDays(asOf, -91)), answered(addDays(asOf, 1))]).toEqual([
      'yes',
      'no',
      'no',
    ])
  })
  it('counts moods of two days, from visits and talks', () => {
    const visit = (on: string, mood: number | 'notCollected') => ({ on, mood })
    const twice = (visits: object, moods: readonly PlainDate[] = []) =>
      answersOf({ visits }, { moods: moods.map((on) => ({ child: 'c1', on })) })?.['moodTwice']
    expect(twice({ v1: visit('2026-09-10', 3), v2: visit('2026-09-10', 4) })).toBe('no')
    expect(twice({ v1: visit('2026-09-10', 3), v2: visit('2026-10-10', 4) })).toBe('yes')
    expect(twice({ v1: visit('2026-09-10', 3) }, ['2026-11-02'])).toBe('yes')
    expect(twice({ v1: visit('2026-09-10', 3) }, ['2026-08-02'])).toBe('no')
    expect(twice({ v1: visit('2026-09-10', 3), v2: visit('2026-10-10', 'notCollected') })).toBe('notCollected')
  })
  it('takes what the modules and the class teachers say', () => {
    const pupil = (state: string, reason?: string) => [
      {
        pupils: [
          {
            child: c1,
            state,
            on: 'none',
            next: 'none',
            because: reason ? [{ reason, session: 'none', on: 'none' }] : [],
          },
        ],
      },
    ]
    const reach = (...reaches: readonly object[]) => answersOf({}, { reaches })?.['rightsReached']
    expect(reach(...pupil('reached'))).toBe('yes')
    expect(reach(...pupil('notReached', 'unexcused'))).toBe('no')
    expect(reach(...pupil('notReached', 'notRecorded'))).toBe('notCollected')
    expect(reach(...pupil('notForAge'))).toBe('notApplicable')
    expect(reach(...pupil('notForAge'), ...pupil('reached'))).toBe('yes')
    const asked = (state: string) =>
      answersOf({}, { classViews: [{ pupils: [{ child: c1, state }] }] })?.['askedToJoin']
    expect([asked('neverAsked'), asked('saidNo'), asked('cannot')]).toEqual(['no', 'yes', 'yes'])
  })
  it('has no id and no name in its answers', () => {
    expect(JSON.stringify(termChildren([file({ residenceDivision: '520526113205' })], { term, asOf }))).not.toMatch(
      /c1|李/,
    )
  })
  it('rolls up with every measure as its own axis, to one total', () => {
    const files = [
      file({}),
      file({ visits: { v1: { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'tooYoung', mood: 2 } } }),
    ]
    const axes = [...termMeasures, officeMeasures[0]].map(measureAxis)
    const tables = rollUpTables(onRegister(termChildren(files, { term, asOf }), asOf), {
      asOf,
      axes,
      levels: [9],
    })._unsafeUnwrap()
    expect(tables.map(({ axis, rows: [row] }) => [axis.id, row?.total])).toEqual(axes.map(({ id }) => [id, 2]))
    const covered = tables.at(-1)?.rows[0]
    expect(covered && measureTally(covered)).toEqual({
      numerator: 1,
      denominator: 2,
      unknown: 0,
      notApplicable: 0,
      perMille: { atLeast: 500, atMost: 500 },
    })
  })
})

describe('visitCovered', () => {
  const covered = (visit: object) =>
    answersOf({ visits: { v1: { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'yes', mood: 4, ...visit } } })?.[
      'visitCovered'
    ]
  it('counts a visit on which the child was seen, spoken to alone or why not, and something observed', () => {
    expect(covered({})).toBe('yes')
    expect(covered({ spokenAlone: 'carerPresent' })).toBe('yes')
    expect(covered({ spokenAlone: 'no' })).toBe('no')
    expect(covered({ childSeen: 'no' })).toBe('no')
    expect(covered({ spokenAlone: 'notCollected' })).toBe('notCollected')
    expect(covered({ mood: 'notCollected', words: 'none' })).toBe('notCollected')
    expect(covered({ mood: 'notCollected', words: 'none', situations: { violence: 'notSeen' } })).toBe('yes')
    expect(covered({ on: '2026-08-31' })).toBe('no')
  })
})

describe('officialChildren', () => {
  it('has the classes of the official table: rolled up they are its counts', () => {
    fc.assert(
      fc.property(fc.array(anyChildFile(), { minLength: 1, maxLength: 4 }), (given) => {
        const files = given.map(
          (one, i): ChildFile => ({
            ...one,
            register: { ...one.register, registerState: 'registered', reportedOn: '2026-01-01', periods: 'none' },
            residenceDivision: i % 2 === 0 ? one.residenceDivision : 'notCollected',
          }),
        )
        const { axes, children } = officialChildren(files, asOf)._unsafeUnwrap()
        const tables = rollUpTables(onRegister(children, asOf), { asOf, axes, levels: [9, 12] })._unsafeUnwrap()
        const official = officialTable(files, { asOf })._unsafeUnwrap()
        expect(tables.map(({ rows: [row] }) => row?.counts)).toEqual(official.rows[0]?.counts)
        for (const row of official.rows.filter(({ level, code }) => level === 'township' && code !== ''))
          expect(tables.map(({ rows }) => rows.find(({ id }) => id === row.code)?.counts)).toEqual(row.counts)
      }),
      { numRuns: 25 },
    )
  })
  it('keeps earlier periods and exits as the register counts them', () => {
    const register = {
      registerState: 'exited',
      reportedOn: '2026-09-01',
      exitOn: '2026-12-01',
      exitReason: 'parentReturned',
      periods: [{ enteredOn: '2026-01-01', exitOn: '2026-03-01', exitReason: 'movedAway', division: '520526113' }],
    }
    expect(staysOf(file({ residenceDivision: '520526114201', register }))).toEqual([
      { division: '520526113', from: '2026-01-01', to: '2026-03-01', reason: 'movedAway' },
      { division: '520526114201', from: '2026-09-01', to: '2026-12-01', reason: 'parentReturned' },
    ])
  })
  it('refuses a day that does not exist', () => {
    expect(officialChildren([], '2026-02-30').isErr()).toBe(true)
  })
})

const span = fc.tuple(fc.nat(50), fc.nat(60), fc.constantFrom('ended', 'open', 'unknown')).map(([from, days, how]) => ({
  from: day(from),
  to: how === 'ended' ? day(from + days) : how === 'open' ? ('none' as const) : ('notCollected' as const),
}))

describe('durations', () => {
  it('adds up: bands and what is not known to all, ended and open apart', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat(80), (spans, n) => {
        const found = durations(spans, { asOf: day(n), bands: [2, 4, 8, 15] })
        expect(found.all).toBe(spans.filter(({ from }) => from <= day(n)).length)
        expect(found.ended + found.open + found.unknown).toBe(found.all)
        expect(found.bands.reduce((sum, { ended }) => sum + ended, 0)).toBe(found.ended)
        expect(found.bands.reduce((sum, { open }) => sum + open, 0)).toBe(found.open)
        expect(durations([...spans].reverse(), { asOf: day(n), bands: [15, 8, 4, 2] })).toEqual(found)
      }),
    )
  })
  it('has the plain median where everything ended, and never a shorter one for what goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), fc.nat(20), (days, n) => {
        const ended = days.map((length) => ({ from: start, to: day(length) }))
        const plain = [...days].sort((a, b) => a - b)[Math.ceil(days.length / 2) - 1]
        const late = { asOf: day(100), bands: [] }
        expect(durations(ended, late).medianDays).toBe(plain)
        const going = Array.from({ length: n }, () => ({ from: start, to: 'none' as const }))
        const { medianDays } = durations([...ended, ...going], late)
        expect(medianDays === 'notReached' || Number(medianDays) >= Number(plain)).toBe(true)
        expect(medianDays === 'notReached').toBe(n > days.length)
        const fresh = Array.from({ length: n }, () => ({ from: day(100), to: 'none' as const }))
        expect(durations([...ended, ...fresh], late).medianDays).toBe(plain)
      }),
    )
  })
  it('is none of nothing, and does not know what ended before it began', () => {
    expect(durations([], { asOf, bands: [] }).medianDays).toBe('none')
    expect(durations([{ from: day(5), to: day(4) }], { asOf, bands: [] })).toMatchObject({ all: 1, unknown: 1 })
    expect(
      matchSpans([
        { periods: [], state: 'active' },
        { periods: [{ from: start, to: day(9) }], state: 'ended', endedOn: day(20) },
      ]),
    ).toEqual([{ from: start, to: day(20) }])
  })
})

describe('caseloadBands', () => {
  it('has every worker in one band or among the unknown', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(60), fc.constant('notCollected' as const))), (loads) => {
        const { bands, unknown, workers } = caseloadBands(loads, asOf)
        expect(bands.reduce((sum, band) => sum + band.workers, unknown)).toBe(workers)
        expect(caseloadBands([...loads].reverse(), asOf)).toEqual({ bands, unknown, workers })
      }),
    )
  })
})

describe('measureTally', () => {
  it('keeps the unknown between no and yes', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99)), (counts) => {
        const { numerator, denominator, unknown, perMille } = measureTally({ counts })
        expect(numerator + unknown).toBeLessThanOrEqual(denominator)
        if (perMille === 'none') return
        expect(perMille.atLeast).toBeLessThanOrEqual(perMille.atMost)
        if (unknown > 0 && denominator > 0) expect(perMille.atLeast).toBeLessThan(perMille.atMost)
        expect(perMille.atMost).toBeLessThanOrEqual(1000)
      }),
    )
    expect(measureTally({ counts: [0, 0, 0, 3] }).perMille).toBe('none')
    expect(
      (['notDue', 'dueSoon', 'due', 'inGrace', 'overdue', 'breached', 'paused'] as const).map(dutyOverdue),
    ).toEqual(['no', 'no', 'no', 'no', 'yes', 'yes', 'notApplicable'])
  })
  it('has words in both languages for every measure', () => {
    for (const { zh, en, numerator, denominator, unknown, of } of [...termMeasures, ...officeMeasures])
      for (const words of [{ zh, en }, numerator, denominator, unknown, of]) {
        expect(words.zh).toMatch(/[\u4e00-\u9fff]/)
        expect(words.en).toMatch(/[a-z]/)
      }
  })
})
