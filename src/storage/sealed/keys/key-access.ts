import { hex } from '../../../digest.ts'
import { storeFault } from '../../audit/store-problem.ts'
import { randomBytes } from '../../random.ts'
import { aes256Gcm } from '../ciphers/aes-256-gcm.ts'
import { keyBytes, keyIdBytes } from '../ciphers/cipher.ts'
import { type CipherKey, cipherKey } from '../ciphers/cipher-key.ts'
import type { CipherList, Ciphers } from '../ciphers/cipher-list.ts'
import { contextOf, type KeyOwner, type KeyProvider } from './key-provider.ts'
import { bytesOfHex, type DataKey, type KeyRecord, ownerText } from './key-records.ts'
import type { KeyAccess, KeyName } from './keyring.ts'
import { type PartitionRoot, partitionRoot } from './partition-root.ts'
import { recent } from './recent.ts'
import type { RecordBook } from './record-book.ts'

/** How a keyring goes about its keys. */
export interface KeyringOptions extends Ciphers {
  /** The most keys that are held ready for use; 4096 if not given. */
  readonly keysAtHand?: number
  /** After so many seals an owner gets a new key by itself; 2,147,483,648 if not given, which is also the most. */
  readonly sealsPerKey?: number
}

/**
 * Half of what is allowed under one key with vectors drawn at random: the other half covers counts that were lost.
 * @source NIST SP 800-38D (8.3)
 */
const mostSeals = 2_147_483_648

/** What both sides of a keyring need: the records and how keys come into them. */
export interface KeyChest {
  readonly access: KeyAccess
  /** Gives owners one more key, unless theirs were destroyed. */
  addKeys(owners: readonly KeyOwner[]): Promise<void>
  /** The bytes of a key; undefined if its provider does not unwrap it. */
  unwrap(owner: KeyOwner, key: DataKey): Promise<Uint8Array | undefined>
}

const unwrappable = (): Error => storeFault('corrupt', { message: 'a data key cannot be unwrapped by its provider' })

