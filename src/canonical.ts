/**
 * JSON with keys in order of their code units and no white space, so that equal data has equal bytes (after RFC 8785; numbers as
 * JSON.stringify writes them). Properties that are undefined are left out.
 * @example
 * ```ts
 * import { canonicalJson } from 'childfile'
 * canonicalJson({ b: 1, a: [true, 'x'] }) // => '{"a":[true,"x"],"b":1}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  return typeof value === 'function' || typeof value === 'symbol' || value === undefined
    ? 'null'
    : JSON.stringify(value)
}
