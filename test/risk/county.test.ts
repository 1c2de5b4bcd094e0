import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChildFile, childFile, type FileDraft } from '../../src/records/index.ts'
import { alarmBudget, assess, crossCheck, effort } from '../../src/risk/index.ts'
import { calendar } from './calendar.ts'
import { asOf, files } from './drafts.ts'

const file = (id: string, more: Omit<FileDraft, 'id' | 'name'> & { name?: string } = {}): ChildFile =>
  childFile({ name: '李小花', ...more, id })

describe('looking across files', () => {
  const number = '520526201203010017'
  const carer = { name: '李小军', birthDate: '2012-03-01' } as const
  const found = (list: readonly ChildFile[]): readonly (readonly string[])[] =>
    crossCheck(list, { asOf }).map(({ child, carerFile }) => [child, carerFile])
  it('finds a carer who is a child and has no file', () => {
    expect(found([file('c1', { delegate: carer }), file('c2')])).toEqual([['c1', 'none']])
  })
  it('finds the file of the carer by number, by the household, or by name and birth date, never by a name alone', () => {
    expect(found([file('c1', { delegate: { ...carer, idNumber: number } }), file('c2', { idNumber: number })])).toEqual(
      [['c1', 'c2']],
    )
    expect(found([file('c1', { delegate: carer }), file('c2', { ...carer })])).toEqual([['c1', 'c2']])
    expect(found([file('c1', { delegate: carer }), file('c2', { name: carer.name })])).toEqual([['c1', 'none']])
    const members = { m1: { name: carer.name, relation: 'elderBrother', file: 'c2' } } as const
    expect(found([file('c1', { delegate: carer, household: { members } }), file('c2')])).toEqual([['c1', 'c2']])
  })
  it('does not choose between two files', () => {
    expect(found([file('c1', { delegate: carer }), file('c2', carer), file('c3', carer)])).toEqual([['c1', 'several']])
  })
  it('counts only carers who are surely under the age, the day after the birthday first', () => {
    const born = (birthDate: '2010-09-15' | '2010-09-14') =>
      found([file('c1', { delegate: { name: '李小军', birthDate } })])
    expect(born('2010-09-15')).toEqual([['c1', 'none']])
    expect(born('2010-09-14')).toEqual([])
    expect(found([file('c1', { delegate: { name: '李小军', age: 15, recordedOn: '2025-10-01' } })])).toEqual([])
    expect(found([file('c1', { delegate: { name: '李小军', age: 15, recordedOn: asOf } })])).toEqual([['c1', 'none']])
  })
  it('gives the same findings in any order of the files, and none of their words', () => {
    const all = [
      file('c1', { delegate: { ...carer, idNumber: number } }),
      file('c2', { ...carer, delegate: { name: '王小红', birthDate: '2013-01-01' } }),
      file('c3'),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (shuffled) => {
        expect(crossCheck(shuffled, { asOf })).toEqual(crossCheck(all, { asOf }))
      }),
    )
    expect(JSON.stringify(crossCheck(all, { asOf }))).not.toMatch(/李|王|5205/)
  })
})

describe('the alarm budget', () => {
  const some = fc.array(files, { maxLength: 12 })
  const assessed = (list: readonly ChildFile[]) => list.map((one) => assess(one, { asOf, calendar }))
  it('counts every child once in each column and adds up the work', () => {
    fc.assert(
      fc.property(some, (list) => {
        const budget = alarmBudget(assessed(list))
        const sum = (pick: (tier: (typeof budget.tiers)[number]) => number): number =>
          budget.tiers.reduce((all, tier) => all + pick(tier), 0)
        expect(budget.children).toBe(list.length)
        expect(sum(({ children }) => children)).toBe(list.length)
        expect(sum(({ childrenUpper }) => childrenUpper)).toBe(list.length)
        expect(sum(({ minutesPerYear }) => minutesPerYear)).toBe(budget.minutesPerYear)
      }),
      { numRuns: 40 },
    )
  })
  it('does not depend on the order of the children', () => {
    fc.assert(
      fc.property(some, (list) => {
        expect(alarmBudget(assessed([...list].reverse()))).toEqual(alarmBudget(assessed(list)))
      }),
      { numRuns: 30 },
    )
  })
  it('says whether the upper tiers keep to their share', () => {
    const poor = (id: string) => file(id, { care: { guardianshipRating: 'poor' } })
    const alone = (id: string) => file(id, { birthDate: '2014-01-01', care: { livesAlone: 'yes' } })
    const limits = (critical: number) =>
      alarmBudget(assessed(Array.from({ length: 100 }, (_, i) => (i < critical ? alone(`c${i}`) : poor(`c${i}`)))))
        .limits
    expect(limits(5).map(({ tier, perMille, within }) => [tier, perMille, within])).toEqual([
      [3, 0, true],
      [4, 50, true],
    ])
    expect(limits(6).map(({ tier, perMille, within }) => [tier, perMille, within])).toEqual([
      [3, 0, true],
      [4, 60, false],
    ])
  })
  it('counts how often each rule fired and how often nobody knows', () => {
    const { rules } = alarmBudget(
      assessed([
        file('c1', { care: { livesAlone: 'yes' } }),
        file('c2', { birthDate: '2014-01-01', care: { livesAlone: 'yes' } }),
      ]),
    )
    expect(rules.find(({ rule }) => rule === 'guardianship.alone-under-16')).toEqual({
      rule: 'guardianship.alone-under-16',
      tier: 4,
      fired: 1,
      unknown: 1,
    })
  })
  it('takes efforts and limits of one’s own', () => {
    const [first] = effort.visitMinutes.values
    const longer = { ...effort, visitMinutes: { ...effort.visitMinutes, values: [{ ...first, value: 180 }] as const } }
    const one = assessed([file('c1')])
    expect(alarmBudget(one, longer).minutesPerYear - alarmBudget(one).minutesPerYear).toBe(4 * 90)
  })
  it('is empty for nobody', () => {
    expect(alarmBudget([])).toMatchObject({ children: 0, minutesPerYear: 0, rules: [] })
  })
})

describe('what stands beside a file', () => {
  const plain = file('c1')
  const flags = (beside: Parameters<typeof assess>[1]['beside']) =>
    assess(plain, { asOf, calendar, ...(beside ? { beside } : {}) }).flags.map(({ rule }) => rule)
  it('is used from the day on which it was found out until its window is over', () => {
    expect(flags({ 'home.seriousHazard': { value: 'yes', on: '2026-09-15' } })).toEqual(['safety.home-hazard'])
    expect(flags({ 'home.seriousHazard': { value: 'yes', on: '2026-09-16' } })).toEqual([])
    expect(flags({ 'home.seriousHazard': { value: 'yes', on: '2025-09-14' } })).toEqual([])
    expect(flags({ 'doses.overdueDays': { value: 31 }, 'growth.severe': { value: 'yes' } })).toEqual([
      'health.severe-malnutrition',
      'health.doses-overdue',
    ])
  })
  it('is shown as evidence of its own document', () => {
    const found = assess(plain, {
      asOf,
      calendar,
      beside: { 'home.seriousHazard': { value: 'yes', on: '2026-09-01' } },
    })
    expect(found.flags[0]?.evidence).toEqual([
      {
        document: 'beside',
        path: '/home.seriousHazard/value',
        value: 'yes',
        recordedOn: '2026-09-01',
        role: 'trigger',
      },
    ])
  })
})
