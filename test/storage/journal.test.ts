import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/digest.ts'
import { ownName, take } from '../../src/storage/journal/lock.ts'
import { firstLine } from '../../src/storage/journal/format/scan.ts'
import { openJournal, repairJournal } from '../../src/storage/journal.ts'
import type { Driver } from '../../src/storage/index.ts'
import {
  at,
  batch,
  county,
  erasure,
  history,
  numbers,
  rowAt,
  walk,
  write,
} from '../../src/testing/driver-contract/scene.ts'
import { folder } from './harness.ts'
import { disk, type Failure, type Operation } from './journal-disk.ts'
import { rawFolder } from './journal-harness.ts'
import { journal, openOn } from './journal-scene.ts'

let place: ReturnType<typeof folder>
let opened: Driver[] = []
beforeEach(() => {
  place = folder()
})
afterEach(async () => {
  for (const one of opened) await one.close()
  opened = []
  place.remove()
})
const open = async (options: Parameters<typeof openJournal>[1] = {}, file = place.file) => {
  const driver = await openJournal(file, options)
  opened.push(driver)
  return driver
}
const first = batch('c1', [write(at('child-1'), { body: 'BODY-1', keys: { due: ['KEY-1'] } })])
const second = batch('c2', [write(at('child-2'))])
const lockFile = () => `${place.file}.lock`
const readOnlyAnswer = { outcome: 'refused', why: 'read-only' }

describe('openJournal', () => {
  it('makes a file for its owner alone, and a lock beside it for as long as it is open', async () => {
    const driver = await open()
    await driver.commit(first)
    for (const name of [place.file, lockFile()]) expect(statSync(name).mode & 0o777).toBe(0o600)
    await driver.erase(erasure('e1', 'child-1'))
    expect(statSync(place.file).mode & 0o777).toBe(0o600)
    await driver.close()
    expect(readdirSync(place.path)).toEqual(['county.db'])
  })
  it('takes an empty file for a new journal and leaves every other file alone', async () => {
    writeFileSync(place.file, '')
    await (await open()).commit(first)
    const other = join(place.path, 'other')
    for (const text of ['{"some":"json"}', 'x', 'childfile-journal\n', 'childfile-journal 2 00000000\n']) {
      writeFileSync(other, text)
      await expect(open({}, other)).rejects.toThrow(/journal/)
      expect(readFileSync(other, 'utf8')).toBe(text)
      expect(existsSync(`${other}.lock`)).toBe(false)
    }
  })
  it('rejects with the code of the system, and without the path, where nothing can be opened', async () => {
    const nowhere = join(place.path, 'SECRET', 'county.journal')
    for (const options of [{}, { readOnly: true }]) {
      const error: unknown = await open(options, nowhere).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'ENOENT', message: 'the journal failed with ENOENT' })
    }
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'ENOENT' })
    mkdirSync(place.file)
    await expect(open()).rejects.toMatchObject({ code: 'EISDIR' })
  })
  it('follows a link to the file, so that two names have one lock, and erases behind it', async () => {
    const driver = await open()
    await driver.commit(first)
    const link = join(place.path, 'link')
    symlinkSync(place.file, link)
    await expect(open({}, link)).rejects.toMatchObject({ code: 'busy' })
    await driver.close()
    await (await open({}, link)).erase(erasure('e1', 'child-1'))
    expect(readlinkSync(link)).toBe(place.file)
    expect(rawFolder(place.path).some((bytes) => Buffer.from(bytes).includes('BODY-1'))).toBe(false)
  })
})

