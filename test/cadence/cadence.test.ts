import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CadenceRule,
  cadence,
  cadenceRule,
  CareState,
  careKinds,
  compileCadence,
  dueStatuses,
  firstActions,
  nextDue,
  proposedRules,
  weeklyContact,
} from '../../src/cadence/index.ts'
import { compileCalendar, deadline, epochMinute, nationalHolidays } from '../../src/calendar/index.ts'
import { Instant, type Parameter, parameterOn, parse, type PlainDate, type Tier } from '../../src/index.ts'

const calendar = compileCalendar({ national: nationalHolidays, from: '2018-01-01', to: '2028-01-01' })._unsafeUnwrap()
const tiers: readonly Tier[] = [0, 1, 2, 3, 4]
const source = { title: 'Measures of the county', kind: 'guideline', standing: 'seen' } as const

describe('the proposed cadence', () => {
  it('is the table of tiers', () => {
    const table = (kind: 'homeVisit' | 'parentContact' | 'review') => tiers.map((tier) => cadence.of(tier)[kind].every)
    expect(table('homeVisit')).toEqual([{ months: 3 }, { months: 2 }, { months: 1 }, { days: 14 }, { weeks: 1 }])
    expect(table('parentContact')).toEqual([{ months: 1 }, { months: 1 }, { weeks: 2 }, { weeks: 1 }, { days: 3 }])
    expect(table('review')).toEqual([{ months: 12 }, { months: 6 }, { months: 6 }, { months: 3 }, { months: 1 }])
    for (const tier of [1, 2] as const)
      expect(cadence.of(tier).review).toMatchObject({ anchor: 'schedule', origin: '2018-03-01' })
  })

  it('shows every value as a proposal, and the weekly contact as law', () => {
    for (const { key } of careKinds)
      for (const tier of tiers) {
        const parameter = proposedRules[key][tier]
        expect(parameter.values.map(({ standing, source: from }) => [standing, from.standing])).toEqual([
          ['proposal', 'proposal'],
        ])
        expect(parameter.id).toBe(`cadence.${key}.${tier}`)
        expect(parameter.values[0].value).toMatchObject({ kind: key, tier })
        expect(cadenceRule(parameter.values[0].value).isOk()).toBe(true)
      }
    expect(weeklyContact.values[0]).toMatchObject({ standing: 'statute', source: { section: '23', kind: 'law' } })
  })

  it('moves critical care earlier, and lets nothing but home visits below critical wait', () => {
    for (const { key } of careKinds) {
      expect(['preceding', 'none']).toContain(cadence.of(4)[key].adjust)
      for (const tier of tiers) expect(cadence.of(tier)[key].pause !== 'never').toBe(key === 'homeVisit' && tier < 4)
    }
  })

  it('gives the same rules by tier and by kind', () => {
    for (const { key } of careKinds)
      for (const tier of tiers) expect(cadence.plan(key)[tier]).toBe(cadence.of(tier)[key])
  })

  it('answers in plain data', () => {
    const due = nextDue(cadence.of(3).homeVisit, { startedOn: '2026-03-02', asOf: '2026-10-04' }, calendar)
    expect(JSON.parse(JSON.stringify(due))).toEqual(due)
    expect(JSON.parse(JSON.stringify(cadence.rules))).toEqual(cadence.rules)
    expect(dueStatuses.map(({ key }) => key)).toEqual([
      'notDue',
      'dueSoon',
      'due',
      'inGrace',
      'overdue',
      'breached',
      'paused',
    ])
  })
})

