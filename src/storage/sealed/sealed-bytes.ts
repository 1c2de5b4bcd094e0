import { hex, utf8 } from '../../digest.ts'
import type { Address, Key } from '../driver.ts'
import type { Unopened } from '../ledger.ts'
import { type Bytes, type CipherKey, ivBytes, own, tagBytes } from './keys/cipher.ts'

/**
 * Sealed bytes: mark and format (2), algorithm (1), key id (8), schema version (4), initialisation vector (12), what AES-GCM
 * makes of the plain bytes, its tag (16). The mark never stands in UTF-8, so nothing sealed can pass for a text or the reverse.
 */
const mark = 0xf5
const format = 1
const aes256Gcm = 1
const keyAt = 3
/** The length of the name of a key. */
export const keyIdBytes = 8
const schemaAt = keyAt + keyIdBytes
const ivAt = schemaAt + 4
const dataAt = ivAt + ivBytes

/** By how much sealing makes bytes longer. */
export const sealBytes = dataAt + tagBytes

/** What is sealed: the body of a row at one revision, or the note of a commit. */
export type Place =
  | ({ readonly of: 'body'; readonly partition: Key; readonly revision: number } & Address)
  | { readonly of: 'note'; readonly partition: Key; readonly id: Key }

/**
 * What seals are bound to besides the bytes: JSON writes a list of texts and numbers in one way only, and no two lists alike, so
 * no place can pass for another. Everything in front of the vector is in it too.
 */
const associated = (place: Place, schema: number, keyId: string): Bytes =>
  own(
    utf8(
      JSON.stringify(
        place.of === 'body'
          ? [
              'childfile/body/1',
              place.partition,
              place.subject,
              place.kind,
              place.id,
              place.revision,
              schema,
              aes256Gcm,
              keyId,
            ]
          : ['childfile/note/1', place.partition, place.id, schema, aes256Gcm, keyId],
      ),
    ),
  )

/** Whether bytes begin as sealed ones do. */
export const looksSealed = (bytes: Uint8Array): boolean => bytes[0] === mark

/** Seals bytes for one place. `schema` is the version that the bytes are written in, 0 if they have none. */
export async function sealIn(place: Place, key: CipherKey, schema: number, plain: Uint8Array): Promise<Uint8Array> {
  const { iv, bytes } = await key.seal(plain, associated(place, schema, key.id))
  const sealed = new Uint8Array(dataAt + bytes.length)
  sealed.set([mark, format, aes256Gcm])
  for (let n = 0; n < keyIdBytes; n++) sealed[keyAt + n] = Number.parseInt(key.id.slice(2 * n, 2 * n + 2), 16)
  new DataView(sealed.buffer).setUint32(schemaAt, schema)
  sealed.set(iv, ivAt)
  sealed.set(bytes, dataAt)
  return sealed
}

/** Which key sealed bytes ask for, or why no key can help. */
export function keyIdIn(sealed: Uint8Array): { readonly id: string } | { readonly unopened: Unopened } {
  if (!looksSealed(sealed)) return { unopened: 'not-sealed' }
  if (sealed.length < sealBytes) return { unopened: 'changed' }
  if (sealed[1] !== format || sealed[2] !== aes256Gcm) return { unopened: 'unknown-seal' }
  return { id: hex(sealed.subarray(keyAt, schemaAt)) }
}

/** The plain bytes; undefined if anything was changed, or if this is not the key or the place. */
export function openIn(place: Place, key: CipherKey, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  const schema = new DataView(sealed.buffer, sealed.byteOffset).getUint32(schemaAt)
  return key.open(
    { iv: own(sealed.subarray(ivAt, dataAt)), bytes: sealed.subarray(dataAt) },
    associated(place, schema, key.id),
  )
}
