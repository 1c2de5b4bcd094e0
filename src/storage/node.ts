import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey } from 'node:crypto'
import { type Digest, sha256 } from '../digest.ts'
import { type Cipher, tagBytes } from './sealed/ciphers/cipher.ts'

const algorithm = 'aes-256-gcm'
const tagged = { authTagLength: tagBytes }

/**
 * AES-256-GCM with HMAC-SHA-256 by `node:crypto`: the cipher that is built in, answered at once instead of on other threads, which for
 * bodies as short as these is faster. What one of the two sealed the other opens. Keyrings in files use it by themselves.
 * @example
 * ```ts
 * import { memoryKeyring, memoryMasterKeys } from 'childfile/storage'
 * import { nodeAes256Gcm } from 'childfile/storage/node'
 * const sealsWith = nodeAes256Gcm
 * const keyring = await memoryMasterKeys({ sealsWith }).andThen((keys) => memoryKeyring(keys, { sealsWith }))
 * keyring.isOk() // => true
 * ```
 * @source NIST SP 800-38D; RFC 2104
 */
export const nodeAes256Gcm: Cipher = {
  id: 1,
  keyBytes: 32,
  key: (secret) => {
    const key = createSecretKey(secret)
    return {
      seal: (plain, vector, associated) => {
        const cipher = createCipheriv(algorithm, key, vector, tagged).setAAD(associated)
        const out = new Uint8Array(plain.length + tagBytes)
        out.set(cipher.update(plain))
        cipher.final()
        out.set(cipher.getAuthTag(), plain.length)
        return out
      },
      open: (sealed, vector, associated) => {
        const end = sealed.length - tagBytes
        if (end < 0) return undefined
        const decipher = createDecipheriv(algorithm, key, vector, tagged).setAAD(associated)
        decipher.setAuthTag(sealed.subarray(end))
        const plain = decipher.update(sealed.subarray(0, end))
        try {
          decipher.final()
        } catch {
          return undefined
        }
        return plain
      },
    }
  },
  mac: (secret) => {
    const key = createSecretKey(secret)
    return (bytes) => createHmac('sha256', key).update(bytes).digest()
  },
}

/**
 * SHA-256 by `node:crypto`: the digest that is built in, three times as fast. A chain may go on with either.
 * @source FIPS 180-4
 * @example
 * ```ts
 * import { audited, openMemory } from 'childfile/storage'
 * import { nodeSha256 } from 'childfile/storage/node'
 * const ledger = audited(await openMemory(), nodeSha256)
 * ledger.audited // => true
 * ```
 */
export const nodeSha256: Digest = { id: sha256.id, hash: (bytes) => createHash('sha256').update(bytes).digest() }