describe('the lock of a journal', () => {
  const alive = () => readFileSync(lockFile(), 'utf8')
  it('keeps a second opener out, which gets a clear error, until it is closed', async () => {
    const driver = await open()
    await expect(open()).rejects.toMatchObject({ code: 'busy', message: 'the journal is open elsewhere' })
    await expect(repairJournal(place.file, join(place.path, 'new'))).rejects.toMatchObject({ code: 'busy' })
    await driver.commit(first)
    await driver.close()
    expect((await rowAt(await open(), at('child-1')))?.revision).toBe(1)
  })
  it('is taken over from a process that is dead, or whose number another process has by now', async () => {
    const driver = await open()
    const text = alive()
    await driver.close()
    const dead = [hostname(), 4_194_304, 'some/1', '0-1']
    const renumbered = JSON.parse(text) as unknown[]
    renumbered[2] = 'another-start/1'
    for (const holder of [dead, renumbered]) {
      writeFileSync(lockFile(), JSON.stringify(holder))
      const next = await open()
      expect(alive()).not.toBe(JSON.stringify(holder))
      await next.close()
      expect(readdirSync(place.path)).toEqual(['county.db'])
    }
  })
  it('that could not be taken away when the journal was closed holds nobody up', async () => {
    const driver = await open()
    const text = alive()
    rmSync(lockFile())
    mkdirSync(lockFile())
    await expect(driver.close()).rejects.toMatchObject({ code: 'EISDIR' })
    rmdirSync(lockFile())
    writeFileSync(lockFile(), text)
    await (await open()).close()
    expect(readdirSync(place.path)).toEqual(['county.db'])
  })
  it.each([
    ['a process on another machine', JSON.stringify(['elsewhere', 1, '', '0-1'])],
    ['nobody can read', 'SECRET'],
    ['a living process', JSON.stringify([hostname(), process.ppid, '', '0-1'])],
  ])('is respected if its holder is %s', async (_, text) => {
    writeFileSync(lockFile(), text)
    await expect(open()).rejects.toMatchObject({ code: 'busy' })
    expect(alive()).toBe(text)
  })
  it('is had by one of many that find it stale at once, whoever of them is held up where', async () => {
    for (const pause of numbers(12)) {
      const shared = disk()
      const dead = shared.machine()
      await openOn(dead)
      dead.die()
      const machines = numbers(4).map((n) =>
        shared.machine({
          fails: (count, _, name) =>
            n === pause % 4 && count === pause && name.includes('lock') ? { code: 'EIO', effect: 'none' } : undefined,
        }),
      )
      const drivers = await Promise.allSettled(machines.map((machine) => openOn(machine)))
      const won = drivers.filter(({ status }) => status === 'fulfilled')
      expect(won.length).toBeLessThanOrEqual(1)
      for (const one of drivers) if (one.status === 'rejected') expect(String(one.reason)).toMatch(/open elsewhere|EIO/)
    }
  })
  it.each([
    ['taken over from a dead process', true],
    ['free', false],
  ])('is had by exactly one wherever one stands still while others go to the end: %s', (_, isStale) => {
    const name = `${journal}.lock`
    let most = 0
    for (
      let pauses = numbers(1), place = 0;
      place < 40 * 40;
      place += 1, pauses = [place % 40, Math.floor(place / 40)]
    ) {
      const shared = disk()
      if (isStale) shared.put(name, utf8('process of yesterday'))
      const won: string[] = []
      const attempt = (depth: number): void => {
        let count = 0
        let isReady = false
        const machine = shared.machine({
          fails: () => {
            if (isReady && depth < 2 && (count += 1) === pauses[depth]) attempt(depth + 1)
            return undefined
          },
        })
        shared.put(ownName(name, machine), utf8(machine.holder))
        isReady = true
        if (take(machine, name)) won.push(machine.holder)
        most = Math.max(most, count)
      }
      attempt(0)
      const holder = new TextDecoder().decode(shared.bytes(name))
      if (won.length !== 1 || holder !== won[0]) throw new Error(`${won.length} have it, paused at ${pauses.join()}`)
    }
    expect(most).toBeLessThan(40)
  })
})

