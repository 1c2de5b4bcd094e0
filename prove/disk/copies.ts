import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { type Anchor, anchor } from '../../src/storage/audit/anchor.ts'
import { verify } from '../../src/storage/audit/verify.ts'
import type { Driver } from '../../src/storage/driver.ts'
import { sqliteDriver } from '../../src/storage/sql/sqlite-driver.ts'
import { tables } from '../../src/storage/sql/sqlite-tables.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { at, batch, done, erasure, history, write } from '../../src/testing/driver-contract/scene.ts'
import { rolling } from '../../test/storage/journal-scene.ts'
import type { Answer, Proof } from '../proof.ts'
import { partitions, traceOf } from './acts.ts'
import { launched, within } from './shim/shim.ts'
import { bytesIn, fileIn, integrityOf, openStore, toldBy, faultsLeft } from './store.ts'

/** Our driver in which an erasure does not rewrite the file. */
function withoutRewriting(file: string): Driver {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  database.exec(tables)
  const prepare = (text: string) => database.prepare(text === 'VACUUM' ? 'SELECT 1' : text)
  return sqliteDriver({ prepare, close: () => database.close() })
}

/** Writes about many subjects again and again, erases them one after another, and looks after each whether any byte of them is left. */
const residues = (seed: number, erasures: number, open: (file: string) => Promise<Driver>) =>
  within(async (folder) => {
    const roll = rolling(seed)
    const driver = await open(fileIn(folder, 'sqlite'))
    const revisions = new Map<string, number>()
    let [n, left] = [0, 0]
    const writeOf = (subject: string) => {
      const id = String(roll(5))
      const expect = revisions.get(`${subject} ${id}`) ?? 0
      revisions.set(`${subject} ${id}`, expect + 1)
      const trace = traceOf(subject)
      const body = roll(9) === 0 ? null : `${trace}${'x'.repeat([4, 90, 700, 3000, 20_000][roll(5)] ?? 4)}${trace}`
      // Keys of all lengths, scattered over the index, so that its pages are split and joined.
      const by = Array.from({ length: roll(8) }, () => `${roll(1000)}${trace}${'y'.repeat(roll(140))}`)
      return write(at(subject, 'visit', id), { expect, body, keys: { due: [`${trace}${roll(4)}`], by } })
    }
    try {
      for (let one = 0; one < erasures; one++) {
        for (let commits = 0; commits < 12; commits++) {
          const subjects = new Set(Array.from({ length: 4 }, () => `s${one + roll(9)}`))
          await done(driver, batch(`c${n++}`, [...subjects].map(writeOf)))
        }
        const subject = `s${one}`
        await done(driver, erasure(`e${one}`, subject))
        if (bytesIn(folder).some((bytes) => bytes.includes(traceOf(subject)))) left++
      }
    } finally {
      await driver.close()
    }
    return {
      left,
      says: `seed ${seed}, after ${left} of ${erasures} erasures something was left in the file, its log or its shared memory`,
    }
  })

/** What a copy of a store is against the store that it is of, which has gone on since. */
interface Copied {
  readonly verdict: 'equal to what was' | 'told' | 'wrong'
  readonly why: string
}

async function judged(copy: string, original: Driver, anchored: Anchor): Promise<Copied> {
  let driver: Driver
  try {
    driver = await openSqlite(fileIn(copy, 'sqlite'))
  } catch {
    return { verdict: 'told', why: 'does not open' }
  }
  const told: string[] = []
  let isWrong = false
  let missing = 0
  try {
    for (const partition of partitions) {
      const verified = await verify(driver, partition)
      const against = await verify(driver, partition, { anchor: anchored })
      if (verified.isErr() || verified.value.faults.length > 0) {
        told.push('verify')
        continue
      }
      const entries = await history(driver, partition, 500)
      const all = await history(original, partition, 500)
      if (entries.some(({ head }, n) => head.hash !== all[n]?.head.hash)) isWrong = true
      const due = anchored.heads.find((head) => head.partition === partition)?.seq ?? 0
      missing += Math.max(0, due - entries.length)
      if (entries.length < due && (against.isErr() || against.value.faults.length === 0)) isWrong = true
      if (entries.length < due) told.push('anchor')
    }
  } catch {
    told.push('reading')
  } finally {
    await driver.close().catch(() => undefined)
  }
  try {
    if (integrityOf(fileIn(copy, 'sqlite')).length > 0) told.push('integrity check')
  } catch {
    told.push('integrity check')
  }
  // A tree of pages of two moments may answer differently each time it is asked; what matters is whether anything tells that.
  if (isWrong && told.length === 0) return { verdict: 'wrong', why: 'other entries, or fewer and nobody says so' }
  return told.length > 0
    ? { verdict: 'told', why: `${told[0] ?? ''}${missing > 0 ? ', entries missing' : ''}` }
    : { verdict: 'equal to what was', why: '' }
}

