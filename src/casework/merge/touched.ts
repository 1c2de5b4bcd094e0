import { canonicalJson } from '../../canonical.ts'
import { utf8 } from '../../digest.ts'
import { ok, type Outcome } from '../../problem.ts'
import type { Key, Keys, LedgerRow, Staged } from '../../storage/index.ts'
import type { MergeStep } from './merge-shelf.ts'

/** Plain data with keys. */
export type Document = Readonly<Record<string, unknown>>

/** A row as text: what stands in it to the byte. */
export type Kept = Exclude<MergeStep['before'], 'none'>

/** Where a row lies. */
export interface Place {
  readonly subject: Key
  readonly kind: Key
  readonly id: Key
}

/** What a row is to be afterwards; none for a row that is to go. */
export interface Touched extends Place {
  readonly after: Kept | 'none'
  readonly from?: Place
}

const decoder = new TextDecoder()

export const placeName = ({ subject, kind, id }: Place): string => `${subject} ${kind} ${id}`
export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The bytes of a row as text; none where there is no row. */
export const keptOf = (row: LedgerRow | undefined): Kept | 'none' =>
  row?.body ? { text: decoder.decode(row.body), keys: mutable(row.keys) } : 'none'

const mutable = (keys: Keys): Kept['keys'] =>
  Object.fromEntries(Object.entries(keys).map(([name, list]) => [name, [...list]]))

/** What a collection would write, as text. */
export const keptFrom = ({ body, keys }: Staged): Kept => ({
  text: decoder.decode(body ?? new Uint8Array()),
  keys: mutable(keys),
})

/** The document in the text of a row, undefined if it holds none. */
export function documentIn({ text }: Kept): Document | undefined {
  const read: unknown = JSON.parse(text)
  const document: unknown = Array.isArray(read) ? read[1] : undefined
  return isDocument(document) ? document : undefined
}

export const versionIn = ({ text }: Kept): number => Number(/^\[(\d+),/.exec(text)?.[1] ?? 1)

/** The text with another document in it; keys that name a child follow. */
export const rewritten = (kept: Kept, document: Document, [old, now]: readonly [Key, Key]): Kept => ({
  text: `[${versionIn(kept)},${canonicalJson(document)}]`,
  keys: Object.fromEntries(
    Object.entries(kept.keys).map(([name, list]) => [
      name,
      [...new Set(list.map((key) => (key === old ? now : key)))].sort((a, b) => (a < b ? -1 : 1)),
    ]),
  ),
})

/** Whether a ledger keeps keys of the row as digests, which nobody can make anew out of them. */
export const isBlind = ({ keys }: { readonly keys: Keys }): boolean =>
  Object.keys(keys).some((name) => name.startsWith('secret.'))

/** A collection of the caller's, in which records name their child: its keys are made by itself. */
export interface RecordCollection {
  readonly kind: Key
  readonly put: (put: {
    readonly subject: Key
    readonly id: Key
    readonly document: never
  }) => Outcome<Pick<Staged, 'keys'>>
}

/** A write that makes a row what it is to be, over the revision that it has. */
export function staged(
  { subject, kind, id }: Place,
  to: Kept | 'none',
  expect: number,
  collections: readonly RecordCollection[] = [],
): Outcome<Staged> {
  if (to === 'none') return ok({ subject, kind, id, expect, body: null, keys: {}, version: 1 })
  const own = collections.find((one) => one.kind === kind)
  const keys = own ? own.put({ subject, id, document: documentIn(to) as never }).map((made) => made.keys) : ok(to.keys)
  return keys.map((made) => ({ subject, kind, id, expect, body: utf8(to.text), keys: made, version: versionIn(to) }))
}
