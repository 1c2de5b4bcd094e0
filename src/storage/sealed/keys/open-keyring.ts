import { hex } from '../../../digest.ts'
import { err, type Outcome, type OutcomeAsync, ok, type Problem, ResultAsync } from '../../../problem.ts'
import { reading, storeFault, storeProblem } from '../../audit/store-problem.ts'
import { isKey, keyProblems } from '../../collection/key.ts'
import { compareText } from '../../driver-rules.ts'
import { type CipherList, cipherList } from '../ciphers/cipher-list.ts'
import { type KeyringOptions, keyChest } from './key-access.ts'
import { contextOf, type KeyOwner, type KeyProvider, type KeyStore, memoryKeyStore } from './key-provider.ts'
import { cipherNumbers, type DataKey, type KeyRecords, ownerText, readRecords } from './key-records.ts'
import type { Keyring } from './keyring.ts'
import { type RecordBook, recordBook } from './record-book.ts'

/**
 * A keyring over a place where a few bytes are kept, for browsers and stores of one's own; `fileKeyring` is one over a file.
 * Wrapped keys and names of subjects are kept and nothing else. One program at a time holds a keyring.
 * @returns Err `invalid`: ciphers that cannot be. Err `storage`: `corrupt` if what lies there is no keyring, `newer-format` also if it has keys of a cipher that is not
 * given, `unavailable` also where WebCrypto is not and no cipher is given that does without.
 * @example
 * ```ts
 * import { memoryMasterKeys, openKeyring } from 'childfile/storage'
 * const kept: { bytes?: Uint8Array } = {}
 * const store = {
 *   load: () => Promise.resolve(kept.bytes),
 *   save: (bytes: Uint8Array) => Promise.resolve(void (kept.bytes = bytes)),
 *   close: () => Promise.resolve(),
 * }
 * const keyring = await memoryMasterKeys().andThen((keys) => openKeyring(store, keys))
 * keyring.isOk() && keyring.value.destroyed('520526') // => []
 * ```
 */
export const openKeyring = (
  store: KeyStore,
  provider: KeyProvider,
  options: KeyringOptions = {},
): OutcomeAsync<Keyring> =>
  later(cipherList(options)).andThen((ciphers) =>
    reading(async () => {
      ciphers.now()
      const bytes = await store.load()
      const records: KeyRecords = bytes === undefined ? new Map() : readRecords(bytes)
      for (const cipher of cipherNumbers(records)) ciphers.of(cipher)
      return keyringOver(recordBook(store, records), ciphers, provider, options)
    }),
  )

const later = <T>(outcome: Outcome<T>): OutcomeAsync<T> => new ResultAsync(Promise.resolve(outcome))

/**
 * A keyring that is gone with the process, and with it every document that was sealed: for tests and demonstrations.
 * @returns Err `storage`: `unavailable` where WebCrypto is not.
 * @example
 * ```ts
 * import { memoryKeyring, memoryMasterKeys } from 'childfile/storage'
 * const keyring = await memoryMasterKeys().andThen((keys) => memoryKeyring(keys))
 * const rotated = await keyring.asyncAndThen((keys) => keys.rotate('520526', 'child-1'))
 * rotated.isErr() && rotated.error[0].kind // => 'not-found'
 * ```
 */
export const memoryKeyring = (provider: KeyProvider, options: KeyringOptions = {}): OutcomeAsync<Keyring> =>
  openKeyring(memoryKeyStore(), provider, options)

const noKey: Problem = { kind: 'not-found', path: '', code: 'not-found', message: 'there is no key of this name' }

/** Keys are unwrapped and wrapped so many at once. */
const atOnce = 256

function keyringOver(book: RecordBook, ciphers: CipherList, provider: KeyProvider, options: KeyringOptions): Keyring {
  const chest = keyChest(book, ciphers, provider, options)
  const { access } = chest

  const rotate = async (owner: KeyOwner): Promise<Outcome<string>> => {
    const record = book.of(owner)
    if (record?.destroyed) return err([storeProblem('subject-erased')])
    if (!record || record.keys.length === 0) return err([noKey])
    await chest.addKeys([owner])
    const { destroyed, keys = [] } = book.of(owner) ?? {}
    const last = keys.at(-1)
    return destroyed || !last ? err([storeProblem('subject-erased')]) : ok(last.id)
  }

  /** The key under the master key of now; undefined if it could not be unwrapped. */
  const rewrapped = async (owner: KeyOwner, key: DataKey): Promise<DataKey | undefined> => {
    const secret = await chest.unwrap(owner, key)
    if (!secret) return undefined
    const { master, bytes } = await provider.wrap(secret, contextOf(owner, key))
    secret.fill(0)
    return { ...key, master, wrapped: hex(bytes) }
  }

  /** Keys under another master key than that of now, except those that are given up. */
  const older = async (lost: ReadonlySet<string>) => {
    const master = await provider.current()
    return [...book.all()].flatMap((record) =>
      record.keys.filter((key) => key.master !== master && !lost.has(key.id)).map((key) => ({ record, key })),
    )
  }

  /** Goes on until there are none, for keys are made meanwhile. */
  const rewrap = async (): Promise<number> => {
    const lost = new Set<string>()
    let count = 0
    for (let old = await older(lost); old.length > 0; old = await older(lost)) {
      const wrapped = await rewrapAll(old)
      for (const { key } of old) if (!wrapped.has(key.id)) lost.add(key.id)
      count += wrapped.size
    }
    if (lost.size > 0)
      throw storeFault('corrupt', { message: `${lost.size} data keys cannot be unwrapped by their provider` })
    return count
  }

  const rewrapAll = async (old: Awaited<ReturnType<typeof older>>): Promise<ReadonlyMap<string, DataKey>> => {
    const wrapped = new Map<string, DataKey>()
    for (let n = 0; n < old.length; n += atOnce) {
      const some = await Promise.all(old.slice(n, n + atOnce).map(({ record, key }) => rewrapped(record, key)))
      for (const key of some) if (key) wrapped.set(key.id, key)
    }
    await book.change((records) => {
      for (const text of new Set(old.map(({ record }) => ownerText(record)))) {
        const record = records.get(text)
        if (!record) continue
        const keys = record.keys.map((key) => {
          const { master: by, wrapped: bytes } = wrapped.get(key.id) ?? key
          return { ...key, master: by, wrapped: bytes }
        })
        records.set(text, { ...record, keys })
      }
    })
    return wrapped
  }

  const checked = ({ partition, subject }: KeyOwner) =>
    keyProblems([['/partition', partition], ...(subject === undefined ? [] : [['/subject', subject] as const])])

  const over = <T>(owner: KeyOwner, work: () => Promise<Outcome<T>>): OutcomeAsync<T> => {
    const [problem, ...rest] = checked(owner)
    return problem
      ? new ResultAsync(Promise.resolve(err([problem, ...rest])))
      : reading(work).andThen((outcome) => outcome)
  }

  return {
    access,
    rotate: (partition, subject) => over({ partition, subject }, () => rotate({ partition, subject })),
    rewrap: () => reading(rewrap),
    destroy: (partition, subject) =>
      over({ partition, subject }, async () => {
        await access.destroy(partition, subject)
        return ok(undefined)
      }),
    destroyed: (partition) =>
      [...book.all()]
        .flatMap(({ partition: of, subject, destroyed }) =>
          of === partition && destroyed && isKey(subject) ? [subject] : [],
        )
        .sort(compareText),
    close: () => book.close(),
  }
}
