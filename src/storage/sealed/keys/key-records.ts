import { z } from 'zod'
import { utf8 } from '../../../digest.ts'
import type { Key } from '../../driver.ts'
import { storeFault } from '../../audit/store-problem.ts'
import { isKey } from '../../collection/key.ts'
import type { KeyOwner } from './key-provider.ts'

const Name = z.string().refine(isKey)
const Hex = z.string().regex(/^(?:[0-9a-f]{2})+$/)

/** A data key as it is kept: wrapped. `sealed` counts what was sealed with it; its cipher is AES-256-GCM if none is named. */
const DataKey = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  cipher: z.int().min(2).max(255).optional(),
  master: z.string(),
  wrapped: Hex,
  sealed: z.int().nonnegative(),
})
export type DataKey = Readonly<z.output<typeof DataKey>>

/**
 * The keys of one owner, oldest first; the last one seals. `erasing` is the commit that erases the subject, until its keys are
 * destroyed. `destroyed` stays for ever, so that no key is made again.
 */
const KeyRecord = z.strictObject({
  partition: Name,
  subject: Name.optional(),
  keys: z.array(DataKey),
  erasing: Name.optional(),
  destroyed: z.literal(true).optional(),
})
export interface KeyRecord extends KeyOwner {
  readonly keys: readonly DataKey[]
  readonly erasing?: Key | undefined
  readonly destroyed?: true | undefined
}

/** Records by owner. */
export type KeyRecords = ReadonlyMap<string, KeyRecord>

/** One text for an owner; keys have no blank. */
export const ownerText = ({ partition, subject }: KeyOwner): string =>
  subject === undefined ? partition : `${partition} ${subject}`

/** The first format knew one cipher; a keyring without another is still written in it. */
const formats = { aes: 'childfile-keyring/1', ciphers: 'childfile-keyring/2' } as const
const Head = z.strictObject({ format: z.string(), records: z.int().nonnegative() })

/** What JSON says, if it is JSON in UTF-8. */
export function plainJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** The bytes of lower-case hexadecimal. */
export const bytesOfHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, n) => Number.parseInt(text.slice(2 * n, 2 * n + 2), 16))

/** The ciphers of keys beside AES-256-GCM, by number. */
export const cipherNumbers = (records: KeyRecords): ReadonlySet<number> =>
  new Set([...records.values()].flatMap(({ keys }) => keys.flatMap(({ cipher }) => cipher ?? [])))

const formatOf = (records: KeyRecords): string => (cipherNumbers(records).size > 0 ? formats.ciphers : formats.aes)

/** Records as a list of JSON lines under a head that counts them. */
export function writeRecords(records: KeyRecords): Uint8Array {
  const lines = [JSON.stringify({ format: formatOf(records), records: records.size })]
  for (const record of records.values()) lines.push(JSON.stringify(record))
  return utf8(lines.join('\n'))
}

const broken = () => storeFault('corrupt', { message: 'what is kept here is not a keyring' })

/** The records in bytes that `writeRecords` made; throws for any others, so that nothing is ever saved over them. */
export function readRecords(bytes: Uint8Array): KeyRecords {
  const [first, ...lines] = linesIn(bytes)
  const head = Head.safeParse(first)
  if (!head.success) throw broken()
  const { format } = head.data
  if (format !== formats.aes && format !== formats.ciphers) throw storeFault('newer-format')
  const read = lines.map((line) => KeyRecord.safeParse(line))
  const records = new Map(read.flatMap((one) => (one.success ? [[ownerText(one.data), one.data]] : [])))
  if (records.size !== lines.length || records.size !== head.data.records) throw broken()
  if (format !== formatOf(records)) throw broken()
  return records
}

function linesIn(bytes: Uint8Array): readonly unknown[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.split('\n').map((line): unknown => JSON.parse(line))
  } catch {
    throw broken()
  }
}
