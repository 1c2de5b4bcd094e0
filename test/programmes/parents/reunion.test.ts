import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { careKinds } from '../../../src/cadence/index.ts'
import { compileCalendar, nationalHolidays, schoolTerms } from '../../../src/calendar/index.ts'
import { addDays, ChildId, daysBetween, type PlainDate } from '../../../src/index.ts'
import {
  type Reunion,
  type ReunionAsked,
  type ReunionEvent,
  reunionMachine,
  reunionSeasons,
  reunionStanding,
  type ReunionStanding,
} from '../../../src/programmes/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'

const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-01-01',
  to: '2027-12-31',
})._unsafeUnwrap()
const first: PlainDate = '2026-06-01'
const day = (n: number): PlainDate => addDays(first, n)
const span = 120
const leaves = 20
const returns = 60

type Role = ReunionEvent['role']
const role = fc.constantFrom<Role>('worker', 'worker', 'carer', 'parent')
const on = fc.nat(span).map(day)
const event: fc.Arbitrary<ReunionEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('leave' as const, 'return' as const, 'stay' as const, 'cancel' as const),
    on,
    role,
  }),
  fc.record({ kind: fc.constant('extend' as const), on, role, to: on }),
  fc.record({
    kind: fc.constant('check' as const),
    on,
    role,
    childSeen: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'notCollected' as const),
    spokenAlone: fc.constantFrom<Extract<ReunionEvent, { kind: 'check' }>['spokenAlone']>(
      'yes',
      'carerPresent',
      'no',
      'none',
      'notCollected',
      { other: '睡着了' },
    ),
  }),
)
const good: readonly ReunionEvent[] = [
  { kind: 'leave', on: day(leaves), role: 'carer' },
  { kind: 'extend', on: day(50), role: 'parent', to: day(75) },
  { kind: 'return', on: day(74), role: 'carer' },
  { kind: 'check', on: day(80), role: 'worker', childSeen: 'yes', spokenAlone: 'yes' },
]
/** Reunions as they go, cut and disturbed, with who asks on which day. */
const reunions: fc.Arbitrary<readonly [Reunion, ReunionAsked]> = fc
  .tuple(
    fc.oneof(fc.constant(good), fc.constant(good.slice(0, 3)), fc.subarray([...good])),
    fc.array(event, { maxLength: 5 }),
    fc.nat(span + 40),
    fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const),
    role,
  )
  .map(([course, more, n, tier, asker]) => [
    {
      child: ChildId.parse('c1'),
      season: 'summer',
      planned: { from: day(leaves), to: day(returns) },
      with: ['mother'],
      history: Object.fromEntries([...course, ...more].map((one, i) => [`e${i}`, one])),
    },
    { asOf: day(n), tier, role: asker },
  ])

const kinds = ['leave', 'extend', 'return', 'stay', 'check', 'cancel'] as const
const isGiven = (said: unknown): boolean => !['no', 'none', 'notCollected', 'contested'].includes(said as string)

/** What a reunion comes to, step by step, by somebody who reads the events aloud. */
function plainStanding({ planned, history }: Reunion, asOf: PlainDate) {
  let state = 'planned'
  let left: PlainDate = planned.from
  let expected: PlainDate = planned.to
  let back: PlainDate | undefined
  let since: PlainDate | 'none' = 'none'
  const aside: string[] = []
  const events = Object.entries(history)
    .filter(([, one]) => one.on <= asOf)
    .sort(([a, x], [b, y]) =>
      x.on < y.on ? -1 : x.on > y.on ? 1 : kinds.indexOf(x.kind) - kinds.indexOf(y.kind) || (a < b ? -1 : 1),
    )
  for (const [id, one] of events) {
    if (state === 'planned' && one.kind === 'leave') [state, left] = ['withParents', one.on]
    else if (state === 'planned' && one.kind === 'cancel') state = 'cancelled'
    else if (state === 'withParents' && one.kind === 'extend') expected = one.to
    else if (state === 'withParents' && one.kind === 'return') [state, back] = ['returned', one.on]
    else if (state === 'withParents' && one.kind === 'stay' && one.role === 'worker') state = 'stayed'
    else if (
      state === 'returned' &&
      one.kind === 'check' &&
      one.role === 'worker' &&
      one.childSeen === 'yes' &&
      isGiven(one.spokenAlone)
    )
      state = 'checked'
    else {
      aside.push(`/history/${id}`)
      continue
    }
    since = one.on
  }
  const end = back ?? expected
  const isAway = state !== 'cancelled' && !(state === 'planned' && asOf > planned.from) && end > left
  const stands = {
    state,
    since,
    window: isAway ? { from: left, to: end } : 'none',
    unreported: [
      ...(state === 'planned' && asOf > planned.from ? ['leavingNotReported'] : []),
      ...(state === 'withParents' && asOf > expected ? ['returnNotReported'] : []),
    ],
    setAside: aside,
  }
  return { stands, back }
}

