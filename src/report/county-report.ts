import { type Tier, tierNames } from '../policy.ts'
import type { ChildRow, CountRow, ReportInput, RuleRow, TopicRow, Words } from './report-input.ts'
import { type ShownCount, suppressed } from './suppression.ts'

/** Smaller groups than this are not shown by township. A proposal. */
export const smallestGroup = 5

/** Tiers that are counted together by township, so that fewer counts are too small to show. */
export const tierBands: readonly (Words & { readonly tiers: readonly Tier[] })[] = [
  { zh: '一般或留意', en: 'ordinary or watch', tiers: [0, 1] },
  { zh: '中度', en: 'moderate', tiers: [2] },
  { zh: '高度或紧急', en: 'high or critical', tiers: [3, 4] },
]

/** One township: children by band of tiers, hidden where a group is small; totals are exact. */
export interface TownshipRow {
  readonly township: string
  readonly total: number
  /** By band of tiers, as `tierBands` lists them. */
  readonly bands: readonly ShownCount[]
  readonly visitsLate: ShownCount
  readonly waiting: ShownCount
}

/** How many children a rule concerns. */
export interface RuleCount extends RuleRow {
  readonly count: ShownCount
}

/** How many children a topic reaches this term. */
export interface TopicReach extends TopicRow {
  readonly reached: number
  readonly of: number
}

/** The report as data: every count adds up, and none of a small group is shown by township. */
export interface CountyReport {
  readonly input: ReportInput
  readonly total: number
  /** Children by tier, ordinary first; exact. */
  readonly tiers: readonly number[]
  /** Children who could be critical, as far as the files tell. */
  readonly couldBeCritical: number
  readonly leftBehind: { readonly yes: number; readonly no: number; readonly unknown: number }
  readonly ages: readonly CountRow[]
  readonly townships: readonly TownshipRow[]
  readonly rules: readonly RuleCount[]
  readonly visits: { readonly late: number; readonly never: number; readonly inTime: number }
  readonly pairs: {
    readonly active: number
    readonly proposed: number
    readonly waiting: number
    readonly notWanted: number
  }
  readonly topics: readonly TopicReach[]
}

const ageBands: readonly (Words & { readonly id: string; readonly fits: (age: number | undefined) => boolean })[] = [
  { id: '0-5', zh: '0—5岁', en: '0 to 5', fits: (age) => age !== undefined && age < 6 },
  { id: '6-13', zh: '6—13岁', en: '6 to 13', fits: (age) => age !== undefined && age >= 6 && age < 14 },
  { id: '14-15', zh: '14—15岁', en: '14 to 15', fits: (age) => age === 14 || age === 15 },
  { id: '16-17', zh: '16—17岁', en: '16 to 17', fits: (age) => age === 16 || age === 17 },
  { id: '18+', zh: '18岁以上', en: '18 and over', fits: (age) => age !== undefined && age >= 18 },
  { id: 'unknown', zh: '年龄不明', en: 'age not known', fits: (age) => age === undefined },
]

const count = <T>(items: readonly T[], fits: (item: T) => boolean): number =>
  items.reduce((n, item) => n + (fits(item) ? 1 : 0), 0)

const isLate = ({ visitDaysLate }: ChildRow): boolean => visitDaysLate !== undefined && visitDaysLate > 0

/**
 * Counts everything that the page of a county shows. Totals are exact and add up over tiers, ages, pairs and townships; counts of 1
 * to 4 children of one township are hidden, with as many more as it takes that they cannot be worked out.
 * @example
 * ```ts
 * import { blankReport, countyReport } from 'childfile/report'
 * const county = { zh: '某县', en: 'A county' }
 * const child = { township: '甲镇', age: 9, leftBehind: 'yes', tier: 1, tierUpper: 4, flags: [], visitDaysLate: 3, pair: 'waiting', topics: [] } as const
 * countyReport({ ...blankReport, county, asOf: '2026-09-15', children: [child, child] }).tiers // => [0, 2, 0, 0, 0]
 * ```
 */
export function countyReport(input: ReportInput): CountyReport {
  const { children } = input
  const tiers = tierNames.map((_, tier) => count(children, (child) => child.tier === tier))
  return {
    input,
    total: children.length,
    tiers,
    couldBeCritical: count(children, ({ tierUpper }) => tierUpper === 4),
    leftBehind: {
      yes: count(children, ({ leftBehind }) => leftBehind === 'yes'),
      no: count(children, ({ leftBehind }) => leftBehind === 'no'),
      unknown: count(children, ({ leftBehind }) => leftBehind === 'unknown'),
    },
    ages: ageBands.map(({ id, zh, en, fits }) => ({ id, zh, en, count: count(children, ({ age }) => fits(age)) })),
    townships: townshipRows(children),
    rules: input.rules
      .map((rule) => ({ ...rule, count: count(children, ({ flags }) => flags.includes(rule.id)) }))
      .filter((rule) => rule.count > 0)
      .sort((a, b) => b.tier - a.tier || b.count - a.count || (a.id < b.id ? -1 : 1))
      .map((rule) => ({ ...rule, count: rule.count < smallestGroup ? undefined : rule.count })),
    visits: {
      late: count(children, isLate),
      never: count(children, ({ visitDaysLate }) => visitDaysLate === undefined),
      inTime: count(children, ({ visitDaysLate }) => visitDaysLate !== undefined && visitDaysLate <= 0),
    },
    pairs: {
      active: count(children, ({ pair }) => pair === 'active'),
      proposed: count(children, ({ pair }) => pair === 'proposed'),
      waiting: count(children, ({ pair }) => pair === 'waiting'),
      notWanted: count(children, ({ pair }) => pair === 'notWanted'),
    },
    topics: input.sessions.topics.map((topic) => ({
      ...topic,
      reached: count(children, ({ topics }) => topics.includes(topic.id)),
      of: children.length,
    })),
  }
}

function townshipRows(children: readonly ChildRow[]): readonly TownshipRow[] {
  const names = [...new Set(children.map(({ township }) => township))].sort((a, b) => (a < b ? -1 : 1))
  const of = names.map((name) => children.filter(({ township }) => township === name))
  const bands = suppressed(
    of.map((group) => tierBands.map(({ tiers }) => count(group, ({ tier }) => tiers.includes(tier)))),
    smallestGroup,
  )
  const late = suppressed(
    of.map((group) => split(group, isLate)),
    smallestGroup,
  )
  const waiting = suppressed(
    of.map((group) => split(group, ({ pair }) => pair === 'waiting')),
    smallestGroup,
  )
  return names.map((township, i) => ({
    township,
    total: of[i]?.length ?? 0,
    bands: bands[i] ?? [],
    visitsLate: late[i]?.[0],
    waiting: waiting[i]?.[0],
  }))
}

/** Those who fit and the others: two columns, because the total of the row is shown beside them. */
const split = (group: readonly ChildRow[], fits: (child: ChildRow) => boolean): readonly [number, number] => {
  const yes = count(group, fits)
  return [yes, group.length - yes]
}
