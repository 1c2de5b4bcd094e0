import type { Address, Batch, Key, Keys, Write } from '../driver.ts'
import { addressText, compareAddresses } from '../driver-rules.ts'
import { distinct, keyPairs, keysOf } from '../sql/index-keys.ts'

/** Index keys of rows as five lists: names, keys, subjects, kinds, ids. */
export type KeyLists = readonly [Key[], Key[], Key[], Key[], Key[]]

export const keyLists = (): KeyLists => [[], [], [], [], []]

export function addKey([names, keys, subjects, kinds, ids]: KeyLists, at: Address, name: Key, key: Key): void {
  names.push(name)
  keys.push(key)
  subjects.push(at.subject)
  kinds.push(at.kind)
  ids.push(at.id)
}

/** The batch as it is now, whatever its owner does with it while the store is at work. */
export const copyOf = (batch: Batch): Batch => ({
  ...batch,
  note: batch.note.slice(),
  checks: batch.checks.map((check) => ({ ...check })),
  writes: batch.writes.map((write) => ({
    ...write,
    body: write.body && write.body.slice(),
    keys: distinct(write.keys),
  })),
})

/** The most bytes of bodies in one statement, unless a single body has more. */
const mostBytes = 16_777_216

const bytesOf = ({ body }: Write): number => body?.length ?? 0

/** Writes in order of their addresses, in pieces that one statement can carry. There is at least one piece. */
export function pieces(writes: readonly Write[]): readonly (readonly Write[])[] {
  const all: Write[][] = [[]]
  let length = 0
  for (const write of [...writes].sort(compareAddresses)) {
    if (length > 0 && length + bytesOf(write) > mostBytes) {
      all.push([])
      length = 0
    }
    all.at(-1)?.push(write)
    length += bytesOf(write)
  }
  return all
}

/** What the statement that adds rows is given after the partition and the number of the entry; `dropped` takes keys that go. */
export function rowLists(
  writes: readonly Write[],
  keysBefore: ReadonlyMap<string, string>,
  dropped: KeyLists,
): readonly unknown[] {
  const [subjects, kinds, ids]: [Key[], Key[], Key[]] = [[], [], []]
  const [revisions, starts, lengths]: [number[], number[], number[]] = [[], [], []]
  const lives: boolean[] = []
  const [texts, digests]: [string[], string[]] = [[], []]
  const added = keyLists()
  const bodies = new Uint8Array(writes.reduce((sum, write) => sum + bytesOf(write), 0))
  let start = 0
  for (const write of writes) {
    const { subject, kind, id, expect, body, digest } = write
    const keys = body === null ? {} : write.keys
    const text = JSON.stringify(keys)
    const before = keysBefore.get(addressText(write)) ?? '{}'
    subjects.push(subject)
    kinds.push(kind)
    ids.push(id)
    revisions.push(expect + 1)
    lives.push(body !== null)
    texts.push(text)
    digests.push(digest)
    starts.push(start + 1)
    lengths.push(bytesOf(write))
    if (body) bodies.set(body, start)
    start += bytesOf(write)
    if (text !== before) differ(write, keysOf(before), keys, added, dropped)
  }
  return [bodies, subjects, kinds, ids, revisions, lives, texts, digests, starts, lengths, ...added]
}

/** Touches only the keys that differ. */
function differ(at: Address, before: Keys, after: Keys, added: KeyLists, dropped: KeyLists): void {
  const had = new Map(keyPairs(before).map((pair) => [pair.join(' '), pair]))
  for (const [name, key] of keyPairs(after)) if (!had.delete(`${name} ${key}`)) addKey(added, at, name, key)
  for (const [name, key] of had.values()) addKey(dropped, at, name, key)
}
