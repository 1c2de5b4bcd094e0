import { expect } from 'vitest'
import { availableActions, childFile, type PlainDate } from '../../src/index.ts'
import { compileCalendar, nationalHolidays } from '../../src/calendar/index.ts'
import { allocation, approval, delivery, entries, gift, need } from '../aid/histories.ts'
import { law } from './rooms.ts'

const asOf = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2025-01-01', to: '2027-01-01' })._unsafeUnwrap()
const child = (more: object) => childFile({ id: 'c1', name: '李小花', ...more })
const seenOn = (observedOn: PlainDate, more: object = {}) => ({ observedOn, situations: ['violence'], ...more })
const sent = (at: string, more: object = {}) => ({ agency: 'police', at, reference: '110-1', ...more })

/** Coats for so many children, one for each. */
const givenTo = (count: number) =>
  entries(
    gift('g1', { quantity: 50 }),
    ...Array.from({ length: count }, (_, n) => [
      need(`n${n}`),
      allocation(`a${n}`, 'g1', `n${n}`),
      approval(`v${n}`, `a${n}`),
      delivery(`d${n}`, `a${n}`),
    ]).flat(),
  )

export const recordLaws = [
  law('an age is reached on the birthday and not before', 'records', ({ ageOn }) => {
    expect(ageOn('2010-09-15', '2026-09-14')).toBe(15)
    expect(ageOn('2010-09-15', '2026-09-15')).toBe(16)
  }),
  law('who was born on 29 February reaches an age on 1 March of a common year', 'records', (room) => {
    const { ageOn, reachesAgeOn } = room
    expect(reachesAgeOn('2012-02-29', 14)).toBe('2026-03-01')
    expect(reachesAgeOn('2012-02-29', 16)).toBe('2028-02-29')
    expect([ageOn('2012-02-29', '2026-02-28'), ageOn('2012-02-29', '2026-03-01')]).toEqual([13, 14])
  }),
  law('criminal law counts an age from the day after the birthday', 'records', ({ ageOn }) => {
    expect(ageOn('2010-09-15', '2026-09-15', 'dayAfter')).toBe(15)
    expect(ageOn('2010-09-15', '2026-09-16', 'dayAfter')).toBe(16)
  }),
  law('under sixteen ends on the sixteenth birthday', 'records', ({ classify }) => {
    const parents = { hukouNature: 'rural', father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } }
    const file = child({ birthDate: '2010-09-15', ...parents })
    expect(classify(file, 'mca2016', '2026-09-14').leftBehind).toBe('yes')
    expect(classify(file, 'mca2016', '2026-09-15').leftBehind).toBe('no')
  }),
  law('what nobody wrote down makes no child a child of no programme', 'records', ({ classify }) => {
    expect(classify(child({}), 'mca2016', asOf).leftBehind).toBe('unknown')
    const away = { birthDate: '2016-03-26', father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } }
    expect(classify(child(away), 'mca2016', asOf).leftBehind).toBe('unknown')
    const home = { birthDate: '2016-03-26', father: { status: 'homeCapable' } }
    expect(classify(child(home), 'oneParent', asOf).leftBehind).toBe('unknown')
  }),
  law('of a file in which nothing is written the worst is still possible', 'risk', ({ assess }) => {
    expect(assess(child({}), { asOf, calendar }).tierUpper).toBe(4)
  }),
  law('nothing but a supervisor puts out a critical flag', 'risk', ({ flagMachine }) => {
    const has = ['reason', 'until', 'approvals', 'autoClear']
    const ends = ['worker', 'rules', 'supervisor'].map((role) =>
      availableActions(flagMachine(4), 'raised', { role, has })
        .filter(({ to }) => to === 'cleared' || to === 'suppressed' || to === 'superseded')
        .map(({ on }) => on),
    )
    expect(ends).toEqual([[], [], ['clear']])
  }),
  law('no rule reads a protected trait', 'risk', ({ compileRules, defaultRules }) => {
    const [rule] = defaultRules.rules
    const rules = [{ ...rule, when: { op: 'known', fact: 'child.ethnicity' } }]
    const codes = compileRules({ ...defaultRules, rules }).match(
      () => [],
      (problems) => problems.map(({ code }) => code),
    )
    expect(codes).toContain('protected-trait')
  }),
  law('a duty to report hangs on nothing but what was seen and sent', 'risk', ({ reportDuties }) => {
    const incidents = { i1: seenOn('2026-09-10') }
    const due = (more: object) => reportDuties(child({ incidents, ...more }), { asOf }).map(({ state }) => state)
    for (const more of [
      {},
      { consents: 'none' },
      { register: { registerState: 'exited', exitOn: '2026-09-11' } },
      { birthDate: '2000-01-01' },
    ])
      expect(due(more)).toEqual(['open'])
  }),
  law('a duty is done by a report with its reference, and by nothing else', 'risk', ({ reportDuties }) => {
    const state = (more: object) =>
      reportDuties(child({ incidents: { i1: seenOn('2026-09-10', more) } }), { asOf }).map((duty) => duty.state)
    expect(state({ closedOn: '2026-09-12' })).toEqual(['open'])
    const moment = '2026-09-10T09:00:00+08:00'
    expect(state({ reports: { r1: sent(moment, { reference: 'notCollected' }) } })).toEqual(['open'])
    expect(state({ reports: { r1: sent(moment) } })).toEqual(['reported'])
  }),
  law('what is seen after a report is sent again', 'risk', ({ reportDuties }) => {
    const incidents = { i1: seenOn('2026-09-01', { reports: { r1: sent('2026-09-01T09:00:00+08:00') } }) }
    const visits = { v1: { on: '2026-09-05', situations: { violence: 'seen' } } }
    const states = reportDuties(child({ incidents, visits }), { asOf }).map(({ state }) => state)
    expect(states).toEqual(['sendAgain'])
  }),
  law('a danger sign that was not answered is not denied', 'screening', ({ instruments, score }) => {
    const answers = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 'notAnswered' } as const
    const { signs } = score(instruments['PHQ-A'], answers, { age: 14 })._unsafeUnwrap()
    expect(signs).toEqual([{ sign: 'selfHarm', item: '9', answer: 'unknown' }])
  }),
  law('a danger sign is seen from its first point on', 'screening', ({ instruments, score }) => {
    const answers = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 1 } as const
    const { signs } = score(instruments['PHQ-A'], answers, { age: 14 })._unsafeUnwrap()
    expect(signs).toEqual([{ sign: 'selfHarm', item: '9', answer: 'yes' }])
  }),
  law(
    'counselling is booked with nobody who lacks proof, a supervisor, or distance',
    'programmes',
    ({ counsellingMachine }) => {
      const all = ['consent-or-danger', 'child-does-not-refuse', 'qualified', 'supervised', 'not-the-helper', 'plan']
      const held = (has: readonly string[]) =>
        availableActions(counsellingMachine, 'running', { role: 'counsellor', has: [...has, 'own-course'] })
          .filter(({ missing }) => missing.length === 0)
          .some(({ on }) => on === 'hold')
      expect(held(all)).toBe(true)
      for (const one of all) expect(held(all.filter((need) => need !== one))).toBe(false)
    },
  ),
  law('no small count can be read or worked out', 'report', ({ suppressed, suppressedList }) => {
    expect(suppressed([[12, 30], [9, 4]], 5)).toEqual([[undefined, undefined], [undefined, undefined]]) // biome-ignore format: a table
    const [first, second] = suppressed([[12, 3, 20], [9, 8, 30]], 5) // biome-ignore format: a table
    for (const row of [first, second]) expect([0, 2]).toContain(row?.filter((count) => count === undefined).length)
    expect(suppressedList([12, 3, 20, 0], 5)).toEqual([undefined, undefined, 20, 0])
  }),
  law('a giver is told of no child and of no number that tells of one', 'aid', ({ giverView }) => {
    const view = (count: number) => giverView(givenTo(count), 'd1' as never, { asOf: '2026-12-01' })._unsafeUnwrap()
    expect(view(1)).toEqual(view(0))
    expect(view(6).map(({ childrenAtLeast }) => childrenAtLeast)).toEqual([5])
    expect(JSON.stringify(view(6))).not.toContain('c-n')
  }),
]