describe('compileCadence', () => {
  const change = (
    kind: 'homeVisit' | 'review',
    tier: Tier,
    part: Partial<CadenceRule>,
    from: PlainDate = '2026-09-01',
  ): Parameter<CadenceRule> => ({
    ...proposedRules[kind][tier],
    values: [{ from, value: { ...cadence.of(tier)[kind], ...part }, standing: 'seen', source }],
  })

  it('replaces the rules that it is given and keeps the others', () => {
    const own = compileCadence([change('homeVisit', 0, { every: { months: 2 } })])._unsafeUnwrap()
    expect(own.of(0).homeVisit.every).toEqual({ months: 2 })
    expect(own.rules.homeVisit[0].values[0].standing).toBe('seen')
    expect({ ...own.of(0), homeVisit: cadence.of(0).homeVisit }).toEqual(cadence.of(0))
    for (const tier of [1, 2, 3, 4] as const) expect(own.of(tier)).toEqual(cadence.of(tier))
  })

  it('holds the value in force on the day asked, the newest if none is asked', () => {
    const first = change('homeVisit', 2, { every: { days: 40 } }, '2026-01-01')
    const later = change('homeVisit', 2, { every: { days: 21 } }, '2026-09-01')
    const own = compileCadence([{ ...first, values: [first.values[0], later.values[0]] }])._unsafeUnwrap()
    expect(own.of(2, '2026-08-31').homeVisit.every).toEqual({ days: 40 })
    expect(own.of(2, '2026-09-01').homeVisit.every).toEqual({ days: 21 })
    expect(own.of(2).homeVisit.every).toEqual({ days: 21 })
    expect(own.plan('homeVisit', '2025-01-01')[2].every).toEqual({ days: 40 })
  })

  it('refuses what cannot be read or would serve a stricter tier less often', () => {
    const refused = (changes: readonly unknown[]): unknown =>
      compileCadence(changes as readonly Parameter<CadenceRule>[]).match(
        () => 'taken',
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused([])).toBe('taken')
    expect(refused([change('homeVisit', 3, { every: { days: 60 } })])).toEqual([' inconsistent'])
    expect(refused([change('homeVisit', 0, { kind: 'surrogateCall' })])).toEqual([
      '/0/values/0/value/kind unknown-code',
    ])
    expect(refused([change('homeVisit', 0, {}), change('homeVisit', 0, {})])).toEqual(['/1 duplicate'])
    expect(refused([change('homeVisit', 0, { every: { days: 0 } })])).toEqual([
      '/0/values/0/value/every/days too-small',
    ])
    expect(refused([change('homeVisit', 0, { grace: { before: 120, after: 0 } })])).toEqual([
      '/0/values/0/value/grace/before inconsistent',
    ])
    const one = change('homeVisit', 0, {})
    expect(refused([{ ...one, values: [one.values[0], one.values[0]] }])).toEqual(['/0/values/1/from inconsistent'])
    const other = { ...change('review', 0, {}).values[0], from: '2027-01-01' }
    expect(refused([{ ...one, values: [one.values[0], other] }])).toEqual(['/0/values/1/value inconsistent'])
    expect(compileCadence('x' as never).isErr()).toBe(true)
  })
})

describe('cadenceRule', () => {
  const call = {
    kind: 'surrogateCall',
    tier: 0,
    every: { months: 1 },
    anchor: 'completion',
    grace: { before: 7, after: 7 },
    breachAfterDays: 14,
    dayRule: 'any',
    adjust: 'none',
    monthEnd: 'clamp',
    pause: 'never',
  }
  it('takes rules of one’s own', () => {
    const rule = cadenceRule(call)._unsafeUnwrap()
    expect(nextDue(rule, { startedOn: '2026-01-31', asOf: '2026-02-20' }, calendar)).toMatchObject({
      due: '2026-02-28',
      status: 'notDue',
    })
  })
  it('refuses rules that contradict themselves', () => {
    const refused = (part: object): unknown =>
      cadenceRule({ ...call, ...part }).match(
        () => 'taken',
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused({ monthEnd: 'skip' })).toEqual(['/monthEnd inconsistent'])
    expect(refused({ monthEnd: 'skip', anchor: 'schedule' })).toBe('taken')
    expect(refused({ origin: '2026-01-01' })).toEqual(['/origin inconsistent'])
    expect(refused({ grace: { before: 28, after: 0 } })).toEqual(['/grace/before inconsistent'])
    expect(refused({ pause: { returnWithinDays: 29 } })).toEqual(['/pause/returnWithinDays inconsistent'])
    expect(refused({ every: { fortnights: 1 } })).not.toBe('taken')
    expect(refused({ extra: 1 })).toEqual([' unknown-field'])
  })
})

