import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../src/date.ts'
import { SessionId } from '../../src/id.ts'
import { scoreTimetable, timetableConstraints } from '../../src/schedule/index.ts'
import type { Placement, TimetableProblem } from '../../src/schedule/timetable/timetable-problem.ts'
import type { calendar } from './cases.ts'
import { problem, problems, school, session } from './cases.ts'

const police = { expert: 'police', expertDays: ['tue', 'wed', 'thu'] } as const
const world: TimetableProblem = problem({
  sessions: [
    session('talk', { ...police, safetyTopic: 'bullying', from: '2026-09-21', to: '2026-10-16' }),
    session('drill', { form: 'drill', safetyTopic: 'fire', repeats: 2, from: '2026-09-01', to: '2026-11-30' }),
    session('other', { ...police, school: 'School B', from: '2026-09-21', to: '2026-10-16' }),
    session('club', {
      kind: 'activity',
      form: 'group',
      grades: { from: 2, to: 2 },
      repeats: 3,
      from: '2026-09-21',
      to: '2026-10-30',
    }),
    session('course', { repeats: 2, grades: { from: 1, to: 1 }, from: '2026-09-01', to: '2026-10-16' }),
  ],
  schools: [
    school('A', {
      venues: [
        { id: 'hall', places: 100, forms: ['lecture', 'drill', 'group'] },
        { id: 'yard', places: 500, forms: ['drill'] },
      ],
    }),
    school('B'),
  ],
  teams: [
    {
      id: 'p1',
      kind: 'police',
      availability: ['tue-morning', 'wed-morning', 'thu-morning', 'fri-morning'],
      off: ['2026-09-29'],
      sessionsPerDayPart: 2,
      base: 'B',
    },
    { id: 'h1', kind: 'hospital', availability: ['wed-morning'] },
  ],
  pins: [{ session: SessionId.parse('other'), start: 560 }],
  previous: [],
})
const groups = [
  { grade: 1, children: 30 },
  { grade: 2, children: 40 },
] as const

const at = (id: string, on: PlainDate, start: number, changes: Partial<Placement> = {}): Placement => ({
  session: SessionId.parse(id),
  part: 1,
  number: 1,
  on,
  start,
  minutes: 40,
  venue: 'hall',
  team: 'none',
  groups,
  children: 70,
  ...changes,
})
const club = (number: number, on: PlainDate, changes: Partial<Placement> = {}): Placement =>
  at('club', on, 560, { number, groups: [{ grade: 2, children: 40 }], children: 40, ...changes })
const course = (number: number, on: PlainDate): Placement =>
  at('course', on, 520, { number, groups: [{ grade: 1, children: 30 }], children: 30 })

/** Breaks nothing: the way to School A takes 30 minutes, its session in the same morning leaves room for that. */
const good: readonly Placement[] = [
  at('talk', '2026-09-22', 480, { team: 'p1' }),
  at('drill', '2026-09-10', 480),
  at('drill', '2026-10-28', 480, { number: 2, venue: 'yard' }),
  at('other', '2026-09-22', 560, { team: 'p1', venue: 'none' }),
  club(1, '2026-10-09'),
  club(2, '2026-10-16'),
  club(3, '2026-10-23'),
  course(1, '2026-09-01'),
  course(2, '2026-10-12'),
]

const score = (one: TimetableProblem, placements: readonly Placement[]) =>
  scoreTimetable(one, { placements })._unsafeUnwrap()
const broken = (one: TimetableProblem, placements: readonly Placement[]): readonly string[] =>
  score(one, placements)
    .constraints.filter(({ count }) => count > 0)
    .map(({ id }) => id)
const with_ = (index: number, changes: Partial<Placement>): readonly Placement[] =>
  good.map((placement, i) => (i === index ? { ...placement, ...changes } : placement))