/** Keys from records and a provider. */
export function keyChest(book: RecordBook, list: CipherList, provider: KeyProvider, options: KeyringOptions): KeyChest {
  const { keysAtHand = 4096, sealsPerKey = mostSeals } = options
  const limit = Math.min(sealsPerKey, mostSeals)
  const ciphers = recent<CipherKey | undefined>(keysAtHand)
  const roots = recent<PartitionRoot | undefined>(keysAtHand)

  const unwrap: KeyChest['unwrap'] = async (owner, key) => {
    const { master, wrapped } = key
    const secret = await provider.unwrap({ master, bytes: bytesOfHex(wrapped) }, contextOf(owner, key))
    return secret?.length === keyBytes ? secret : undefined
  }
  const numberOf = ({ cipher = aes256Gcm.id }: Pick<DataKey, 'cipher'>): number => cipher
  const cipherOf = ({ subject }: KeyOwner, key: DataKey, secret: Uint8Array): Promise<CipherKey> =>
    cipherKey(list.of(numberOf(key)), key.id, subject === undefined ? 'note' : 'body', secret)
  const ready = (owner: KeyOwner, key: DataKey): Promise<CipherKey | undefined> =>
    ciphers.get(key.id, async () => {
      const secret = await unwrap(owner, key)
      return secret && cipherOf(owner, key, secret)
    })

  const addKeys: KeyChest['addKeys'] = async (owners) => {
    if (owners.length === 0) return
    const now = list.now().id
    const cipher = now === aes256Gcm.id ? {} : { cipher: now }
    const added = await Promise.all(
      owners.map(async (owner) => {
        const id = hex(randomBytes(keyIdBytes))
        const { plain, wrapped } = await provider.generate(contextOf(owner, { id, ...cipher }))
        if (plain.length !== keyBytes) throw unwrappable()
        return { owner, plain, key: { id, ...cipher, master: wrapped.master, wrapped: hex(wrapped.bytes), sealed: 0 } }
      }),
    )
    await book.change((records) => {
      for (const { owner, key } of added) {
        const record: KeyRecord = records.get(ownerText(owner)) ?? { ...owner, keys: [] }
        if (!record.destroyed) records.set(ownerText(owner), { ...record, keys: [...record.keys, key] })
      }
    })
    for (const { owner, key, plain } of added)
      if (book.of(owner)?.keys.some(({ id }) => id === key.id))
        void ciphers.get(key.id, () => cipherOf(owner, key, plain))
      else plain.fill(0)
  }

  const underWay = new Map<string, Promise<void>>()
  /** Gives owners a key, unless that is under way. */
  const ensureKeys = (owners: readonly KeyOwner[]): Promise<unknown> => {
    const fresh = owners.filter((owner) => !underWay.has(ownerText(owner)))
    const made = addKeys(fresh)
    for (const owner of fresh) underWay.set(ownerText(owner), made)
    const clear = () => {
      for (const owner of fresh) underWay.delete(ownerText(owner))
    }
    made.then(clear, clear)
    return Promise.all(owners.flatMap((owner) => underWay.get(ownerText(owner)) ?? []))
  }

  /** The keys that owners seal with, of the cipher of now, after so many more seals were counted; undefined where they were destroyed. */
  const counted = async (wanted: readonly (readonly [KeyOwner, number])[]) => {
    const now = list.now().id
    const lacking = wanted.filter(([owner, seals]) => {
      const record = book.of(owner)
      const last = record?.keys.at(-1)
      if (record?.destroyed) return false
      return last === undefined || numberOf(last) !== now || book.sealed(last) + seals > limit
    })
    if (lacking.length > 0) await ensureKeys(lacking.map(([owner]) => owner))
    const keys = wanted.map(([owner]) => book.of(owner)?.keys.at(-1))
    await book.count(
      wanted.flatMap(([owner, seals], n) => {
        const key = keys[n]
        return key ? [[owner, key, seals] as const] : []
      }),
    )
    return keys
  }

  const root: KeyAccess['root'] = async (partition, make) => {
    list.now()
    const owner = { partition }
    if (make && !book.of(owner)) await ensureKeys([owner])
    const first = book.of(owner)?.keys[0]
    if (!first) return undefined
    const made = await roots.get(first.id, async () => {
      const secret = await unwrap(owner, first)
      const rooted = secret && partitionRoot(secret, list.of(numberOf(first)))
      secret?.fill(0)
      return rooted
    })
    if (!made) throw unwrappable()
    return made
  }

  const sealing: KeyAccess['sealing'] = async (partition, seals) => {
    const subjects = seals.map(([subject, n]) => [{ partition, subject }, n] as const)
    const owners = [[{ partition }, 1] as const, ...subjects]
    const keys = await counted(owners)
    const found = await Promise.all(
      owners.map(async ([owner], n) => {
        const key = keys[n]
        if (!key) return 'key-destroyed'
        const cipher = await ready(owner, key)
        if (!cipher) throw unwrappable()
        return cipher
      }),
    )
    const [note, ...ciphersOfSubjects] = found
    const rooted = await root(partition, false)
    if (!note || note === 'key-destroyed' || !rooted) throw unwrappable()
    return { note, root: rooted, subjects: ciphersOfSubjects }
  }

  const opening = async (partition: string, { subject, id }: KeyName) => {
    const owner = { partition, subject }
    const record = book.of(owner)
    if (record?.destroyed) return 'key-destroyed'
    const key = record?.keys.find((one) => one.id === id)
    return (key && (await ready(owner, key))) ?? 'key-missing'
  }

  const access: KeyAccess = {
    knows: list.knows,
    sealing,
    opening: (partition, names) => Promise.all(names.map((name) => opening(partition, name))),
    root,
    destroy: async (partition, subject) => {
      const owner = { partition, subject }
      if (book.of(owner)?.destroyed) return
      const keys: DataKey[] = []
      await book.change((records) => {
        keys.push(...(records.get(ownerText(owner))?.keys ?? []))
        records.set(ownerText(owner), { ...owner, keys: [], destroyed: true })
      })
      for (const { id } of keys) ciphers.forget(id)
    },
    erasing: (partition, subject, commit) =>
      book.change((records) => {
        const owner = { partition, subject }
        const record: KeyRecord = records.get(ownerText(owner)) ?? { ...owner, keys: [] }
        if (!record.destroyed) records.set(ownerText(owner), { ...record, erasing: commit })
      }),
    unfinished: () =>
      [...book.all()].flatMap(({ partition, subject, erasing }) =>
        subject !== undefined && erasing !== undefined ? [{ partition, subject, commit: erasing }] : [],
      ),
  }
  return { access, addKeys, unwrap }
}
