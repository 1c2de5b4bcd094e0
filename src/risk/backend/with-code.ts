import { type Outcome, ok, refuse } from '../../problem.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Code } from './code.ts'

/** The ruleset with its code, or as it was if the code was written for other rules. */
export const coded = (ruleset: Ruleset, code: Code): Ruleset =>
  code.sha256 === ruleset.sha256 && code.rules.length === ruleset.rules.length
    ? { ...ruleset, code: code.rules }
    : ruleset

/**
 * The ruleset with code that `emit` wrote for it: the same answers, sooner.
 * @returns Ok: the ruleset. Err `invalid`, `inconsistent`: the code was written for other rules.
 * @example
 * ```ts
 * import { compileRules, defaultRules, withCode } from 'childfile/risk'
 * const rules = compileRules(defaultRules)._unsafeUnwrap()
 * withCode(rules, { sha256: 'of other rules', rules: [] }).isErr() // => true
 * ```
 */
export function withCode(ruleset: Ruleset, code: Code): Outcome<Ruleset> {
  const found = coded(ruleset, code)
  return found === ruleset ? refuse('/sha256', 'inconsistent', 'the code was written for other rules') : ok(found)
}
