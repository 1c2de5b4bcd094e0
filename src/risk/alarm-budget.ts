import type { PlainDate } from '../date.ts'
import { type Parameter, parameterOn, type Tier, tierNames } from '../policy.ts'
import type { Source } from '../source.ts'
import type { Assessment } from './assessment.ts'

const ours: Source = { title: 'childfile defaults', kind: 'proposal', standing: 'proposal' }

const proposal = <T>(id: string, value: T, unit: string, zh: string, en: string): Parameter<T> => ({
  id,
  unit,
  zh,
  en,
  values: [{ from: '2021-06-01', value, standing: 'proposal', source: ours }],
})

type ByTier = readonly [number, number, number, number, number]

/** What the care of a child of each tier takes in a year, and how many children may stand in the upper tiers. All are proposals. */
export const effort = {
  visitsPerYear: proposal<ByTier>(
    'effort.visitsPerYear',
    [4, 6, 12, 26, 52],
    'visits by tier',
    '每年走访次数',
    'home visits a year',
  ),
  contactsPerYear: proposal<ByTier>(
    'effort.contactsPerYear',
    [12, 12, 26, 52, 104],
    'contacts by tier',
    '每年联系次数',
    'contacts a year with parents or by telephone',
  ),
  reviewsPerYear: proposal<ByTier>(
    'effort.reviewsPerYear',
    [1, 2, 2, 4, 12],
    'reviews by tier',
    '每年评估次数',
    'reviews a year',
  ),
  visitMinutes: proposal('effort.visitMinutes', 90, 'minutes', '每次走访用时', 'a home visit with the way'),
  contactMinutes: proposal('effort.contactMinutes', 15, 'minutes', '每次联系用时', 'a contact'),
  reviewMinutes: proposal('effort.reviewMinutes', 60, 'minutes', '每次评估用时', 'a review'),
  criticalPerMille: proposal('budget.criticalPerMille', 50, 'per mille', '紧急档比例上限', 'largest share of critical'),
  highPerMille: proposal('budget.highPerMille', 150, 'per mille', '高度档比例上限', 'largest share of high'),
} as const

/** Efforts and limits of one's own, in the shape of the proposals. */
export type Effort = { readonly [K in keyof typeof effort]: Parameter<(typeof effort)[K]['values'][0]['value']> }

/** One tier of the budget. */
export interface TierLoad {
  readonly tier: Tier
  readonly zh: string
  readonly en: string
  readonly children: number
  /** Children in this tier if everything unknown turned out badly. */
  readonly childrenUpper: number
  readonly perMille: number
  /** Work for the children of the tier in a year. */
  readonly minutesPerYear: number
}

/** How often a rule fired, and how often nobody knows whether it does. */
export interface RuleLoad {
  readonly rule: string
  readonly tier: Tier
  readonly fired: number
  readonly unknown: number
}

/** What a ruleset costs on a set of children. */
export interface AlarmBudget {
  readonly children: number
  /** From ordinary to critical. */
  readonly tiers: readonly TierLoad[]
  readonly minutesPerYear: number
  /** Whether the upper tiers keep to their share. */
  readonly limits: readonly {
    readonly tier: Tier
    readonly perMille: number
    readonly limit: number
    readonly within: boolean
  }[]
  /** By tier downwards, then by rule. */
  readonly rules: readonly RuleLoad[]
}

/**
 * The share of children and the work of a year by tier, for any ruleset: so that a change of rules is seen before it is used. Shares
 * are in whole per mille, rounded up; efforts and limits are those in force on the latest day assessed. Where visits have checked nothing yet, nearly every child stands at critical in
 * `childrenUpper`, which is right.
 * @source childfile alarm budget: proposals
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { alarmBudget, assess } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const files = ['c1', 'c2'].map((id) => childFile({ id, name: '李小花', care: { guardianshipRating: id === 'c1' ? 'poor' : 'good' } }))
 * const budget = alarmBudget(files.map((file) => assess(file, { asOf: '2026-09-15', calendar })))
 * budget.tiers.map((tier) => tier.children) // => [1, 0, 1, 0, 0]
 * budget.minutesPerYear // => 2190
 * ```
 */
export function alarmBudget(assessments: Iterable<Assessment>, efforts: Effort = effort): AlarmBudget {
  const children = [0, 0, 0, 0, 0]
  const upper = [0, 0, 0, 0, 0]
  const rules = new Map<string, { tier: Tier; fired: number; unknown: number }>()
  const count = (rule: string, tier: Tier, how: 'fired' | 'unknown'): void => {
    const load = rules.get(rule) ?? { tier, fired: 0, unknown: 0 }
    rules.set(rule, { ...load, [how]: load[how] + 1 })
  }
  let asOf: PlainDate = '0000-01-01'
  for (const { asOf: day, tier, tierUpper, flags, gaps } of assessments) {
    if (day > asOf) asOf = day
    children[tier] = (children[tier] ?? 0) + 1
    upper[tierUpper] = (upper[tierUpper] ?? 0) + 1
    for (const flag of flags) count(flag.rule, flag.tier, 'fired')
    for (const gap of gaps) count(gap.rule, gap.wouldBe, 'unknown')
  }
  const now = <T>(parameter: Parameter<T>): T => parameterOn(parameter, asOf).value
  const total = children.reduce((sum, n) => sum + n, 0)
  const perMille = (n: number): number => (total === 0 ? 0 : Math.ceil((n * 1000) / total))
  const tiers = ([0, 1, 2, 3, 4] as const).map((tier): TierLoad => {
    const minutes =
      now(efforts.visitsPerYear)[tier] * now(efforts.visitMinutes) +
      now(efforts.contactsPerYear)[tier] * now(efforts.contactMinutes) +
      now(efforts.reviewsPerYear)[tier] * now(efforts.reviewMinutes)
    const here = children[tier] ?? 0
    const { zh, en } = tierNames[tier]
    const childrenUpper = upper[tier] ?? 0
    return { tier, zh, en, children: here, childrenUpper, perMille: perMille(here), minutesPerYear: here * minutes }
  })
  const limits = ([3, 4] as const).map((tier) => {
    const limit = now(tier === 4 ? efforts.criticalPerMille : efforts.highPerMille)
    const share = perMille(children[tier] ?? 0)
    return { tier, perMille: share, limit, within: share <= limit }
  })
  return {
    children: total,
    tiers,
    minutesPerYear: tiers.reduce((sum, { minutesPerYear }) => sum + minutesPerYear, 0),
    limits,
    rules: [...rules]
      .map(([rule, load]): RuleLoad => ({ rule, ...load }))
      .sort((a, b) => b.tier - a.tier || (a.rule < b.rule ? -1 : 1)),
  }
}
