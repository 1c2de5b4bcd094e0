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
  const copy = (value: unknown, path: Pointer, depth: number): Json => {
    left -= 1
    if (failed) return null
    if (left < 0 || depth > deepest) return fail('too-large', path)
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : fail('not-finite', path)
    if (Array.isArray(value))
      return Object.freeze(Array.from(value, (item, i) => copy(item, `${path}${pointer(i)}`, depth + 1)))
    if (!isPlain(value)) return fail('invalid-type', path)
    const out: Record<string, Json> = {}
    for (const key of Object.keys(value)) {
      if (value[key] === undefined) continue
      const item = copy(value[key], `${path}/*`, depth + 1)
      Object.defineProperty(out, key, { value: item, enumerable: true })
    }
    return Object.freeze(out)
  }
  const copied = copy(document, '', 0)
  return failed ? refuse(failed.path, failed.code, 'must be JSON of a reasonable size') : ok(copied)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
