import { z } from 'zod'
import { canonicalJson } from '../../../canonical.ts'
import { hex, utf8 } from '../../../digest.ts'
import { err, invalid, type Outcome, type OutcomeAsync, ok, ResultAsync } from '../../../problem.ts'
import { problemOf, reading, storeFault } from '../../audit/store-problem.ts'
import { randomBytes } from '../../random.ts'
import { type Bytes, type CipherKey, cipherKey, ivBytes, keyBytes, own, webCrypto } from './cipher.ts'
import { type KeyContext, type KeyProvider, type KeyStore, memoryKeyStore } from './key-provider.ts'
import { bytesOfHex, plainJson } from './key-records.ts'

/** Master keys that lie at hand, in versions. */
export interface MasterKeys extends KeyProvider {
  /**
   * Adds a version, with which keys are wrapped from now on. Older ones open what they wrapped: `rewrap` of the keyring moves it.
   * @returns Ok: the new version. Err `storage`: `unavailable`.
   */
  rotate(): OutcomeAsync<string>
  /**
   * Drops an older version for ever; what it wrapped and nobody re-wrapped is lost.
   * @returns Err `invalid`: for the version of now and for one that is not there. Err `storage`: `unavailable`.
   */
  forget(version: string): OutcomeAsync<void>
  /** Lets the place where they are kept go. */
  close(): Promise<void>
}

const Kept = z.strictObject({
  format: z.literal('childfile-master-keys/1'),
  current: z.string(),
  versions: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
})
type Kept = z.output<typeof Kept>

const newVersion = (): readonly [string, string] => [hex(randomBytes(8)), hex(randomBytes(keyBytes))]

/** A wrapped key is bound to the version of the master key and to what the key is for. */
const associated = (version: string, context: KeyContext): Bytes =>
  own(utf8(`childfile/wrapped/1\n${canonicalJson([version, context])}`))

/**
 * Master keys over a place where a few bytes are kept; made there if there are none.
 * @returns Err `storage`: `corrupt` if what lies there is something else, `unavailable`.
 */
export const openMasterKeys = (store: KeyStore): OutcomeAsync<MasterKeys> =>
  reading(async () => {
    webCrypto()
    const bytes = await store.load()
    const kept = bytes === undefined ? undefined : Kept.safeParse(plainJson(bytes))
    if (kept && !(kept.success && Object.hasOwn(kept.data.versions, kept.data.current)))
      throw storeFault('corrupt', { message: 'what is kept here is not a list of master keys' })
    if (kept) return masterKeysOver(store, kept.data)
    const [version, key] = newVersion()
    const first: Kept = { format: 'childfile-master-keys/1', current: version, versions: { [version]: key } }
    await store.save(utf8(canonicalJson(first)))
    return masterKeysOver(store, first)
  })

/**
 * Master keys that are gone with the process: for tests and demonstrations.
 * @returns Err `storage`: `unavailable` where WebCrypto is not.
 * @example
 * ```ts
 * import { memoryMasterKeys } from 'childfile/storage'
 * const keys = await memoryMasterKeys()
 * const context = { of: 'subject', subject: 'child-1' }
 * if (keys.isErr()) throw new Error('no WebCrypto here')
 * const { wrapped } = await keys.value.generate(context)
 * const plain = await keys.value.unwrap(wrapped, context)
 * plain?.length // => 32
 * await keys.value.unwrap(wrapped, { of: 'subject', subject: 'child-2' }) // => undefined
 * ```
 */
export const memoryMasterKeys = (): OutcomeAsync<MasterKeys> => openMasterKeys(memoryKeyStore())

/**
 * Master keys that the caller keeps, as from a vault: 32 bytes each, by version.
 * @returns Err `invalid`: `/versions` if one has another length, `/current` if it is not among them.
 * @example
 * ```ts
 * import { masterKeys } from 'childfile/storage'
 * const provider = masterKeys({ current: '2026', versions: { '2026': new Uint8Array(32).fill(7) } })
 * provider.isOk() && (await provider.value.current()) // => '2026'
 * ```
 */
export function masterKeys(keys: {
  readonly current: string
  readonly versions: Readonly<Record<string, Uint8Array>>
}): Outcome<KeyProvider> {
  const versions = Object.entries(keys.versions)
  if (versions.some(([, bytes]) => bytes.length !== keyBytes))
    return err([invalid('/versions', 'invalid-value', 'a master key has 32 bytes')])
  if (!Object.hasOwn(keys.versions, keys.current))
    return err([invalid('/current', 'invalid-value', 'must be one of the versions')])
  const texts = Object.fromEntries(versions.map(([version, bytes]) => [version, hex(bytes)]))
  return ok(providerOf(() => ({ current: keys.current, versions: texts })))
}

function masterKeysOver(store: KeyStore, first: Kept): MasterKeys {
  let kept = first
  const change = (next: Kept): ResultAsync<void, readonly [ReturnType<typeof problemOf>]> =>
    new ResultAsync(
      store.save(utf8(canonicalJson(next))).then(
        () => {
          kept = next
          return ok(undefined)
        },
        (error: unknown) => err([problemOf(error, 'unavailable')] as const),
      ),
    )
  return {
    ...providerOf(() => kept),
    rotate: () => {
      const [version, key] = newVersion()
      return change({ ...kept, current: version, versions: { ...kept.versions, [version]: key } }).map(() => version)
    },
    forget: (version) => {
      const { [version]: dropped, ...versions } = kept.versions
      return dropped === undefined || version === kept.current
        ? new ResultAsync(
            Promise.resolve(err([invalid('', 'invalid-value', 'must be an older version that is there')])),
          )
        : change({ ...kept, versions })
    },
    close: () => store.close(),
  }
}

function providerOf(kept: () => Pick<Kept, 'current' | 'versions'>): KeyProvider {
  const ciphers = new Map<string, Promise<CipherKey>>()
  const cipher = (version: string): Promise<CipherKey> | undefined => {
    const { versions } = kept()
    const key = Object.hasOwn(versions, version) ? versions[version] : undefined
    if (key === undefined) return undefined
    const known = ciphers.get(version)
    if (known) return known
    const made = cipherKey(version, bytesOfHex(key))
    ciphers.set(version, made)
    return made
  }
  const wrap: KeyProvider['wrap'] = async (plain, context) => {
    const { current: master } = kept()
    const key = await cipher(master)
    if (!key) throw new Error('the master key of now is gone')
    const { iv, bytes } = await key.seal(plain, associated(master, context))
    const wrapped = new Uint8Array(iv.length + bytes.length)
    wrapped.set(iv)
    wrapped.set(bytes, iv.length)
    return { master, bytes: wrapped }
  }
  return {
    current: () => Promise.resolve(kept().current),
    wrap,
    generate: async (context) => {
      const plain = randomBytes(keyBytes)
      return { plain, wrapped: await wrap(plain, context) }
    },
    unwrap: async ({ master, bytes }, context) => {
      const key = await cipher(master)
      const encrypted = { iv: own(bytes.slice(0, ivBytes)), bytes: bytes.subarray(ivBytes) }
      return key?.open(encrypted, associated(master, context))
    },
  }
}