type Answers = (reunion: Reunion, asked: ReunionAsked) => ReunionStanding
const real: Answers = (reunion, asked) => reunionStanding(reunion, asked, calendar)._unsafeUnwrap()

const laws: readonly Law<Answers>[] = [
  {
    name: 'comes to what the events come to one by one, by hand, on any day',
    holds: (answers) => {
      const reached = new Map<string, number>()
      everywhere(
        reunions,
        ([reunion, asked]) => {
          const { state, since, window, late, setAside } = answers(reunion, asked)
          const unreported = late.filter((one) => one !== 'checkOverdue')
          const aside = setAside.map(({ path }) => path)
          expect({ state, since, window, unreported, setAside: aside }).toEqual(
            plainStanding(reunion, asked.asOf).stands,
          )
          reached.set(state, (reached.get(state) ?? 0) + 1)
        },
        500,
      )
      expect([...reached.keys()].sort()).toEqual([
        'cancelled',
        'checked',
        'planned',
        'returned',
        'stayed',
        'withParents',
      ])
    },
  },
  {
    name: 'asks for a check after every return, within the rule of visits, until a worker has seen the child',
    holds: (answers) => {
      const most = [24, 17, 17, 13, 7]
      let asked = 0
      everywhere(
        reunions,
        ([reunion, question]) => {
          const { state, check, late } = answers(reunion, question)
          const { back } = plainStanding(reunion, question.asOf)
          expect(check !== 'none').toBe(state === 'returned')
          if (check === 'none' || back === undefined) return
          asked += 1
          expect(check.due >= back).toBe(true)
          expect(daysBetween(back, check.due)).toBeLessThanOrEqual(most[question.tier] ?? 0)
          if (late.includes('checkOverdue')) expect(question.asOf > check.due).toBe(true)
          // However long nobody says anything: it is not checked, and in the end it is overdue.
          const history = Object.fromEntries(
            Object.entries(reunion.history).filter(([, one]) => one.on <= question.asOf),
          )
          const later = answers({ ...reunion, history }, { ...question, asOf: addDays(question.asOf, 200) })
          expect([later.state, later.late]).toEqual(['returned', ['checkOverdue']])
        },
        400,
      )
      expect(asked).toBeGreaterThan(20)
    },
  },
  {
    name: 'says of each kind of care that it waits or goes on; duties and the weekly call always go on, and visits at the highest tier',
    holds: (answers) => {
      everywhere(
        reunions,
        ([reunion, question]) => {
          const { waits, goesOn } = answers(reunion, question)
          const named = goesOn.map(({ what }) => what)
          expect(named.slice(-2)).toEqual(['weeklyContact', 'reportDuty'])
          expect([...waits, ...named.slice(0, -2)].sort()).toEqual(careKinds.map(({ key }) => key).sort())
          if (question.tier === 4) expect(waits).toEqual([])
        },
        60,
      )
    },
  },
  {
    name: 'is the same in any order of typing, and offers exactly what the history would take now',
    holds: (answers) => {
      everywhere(reunions, ([reunion, question]) => {
        const turned = { ...reunion, history: Object.fromEntries(Object.entries(reunion.history).toReversed()) }
        const found = answers(reunion, question)
        expect(JSON.stringify(answers(turned, question))).toBe(JSON.stringify(found))
        const past = Object.fromEntries(Object.entries(reunion.history).filter(([, one]) => one.on < question.asOf))
        const before = answers({ ...reunion, history: past }, question)
        for (const kind of kinds) {
          const more =
            kind === 'extend' ? { to: question.asOf } : kind === 'check' ? { childSeen: 'yes', spokenAlone: 'yes' } : {}
          const next = { kind, on: question.asOf, role: question.role, ...more } as ReunionEvent
          const { setAside } = answers({ ...reunion, history: { ...past, next } }, question)
          const isTaken = setAside.every(({ path }) => path !== '/history/next')
          expect([kind, before.next.some((one) => one.on === kind)]).toEqual([kind, isTaken])
        }
      })
    },
  },
]
const [byHand, checked, goes, same] = laws.map(({ name }) => name)
const seeing =
  (change: (one: ReunionEvent) => ReunionEvent | undefined): Answers =>
  (reunion, asked) =>
    real(
      {
        ...reunion,
        history: Object.fromEntries(
          Object.entries(reunion.history).flatMap(([id, one]) => {
            const next = change(one)
            return next ? [[id, next] as const] : []
          }),
        ),
      },
      asked,
    )
