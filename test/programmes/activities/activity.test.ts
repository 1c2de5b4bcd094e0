import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId, WorkerId } from '../../../src/index.ts'
import {
  type Activity,
  activityFindings,
  activityParameters,
  contestPage,
  entrantAnswer,
  growthFields,
  growthRecord,
  type GrowthEntry,
} from '../../../src/programmes/index.ts'
import { codeLists } from '../../../src/records/index.ts'
import { childIds, date, shuffledRecord, underIds } from '../safety/cases.ts'

const clear = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
const [w1, w2] = [WorkerId.parse('w1'), WorkerId.parse('w2')]
const shared = {
  id: 'a1',
  ages: { from: 9, to: 12 },
  seats: 10,
  adults: [
    { id: w1, check: clear },
    { id: w2, check: clear },
  ],
  meetings: { m1: { on: '2026-10-17', start: 540, minutes: 60 } },
  offSite: 'no',
} as const
const series: Activity = { shape: 'series', activity: 'reading', books: ['草房子'], ...shared }
const evening: Activity = {
  shape: 'event',
  activity: 'literaryEvening',
  roles: { host: { name: '主持', seats: 2 }, choir: { name: '合唱', seats: 8 } },
  cast: [],
  ...shared,
}
const [c1, c2, c3] = childIds as unknown as [ChildId, ChildId, ChildId]
const contest = {
  shape: 'contest',
  activity: 'singingContest',
  ...shared,
  entrants: [c1, c2, c3],
  rounds: { r1: { on: '2026-11-02', marks: [], goOn: [c1, c2] }, r2: { on: '2026-11-09', marks: [], goOn: [c1] } },
  finale: [{ piece: '茉莉花', children: [c3, c1, c2] }],
  recognitions: [
    { child: c3, for: 'courage' },
    { child: c1, for: 'voice' },
    { child: c2, for: 'rhythm' },
  ],
} as const satisfies Activity
const service = {
  shape: 'service',
  activity: 'helpElderlyDisabled',
  hosts: [{ id: 'h1', kind: 'elderly', consent: 'given' }],
  ...shared,
} as const satisfies Activity
const asOf = '2026-10-01'
const codes = (activity: Activity) =>
  activityFindings(activity, asOf)
    ._unsafeUnwrap()
    .map(({ code }) => code)

describe('activityFindings', () => {
  it.each([
    [series, []],
    [evening, []],
    [contest, []],
    [service, []],
    [
      { ...series, seats: 41, adults: [...shared.adults, { id: WorkerId.parse('w3'), check: clear }] },
      ['tooManySeats'],
    ],
    [{ ...series, seats: 21, adults: [{ id: w1, check: clear }] }, ['tooFewAdults']],
    [{ ...series, adults: [{ id: w1, check: clear }] }, []],
    [{ ...series, adults: [{ id: w1, check: clear }], offSite: 'yes' }, ['twoAdults']],
    [{ ...series, offSite: 'notCollected' }, ['whereUnknown']],
    [{ ...series, ages: { from: 12, to: 9 } }, ['agesUpsideDown']],
    [{ ...series, meetings: {} }, ['noMeeting']],
    [
      {
        ...series,
        adults: [
          { id: w1, check: clear },
          { id: w2, check: { ...clear, on: '2025-10-17' } },
        ],
      },
      ['adultNotVetted'],
    ],
    [
      {
        ...series,
        adults: [
          { id: w1, check: clear },
          { id: w2, check: 'notCollected' },
        ],
      },
      ['vettingUnknown'],
    ],
    [{ ...evening, seats: 11 }, ['noRoleForEveryone']],
    [{ ...evening, cast: [{ role: 'clown', child: c1 }] }, ['noSuchRole']],
    [{ ...evening, cast: [c1, c2, c3].map((child) => ({ role: 'host', child })) }, ['roleOverfull']],
    [{ ...contest, finale: [{ piece: '茉莉花', children: [c1, c2] }] }, ['entrantNotInFinale']],
    [{ ...contest, recognitions: contest.recognitions.slice(1) }, ['entrantWithoutRecognition']],
    [{ ...contest, recognitions: [...contest.recognitions, { child: c1, for: 'teamwork' }] }, ['recognisedTwice']],
    [{ ...contest, rounds: { r1: { on: '2026-11-02', marks: [], goOn: [ChildId.parse('c9')] } } }, ['notAnEntrant']],
    [{ ...contest, rounds: { r1: { on: '2026-11-02', marks: [], goOn: [c1, c1] } } }, ['goesOnTwice']],
    [{ ...service, adults: [{ id: w1, check: clear }] }, ['tooFewAdults', 'twoAdults']],
    [{ ...service, hosts: [] }, ['noHost']],
    [{ ...service, hosts: [{ id: 'h1', kind: 'martyrFamily', consent: 'refused' }] }, ['hostRefuses']],
    [{ ...service, hosts: [{ id: 'h1', kind: 'martyrFamily', consent: 'notCollected' }] }, ['hostNotAsked']],
    [{ ...service, ages: { from: 7, to: 12 } }, ['tooYoungToServe']],
    [{ ...service, meetings: { m1: { on: '2026-10-17', start: 540, minutes: 61 } } }, ['serviceTooLong']],
    [{ ...service, ages: { from: 12, to: 15 }, meetings: { m1: { on: '2026-10-17', start: 540, minutes: 90 } } }, []],
    [{ ...service, meetings: { m1: { on: '2026-10-17', start: 1040, minutes: 60 } } }, ['outOfHours']],
  ] as const)('%# finds what is wrong and nothing else', (activity, expected) => {
    expect(codes(activity)).toEqual(expected)
  })
  it('presents all its numbers as proposals', () => {
    for (const { values } of Object.values(activityParameters))
      for (const { standing } of values) expect(standing).toBe('proposal')
  })
})

