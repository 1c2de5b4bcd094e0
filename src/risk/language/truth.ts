/** A truth value of Kleene's strong logic: false, unknown, true. The order of the numbers is the order of truth. */
export type Truth = 0 | 1 | 2

export const no: Truth = 0
export const unknown: Truth = 1
export const yes: Truth = 2

/** "And" is the lesser, "or" the greater, "not" the mirror image. */
export const not = (truth: Truth): Truth => (2 - truth) as Truth

/** True, false, or unknown if it could be either. */
export const truthOf = (surely: boolean, possibly: boolean): Truth => (surely ? yes : possibly ? unknown : no)

/** How numbers and dates are compared. */
export type Relation = '<' | '<=' | '>' | '>=' | '==' | '!='

/** The relations, in the order in which messages name them. */
export const relations: readonly Relation[] = ['<', '<=', '>', '>=', '==', '!=']

/**
 * Whether a quantity that lies between `least` and `most`, both included, stands in the relation to a number. A bound that nobody
 * knows is an infinity.
 */
export function compare(relation: Relation, least: number, most: number, bar: number): Truth {
  switch (relation) {
    case '<':
      return truthOf(most < bar, least < bar)
    case '<=':
      return truthOf(most <= bar, least <= bar)
    case '>':
      return truthOf(least > bar, most > bar)
    case '>=':
      return truthOf(least >= bar, most >= bar)
    case '==':
      return truthOf(least === bar && most === bar, least <= bar && bar <= most)
    case '!=':
      return not(compare('==', least, most, bar))
  }
}

/** The bounds that decide a comparison: what has to be shown so that somebody else comes to the same answer. */
export function deciding(relation: Relation, least: number, most: number, bar: number): readonly ('least' | 'most')[] {
  switch (relation) {
    case '<':
    case '<=':
      return compare(relation, least, most, bar) === yes ? ['most'] : ['least']
    case '>':
    case '>=':
      return compare(relation, least, most, bar) === yes ? ['least'] : ['most']
    case '==':
    case '!=':
      return least > bar ? ['least'] : most < bar ? ['most'] : ['least', 'most']
  }
}
