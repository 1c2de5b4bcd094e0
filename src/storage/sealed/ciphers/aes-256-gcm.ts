import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { storeFault } from '../../audit/store-problem.ts'
import type { Cipher } from './cipher.ts'

type Subtle = typeof globalThis.crypto.subtle

const bytesOf = (answer: ArrayBuffer): Uint8Array => new Uint8Array(answer)
const nothing = (): undefined => undefined

/** WebCrypto, which pages have in secure contexts only; rejects clearly where there is none. */
export function webCrypto(): Subtle {
  const platform: { readonly crypto?: { readonly subtle?: Subtle } } = globalThis
  const subtle = platform.crypto?.subtle
  if (subtle) return subtle
  throw storeFault('unavailable', {
    message: 'sealing needs WebCrypto (crypto.subtle): a secure context, or Node',
    engineCode: 'no-web-crypto',
    retry: false,
  })
}

/**
 * AES-256-GCM by WebCrypto, with HMAC-SHA-256.
 * @source NIST SP 800-38D; RFC 2104
 */
export const aes256Gcm: Cipher = {
  id: 1,
  keyBytes: 32,
  key: async (secret) => {
    const subtle = webCrypto()
    const key = await subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
    return {
      seal: (plain, iv, additionalData) => subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain),
      open: (sealed, iv, additionalData) =>
        subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed).then(bytesOf, nothing),
    }
  },
  mac: (secret) => {
    const start = hmac.create(sha256, secret)
    return (bytes) => start.clone().update(bytes).digest()
  },
}
