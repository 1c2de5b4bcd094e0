import { ok, type Outcome, refuse } from '../../problem.ts'
import { isOle2, isZip } from './encoding.ts'

/** Limits of decoding a workbook. */
export interface WorkbookLimits {
  /** Largest size of the file in bytes; 256 MiB if not said. */
  readonly fileBytes?: number
  /** Largest size of all its parts unpacked; 512 MiB if not said. */
  readonly unpackedBytes?: number
  /** How many times larger a part of more than 1 MiB may get by unpacking; 200 if not said. */
  readonly ratio?: number
  /** Longest text of a cell; 32,767 if not said, as in spreadsheets. */
  readonly cellCharacters?: number
  /** Most cells of a workbook, empty ones in the rectangle included; 20 million if not said. */
  readonly cells?: number
}

/** The limits with what holds where nothing is said. */
export const limitsOf = (limits: WorkbookLimits): Required<WorkbookLimits> => ({
  fileBytes: limits.fileBytes ?? 256 * 1024 * 1024,
  unpackedBytes: limits.unpackedBytes ?? 512 * 1024 * 1024,
  ratio: limits.ratio ?? 200,
  cellCharacters: limits.cellCharacters ?? 32_767,
  cells: limits.cells ?? 20_000_000,
})

/** A part of the archive as its directory describes it. */
export interface ArchivePart {
  readonly name: string
  readonly deflated: boolean
  readonly packed: Uint8Array
}

const directoryEnd = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50
const unknownSize = 0xffffffff
const small = 1024 * 1024

const encryptedPackage = Array.from('EncryptedPackage', (letter) => [letter.charCodeAt(0), 0]).flat()

const contains = (bytes: Uint8Array, words: readonly number[]): boolean => {
  const first = words[0] ?? 0
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (words.every((byte, i) => bytes[at + i] === byte)) return true
  return false
}

const refuseArchive = (message: string): Outcome<never> => refuse('', 'archive-too-large', message)
const refuseWorkbook = (message: string): Outcome<never> => refuse('', 'not-a-workbook', message)

/**
 * Looks at the directory of an .xlsx file before anything is unpacked: what it is, and how large it says it gets. A reader that
 * unpacks no more than the directory says is then safe from parts that lie about their size.
 * @returns Ok: the parts. Err: `legacy-workbook`, `encrypted-workbook`, `not-a-workbook`, `archive-too-large`.
 */
export function inspectArchive(bytes: Uint8Array, limits: Required<WorkbookLimits>): Outcome<readonly ArchivePart[]> {
  if (isOle2(bytes))
    return contains(bytes, encryptedPackage)
      ? refuse('', 'encrypted-workbook', 'the workbook is protected by a password')
      : refuse('', 'legacy-workbook', 'the workbook is of the old .xls form')
  if (!isZip(bytes)) return refuseWorkbook('the bytes are not an .xlsx workbook')
  if (bytes.length > limits.fileBytes) return refuseArchive('the file is larger than its limit')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return refuseWorkbook('the archive has no directory')
  const parts: ArchivePart[] = []
  let total = 0
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === unknownSize) return refuseArchive('the archive has too many parts')
  for (let i = count; i > 0; i--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry)
      return refuseWorkbook('the directory of the archive is broken')
    const packed = view.getUint32(at + 20, true)
    const unpacked = view.getUint32(at + 24, true)
    const sizedLater = (view.getUint16(at + 8, true) & 8) !== 0 && packed === 0
    if (sizedLater || packed === unknownSize || unpacked === unknownSize || (packed > 0 && unpacked === 0))
      return refuseArchive('a part does not say how large it gets')
    if (unpacked > small && unpacked > packed * limits.ratio)
      return refuseArchive('a part gets too many times larger by unpacking')
    total += unpacked
    if (total > limits.unpackedBytes) return refuseArchive('the parts together get too large')
    const part = partAt(view, bytes, at, packed)
    if (part === undefined) return refuseWorkbook('the directory of the archive is broken')
    parts.push(part)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts.some(
    ({ name }) => name === 'xl/workbook.xml' || name.endsWith('/workbook.xml') || name === 'workbook.xml',
  )
    ? ok(parts)
    : refuseWorkbook('the archive holds no workbook')
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === directoryEnd) return at
  return undefined
}

function partAt(view: DataView, bytes: Uint8Array, entry: number, packed: number): ArchivePart | undefined {
  const nameEnd = entry + 46 + view.getUint16(entry + 28, true)
  const local = view.getUint32(entry + 42, true)
  if (nameEnd > bytes.length || local + 30 > bytes.length || view.getUint32(local, true) !== localEntry)
    return undefined
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  return {
    name: new TextDecoder().decode(bytes.subarray(entry + 46, nameEnd)),
    deflated: view.getUint16(entry + 10, true) === 8,
    packed: bytes.subarray(start, start + packed),
  }
}

/** How much of a part is looked at for a document type: it stands before the first element. */
const looked = 65_536

/** Whether an XML part declares a document type, and with it entities, or hides its first element behind a long comment. */
async function declaresEntities({ deflated, packed }: ArchivePart): Promise<boolean> {
  const start = new TextDecoder().decode(deflated ? await inflateStart(packed) : packed.subarray(0, looked))
  return /<!(?:DOCTYPE|ENTITY)/i.test(start) || (packed.length > 0 && !/<[A-Za-z_]/.test(start))
}

async function inflateStart(packed: Uint8Array): Promise<Uint8Array> {
  const stream: ReadableStream<Uint8Array> = new Blob([Uint8Array.from(packed.subarray(0, looked))])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  try {
    const { value } = await reader.read()
    return value ?? new Uint8Array()
  } catch {
    return new Uint8Array()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Whether any XML part declares a document type; spreadsheet programs write none. */
export async function hasEntities(parts: readonly ArchivePart[]): Promise<boolean> {
  for (const part of parts)
    if (/\.(?:xml|rels)$/.test(part.name) && part.packed.length > 0 && (await declaresEntities(part))) return true
  return false
}