describe('contestPage', () => {
  const marks = fc.array(fc.record({ child: fc.constantFrom(c1, c2, c3), marks: fc.integer({ min: 0, max: 100 }) }), {
    maxLength: 6,
  })
  const rounds = fc.record({ marks, goOn: fc.subarray([c1, c2, c3]) })
  it('has no public losers: it is equal to the byte whatever the marks and whoever went on', () => {
    fc.assert(
      fc.property(rounds, rounds, (first, second) => {
        const other: Activity = {
          ...contest,
          rounds: { r1: { on: '2026-11-02', ...first }, r2: { on: '2026-11-09', ...second } },
        }
        expect(JSON.stringify(contestPage(other)._unsafeUnwrap())).toBe(
          JSON.stringify(contestPage(contest)._unsafeUnwrap()),
        )
      }),
    )
  })
  it('names in a sound contest every entrant, once in the recognitions, by id', () => {
    const { finale, recognitions } = contestPage(contest)._unsafeUnwrap()
    expect(finale).toEqual([{ piece: '茉莉花', children: [c1, c2, c3] }])
    expect(recognitions.map(({ child }) => child)).toEqual([c1, c2, c3])
  })
  it('is for contests alone', () => {
    expect(contestPage(series).isErr()).toBe(true)
  })
})

describe('entrantAnswer', () => {
  it('tells a child its own rounds and recognition, and nothing of others or of marks', () => {
    fc.assert(
      fc.property(fc.subarray([c2, c3]), fc.subarray([c2, c3]), fc.nat(100), (one, two, mark) => {
        const other: Activity = {
          ...contest,
          rounds: {
            r1: { on: '2026-11-02', marks: [{ child: c2, marks: mark }], goOn: [c1, ...one] },
            r2: { on: '2026-11-09', marks: [], goOn: two },
          },
        }
        expect(entrantAnswer(other, c1)._unsafeUnwrap()).toEqual({
          child: c1,
          singsIn: ['r1', 'r2'],
          recognisedFor: ['voice'],
        })
      }),
    )
    expect([c2, c3].map((child) => entrantAnswer(contest, child)._unsafeUnwrap().singsIn)).toEqual([
      ['r1', 'r2'],
      ['r1'],
    ])
    expect(entrantAnswer(contest, ChildId.parse('c9')).isErr()).toBe(true)
  })
})

const activity = fc.constantFrom(...codeLists.activities.rows.map(({ key }) => key))
const on = date('2026-09-01', 60)
const anyEntry: fc.Arbitrary<GrowthEntry> = fc.oneof(
  fc.record({ kind: fc.constant('took-part' as const), on, activity }),
  fc.record({ kind: fc.constant('work' as const), on, activity, title: fc.constantFrom('桥', '家') }),
  fc.record({ kind: fc.constant('book' as const), on, title: fc.constantFrom('草房子', '小王子') }),
  fc.record({ kind: fc.constant('own-words' as const), on, words: fc.constantFrom('我喜欢', '还想来') }),
)
const anyEntries = fc.array(anyEntry, { maxLength: 14 }).map(underIds)
const record = (entries: Readonly<Record<string, GrowthEntry>>, volunteers: readonly never[] = []) =>
  growthRecord(c1, { entries, volunteers, asOf: '2026-10-15' })._unsafeUnwrap()
