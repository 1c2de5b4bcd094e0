import type { AgeUnit } from '../facts/birth.ts'
import type { Expression, NumberTerm } from '../language/expression.ts'
import type { Json } from '../language/plain-copy.ts'
import type { Relation } from '../language/truth.ts'
import type { EachField, FactNamed, factNames } from './fact-names.ts'

type Comparison = Exclude<Relation, '==' | '!='>

/** A number of whole units, or the parameter that holds it. */
const term = (value: number | string): NumberTerm => (typeof value === 'string' ? { parameter: value } : value)

/**
 * Conditions written with the names of facts checked while they are typed. What comes of it is the same JSON that a rule document holds; a text in
 * the place of a number names a parameter.
 * @example
 * ```ts
 * import { condition } from 'childfile/risk'
 * const { all, yes, under } = condition
 * all(yes('emergency.livingAlone'), under('age.alone')) // => { op: 'and', of: [{ op: 'cmp', fact: 'emergency.livingAlone', rel: '==', value: 'yes' }, { op: 'age', rel: '<', value: { parameter: 'age.alone' } }] }
 * ```
 */
export const condition = {
  /** Every part is so. */
  all: (...of: readonly [Expression, ...Expression[]]): Expression => ({ op: 'and', of }),
  /** At least one part is so. */
  any: (...of: readonly [Expression, ...Expression[]]): Expression => ({ op: 'or', of }),
  /** The part is not so. */
  not: (of: Expression): Expression => ({ op: 'not', of }),
  /** The answer is yes. */
  yes: (fact: FactNamed<'yesNo'> | EachField): Expression => ({ op: 'cmp', fact, rel: '==', value: 'yes' }),
  /** The answer is no; not knowing is not a no. */
  no: (fact: FactNamed<'yesNo'> | EachField): Expression => ({ op: 'cmp', fact, rel: '==', value: 'no' }),
  /** The answer is this code. */
  is: (fact: FactNamed<'code'> | EachField, value: string): Expression => ({ op: 'cmp', fact, rel: '==', value }),
  /** The answer, or at least one of several, is one of these codes. */
  oneOf: (fact: FactNamed<'code' | 'codes'> | EachField, ...set: readonly [string, ...string[]]): Expression => ({
    op: 'in',
    fact,
    set,
  }),
  /** The number stands in the relation to another. */
  amount: (fact: FactNamed<'number'> | EachField, rel: Relation, value: number | string): Expression => ({
    op: 'cmp',
    fact,
    rel,
    value: term(value),
  }),
  /** So many whole days since a day, or more, or less. */
  daysSince: (fact: FactNamed<'date'> | EachField, rel: Relation, value: number | string): Expression => ({
    op: 'daysSince',
    fact,
    rel,
    value: term(value),
  }),
  /** The age, of the child unless another date of birth is named. */
  age: (
    rel: Comparison,
    value: number | string,
    more: { readonly fact?: FactNamed<'date'>; readonly unit?: AgeUnit } = {},
  ): Expression => ({ op: 'age', ...more, rel, value: term(value) }),
  /** The child is younger. */
  under: (value: number | string): Expression => ({ op: 'age', rel: '<', value: term(value) }),
  /** The child is as old, or older. */
  from: (value: number | string): Expression => ({ op: 'age', rel: '>=', value: term(value) }),
  /** There is an answer at all. */
  known: (fact: Exclude<FactNamed<keyof typeof factNames>, FactNamed<'list'>>): Expression => ({
    op: 'known',
    fact,
  }),
  /** At least one entry of the list is so. */
  some: (list: FactNamed<'list'>, where: Expression): Expression => ({ op: 'some', in: list, where }),
  /** Every entry of the list is so. */
  every: (list: FactNamed<'list'>, where: Expression): Expression => ({ op: 'every', in: list, where }),
  /** So many entries of the list are so. */
  count: (list: FactNamed<'list'>, where: Expression, rel: Relation, value: number | string): Expression => ({
    op: 'count',
    in: list,
    where,
    rel,
    value: term(value),
  }),
  /** The child lives in one of these divisions. */
  within: (...set: readonly [string, ...string[]]): Expression => ({ op: 'within', fact: 'child.division', set }),
  /** A registered function says so. */
  asks: (
    { name, version }: { readonly name: string; readonly version: string },
    facts: readonly [string, ...string[]],
    args?: Json,
  ): Expression => ({ op: 'fn', name, version, facts, ...(args === undefined ? {} : { args }) }),
} as const
