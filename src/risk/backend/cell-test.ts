import type { AgeUnit } from '../facts/birth.ts'
import type { NumberTerm } from '../language/expression.ts'
import type { Relation } from '../language/truth.ts'

/** A number that is worked out once for each day: what a quantity is held against. */
export interface Bar {
  readonly term: string | NumberTerm
  /**
   * How the number becomes a bound of the quantity. `daysSince`: the day that lies so many days back. `age`: the latest birth by
   * which the age has been reached.
   */
  readonly as: 'plain' | 'daysSince' | { readonly unit: AgeUnit; readonly later: 0 | 1; readonly above: boolean }
}

/**
 * A condition over cells, the form that every fast back end runs: a cell is a fact of one child as a number, a pair of bounds, or a
 * truth that was worked out when the child was read in.
 */
export type CellTest =
  | { readonly op: 'and' | 'or'; readonly of: readonly CellTest[] }
  | { readonly op: 'not'; readonly of: CellTest }
  /** The truth for each code of the column; 0 stands for unknown. */
  | { readonly op: 'table'; readonly column: number; readonly truths: readonly number[] }
  | { readonly op: 'mask'; readonly column: number; readonly mask: number }
  | { readonly op: 'empty'; readonly column: number }
  | { readonly op: 'compare'; readonly column: number; readonly rel: Relation; readonly bar: number }
  | { readonly op: 'between'; readonly column: number; readonly least: number; readonly most: number }
  | { readonly op: 'oneOf'; readonly column: number; readonly set: readonly number[] }
  | { readonly op: 'exact'; readonly column: number }
  | { readonly op: 'truth'; readonly column: number }
