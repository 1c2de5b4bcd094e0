import type { Json } from './plain-copy.ts'

/** What a fact answers to a function: a code or a yes or no, several codes, a number, or a day. */
export type Answered = string | readonly string[] | number

/**
 * A condition written as a program. It has to answer the same for the same answers: no clock, no randomness, nothing of its own that
 * changes. It is named by name and version in rules, so that a digest of the rules still says what was asked; a change of what it does is a
 * new version.
 */
export interface RuleFunction {
  readonly name: string
  readonly version: string
  /** Asked only where every fact has an answer. What it throws leaves the condition unknown. */
  readonly judge: (answers: Readonly<Record<string, Answered>>, args: Json) => boolean
}

/** Name and version as one key. */
export const functionKey = ({ name, version }: { readonly name: string; readonly version: string }): string =>
  `${name}@${version}`
