import { hex, utf8 } from '../../digest.ts'
import { storeFault } from '../audit/store-problem.ts'
import type { Address, Key } from '../driver.ts'
import type { Unopened } from '../ledger.ts'
import { type Bytes, ivBytes, keyIdBytes, own, tagBytes, view } from './ciphers/cipher.ts'
import type { CipherKey } from './ciphers/cipher-key.ts'

/**
 * Sealed bytes: mark and format (2), number of the cipher (1), key id (8), schema version (4), initialisation vector (12), what the
 * cipher makes of the plain bytes, its tag (16). The mark never stands in UTF-8, so nothing sealed can pass for a text or the reverse.
 */
const mark = 0xf5
const format = 1
const cipherAt = 2
const keyAt = 3
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
const associated = (place: Place, schema: number, { cipher, id }: CipherKey): Bytes =>
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
              cipher,
              id,
            ]
          : ['childfile/note/1', place.partition, place.id, schema, cipher, id],
      ),
    ),
  )

/** Whether bytes begin as sealed ones do. */
export const looksSealed = (bytes: Uint8Array): boolean => bytes[0] === mark

/** What one sealing takes beside its place: the key, the version that the bytes are written in (0 if none), a vector never used before. */
export interface Sealing {
  readonly key: CipherKey
  readonly schema: number
  readonly vector: Bytes
}

/** Seals bytes for one place. */
export async function sealIn(place: Place, { key, schema, vector }: Sealing, plain: Uint8Array): Promise<Uint8Array> {
  const data = view(await key.seal(own(plain), vector, associated(place, schema, key)))
  if (data.length !== plain.length + tagBytes)
    throw storeFault('corrupt', { message: 'a cipher did not seal as it must; nothing was written' })
  const sealed = new Uint8Array(dataAt + data.length)
  sealed[0] = mark
  sealed[1] = format
  sealed[cipherAt] = key.cipher
  for (let n = 0; n < keyIdBytes; n++) sealed[keyAt + n] = Number.parseInt(key.id.slice(2 * n, 2 * n + 2), 16)
  new DataView(sealed.buffer).setUint32(schemaAt, schema)
  sealed.set(vector, ivAt)
  sealed.set(data, dataAt)
  return sealed
}

/** Which key sealed bytes ask for, or why no key can help. `knows` tells which ciphers are at hand. */
export function keyIdIn(
  sealed: Uint8Array,
  knows: (cipher: number) => boolean,
): { readonly id: string } | { readonly unopened: Unopened } {
  if (!looksSealed(sealed)) return { unopened: 'not-sealed' }
  if (sealed.length < sealBytes) return { unopened: 'changed' }
  if (sealed[1] !== format || !knows(sealed[cipherAt] ?? 0)) return { unopened: 'unknown-seal' }
  return { id: hex(sealed.subarray(keyAt, schemaAt)) }
}

/** The plain bytes; undefined if anything was changed, or if this is not the key or the place. At once if the cipher answers at once. */
export function openIn(
  place: Place,
  key: CipherKey,
  sealed: Uint8Array,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  if (sealed[cipherAt] !== key.cipher) return undefined
  const bytes = own(sealed)
  const schema = new DataView(bytes.buffer, bytes.byteOffset).getUint32(schemaAt)
  const plain = key.open(bytes.subarray(dataAt), bytes.subarray(ivAt, dataAt), associated(place, schema, key))
  return plain instanceof Promise ? plain.then(viewIfAny) : viewIfAny(plain)
}

const viewIfAny = (answer: Uint8Array | ArrayBuffer | undefined): Uint8Array | undefined => answer && view(answer)
