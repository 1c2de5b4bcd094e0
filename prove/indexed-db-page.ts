// What runs inside the browser, in a window or a worker. It leaves one object, `proof`, in the global scope.
import fc from 'fast-check'
import { type Batch, type Driver, openMemory } from '../src/storage/index.ts'
import { connect } from '../src/storage/indexed-db/connection.ts'
import { formatNumber } from '../src/storage/indexed-db/layout.ts'
import { openIndexedDb } from '../src/storage/indexed-db.ts'
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
} from '../src/testing/driver-contract/scene.ts'
import { driverContract } from '../src/testing/index.ts'
import { indexedDbHarness, openRaw, takeAway, type WholeEngine } from '../test/storage/indexed-db-harness.ts'
import { agree, type Real, seriesOf } from '../test/storage/model.ts'

interface Scope extends WholeEngine {
  proof: typeof proof
  readonly performance: { now(): number }
  readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }
  fetch(url: string): Promise<unknown>
}
const scope = globalThis as unknown as Scope

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'none')

/** What each case of the contract answers, or what it finds broken. */
async function contract(): Promise<readonly (readonly [id: string, answer: string])[]> {
  const answers: (readonly [string, string])[] = []
  for (const one of driverContract) {
    const harness = indexedDbHarness(scope, `contract-${one.id}`)
    try {
      answers.push([one.id, await one.run(harness)])
    } catch (error) {
      answers.push([one.id, textOf(error)])
    } finally {
      await harness.destroy()
    }
  }
  return answers
}

/** Asks memory and the browser the same questions. */
async function model(runs: number, seed: number): Promise<string> {
  let count = 0
  await fc.assert(
    fc.asyncProperty(seriesOf({ reopenings: ['closed'] }), async (series) => {
      const name = `model-${count++}`
      const reopen = () => openIndexedDb(name)
      const real: Real = { driver: await reopen(), reopen }
      const plain = await openMemory()
      try {
        await agree(series, { plain, prefix: '' }, real)
      } finally {
        await real.driver.close()
        await takeAway(scope, name)
      }
    }),
    { numRuns: runs, seed },
  )
  return `${count} series`
}

/** A driver that looks at revisions before the transaction and not inside: it writes over what came in between. */
const careless = (driver: Driver): Driver => ({
  ...driver,
  commit: async (wanted) => {
    const rows = await driver.get(wanted.partition, wanted.writes)
    if (wanted.writes.some(({ expect }, n) => (rows[n]?.revision ?? 0) !== expect)) return driver.commit(wanted)
    for (;;) {
      const now = await driver.get(wanted.partition, wanted.writes)
      const writes = wanted.writes.map((one, n) => ({ ...one, expect: now[n]?.revision ?? 0 }))
      const answer = await driver.commit({ ...wanted, writes })
      if (answer.outcome !== 'conflict') return answer
    }
  },
})

/** Raises one counter by one, time after time, as all tabs do at once. Answers how often somebody else was faster. */
async function race(store: string, name: string, times: number, carefully: boolean): Promise<number> {
  const honest = await openIndexedDb(store)
  const driver = carefully ? honest : careless(honest)
  let conflicts = 0
  for (const round of numbers(times)) {
    for (let tries = 0; ; tries++) {
      const row = await rowAt(driver, at('counter'))
      const count = Number(new TextDecoder().decode(row?.body ?? undefined))
      const next = write(at('counter'), { expect: row?.revision ?? 0, body: String(count + 1) })
      const answer = await driver.commit(batch(`${name}-${round}-${tries}`, [next]))
      if (answer.outcome === 'written') break
      if (answer.outcome === 'conflict') conflicts++
      else throw new Error(`the answer is ${answer.outcome}`)
    }
  }
  await driver.close()
  return conflicts
}

/** Where the counter of a race stands, and whether the log runs without a gap. */
async function raced(store: string): Promise<{ readonly counter: number; readonly gapless: boolean }> {
  const driver = await openIndexedDb(store)
  const row = await rowAt(driver, at('counter'))
  const log = await history(driver)
  await driver.close()
  return {
    counter: Number(new TextDecoder().decode(row?.body ?? undefined)),
    gapless: log.every(({ head, writes }, n) => head.seq === n + 1 && writes[0]?.revision === n + 1),
  }
}

const rowsOfCommit = 8

/** Commit `n` of a series: a row that all write, rows of its own, and keys. */
const commitOf = (n: number): Batch =>
  batch(`c${n}`, [
    write(at('shared'), { expect: n, body: `shared ${n}`, keys: { at: [`n${n}`] } }),
    ...numbers(rowsOfCommit).map((row) =>
      write(at(`s${n}`, 'visit', `v${row}`), { body: new Uint8Array(4000 + n), keys: { all: [`k${n}-${row}`] } }),
    ),
  ])

/**
 * Commits until the browser is killed, and tells each commit that was acknowledged. A `hasty` writer tells each as soon as it is on
 * its way.
 */
async function commitForEver(store: string, from: number, hasty: boolean): Promise<void> {
  const driver = await openIndexedDb(store)
  for (let n = from; ; n++) {
    const answer = driver.commit(commitOf(n))
    if (!hasty && (await answer).outcome !== 'written') throw new Error('not written')
    const told = scope.fetch(`/written/${n}`)
    if (hasty) await told
  }
}