describe('a journal of a newer layout', () => {
  it('refuses every commit, is not read, and stays as it is byte for byte', async () => {
    const bytes = Buffer.concat([firstLine(crc32, 2), Buffer.from('whatever they thought of')])
    writeFileSync(place.file, bytes)
    const newer = await open()
    const refused = { outcome: 'refused', why: 'newer-format' }
    expect(await newer.commit(second)).toEqual(refused)
    expect(await newer.erase(erasure('e1', 'child-1'))).toEqual(refused)
    await expect(newer.get(county, [at('child-1')])).rejects.toMatchObject({ code: 'newer-format' })
    await expect(newer.page({ partition: county, index: null, limit: 1 })).rejects.toThrow()
    await expect(newer.log({ partition: county, after: 0, limit: 1 })).rejects.toThrow()
    await expect(newer.partitions(undefined, 1)).rejects.toThrow()
    await expect(repairJournal(place.file, join(place.path, 'new'))).rejects.toMatchObject({ code: 'newer-format' })
    await newer.close()
    await expect(newer.commit(second)).rejects.toMatchObject({ code: 'closed' })
    expect(readFileSync(place.file).equals(bytes)).toBe(true)
    expect(readdirSync(place.path)).toEqual(['county.db'])
  })
})

describe('a journal that is open for reading only', () => {
  it('reads beside a writer what was there when it was opened, refuses to write, and knows what was written', async () => {
    const writer = await open()
    const written = await writer.commit(first)
    const driver = await open({ readOnly: true })
    await writer.commit(second)
    expect(await walk(driver, { partition: county, index: null })).toHaveLength(1)
    expect(await driver.commit(second)).toEqual(readOnlyAnswer)
    expect(await driver.erase(erasure('e1', 'child-1'))).toEqual(readOnlyAnswer)
    expect(await driver.commit(first)).toEqual({ ...written, repeated: true })
    const both = await Promise.all([driver.commit(second), driver.commit({ ...first, fingerprint: 'x' })])
    expect(both).toEqual([readOnlyAnswer, { outcome: 'refused', why: 'commit-id-reused' }])
  })
  it('leaves a frame that was cut off where it is', async () => {
    const writer = await open()
    await writer.commit(first)
    await writer.commit(second)
    await writer.close()
    const bytes = readFileSync(place.file).subarray(0, -5)
    writeFileSync(place.file, bytes)
    const driver = await open({ readOnly: true })
    expect([await walk(driver, { partition: county, index: null }), driver.healed]).toMatchObject([
      [{ subject: 'child-1' }],
      undefined,
    ])
    expect(readFileSync(place.file).equals(bytes)).toBe(true)
  })
  it.each(['EACCES', 'EROFS', 'EPERM'])('is what an opener without the right to write gets: %s', async (code) => {
    const shared = disk()
    await (await openOn(shared.machine())).close()
    const deny = (operations: readonly Operation[]) => (_: number, operation: Operation) =>
      operations.includes(operation) ? ({ code, effect: 'none' } satisfies Failure) : undefined
    const driver = await openOn(shared.machine({ fails: deny(['create', 'write', 'rename', 'truncate']) }))
    expect(await driver.commit(first)).toEqual(readOnlyAnswer)
    expect(await history(driver)).toEqual([])
    await driver.close()
    expect(shared.names()).toEqual([journal])
  })
})

/** A driver whose disk fails in one way from now on, until it is told otherwise. */
async function failing() {
  const shared = disk()
  let failure: { readonly operation: Operation; readonly failure: Failure } | undefined
  const machine = shared.machine({
    fails: (_, operation) => (operation === failure?.operation ? failure.failure : undefined),
  })
  const driver = await openOn(machine)
  return { shared, machine, driver, fail: (next: typeof failure) => (failure = next) }
}

