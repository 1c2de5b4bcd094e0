/** Bytes that are not shared with another thread, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The length of data keys and master keys. Of these secrets the key of a cipher is made. */
export const keyBytes = 32
/** The length of an initialisation vector: 96 bits, which GCM takes as they are. */
export const ivBytes = 12
/** The length of the tag that shows any change. */
export const tagBytes = 16
/** The length of the name of a key. */
export const keyIdBytes = 8

type Maybe<T> = T | Promise<T>

/** A key that a cipher has made ready; it can be used and not read. Answers may come at once or later. */
export interface ReadyKey {
  /** The plain bytes encrypted, and behind them the tag of 16 bytes over them and `associated`. A vector never comes twice. */
  readonly seal: (plain: Bytes, vector: Bytes, associated: Bytes) => Maybe<Uint8Array | ArrayBuffer>
  /** The plain bytes; undefined if anything is not as it was sealed. To reject means that the cipher cannot be reached. */
  readonly open: (sealed: Bytes, vector: Bytes, associated: Bytes) => Maybe<Uint8Array | ArrayBuffer | undefined>
}

/**
 * A way to seal: authenticated encryption with vectors of 96 bits and tags of 128, which is what GCM is, and a keyed digest. A cipher
 * is known by its number, which stands in everything that it sealed and is bound to it.
 */
export interface Cipher {
  /** 1 is AES-256-GCM with HMAC-SHA-256, which is built in; one of this number takes its place. Others have 2 to 255. */
  readonly id: number
  /** The length of its keys: 16 to 32. */
  readonly keyBytes: number
  /** Makes a key ready. The bytes are wiped afterwards. */
  readonly key: (secret: Bytes) => Maybe<ReadyKey>
  /** HMAC under a key of any length, of 32 bytes, answered at once, for fingerprints are made of it between other digests. */
  readonly mac: (secret: Uint8Array) => (bytes: Uint8Array) => Uint8Array
}

/** View of bytes that WebCrypto takes; a copy only if they are shared with another thread. */
export const own = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Uint8Array.from(bytes)

/** A cipher's answer as bytes. */
export const view = (answer: Uint8Array | ArrayBuffer): Uint8Array =>
  answer instanceof ArrayBuffer ? new Uint8Array(answer) : answer
