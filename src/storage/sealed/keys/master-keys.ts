import { z } from 'zod'
import { canonicalJson } from '../../../canonical.ts'
import { hex, utf8 } from '../../../digest.ts'
import { err, invalid, type Outcome, type OutcomeAsync, ok, ResultAsync } from '../../../problem.ts'
import { problemOf, reading, storeFault } from '../../audit/store-problem.ts'
import { randomBytes } from '../../random.ts'
import { aes256Gcm } from '../ciphers/aes-256-gcm.ts'
import { type Bytes, ivBytes, keyBytes, own, tagBytes, view } from '../ciphers/cipher.ts'
import { type CipherKey, cipherKey } from '../ciphers/cipher-key.ts'
import { type CipherList, type Ciphers, cipherList } from '../ciphers/cipher-list.ts'
import { type KeyContext, type KeyProvider, type KeyStore, memoryKeyStore } from './key-provider.ts'
import { bytesOfHex, plainJson } from './key-records.ts'
import { recent } from './recent.ts'

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

/** A wrapped key is bound to the cipher, the version of the master key and to what the key is for. */
const associated = (version: string, cipher: number, context: KeyContext): Bytes =>
  own(utf8(`childfile/wrapped/${cipher}\n${canonicalJson([version, context])}`))

/** Versions that are held ready. */
const keysAtHand = 64

/**
 * Master keys over a place where a few bytes are kept; made there if there are none.
 * @returns Err `storage`: `corrupt` if what lies there is something else, `unavailable`.
 */
export const openMasterKeys = (store: KeyStore, ciphers: Ciphers = {}): OutcomeAsync<MasterKeys> =>
  new ResultAsync(Promise.resolve(cipherList(ciphers))).andThen((list) =>
    reading(async () => {
      list.now()
      const bytes = await store.load()
      const kept = bytes === undefined ? undefined : Kept.safeParse(plainJson(bytes))
      if (kept && !(kept.success && Object.hasOwn(kept.data.versions, kept.data.current)))
        throw storeFault('corrupt', { message: 'what is kept here is not a list of master keys' })
      if (kept) return masterKeysOver(store, kept.data, list)
      const [version, key] = newVersion()
      const first: Kept = { format: 'childfile-master-keys/1', current: version, versions: { [version]: key } }
      await store.save(utf8(canonicalJson(first)))
      return masterKeysOver(store, first, list)
    }),
  )

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
export const memoryMasterKeys = (ciphers: Ciphers = {}): OutcomeAsync<MasterKeys> =>
  openMasterKeys(memoryKeyStore(), ciphers)

/**
 * Master keys that the caller keeps, as from a vault: 32 bytes each, by version.
 * @returns Err `invalid`: `/versions` if one has another length, `/current` if it is not among them; ciphers that cannot be.
 * @example
 * ```ts
 * import { masterKeys } from 'childfile/storage'
 * const provider = masterKeys({ current: '2026', versions: { '2026': new Uint8Array(32).fill(7) } })
 * provider.isOk() && (await provider.value.current()) // => '2026'
 * ```
 */
export function masterKeys(
  keys: { readonly current: string; readonly versions: Readonly<Record<string, Uint8Array>> },
  ciphers: Ciphers = {},
): Outcome<KeyProvider> {
  const versions = Object.entries(keys.versions)
  if (versions.some(([, bytes]) => bytes.length !== keyBytes))
    return err([invalid('/versions', 'invalid-value', 'a master key has 32 bytes')])
  if (!Object.hasOwn(keys.versions, keys.current))
    return err([invalid('/current', 'invalid-value', 'must be one of the versions')])
  const texts = Object.fromEntries(versions.map(([version, bytes]) => [version, hex(bytes)]))
  return cipherList(ciphers).map((list) => providerOf(() => ({ current: keys.current, versions: texts }), list))
}

function masterKeysOver(store: KeyStore, first: Kept, list: CipherList): MasterKeys {
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
    ...providerOf(() => kept, list),
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

/** What AES-256-GCM makes of a data key: vector, key, tag. What another cipher made of it has its number in front. */
const plainWrap = ivBytes + keyBytes + tagBytes

function providerOf(kept: () => Pick<Kept, 'current' | 'versions'>, list: CipherList): KeyProvider {
  const keys = recent<CipherKey>(keysAtHand)
  const keyOf = (version: string, cipher: number): Promise<CipherKey> | undefined => {
    const { versions } = kept()
    const secret = Object.hasOwn(versions, version) ? versions[version] : undefined
    return secret === undefined
      ? undefined
      : keys.get(`${cipher} ${version}`, () => cipherKey(list.of(cipher), version, 'wrap', bytesOfHex(secret)))
  }
  const wrap: KeyProvider['wrap'] = async (plain, context) => {
    const { current: master } = kept()
    const key = await keyOf(master, list.now().id)
    if (!key) throw new Error('the master key of now is gone')
    const iv = randomBytes(ivBytes)
    const bytes = view(await key.seal(own(plain), iv, associated(master, key.cipher, context)))
    const number = key.cipher === aes256Gcm.id ? [] : [key.cipher]
    const wrapped = Uint8Array.from([...number, ...iv, ...bytes])
    if (wrapped.length !== number.length + plainWrap) throw new Error('a cipher did not seal a data key as it must')
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
      const builtIn = bytes.length === plainWrap
      if (!builtIn && bytes.length !== plainWrap + 1) return undefined
      const cipher = builtIn ? aes256Gcm.id : (bytes[0] ?? 0)
      const key = await keyOf(master, cipher)
      const sealed = Uint8Array.from(builtIn ? bytes : bytes.subarray(1))
      const plain = await key?.open(
        sealed.subarray(ivBytes),
        sealed.subarray(0, ivBytes),
        associated(master, cipher, context),
      )
      return plain && view(plain)
    },
  }
}
