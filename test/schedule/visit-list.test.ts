import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cadence, compileCadence, nextDue } from '../../src/cadence/index.ts'
import { addDays, compareDates, epochDay, mondayOf, type PlainDate, plainDate } from '../../src/date.ts'
import { ChildId, WorkerId } from '../../src/id.ts'
import {
  type DutyKind,
  type PlannedDuty,
  type VisitedChild,
  type VisitList,
  visitList,
  type VisitProblem,
} from '../../src/schedule/index.ts'
import { calendar } from './cases.ts'

const asOf: PlainDate = '2026-09-14'
const kinds: readonly DutyKind[] = ['homeVisit', 'parentContact', 'review']
const child = (id: string, changes: Partial<VisitedChild> = {}): VisitedChild => ({
  id: ChildId.parse(id),
  tier: 2,
  household: `home.${id}`,
  village: '520526100202',
  worker: WorkerId.parse('w1'),
  startedOn: '2026-03-02',
  last: {},
  ...changes,
})
const problem = (children: readonly VisitedChild[], changes: Partial<VisitProblem> = {}): VisitProblem => ({
  children,
  calendar,
  asOf,
  from: asOf,
  to: '2026-10-26',
  ...changes,
})
const list = (one: VisitProblem): VisitList => visitList(one)._unsafeUnwrap()
const duties = (answer: VisitList): readonly PlannedDuty[] =>
  answer.weeks.flatMap((week) => week.duties).sort((a, b) => compareDates(a.on, b.on))

const day = (min: number, max: number): fc.Arbitrary<PlainDate> =>
  fc.integer({ min, max }).map((days) => addDays(asOf, days))
