import { type Outcome, ok, refuse } from '../../problem.ts'
import { type Pointer, pointer } from '../../pointer.ts'

/** JSON, frozen all the way down. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const deepest = 64
const largest = 200_000

/**
 * A frozen copy of a JSON document that nobody can change afterwards.
 * @returns Ok: the copy. Err `invalid`: something in it is not JSON, or it is nested too deep or too large.
 */
export function plainCopy(document: unknown): Outcome<Json> {
  let left = largest
  let failed: { readonly code: 'invalid-type' | 'not-finite' | 'too-large'; readonly path: Pointer } | undefined
  const fail = (code: 'invalid-type' | 'not-finite' | 'too-large', path: Pointer): null => {
    failed ??= { code, path }
    return null
  }
  const isOver = (): boolean => failed !== undefined
  const copy = (value: unknown, path: Pointer, depth: number): Json => {
    left -= 1
    if (failed) return null
    if (left < 0 || depth > deepest) return fail('too-large', path)
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : fail('not-finite', path)
    if (Array.isArray(value)) {
      const list: Json[] = []
      for (let i = 0; i < value.length && !isOver(); i++) list.push(copy(value[i], `${path}${pointer(i)}`, depth + 1))
      return Object.freeze(list)
    }
    if (!isPlain(value)) return fail('invalid-type', path)
    const out: Record<string, Json> = {}
    for (const key of Object.keys(value)) {
      if (isOver()) break
      const given = value[key]
      if (given === undefined) continue
      const item = copy(given, `${path}/*`, depth + 1)
      Object.defineProperty(out, key, { value: item, enumerable: true })
    }
    return Object.freeze(out)
  }
  let copied: Json
  try {
    copied = copy(document, '', 0)
  } catch {
    return refuse('', 'invalid-type', 'must be plain data') // a getter or a proxy that throws
  }
  return failed ? refuse(failed.path, failed.code, 'must be JSON of a reasonable size') : ok(copied)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
