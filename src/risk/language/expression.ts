import type { Reached } from '../../records/index.ts'
import type { AgeUnit } from '../facts/birth.ts'
import type { Json } from './plain-copy.ts'
import type { Relation } from './truth.ts'

/** A number that stands in the parameters of the ruleset, by id: it may change with time and says where it comes from. */
export interface ParameterName {
  readonly parameter: string
}

/** A number, or the parameter that holds it. */
export type NumberTerm = number | ParameterName

/**
 * A condition on a child, as JSON. Every answer is true, false or unknown, after Kleene: unknown never becomes false.
 *
 * - `cmp`: a yes-or-no, code or word fact takes `==` and `!=`, a number or a date (`YYYY-MM-DD`) every relation.
 * - `between`: both ends belong to it.
 * - `in`: one of the set; for a fact of several codes, at least one of them is in the set.
 * - `known`: whether there is an answer at all. The one condition that may turn when something becomes known.
 * - `some`, `every`, `count`: over the entries of a list; in `where` the fields of an entry are named `each.` and the field. Over no
 *   entries `some` is false and `every` is true; a list that nobody kept is unknown.
 * - `daysSince`: whole days from a date to the day asked.
 * - `age`: completed years, months or days since a date of birth, the child's unless `fact` names another. Where `reached` is left
 *   out, the day that protects longer counts: one is still under an age on the birthday, and has reached it already.
 * - `within`: a division that lies in one of the set, by their codes; unknown where the code is too short to tell.
 * - `fn`: a function that the caller registered under this name and version, over the answers to these facts. It is asked only where
 *   all of them are known, so that it cannot turn unknown into no.
 */
export type Expression =
  | { readonly op: 'and' | 'or'; readonly of: readonly Expression[] }
  | { readonly op: 'not'; readonly of: Expression }
  | {
      readonly op: 'cmp'
      readonly fact: string
      readonly rel: Relation
      readonly value: string | NumberTerm
    }
  | {
      readonly op: 'between'
      readonly fact: string
      readonly least: string | NumberTerm
      readonly most: string | NumberTerm
    }
  | { readonly op: 'in'; readonly fact: string; readonly set: readonly (string | number)[] }
  | { readonly op: 'known'; readonly fact: string }
  | { readonly op: 'some' | 'every'; readonly in: string; readonly where: Expression }
  | {
      readonly op: 'count'
      readonly in: string
      readonly where: Expression
      readonly rel: Relation
      readonly value: NumberTerm
    }
  | { readonly op: 'daysSince'; readonly fact: string; readonly rel: Relation; readonly value: NumberTerm }
  | {
      readonly op: 'age'
      readonly fact?: string
      readonly unit?: AgeUnit
      readonly rel: Exclude<Relation, '==' | '!='>
      readonly value: NumberTerm
      readonly reached?: Reached
    }
  | { readonly op: 'within'; readonly fact: string; readonly set: readonly string[] }
  | {
      readonly op: 'fn'
      readonly name: string
      readonly version: string
      readonly facts: readonly string[]
      readonly args?: Json
    }

/** The conditions directly inside a condition. */
export const inside = (expression: Expression): readonly Expression[] => {
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.of
    case 'not':
      return [expression.of]
    case 'some':
    case 'every':
    case 'count':
      return [expression.where]
    default:
      return []
  }
}

/** The facts that a condition asks itself, not through a condition inside it. */
export const ownFacts = (expression: Expression): readonly string[] => {
  switch (expression.op) {
    case 'and':
    case 'or':
    case 'not':
      return []
    case 'fn':
      return expression.facts
    case 'some':
    case 'every':
    case 'count':
      return [expression.in]
    case 'age':
      return [expression.fact ?? 'child.birthDate']
    default:
      return [expression.fact]
  }
}

/** The facts that a condition names, fields of entries left out, in order and possibly more than once. */
export function factsIn(expression: Expression): readonly string[] {
  const own = ownFacts(expression).filter((fact) => !fact.startsWith('each.'))
  return [...own, ...inside(expression).flatMap(factsIn)]
}

/** The parameters that a condition names, in order and possibly more than once. */
export function parametersIn(expression: Expression): readonly string[] {
  const terms = [
    'value' in expression ? expression.value : undefined,
    'least' in expression ? expression.least : undefined,
    'most' in expression ? expression.most : undefined,
  ]
  return [
    ...terms.flatMap((term) => (typeof term === 'object' ? [term.parameter] : [])),
    ...inside(expression).flatMap(parametersIn),
  ]
}
