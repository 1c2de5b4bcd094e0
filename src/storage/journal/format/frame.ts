import { utf8 } from '../../../digest.ts'
import type { Head, Key, Keys } from '../../driver.ts'
import type { Checksum } from '../file-port.ts'

/** A run of bytes in the file. */
export interface Piece {
  readonly at: number
  readonly length: number
  readonly check: number
}

/** A write of an entry that is to be kept. */
export interface EntryWrite {
  readonly subject: Key
  readonly kind: Key
  readonly id: Key
  readonly revision: number
  readonly digest: string
  readonly body: Uint8Array | null
  readonly keys: Keys
}

/** An entry that is to be kept. */
export interface Entry {
  readonly partition: Key
  readonly head: Head
  readonly id: Key
  readonly fingerprint: string
  readonly note: Uint8Array
  readonly erased?: Key
  readonly writes: readonly EntryWrite[]
}

/** An entry as it is found: note and bodies are places in the file. */
export interface FoundEntry extends Omit<Entry, 'note' | 'writes'> {
  readonly note: Piece
  readonly writes: readonly (Omit<EntryWrite, 'body'> & { readonly body: Piece | null })[]
}

/** The first bytes of a frame. */
export interface FrameHeader {
  /** 1, 2, 3 ... through the file. */
  readonly number: number
  /** Somewhere in the content are so many zeros that a lost sector cannot be told from what was written. */
  readonly sparse: boolean
  /** Put in by a repair: entries are missing here. */
  readonly loss: boolean
  readonly metaLength: number
  readonly metaCheck: number
  readonly bodiesLength: number
}

// Every byte of these two has several bits, so that no single flipped bit makes an end of a frame look like a sector never written.
export const magic: readonly number[] = [0xc3, 0x4a, 0x6d, 0x9d]
const end: readonly number[] = [0xb5, 0x6b, 0xd9, 0x5a]

/** Bytes of a frame before its JSON, and after its bodies. */
export const headerLength = 28
export const endLength = 4
/** The most bytes of one frame. */
export const mostBytes = 1_073_741_824
/** What disks write whole or not at all. */
export const sectorLength = 512

export const frameLength = (header: FrameHeader): number =>
  headerLength + header.metaLength + header.bodiesLength + endLength

/** Whether there are so many zeros in a row. */
export function hasZeros(bytes: Uint8Array, count: number): boolean {
  for (let last = count - 1; last < bytes.length; ) {
    let at = last
    while (at > last - count && bytes[at] === 0) at--
    if (at === last - count) return true
    last = at + count
  }
  return false
}

type MetaWrite = readonly [Key, Key, Key, number, string, number, number, Keys]
interface Meta {
  readonly p: Key
  readonly q: number
  readonly h: string
  readonly i: Key
  readonly f: string
  readonly n: readonly [number, number]
  readonly e?: Key
  readonly w: readonly MetaWrite[]
}

/** A frame that holds. */
export interface Frame {
  readonly at: number
  readonly header: FrameHeader
  readonly entries: readonly FoundEntry[]
  readonly bytes: Uint8Array
}

/**
 * The frame of these entries: header, what they say in JSON, notes and bodies one after another, end. The header has a checksum
 * of its own and that of the JSON, which has those of notes and bodies, so that each bit of the frame is covered.
 */
export function encodeFrame(
  { number, at: frameAt, loss = false }: { readonly number: number; readonly at: number; readonly loss?: boolean },
  entries: readonly Entry[],
  checksum: Checksum,
): Frame {
  const parts: { readonly bytes: Uint8Array; readonly check: number }[] = []
  let bodiesLength = 0
  const part = (bytes: Uint8Array): [number, number] => {
    const check = checksum(bytes)
    parts.push({ bytes, check })
    bodiesLength += bytes.length
    return [bytes.length, check]
  }
  const metas = entries.map(({ partition, head, id, fingerprint, note, erased, writes }): Meta => {
    const n = part(note)
    const w = writes.map(({ subject, kind, id: of, revision, digest, body, keys }): MetaWrite => {
      const [length, check] = body === null ? [-1, 0] : part(body)
      return [subject, kind, of, revision, digest, length, check, keys]
    })
    return { p: partition, q: head.seq, h: head.hash, i: id, f: fingerprint, n, ...(erased ? { e: erased } : {}), w }
  })
  const meta = utf8(JSON.stringify(metas))
  const bytes = new Uint8Array(headerLength + meta.length + bodiesLength + endLength)
  bytes.set(meta, headerLength)
  let at = headerLength + meta.length
  const pieces = parts.map((one): Piece => {
    bytes.set(one.bytes, at)
    at += one.bytes.length
    return { at: frameAt + at - one.bytes.length, length: one.bytes.length, check: one.check }
  })
  bytes.set(end, at)
  // Of 512 bytes with at most one bit among them, 256 in a row are zeros.
  const sparse = hasZeros(bytes, sectorLength / 2)
  const header = { number, sparse, loss, metaLength: meta.length, metaCheck: checksum(meta), bodiesLength }
  bytes.set(headerBytes(header, checksum))
  let next = 0
  const found = entries.map((entry): FoundEntry => {
    const note = pieces[next++] ?? nowhere
    const writes = entry.writes.map((write) => ({
      ...write,
      body: write.body === null ? null : (pieces[next++] ?? nowhere),
    }))
    return { ...entry, note, writes }
  })
  return { at: frameAt, header, entries: found, bytes }
}

