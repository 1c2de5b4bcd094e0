import { parameterOn, type Parameter } from '../../policy.ts'
import type { PlainDate } from '../../date.ts'
import { factsIn, inside, type Expression } from '../language/expression.ts'
import { namesProtectedTrait } from '../language/protected-traits.ts'
import type { Rule } from '../ruleset/rule.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** Something in a ruleset that somebody who answers for it should look at. */
export interface FairnessFinding {
  readonly rule: string
  readonly code: 'protected-trait' | 'disability-as-danger' | 'function' | 'age-alone'
  readonly severity: 'error' | 'warning'
  readonly message: string
}

const messages = {
  'protected-trait': 'speaks of a protected trait of the child or of a parent',
  'disability-as-danger': 'reads a disability outside of entitlements: it is a reason for help, not for alarm',
  function: 'asks a function: what that reads is seen here, what it does with it is not',
  'age-alone': 'raises a high flag on the age of somebody alone',
} as const

const functionsIn = (expression: Expression): readonly Expression[] => [
  ...(expression.op === 'fn' ? [expression] : []),
  ...inside(expression).flatMap(functionsIn),
]

function codesOf(rule: Rule, rules: Ruleset): readonly FairnessFinding['code'][] {
  const conditions = rule.appliesTo ? [rule.when, rule.appliesTo] : [rule.when]
  const names = [...new Set(conditions.flatMap(factsIn))]
  const reads = names.flatMap((name) => rules.facts[name]?.reads ?? [])
  const wrongPath = /\/(sex|ethnicity|hukou\w*|workKind|workRange|workplace|custody|livelihood)\b/
  const words = [rule.id, rule.says.en, rule.says.zh].some((text) =>
    text.split(' ').some((word) => namesProtectedTrait(word) && !statutory.has(rule.id)),
  )
  const carerAge = names.every((name) => name === 'carer.birthDate' || name === 'carer.delegated')
  const isLaw = rule.source.some(({ standing, kind }) => kind === 'law' && standing !== 'proposal')
  return [
    ...(words || names.some(namesProtectedTrait) || reads.some((path) => wrongPath.test(path))
      ? (['protected-trait'] as const)
      : []),
    ...(names.some((name) => name.startsWith('disability.')) && rule.domain !== 'entitlement'
      ? (['disability-as-danger'] as const)
      : []),
    ...(conditions.some((one) => functionsIn(one).length > 0) ? (['function'] as const) : []),
    ...(rule.tier >= 3 && carerAge && !isLaw ? (['age-alone'] as const) : []),
  ]
}

/** Two of the nine situations name girls in the words of the opinion itself; the rules read what was seen, not the sex. */
const statutory: ReadonlySet<string> = new Set(['safety.assault-under-14', 'safety.pregnancy-from-14'])

/**
 * What in a ruleset may be unfair, by rule. A ruleset that names a protected trait is never compiled; this looks further: at what its facts read, at what it
 * says, at disabilities taken for dangers, at functions that nobody can look into.
 * @example
 * ```ts
 * import { compileRules, defaultRules, fairnessFindings } from 'childfile/risk'
 * compileRules(defaultRules).map(fairnessFindings).unwrapOr([]) // => []
 * ```
 */
export const fairnessFindings = (rules: Ruleset): readonly FairnessFinding[] =>
  rules.rules.flatMap(({ rule }) =>
    codesOf(rule, rules).map((code) => ({
      rule: rule.id,
      code,
      severity: code === 'protected-trait' ? 'error' : 'warning',
      message: messages[code],
    })),
  )

/** A share with the range in which it lies in 95 of 100 cases, in per mille; the range is rounded outwards. */
export interface Share {
  readonly perMille: number
  readonly least: number
  readonly most: number
}

/** The largest whole number whose square is not above. Newton's method on whole numbers. */
function root(square: bigint): bigint {
  if (square < 2n) return square
  let found = BigInt(Math.floor(Math.sqrt(Number(square)))) + 1n
  for (;;) {
    const next = (found + square / found) / 2n
    if (next >= found) return found
    found = next
  }
}

