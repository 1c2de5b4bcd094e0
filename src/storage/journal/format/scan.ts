import { utf8 } from '../../../digest.ts'
import { type Checksum, type JournalFile, readFrom } from '../file-port.ts'
import {
  endLength,
  type Frame,
  frameLength,
  frameOf,
  headerLength,
  headerOf,
  magic,
  mostBytes,
  sectorLength,
} from './frame.ts'
import { damaged, JournalRefusal, type JournalRule } from '../refusal.ts'

/** The number of the layout; a store of a higher one is left alone. */
export const formatNumber = 1

const title = 'childfile-journal'

/** The first line of a journal: what it is, the number of its layout, a checksum of both. */
export function firstLine(checksum: Checksum, format = formatNumber): Uint8Array {
  const text = `${title} ${format}`
  return utf8(`${text} ${checksum(utf8(text)).toString(16).padStart(8, '0')}\n`)
}

const longestFirstLine = 64

/** The layout of a journal and where its first frame begins. Throws for what is no journal. */
export function layoutOf(file: JournalFile, checksum: Checksum): { readonly format: number; readonly start: number } {
  const text = new TextDecoder('latin1').decode(readFrom(file, 0, longestFirstLine))
  const line = /^childfile-journal ([1-9][0-9]{0,8}) ([0-9a-f]{8})\n/.exec(text)
  if (!line) {
    if (text.startsWith(title)) throw damaged(0, 'first line')
    throw new JournalRefusal('not-a-store', 'the file is not a journal')
  }
  if (Number.parseInt(line[2] ?? '', 16) !== checksum(utf8(`${title} ${line[1] ?? ''}`))) throw damaged(0, 'first line')
  return { format: Number(line[1]), start: line[0].length }
}

export interface Scan {
  readonly size: number
  /** The frame that begins at a place, or the rule that it breaks. */
  frameAt(at: number): Frame | JournalRule
  /** The first frame from a place on, wherever it may begin. */
  next(from: number): Frame | undefined
  /** Whether what lies from a place to the end can be a frame whose writing was cut off, and nothing that was ever whole. */
  isTorn(at: number): boolean
}

const chunkLength = 1_048_576

/** Reads a journal from front to back, through a window that is as long as the longest frame, and at least 1 MiB. */
export function scan(file: JournalFile, checksum: Checksum): Scan {
  const size = file.size()
  let chunkAt = 0
  let chunk = new Uint8Array(0)

  const view = (at: number, length: number): Uint8Array => {
    if (at < chunkAt || at + length > chunkAt + chunk.length) {
      chunkAt = at
      chunk = new Uint8Array(readFrom(file, at, Math.min(Math.max(length, chunkLength), size - at)))
    }
    return chunk.subarray(at - chunkAt, at - chunkAt + length)
  }
  const headerAt = (at: number) => headerOf(view(at, Math.min(headerLength, size - at)), checksum)

  const frameAt = (at: number): Frame | JournalRule => {
    const header = headerAt(at)
    if (!header) return 'frame header'
    const length = frameLength(header)
    if (length > mostBytes) return 'frame header'
    if (at + length > size) return 'frame end'
    return frameOf(view(at, length), at, checksum) ?? 'frame content'
  }

  const next = (from: number): Frame | undefined => {
    for (let at = from; at < size; ) {
      view(at, 1)
      const piece = chunk.subarray(at - chunkAt)
      const found = piece.indexOf(magic[0] ?? 0)
      if (found < 0) {
        at += piece.length
        continue
      }
      const frame = frameAt(at + found)
      if (typeof frame !== 'string') return frame
      at += found + 1
    }
    return undefined
  }

  /** Whether a sector that has bytes of [from, to) has nothing but zeros among those of [start, finish). */
  const isSectorLost = (from: number, to: number, start: number, finish: number): boolean => {
    for (let at = from - (from % sectorLength); at < to; at += sectorLength) {
      const first = Math.max(at, start)
      const bytes = view(first, Math.min(at + sectorLength, finish) - first)
      if (bytes.every((byte) => byte === 0)) return true
    }
    return false
  }

  const isTorn = (at: number): boolean => {
    if (size - at < headerLength) return true
    const header = headerAt(at)
    if (!header) return isSectorLost(at, at + headerLength, at, size) && next(at) === undefined
    const finish = at + frameLength(header)
    if (finish !== size) return finish > size
    const bodiesAt = at + headerLength + header.metaLength
    const ends = isSectorLost(at, bodiesAt, at, size) || isSectorLost(size - endLength, size, at, size)
    return ends || (!header.sparse && isSectorLost(bodiesAt, size, at, size))
  }

  return { size, frameAt, next, isTorn }
}
