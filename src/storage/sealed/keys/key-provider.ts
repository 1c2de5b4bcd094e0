import type { Key } from '../../driver.ts'

/** What a data key is for. It is bound to the wrapped key, so that the key of one subject cannot be passed off as another's. */
export type KeyContext = Readonly<Record<string, string>>

/** A data key as it may lie on a disk: readable by the holder of a master key only. */
export interface WrappedKey {
  /** The version of the master key that it is wrapped with. */
  readonly master: string
  readonly bytes: Uint8Array
}

/**
 * Who holds the master key: a key management service, a hardware module, `memoryMasterKeys`, `fileMasterKeys`. Every call may
 * reject, which means that the provider cannot be reached; a `code` of its error is shown, its message never.
 */
export interface KeyProvider {
  /** The version of the master key that wraps now. */
  current(): Promise<string>
  /** A new data key of 32 bytes, whatever the cipher, plain and wrapped. The plain bytes are wiped by whoever takes them. */
  generate(context: KeyContext): Promise<{ readonly plain: Uint8Array; readonly wrapped: WrappedKey }>
  /** Wraps a data key with the version of now. */
  wrap(plain: Uint8Array, context: KeyContext): Promise<WrappedKey>
  /** The data key; undefined if this was not wrapped here, or for another context. */
  unwrap(wrapped: WrappedKey, context: KeyContext): Promise<Uint8Array | undefined>
}

/** Whose a data key is: a subject's, or the partition's own. */
export interface KeyOwner {
  readonly partition: Key
  /** Undefined for the key of the partition itself. */
  readonly subject?: Key | undefined
}

/** The context of one data key. A cipher other than AES-256-GCM stands in it, so that no key can be passed off as another cipher's. */
export const contextOf = (
  { partition, subject }: KeyOwner,
  { id, cipher }: { readonly id: string; readonly cipher?: number | undefined },
): KeyContext => ({
  use: 'childfile-data-key',
  partition,
  ...(subject === undefined ? { of: 'partition' } : { of: 'subject', subject }),
  key: id,
  ...(cipher === undefined ? {} : { cipher: `${cipher}` }),
})

/** Where a few bytes are kept whole: all of the old or all of the new, never a mixture. One program at a time holds it. */
export interface KeyStore {
  /** Undefined if nothing was ever saved. */
  load(): Promise<Uint8Array | undefined>
  /** Resolves when the bytes would outlive a loss of power. */
  save(bytes: Uint8Array): Promise<void>
  /** Lets others have it. */
  close(): Promise<void>
}

/** A store of bytes that is gone with the process. */
export function memoryKeyStore(): KeyStore {
  let kept: Uint8Array | undefined
  return {
    load: () => Promise.resolve(kept?.slice()),
    save: (bytes) => {
      kept = bytes.slice()
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}