const nowhere: Piece = { at: 0, length: 0, check: 0 }

function headerBytes(header: FrameHeader, checksum: Checksum): Uint8Array {
  const bytes = new Uint8Array(headerLength)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  const { sparse, loss, number, metaLength, metaCheck, bodiesLength } = header
  const numbers = [(sparse ? 1 : 0) + (loss ? 2 : 0), number, metaLength, metaCheck, bodiesLength]
  for (const [place, value] of numbers.entries()) view.setUint32(4 + place * 4, value, true)
  view.setUint32(headerLength - 4, checksum(bytes.subarray(0, headerLength - 4)), true)
  return bytes
}

/** The header of a frame that begins here; undefined if these are not the first bytes of one. */
export function headerOf(bytes: Uint8Array, checksum: Checksum): FrameHeader | undefined {
  if (bytes.length < headerLength || magic.some((byte, place) => bytes[place] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerLength)
  if (view.getUint32(headerLength - 4, true) !== checksum(bytes.subarray(0, headerLength - 4))) return undefined
  const value = (place: number) => view.getUint32(4 + place * 4, true)
  const flags = value(0)
  return {
    number: value(1),
    sparse: (flags & 1) !== 0,
    loss: (flags & 2) !== 0,
    metaLength: value(2),
    metaCheck: value(3),
    bodiesLength: value(4),
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The entries of a frame's JSON; places count from the start of the file. Undefined if it is not that. */
export function entriesOf(meta: Uint8Array, header: FrameHeader, frameAt: number, checksum: Checksum) {
  if (meta.length !== header.metaLength || checksum(meta) !== header.metaCheck) return undefined
  let at = frameAt + headerLength + header.metaLength
  const piece = (length: number, check: number): Piece => {
    const found = { at, length, check }
    at += length
    return found
  }
  // What the checksum covers was written by encodeFrame.
  const metas = JSON.parse(decoder.decode(meta)) as readonly Meta[]
  const entries = metas.map(({ p, q, h, i, f, n, e, w }): FoundEntry => {
    const note = piece(...n)
    const writes = w.map(([subject, kind, id, revision, digest, length, check, keys]) => {
      const body = length < 0 ? null : piece(length, check)
      return { subject, kind, id, revision, digest, body, keys }
    })
    const head = { seq: q, hash: h }
    return { partition: p, head, id: i, fingerprint: f, note, ...(e === undefined ? {} : { erased: e }), writes }
  })
  return at === frameAt + headerLength + header.metaLength + header.bodiesLength ? entries : undefined
}

/** The frame that these bytes are, every bit of it checked; undefined if one is wrong. `at` is where it lies in the file. */
export function frameOf(bytes: Uint8Array, at: number, checksum: Checksum): Frame | undefined {
  const header = headerOf(bytes, checksum)
  if (!header || bytes.length !== frameLength(header)) return undefined
  if (end.some((byte, place) => bytes[bytes.length - endLength + place] !== byte)) return undefined
  const meta = bytes.subarray(headerLength, headerLength + header.metaLength)
  const entries = entriesOf(meta, header, at, checksum)
  const holds = (piece: Piece) => checksum(bytesOf({ at, bytes }, piece)) === piece.check
  return entries?.every((entry) => holds(entry.note) && entry.writes.every(({ body }) => !body || holds(body)))
    ? { at, header, entries, bytes }
    : undefined
}

/** The bytes of a piece of a frame. */
export const bytesOf = (frame: { readonly at: number; readonly bytes: Uint8Array }, piece: Piece): Uint8Array =>
  frame.bytes.subarray(piece.at - frame.at, piece.at - frame.at + piece.length)