/** Each constraint, a plan that breaks it, and what else that plan must break. */
const mutants: readonly (readonly [
  id: string,
  what: string,
  placements: readonly Placement[],
  also?: readonly string[],
])[] = [
  ['known', 'a session that is not asked for', [...good, at('ghost', '2026-09-22', 480)]],
  ['known', 'a meeting given twice', [...good, at('drill', '2026-11-10', 480)]],
  ['known', 'one repeat too many', [...good, at('drill', '2026-11-10', 480, { number: 3 })]],
  ['pin', 'a beginning other than the pinned one', with_(3, { start: 555 })],
  ['window', 'the day after the last one', with_(0, { on: '2026-10-20' })],
  ['schoolday', 'a day of the National Day holiday', with_(0, { on: '2026-10-06' })],
  ['schoolday', 'a Saturday', with_(1, { on: '2026-09-12' })],
  ['weekday', 'a Friday of experts who come Tuesday to Thursday', with_(3, { on: '2026-10-09' })],
  ['disclosure', 'bullying on the last day but one before a holiday', with_(0, { on: '2026-09-30' })],
  ['disclosure', 'bullying on a Thursday', with_(0, { on: '2026-10-15' })],
  ['period', 'before school begins', with_(1, { start: 470 })],
  ['period', 'running over the end of the period', with_(1, { start: 570 })],
  ['length', 'cut short', with_(1, { minutes: 30 })],
  ['audience', 'a grade left out', with_(1, { groups: [{ grade: 1, children: 30 }], children: 30 })],
  [
    'audience',
    'children made up',
    with_(1, {
      groups: [
        { grade: 1, children: 29 },
        { grade: 2, children: 41 },
      ],
    }),
  ],
  ['capacity', 'more children than the session takes', with_(1, { children: 501 }), ['audience']],
  ['venue', 'a room of no such name', with_(1, { venue: 'attic' })],
  ['venue', 'a room that does not suit', with_(0, { venue: 'yard' })],
  ['venue', 'two at once in one room', with_(7, { on: '2026-10-09', start: 540 })],
  ['team', 'nobody', with_(0, { team: 'none' })],
  ['team', 'doctors for the police', with_(0, { team: 'h1' })],
  ['team', 'somebody where nobody is invited', with_(1, { team: 'p1' })],
  ['team', 'one team in two schools at once', with_(0, { start: 540 })],
  ['travel', 'no time for the way', with_(0, { start: 500 })],
  ['availability', 'a day off', with_(0, { on: '2026-09-29' }), ['disclosure']],
  [
    'load',
    'three visits in one morning',
    [...good, at('talk', '2026-09-22', 480, { number: 2, team: 'p1' })],
    ['known'],
  ],
  ['group', 'one grade in two sessions', with_(1, { on: '2026-10-09', start: 540, venue: 'yard' })],
  ['interval', 'two drills in one month', with_(2, { on: '2026-09-28' })],
  ['interval', 'two meetings of a course within two weeks', with_(8, { on: '2026-09-14' })],
  ['weekly', 'another weekday', with_(5, { on: '2026-10-15' })],
  ['weekly', 'another time', with_(5, { start: 550 })],
  ['weekly', 'twice in one week', with_(5, { on: '2026-10-09', start: 480 })],
  ['placed', 'a meeting missing', good.slice(1)],
  ['spread', 'two drills six weeks apart instead of seven', with_(2, { on: '2026-10-19' })],
  ['sameDay', 'two sessions of a grade on one day', with_(1, { on: '2026-09-22', start: 530 })],
]

