import type { Key } from '../driver.ts'
import { type JournalFile, type Machine, refusalOf, removeIfThere } from './file-port.ts'
import { bytesOf, encodeFrame, type Entry, type FoundEntry, type Frame, frameOf } from './format/frame.ts'
import { frameWriter } from './format/frame-writer.ts'
import { type Reading, successor, takeFrame } from './opening.ts'
import { damaged } from './refusal.ts'
import { firstLine, scan } from './format/scan.ts'

/** A new file, not yet in the place of the old one. */
export interface Rewritten extends Reading {
  readonly file: JournalFile
}

const isOf = (partition: Key, subject: Key) => (entry: FoundEntry) =>
  entry.partition === partition && entry.writes.some((write) => write.subject === subject)

/** The entries of a frame without the bodies and keys of a subject. */
const without = (partition: Key, subject: Key, frame: Frame): readonly Entry[] =>
  frame.entries.map((entry) => ({
    ...entry,
    note: bytesOf(frame, entry.note),
    writes: entry.writes.map((write) =>
      entry.partition === partition && write.subject === subject
        ? { ...write, body: null, keys: {} }
        : { ...write, body: write.body && bytesOf(frame, write.body) },
    ),
  }))

/**
 * Writes the journal anew beside itself, without the bodies and keys of a subject and with its erasure as the last frame, and
 * flushes it. Frames keep their numbers. Linear in the length of the journal.
 * @returns The new file, or why there is no room for it. Throws if a frame no longer holds and for other failures; after all of
 * them the old file is as it was and there is no new one.
 */
export async function rewrite(
  { folder, checksum }: Machine,
  name: string,
  { file, end }: { readonly file: JournalFile; readonly end: number },
  erasure: Entry,
): Promise<Rewritten | 'full' | 'read-only'> {
  const { partition, erased: subject = '' } = erasure
  let target: JournalFile | undefined
  try {
    removeIfThere(folder, successor(name))
    target = folder.create(successor(name))
    const reading: Reading = { contents: new Map(), end: 0, number: 0, loss: false }
    const writer = frameWriter(target)
    const put = async (frame: Frame | undefined): Promise<void> => {
      if (!frame) throw damaged(writer.at(), 'frame content')
      takeFrame(reading, frame)
      await writer.put(frame.bytes)
    }
    await writer.put(firstLine(checksum))
    const scanned = scan(file, checksum)
    for (let at = writer.at(); at < end; ) {
      const frame = scanned.frameAt(at)
      if (typeof frame === 'string') throw damaged(at, frame)
      const { number, loss } = frame.header
      const isTouched = frame.entries.some(isOf(partition, subject))
      const place = { number, at: writer.at(), loss }
      await put(
        isTouched
          ? encodeFrame(place, without(partition, subject, frame), checksum)
          : frameOf(frame.bytes, place.at, checksum),
      )
      at += frame.bytes.length
    }
    await put(encodeFrame({ number: reading.number + 1, at: writer.at() }, [erasure], checksum))
    await writer.finish()
    return { ...reading, file: target }
  } catch (error) {
    target?.close()
    try {
      removeIfThere(folder, successor(name))
    } catch {
      // The next opening takes it away.
    }
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    return refusal
  }
}