describe('a journal without room', () => {
  it('refuses what does not fit, keeps what it has, and takes the same commit when there is room again', async () => {
    const { shared, driver, fail } = await failing()
    const written = await driver.commit(first)
    const size = shared.bytes(journal).length
    fail({ operation: 'write', failure: { code: 'ENOSPC', effect: 'half' } })
    expect(await driver.commit(second)).toEqual({ outcome: 'refused', why: 'full' })
    expect(await driver.erase(erasure('e1', 'child-1'))).toEqual({ outcome: 'refused', why: 'full' })
    expect(shared.bytes(journal).length).toBe(size)
    expect(await driver.commit(first)).toEqual({ ...written, repeated: true })
    const both = await Promise.all([driver.commit(second), driver.commit(first), driver.commit(second)])
    expect(both.map((answer) => answer.outcome)).toEqual(['refused', 'written', 'refused'])
    fail(undefined)
    expect((await driver.commit(second)).outcome).toBe('written')
    expect((await driver.erase(erasure('e1', 'child-1'))).outcome).toBe('written')
    expect(new Set(shared.names())).toEqual(new Set([journal, `${journal}.lock`]))
  })
  it('is given up if what was begun cannot be taken back, though this commit is surely not written', async () => {
    const shared = disk()
    let full = false
    const machine = shared.machine({
      fails: (_, operation) => {
        if (full && operation === 'write') return { code: 'ENOSPC', effect: 'half' }
        return full && operation === 'truncate' ? { code: 'EIO', effect: 'none' } : undefined
      },
    })
    const driver = await openOn(machine)
    full = true
    expect(await driver.commit(first)).toEqual({ outcome: 'refused', why: 'full' })
    full = false
    await expect(driver.commit(first)).rejects.toMatchObject({ code: 'reopen' })
    await driver.close()
    const again = await openOn(shared.machine())
    expect(again.healed).toBeDefined()
    expect(await history(again)).toEqual([])
  })
})

describe('a journal whose flush fails', () => {
  it('leaves the outcome unknown, answers nothing any more, and settles it by the same commit id when opened again', async () => {
    const { shared, driver, fail } = await failing()
    const written = await driver.commit(first)
    fail({ operation: 'flush', failure: { code: 'EIO', effect: 'none' } })
    const error: unknown = await driver.commit(second).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'EIO', message: 'the journal failed with EIO' })
    fail(undefined)
    const reopen = { code: 'reopen' }
    await expect(driver.commit(second)).rejects.toMatchObject(reopen)
    await expect(driver.erase(erasure('e1', 'child-1'))).rejects.toMatchObject(reopen)
    await expect(driver.get(county, [at('child-1')])).rejects.toMatchObject(reopen)
    await expect(driver.log({ partition: county, after: 0, limit: 1 })).rejects.toMatchObject(reopen)
    await driver.close()
    await expect(driver.get(county, [at('child-1')])).rejects.toMatchObject({ code: 'closed' })
    const again = await openOn(shared.machine())
    expect(await again.commit(first)).toEqual({ ...written, repeated: true })
    expect((await again.commit(second)).outcome).toBe('written')
    expect(await history(again)).toHaveLength(2)
  })
  it('flushes anew what the system shows and never wrote, before it is opened again', async () => {
    const { shared, driver, fail } = await failing()
    await driver.commit(first)
    fail({ operation: 'flush', failure: { code: 'EIO', effect: 'none' } })
    await driver.commit(second).catch(() => undefined)
    fail(undefined)
    await driver.close()
    const again = await openOn(shared.machine())
    expect(await again.commit(second)).toMatchObject({ outcome: 'written', repeated: true })
    // The least that can be left: nothing that was not flushed.
    const left = shared.afterPowerLoss(() => 0)
    expect(await history(await openOn(left.machine()))).toHaveLength(2)
  })
})

