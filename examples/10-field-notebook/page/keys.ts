// The keyring of the notebook: data keys lie in IndexedDB, wrapped with a key that is made from the passphrase and kept nowhere.
import type { Outcome } from 'childfile'
import { type Keyring, masterKeys, openKeyring } from 'childfile/storage'

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('IndexedDB did not answer')))
  })

/** A shelf of small things by name, in a database of its own. */
async function shelf(name: string) {
  const opening = indexedDB.open(name, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('shelf'))
  const database = await asked(opening)
  return {
    load: async (key: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
      const found: unknown = await asked(database.transaction('shelf').objectStore('shelf').get(key))
      return found instanceof Uint8Array ? new Uint8Array(found) : undefined
    },
    save: (key: string, bytes: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction('shelf', 'readwrite', { durability: 'strict' })
        transaction.objectStore('shelf').put(bytes, key)
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () => reject(new Error('the keys were not saved')))
      }),
  }
}

/** The more rounds, the dearer a guess. */
const rounds = 600_000

async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFC'))
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))
}

/** The keyring behind a passphrase. Whether it is the right one shows when something is read. */
export async function unlocked(name: string, passphrase: string): Promise<Outcome<Keyring>> {
  const kept = await shelf(name)
  const known = await kept.load('salt')
  const salt = known ?? crypto.getRandomValues(new Uint8Array(16))
  if (!known) await kept.save('salt', salt)
  const version = 'passphrase'
  const versions = { [version]: await keyFrom(passphrase, salt) }
  const store = {
    load: () => kept.load('keyring'),
    save: (bytes: Uint8Array) => kept.save('keyring', bytes),
    close: () => Promise.resolve(),
  }
  return masterKeys({ current: version, versions }).asyncAndThen((provider) => openKeyring(store, provider))
}