describe('scoreTimetable', () => {
  it('finds nothing wrong with a plan that keeps every rule', () => {
    expect(score(world, good).score).toEqual({ hard: 0, medium: 0, soft: 0 })
  })
  it.each(mutants.map(([id, what, placements, also = []]) => [id, what, placements, also] as const))(
    'finds %s broken: %s',
    (id, _, placements, also) => {
      const found = broken(world, placements)
      expect(found).toContain(id)
      for (const other of also) expect(found).toContain(other)
      const { level } = timetableConstraints.find((constraint) => constraint.id === id)!
      expect(score(world, placements).score[level]).toBeLessThan(0)
    },
  )
  it('finds a plan changed that had been published', () => {
    const published = { ...world, previous: good }
    expect(broken(published, good)).toEqual([])
    expect(broken(published, with_(1, { on: '2026-09-11' }))).toEqual(['changed'])
    expect(broken(published, good.slice(1))).toEqual(['placed'])
  })
  it('finds a topic late in its season, by whole weeks', () => {
    const fire = (on: PlainDate) =>
      score(problem({ sessions: [session('f', { safetyTopic: 'fire', from: '2026-10-20', to: '2026-12-30' })] }), [
        at('f', on, 480, { venue: 'none' }),
      ]).constraints.find(({ id }) => id === 'season')!.matches[0]?.penalty
    expect(['2026-10-20', '2026-11-06', '2026-11-09', '2026-12-01'].map((on) => fire(on as PlainDate))).toEqual([
      undefined,
      undefined,
      1,
      4,
    ])
    const drowning = problem({
      sessions: [session('d', { safetyTopic: 'drowning', from: '2026-09-01', to: '2026-12-30' })],
    })
    expect(score(drowning, [at('d', '2026-09-15', 480, { venue: 'none' })]).score.soft).toBe(-14)
  })
  it('has a plan for every constraint that breaks it', () => {
    const tried = new Set([...mutants.map(([id]) => id), 'changed', 'season'])
    expect(timetableConstraints.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([])
  })
  it('lets a kindergarten drill once a quarter', () => {
    const kindergarten = problem({
      sessions: [
        session('k', { form: 'drill', grades: 'kindergarten', repeats: 2, from: '2026-09-01', to: '2026-12-31' }),
      ],
      schools: [school('A', { groups: [{ grade: 'kindergarten', children: 20 }] }), school('B')],
    })
    const drill = (number: number, on: PlainDate): Placement =>
      at('k', on, 480, { number, venue: 'none', groups: [{ grade: 'kindergarten', children: 20 }], children: 20 })
    expect(broken(kindergarten, [drill(1, '2026-10-12'), drill(2, '2026-12-16')])).toContain('interval')
    expect(broken(kindergarten, [drill(1, '2026-09-02'), drill(2, '2026-12-16')])).toEqual([])
  })
  it('adds up: the score is the sum of the totals, each minus weight times units', () => {
    fc.assert(
      fc.property(
        problems(),
        fc.array(fc.integer({ min: 0, max: good.length - 1 })),
        fc.integer({ min: 0, max: 3 }),
        (_, picks, weight) => {
          const rules = { weights: { spread: weight, sameDay: weight } }
          const { score: sum, constraints } = score(
            { ...world, rules },
            picks.map((i) => good[i]!),
          )
          for (const level of ['hard', 'medium', 'soft'] as const)
            expect(sum[level]).toBe(
              constraints.filter((one) => one.level === level).reduce((all, { total }) => all + total, 0),
            )
          for (const { weight: w, total, matches, count } of constraints) {
            expect(total).toBe(0 - w * matches.reduce((units, { penalty }) => units + penalty, 0))
            expect(count).toBe(matches.length)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
  it('does not count what weighs nothing', () => {
    const rules = { weights: { spread: 0, sameDay: 0, season: 0, changed: 0 } }
    expect(score({ ...world, rules }, with_(1, { on: '2026-09-22', start: 530 })).score.soft).toBe(0)
  })
  it('refuses what it cannot read', () => {
    expect(scoreTimetable({ ...world, calendar: {} as typeof calendar }, { placements: [] }).isErr()).toBe(true)
    const bad = [{ ...good[0], on: '2026-02-30' }] as unknown as readonly Placement[]
    expect(scoreTimetable(world, { placements: bad })._unsafeUnwrapErr()[0].path).toBe('/placements/0/on')
  })
})
