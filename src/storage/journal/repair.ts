import type { Key } from '../driver.ts'
import { genesis } from '../driver-rules.ts'
import { type JournalFile, type JournalFolder, type Machine, removeIfThere } from './file-port.ts'
import { bytesOf, encodeFrame, type Entry, type Frame } from './format/frame.ts'
import { frameWriter } from './format/frame-writer.ts'
import { lock } from './lock.ts'
import { JournalRefusal } from './refusal.ts'
import { firstLine, formatNumber, layoutOf, scan } from './format/scan.ts'

/** What was found good in a journal, and what was not. */
export interface JournalRepair {
  /** Entries that are in the new file. */
  readonly entries: number
  /** Bytes of the old file that are in no good frame, half-open, in order. */
  readonly lost: readonly { readonly from: number; readonly to: number }[]
  /** Entries that are missing in the log of a partition: all after `after` and before `before`. What is missing at the end is not known. */
  readonly missing: readonly { readonly partition: Key; readonly after: number; readonly before: number }[]
}

/** The entries of a frame with their notes and bodies. */
const contentOf = (frame: Frame, entries: Frame['entries']): readonly Entry[] =>
  entries.map((entry) => ({
    ...entry,
    note: bytesOf(frame, entry.note),
    writes: entry.writes.map((write) => ({ ...write, body: write.body && bytesOf(frame, write.body) })),
  }))

/** Where the frames of a file begin: after its first line, or from its first byte on if that cannot be read. */
function startOf(file: JournalFile, machine: Machine): number {
  try {
    const { format, start } = layoutOf(file, machine.checksum)
    if (format > formatNumber)
      throw Object.assign(new Error('the journal has a newer layout'), { code: 'newer-format' })
    return start
  } catch (error) {
    if (error instanceof JournalRefusal) return 0
    throw error
  }
}

/**
 * Copies every good frame of a journal to a new one in another place. A frame is good if every bit of it holds and it goes on where
 * its partitions stand; frames that come again are left out.
 */
export async function repair(
  machine: Machine,
  name: string,
  target: { readonly folder: JournalFolder; readonly name: string },
): Promise<JournalRepair> {
  const release = await lock(machine, name)
  try {
    const file = machine.folder.open(name, 'read')
    try {
      return await copyGood(machine, file, target)
    } finally {
      file.close()
    }
  } finally {
    release()
  }
}

async function copyGood(
  machine: Machine,
  file: JournalFile,
  target: { readonly folder: JournalFolder; readonly name: string },
): Promise<JournalRepair> {
  const { checksum } = machine
  const lost: { from: number; to: number }[] = []
  const missing: { partition: Key; after: number; before: number }[] = []
  const heads = new Map<Key, number>()
  let [entries, number] = [0, 0]
  const created = target.folder.create(target.name)
  try {
    const writer = frameWriter(created)
    const put = async (content: readonly Entry[], loss: boolean): Promise<void> => {
      number += 1
      await writer.put(encodeFrame({ number, at: writer.at(), loss }, content, checksum).bytes)
    }
    await writer.put(firstLine(checksum))
    const scanned = scan(file, checksum)
    let at = startOf(file, machine)
    let before = 0
    while (at < scanned.size) {
      const frame = scanned.next(at)
      const from = frame?.at ?? scanned.size
      if (from > at) lost.push({ from: at, to: from })
      if (!frame) break
      at = from + frame.bytes.length
      const going = frame.entries.filter((entry) => {
        const seq = heads.get(entry.partition) ?? genesis.seq
        if (entry.head.seq <= seq) return false
        if (entry.head.seq > seq + 1) missing.push({ partition: entry.partition, after: seq, before: entry.head.seq })
        heads.set(entry.partition, entry.head.seq)
        return true
      })
      const isGap = frame.header.loss || frame.header.number !== before + 1 || missing.length > 0
      before = frame.header.number
      if (going.length > 0 || frame.header.loss) await put(contentOf(frame, going), isGap)
      entries += going.length
    }
    await writer.finish()
    await target.folder.flush()
  } catch (error) {
    removeIfThere(target.folder, target.name)
    throw error
  } finally {
    created.close()
  }
  return { entries, lost, missing }
}
