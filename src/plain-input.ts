/** Where an input cannot be walked to its end, and why. */
interface Unwalkable {
  readonly code: 'invalid-type' | 'invalid-value' | 'too-large'
  readonly path: readonly PropertyKey[]
}

const deepest = 64
const mostValues = 50_000_000
const mostFields = 200_000

/**
 * Why no schema could walk the input and come back: nested deeper than 64 levels or in a circle, a list with holes, a field of its own
 * called `__proto__`, which would be lost, more fields or values than a county has. Undefined if there is nothing of that. Bytes are not looked into.
 */
export function unwalkable(input: unknown): Unwalkable | undefined {
  let left = mostValues
  const found: { code: Unwalkable['code'] } = { code: 'too-large' }
  const walk = (value: unknown, depth: number): PropertyKey[] | undefined => {
    left -= 1
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return left < 0 ? [] : undefined
    if (depth === deepest || left < 0) return []
    return Array.isArray(value) ? inList(value, depth) : inFields(value as Readonly<Record<string, unknown>>, depth)
  }
  const inList = (list: readonly unknown[], depth: number): PropertyKey[] | undefined => {
    for (let i = 0; i < list.length; i++) {
      const item = list[i]
      if (item === undefined && !Object.hasOwn(list, i)) {
        found.code = 'invalid-type'
        return [i]
      }
      const below = walk(item, depth + 1)
      if (below) return [i, ...below]
    }
    return undefined
  }
  const inFields = (fields: Readonly<Record<string, unknown>>, depth: number): PropertyKey[] | undefined => {
    const keys = Object.keys(fields)
    if (keys.length > mostFields) return []
    for (const key of keys) {
      if (key === '__proto__') {
        found.code = 'invalid-value'
        return []
      }
      const below = walk(fields[key], depth + 1)
      if (below) return [key, ...below]
    }
    return undefined
  }
  const path = walk(input, 0)
  return path && { code: found.code, path: found.code === 'too-large' ? path.slice(0, 2) : path }
}
