import type { Source } from '../../source.ts'
import type { Expression, NumberTerm } from '../language/expression.ts'
import type { Relation } from '../language/truth.ts'
import type { ExampleFile, Rule, RuleExample } from '../ruleset/rule.ts'
import { ours } from './sources.ts'

/** The fact is the value. */
export const is = (fact: string, value: string): Expression => ({ op: 'cmp', fact, rel: '==', value })

/** The number of the fact stands in the relation to the value. */
export const number = (fact: string, rel: Relation, value: NumberTerm): Expression => ({ op: 'cmp', fact, rel, value })

/** The value of a parameter. */
export const parameter = (id: string): NumberTerm => ({ parameter: id })

export const all = (...of: readonly Expression[]): Expression => ({ op: 'and', of })
export const any = (...of: readonly Expression[]): Expression => ({ op: 'or', of })
export const not = (of: Expression): Expression => ({ op: 'not', of })

/** The child is younger than the parameter says. */
export const under = (id: string): Expression => ({ op: 'age', rel: '<', value: parameter(id) })

/** The child is as old as the parameter says, or older. */
export const from = (id: string): Expression => ({ op: 'age', rel: '>=', value: parameter(id) })

/** The day on which all examples of the default rules are asked. */
const asOf = '2026-09-15'

/** Made-up children on whom a default rule is tried out. */
export const example = (file: ExampleFile, beside?: RuleExample['beside']): RuleExample =>
  beside === undefined ? { asOf, file } : { asOf, file, beside }

type Given = Pick<
  Rule,
  'id' | 'domain' | 'tier' | 'when' | 'appliesTo' | 'actions' | 'says' | 'rationale' | 'source'
> & {
  readonly examples: { readonly [kind in 'fires' | 'not' | 'unknown']: readonly RuleExample[] }
  readonly deadline?: Rule['deadline']
  readonly dataGap?: Rule['dataGap']
  readonly version?: Rule['version']
  readonly effective?: Rule['effective']
  readonly regions?: Rule['regions']
}

const deadlines = {
  4: { days: 1, from: 'raised', kind: 'elapsed' },
  3: { days: 3, from: 'raised', kind: 'elapsed' },
  2: { days: 7, from: 'raised', kind: 'calendar' },
  1: { days: 14, from: 'raised', kind: 'calendar' },
} as const satisfies Record<number, Rule['deadline']>

const suppressible = {
  4: false,
  3: { maxDays: 30, approvers: 2 },
  2: { maxDays: 90, approvers: 1 },
  1: { maxDays: 180, approvers: 1 },
} as const satisfies Record<number, Rule['suppressible']>

/** What the law or a guideline says stands first; tier, deadline and actions are our own proposals, and say so. */
const proposed: Source = { ...ours, section: 'tier, deadline, actions' }

/**
 * A rule with what the tier says of first action and putting aside, of version 1.0.0 and in force since the law of 2020 is, unless it is given otherwise.
 * @example
 * ```ts
 * import { condition, rule } from 'childfile/risk'
 * const { deadline, autoClear } = rule({
 *   id: 'mind.very-low', domain: 'mind', tier: 2, when: condition.amount('mind.mood', '<=', 1), actions: ['follow-up-talk'],
 *   source: [], says: { zh: '心情很低落', en: 'very low mood' }, rationale: { zh: '问一问', en: 'somebody should ask' },
 *   examples: { fires: [], not: [], unknown: [] },
 * })
 * deadline.days // => 7
 * autoClear // => true
 * ```
 */
export function rule(given: Given): Rule {
  const { id, domain, tier, when, appliesTo, actions, says, rationale, source, examples } = given
  return {
    id,
    version: given.version ?? '1.0.0',
    domain,
    tier,
    when,
    ...(appliesTo ? { appliesTo } : {}),
    effective: given.effective ?? { from: '2021-06-01' },
    ...(given.regions ? { regions: given.regions } : {}),
    deadline: given.deadline ?? deadlines[tier],
    actions,
    source: [...source, proposed],
    autoClear: tier < 4,
    suppressible: suppressible[tier],
    dataGap: given.dataGap ?? 'ask',
    says,
    rationale,
    examples,
  }
}
