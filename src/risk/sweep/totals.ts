import { isKnown } from '../../absent.ts'
import type { Tier } from '../../policy.ts'
import type { Outcome } from '../../problem.ts'
import { defaultRuleset } from '../defaults/document.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { namedIn, type SweptBits, type SweptFull } from './swept.ts'

type ByTier = readonly [number, number, number, number, number]

/** Counts of one division. */
export interface DivisionTotals {
  /** Code of the division, or why there is none. */
  readonly division: string
  readonly children: number
  /** Children by tier, from ordinary to critical. */
  readonly tiers: ByTier
  /** Children by tier if everything unknown turned out badly. */
  readonly tiersUpper: ByTier
}

/** How often a rule fired, and how often nobody knows. */
export interface RuleTotals {
  readonly rule: string
  readonly fired: number
  readonly unknown: number
}

/**
 * What a sweep adds up to. For those who answer for the children: small groups are not hidden here, what is published goes through the
 * report.
 */
export interface SweepTotals {
  readonly children: number
  readonly unreadable: number
  readonly tiers: ByTier
  readonly tiersUpper: ByTier
  /** By id. */
  readonly rules: readonly RuleTotals[]
  /** By code. */
  readonly divisions: readonly DivisionTotals[]
}

interface Counts {
  readonly tiers: number[]
  readonly upper: number[]
}

const counts = (): Counts => ({ tiers: [0, 0, 0, 0, 0], upper: [0, 0, 0, 0, 0] })
const byTier = ([a = 0, b = 0, c = 0, d = 0, e = 0]: readonly number[]): ByTier => [a, b, c, d, e]
const sum = (list: readonly number[]): number => list.reduce((all, n) => all + n, 0)
const bump = (list: number[], tier: Tier): void => {
  list[tier] = (list[tier] ?? 0) + 1
}
const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** Digits of a county, a township or a village in the code of a division. */
export type DivisionDigits = 2 | 4 | 6 | 9 | 12

/**
 * What a sweep of either mode adds up to: by tier, by rule, by division. Totals of parts of the files come to the totals of all by
 * `mergeTotals`, in whatever order. Holds one count for each rule and each division.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { sweep, totalsOf } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const files = ['c1', 'c2'].map((id) => childFile({ id, name: '李小花', residenceDivision: '520526113205' }))
 * const totals = await totalsOf(sweep(files, { asOf: '2026-09-15', calendar, mode: 'bits' }), { digits: 6 })
 * totals.divisions.map(({ division, tiersUpper }) => [division, tiersUpper]) // => [['520526', [0, 0, 0, 0, 2]]]
 * ```
 */
export async function totalsOf(
  outcomes: AsyncIterable<Outcome<SweptBits | SweptFull>> | Iterable<Outcome<SweptBits | SweptFull>>,
  { rules = defaultRuleset, digits = 6 }: { readonly rules?: Ruleset; readonly digits?: DivisionDigits } = {},
): Promise<SweepTotals> {
  const divisions = new Map<string, Counts>()
  const byRule = new Map(rules.rules.map(({ rule }) => [rule.id, { fired: 0, unknown: 0 }]))
  let unreadable = 0
  for await (const outcome of outcomes) {
    if (outcome.isErr()) {
      unreadable += 1
      continue
    }
    const one = outcome.value
    const division = isKnown(one.division) ? one.division.slice(0, digits) : one.division
    const here = divisions.get(division) ?? counts()
    divisions.set(division, here)
    bump(here.tiers, one.tier)
    bump(here.upper, one.tierUpper)
    const [fired, unknown] =
      'fired' in one
        ? [namedIn(rules, one.fired), namedIn(rules, one.unknown)]
        : [one.flags.map(({ rule }) => rule), one.gaps.map(({ rule }) => rule)]
    for (const rule of fired) count(byRule, rule, 'fired')
    for (const rule of unknown) count(byRule, rule, 'unknown')
  }
  return totals(unreadable, byRule, divisions)
}

function count(rules: Map<string, { fired: number; unknown: number }>, rule: string, how: 'fired' | 'unknown'): void {
  const found = rules.get(rule) ?? { fired: 0, unknown: 0 }
  found[how] += 1
  rules.set(rule, found)
}

function totals(
  unreadable: number,
  rules: ReadonlyMap<string, { readonly fired: number; readonly unknown: number }>,
  divisions: ReadonlyMap<string, Counts>,
): SweepTotals {
  const all = counts()
  for (const { tiers, upper } of divisions.values())
    for (let tier = 0; tier < 5; tier += 1) {
      all.tiers[tier] = (all.tiers[tier] ?? 0) + (tiers[tier] ?? 0)
      all.upper[tier] = (all.upper[tier] ?? 0) + (upper[tier] ?? 0)
    }
  return {
    children: sum(all.tiers),
    unreadable,
    tiers: byTier(all.tiers),
    tiersUpper: byTier(all.upper),
    rules: [...rules].sort(byText).map(([rule, { fired, unknown }]) => ({ rule, fired, unknown })),
    divisions: [...divisions].sort(byText).map(([division, { tiers, upper }]) => ({
      division,
      children: sum(tiers),
      tiers: byTier(tiers),
      tiersUpper: byTier(upper),
    })),
  }
}

/**
 * The totals of several parts together, in whatever order they are given.
 * @example
 * ```ts
 * import { mergeTotals } from 'childfile/risk'
 * mergeTotals([]).children // => 0
 * ```
 */
export function mergeTotals(parts: Iterable<SweepTotals>): SweepTotals {
  const divisions = new Map<string, Counts>()
  const rules = new Map<string, { fired: number; unknown: number }>()
  let unreadable = 0
  for (const part of parts) {
    unreadable += part.unreadable
    for (const { rule, fired, unknown } of part.rules) {
      const found = rules.get(rule) ?? { fired: 0, unknown: 0 }
      rules.set(rule, { fired: found.fired + fired, unknown: found.unknown + unknown })
    }
    for (const { division, tiers, tiersUpper } of part.divisions) {
      const found = divisions.get(division) ?? counts()
      divisions.set(division, {
        tiers: found.tiers.map((n, tier) => n + (tiers[tier] ?? 0)),
        upper: found.upper.map((n, tier) => n + (tiersUpper[tier] ?? 0)),
      })
    }
  }
  return totals(unreadable, rules, divisions)
}
