import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type PlainDate } from '../../src/date.ts'
import { availableActions } from '../../src/lifecycle.ts'
import { type ChildFile, childFile } from '../../src/records/index.ts'
import {
  assess,
  defaultRules,
  flagEvents,
  type FlagEvent,
  flagMachine,
  type FlagRecord,
  foldFlags,
  type PersonEvent,
  standingTiers,
} from '../../src/risk/index.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { linked } from '../../src/risk/ruleset/ruleset.ts'
import { calendar } from './calendar.ts'
import { asOf, files } from './drafts.ts'

const fold = (history: readonly FlagEvent[], on: PlainDate): readonly FlagRecord[] =>
  foldFlags(history, on)._unsafeUnwrap()
const code = (history: readonly FlagEvent[], on: PlainDate): string =>
  foldFlags(history, on).match(
    () => 'ok',
    ([problem]) => problem.code,
  )

const poor = childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor', recordedOn: '2026-09-01' } })
const fair = { ...poor, care: { ...poor.care, guardianshipRating: 'fair' as const } }
const open = { ...poor, care: { ...poor.care, guardianshipRating: 'notCollected' as const } }
const hurt = childFile({
  id: 'c1',
  name: '李小花',
  visits: { v1: { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'yes', situations: { violence: 'seen' } } },
})
const unhurt = childFile({
  id: 'c1',
  name: '李小花',
  visits: { v1: { on: '2026-09-20', childSeen: 'yes', spokenAlone: 'yes', situations: { violence: 'notSeen' } } },
})
const rating = 'guardianship.rating-poor'
const violence = 'safety.violence'
const worker = { by: 'w1', role: 'worker' } as const
const boss = { by: 's1', role: 'supervisor' } as const

const sees = (history: readonly FlagEvent[], file: ChildFile, on: PlainDate): readonly FlagEvent[] => [
  ...history,
  ...flagEvents(fold(history, on), assess(file, { asOf: on, calendar })),
]
const stateOf = (history: readonly FlagEvent[], rule: string, on: PlainDate): string =>
  fold(history, on)
    .filter((record) => record.rule === rule)
    .map(({ state, stale, quiet }) =>
      [state, stale && 'stale', quiet && 'quiet'].filter((word) => word !== false).join(' '),
    )
    .join(', ')

const start = sees([], poor, asOf)
const putAside = (
  until: PlainDate,
  approvedBy: readonly string[] = ['w1'],
  reason = 'agreed on a plan',
): PersonEvent => ({
  kind: 'suppressed',
  rule: rating,
  on: asOf,
  ...worker,
  reason,
  until,
  approvedBy,
})

