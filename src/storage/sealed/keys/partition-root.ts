import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Digest, hex, utf8 } from '../../../digest.ts'
import type { Key } from '../../driver.ts'
import { keyBytes } from './cipher.ts'

type Use = 'note' | 'digest' | 'index'

/**
 * The secret for one use of a partition's key, so that no two uses ever share one.
 * @source RFC 5869 (HKDF)
 */
export const secretFor = (use: Use, key: Uint8Array): Uint8Array =>
  hkdf(sha256, key, undefined, utf8(`childfile/${use}/1`), keyBytes)

/** What a partition's key makes beside notes. It comes from the first key of the partition for ever: fingerprints and index keys are compared. */
export interface PartitionRoot {
  /** HMAC-SHA-256 under the partition's key. */
  readonly digest: Digest
  /** Stands for a key of a secret index: equal keys of one index are equal, and nothing else can be seen. */
  readonly blind: (index: Key, key: Key) => Key
}

/**
 * The root of a partition with this key.
 * @source RFC 2104 (HMAC)
 */
export function partitionRoot(key: Uint8Array): PartitionRoot {
  const keyed = (use: Use) => {
    const start = hmac.create(sha256, secretFor(use, key))
    return (bytes: Uint8Array): Uint8Array => start.clone().update(bytes).digest()
  }
  const index = keyed('index')
  return {
    digest: { id: 'hmac-sha-256', hash: keyed('digest') },
    blind: (name, text) => hex(index(utf8(JSON.stringify([name, text])))),
  }
}