describe('nextDue by the proposed cadence', () => {
  const due = (
    kind: 'homeVisit' | 'review' | 'parentContact',
    tier: Tier,
    lastOn: PlainDate,
    asOf: PlainDate = lastOn,
  ) => nextDue(cadence.of(tier)[kind], { startedOn: '2024-01-02', lastOn, asOf }, calendar)

  it('brings a critical visit forward for a holiday, and postpones others to the next workday', () => {
    // National Day week of 2026: 1 to 7 October off, 10 October worked.
    expect(due('homeVisit', 4, '2026-09-24').due).toBe('2026-09-30')
    expect(due('homeVisit', 4, '2026-09-29')).toMatchObject({ due: '2026-09-30', windowStart: '2026-09-30' })
    expect(due('homeVisit', 3, '2026-09-19').due).toBe('2026-10-08')
    expect(due('homeVisit', 3, '2026-09-26').due).toBe('2026-10-10')
    expect(due('homeVisit', 3, '2026-09-19').trace).toEqual([
      { step: 'counted', from: '2026-09-19', every: { days: 14 }, to: '2026-10-03' },
      { step: 'moved', from: '2026-10-03', to: '2026-10-08', because: 'holiday', name: '国庆节' },
    ])
  })

  it('keeps a critical visit on the holiday itself if it was done on the last workday before', () => {
    // 1 to 8 October 2020 were off, 30 September was worked: there is no earlier workday left.
    const found = due('homeVisit', 4, '2020-09-30')
    expect(found.due).toBe('2020-10-07')
    expect(found.trace.at(-1)).toEqual({ step: 'kept', on: '2020-10-07' })
  })

  it('reviews in March and September', () => {
    expect(due('review', 2, '2026-03-05').due).toBe('2026-09-01')
    expect(due('review', 2, '2026-08-20').due).toBe('2027-03-01')
    expect(due('review', 2, '2026-08-10').due).toBe('2026-09-01')
    expect(nextDue(cadence.of(1).review, { startedOn: '2026-05-05', asOf: '2026-05-05' }, calendar).due).toBe(
      '2026-09-01',
    )
  })

  it('stands at the earlier due day when a tier is raised', () => {
    const state = { startedOn: '2026-01-05', lastOn: '2026-09-01', asOf: '2026-09-20' } as const
    const raised = nextDue(cadence.of(4).homeVisit, { ...state, formerRule: cadence.of(2).homeVisit }, calendar)
    expect(raised).toMatchObject({ due: '2026-09-08', status: 'breached' })
    const early = nextDue(
      cadence.of(3).homeVisit,
      { ...state, lastOn: '2026-09-18', formerRule: { ...cadence.of(2).homeVisit, every: { days: 6 } } },
      calendar,
    )
    expect(early.due).toBe('2026-09-24')
    expect(early.trace.at(-1)).toEqual({ step: 'raised', formerTier: 2, formerDue: '2026-09-24', due: '2026-09-24' })
  })

  it('waits for a child that is with the parents, and asks for a check after the return', () => {
    const withParents = [{ from: '2026-07-11', to: '2026-08-25' }] as const
    const at = (asOf: PlainDate) =>
      nextDue(cadence.of(2).homeVisit, { startedOn: '2026-01-05', lastOn: '2026-06-25', asOf, withParents }, calendar)
    expect(at('2026-07-20')).toMatchObject({ due: '2026-09-01', status: 'paused', purpose: 'safeReturn' })
    expect(at('2026-08-25')).toMatchObject({ windowStart: '2026-08-25', status: 'dueSoon' })
    expect(at('2026-09-09').status).toBe('overdue')
    // Contact with the parents is owed meanwhile.
    const contact = nextDue(
      cadence.of(2).parentContact,
      { startedOn: '2026-01-05', lastOn: '2026-07-06', asOf: '2026-07-20', withParents },
      calendar,
    )
    expect(contact).toMatchObject({ due: '2026-07-20', status: 'due', waits: [] })
  })

  it('counts neither an unknown completion nor one that is still to come', () => {
    const rule = cadence.of(0).homeVisit
    const never = nextDue(rule, { startedOn: '2026-03-02', asOf: '2026-10-08' }, calendar)
    for (const lastOn of ['none', 'notCollected', 'contested'] as const)
      expect(nextDue(rule, { startedOn: '2026-03-02', lastOn, asOf: '2026-10-08' }, calendar)).toEqual(never)
    const typo = nextDue(rule, { startedOn: '2026-03-02', lastOn: '2027-09-01', asOf: '2026-10-08' }, calendar)
    expect(typo).toMatchObject({ due: never.due, status: 'breached' })
    expect(typo.trace[0]).toEqual({ step: 'notYet', lastOn: '2027-09-01' })
  })

  it('owes weekly contact in holidays too', () => {
    const rule = parameterOn(weeklyContact, '2026-10-01').value
    const state = { startedOn: '2026-01-01', lastOn: '2026-09-30' } as const
    expect(nextDue(rule, { ...state, asOf: '2026-10-07' }, calendar)).toMatchObject({
      due: '2026-10-07',
      status: 'due',
    })
    expect(nextDue(rule, { ...state, asOf: '2026-10-08' }, calendar).status).toBe('breached')
  })

  it('reads its state from outside', () => {
    expect(parse(CareState, { startedOn: '2026-01-01', asOf: '2026-02-30' })._unsafeUnwrapErr()).toMatchObject([
      { path: '/asOf', code: 'invalid-date' },
    ])
    expect(parse(CareState, { startedOn: '2026-01-01', asOf: '2026-02-28' }).isOk()).toBe(true)
  })

  it('does not fail on rules that nobody read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom({ days: 0 }, { months: 0 }, { workdays: 0 }, { weeks: -1 }, { months: -3 }),
        fc.constantFrom('completion' as const, 'schedule' as const),
        (every, anchor) => {
          const rule = { ...cadence.of(0).homeVisit, every, anchor }
          expect(
            typeof nextDue(rule, { startedOn: '2026-01-31', lastOn: '2026-05-31', asOf: '2026-06-01' }, calendar).due,
          ).toBe('string')
        },
      ),
    )
  })
})

describe('firstActions', () => {
  const start = epochMinute(parse(Instant, '2026-09-30T18:00:00+08:00')._unsafeUnwrap())
  it('run through holidays, and through pauses where the child is in danger', () => {
    const clocks = parameterOn(firstActions, '2026-09-30').value
    const pauses = [{ from: start, to: epochMinute(parse(Instant, '2026-10-08T08:00:00+08:00')._unsafeUnwrap()) }]
    const until = (tier: Tier) => {
      const clock = clocks[tier]
      if (clock === 'none') return 'none'
      const found = deadline(start, { ...clock, pauses }, calendar)._unsafeUnwrap()
      return found.state === 'running' ? found.at : found.state
    }
    expect(tiers.map(until)).toEqual([
      'none',
      '2026-10-22T08:00:00+08:00',
      '2026-10-15T08:00:00+08:00',
      '2026-10-03T18:00:00+08:00',
      '2026-10-01T18:00:00+08:00',
    ])
  })
  it('are a proposal', () => {
    expect(firstActions.values[0].standing).toBe('proposal')
  })
})