const last = fc.option(
  fc.oneof(
    { weight: 5, arbitrary: day(-120, 0) },
    fc.constantFrom('none' as const, 'notCollected' as const, 'contested' as const),
  ),
  { nil: undefined },
)
const children = fc
  .array(
    fc.record({
      tier: fc.constantFrom<VisitedChild['tier'][]>(0, 1, 2, 3, 4),
      formerTier: fc.option(fc.constantFrom<VisitedChild['tier'][]>(0, 2, 4), { nil: undefined }),
      household: fc.constantFrom('home.a', 'home.b', 'home.c', 'home.d', 'home.e'),
      worker: fc.constantFrom<VisitedChild['worker'][]>(
        WorkerId.parse('w1'),
        WorkerId.parse('w1'),
        WorkerId.parse('w2'),
        'none',
      ),
      startedOn: day(-400, 0),
      until: fc.option(day(-5, 60), { nil: undefined, freq: 4 }),
      homeVisit: last,
      parentContact: last,
      review: last,
      away: fc.option(fc.tuple(day(-30, 40), fc.integer({ min: 1, max: 30 })), { nil: undefined, freq: 4 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((rows) =>
    rows.map(({ formerTier, until, homeVisit, parentContact, review, away, ...rest }, i) =>
      child(`c${i}`, {
        ...rest,
        ...(formerTier === undefined ? {} : { formerTier }),
        ...(until === undefined ? {} : { until }),
        last: {
          ...(homeVisit === undefined ? {} : { homeVisit }),
          ...(parentContact === undefined ? {} : { parentContact }),
          ...(review === undefined ? {} : { review }),
        },
        ...(away === undefined ? {} : { withParents: [{ from: away[0], to: addDays(away[0], away[1]) }] }),
      }),
    ),
  )
const problems = fc
  .record({
    children,
    offset: fc.integer({ min: 0, max: 9 }),
    length: fc.integer({ min: 0, max: 50 }),
    hoursPerWeek: fc.constantFrom(0, 1, 2, 4, 40),
    some: fc.subarray([...kinds], { minLength: 1 }),
  })
  .map(({ children: these, offset, length, hoursPerWeek, some }) =>
    problem(these, {
      from: addDays(asOf, offset),
      to: addDays(asOf, offset + length),
      kinds: some,
      workload: { homeVisit: 60, furtherChild: 10, parentContact: 20, review: 30, hoursPerWeek },
    }),
  )

/**
 * Walks through the list from the outside: counts for every child and kind what is owed next, with nothing but `nextDue` and the
 * days that the list gives. What comes back are the laws that it breaks.
 */
function lawsBroken(one: VisitProblem, answer: VisitList): readonly string[] {
  const found = new Set<string>()
  const check = (law: string, holds: boolean): void => {
    if (!holds) found.add(law)
  }
  for (const kind of one.kinds ?? kinds)
    for (const each of one.children) {
      const mine = duties(answer).filter((duty) => duty.kind === kind && duty.children.some(({ id }) => id === each.id))
      const open = answer.open.filter((duty) => duty.kind === kind && duty.children.some(({ id }) => id === each.id))
      let served: PlainDate | undefined
      const owed = (): PlainDate => {
        const lastOn = served ?? each.last[kind]
        return nextDue(
          cadence.of(each.tier, asOf)[kind],
          {
            startedOn: each.startedOn,
            asOf: served !== undefined && served > asOf ? served : asOf,
            ...(lastOn === undefined ? {} : { lastOn }),
            ...(served === undefined && each.formerTier !== undefined
              ? { formerRule: cadence.of(each.formerTier, asOf)[kind] }
              : {}),
            ...(each.withParents ? { withParents: each.withParents } : {}),
          },
          calendar,
        ).due
      }
      for (const duty of mine) {
        check('each child has its own due day', duty.children.find(({ id }) => id === each.id)?.due === owed())
        served = duty.on
      }
      const rest = owed()
      const lists = rest < one.to && (each.until === undefined || rest < each.until)
      const carried = open.length === 1 && open[0]?.children.find(({ id }) => id === each.id)?.due === rest
      check('nothing owed is left out', lists ? carried : open.length === 0 || carried)
    }
  for (const week of answer.weeks) {
    const last = [...week.duties]
    const minutes = last.reduce((sum, duty) => sum + duty.minutes, 0)
    check('adds up the minutes', week.minutes === minutes && week.beyond === Math.max(0, minutes - week.available))
    const mild = last.filter(({ tier }) => tier < 4).reduce((sum, duty) => sum + duty.minutes, 0)
    check(
      'only what is critical goes beyond the hours',
      mild <= week.available && (week.beyond === 0 || last.some(({ fits, tier }) => !fits && tier === 4)),
    )
    check(
      'keeps to its week',
      last.every(({ on }) => plainDate(mondayOf(epochDay(on))) === week.monday && one.from <= on && on < one.to),
    )
  }
  for (const duty of duties(answer)) {
    const begin = duty.due < one.from ? one.from : duty.due
    check('what is critical never moves later', duty.tier < 4 || duty.on <= begin)
    check(
      'comes in its window, or is marked late',
      duty.late === duty.on > duty.windowEnd && duty.on >= duty.windowStart,
    )
    check('says how it moved', duty.moved === moveOf(duty.on, begin))
    check('is as strict as the strictest child', duty.due === duty.children.map(({ due }) => due).sort(compareDates)[0])
    check(
      'stays on days that the rule allows',
      duty.tier === 4 || duty.kind !== 'homeVisit' || calendar.allows('workday', epochDay(duty.on)),
    )
  }
  const visits = duties(answer)
    .filter(({ kind }) => kind === 'homeVisit')
    .map(({ household, worker, on }) => `${household} ${worker} ${on}`)
  check('visits a household once a day', new Set(visits).size === visits.length)
  return [...found]
}

/** Hours are by week: within a week nothing is moved. */
function moveOf(on: PlainDate, wished: PlainDate): PlannedDuty['moved'] {
  const weeks = mondayOf(epochDay(on)) - mondayOf(epochDay(wished))
  return weeks === 0 ? 'no' : weeks < 0 ? 'earlier' : 'later'
}

describe('visitList', () => {
  it('keeps its laws', () => {
    fc.assert(
      fc.property(problems, (one) => {
        expect(lawsBroken(one, list(one))).toEqual([])
      }),
      { numRuns: 250 },
    )
  })
  it('is caught by its laws when a list is spoilt', () => {
    const one = problem(
      [
        child('c1', { tier: 4, household: 'h', last: { homeVisit: '2026-09-10' } }),
        child('c2', { household: 'h' }),
        child('c3', { tier: 0 }),
      ],
      { to: '2026-09-28', kinds: ['homeVisit'] },
    )
    const answer = list(one)
    const [week] = answer.weeks
    const [first] = week!.duties
    expect(lawsBroken(one, answer)).toEqual([])
    const change = (duty: Partial<PlannedDuty>): VisitList => ({
      ...answer,
      weeks: answer.weeks.map((w) => ({ ...w, duties: w.duties.map((d) => (d === first ? { ...d, ...duty } : d)) })),
    })
    const mutants: readonly VisitList[] = [
      { ...answer, weeks: answer.weeks.slice(1) },
      { ...answer, weeks: answer.weeks.map((w, i) => (i === 0 ? { ...w, duties: w.duties.slice(1) } : w)) },
      change({ on: addDays(first!.on, 1) }),
      change({ on: addDays(first!.on, -7) }),
      change({ children: first!.children.slice(1) }),
      change({ moved: 'later' }),
      change({ minutes: first!.minutes + 1 }),
      { ...answer, open: [{ ...first!, why: 'noHours' }] },
    ]
    for (const mutant of mutants) expect(lawsBroken(one, mutant)).not.toEqual([])
  })
  it('gives the same bytes whatever the order of the children', () => {
    fc.assert(
      fc.property(problems, (one) => {
        expect(JSON.stringify(list({ ...one, children: [...one.children].reverse() }))).toBe(JSON.stringify(list(one)))
      }),
      { numRuns: 60 },
    )
  })
  it('moves nothing and leaves nothing open when there are hands enough', () => {
    fc.assert(
      fc.property(children, (these) => {
        const cared = these.map((each) => ({ ...each, worker: WorkerId.parse('w1') }))
        const answer = list(problem(cared, { hours: { [WorkerId.parse('w1')]: 80 } }))
        const moved = duties(answer).filter((duty) => duty.moved !== 'no' && duty.due >= asOf)
        expect([moved, answer.open, answer.weeks.filter(({ beyond }) => beyond > 0)]).toEqual([[], [], []])
      }),
      { numRuns: 60 },
    )
  })
  it('names children by id and says of no child that a worker is late', () => {
    fc.assert(
      fc.property(problems, (one) => {
        for (const duty of [...duties(list(one)), ...list(one).open])
          for (const each of duty.children) expect(Object.keys(each)).toEqual(['id', 'due'])
      }),
      { numRuns: 30 },
    )
  })
  it('refuses what it cannot read and names the place', () => {
    const refused = (changes: object): readonly [string, string] => {
      const [found] = visitList({ ...problem([child('c1')]), ...changes })._unsafeUnwrapErr()
      return [found.path, found.code]
    }
    expect(refused({ calendar: 1 })).toEqual(['/calendar', 'invalid-type'])
    expect(refused({ cadence: {} })).toEqual(['/cadence', 'invalid-type'])
    expect(refused({ children: [child('c1'), child('c1')] })).toEqual(['/children/1/id', 'duplicate'])
    expect(refused({ children: [{ ...child('c1'), name: '李小花' }] })).toEqual(['/children/0', 'unknown-field'])
    expect(refused({ from: '2026-09-13' })).toEqual(['/from', 'inconsistent'])
    expect(refused({ to: '2026-09-13' })).toEqual(['/to', 'inconsistent'])
    expect(refused({ to: '2036-09-13' })).toEqual(['/to', 'too-large'])
  })
})

describe('visitList, worked cases', () => {
  const visits = (these: readonly VisitedChild[], changes: Partial<VisitProblem> = {}): VisitList =>
    list(problem(these, { kinds: ['homeVisit'], ...changes }))
  const days = (answer: VisitList): readonly PlainDate[] => duties(answer).map(({ on }) => on)

  it('visits what is critical every week, and before the National Day rather than after it', () => {
    const answer = visits([child('c1', { tier: 4, last: { homeVisit: '2026-09-10' } })], { to: '2026-10-20' })
    // Seven days after 30 September is a day off, and so are all days before it back to the visit: it stays, holiday or not.
    expect(days(answer)).toEqual(['2026-09-17', '2026-09-24', '2026-09-30', '2026-10-07', '2026-10-14'])
  })
  it('sees brothers and sisters on one visit, which counts for each', () => {
    const answer = visits(
      [
        child('c1', { tier: 3, household: 'h', last: { homeVisit: '2026-09-07' } }),
        child('c2', { tier: 0, household: 'h', last: { homeVisit: '2026-06-22' } }),
      ],
      { to: '2026-10-12' },
    )
    // The elder is due on 21 September. The younger would be due on 22 September and is seen the day before; its next day lies in December.
    expect(duties(answer).map(({ on, children: seen }) => [on, seen.map(({ id }) => id)])).toEqual([
      ['2026-09-21', ['c1', 'c2']],
      ['2026-10-08', ['c1', 'c2']],
    ])
  })
  it('says which visits move to the next week for want of hours, the milder tier first', () => {
    const these = [0, 1, 2, 3].map((i) =>
      child(`c${i}`, { tier: i === 3 ? 3 : 2, last: { homeVisit: i === 3 ? '2026-10-22' : '2026-10-05' } }),
    )
    const answer = visits(these, {
      asOf: '2026-11-02',
      from: '2026-11-02',
      to: '2026-11-23',
      workload: { homeVisit: 60, furtherChild: 0, parentContact: 0, review: 0, hoursPerWeek: 2 },
    })
    const firstWeek = answer.weeks[0]!
    expect(firstWeek.duties.map(({ children: seen, moved }) => [seen[0]?.id, moved])).toEqual([
      ['c3', 'no'],
      ['c0', 'no'],
    ])
    expect(answer.weeks[1]!.duties.map(({ children: seen, moved, late }) => [seen[0]?.id, moved, late])).toEqual([
      ['c1', 'later', false],
      ['c2', 'later', false],
    ])
  })
  it('does early what a full week has no hours for', () => {
    // Both are due on 21 September, in a week with hours for one. The week before ends with a Sunday that is worked.
    const these = ['c1', 'c2'].map((id) => child(id, { last: { homeVisit: '2026-08-21' } }))
    const answer = visits(these, {
      to: '2026-09-28',
      workload: { homeVisit: 60, furtherChild: 0, parentContact: 0, review: 0, hoursPerWeek: 1.25 },
    })
    expect(answer.weeks.map(({ duties: held }) => held.map(({ moved, on }) => [moved, on]))).toEqual([
      [['earlier', '2026-09-20']],
      [['no', '2026-09-21']],
    ])
  })
  it('keeps what is critical where it is when hours are missing, and says that it does not fit', () => {
    const answer = visits(
      [
        child('c1', { tier: 4, last: { homeVisit: '2026-09-10' } }),
        child('c2', { tier: 3, last: { homeVisit: '2026-09-01' } }),
      ],
      {
        to: '2026-09-21',
        workload: { homeVisit: 60, furtherChild: 0, parentContact: 0, review: 0, hoursPerWeek: 0 },
      },
    )
    expect(duties(answer).map(({ tier, on, fits }) => [tier, on, fits])).toEqual([[4, '2026-09-17', false]])
    expect(answer.weeks[0]?.beyond).toBe(60)
    expect(answer.open.map(({ children: seen, why }) => [seen[0]?.id, why])).toEqual([['c2', 'noHours']])
  })
  it('does not use the days after the due day for what is critical, however wide its window is', () => {
    const wide = { ...cadence.of(4).homeVisit, grace: { before: 2, after: 5 } }
    const parameter = cadence.rules.homeVisit[4]
    const own = compileCadence([{ ...parameter, values: [{ ...parameter.values[0], value: wide }] }])._unsafeUnwrap()
    const answer = visits([child('c1', { tier: 4, last: { homeVisit: '2026-09-10' } })], {
      cadence: own,
      to: '2026-09-21',
    })
    expect(duties(answer).map(({ on, windowEnd }) => [on, windowEnd])).toEqual([['2026-09-17', '2026-09-17']])
  })
  it('lists what nobody is there for', () => {
    const answer = visits(
      [child('c1', { worker: 'none' }), child('c2', { worker: 'none', tier: 4, last: { homeVisit: '2026-09-10' } })],
      { to: '2026-09-21' },
    )
    expect(answer.open.map(({ why, children: seen }) => [seen[0]?.id, why])).toEqual([['c1', 'noWorker']])
    expect(duties(answer).map(({ children: seen, fits }) => [seen[0]?.id, fits])).toEqual([['c2', false]])
  })
  it('owes nothing after the follow-up has ended', () => {
    expect(days(visits([child('c1', { tier: 4, last: { homeVisit: '2026-09-10' }, until: '2026-09-20' })]))).toEqual([
      '2026-09-17',
    ])
    expect(
      duties(
        list(
          problem([
            child('c1', {
              until: asOf,
              last: { homeVisit: '2026-09-10', parentContact: '2026-09-10', review: '2026-09-10' },
            }),
          ]),
        ),
      ),
    ).toEqual([])
  })
  it('shortens the hours of a week with a holiday', () => {
    const answer = list(problem([child('c1')], { to: '2026-10-19' }))
    // Workdays of the weeks from 14 September: 5, 5 with the made-up Sunday before and Friday off, 3, 2 + 1, 5.
    expect(answer.weeks.map(({ monday, available }) => [monday, available / 240])).toEqual([
      ['2026-09-14', calendar.count('workday', epochDay('2026-09-14'), epochDay('2026-09-21'))],
      ['2026-09-21', calendar.count('workday', epochDay('2026-09-21'), epochDay('2026-09-28'))],
      ['2026-09-28', 3],
      ['2026-10-05', 3],
      ['2026-10-12', 5],
    ])
  })
})