/** Copies a store again and again while another process writes to it. */
const copies = (times: number, copy: (from: string, to: string) => Promise<void>) =>
  within(async (folder) => {
    const [store, to] = [join(folder, 'store'), join(folder, 'copy')]
    mkdirSync(store)
    const driver = await openStore('sqlite', store)
    const writing = launched('writer.ts', {
      engine: 'sqlite',
      folder: store,
      writer: 'w',
      from: 0,
      to: times * 14,
      pause: 6,
    })
    const over = new AbortController()
    void writing.then(() => over.abort())
    const found: Copied[] = []
    let beside = 0
    for (let n = 0; n < times; n++) {
      await new Promise((resolve) => setTimeout(resolve, 60))
      rmSync(to, { recursive: true, force: true })
      mkdirSync(to)
      const anchored = (await anchor(driver))._unsafeUnwrap()
      if (!over.signal.aborted) beside++
      await copy(fileIn(store, 'sqlite'), fileIn(to, 'sqlite'))
      found.push(await judged(to, driver, anchored))
    }
    const { lines, wrong } = await writing
    const faults = [
      ...(await faultsLeft('sqlite', store, toldBy(lines))),
      ...(wrong === '' ? [] : [wrong.slice(0, 200)]),
    ]
    // The driver holds the store open; closing it is the last thing that is done to it.
    await driver.close()
    const counts = new Map<string, number>()
    for (const { verdict, why } of found) {
      const text = why === '' ? verdict : `${verdict} (${why})`
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    const says = [
      `${found.length} copies, ${beside} of them beside a writer`,
      ...[...counts].map(([text, count]) => `${text}: ${count}`),
      ...faults,
    ].join(', ')
    return { found, faults, beside, says }
  })

async function backedUp(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from)
  try {
    source.exec('PRAGMA busy_timeout = 5000')
    await backup(source, to, { rate: 20 })
  } finally {
    source.close()
  }
}

const bare = (names: readonly string[]) => (from: string, to: string) => {
  for (const name of names) if (existsSync(from + name)) copyFileSync(from + name, to + name)
  return Promise.resolve()
}

const told = async (times: number, names: readonly string[]): Promise<Answer> => {
  const { found, faults, beside, says } = await copies(times, bare(names))
  return { held: faults.length === 0 && beside > 0 && found.every(({ verdict }) => verdict !== 'wrong'), says }
}

/** What was erased before a backup is not in it, byte for byte, and takes no writes there. */
const erasedStays = (): Promise<Answer> =>
  within(async (folder) => {
    const [store, copy] = [join(folder, 'store'), join(folder, 'copy')]
    for (const path of [store, copy]) mkdirSync(path)
    const driver = await openStore('sqlite', store)
    for (let n = 0; n < 20; n++)
      await done(
        driver,
        batch(`c${n}`, [write(at(`s${n}`), { body: traceOf(`s${n}`), keys: { due: [traceOf(`s${n}`)] } })]),
      )
    for (let n = 0; n < 20; n += 2) await done(driver, erasure(`e${n}`, `s${n}`))
    await backedUp(fileIn(store, 'sqlite'), fileIn(copy, 'sqlite'))
    const restored = await openStore('sqlite', copy)
    let [left, revived] = [0, 0]
    for (let n = 0; n < 20; n += 2) {
      if (bytesIn(copy).some((bytes) => bytes.includes(traceOf(`s${n}`)))) left++
      const answer = await restored.commit(batch(`again${n}`, [write(at(`s${n}`), { expect: 1 })]))
      if (answer.outcome !== 'refused' || answer.why !== 'subject-erased') revived++
    }
    for (const one of [driver, restored]) await one.close()
    return {
      held: left === 0 && revived === 0,
      says: `of 10 erased subjects ${left} left bytes in the backup and ${revived} took writes there`,
    }
  })

export const proofs = (erasures = 60, times = 25): readonly Proof[] => [
  {
    name: 'SQLite: after an erasure no byte of the subject is left',
    run: async () => {
      const { left, says } = await residues(41, erasures, openSqlite)
      return { held: left === 0, says }
    },
  },
  {
    name: 'SQLite: an erasure that zeroes what it deletes and does not rewrite the file is found to leave bytes behind',
    run: async () => {
      const { left, says } = await residues(41, erasures, (file) => Promise.resolve(withoutRewriting(file)))
      return { held: left > 0, says }
    },
  },
  {
    name: 'SQLite: a backup that is made while others write opens as the store was, with all that was acknowledged before',
    run: async () => {
      const { found, faults, beside, says } = await copies(times, backedUp)
      return {
        held: faults.length === 0 && beside > 0 && found.every(({ verdict }) => verdict === 'equal to what was'),
        says,
      }
    },
  },
  { name: 'SQLite: a backup does not bring back who was erased before', run: erasedStays },
  {
    name: 'SQLite: the bare file, copied without its log while others write, is an earlier state or is told',
    run: () => told(times, ['']),
  },
  {
    name: 'SQLite: file and log, copied one after the other while others write, are a state of the store or are told',
    run: () => told(times, ['', '-wal']),
  },
]
