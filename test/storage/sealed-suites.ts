import type * as Storage from '../../src/storage/index.ts'
import type { Driver, Keyring } from '../../src/storage/index.ts'
import { sqliteHarness, withoutArrays } from './harness.ts'

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
