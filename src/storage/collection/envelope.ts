import { utf8 } from '../../digest.ts'

/** A document as it is stored: `[schema version, document]` in canonical JSON. */
interface Envelope {
  readonly version: number
  readonly document: unknown
}

/** The bytes of a document whose canonical JSON is given. */
export const enclose = (version: number, json: string): Uint8Array => utf8(`[${version},${json}]`)

const decoder = new TextDecoder('utf-8', { fatal: true })

/** What the bytes hold; undefined if they are not an envelope. */
export function open(body: Uint8Array): Envelope | undefined {
  try {
    const read: unknown = JSON.parse(decoder.decode(body))
    if (!Array.isArray(read) || read.length !== 2) return undefined
    const [version, document] = read as readonly unknown[]
    return typeof version === 'number' && Number.isSafeInteger(version) && version > 0
      ? { version, document }
      : undefined
  } catch {
    return undefined
  }
}

const comma = 0x2c
const mostDigits = 16
const lenient = new TextDecoder()

/** The schema version alone, without reading the document; 0 if the bytes are not an envelope. */
export function versionOf(body: Uint8Array): number {
  const start = lenient.decode(body.subarray(0, Math.min(body.indexOf(comma) + 1, mostDigits + 2)))
  return Number(/^\[([1-9]\d*),$/.exec(start)?.[1] ?? 0)
}
