/** An answer that may be missing: `unknown` is never "no". */
export type Answer = 'yes' | 'no' | 'unknown'

/** Kleene's "and": no wins, then unknown. */
export const both = (...answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'

/** Kleene's "or": yes wins, then unknown. */
export const either = (...answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'

/** Kleene's "not": unknown stays unknown. */
export const not = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown')

/** An answer from a truth value. */
export const answer = (value: boolean): Answer => (value ? 'yes' : 'no')
