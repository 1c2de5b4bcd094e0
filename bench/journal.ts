/**
 * How much of a loop of append and fdatasync is left when the journal is driven through the storage port: the peer writes the same
 * frames, byte for byte, made beforehand, and checks nothing. Batches of 1, 64 and 1000; commits begun at once; reading by address and
 * page; opening. Rounds alternate; the median counts. Run with: node bench/journal.ts [rounds]
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Batch, Driver, Key, Position, Write } from '../src/storage/index.ts'
import { frameLength, headerOf } from '../src/storage/journal/format/frame.ts'
import { firstLine } from '../src/storage/journal/format/scan.ts'
import { openJournal } from '../src/storage/journal.ts'

const rounds = Number(process.argv[2] ?? 7)
const partition = '520526'
const hash = 'a'.repeat(64)
const note = new Uint8Array(60).fill(7)
const fields = Array.from({ length: 60 }, (_, n) => [`field${n}`, `某县 value ${n}`])
const body = new TextEncoder().encode(JSON.stringify(Object.fromEntries(fields)))
const folder = mkdtempSync(join(tmpdir(), 'childfile-bench-'))
let files = 0
const file = () => join(folder, `${files++}.journal`)

/** Spreads subjects over the key space, as ids made by people are. */
const subject = (n: number): Key => `child-${((n * 2654435761) % 4294967296).toString(36)}`
const keysOf = (n: number) => ({
  division: [`5205261${n % 30}`],
  due: [`2026-09-${10 + (n % 20)}`],
  tier: [String(n % 5)],
})
const writes = (from: number, count: number): readonly Write[] =>
  Array.from({ length: count }, (_, n) => ({
    subject: subject(from + n),
    kind: 'file',
    id: '1',
    expect: 0,
    body,
    digest: hash,
    keys: keysOf(from + n),
  }))
const batches = (size: number, times: number): readonly Batch[] =>
  Array.from({ length: times }, (_, n) => ({
    partition,
    id: `c${n}`,
    fingerprint: hash,
    note,
    checks: [],
    writes: writes(n * size, size),
    link: () => hash,
  }))

const seconds = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

async function compare(name: string, units: number, contestants: Readonly<Record<string, () => Promise<number>>>) {
  const rates = new Map<string, number[]>(Object.keys(contestants).map((one) => [one, []]))
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contestants)
    if (round % 2 === 1) order.reverse()
    for (const [one, run] of order) rates.get(one)?.push(units / (await run()))
  }
  const peer = rates.get('raw')
  const line = [...rates].map(([one, list]) => {
    const ratio = peer ? ` (${median(list.map((rate, n) => rate / (peer[n] ?? 1))).toFixed(2)}x)` : ''
    return `${one} ${Math.round(median(list))}/s${one === 'raw' ? '' : ratio}`
  })
  console.log(`${name.padEnd(16)} ${line.join('   ')}`)
}

/** The frames of a journal that was written like this. */
async function framesOf(list: readonly Batch[]): Promise<readonly Uint8Array[]> {
  const path = file()
  const driver = await openJournal(path)
  for (const batch of list) await driver.commit(batch)
  await driver.close()
  const bytes = readFileSync(path)
  const frames: Uint8Array[] = []
  for (let at = firstLine(crc32).length; at < bytes.length; ) {
    const header = headerOf(bytes.subarray(at), crc32)
    const length = header ? frameLength(header) : bytes.length
    frames.push(bytes.subarray(at, at + length))
    at += length
  }
  return frames
}

async function raw(frames: readonly Uint8Array[]): Promise<number> {
  const descriptor = openSync(file(), 'a', 0o600)
  const time = await seconds(() => {
    for (const bytes of frames) {
      writeSync(descriptor, bytes)
      fdatasyncSync(descriptor)
    }
  })
  closeSync(descriptor)
  return time
}

async function driven(write: (driver: Driver) => Promise<unknown>): Promise<number> {
  const driver = await openJournal(file())
  const time = await seconds(() => write(driver))
  await driver.close()
  return time
}

for (const [size, times] of [
  [1, 600],
  [64, 40],
  [1000, 6],
] as const) {
  const list = batches(size, times)
  const frames = await framesOf(list)
  await compare(`write ${size}`, size * times, {
    raw: () => raw(frames),
    journal: () =>
      driven(async (driver) => {
        for (const batch of list) await driver.commit(batch)
      }),
    ...(size === 1
      ? {
          'journal, 64 at once': () =>
            driven(async (driver) => {
              for (let n = 0; n < list.length; n += 64)
                await Promise.all(list.slice(n, n + 64).map((batch) => driver.commit(batch)))
            }),
        }
      : {}),
  })
}

const count = 100_000
const large = file()
const driver = await openJournal(large)
for (const batch of batches(1000, count / 1000)) await driver.commit(batch)
const asked = Array.from({ length: 20_000 }, (_, n) => subject((n * 7919) % count))
await compare('get', asked.length, {
  journal: () =>
    seconds(async () => {
      for (const one of asked) await driver.get(partition, [{ subject: one, kind: 'file', id: '1' }])
    }),
})
async function pages(index: string | null, limit: number): Promise<void> {
  let after: Position | undefined
  do {
    const page = await driver.page({ partition, index, limit, ...(after ? { after } : {}) })
    after = page.next
  } while (after)
}
for (const index of [null, 'due'])
  for (const limit of [50, 500])
    await compare(`page ${index ?? 'rows'} ${limit}`, count, { journal: () => seconds(() => pages(index, limit)) })
let revision = 0
await compare('write, page 50', 200, {
  journal: () =>
    seconds(async () => {
      for (let n = 0; n < 200; n++) {
        const [write] = writes(0, 1)
        if (!write) continue
        revision++
        const next = { ...write, expect: revision, keys: keysOf(revision) }
        await driver.commit({
          partition,
          id: `u${revision}`,
          fingerprint: hash,
          note,
          checks: [],
          writes: [next],
          link: () => hash,
        })
        await driver.page({ partition, index: 'due', from: '2026-09-15', limit: 50 })
      }
    }),
})
await driver.close()
const times: number[] = []
for (let round = 0; round < rounds; round++) {
  const before = performance.now()
  const again = await openJournal(large)
  times.push(performance.now() - before)
  await again.close()
}
console.log(`open ${count} rows: ${Math.round(median(times))} ms, ${Math.round(statSync(large).size / 1e6)} MB`)
const again = await openJournal(large)
const erased = await seconds(() =>
  again.erase({ partition, id: 'e', fingerprint: hash, note, subject: subject(5), link: () => hash }),
)
console.log(`erase one of ${count} rows: ${Math.round(erased * 1000)} ms`)
await again.close()
rmSync(folder, { recursive: true, force: true })
console.log(`bodies of ${body.length} bytes, 3 index keys each; ${rounds} rounds; node ${process.version}`)
