import { compareText, genesis } from '../driver-rules.ts'
import { type Contents, keep } from './contents.ts'
import { codeOf, type JournalFile, type Machine, refusalOf, removeIfThere, writeAll } from './file-port.ts'
import type { Frame } from './format/frame.ts'
import { lock } from './lock.ts'
import { damaged } from './refusal.ts'
import { firstLine, formatNumber, layoutOf, type Scan, scan } from './format/scan.ts'

/** What was cut off at the end of a journal when it was opened: a frame that had not been written to its end. */
export interface Healed {
  /** The byte at which the journal ends now. */
  readonly at: number
  readonly bytes: number
}

/** A journal that is open, and what is known of it. */
export interface OpenJournal {
  readonly file: JournalFile
  readonly contents: Contents
  /** Where the next frame goes. */
  readonly end: number
  /** The number of the last frame. */
  readonly number: number
  /** Entries are missing, which a repair has stated. */
  readonly loss: boolean
  readonly readOnly: boolean
  readonly healed?: Healed
  /** Gives the lock back. */
  readonly release: () => void
}

/** The name of a file that is being written to take the place of the journal. */
export const successor = (name: string): string => `${name}.new`

/** What the frames of a journal tell, one after another. */
export interface Reading {
  readonly contents: Contents
  end: number
  number: number
  loss: boolean
  last?: Frame
}

/** Takes the next frame; throws if its number or the sequence of one of its entries is not the next. */
export function takeFrame(reading: Reading, frame: Frame): void {
  const { at, header } = frame
  if (header.number !== reading.number + 1) throw damaged(at, 'frame number')
  reading.loss ||= header.loss
  for (const [ordinal, entry] of frame.entries.entries()) {
    const { seq } = reading.contents.get(entry.partition)?.head ?? genesis
    const isNext = reading.loss ? entry.head.seq > seq : entry.head.seq === seq + 1
    if (!isNext) throw damaged(at, 'entry sequence')
    keep(reading.contents, entry, at, ordinal)
  }
  reading.end = at + frame.bytes.length
  reading.number = header.number
  reading.last = frame
}

/** Reads all frames. Throws if what comes after the last good one is more than a frame whose writing was cut off. */
function readAll(scanned: Scan, start: number): Reading {
  const reading: Reading = { contents: new Map(), end: start, number: 0, loss: false }
  while (reading.end < scanned.size) {
    const frame = scanned.frameAt(reading.end)
    if (typeof frame !== 'string') takeFrame(reading, frame)
    else if (scanned.isTorn(reading.end)) break
    else throw damaged(reading.end, frame)
  }
  return reading
}

/** A new journal under a name: whole and flushed before it has the name. */
async function establish({ folder, checksum }: Machine, name: string): Promise<void> {
  const file = folder.create(successor(name))
  try {
    writeAll(file, firstLine(checksum), 0)
    await file.flush()
  } finally {
    file.close()
  }
  folder.rename(successor(name), name)
}

/**
 * Cuts off what was not written to its end, and writes the last frame once more as it is: after a flush that failed, a system may
 * show bytes that never reached the disk, and flush them never again unless they are written anew.
 */
async function settle({ folder }: Machine, file: JournalFile, { end, last }: Reading): Promise<void> {
  if (file.size() > end) file.truncate(end)
  if (last) writeAll(file, last.bytes, last.at)
  await file.flush()
  await folder.flush()
}

/** The lock, or nothing where the right to write is missing. */
async function locked(machine: Machine, name: string): Promise<(() => void) | undefined> {
  try {
    return await lock(machine, name)
  } catch (error) {
    if (refusalOf(error) === 'read-only') return undefined
    throw error
  }
}

async function openFile(machine: Machine, name: string, write: boolean): Promise<readonly [JournalFile, boolean]> {
  const { folder } = machine
  if (!write) return [folder.open(name, 'read'), false]
  try {
    removeIfThere(folder, successor(name))
    const file = folder.open(name, 'write')
    if (file.size() > 0) return [file, true]
    file.close()
    await establish(machine, name)
    return [folder.open(name, 'write'), true]
  } catch (error) {
    if (refusalOf(error) === 'read-only') return [folder.open(name, 'read'), false]
    if (codeOf(error) !== 'ENOENT') throw error
    await establish(machine, name)
    return [folder.open(name, 'write'), true]
  }
}

/**
 * Opens a journal, or makes it. Where the right to write is missing it is opened for reading, as it is, without a lock.
 * @returns The journal, or the number of its layout if that is a newer one; throws for what is damaged, locked or no journal.
 */
export async function openIn(machine: Machine, name: string, readOnly: boolean): Promise<OpenJournal | number> {
  const lockHeld = readOnly ? undefined : await locked(machine, name)
  const release = () => lockHeld?.()
  try {
    const [file, writable] = await openFile(machine, name, lockHeld !== undefined)
    try {
      const { format, start } = layoutOf(file, machine.checksum)
      if (format > formatNumber) {
        file.close()
        release()
        return format
      }
      const scanned = scan(file, machine.checksum)
      const reading = readAll(scanned, start)
      if (writable) await settle(machine, file, reading)
      const bytes = scanned.size - reading.end
      const { contents, end, number, loss } = reading
      const healed = bytes > 0 && writable ? { healed: { at: end, bytes } } : {}
      return { file, contents, end, number, loss, readOnly: !writable, release, ...healed }
    } catch (error) {
      file.close()
      throw error
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Partitions that hold an entry, in order. */
export const partitionsOf = (contents: Contents): readonly string[] => [...contents.keys()].sort(compareText)
