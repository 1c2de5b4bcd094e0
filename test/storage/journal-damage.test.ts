import { crc32 } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../src/storage/index.ts'
import { audited } from '../../src/storage/audit/audited.ts'
import { headerLength, headerOf, frameLength } from '../../src/storage/journal/format/frame.ts'
import { firstLine } from '../../src/storage/journal/format/scan.ts'
import { JournalRefusal } from '../../src/storage/journal/refusal.ts'
import { repair } from '../../src/storage/journal/repair.ts'
import { at, batch, erasure, history, numbers, walk, write } from '../../src/testing/driver-contract/scene.ts'
import { disk } from './journal-disk.ts'
import { check, emptyRun, journal, openOn, rolling, runOn, type Wanted } from './journal-scene.ts'

const start = firstLine(crc32).length

/** A journal of these acts. */
async function written(acts: readonly (readonly Wanted[])[]): Promise<Uint8Array> {
  const whole = disk()
  const driver = await openOn(whole.machine())
  await runOn(driver, acts, emptyRun())
  await driver.close()
  return whole.bytes(journal)
}

/** Where each frame of a good journal begins, and where the last one ends. */
function bordersOf(bytes: Uint8Array): readonly number[] {
  const borders = [start]
  for (let place = start; place < bytes.length; borders.push(place)) {
    const header = headerOf(bytes.subarray(place), crc32)
    if (!header) throw new Error('not a journal')
    place += frameLength(header)
  }
  return borders
}

const diskOf = (bytes: Uint8Array) => disk(new Map([[journal, bytes]]))
const flipped = (bytes: Uint8Array, place: number, bit: number): Uint8Array => {
  const copy = bytes.slice()
  copy[place] = (copy[place] ?? 0) ^ (1 << bit)
  return copy
}

/** Throws unless these bytes do not open, for a reason that says nothing of them, and stay as they are. */
async function refusedAs(bytes: Uint8Array, readOnly = false): Promise<JournalRefusal> {
  const place = diskOf(bytes)
  const error: unknown = await openOn(place.machine(), readOnly).then(
    (driver) => new Error(driver.healed ? 'Broken: it was cut' : 'Broken: it was opened'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof JournalRefusal) || error.code === 'busy') throw error
  if (!Buffer.from(place.bytes(journal)).equals(bytes) || place.names().length > 1)
    throw new Error('Broken: something was changed')
  return error
}

const inP = { partition: 'p' }
const acts: readonly (readonly Wanted[])[] = [
  [batch('c1', [write(at('s1'), { body: 'x'.repeat(500), keys: { due: ['d1'] } })], inP)],
  [batch('c2', [write(at('s1'), { expect: 1, body: null }), write(at('s2'))], inP)],
  [batch('c3', [write(at('s1'))], { partition: 'p~access' })],
  [erasure('e1', 'nobody', inP)],
  ['c4', 'c5', 'c6'].map((id) => batch(id, [write(at(id), { body: id })], inP)),
]
let good: Uint8Array
let borders: readonly number[]
beforeAll(async () => {
  good = await written(acts)
  borders = bordersOf(good)
})

const zeros = (count: number) => batch(`zeros-${count}`, [write(at('zeros'), { body: new Uint8Array(count) })])
const oneBit = batch('one-bit', [
  write(at('bit'), { body: Uint8Array.from({ length: 1600 }, (_, n) => (n === 801 ? 8 : 0)) }),
])

describe('a journal in which one bit is wrong', () => {
  it('does not open, whichever bit it is, and is left as it is', async () => {
    for (let place = 0; place < good.length; place++)
      for (const bit of numbers(8)) await refusedAs(flipped(good, place, bit), bit !== place % 8)
  })
  it('names the frame in which the bit is, and the rule', async () => {
    for (const [n, place] of borders.slice(0, -1).entries())
      for (const inside of [place, place + 9, place + headerLength + 3, (borders[n + 1] ?? 0) - 1])
        expect(await refusedAs(flipped(good, inside, 0))).toMatchObject({ code: 'damaged', at: place })
  })
  it.each([
    ['nothing but zeros', zeros(2000)],
    ['one bit among zeros', oneBit],
  ])('does not open either where a lost sector would look the same: %s', async (_, last) => {
    const bytes = await written([[last]])
    for (let place = start; place < bytes.length; place++)
      for (const bit of numbers(8)) await refusedAs(flipped(bytes, place, bit), bit !== 3)
  })
})

describe('a journal that is cut off', () => {
  it('has what lies before the frame that was cut, at every byte, says so, and goes on', async () => {
    for (let size = start; size <= good.length; size++) {
      const place = diskOf(good.slice(0, size))
      const driver = await openOn(place.machine())
      const end = borders.findLast((border) => border <= size) ?? start
      expect(driver.healed).toEqual(end === size ? undefined : { at: end, bytes: size - end })
      expect(place.bytes(journal).length).toBe(end)
      if (size % 7 === 0) await check(driver, acts, emptyRun(), [])
      await driver.close()
    }
  })
  it('writes again what was cut, as if nothing had been', async () => {
    for (const border of borders.slice(1)) {
      const place = diskOf(good.slice(0, border - 3))
      const driver = await openOn(place.machine())
      const run = emptyRun()
      expect(await runOn(driver, acts, run)).toBe(true)
      await driver.close()
      const again = await openOn(place.machine())
      expect(again.healed).toBeUndefined()
      await check(again, acts, run, [])
      await again.close()
    }
  })
  it('is no journal if it has not even its first line', async () => {
    for (let size = 1; size < start; size++) await refusedAs(good.slice(0, size))
  })
  it('loses the last frame and no other if any of its sectors never reached the disk', async () => {
    const large = batch('large', [write(at('large'), { body: 'y'.repeat(2000) }), write(at('more'), { body: 'z' })])
    const bytes = await written([...acts, [large]])
    const from = bordersOf(bytes).at(-2) ?? 0
    const sectors = [...new Set(numbers(bytes.length - from).map((n) => Math.floor((from + n) / 512)))]
    for (let lost = 1; lost < 1 << sectors.length; lost++) {
      const torn = bytes.slice()
      for (const [n, sector] of sectors.entries())
        if ((lost & (1 << n)) !== 0) torn.fill(0, Math.max(from, sector * 512), (sector + 1) * 512)
      const driver = await openOn(diskOf(torn).machine())
      expect(driver.healed).toEqual({ at: from, bytes: bytes.length - from })
      await check(driver, acts, emptyRun(), [])
    }
  })
})

