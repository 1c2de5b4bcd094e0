import type { Address, Head, Key, Keys, PageQuery, Position } from '../driver.ts'
import { addressText, compareText, genesis } from '../driver-rules.ts'
import type { FoundEntry, Piece } from './format/frame.ts'
import { type SortedList, sortedList } from './sorted-list.ts'

/** The present state of a row; its body lies in the file. */
export interface KeptRow extends Address {
  readonly text: string
  readonly revision: number
  readonly body: Piece | null
  readonly keys: Keys
}

/** Where an entry lies: in which frame, and the how many-th it is there. */
export interface EntryPlace {
  readonly seq: number
  readonly frameAt: number
  readonly ordinal: number
}

interface IndexPlace {
  readonly key: Key
  readonly text: string
}

/** What is known of a partition without looking into the file. */
export interface PartitionContents {
  head: Head
  readonly rows: Map<string, KeptRow>
  /** The rows of each subject, tombstones included. */
  readonly subjects: Map<Key, string[]>
  readonly erased: Set<Key>
  /** Entries by commit id. */
  readonly acts: Map<Key, EntryPlace>
  /** In order of `seq`. */
  readonly log: EntryPlace[]
  /** Of each row ever written, the entries that wrote it. */
  readonly past: Map<string, EntryPlace[]>
  /** Rows by index, made when first asked for. */
  readonly indexes: Map<Key | null, SortedList<IndexPlace>>
}

export type Contents = Map<Key, PartitionContents>

export const emptyPartition = (): PartitionContents => ({
  head: genesis,
  rows: new Map(),
  subjects: new Map(),
  erased: new Set(),
  acts: new Map(),
  log: [],
  past: new Map(),
  indexes: new Map(),
})

const compareIndexPlaces = (a: IndexPlace, b: IndexPlace): number =>
  compareText(a.key, b.key) || compareText(a.text, b.text)

/** The keys under which a row stands in an index; one empty key in the index of all rows. */
const keysIn = (row: KeptRow, index: Key | null): readonly Key[] => {
  if (row.body === null) return []
  if (index === null) return ['']
  return Object.hasOwn(row.keys, index) ? (row.keys[index] ?? []) : []
}

/** Keys shared with nobody, each once. */
export const copiedKeys = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).map(([index, list]) => [index, [...new Set(list)]]))

/** Puts a row, or none, in the place of the one before, in every index that there is. */
function replace(at: PartitionContents, text: string, after: KeptRow | undefined): void {
  const before = at.rows.get(text)
  if (after) at.rows.set(text, after)
  else at.rows.delete(text)
  for (const [index, list] of at.indexes) {
    const old = before ? keysIn(before, index) : []
    const now = after ? keysIn(after, index) : []
    for (const key of old) if (!now.includes(key)) list.remove({ key, text })
    for (const key of now) if (!old.includes(key)) list.add({ key, text })
  }
}

/** Takes the next entry of a partition into the contents. */
export function keep(contents: Contents, entry: FoundEntry, frameAt: number, ordinal: number): void {
  const at = contents.get(entry.partition) ?? emptyPartition()
  contents.set(entry.partition, at)
  const place: EntryPlace = { seq: entry.head.seq, frameAt, ordinal }
  at.head = entry.head
  at.log.push(place)
  at.acts.set(entry.id, place)
  for (const { subject, kind, id, revision, body, keys } of entry.writes) {
    const text = addressText({ subject, kind, id })
    replace(at, text, { text, subject, kind, id, revision, body, keys })
    if (push(at.past, text, place) === 1) push(at.subjects, subject, text)
  }
  if (entry.erased === undefined) return
  at.erased.add(entry.erased)
  for (const text of at.subjects.get(entry.erased) ?? []) replace(at, text, undefined)
  at.subjects.delete(entry.erased)
}

/** How many there are then. */
function push<T>(lists: Map<string, T[]>, name: string, item: T): number {
  const list = lists.get(name)
  if (list) return list.push(item)
  lists.set(name, [item])
  return 1
}

/** The rows of a page and where each stands, and one more than the limit if there is one. */
export function placesOf(
  at: PartitionContents,
  { index, from, to, after, limit }: PageQuery,
): readonly (Position & { readonly row: KeptRow })[] {
  let list = at.indexes.get(index)
  if (!list) {
    const places = [...at.rows.values()].flatMap((row) => keysIn(row, index).map((key) => ({ key, text: row.text })))
    list = sortedList(places, compareIndexPlaces)
    at.indexes.set(index, list)
  }
  // The text of an address is in order as its subject is: a blank lies before every character of a key.
  const bound = (place: IndexPlace) => (index === null ? place.text : place.key)
  const start = after && { key: index === null ? '' : after.key, text: addressText(after) }
  const isBefore = (place: IndexPlace) =>
    (from !== undefined && bound(place) < from) || (start !== undefined && compareIndexPlaces(place, start) <= 0)
  const isWithin = (place: IndexPlace) => to === undefined || bound(place) < to
  return list.take(isBefore, isWithin, limit + 1).flatMap(({ key, text }) => {
    const row = at.rows.get(text)
    return row ? [{ key, subject: row.subject, kind: row.kind, id: row.id, row }] : []
  })
}
