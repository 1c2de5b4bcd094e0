import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fen } from '../../src/money.ts'
import { type Tier, tierNames } from '../../src/policy.ts'
import { blankReport, type ChildRow, countyReport, type ReportInput, reportPage } from '../../src/report/index.ts'

const words = { zh: '威宁县', en: 'Weining' }
const tier = fc.constantFrom<Tier>(0, 1, 2, 3, 4)
const child: fc.Arbitrary<ChildRow> = fc.record({
  township: fc.constantFrom('甲镇', '乙镇', '丙乡'),
  age: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  leftBehind: fc.constantFrom('yes', 'no', 'unknown'),
  tier,
  tierUpper: fc.constant<Tier>(4),
  flags: fc.subarray(['a.one', 'b.two', 'c.three']),
  visitDaysLate: fc.option(fc.integer({ min: -30, max: 200 }), { nil: undefined }),
  pair: fc.constantFrom('active', 'proposed', 'waiting', 'notWanted'),
  topics: fc.subarray(['drowning', 'fire']),
})
const rules: ReportInput['rules'] = [
  {
    id: 'a.one',
    zh: '一',
    en: 'one',
    tier: 4,
    source: { zh: '未成年人保护法第21条', en: '未成年人保护法 art. 21' },
    standing: 'statute',
  },
  { id: 'b.two', zh: '二', en: 'two', tier: 1, source: { zh: '建议', en: 'proposal' }, standing: 'proposal' },
]
const reportOf = (children: readonly ChildRow[], rest: Partial<ReportInput> = {}) =>
  countyReport({ ...blankReport, county: words, asOf: '2026-09-15', rules, children, ...rest })
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)

describe('countyReport', () => {
  it('adds up to the number of files over every axis', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 60 }), (children) => {
        const report = reportOf(children)
        const { leftBehind, visits, pairs } = report
        for (const counts of [
          report.tiers,
          report.ages.map(({ count }) => count),
          report.townships.map(({ total }) => total),
          [leftBehind.yes, leftBehind.no, leftBehind.unknown],
          [visits.inTime, visits.late, visits.never],
          [pairs.active, pairs.proposed, pairs.waiting, pairs.notWanted],
        ])
          expect(sum(counts)).toBe(children.length)
      }),
    )
  })
  it('does not depend on the order of the children', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 40 }), (children) => {
        const counts = (of: readonly ChildRow[]) => ({ ...reportOf(of), input: undefined })
        expect(counts([...children].reverse())).toEqual(counts(children))
      }),
    )
  })
  it('shows no group of 1 to 4 children of a township', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 60 }), (children) => {
        for (const row of reportOf(children).townships)
          for (const count of [...row.bands, row.visitsLate, row.waiting])
            expect(count === undefined || count === 0 || count >= 5).toBe(true)
      }),
    )
  })
  it('counts a rule for each child whose flag is up, gravest first, and leaves out rules that concern nobody', () => {
    const of = (flags: string[]): ChildRow => ({
      township: '甲镇',
      age: 9,
      leftBehind: 'yes',
      tier: 1,
      tierUpper: 4,
      flags,
      visitDaysLate: 1,
      pair: 'waiting',
      topics: [],
    })
    const many = Array.from({ length: 6 }, () => of(['b.two']))
    expect(reportOf([...many, of(['a.one', 'b.two'])]).rules.map(({ id, count }) => [id, count])).toEqual([
      ['a.one', undefined],
      ['b.two', 7],
    ])
    expect(reportOf(many).rules.map(({ id }) => id)).toEqual(['b.two'])
  })
})

describe('reportPage', () => {
  const filled: Partial<ReportInput> = {
    paperwork: {
      rows: 10,
      files: 8,
      duplicatePairs: 1,
      rejects: [{ id: 'r', zh: '没有姓名', en: 'no name', count: 2 }],
      errors: [{ id: 'e', zh: '错', en: 'error', count: 3 }],
      warnings: [],
      missing: [{ field: 'hukouNature', zh: '户籍性质', en: 'household', missing: 3, of: 8 }],
    },
    visits: {
      weeks: [{ monday: '2026-09-21', duties: 3, children: 4, minutes: 300, handMinutes: 240, dutiesLate: 1 }],
      openDuties: 2,
    },
    sessions: {
      asked: 9,
      placed: 8,
      unplaced: [{ id: 'u', zh: '专家无空', en: 'no expert free', count: 1 }],
      topics: [{ id: 'drowning', zh: '防溺水', en: 'drowning' }],
      activities: [{ id: 'reading', zh: '阅读', en: 'reading', count: 12 }],
    },
    pairing: {
      seats: 4,
      review: 2,
      renewals: 1,
      waiting: [{ id: 'w', zh: '名额不足', en: 'no seat', count: 5 }],
      rules: [],
    },
    aid: { money: Fen.parse(123456), goods: Fen.parse(5), items: [], restrictions: [] },
  }
  it('is one page that loads nothing, runs nothing and is well formed', () => {
    fc.assert(
      fc.property(fc.array(child, { maxLength: 30 }), (children) => {
        const page = reportPage(reportOf(children, filled))
        expect(page).not.toMatch(/<script|src=|href=|url\((?!#)|@import|https?:/)
        const open = [...page.matchAll(/<([a-z1-6]+)(?=[\s>])[^>]*?(\/?)>/g)].filter(
          ([, tag, self]) => self === '' && !['meta', 'input', 'rect', 'line', 'path', 'circle'].includes(tag!),
        )
        for (const tag of ['section', 'table', 'tr', 'td', 'th', 'svg', 'span', 'div', 'p'])
          expect([tag, open.filter(([, name]) => name === tag).length]).toEqual([
            tag,
            page.split(`</${tag}>`).length - 1,
          ])
      }),
      { numRuns: 40 },
    )
  })
  it('shows the exact totals of the report, in both languages', () => {
    const children = Array.from(
      { length: 1234 },
      (_, i): ChildRow => ({
        township: '甲镇',
        age: 9,
        leftBehind: 'yes',
        tier: (i % 5) as Tier,
        tierUpper: 4,
        flags: ['b.two'],
        visitDaysLate: i % 2 === 0 ? 3 : -3,
        pair: 'waiting',
        topics: ['drowning'],
      }),
    )
    const page = reportPage(reportOf(children, filled))
    for (const text of ['1 234', '617', '¥1234.56', '¥0.05', '防溺水', 'drowning', '89 %']) expect(page).toContain(text)
    for (const { zh, en } of tierNames) expect(page.includes(zh) && page.includes(en)).toBe(true)
  })
  it('lets no text of the county become markup', () => {
    const page = reportPage(reportOf([], { ...filled, county: { zh: '<img onerror=x>&"县', en: '</span><b>' } }))
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<b></span>')
    expect(page).toContain('&lt;img')
  })
})
