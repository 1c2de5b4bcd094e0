import { canonicalJson } from '../../canonical.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type Document, isDocument } from './touched.ts'

const equal = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))

/** Sections and their fields are judged one by one; what stands deeper is one word. */
const fieldDepth = 2

/**
 * The slow sections of a file as they were before a merge, with what was written on the merged file since: a field that was written on
 * keeps its new value, every other one is as it was. `since` gets the pointers of those fields.
 */
export function rebased(before: Document, merged: Document, now: Document, since: Pointer[]): Document {
  return isDocumentOr(field(before, merged, now, [], since), before)
}

const isDocumentOr = (value: unknown, other: Document): Document => (isDocument(value) ? value : other)

function field(before: unknown, merged: unknown, now: unknown, path: readonly string[], since: Pointer[]): unknown {
  if (equal(merged, now)) return before
  const inside = path.length < fieldDepth && isDocument(merged) && isDocument(now)
  if (!inside || (before !== undefined && !isDocument(before))) {
    since.push(pointer(...path))
    return now
  }
  const was = before ?? {}
  const keys = new Set([...Object.keys(was), ...Object.keys(merged), ...Object.keys(now)])
  const made = [...keys].flatMap((key): readonly (readonly [string, unknown])[] => {
    const value = field(own(was, key), own(merged, key), own(now, key), [...path, key], since)
    return value === undefined ? [] : [[key, value]]
  })
  return made.length === 0 && before === undefined ? undefined : Object.fromEntries(made)
}

const own = (document: Document, key: string): unknown => (Object.hasOwn(document, key) ? document[key] : undefined)
