import type { OutcomeAsync } from '../../../problem.ts'
import type { Key } from '../../driver.ts'
import type { CipherKey } from '../ciphers/cipher-key.ts'
import type { PartitionRoot } from './partition-root.ts'

/** A key of an owner by name; the partition's own if no subject is named. */
export interface KeyName {
  readonly subject?: Key | undefined
  readonly id: string
}

/** Why a key is not to be had. */
export type NoKey = 'key-missing' | 'key-destroyed'

/** The keys to seal one commit with. */
export interface SealingKeys {
  readonly note: CipherKey
  readonly root: PartitionRoot
  /** In the order asked. */
  readonly subjects: readonly (CipherKey | 'key-destroyed')[]
}

/** How a sealed ledger comes by keys. Every call rejects if they are not to be had, and then nothing is shown or written. */
export interface KeyAccess {
  /** Whether a cipher is at hand. */
  readonly knows: (cipher: number) => boolean
  /** Keys for so many seals of each subject and one note; made where there are none, and saved before they are given. */
  sealing(partition: Key, seals: readonly (readonly [subject: Key, seals: number])[]): Promise<SealingKeys>
  /** Keys that were used before, in the order asked. */
  opening(partition: Key, names: readonly KeyName[]): Promise<readonly (CipherKey | NoKey)[]>
  /** The root of a partition; undefined if it has no key yet and none is to be made. */
  root(partition: Key, make: boolean): Promise<PartitionRoot | undefined>
  /** Notes that this commit erases the subject, undefined that it does not, until its keys are destroyed. */
  erasing(partition: Key, subject: Key, commit: Key | undefined): Promise<void>
  /** What was noted and not finished. */
  unfinished(): readonly { readonly partition: Key; readonly subject: Key; readonly commit: Key }[]
  /** For ever. */
  destroy(partition: Key, subject: Key): Promise<void>
}

/**
 * The data keys of a store: one for each subject and one for each partition, wrapped by a key provider. Losing it is losing every
 * document.
 */
export interface Keyring {
  readonly access: KeyAccess
  /**
   * Gives a subject, or a partition's notes, a new key for what is sealed from now on. Older keys go on opening what they sealed;
   * `reseal` moves the rows.
   * @returns Ok: the name of the new key. Err `not-found`: there is no key yet. Err `storage`: `subject-erased`, `unavailable`.
   */
  rotate(partition: Key, subject?: Key): OutcomeAsync<string>
  /**
   * Wraps every data key anew with the master key of now; afterwards older master keys are not needed. Bodies are not touched.
   * @returns Ok: how many keys were wrapped. Err `storage`: `corrupt` if some could not be unwrapped (the others were wrapped,
   * none is lost), `unavailable`.
   */
  rewrap(): OutcomeAsync<number>
  /**
   * Destroys the keys of a subject for ever, also of one that has none yet: `erase` does it by itself. For a copy of a store from
   * before an erasure there is nothing more to do.
   * @returns Err `storage`: `unavailable`; try again.
   */
  destroy(partition: Key, subject: Key): OutcomeAsync<void>
  /** The subjects of a partition whose keys were destroyed: after an old copy of the store was put back, erase these again. */
  destroyed(partition: Key): readonly Key[]
  /** Saves the counts and lets the place where keys are kept go. */
  close(): Promise<void>
}
