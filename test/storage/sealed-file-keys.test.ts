import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileKeyring, fileMasterKeys } from '../../src/storage/file-keys.ts'
import * as room from '../../src/storage/index.ts'
import { folder } from './harness.ts'
import { codes, county, read, visit, visitsIn, write } from './sealed-scene.ts'

let place: ReturnType<typeof folder>
let keys: string
let master: string
beforeEach(() => {
  place = folder()
  keys = join(place.path, 'county.keys')
  master = join(place.path, 'master.keys')
})
afterEach(() => place.remove())

const open = async () => {
  const provider = (await fileMasterKeys(master))._unsafeUnwrap()
  const keyring = (await fileKeyring(keys, provider))._unsafeUnwrap()
  const close = async () => {
    await keyring.close()
    await provider.close()
  }
  return { provider, keyring, close }
}
const mode = (file: string) => statSync(file).mode & 0o777

describe('keys in files', () => {
  it('are for their owner alone, outlive the process, and are all of the old or all of the new', async () => {
    const driver = await room.openMemory()
    const first = await open()
    const at = { room, ledger: room.sealed(room.audited(driver), first.keyring) }
    await write(at)
    const old = readFileSync(keys, 'utf8')
    await write(at, { subject: 's2' })
    expect(readFileSync(keys, 'utf8').length).toBeGreaterThan(old.length)
    for (const file of [keys, master, `${keys}.lock`, `${master}.lock`]) expect(mode(file), file).toBe(0o600)
    expect(existsSync(`${keys}.new`)).toBe(false)
    ;(await first.provider.rotate())._unsafeUnwrap()
    expect((await first.keyring.rewrap())._unsafeUnwrap()).toBe(3)
    await first.close()
    writeFileSync(`${keys}.new`, 'left behind by a loss of power')
    const second = await open()
    const again = { room, ledger: room.sealed(room.audited(driver), second.keyring) }
    expect((await read(again)).isOk()).toBe(true)
    await write(again, { subject: 's3' })
    expect((await read(again, 's2')).isOk()).toBe(true)
    await second.close()
  })
  it('are held by one program, and free again when it lets them go or is killed', async () => {
    const first = await open()
    expect((await fileKeyring(keys, first.provider))._unsafeUnwrapErr()).toMatchObject([{ code: 'busy', retry: true }])
    expect((await fileMasterKeys(master))._unsafeUnwrapErr()).toMatchObject([{ code: 'busy' }])
    await first.close()
    const program = `
      import { DatabaseSync } from 'node:sqlite'
      const lock = new DatabaseSync(process.argv[1])
      lock.exec('BEGIN EXCLUSIVE')
      console.log('held')
      setInterval(() => lock, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, `${keys}.lock`])
    await new Promise((held) => child.stdout.once('data', held))
    const provider = (await fileMasterKeys(master))._unsafeUnwrap()
    expect(await codes(fileKeyring(keys, provider))).toEqual(['busy'])
    const ended = new Promise((end) => child.once('exit', end))
    child.kill('SIGKILL')
    await ended
    const keyring = (await fileKeyring(keys, provider))._unsafeUnwrap()
    await keyring.close()
    await provider.close()
  })
  it('that others may read are refused as master keys', async () => {
    await (await open()).close()
    for (const rights of [0o640, 0o604, 0o666]) {
      chmodSync(master, rights)
      expect((await fileMasterKeys(master))._unsafeUnwrapErr()).toMatchObject([
        { code: 'unavailable', retry: false, message: 'others may read the file of the master keys' },
      ])
    }
    chmodSync(master, 0o600)
    await (await open()).close()
  })
  it('that are no keys are refused, stay as they are, and are let go again', async () => {
    const { provider, close } = await open()
    await close()
    writeFileSync(keys, 'CANARY')
    for (let n = 0; n < 2; n++) expect(await codes(fileKeyring(keys, provider))).toEqual(['corrupt'])
    expect(readFileSync(keys, 'utf8')).toBe('CANARY')
    writeFileSync(master, 'CANARY', { mode: 0o600 })
    for (let n = 0; n < 2; n++) expect(await codes(fileMasterKeys(master))).toEqual(['corrupt'])
  })
  it('in a place that is not there or cannot be written make nothing and say so by code alone', async () => {
    const { provider, keyring, close } = await open()
    const nowhere = (await fileKeyring(join(place.path, 'CANARY', 'x.keys'), provider))._unsafeUnwrapErr()
    expect(nowhere).toMatchObject([{ code: 'unavailable', engineCode: 'ENOENT' }])
    expect(JSON.stringify(nowhere)).not.toContain('CANARY')
    const driver = await room.openMemory()
    const ledger = room.sealed(room.audited(driver), keyring)
    place.remove()
    const put = visitsIn({ room, ledger }).put({ subject: 's1', id: 'v', document: visit('x') })
    const commit = await room.commit(ledger, { partition: county, id: 'c', note: {}, writes: [put] })
    expect(commit._unsafeUnwrapErr()).toMatchObject([
      { code: 'unavailable', engineCode: 'ENOENT', outcome: 'not-written' },
    ])
    expect(await driver.partitions(undefined, 9)).toEqual([])
    await close()
  })
})