const saying =
  (change: (found: ReunionStanding, asked: ReunionAsked) => Partial<ReunionStanding>): Answers =>
  (reunion, asked) => {
    const found = real(reunion, asked)
    return { ...found, ...change(found, asked) }
  }
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'takes a telephone call for a check',
    killedBy: byHand ?? '',
    broken: seeing((one) => (one.kind === 'check' ? { ...one, childSeen: 'yes', spokenAlone: 'yes' } : one)),
  },
  {
    name: 'takes a check from the parents',
    killedBy: byHand ?? '',
    broken: seeing((one) => (one.kind === 'check' ? { ...one, role: 'worker' } : one)),
  },
  {
    name: 'lets parents say that the child stays',
    killedBy: byHand ?? '',
    broken: seeing((one) => (one.kind === 'stay' ? { ...one, role: 'worker' } : one)),
  },
  {
    name: 'does not know of extensions',
    killedBy: byHand ?? '',
    broken: seeing((one) => (one.kind === 'extend' ? undefined : one)),
  },
  {
    name: 'goes on waiting for a child that nobody reported as gone',
    killedBy: byHand ?? '',
    broken: (reunion, asked) => ({ ...real(reunion, asked), window: reunion.planned }),
  },
  {
    name: 'does not ask where a child is that has not come back',
    killedBy: byHand ?? '',
    broken: saying(() => ({ late: [] })),
  },
  {
    name: 'looks ahead',
    killedBy: byHand ?? '',
    broken: (reunion, asked) => real(reunion, { ...asked, asOf: day(span + 40) }),
  },
  {
    name: 'forgets to look after the child on its return',
    killedBy: checked ?? '',
    broken: saying(() => ({ check: 'none' })),
  },
  {
    name: 'takes silence for a check',
    killedBy: checked ?? '',
    broken: saying(({ state, late }) =>
      late.includes('checkOverdue') ? { state: 'checked', check: 'none', late: [] } : { state },
    ),
  },
  {
    name: 'waits as long as for an ordinary child',
    killedBy: checked ?? '',
    broken: (reunion, asked) => ({ ...real(reunion, asked), check: real(reunion, { ...asked, tier: 0 }).check }),
  },
  {
    name: 'lets visits of the highest tier wait',
    killedBy: goes ?? '',
    broken: (reunion, asked) => ({ ...real(reunion, asked), waits: real(reunion, { ...asked, tier: 0 }).waits }),
  },
  {
    name: 'lets the duty to report wait',
    killedBy: goes ?? '',
    broken: saying(({ goesOn }) => ({ goesOn: goesOn.filter(({ what }) => what !== 'reportDuty') })),
  },
  {
    name: 'offers everything to everybody',
    killedBy: same ?? '',
    broken: saying(() => ({ next: reunionMachine.moves.map(({ on: move, to }) => ({ on: move, to, missing: [] })) })),
  },
]
lawSuite('reunionStanding', real, laws, mutants)

describe('reunionSeasons', () => {
  it('is every time between two known terms, whole, from the day asked on', () => {
    const inTerm = (on: PlainDate): boolean => schoolTerms.some((term) => term.from <= on && on < term.to)
    everywhere(
      fc.nat(500),
      (n) => {
        const asOf = addDays('2026-01-15', n)
        for (const { window } of reunionSeasons(calendar, asOf)) {
          expect(window.to > asOf).toBe(true)
          expect([inTerm(addDays(window.from, -1)), inTerm(window.to)]).toEqual([true, true])
          for (let on = window.from; on < window.to; on = addDays(on, 1)) expect(inTerm(on)).toBe(false)
        }
      },
      40,
    )
  })
  it('knows New Year in winter and the summer between two terms, and guesses no term that nobody has published', () => {
    const [autumn] = schoolTerms
    if (!autumn) throw new Error('no terms')
    const more = [...schoolTerms, { ...autumn, id: '2027-autumn', from: '2027-09-01', to: '2027-12-20' } as const]
    const longer = compileCalendar({
      national: nationalHolidays,
      terms: more,
      from: '2026-01-01',
      to: '2027-12-31',
    })._unsafeUnwrap()
    const told = (of: typeof calendar, asOf: PlainDate) =>
      reunionSeasons(of, asOf).map(({ season, window }) => [season, window.from, window.to])
    expect(told(longer, '2026-09-15')).toEqual([
      ['newYear', '2027-01-23', '2027-02-22'],
      ['summer', '2027-07-10', '2027-09-01'],
    ])
    expect(told(calendar, '2026-09-15')).toEqual([['newYear', '2027-01-23', '2027-02-22']])
    expect(told(calendar, '2027-02-22')).toEqual([])
  })
})