describe('a flag', () => {
  it('is raised, acknowledged, acted upon and cleared by a definite no', () => {
    const taken: readonly FlagEvent[] = [
      ...start,
      { kind: 'acknowledged', rule: rating, on: '2026-09-16', ...worker },
      { kind: 'acted', rule: rating, on: '2026-09-17', ...worker, action: 'improve-care' },
    ]
    expect(stateOf(taken, rating, asOf)).toBe('raised')
    expect(stateOf(taken, rating, '2026-09-16')).toBe('acknowledged')
    expect(stateOf(taken, rating, '2026-09-17')).toBe('inAction')
    expect(stateOf(sees(taken, fair, '2026-09-20'), rating, '2026-09-20')).toBe('cleared')
  })
  it('stays where nobody can say any longer, and says so', () => {
    const later = sees(start, open, '2026-09-20')
    expect(stateOf(later, rating, '2026-09-20')).toBe('raised stale')
    expect(stateOf(sees(later, poor, '2026-09-21'), rating, '2026-09-21')).toBe('raised')
  })
  it('that comes back is another one', () => {
    const again = sees(sees(start, fair, '2026-09-20'), poor, '2026-10-01')
    expect(stateOf(again, rating, '2026-10-01')).toBe('cleared, raised')
    expect(fold(again, '2026-10-01').map(({ episode, raisedOn }) => [episode, raisedOn])).toEqual([
      [1, asOf],
      [2, '2026-10-01'],
    ])
  })
  it('keeps its first deadline', () => {
    const [first] = fold(start, asOf)
    const later = sees(start, { ...poor, care: { ...poor.care, recordedOn: '2026-10-01' } }, '2026-10-02')
    expect(fold(later, '2026-10-02')[0]?.deadline).toBe(first?.deadline)
  })
  it('is put aside for as long and by as many as the rule allows, and counts again on the day itself', () => {
    const aside = [...start, putAside('2026-10-01')]
    expect(stateOf(aside, rating, '2026-09-30')).toBe('suppressed')
    expect(stateOf(aside, rating, '2026-10-01')).toBe('raised')
    expect(standingTiers(fold(aside, '2026-09-30'))).toEqual({ rawTier: 2, effectiveTier: 0 })
    expect(standingTiers(fold(aside, '2026-10-01'))).toEqual({ rawTier: 2, effectiveTier: 2 })
    for (const wrong of [
      putAside(asOf),
      putAside(addDays(asOf, 91)),
      putAside('2026-10-01', []),
      putAside('2026-10-01', ['w1'], ' '),
    ])
      expect(code([...start, wrong], asOf)).toBe('needs-missing')
    expect(code([...start, putAside(addDays(asOf, 90))], asOf)).toBe('ok')
  })
  it('comes out of being put aside when it rests on something new, and not before', () => {
    const aside = [...start, putAside('2026-10-01')]
    expect(stateOf(sees(aside, poor, '2026-09-20'), rating, '2026-09-20')).toBe('suppressed')
    const renewed = { ...poor, care: { ...poor.care, recordedOn: '2026-09-19' as const } }
    expect(stateOf(sees(aside, renewed, '2026-09-20'), rating, '2026-09-20')).toBe('raised')
    const worse: FlagEvent = { ...(start[0] as Extract<FlagEvent, { kind: 'fired' }>), on: '2026-09-20', tier: 3 }
    expect(stateOf([...aside, worse], rating, '2026-09-20')).toBe('raised')
    const [gone] = fold([...start, { ...worse, tier: 4 }], '2026-09-20')
    expect([gone?.tier, gone?.suppressible, gone?.autoClear]).toEqual([4, false, false])
  })
  it('is contested and answered by somebody else, and goes on meanwhile', () => {
    const contested: readonly FlagEvent[] = [
      ...start,
      {
        kind: 'contested',
        rule: rating,
        on: '2026-09-16',
        by: 'p1',
        capacity: 'parent',
        why: 'the rating is of last year',
      },
    ]
    expect(stateOf(contested, rating, '2026-09-16')).toBe('raised')
    const answer = {
      kind: 'answered',
      rule: rating,
      on: '2026-09-18',
      answer: 'a new visit is agreed',
      upheld: true,
    } as const
    const [record] = fold([...contested, { ...answer, ...boss }], '2026-09-18')
    expect(record?.contests).toEqual([
      {
        on: '2026-09-16',
        by: 'p1',
        capacity: 'parent',
        why: 'the rating is of last year',
        answer: { on: '2026-09-18', by: 's1', answer: 'a new visit is agreed', upheld: true },
      },
    ])
    expect(code([...contested, { ...answer, by: 'p1', role: 'worker' }], '2026-09-18')).toBe('not-entitled')
    expect(code([...start, { ...answer, ...boss }], '2026-09-18')).toBe('wrong-state')
  })
  it('of a rule that is no longer in use is superseded, not cleared', () => {
    const fewer = linked({ ...defaultRules, rules: defaultRules.rules.filter(({ id }) => id !== rating) }, facts)
    const found = assess(poor, { asOf: '2026-09-20', calendar, rules: fewer })
    const events = [...start, ...flagEvents(fold(start, '2026-09-20'), found, fewer)]
    expect(stateOf(events, rating, '2026-09-20')).toBe('superseded')
  })
})

