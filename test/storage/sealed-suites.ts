import type * as Storage from '../../src/storage/index.ts'
import type { Driver, Keyring } from '../../src/storage/index.ts'
import type * as FileKeys from '../../src/storage/file-keys.ts'
import { sqliteHarness, withoutArrays } from './harness.ts'
import { sm3, sm4Gcm } from './sealed-sm.ts'

type Room = typeof Storage

/** Copies of a driver have its keyring too. */
const keyringOf = Symbol('keyring')
type Keyed = Driver & { readonly [keyringOf]?: Keyring }

const stores: ReturnType<typeof sqliteHarness>[] = []

/** Takes the files of all stores away. */
export const destroyStores = async (): Promise<void> => {
  for (const store of stores) await store.destroy()
}

/** The storage room with a seal in every ledger, so that the suites of plain ledgers can run again over sealed ones. */
export async function sealedRoom(room: Room, store: 'memory' | 'SQLite'): Promise<Room> {
  const provider = (await room.memoryMasterKeys())._unsafeUnwrap()
  const keyrings = await Promise.all(
    Array.from({ length: 1500 }, async () => (await room.memoryKeyring(provider))._unsafeUnwrap()),
  )
  const openSqlite = () => {
    const harness = sqliteHarness(withoutArrays)
    stores.push(harness)
    return harness.open()
  }
  return {
    ...room,
    openMemory: store === 'memory' ? room.openMemory : openSqlite,
    audited: (driver, digest) => {
      const keyring = (driver as Keyed)[keyringOf] ?? keyrings.pop()
      if (!keyring) throw new Error('more drivers than keyrings')
      Object.assign(driver, { [keyringOf]: keyring })
      return room.sealed(room.audited(driver, digest), keyring)
    },
  }
}

const sealsWith = { sealsWith: sm4Gcm }

/** The storage room with SM4 in the place of AES, for bodies, notes and wrapped keys, and SM3 in the place of SHA-256, also in chains. */
export const smRoom = (room: Room): Room => ({
  ...room,
  memoryMasterKeys: () => room.memoryMasterKeys(sealsWith),
  openMasterKeys: (store) => room.openMasterKeys(store, sealsWith),
  masterKeys: (keys) => room.masterKeys(keys, sealsWith),
  memoryKeyring: (provider, options) => room.memoryKeyring(provider, { ...options, ...sealsWith }),
  openKeyring: (store, provider, options) => room.openKeyring(store, provider, { ...options, ...sealsWith }),
  audited: (driver, digest) => room.audited(driver, digest ?? sm3),
  verify: (driver, partition, options) => room.verify(driver, partition, { digest: sm3, ...options }),
  anchor: (driver, digest) => room.anchor(driver, digest ?? sm3),
})

/** The room of keys in files, likewise. */
export const smFileKeys = (room: typeof FileKeys): typeof FileKeys => ({
  ...room,
  fileKeyring: (path, provider, options) => room.fileKeyring(path, provider, { ...options, ...sealsWith }),
  fileMasterKeys: (path) => room.fileMasterKeys(path, sealsWith),
})
