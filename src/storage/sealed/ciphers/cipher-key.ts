import { utf8 } from '../../../digest.ts'
import { storeFault } from '../../audit/store-problem.ts'
import { aes256Gcm } from './aes-256-gcm.ts'
import { type Bytes, type Cipher, keyBytes, own, type ReadyKey } from './cipher.ts'

/** A key of a cipher under a name. */
export interface CipherKey extends ReadyKey {
  /** Names the key; no secret. */
  readonly id: string
  /** The number of its cipher. */
  readonly cipher: number
}

/** What a secret is used for. */
export type Use = 'note' | 'digest' | 'index' | 'body' | 'wrap'

/**
 * The secret for one use with one cipher, so that no two uses ever share one.
 * @source RFC 5869 (HKDF, no salt, one block)
 */
export function secretFor(cipher: Cipher, use: Use, secret: Uint8Array): Bytes {
  const info = utf8(`childfile/${use}/${cipher.id}\u0001`)
  const made = cipher.mac(cipher.mac(new Uint8Array(keyBytes))(secret))(info)
  if (made.length !== keyBytes)
    throw storeFault('corrupt', { message: 'the keyed digest of a cipher has not 32 bytes' })
  return own(made)
}

/**
 * The key that a cipher makes of these 32 bytes, which are wiped: the caller has no more use for them. Bodies and wrapped keys of
 * AES-256-GCM were always sealed with the bytes themselves; for anything else they are made for the use.
 */
export async function cipherKey(cipher: Cipher, id: string, use: Use, secret: Uint8Array): Promise<CipherKey> {
  const itself = cipher.id === aes256Gcm.id && use !== 'note'
  const made = itself ? own(secret) : secretFor(cipher, use, secret).subarray(0, cipher.keyBytes)
  try {
    const { seal, open } = await cipher.key(made)
    return { id, cipher: cipher.id, seal, open }
  } finally {
    made.fill(0)
    secret.fill(0)
  }
}
