import { invalid, type Outcome, type Problem, refuse, settle } from '../../problem.ts'
import type { Key } from '../driver.ts'
import { isKey, isSecretIndex, keyProblems } from './key.ts'

/** Which keys are wanted: one, those that start so, or a half-open range in order of bytes. */
export type Where = { readonly is: Key } | { readonly startsWith: Key } | { readonly from?: Key; readonly to?: Key }

/** Of an index whose name begins with `secret.` single keys can be asked for and nothing else: its order says nothing. */
export type WhereIn<Index extends string> = Index extends `secret.${string}`
  ? { readonly where: { readonly is: Key } }
  : { readonly where?: Where }

/** One problem for an index that is not among these, or for a wish that it does not fulfil. */
export function indexProblems(index: string | undefined, where: Where, indexes: readonly string[]): readonly Problem[] {
  if (index === undefined) return []
  if (!isWish(where)) return []
  if (!indexes.includes(index)) return [invalid('/index', 'invalid-value', 'must be an index of the collection')]
  return isSecretIndex(index) && !('is' in where)
    ? [invalid('/where', 'invalid-value', 'a secret index answers for single keys only')]
    : []
}

/** A wish may come from a request: whatever it is, it is looked into only if it has fields. */
const isWish = (where: unknown): where is Where => typeof where === 'object' && where !== null

export interface Bounds {
  readonly from?: Key
  readonly to?: Key
}

/** The bounds of a wish. `!` is the first character of keys, so nothing lies between a key and the same with `!` behind. */
export function boundsOf(where: Where): Outcome<Bounds> {
  if (!isWish(where)) return refuse('/where', 'invalid-type', 'must be of type object')
  if ('is' in where) return settle({ from: where.is, to: `${where.is}!` }, keyProblems([['/where/is', where.is]]))
  if ('startsWith' in where) {
    const start = where.startsWith
    return settle(
      { from: start, ...(isKey(start) ? upperBound(start) : {}) },
      keyProblems([['/where/startsWith', start]]),
    )
  }
  const { from, to } = where
  const given = [
    ...(from === undefined ? [] : [['/where/from', from] as const]),
    ...(to === undefined ? [] : [['/where/to', to] as const]),
  ]
  return settle({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }, keyProblems(given))
}

/** The first key after all that start so: the last character that has a next one becomes that. */
function upperBound(start: Key): Bounds {
  const stem = start.replace(/~+$/, '')
  return stem === '' ? {} : { to: stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1) }
}
