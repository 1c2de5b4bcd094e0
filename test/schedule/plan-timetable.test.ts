import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay } from '../../src/date.ts'
import { SessionId } from '../../src/id.ts'
import type { Session } from '../../src/records/index.ts'
import { planTimetable, type Timetable } from '../../src/schedule/index.ts'
import { analyse } from '../../src/schedule/score/score-timetable.ts'
import { compile } from '../../src/schedule/timetable/compile.ts'
import { meetingKey } from '../../src/schedule/timetable/read-problem.ts'
import { expand } from '../../src/schedule/timetable/series.ts'
import { slotsOf } from '../../src/schedule/timetable/slots.ts'
import type { Placement, TimetableProblem } from '../../src/schedule/timetable/timetable-problem.ts'
import { solveTimetable } from '../../src/solver/timetable/timetable.ts'
import {
  calendar,
  daysOf,
  mostPlaced,
  options,
  problem,
  problems,
  read,
  school,
  session,
  startsOf,
  weekdayOf,
} from './cases.ts'

const plan = (one: TimetableProblem, iterations = 3000): Timetable => planTimetable(one, { iterations })._unsafeUnwrap()

/** What every answer of the planner owes to its problem; the check is another program than the planner. */
function lawsBroken(one: TimetableProblem, answer: Timetable): readonly string[] {
  const { score, constraints } = analyse(read(one), answer.placements)
  const pinned = new Map((one.pins ?? []).map((pin) => [meetingKey(pin), pin]))
  const laws: readonly (readonly [string, boolean])[] = [
    ['breaks no hard rule', score.hard === 0],
    ['tells its own score', JSON.stringify(score) === JSON.stringify(answer.score)],
    ['lists what is missing', score.medium === -answer.unplaced.length],
    [
      'gives a reason for each',
      answer.unplaced.every(({ reasons }) =>
        reasons.every(({ slots, constraint }) => slots > 0 || constraint === reasons[0].constraint),
      ),
    ],
    [
      'lists each meeting once',
      new Set([...answer.placements, ...answer.unplaced].map(meetingKey)).size ===
        answer.placements.length + answer.unplaced.length,
    ],
    [
      'keeps pins',
      answer.placements.every((placed) => {
        const pin = pinned.get(meetingKey(placed))
        return !pin || ((pin.on ?? placed.on) === placed.on && (pin.start ?? placed.start) === placed.start)
      }),
    ],
    [
      'proves what it says',
      answer.proof !== 'allPlaced' || answer.unplaced.every(({ reasons }) => reasons[0].slots === 0),
    ],
    [
      'marks days that may change',
      answer.placements.every(
        ({ on }) => calendar.knows('schoolday', epochDay(on)) !== answer.provisional.includes(on),
      ),
    ],
    ['is plain data', JSON.stringify(JSON.parse(JSON.stringify(answer))) === JSON.stringify(answer)],
    ['does not count below nothing', constraints.every(({ total }) => total <= 0)],
  ]
  return laws.filter(([, holds]) => !holds).map(([law]) => law)
}

const tiny = (one: TimetableProblem): readonly (readonly Placement[])[] => {
  const all = options(read(one))
  fc.pre(all.length <= 6 && all.every((list) => list.length <= 40))
  return all
}