/** How many commits of a series are there, and what is only half there. */
async function written(store: string): Promise<{ readonly count: number; readonly broken: readonly string[] }> {
  const driver = await openIndexedDb(store)
  const log = await history(driver, county, 500)
  const broken: string[] = []
  const expect = (condition: boolean, law: string) => {
    if (!condition) broken.push(law)
  }
  const count = log.length
  expect(
    log.every(({ id, writes }, n) => id === `c${n}` && writes.length === rowsOfCommit + 1),
    'log',
  )
  const rows = await walk(driver, { partition: county, index: null }, 500)
  expect(rows.length === (count === 0 ? 0 : count * rowsOfCommit + 1), 'rows')
  expect((await walk(driver, { partition: county, index: 'all' }, 500)).length === count * rowsOfCommit, 'keys')
  const shared = await rowAt(driver, at('shared'))
  expect((shared?.revision ?? 0) === count, 'revision')
  expect(shared === undefined || shared.keys['at']?.[0] === `n${count - 1}`, 'key')
  await driver.close()
  return { count, broken }
}

/** How many commits there are to go on from, and whether the browser says that it has emptied the store. */
async function begun(store: string): Promise<{ readonly count: number; readonly emptied: boolean }> {
  let emptied = false
  const again = (error: unknown): Promise<Driver> => {
    emptied = codeOf(error) === 'emptied'
    return openIndexedDb(store)
  }
  const driver = await openIndexedDb(store).catch(again)
  const count = (await history(driver, county, 500)).length
  await driver.close()
  return { count, emptied }
}

/** What a driver answers when another window brings a newer layout, and what that window is told if somebody does not give way. */
async function overtaken(store: string) {
  const driver = await openIndexedDb(store)
  await driver.commit(commitOf(0))
  const underWay = driver.commit(commitOf(1))
  const stubborn = await openRaw(scope, store)
  const blocked = await connect(scope.indexedDB, store, { version: formatNumber + 1, lay: () => undefined }).then(
    () => 'opened',
    codeOf,
  )
  const overtakenDriver = await driver.get(county, []).then(() => 'read', codeOf)
  const { outcome } = await underWay
  stubborn.close()
  const still = await openIndexedDb(store)
  const kept = (await history(still)).length
  const newer = await openRaw(scope, store, formatNumber + 1)
  const given = await still.get(county, []).then(() => 'read', codeOf)
  newer.close()
  const late = await openIndexedDb(store)
  const refused = await late.commit(commitOf(2))
  const reading = await late.get(county, []).then(() => 'read', codeOf)
  return { blocked, overtakenDriver, underWay: outcome, kept, given, refused, reading }
}

/** Bytes that cannot be made shorter, as sealed bodies are. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let from = 0; from < length; from += 65_536) scope.crypto.getRandomValues(bytes.subarray(from, from + 65_536))
  return bytes
}

/** Commits large bodies until there is no room, and says what was answered and whether everything is as it was answered. */
async function fill(store: string) {
  const driver = await openIndexedDb(store)
  let count = 0
  let last: string
  do {
    const body = noise(1_000_000)
    const answer = await driver.commit(batch(`c${count}`, [write(at(`s${count}`), { body, keys: { all: ['k'] } })]))
    last = answer.outcome === 'refused' ? answer.why : answer.outcome
    if (last === 'written') count++
  } while (last === 'written' && count < 100)
  const rows = (await walk(driver, { partition: county, index: 'all' }, 5)).length
  const entries = (await history(driver, county, 5)).length
  await driver.close()
  return { last, count, rows, entries }
}

/** Goes on where `fill` had to stop. */
async function resume(store: string, count: number): Promise<string> {
  const driver = await openIndexedDb(store)
  const { outcome } = await driver.commit(batch(`c${count}`, [write(at(`s${count}`), { body: noise(1_000_000) })]))
  await driver.close()
  return outcome
}

/** Milliseconds for what a page with a caseload does. */
async function speed(store: string) {
  const driver: Driver = await openIndexedDb(store)
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = scope.performance.now()
    await work()
    return scope.performance.now() - started
  }
  const body = noise(2000)
  const perSubject = 50
  const rows = (subject: string) =>
    numbers(perSubject).map((n) => write(at(subject, 'visit', `v${n}`), { body, keys: { due: [`d${subject}-${n}`] } }))
  const subjects = numbers(100).map((n) => `s${n}`)
  const batches = await timed(async () => {
    for (const subject of subjects) await driver.commit(batch(subject, rows(subject)))
  })
  const single = await timed(async () => {
    for (const n of numbers(50))
      await driver.commit(batch(`one-${n}`, [write(at(`s${n}`, 'visit', 'v0'), { expect: 1, body })]))
  })
  const sweep = await timed(() => walk(driver, { partition: county, index: null }, 500))
  const due = await timed(() => walk(driver, { partition: county, index: 'due' }, 500))
  const log = await timed(() => history(driver, county, 50))
  const file = await timed(async () => {
    for (const subject of subjects)
      await driver.page({ partition: county, index: null, from: subject, to: `${subject}!`, limit: 500 })
  })
  const erased = await timed(() => driver.erase(erasure('e1', 's5')))
  await driver.close()
  const count = subjects.length * perSubject
  return {
    batchedWrites: Math.round((count * 1000) / batches),
    singleCommits: Math.round(50_000 / single),
    rowsSwept: Math.round((count * 1000) / sweep),
    rowsByKey: Math.round((count * 1000) / due),
    logWrites: Math.round(((count + 50) * 1000) / log),
    filesOfFiftyRows: Math.round((subjects.length * 1000) / file),
    erasureMilliseconds: Math.round(erased),
  }
}

const proof = { contract, model, race, raced, commitForEver, written, begun, overtaken, fill, resume, speed }
export type PageProof = typeof proof
scope.proof = proof