const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)]
    : []

describe('growthRecord', () => {
  it('tells breadth, depth, works, books and own words as they were written down by the day', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const until = Object.values(entries).filter((one) => one.on <= '2026-10-15')
        const { tried, notYetTried, depth, books, ownWords } = record(entries)
        const codesDone = new Set(until.flatMap((one) => ('activity' in one ? [one.activity] : [])))
        expect(new Set(depth.map((one) => one.activity))).toEqual(codesDone)
        expect([...tried, ...notYetTried].toSorted()).toEqual(Object.keys(growthFields).toSorted())
        for (const field of tried) expect(growthFields[field].some((code) => codesDone.has(code))).toBe(true)
        for (const one of depth) {
          const mine = until.filter((entry) => 'activity' in entry && entry.activity === one.activity)
          expect(one.times).toBe(new Set(mine.filter(({ kind }) => kind === 'took-part').map((entry) => entry.on)).size)
          expect(one.works).toHaveLength(
            new Set(mine.flatMap((entry) => (entry.kind === 'work' ? [entry.on + entry.title] : []))).size,
          )
        }
        expect(books).toHaveLength(
          new Set(until.flatMap((one) => (one.kind === 'book' ? [one.on + one.title] : []))).size,
        )
        expect(ownWords).toHaveLength(
          new Set(until.flatMap((one) => (one.kind === 'own-words' ? [one.on + one.words] : []))).size,
        )
      }),
      { numRuns: 300 },
    )
  })
  it('is the same in any order', () => {
    fc.assert(
      fc.property(
        anyEntries.chain((entries) => fc.tuple(fc.constant(entries), shuffledRecord(entries))),
        ([entries, shuffled]) => {
          expect(JSON.stringify(record(shuffled))).toBe(JSON.stringify(record(entries)))
        },
      ),
    )
  })
  it('has no score, mark, rank or place, and refuses to take one', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        for (const key of keysOf(record(entries)))
          expect(key).not.toMatch(/score|mark|rank|place|grade|character|moral|conduct|points|percent|level|stars/i)
      }),
    )
    for (const entry of [
      { kind: 'character', on: asOf, marks: 5 },
      { kind: 'work', on: asOf, activity: 'painting', title: '桥', score: 9 },
    ])
      expect(growthRecord(c1, { entries: { e1: entry } as never, volunteers: [], asOf }).isErr()).toBe(true)
  })
  it('has a field for every activity of the code list', () => {
    const all: readonly string[] = Object.values(growthFields).flat()
    expect(all.toSorted()).toEqual(codeLists.activities.rows.map(({ key }) => key as string).toSorted())
  })
  it('names as helpers by specialty only volunteers with the skill, a check that holds and no open concern', () => {
    const volunteer = (id: string, change: object = {}) =>
      ({
        id,
        recordedOn: '2026-03-01',
        name: '甲',
        sex: 'female',
        birthDate: '1980-01-01',
        idNumber: 'none',
        politicalStatus: 'notCollected',
        occupation: 'none',
        division: '520526101201',
        phone: 'none',
        capacity: 1,
        skills: ['painting'],
        languages: ['mandarin'],
        availability: 'none',
        check: clear,
        trainedOn: '2026-03-01',
        agreementUntil: 'none',
        notWith: 'none',
        kinOfChild: 'no',
        underConcern: 'no',
        note: 'none',
        ...change,
      }) as never
    const volunteers = [
      volunteer('v5', { skills: ['music'] }),
      volunteer('v4', { underConcern: 'notCollected' }),
      volunteer('v3', { check: 'none' }),
      volunteer('v2'),
      volunteer('v1'),
      volunteer('v6', { skills: 'none' }),
    ]
    const entries = { e1: { kind: 'took-part', on: '2026-09-20', activity: 'painting' } } as const
    expect(record(entries, volunteers).depth[0]?.helpers).toEqual(['v1', 'v2'])
    expect(JSON.stringify(record(entries, volunteers.toReversed()))).toBe(JSON.stringify(record(entries, volunteers)))
    const political = [volunteer('v1', { politicalStatus: 'partyMember' }), volunteer('v2')]
    expect(record(entries, political).depth[0]?.helpers).toEqual(['v1', 'v2'])
  })
})
