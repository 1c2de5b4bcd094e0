/**
 * JSON with keys in order of their code units and no white space, so that equal data has equal bytes (after RFC 8785; numbers as
 * JSON.stringify writes them). Properties that are undefined are left out; what JSON cannot write becomes null.
 * @example
 * ```ts
 * import { canonicalJson } from 'childfile'
 * canonicalJson({ b: 1, a: [true, 'x'] }) // => '{"a":[true,"x"],"b":1}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      return Number.isFinite(value) ? `${value}` : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? listed(value) : keyed(value as Record<string, unknown>)
    default:
      return 'null'
  }
}

/** A text that needs no escapes can be put in quotes as it is: printable, no quote, no backslash, no lone surrogate. */
const plain = /^[ !#-[\]-\u{d7ff}\u{e000}-\u{10ffff}]*$/u

const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

function listed(items: readonly unknown[]): string {
  let out = ''
  for (const item of items) out += out === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
  return `[${out}]`
}

function keyed(record: Readonly<Record<string, unknown>>): string {
  let out = ''
  for (const key of inOrder(Object.keys(record))) {
    const value = record[key]
    if (value === undefined) continue
    out += `${out === '' ? '' : ','}${quoted(key)}:${canonicalJson(value)}`
  }
  return `{${out}}`
}

/** Sorting is left out where it would change nothing. */
function inOrder(keys: string[]): readonly string[] {
  for (let i = 1; i < keys.length; i++)
    if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort((a, b) => (a < b ? -1 : 1))
  return keys
}
