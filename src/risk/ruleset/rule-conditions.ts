import { type Expression, factsIn } from '../language/expression.ts'
import type { Rule } from './rule.ts'

/** Whom a rule is about: those of whom it says so, and who live where it holds. */
export function applicability({ appliesTo, regions }: Rule): Expression | undefined {
  if (!regions) return appliesTo
  const within: Expression = { op: 'within', fact: 'child.division', set: regions }
  return appliesTo ? { op: 'and', of: [within, appliesTo] } : within
}

/** The conditions of a rule: whom it is about, then when it fires. */
export const conditionsOf = (rule: Rule): readonly Expression[] => {
  const about = applicability(rule)
  return about ? [about, rule.when] : [rule.when]
}

/** The facts that a rule asks, in order and possibly more than once. */
export const factsOf = (rule: Rule): readonly string[] => conditionsOf(rule).flatMap(factsIn)
