/**
 * A JSON Pointer (RFC 6901): the one path language of the library. `''` is the whole document, `'/delegate/phone'` a part of it.
 * Dated entries are records keyed by id, so `/contacts/k17/on` stays the same when entries are added or reordered.
 */
export type Pointer = '' | `/${string}`

const special = /[~/]/
function escape(part: string | number): string {
  const text = String(part)
  return special.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text
}
const unescape = (part: string): string =>
  part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part

/**
 * The pointer made of the parts, in order.
 * @example
 * ```ts
 * import { pointer } from 'childfile'
 * pointer('contacts', 'k17', 'on') // => '/contacts/k17/on'
 * ```
 */
export function pointer(...parts: readonly (string | number)[]): Pointer {
  let path = ''
  for (const part of parts) path += `/${escape(part)}`
  return path as Pointer
}

/** The parts of a pointer, unescaped. */
export const parts = (path: Pointer): readonly string[] => (path === '' ? [] : path.slice(1).split('/').map(unescape))

/**
 * What the pointer finds in the document; undefined if nothing is there. Only own properties count.
 * @example
 * ```ts
 * import { at } from 'childfile'
 * at({ delegate: { phone: '13800000000' } }, '/delegate/phone') // => '13800000000'
 * ```
 */
export function at(document: unknown, path: Pointer): unknown {
  let here = document
  for (const part of parts(path)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<string, unknown>)[part]
  }
  return here
}
