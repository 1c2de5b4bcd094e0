import { storeFault } from '../../audit/store-problem.ts'
import { randomBytes } from '../../random.ts'

type Subtle = typeof globalThis.crypto.subtle
type PlatformKey = Awaited<ReturnType<Subtle['deriveKey']>>

/** Bytes that are not shared with another thread, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The length of a key of AES-256. */
export const keyBytes = 32
/** The length of an initialisation vector: 96 bits, which GCM takes as they are. */
export const ivBytes = 12
/** The length of the tag that shows any change. */
export const tagBytes = 16

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

/** Bytes that were encrypted, and the vector that they were encrypted with. */
interface Encrypted {
  readonly iv: Bytes
  readonly bytes: Uint8Array
}

/** A key of AES-256-GCM that can be used and not read. */
export interface CipherKey {
  /** Names the key; no secret. */
  readonly id: string
  /** Under a vector of its own, drawn at random. `associated` is not kept: opening takes the very same again. */
  seal(plain: Uint8Array, associated: Bytes): Promise<Encrypted>
  /** Undefined if anything is not as it was sealed. */
  open(encrypted: Encrypted, associated: Bytes): Promise<Uint8Array | undefined>
}

/** View of bytes that WebCrypto takes; a copy only if they are shared with another thread. */
export const own = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Uint8Array.from(bytes)

/** The key of these 32 bytes. The bytes are wiped: the caller has no more use for them. */
export async function cipherKey(id: string, secret: Uint8Array): Promise<CipherKey> {
  const subtle = webCrypto()
  const bytes = own(secret)
  const key: PlatformKey = await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  bytes.fill(0)
  secret.fill(0)
  return {
    id,
    seal: async (plain, additionalData) => {
      const iv = randomBytes(ivBytes)
      const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, own(plain))
      return { iv, bytes: new Uint8Array(sealed) }
    },
    open: async ({ iv, bytes }, additionalData) => {
      try {
        return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, own(bytes)))
      } catch {
        return undefined
      }
    },
  }
}
