import type { Field } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Tier } from '../../policy.ts'
import type { Assessment } from '../assessment.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** What a sweep says of one child without the reasons, which `assess` gives again at any time from file, day and rules. */
export interface SweptBits {
  readonly child: ChildId
  readonly asOf: PlainDate
  /** Division where the child lives. */
  readonly division: Field<string>
  readonly tier: Tier
  readonly tierUpper: Tier
  /** Rules that fire: bit n of word m stands for rule 32 m + n in the order of the ruleset. */
  readonly fired: readonly number[]
  /** Rules of which nobody knows. */
  readonly unknown: readonly number[]
  readonly nextChangeOn?: PlainDate
}

/** What a sweep says of one child with all reasons. */
export type SweptFull = Assessment & { readonly division: Field<string> }

/**
 * The rules that words of a sweep stand for, by id, in the order of the ruleset.
 * @example
 * ```ts
 * import { compileRules, defaultRules, namedIn } from 'childfile/risk'
 * const rules = compileRules(defaultRules)._unsafeUnwrap()
 * namedIn(rules, [1, 0]) // => ['guardianship.alone-under-16']
 * ```
 */
export const namedIn = (rules: Ruleset, words: readonly number[]): readonly string[] =>
  rules.rules.flatMap(({ rule }, at) => (((words[at >> 5] ?? 0) >>> (at & 31)) & 1 ? [rule.id] : []))
