import { type Digest, hex, utf8 } from '../../../digest.ts'
import type { Key } from '../../driver.ts'
import { aes256Gcm } from '../ciphers/aes-256-gcm.ts'
import type { Cipher } from '../ciphers/cipher.ts'
import { secretFor, type Use } from '../ciphers/cipher-key.ts'

/** What a partition's key makes beside notes. It comes from the first key of the partition for ever: fingerprints and index keys are compared. */
export interface PartitionRoot {
  /** The keyed digest under the partition's key: HMAC-SHA-256, if its cipher has no other. */
  readonly digest: Digest
  /** Stands for a key of a secret index: equal keys of one index are equal, and nothing else can be seen. */
  readonly blind: (index: Key, key: Key) => Key
}

/**
 * The root of a partition with this key of this cipher.
 * @source RFC 2104 (HMAC)
 */
export function partitionRoot(key: Uint8Array, cipher: Cipher = aes256Gcm): PartitionRoot {
  const keyed = (use: Use) => cipher.mac(secretFor(cipher, use, key))
  const index = keyed('index')
  return {
    digest: { id: cipher.id === aes256Gcm.id ? 'hmac-sha-256' : `mac-of-cipher-${cipher.id}`, hash: keyed('digest') },
    blind: (name, text) => hex(index(utf8(JSON.stringify([name, text])))),
  }
}
