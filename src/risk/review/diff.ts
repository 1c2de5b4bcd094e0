import { canonicalJson } from '../../canonical.ts'
import type { Parameter } from '../../policy.ts'
import type { Rule } from '../ruleset/rule.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** A rule or a parameter that differs between two rulesets. */
export interface RulesetChange {
  readonly what: 'rule' | 'parameter'
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** The parts that differ, in order of the alphabet. */
  readonly fields: readonly string[]
  /** Whether the law stands behind it: what somebody has to look at who knows the law. */
  readonly statute: boolean
}

const fieldsThatDiffer = (a: object, b: object): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => canonicalJson(Reflect.get(a, key)) !== canonicalJson(Reflect.get(b, key)))
    .sort((x, y) => (x < y ? -1 : 1))

function changes<T extends object>(
  what: RulesetChange['what'],
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  statute: (item: T) => boolean,
): readonly RulesetChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => (a < b ? -1 : 1))
  return ids.flatMap((id): readonly RulesetChange[] => {
    const [old, now] = [before.get(id), after.get(id)]
    const law = [old, now].some((item) => item !== undefined && statute(item))
    if (!old) return now ? [{ what, id, change: 'added', fields: [], statute: law }] : []
    if (!now) return [{ what, id, change: 'removed', fields: [], statute: law }]
    const fields = fieldsThatDiffer(old, now)
    return fields.length === 0 ? [] : [{ what, id, change: 'changed', fields, statute: law }]
  })
}

/** All versions of a rule together. */
const versionsOf = ({ document }: Ruleset): ReadonlyMap<string, { readonly versions: readonly Rule[] }> => {
  const found = new Map<string, { readonly versions: readonly Rule[] }>()
  for (const rule of document.rules) found.set(rule.id, { versions: [...(found.get(rule.id)?.versions ?? []), rule] })
  return found
}

const onlyVersion = ({ versions }: { readonly versions: readonly Rule[] }): object => {
  const [first] = versions
  return versions.length === 1 && first ? first : { versions }
}

/**
 * What differs between two rulesets: rules, then parameters, each by id. The order of rules in a document makes no difference. Windows that neither
 * document names are equal.
 * @example
 * ```ts
 * import { compileRules, defaultRules, diffRulesets } from 'childfile/risk'
 * const before = compileRules(defaultRules)._unsafeUnwrap()
 * const after = compileRules({ ...defaultRules, rules: defaultRules.rules.slice(1) })._unsafeUnwrap()
 * diffRulesets(before, after).map(({ id, change, statute }) => [id, change, statute]) // => [['guardianship.no-carer', 'removed', true]]
 * ```
 */
export function diffRulesets(before: Ruleset, after: Ruleset): readonly RulesetChange[] {
  const isLaw = (item: object): boolean =>
    'versions' in item
      ? (item.versions as readonly Rule[]).some(isLaw)
      : 'source' in item && (item.source as Rule['source']).some(({ standing }) => standing === 'statute')
  const single = (rules: ReadonlyMap<string, { readonly versions: readonly Rule[] }>): ReadonlyMap<string, object> =>
    new Map([...rules].map(([id, versions]) => [id, onlyVersion(versions)]))
  return [
    ...changes('rule', single(versionsOf(before)), single(versionsOf(after)), isLaw),
    ...changes<Parameter<number>>('parameter', before.parameters, after.parameters, ({ values }) =>
      values.some(({ standing }) => standing === 'statute'),
    ),
  ]
}