describe('acts that are begun at once', () => {
  it('share a frame and a flush, and are written in the order in which they were begun', async () => {
    const shared = disk()
    const driver = await openOn(shared.machine())
    const before = shared.count('flush')
    const answers = await Promise.all(numbers(200).map((n) => driver.commit(batch(`c${n}`, [write(at(`s${n}`))]))))
    expect(answers.map((answer) => answer.outcome === 'written' && answer.head.seq)).toEqual(
      numbers(200).map((n) => n + 1),
    )
    expect(shared.count('flush') - before).toBe(2)
    expect(shared.count('write')).toBeLessThan(8)
  })
  it('are not seen before they are flushed', async () => {
    const driver = await open()
    const writing = driver.commit(first)
    expect(await walk(driver, { partition: county, index: null })).toEqual([])
    await writing
    expect(await walk(driver, { partition: county, index: null })).toHaveLength(1)
  })
  it('are the store’s own from the moment they are given, also while they wait', async () => {
    const driver = await open()
    const waits = [first, second].map((one) => driver.commit(one))
    const body = new TextEncoder().encode('given')
    const keys = { due: ['k1'] }
    const third = driver.commit(batch('c3', [write(at('child-3'), { body, keys })]))
    body.fill(0)
    keys.due[0] = 'k2'
    await Promise.all([...waits, third])
    expect(await rowAt(driver, at('child-3'))).toMatchObject({
      body: new TextEncoder().encode('given'),
      keys: { due: ['k1'] },
    })
  })
  it('fail alone if their link throws', async () => {
    const driver = await open()
    const thrower = batch('bad', [write(at('child-9'))], {
      link: () => {
        throw new Error('SECRET')
      },
    })
    const [bad, ...good] = await Promise.allSettled([thrower, first, thrower, second].map((one) => driver.commit(one)))
    expect(bad?.status).toBe('rejected')
    expect(good.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await history(driver)).map(({ id }) => id)).toEqual(['c1', 'c2'])
  })
})

describe('reading', () => {
  it('rejects what is no longer as it was written, and names the place', async () => {
    const driver = await open()
    await driver.commit(first)
    const bytes = readFileSync(place.file)
    const body = bytes.indexOf('BODY-1')
    bytes[body] = 65
    writeFileSync(place.file, bytes)
    await expect(driver.get(county, [at('child-1')])).rejects.toMatchObject({ at: body, rule: 'body checksum' })
    await expect(driver.log({ partition: county, after: 0, limit: 1 })).rejects.toMatchObject({ code: 'damaged' })
    await expect(driver.erase(erasure('e1', 'child-1'))).rejects.toMatchObject({ code: 'damaged' })
    expect(readFileSync(place.file).equals(bytes)).toBe(true)
  })
  it('goes on while a journal is rewritten for an erasure, and shows the moment before', async () => {
    const driver = await open()
    await driver.commit(first)
    const erasing = driver.erase(erasure('e1', 'child-1'))
    expect((await rowAt(driver, at('child-1')))?.revision).toBe(1)
    await erasing
    expect(await rowAt(driver, at('child-1'))).toBeUndefined()
  })
})

describe('repairJournal', () => {
  it('makes a new file for its owner alone, never over another, and says what is lost', async () => {
    const driver = await open()
    for (const n of numbers(3)) await driver.commit(batch(`c${n}`, [write(at(`s${n}`), { body: `body ${n}` })]))
    await driver.close()
    const bytes = readFileSync(place.file)
    bytes[bytes.indexOf('body 1')] = 65
    writeFileSync(place.file, bytes)
    const damage = { code: 'damaged', rule: 'frame content' }
    await expect(open()).rejects.toMatchObject(damage)
    await expect(open({ readOnly: true })).rejects.toMatchObject(damage)
    const to = join(place.path, 'repaired')
    const found = await repairJournal(place.file, to)
    expect(found).toMatchObject({ entries: 2, lost: [{}], missing: [{ partition: county, after: 1, before: 3 }] })
    expect(statSync(to).mode & 0o777).toBe(0o600)
    await expect(repairJournal(place.file, to)).rejects.toMatchObject({ code: 'EEXIST' })
    expect((await walk(await open({}, to), { partition: county, index: null })).map(({ subject }) => subject)).toEqual([
      's0',
      's2',
    ])
  })
})
