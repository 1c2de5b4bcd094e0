import { canonicalJson } from '../../canonical.ts'
import type { Pointer } from '../../pointer.ts'
import { type InvalidCode, ok, type Outcome, refuse } from '../../problem.ts'

type Reason = readonly [InvalidCode, string]

const deepest = 64
const halfCharacter = /\p{Surrogate}/u

/** Why JSON would not give a value back as it was; undefined if it would. A property that is undefined counts as not there. */
function reason(value: unknown, depth: number): Reason | undefined {
  switch (typeof value) {
    case 'string':
      return halfCharacter.test(value) ? ['invalid-format', 'has half a character (a lone surrogate)'] : undefined
    case 'number':
      return Number.isFinite(value) ? undefined : ['not-finite', 'must be a finite number']
    case 'boolean':
      return undefined
    case 'object':
      return value === null ? undefined : reasonIn(value, depth)
    default:
      return ['invalid-type', 'must be plain data']
  }
}

function reasonIn(value: object, depth: number): Reason | undefined {
  if (depth === deepest) return ['too-large', `is nested deeper than ${deepest} levels`]
  if (Array.isArray(value)) return first(value, (item) => reason(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return ['invalid-type', 'must be plain data']
  return first(Object.entries(value), ([key, item]) => {
    if (key === '__proto__' || halfCharacter.test(key))
      return ['invalid-value', 'has a field with a name that is not allowed']
    return item === undefined ? undefined : reason(item, depth + 1)
  })
}

function first<T>(items: Iterable<T>, find: (item: T) => Reason | undefined): Reason | undefined {
  for (const item of items) {
    const found = find(item)
    if (found) return found
  }
  return undefined
}

/**
 * The canonical JSON of plain data.
 * @returns Ok: the text, from which the same data can be read. Err `invalid`: for data of which something would be lost.
 */
export function keepable(value: unknown, path: Pointer): Outcome<string> {
  try {
    const found = reason(value, 0)
    return found ? refuse(path, ...found) : ok(canonicalJson(value))
  } catch {
    return refuse(path, 'invalid-type', 'must be plain data') // a getter or a proxy that throws
  }
}