describe('a journal with something after its end', () => {
  it('opens without it if it is zeros, or too short for a frame', async () => {
    for (const more of [new Uint8Array(1), new Uint8Array(3000), Uint8Array.of(10), new Uint8Array(27).fill(7)]) {
      const driver = await openOn(diskOf(Uint8Array.from([...good, ...more])).machine())
      expect(driver.healed).toEqual({ at: good.length, bytes: more.length })
    }
  })
  it('does not open if it is something else', async () => {
    const roll = rolling(5)
    for (const length of [28, 500, 3000])
      expect(await refusedAs(Uint8Array.from([...good, ...numbers(length).map(() => 1 + roll(255))]))).toMatchObject({
        at: good.length,
      })
  })
})

describe('a journal in which a frame is missing, twice there, in another place, or empty', () => {
  const piece = (n: number) => good.subarray(borders[n], borders[n + 1])
  const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
  it('does not open', async () => {
    const head = good.subarray(0, start)
    const pieces = numbers(borders.length - 1).map(piece)
    for (let n = 0; n < pieces.length - 1; n++) {
      const [before, one, other, after] = [
        pieces.slice(0, n),
        pieces[n] ?? head,
        pieces[n + 1] ?? head,
        pieces.slice(n + 2),
      ]
      await refusedAs(joined(head, ...before, other, ...after))
      await refusedAs(joined(head, ...before, one, one, other, ...after))
      await refusedAs(joined(head, ...before, other, one, ...after))
      expect(await refusedAs(joined(head, ...before, one.slice().fill(0), other, ...after))).toMatchObject({
        at: borders[n],
      })
    }
  })
})

describe('repair', () => {
  const into = 'repaired.journal'
  const repaired = async (bytes: Uint8Array) => {
    const place = diskOf(bytes)
    const machine = place.machine()
    const found = await repair(machine, journal, { folder: machine.folder, name: into })
    expect(Buffer.from(place.bytes(journal)).equals(bytes)).toBe(true)
    const driver = await openOn(diskOf(place.bytes(into)).machine())
    expect(driver.healed).toBeUndefined()
    return { found, driver }
  }
  it('copies a good journal as it is', async () => {
    const { found, driver } = await repaired(good)
    expect(found).toMatchObject({ lost: [], missing: [] })
    await check(driver, acts, emptyRun(), [])
  })
  it('saves every entry of every frame but the one that is damaged, names its bytes and what is missing', async () => {
    const whole = await openOn(diskOf(good).machine())
    const all = await Promise.all(['p', 'p~access'].map((name) => history(whole, name)))
    for (let place = 0; place < good.length; place += 3) {
      const { found, driver } = await repaired(flipped(good, place, place % 8))
      const frame = borders.findLastIndex((border) => border <= place)
      const span = frame < 0 ? { from: 0, to: start } : { from: borders[frame], to: borders[frame + 1] }
      expect(found.lost).toEqual([span])
      let saved = 0
      for (const [n, partition] of ['p', 'p~access'].entries()) {
        const seqs = (await history(driver, partition)).map(({ head }) => head.seq)
        saved += seqs.length
        const gone = (all[n] ?? []).map(({ head }) => head.seq).filter((seq) => !seqs.includes(seq))
        const last = seqs.at(-1) ?? 0
        const stated = found.missing.filter((one) => one.partition === partition)
        expect(gone.filter((seq) => seq < last)).toEqual(
          stated.flatMap(({ after, before }) => numbers(before - after - 1).map((i) => after + 1 + i)),
        )
      }
      expect(found.entries).toBe(saved)
      await driver.close()
    }
  })
  it('gives a journal that takes commits, opens again, and whose chain says for ever that something is missing', async () => {
    const place = diskOf(new Uint8Array())
    const ledger = audited(await openOn(place.machine()))
    const draft = (n: number) => batch(`c${n}`, [write(at(`s${n}`), { body: `body ${n}` })])
    for (const n of numbers(5)) await ledger.commit(draft(n))
    await ledger.close()
    const bytes = place.bytes(journal)
    const { found, driver } = await repaired(flipped(bytes, (bordersOf(bytes)[2] ?? 0) + 40, 1))
    expect(found.missing).toEqual([{ partition: '520526', after: 2, before: 4 }])
    expect((await walk(driver, { partition: '520526', index: null })).map(({ subject }) => subject)).toEqual([
      's0',
      's1',
      's3',
      's4',
    ])
    expect((await driver.commit(draft(9))).outcome).toBe('written')
    const state = await verify(driver, '520526')
    expect(state._unsafeUnwrap().faults.length).toBeGreaterThan(0)
    await driver.close()
  })
})
