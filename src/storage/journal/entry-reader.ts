import type { Address, LogEntry, LogQuery, LogWrite, Row } from '../driver.ts'
import { addressText } from '../driver-rules.ts'
import { copiedKeys, type EntryPlace, emptyPartition, type KeptRow, type PartitionContents } from './contents.ts'
import { type Checksum, type JournalFile, readFrom } from './file-port.ts'
import { entriesOf, type FoundEntry, headerLength, headerOf, type Piece } from './format/frame.ts'
import { damaged } from './refusal.ts'

/** Reads from an open journal what is not kept in memory; every byte is checked again. Throws if the file is not what it was. */
export interface EntryReader {
  entry(place: EntryPlace): FoundEntry
  bytes(piece: Piece): Uint8Array
}

/** A reader of this file; it remembers the last frame that it looked into. */
export function entryReader(file: JournalFile, checksum: Checksum): EntryReader {
  let last: { readonly frameAt: number; readonly entries: readonly FoundEntry[] } | undefined

  const entriesAt = (frameAt: number): readonly FoundEntry[] => {
    if (last?.frameAt === frameAt) return last.entries
    const header = headerOf(readFrom(file, frameAt, headerLength), checksum)
    const meta = header && readFrom(file, frameAt + headerLength, header.metaLength)
    const entries = meta && entriesOf(meta, header, frameAt, checksum)
    if (!entries) throw damaged(frameAt, 'frame content')
    last = { frameAt, entries }
    return entries
  }

  return {
    entry: ({ frameAt, ordinal }) => {
      const entry = entriesAt(frameAt)[ordinal]
      if (!entry) throw damaged(frameAt, 'frame content')
      return entry
    },
    bytes: ({ at, length, check }) => {
      const bytes = readFrom(file, at, length)
      if (bytes.length !== length || checksum(bytes) !== check) throw damaged(at, 'body checksum')
      return bytes
    },
  }
}

/** A row with its body, shared with nobody. */
export const rowOf = (reader: EntryReader, { subject, kind, id, revision, body, keys }: KeptRow): Row => ({
  subject,
  kind,
  id,
  revision,
  body: body && reader.bytes(body),
  keys: copiedKeys(keys),
})

/** The first place whose `seq` is greater. */
function firstAfter(places: readonly EntryPlace[], seq: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle]?.seq ?? Infinity) <= seq) low = middle + 1
    else high = middle
  }
  return low
}

function candidates(at: PartitionContents, of: Address | undefined, id: LogQuery['commit']): readonly EntryPlace[] {
  if (id === undefined) return of ? (at.past.get(addressText(of)) ?? []) : at.log
  const place = at.acts.get(id)
  const isWanted = place && (!of || at.past.get(addressText(of))?.some(({ seq }) => seq === place.seq))
  return isWanted ? [place] : []
}

/** The entries that a query asks for. */
export function logOf(
  reader: EntryReader,
  at: PartitionContents = emptyPartition(),
  { after, limit, of, commit }: LogQuery,
): readonly LogEntry[] {
  const places = candidates(at, of, commit)
  const first = firstAfter(places, after)
  return places.slice(first, first + Math.max(0, limit)).map((place): LogEntry => {
    const { head, id, fingerprint, note, erased, writes } = reader.entry(place)
    const wanted = writes.filter((write) => !of || addressText(write) === addressText(of))
    const past = wanted.map(({ subject, kind, id: row, revision, digest, body }): LogWrite => {
      // Of the past of an erased subject the file holds no more bodies.
      return { subject, kind, id: row, revision, digest, body: body && reader.bytes(body) }
    })
    const erasure = erased === undefined ? {} : { erased }
    return { head: { ...head }, id, fingerprint, note: reader.bytes(note), ...erasure, writes: past }
  })
}