describe('planTimetable', () => {
  it('keeps its laws', () => {
    fc.assert(
      fc.property(problems(6), (one) => {
        expect(lawsBroken(one, plan(one, 300))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
  it('counts while it searches what the check counts afterwards', () => {
    fc.assert(
      fc.property(problems(6), (one) => {
        const input = read(one)
        const { series } = expand(input)
        const compiled = compile(
          input,
          series,
          series.map((each) => slotsOf(each, input)),
        )
        const { cost } = solveTimetable(compiled.problem, { iterations: 300 })._unsafeUnwrap()
        expect(plan(one, 300).score.soft).toBe(0 - cost)
      }),
      { numRuns: 80 },
    )
  })
  it('is caught by its laws when a plan is spoilt', () => {
    const one = problem({
      sessions: [session('a', { repeats: 1 }), session('b', { school: 'School B', expert: 'police' })],
    })
    const answer = plan(one)
    const [first, ...rest] = answer.placements
    expect(lawsBroken(one, answer)).toEqual([])
    const spoilt: readonly Timetable[] = [
      { ...answer, placements: rest },
      { ...answer, placements: [{ ...first!, on: '2026-10-01' }, ...rest] },
      { ...answer, placements: [...answer.placements, first!] },
      { ...answer, score: { ...answer.score, soft: answer.score.soft - 1 } },
      { ...answer, provisional: [first!.on] },
      {
        ...answer,
        unplaced: [{ session: first!.session, part: 1, number: 1, reasons: [{ constraint: 'group', slots: 1 }] }],
      },
    ]
    for (const mutant of spoilt) expect(lawsBroken(one, mutant)).not.toEqual([])
  })
  it('places as many meetings as any plan can, and proves nothing that is not so', () => {
    fc.assert(
      fc.property(problems(3), (one) => {
        const all = tiny(one)
        const answer = plan(one, 20_000)
        const best = mostPlaced(read(one), all as never)
        expect(answer.placements.length).toBe(best)
        const short = plan(one, 100)
        if (short.proof !== 'none') expect(short.placements.length).toBe(best)
      }),
      { numRuns: 100 },
    )
  })
  it('says before any search that something is impossible only if it is', () => {
    fc.assert(
      fc.property(problems(3), (one) => {
        const all = tiny(one)
        const { impossible } = plan(one, 0)
        fc.pre(impossible.length > 0)
        for (const claim of impossible) {
          const concerned = all.filter(
            ([option]) =>
              option !== undefined &&
              (claim.code === 'tooFewDays'
                ? option.session === claim.session && option.part === claim.part
                : one.sessions.find(({ id }) => id === option.session)?.expert === claim.expert),
          )
          expect(mostPlaced(read(one), concerned as never)).toBeLessThanOrEqual(claim.possible)
          expect(claim.possible).toBeLessThan(claim.needed)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('counts each beginning of a missing meeting once, under a rule that does stand in its way', () => {
    fc.assert(
      fc.property(problems(4), (one) => {
        const answer = plan(one, 300)
        const input = read(one)
        for (const { session: id, part, number, reasons } of answer.unplaced.filter(
          (item) => item.reasons[0].slots > 0,
        )) {
          const asked = one.sessions.find((item) => item.id === id)!
          const host = one.schools.find(({ name }) => name === asked.school)!
          const begins = daysOf(asked).length * startsOf(host, asked, input, part).length
          expect(reasons.reduce((sum, { slots }) => sum + slots, 0)).toBe(begins)
          const free = options(input)
            .flat()
            .filter((option) => option.session === id && option.part === part && option.number === number)
            .filter((option) => analyse(input, [...answer.placements, option]).score.hard === 0)
          expect(free).toEqual([])
        }
      }),
      { numRuns: 40 },
    )
  })
  it('gives the same bytes whatever the order of the lists', () => {
    fc.assert(
      fc.property(problems(5), (one) => {
        const turned: TimetableProblem = {
          ...one,
          sessions: [...one.sessions].reverse(),
          schools: [...one.schools].reverse().map((host) => ({
            ...host,
            groups: [...host.groups].reverse(),
            periods: [...host.periods].reverse(),
            ...(host.venues ? { venues: [...host.venues].reverse() } : {}),
          })),
          teams: [...one.teams].reverse().map((team) => ({ ...team, availability: [...team.availability].reverse() })),
        }
        expect(JSON.stringify(plan(turned, 300))).toBe(JSON.stringify(plan(one, 300)))
      }),
      { numRuns: 60 },
    )
  })
  it('places as many under other names', () => {
    fc.assert(
      fc.property(problems(3), (one) => {
        tiny(one)
        const renamed = (id: string): SessionId => SessionId.parse(`z${9 - Number(id.slice(1))}`)
        const other: TimetableProblem = {
          ...one,
          sessions: one.sessions.map((item) => ({ ...item, id: renamed(item.id) })),
          pins: (one.pins ?? []).map((pin) => ({ ...pin, session: renamed(pin.session) })),
        }
        expect(plan(other, 20_000).placements.length).toBe(plan(one, 20_000).placements.length)
      }),
      { numRuns: 40 },
    )
  })
  it('keeps a published plan if nothing has changed', () => {
    fc.assert(
      fc.property(problems(4), (one) => {
        const first = plan(one, 3000)
        const again = plan({ ...one, previous: first.placements }, 3000)
        expect(again.placements).toEqual(first.placements)
      }),
      { numRuns: 60 },
    )
  })
  it('counts as changed exactly the published meetings that lie elsewhere', () => {
    fc.assert(
      fc.property(problems(4), fc.integer({ min: 0, max: 5 }), (one, k) => {
        const first = plan(one, 1000)
        const lost = first.placements[k % Math.max(1, first.placements.length)]
        fc.pre(lost !== undefined)
        const closed = { id: 'storm', days: [{ date: lost.on, name: 'storm', off: true }] }
        const stormy: TimetableProblem = { ...one, previous: first.placements, calendar: withLocal(closed) }
        const again = plan(stormy, 1000)
        const before = new Map(first.placements.map((placed) => [meetingKey(placed), JSON.stringify(placed)]))
        const moved = again.placements.filter(
          (placed) => before.has(meetingKey(placed)) && before.get(meetingKey(placed)) !== JSON.stringify(placed),
        )
        expect(analyse(read(stormy), again.placements).constraints.find(({ id }) => id === 'changed')!.count).toBe(
          moved.length,
        )
        expect(again.placements.some(({ on }) => on === lost.on)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
  it('refuses what it cannot read and names the place', () => {
    const refused = (changes: object): readonly [string, string] => {
      const [found] = planTimetable({ ...problem(), ...changes })._unsafeUnwrapErr()
      return [found.path, found.code]
    }
    expect(refused({ calendar: undefined })).toEqual(['/calendar', 'invalid-type'])
    expect(refused({ sessions: [session('a'), session('a')] })).toEqual(['/sessions/1/id', 'duplicate'])
    expect(refused({ schools: [school('A'), { ...school('B'), name: 'School A' }] })).toEqual([
      '/schools/1/name',
      'duplicate',
    ])
    expect(refused({ schools: [school('A', { place: 'C' })] })).toEqual(['/schools/0/place', 'inconsistent'])
    expect(refused({ schools: [school('A', { periods: [{ from: 600, to: 600 }] })] })).toEqual([
      '/schools/0/periods/0',
      'inconsistent',
    ])
    expect(refused({ travel: { places: ['A', 'B'], minutes: [[0, 1]] } })).toEqual(['/travel/minutes', 'inconsistent'])
    expect(refused({ pins: [{ session: 'ghost' }] })).toEqual(['/pins/0/session', 'inconsistent'])
    expect(refused({ pins: [{ session: 'L1', team: 'p9' }] })).toEqual(['/pins/0/team', 'inconsistent'])
    expect(refused({ sessions: [session('a', { to: '2036-01-01' })] })).toEqual(['/sessions', 'too-large'])
    expect(refused({ sessions: [session('a', { capacity: 1, repeats: 366 })] })).toEqual(['/sessions', 'too-large'])
    expect(refused({ teams: [{ id: 'none', kind: 'police', availability: ['mon-morning'] }] })).toEqual([
      '/teams/0/id',
      'invalid-value',
    ])
    expect(refused({ teams: [{ id: 's', kind: 'school', availability: ['mon-morning'] }] })[0]).toBe('/teams/0/kind')
  })
})

/** The calendar of the cases with days of one more authority. */
function withLocal(local: {
  id: string
  days: { date: string; name: string; off: boolean }[]
}): TimetableProblem['calendar'] {
  const off = new Set(local.days.map(({ date }) => epochDay(date as '2026-01-01') as number))
  return { ...calendar, allows: (rule, day) => !off.has(day) && calendar.allows(rule, day) }
}

describe('planTimetable, worked cases', () => {
  const days = (answer: Timetable): readonly string[] => answer.placements.map(({ on }) => on)
  const one = (changes: Partial<Session>, more: Partial<TimetableProblem> = {}): Timetable =>
    plan(problem({ sessions: [session('L1', changes)], ...more }))

  it('keeps a club on one weekday at one time and leaves out the week of the National Day', () => {
    const { placements, unplaced } = one({
      kind: 'activity',
      form: 'group',
      repeats: 4,
      from: '2026-09-21',
      to: '2026-10-23',
      expertDays: ['thu'],
    })
    expect(unplaced).toEqual([])
    expect(placements.map(({ on, start }) => [on, start])).toEqual([
      ['2026-09-24', 480],
      ['2026-10-08', 480],
      ['2026-10-15', 480],
      ['2026-10-22', 480],
    ])
  })
  it('chooses the weekday that holds all meetings of a club', () => {
    // In these four weeks Friday is off twice, Thursday, Monday, Tuesday and Wednesday once: no weekday holds four, Monday to Thursday hold three.
    const club = { kind: 'activity', form: 'group', from: '2026-09-21', to: '2026-10-16' } as const
    expect(one({ ...club, repeats: 3 }).unplaced).toEqual([])
    const four = one({ ...club, repeats: 4 })
    expect(four.impossible).toEqual([{ code: 'tooFewDays', session: 'L1', part: 1, needed: 4, possible: 3 }])
    expect([four.placements.length, four.proof]).toEqual([3, 'exhausted'])
  })
  it('holds one drill in each month, spread out', () => {
    const answer = one({ form: 'drill', repeats: 4, from: '2026-09-01', to: '2026-12-31' })
    expect(days(answer).map((on) => on.slice(0, 7))).toEqual(['2026-09', '2026-10', '2026-11', '2026-12'])
    expect(one({ form: 'drill', repeats: 5, from: '2026-09-01', to: '2026-12-31' }).impossible[0]?.possible).toBe(4)
  })
  it('puts bullying where two school days follow', () => {
    expect(days(one({ safetyTopic: 'bullying', from: '2026-09-22', to: '2026-09-30' }))).toEqual(['2026-09-22'])
    // 25 September is off, so 23 and 24 will not do; the week before the National Day has Monday and Tuesday.
    expect(days(one({ safetyTopic: 'bullying', from: '2026-09-23', to: '2026-09-30' }))).toEqual(['2026-09-28'])
    const late = one({ safetyTopic: 'lifeEducation', from: '2026-09-30', to: '2026-09-30' })
    expect(late.unplaced[0]?.reasons[0].constraint).toBe('disclosure')
    expect(days(one({ safetyTopic: 'fire', from: '2026-09-30', to: '2026-09-30' }))).toEqual(['2026-09-30'])
  })
  it('uses a made-up Saturday as the school day that it is', () => {
    expect(days(one({ from: '2026-10-10', to: '2026-10-11' }))).toEqual(['2026-10-10'])
  })
  it('holds a session for parts of the children where not all have room, and a club for those who enrol', () => {
    const groups = [
      { grade: 1, children: 30 },
      { grade: 2, children: 25 },
      { grade: 3, children: 100 },
    ] as const
    const schools = [school('A', { groups, periods: [{ from: 480, to: 700 }] }), school('B')]
    const talk = one({ capacity: 60 }, { schools })
    expect(talk.placements.map((placed) => placed.groups)).toEqual([
      [
        { grade: 1, children: 30 },
        { grade: 2, children: 25 },
      ],
      [{ grade: 3, children: 50 }],
      [{ grade: 3, children: 50 }],
    ])
    const club = one({ kind: 'activity', form: 'group', capacity: 20 }, { schools })
    expect(club.placements.map(({ children, groups: kept }) => [children, kept.length])).toEqual([[20, 3]])
  })
  it('leaves the team time for the way, one way and the other', () => {
    const visits = [
      session('a', { expert: 'police', to: '2026-09-21' }),
      session('b', { expert: 'police', school: 'School B', to: '2026-09-21' }),
    ]
    const travel = {
      places: ['A', 'B'],
      minutes: [
        [0, 50],
        [30, 0],
      ],
    }
    const narrow = [
      school('A', { periods: [{ from: 480, to: 600 }] }),
      school('B', { periods: [{ from: 480, to: 600 }] }),
    ]
    // From A to B it takes 50 minutes, which the two hours do not hold; from B to A they do.
    const answer = plan(problem({ sessions: visits, travel, schools: narrow }))
    expect(answer.placements.map(({ session: id, start }) => [id, start])).toEqual([
      ['b', 480],
      ['a', 550],
    ])
  })
  it('keeps what is pinned and chooses the rest', () => {
    const teams = problem().teams.flatMap((team) => [team, { ...team, id: 'p2' }])
    const pinned = one(
      { expert: 'police' },
      { teams, pins: [{ session: SessionId.parse('L1'), on: '2026-09-24', team: 'p2' }] },
    )
    expect(pinned.placements.map(({ on, start, team }) => [on, start, team])).toEqual([['2026-09-24', 480, 'p2']])
    const timed = one({}, { pins: [{ session: SessionId.parse('L1'), start: 493 }] })
    expect(timed.placements.map(({ start }) => start)).toEqual([493])
    const never = one({}, { pins: [{ session: SessionId.parse('L1'), on: '2026-10-01' }] })
    expect(never.unplaced[0]?.reasons.map(({ constraint }) => constraint)).toContain('pin')
  })
  it('does not plan what is confidential, over or called off, and says so', () => {
    const answer = plan(
      problem({
        sessions: [
          session('a', { kind: 'counselling' }),
          session('b', { form: 'oneToOne' }),
          session('c', { state: 'cancelled' }),
          session('d', { state: 'fulfilled' }),
        ],
      }),
    )
    expect([answer.placements, answer.unplaced]).toEqual([[], []])
    expect(answer.leftOut.map(({ why }) => why)).toEqual(['confidential', 'confidential', 'cancelled', 'fulfilled'])
  })
  it('says which fact is missing, and what it took for granted', () => {
    const missing = (changes: Partial<Session>): unknown => one(changes).unplaced[0]?.reasons[0]
    for (const field of ['kind', 'minutes', 'from', 'to', 'repeats', 'school'] as const)
      expect(missing({ [field]: 'notCollected' })).toEqual({ constraint: 'fact', field, slots: 0 })
    expect(missing({ school: 'School C' })).toEqual({ constraint: 'fact', field: 'school', slots: 0 })
    expect(missing({ grades: { from: 7, to: 9 } })).toEqual({ constraint: 'audience', slots: 0 })
    expect(missing({ from: '2026-09-25', to: '2026-09-21' })).toEqual({ constraint: 'window', slots: 0 })
    expect(missing({ minutes: 240 })).toEqual({ constraint: 'period', slots: 0 })
    expect(missing({ expert: { other: 'beekeeper' } })).toMatchObject({ constraint: 'team' })
    const vague = one({ grades: 'notCollected', capacity: 'contested', expert: 'police', expertDays: 'notCollected' })
    expect(vague.assumed.map(({ field, taken }) => [field, taken])).toEqual([
      ['grades', 'allGrades'],
      ['capacity', 'noLimit'],
      ['expertDays', 'anyDay'],
    ])
    expect(one({ expert: 'notCollected' }).assumed[0]?.taken).toBe('nobody')
  })
  it('counts the half-days of an expert', () => {
    const visits = Array.from({ length: 4 }, (_, i) => session(`v${i}`, { expert: 'police', to: '2026-09-22' }))
    const teams = [
      {
        id: 'p1',
        kind: 'police' as const,
        availability: ['mon-morning', 'tue-morning', 'wed-morning'] as const,
        sessionsPerDayPart: 1,
      },
    ]
    const answer = plan(problem({ sessions: visits, teams }))
    expect(answer.impossible).toEqual([{ code: 'tooFewHalfDays', expert: 'police', needed: 4, possible: 2 }])
    expect(answer.placements.length).toBe(2)
  })
  it('calls no number of visits impossible that runs over the end of an afternoon', () => {
    const visits = Array.from({ length: 8 }, (_, i) =>
      session(`v${i}`, { expert: 'police', minutes: 50, from: '2026-09-22', to: '2026-09-22' }),
    )
    const teams = [{ id: 'p1', kind: 'police' as const, availability: ['tue-afternoon', 'tue-evening'] as const }]
    const schools = [school('A', { periods: [{ from: 720, to: 1120 }] }), school('B')]
    const answer = plan(problem({ sessions: visits, teams, schools, rules: { startEvery: 50 } }))
    expect([answer.impossible, answer.placements.length]).toEqual([[], 8])
  })
  it('marks days in a year whose notice is not published', () => {
    expect(one({ from: '2027-01-06', to: '2027-01-06' }).provisional).toEqual(['2027-01-06'])
    expect(one({}).provisional).toEqual([])
  })
  it('asks nothing of the children of a school for a session with parents', () => {
    const both = plan(
      problem({
        sessions: [
          session('a', { to: '2026-09-21', minutes: 100 }),
          session('b', { form: 'parents', to: '2026-09-21', minutes: 100 }),
        ],
      }),
    )
    expect(both.placements.map(({ groups, children }) => [groups.length, children])).toEqual([
      [2, 70],
      [0, 0],
    ])
  })
  it('treats every day of a window as one of it, the last included', () => {
    expect(weekdayOf(addDays('2026-09-21', 0))).toBe('mon')
    expect(days(one({ from: '2026-09-24', to: '2026-09-24' }))).toEqual(['2026-09-24'])
  })
})
