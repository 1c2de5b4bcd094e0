import type { Relation } from './truth.ts'

/** A truth value as the table writes it: false, unknown, true. */
export type TruthLetter = 'F' | 'U' | 'T'

/** A quantity between two ends, both included; `none` where nobody knows the end. */
export type Ends = readonly [least: number | 'none', most: number | 'none']

/**
 * Conformance table of the three-valued logic, as JSON: what every evaluator of rules has to answer. Unknown never becomes false, in
 * no connective, quantifier or count. A list of which nobody kept a record is `none`.
 * @source S. C. Kleene, Introduction to Metamathematics (1952), section 64: the strong connectives
 */
export const kleeneTable: {
  readonly not: readonly (readonly [TruthLetter, TruthLetter])[]
  readonly and: readonly (readonly [TruthLetter, TruthLetter, TruthLetter])[]
  readonly or: readonly (readonly [TruthLetter, TruthLetter, TruthLetter])[]
  readonly some: readonly (readonly [readonly TruthLetter[] | 'none', TruthLetter])[]
  readonly every: readonly (readonly [readonly TruthLetter[] | 'none', TruthLetter])[]
  readonly count: readonly (readonly [readonly TruthLetter[] | 'none', Relation, number, TruthLetter])[]
  readonly cmp: readonly (readonly [Ends, Relation, number, TruthLetter])[]
  readonly between: readonly (readonly [Ends, number, number, TruthLetter])[]
  readonly in: readonly (readonly [value: 'a' | 'c' | 'none', set: readonly string[], TruthLetter])[]
} = {
  not: [
    ['F', 'T'],
    ['U', 'U'],
    ['T', 'F'],
  ],
  and: [
    ['F', 'F', 'F'],
    ['F', 'U', 'F'],
    ['F', 'T', 'F'],
    ['U', 'F', 'F'],
    ['U', 'U', 'U'],
    ['U', 'T', 'U'],
    ['T', 'F', 'F'],
    ['T', 'U', 'U'],
    ['T', 'T', 'T'],
  ],
  or: [
    ['F', 'F', 'F'],
    ['F', 'U', 'U'],
    ['F', 'T', 'T'],
    ['U', 'F', 'U'],
    ['U', 'U', 'U'],
    ['U', 'T', 'T'],
    ['T', 'F', 'T'],
    ['T', 'U', 'T'],
    ['T', 'T', 'T'],
  ],
  some: [
    ['none', 'U'],
    [[], 'F'],
    [['F'], 'F'],
    [['U'], 'U'],
    [['T'], 'T'],
    [['F', 'F'], 'F'],
    [['F', 'U'], 'U'],
    [['U', 'F'], 'U'],
    [['U', 'U'], 'U'],
    [['F', 'T'], 'T'],
    [['U', 'T'], 'T'],
    [['T', 'U', 'F'], 'T'],
  ],
  every: [
    ['none', 'U'],
    [[], 'T'],
    [['F'], 'F'],
    [['U'], 'U'],
    [['T'], 'T'],
    [['T', 'T'], 'T'],
    [['T', 'U'], 'U'],
    [['U', 'T'], 'U'],
    [['U', 'U'], 'U'],
    [['T', 'F'], 'F'],
    [['U', 'F'], 'F'],
    [['F', 'U', 'T'], 'F'],
  ],
  count: [
    ['none', '>=', 1, 'U'],
    [[], '>=', 1, 'F'],
    [[], '>=', 0, 'T'],
    [['T', 'U'], '>=', 1, 'T'],
    [['T', 'U'], '>=', 2, 'U'],
    [['T', 'U'], '>=', 3, 'F'],
    [['T', 'U'], '>', 0, 'T'],
    [['T', 'U'], '>', 1, 'U'],
    [['T', 'U'], '>', 2, 'F'],
    [['T', 'U'], '<', 3, 'T'],
    [['T', 'U'], '<', 2, 'U'],
    [['T', 'U'], '<', 1, 'F'],
    [['T', 'U'], '<=', 2, 'T'],
    [['T', 'U'], '<=', 1, 'U'],
    [['T', 'U'], '<=', 0, 'F'],
    [['T', 'U'], '==', 1, 'U'],
    [['T', 'U'], '==', 3, 'F'],
    [['T', 'F'], '==', 1, 'T'],
    [['T', 'U'], '!=', 0, 'T'],
    [['T', 'U'], '!=', 2, 'U'],
    [['T', 'F'], '!=', 1, 'F'],
  ],
  cmp: [
    [['none', 'none'], '<', 5, 'U'],
    [[4, 4], '<', 5, 'T'],
    [[5, 5], '<', 5, 'F'],
    [[4, 5], '<', 5, 'U'],
    [['none', 4], '<', 5, 'T'],
    [[5, 'none'], '<', 5, 'F'],
    [[5, 5], '<=', 5, 'T'],
    [[5, 6], '<=', 5, 'U'],
    [[6, 6], '<=', 5, 'F'],
    [[6, 'none'], '>', 5, 'T'],
    [[5, 6], '>', 5, 'U'],
    [['none', 5], '>', 5, 'F'],
    [[5, 9], '>=', 5, 'T'],
    [[4, 9], '>=', 5, 'U'],
    [['none', 4], '>=', 5, 'F'],
    [[5, 5], '==', 5, 'T'],
    [[4, 6], '==', 5, 'U'],
    [[6, 'none'], '==', 5, 'F'],
    [[6, 'none'], '!=', 5, 'T'],
    [[4, 6], '!=', 5, 'U'],
    [[5, 5], '!=', 5, 'F'],
  ],
  between: [
    [['none', 'none'], 3, 7, 'U'],
    [[3, 3], 3, 7, 'T'],
    [[7, 7], 3, 7, 'T'],
    [[2, 2], 3, 7, 'F'],
    [[8, 8], 3, 7, 'F'],
    [[4, 6], 3, 7, 'T'],
    [[2, 4], 3, 7, 'U'],
    [[6, 8], 3, 7, 'U'],
    [['none', 2], 3, 7, 'F'],
    [[8, 'none'], 3, 7, 'F'],
    [[5, 'none'], 3, 7, 'U'],
  ],
  in: [
    ['none', ['a', 'b'], 'U'],
    ['a', ['a', 'b'], 'T'],
    ['c', ['a', 'b'], 'F'],
  ],
}
