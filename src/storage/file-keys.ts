import { closeSync, openSync } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { OutcomeAsync } from '../problem.ts'
import { reading, storeFault } from './audit/store-problem.ts'
import type { Ciphers } from './sealed/ciphers/cipher-list.ts'
import type { KeyringOptions } from './sealed/keys/key-access.ts'
import type { KeyProvider, KeyStore } from './sealed/keys/key-provider.ts'
import type { Keyring } from './sealed/keys/keyring.ts'
import { type MasterKeys, openMasterKeys } from './sealed/keys/master-keys.ts'
import { openKeyring } from './sealed/keys/open-keyring.ts'
import { nodeAes256Gcm } from './node.ts'

/**
 * A keyring in one file, for its owner alone; every change writes the file anew beside it, flushes it and puts it in its place, at
 * a cost linear in its size (some 200 bytes for each subject). One program at a time: `<path>.lock` is locked, and free again when
 * the program ends, however it ends. Keep copies of it apart from copies of the store, and not for long: whoever has an old copy,
 * an old copy of the store and the master key can read what was erased since.
 * @returns Err `storage`: `busy` if another program holds it, `corrupt`, `newer-format`, `unavailable`.
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { fileKeyring, fileMasterKeys } from 'childfile/storage/file-keys'
 * const folder = mkdtempSync(join(tmpdir(), 'county-'))
 * const master = await fileMasterKeys(join(folder, 'master.keys'))
 * const keyring = await master.asyncAndThen((keys) => fileKeyring(join(folder, 'county.keys'), keys))
 * keyring.isOk() && keyring.value.destroyed('520526') // => []
 * if (keyring.isOk()) await keyring.value.close()
 * if (master.isOk()) await master.value.close()
 * ```
 */
export const fileKeyring = (path: string, provider: KeyProvider, options?: KeyringOptions): OutcomeAsync<Keyring> =>
  held(path, 'others-may-read').andThen((store) => openKeyring(store, provider, onNode(options)).mapErr(closing(store)))

/**
 * Master keys in one file, made with a first one if it is not there, for its owner alone: a file that others may read is refused.
 * Whoever reads it can read every wrapped key, so it belongs on another disk than the keyring. Written as `fileKeyring` is.
 * @returns Err `storage`: `busy` if another program holds it, `corrupt`, `unavailable`.
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { fileMasterKeys } from 'childfile/storage/file-keys'
 * const master = await fileMasterKeys(join(mkdtempSync(join(tmpdir(), 'county-')), 'master.keys'))
 * const rotated = await master.asyncAndThen((keys) => keys.rotate())
 * rotated.isOk() // => true
 * if (master.isOk()) await master.value.close()
 * ```
 */
export const fileMasterKeys = (path: string, ciphers?: Ciphers): OutcomeAsync<MasterKeys> =>
  held(path, 'owner-only').andThen((store) => openMasterKeys(store, onNode(ciphers)).mapErr(closing(store)))

/** The cipher that is built in, by Node, unless another one of its number is given. */
const onNode = <C extends Ciphers>(given?: C): C | Ciphers => {
  const { sealsWith, opensWith = [] } = given ?? {}
  const isGiven = [sealsWith, ...opensWith].some((cipher) => cipher?.id === nodeAes256Gcm.id)
  if (isGiven) return given ?? {}
  return sealsWith ? { ...given, opensWith: [...opensWith, nodeAes256Gcm] } : { ...given, sealsWith: nodeAes256Gcm }
}

/** Lets the file go when what is in it could not be opened. */
const closing =
  (store: KeyStore) =>
  <E>(problems: E): E => {
    void store.close()
    return problems
  }

const held = (path: string, readers: 'owner-only' | 'others-may-read'): OutcomeAsync<KeyStore> =>
  reading(async () => {
    const file = resolve(path)
    const release = hold(`${file}.lock`)
    try {
      if (readers === 'owner-only') await refuseOpenFile(file)
      return fileStore(file, release)
    } catch (error) {
      release()
      throw error
    }
  })

/**
 * Locks a file of no content until the program ends or lets it go. SQLite's lock is the system's own: it needs no name of a
 * process, and none is left behind by a program that was killed.
 */
function hold(file: string): () => void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch {
    database.close()
    throw storeFault('busy', { message: 'another program holds the keys' })
  }
  return () => database.close()
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Windows has no such rights in the mode of a file. */
async function refuseOpenFile(file: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    if (((await stat(file)).mode & 0o077) === 0) return
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  throw storeFault('unavailable', { message: 'others may read the file of the master keys', retry: false })
}

function fileStore(file: string, release: () => void): KeyStore {
  const fresh = `${file}.new`
  let closed = false
  return {
    load: async () => {
      try {
        return await readFile(file)
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      }
    },
    save: async (bytes) => {
      if (closed) throw Object.assign(new Error('the file is closed'), { code: 'closed' })
      await rm(fresh, { force: true })
      const handle = await open(fresh, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(fresh, file)
      await flushFolder(dirname(file))
    },
    close: () => {
      if (!closed) release()
      closed = true
      return Promise.resolve()
    },
  }
}

/** Makes the new name outlive a loss of power, where folders can be flushed. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (process.platform !== 'win32') throw error
  }
}