/**
 * The range of Wilson for a share of `some` in `all`, in whole numbers throughout: z is 1.96 as 49/25, the lower end is rounded down and the upper end
 * up, so that the range is never too narrow. For nobody the range is everything.
 * @source E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927)
 * @example
 * ```ts
 * import { shareOf } from 'childfile/risk'
 * shareOf(5, 50) // => { perMille: 100, least: 43, most: 214 }
 * ```
 */
export function shareOf(some: number, all: number): Share {
  if (all === 0) return { perMille: 0, least: 0, most: 1000 }
  const [k, n, a2, b2] = [BigInt(some), BigInt(all), 2401n, 625n]
  const middle = 1000n * n * (2n * k * b2 + a2)
  const square = 1_000_000n * a2 * n * (a2 * n + 4n * b2 * k * (n - k))
  const below = root(square)
  const above = below * below === square ? below : below + 1n
  const whole = 2n * n * (n * b2 + a2)
  const least = (middle - above) / whole
  const most = (middle + above + whole - 1n) / whole
  return {
    perMille: Math.round((some * 1000) / all),
    least: Math.max(0, Number(least)),
    most: Math.min(1000, Number(most)),
  }
}

/** How often a rule fires in a group, and how often nobody knows. */
export interface GroupRate {
  readonly group: string
  readonly children: number
  readonly fired: Share
  readonly unknown: Share
}

/** A group too small to be told, or one that would tell of a smaller one. */
export interface HiddenGroup {
  readonly group: string
  readonly hidden: true
}

/** Groups below this number of children are not told; a proposal. */
export const smallestShownRate: Parameter<number> = {
  id: 'fairness.smallestShownRate',
  unit: 'children',
  zh: '公平性统计的最小分组',
  en: 'smallest group whose rate is told',
  values: [
    {
      from: '2021-06-01',
      value: 10,
      standing: 'proposal',
      source: { title: 'childfile defaults', kind: 'proposal', standing: 'proposal' },
    },
  ],
}

/** One child of an audit: its group, and whether the rule fires or is open. No rule ever sees the group. */
export interface AuditedChild {
  readonly group: string
  readonly fires: 'yes' | 'no' | 'unknown'
}

/**
 * How often a rule fires in groups of children, with ranges, for an audit of its fairness. Small groups are hidden, and where only one is, the next
 * smallest with it, as the whole would tell what it hides. A group in which little is known is no better off: both rates are told.
 * @example
 * ```ts
 * import { ratesByGroup } from 'childfile/risk'
 * const children = Array.from({ length: 60 }, (_, i) => ({ group: i < 50 ? 'a' : i < 56 ? 'b' : 'c', fires: i % 10 === 0 ? 'yes' : 'no' }) as const)
 * ratesByGroup(children, '2026-09-15').map((one) => ('hidden' in one ? one.group : [one.group, one.fired.perMille])) // => [['a', 100], 'b', 'c']
 * ```
 */
export function ratesByGroup(children: Iterable<AuditedChild>, asOf: PlainDate): readonly (GroupRate | HiddenGroup)[] {
  const groups = new Map<string, { all: number; yes: number; unknown: number }>()
  for (const { group, fires } of children) {
    const found = groups.get(group) ?? { all: 0, yes: 0, unknown: 0 }
    groups.set(group, {
      all: found.all + 1,
      yes: found.yes + (fires === 'yes' ? 1 : 0),
      unknown: found.unknown + (fires === 'unknown' ? 1 : 0),
    })
  }
  const least = parameterOn(smallestShownRate, asOf).value
  const bySize = [...groups].sort(([a, x], [b, y]) => x.all - y.all || (a < b ? -1 : 1))
  const small = bySize.filter(([, { all }]) => all < least).length
  const hidden = new Set(bySize.slice(0, small === 1 ? 2 : small).map(([group]) => group))
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { all, yes, unknown }]) =>
      hidden.has(group)
        ? { group, hidden: true }
        : { group, children: all, fired: shareOf(yes, all), unknown: shareOf(unknown, all) },
    )
}