describe('a critical flag', () => {
  const critical = sees([], hurt, asOf)
  it('does not go out by itself, by an unknown or with its rule', () => {
    expect(stateOf(sees(critical, unhurt, '2026-09-21'), violence, '2026-09-21')).toBe('raised quiet')
    expect(stateOf(sees(critical, childFile({ id: 'c1', name: '李小花' }), '2026-09-21'), violence, '2026-09-21')).toBe(
      'raised stale',
    )
    const fewer = linked({ ...defaultRules, rules: defaultRules.rules.filter(({ id }) => id !== violence) }, facts)
    const found = flagEvents(
      fold(critical, '2026-09-21'),
      assess(hurt, { asOf: '2026-09-21', calendar, rules: fewer }),
      fewer,
    )
    expect(stateOf([...critical, ...found], violence, '2026-09-21')).toBe('raised stale')
  })
  it('cannot be put aside, and is cleared by a supervisor with a reason and by nobody else', () => {
    const clear = { kind: 'cleared', rule: violence, on: '2026-09-21', reason: 'closed by the police' } as const
    const aside = { ...putAside('2026-10-01', ['w1', 's1']), rule: violence } as FlagEvent
    expect(code([...critical, aside], '2026-09-21')).toBe('wrong-state')
    expect(code([...critical, { ...clear, ...worker }], '2026-09-21')).toBe('not-entitled')
    expect(code([...critical, { ...clear, ...boss, reason: '' }], '2026-09-21')).toBe('needs-missing')
    expect(stateOf([...critical, { ...clear, ...boss }], violence, '2026-09-21')).toBe('cleared')
    for (const role of ['worker', 'supervisor', 'rules'])
      expect(
        availableActions(flagMachine(4), 'raised', { role, has: [] }).filter(
          ({ on }) => on === 'suppress' || on === 'notFired',
        ),
      ).toEqual([])
  })
})

describe('the history of flags', () => {
  const story = fc.array(fc.tuple(files, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 5 })
  const told = (steps: readonly (readonly [ChildFile, number])[]) => {
    let history: readonly FlagEvent[] = []
    let on = asOf
    const days: PlainDate[] = []
    for (const [file, later] of steps) {
      on = addDays(on, later)
      history = sees(history, { ...file, id: 'c1' } as ChildFile, on)
      days.push(on)
    }
    return { history, days }
  }
  it('gains nothing from the same assessment twice', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { history, days } = told(steps)
        const [file] = steps.at(-1)!
        expect(sees(history, file, days.at(-1)!)).toEqual(history)
      }),
      { numRuns: 40 },
    )
  })
  it('has an open flag for every flag of the latest assessment, and clears none whose rule is unknown', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { history, days } = told(steps)
        const on = days.at(-1)!
        const { flags, gaps, tier } = assess(steps.at(-1)![0], { asOf: on, calendar })
        const records = fold(history, on)
        const openOf = (rule: string) => records.find((one) => one.rule === rule && one.state !== 'cleared')
        for (const flag of flags) expect(openOf(flag.rule)?.tier).toBeGreaterThanOrEqual(flag.tier)
        for (const { rule } of gaps)
          for (const record of records.filter((one) => one.rule === rule && one.closed?.on === on))
            expect(record.state).not.toBe('cleared')
        expect(standingTiers(records).rawTier).toBeGreaterThanOrEqual(tier)
        expect(records.filter((one) => one.tier === 4 && one.state === 'cleared')).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
  it('can be cut off anywhere, and says on a day what it said on that day', () => {
    fc.assert(
      fc.property(story, fc.nat(), (steps, cut) => {
        const { history, days } = told(steps)
        const some = history.slice(0, cut % (history.length + 1))
        expect(foldFlags(some, days.at(-1)!).isOk()).toBe(true)
        const [day] = days
        expect(fold(history, day!)).toEqual(
          fold(
            history.filter(({ on }) => on <= day!),
            day!,
          ),
        )
      }),
      { numRuns: 30 },
    )
  })
  it('refuses what may not follow, and names the place and no word of it', () => {
    const clear = { kind: 'cleared', rule: rating, on: '2026-09-20', ...worker, reason: '李小花 moved' } as const
    const twice = foldFlags([...start, clear, clear], '2026-09-30')
    expect(twice._unsafeUnwrapErr()).toMatchObject([{ kind: 'not-allowed', path: '/2', code: 'wrong-state' }])
    expect(JSON.stringify(twice._unsafeUnwrapErr())).not.toMatch(/李|w1/)
    expect(code([{ ...clear, on: '2026-09-01' }, ...start], '2026-09-30')).toBe('wrong-state')
    expect(code([...start, { ...clear, on: '2026-09-01' }], '2026-09-30')).toBe('wrong-state')
  })
})
