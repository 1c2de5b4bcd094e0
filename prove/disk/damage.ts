import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type Anchor,
  anchor,
  audited,
  collection,
  commit,
  type Driver,
  type Keyring,
  memoryKeyring,
  memoryMasterKeys,
  sealed,
  verify,
} from '../../src/storage/index.ts'
import { numbers } from '../../src/testing/driver-contract/scene.ts'
import { rolling } from '../../test/storage/journal-scene.ts'
import type { Answer, Proof } from '../proof.ts'
import { within } from './shim/shim.ts'
import { type Engine, fileIn, integrityOf, openStore } from './store.ts'

const partition = '520526'
const Visit = z.strictObject({ on: z.string(), seen: z.string() })
type Visit = z.infer<typeof Visit>

const room = (driver: Driver, keys: Keyring) => {
  const ledger = sealed(audited(driver), keys)
  const visits = collection(ledger, {
    kind: 'visit',
    schema: Visit,
    version: 1,
    keys: { on: (visit) => [visit.on], 'secret.seen': (visit) => [visit.seen.slice(0, 20)] },
  })
  return { ledger, visits }
}

const subjects = numbers(24).map((n) => `child-${n}`)
const ids = ['a', 'b', 'c']
const dayOf = (n: number) => `2026-09-${String(1 + (n % 28)).padStart(2, '0')}`
const documentOf = (n: number, id: string, revision: number): Visit => ({
  on: dayOf(n),
  seen: `seen-${n}-${id}-${revision}-${'x'.repeat((n * 97) % 900)}`,
})

/** A sealed and audited store, closed; every document has two revisions. Its anchor is kept elsewhere. */
async function made(engine: Engine, folder: string, keys: Keyring): Promise<Anchor> {
  const driver = await openStore(engine, folder)
  const { ledger, visits } = room(driver, keys)
  for (const revision of [0, 1])
    for (const [n, subject] of subjects.entries()) {
      const writes = ids.map((id) =>
        visits.put({ subject, id, expect: revision, document: documentOf(n, id, revision) }),
      )
      const intent = { partition, id: `c-${n}-${revision}`, note: { by: 'worker-1' }, writes }
      if ((await commit(ledger, intent)).isErr()) throw new Error('the store could not be made')
    }
  const anchored = (await anchor(driver))._unsafeUnwrap()
  await ledger.close()
  return anchored
}

/** `in an index alone`: every document is right, and an index leads to it by a key that is not its own, or not at all. Nothing tells that. */
type Verdict =
  | 'harmless'
  | 'told at the opening'
  | 'told by reading'
  | 'told by verify'
  | 'told by the integrity check'
  | 'in an index alone'
  | 'silent'
  | 'wrong'
  | 'thrown'

const text = (value: unknown) => JSON.stringify(value)

/** The document as it was before: nobody changed it, but it is not the last. That shows against the log, or against the anchor. */
const isOld = ({
  subject,
  id,
  revision,
  document,
}: {
  subject: string
  id: string
  revision: number
  document: object
}): boolean => revision === 1 && text(document) === text(documentOf(subjects.indexOf(subject), id, 0))

/** What readers of a damaged store are given: whether anything is wrong, missing, or refused with a Problem. */
async function readAll(driver: Driver, keys: Keyring) {
  const { visits } = room(driver, keys)
  let [wrong, missing, problems, old] = [0, 0, 0, 0]
  const all = new Map(
    subjects.flatMap((subject, n) => ids.map((id) => [`${subject} ${id}`, documentOf(n, id, 1)] as const)),
  )
  for (const subject of subjects)
    for (const id of ids) {
      const found = await visits.get(partition, { subject, id })
      if (found.isErr()) {
        if (found.error.every(({ kind }) => kind === 'not-found')) missing++
        else problems++
      } else if (isOld(found.value)) old++
      else if (found.value.revision !== 2 || text(found.value.document) !== text(all.get(`${subject} ${id}`))) wrong++
    }
  const walks = [
    { partition, limit: 50 },
    ...[1, 9, 17].map((n) => ({ partition, limit: 50, index: 'on' as const, where: { is: dayOf(n) } })),
    { partition, limit: 50, index: 'on' as const, where: { startsWith: '2026' } },
    { partition, limit: 50, index: 'secret.seen' as const, where: { is: documentOf(3, 'b', 1).seen.slice(0, 20) } },
  ]
  let [strays, absent] = [0, 0]
  for (const query of walks) {
    const wanted = [...all].filter(([, { on, seen }]) => {
      const key = 'index' in query && query.index === 'secret.seen' ? seen.slice(0, 20) : on
      return (
        !('where' in query) || ('is' in query.where ? key === query.where.is : key.startsWith(query.where.startsWith))
      )
    })
    const seen = new Set<string>()
    let after: string | undefined
    for (let pages = 0; pages < 20; pages++) {
      const page = await visits.page({ ...query, ...(after === undefined ? {} : { after }) })
      if (page.isErr()) {
        problems++
        break
      }
      problems += page.value.unreadable.length
      for (const stored of page.value.documents) {
        const { subject, id, document } = stored
        seen.add(`${subject} ${id}`)
        if (isOld(stored)) old++
        else if (text(all.get(`${subject} ${id}`)) !== text(document)) wrong++
        else if (!wanted.some(([place]) => place === `${subject} ${id}`)) strays++
      }
      after = page.value.next
      if (after === undefined) break
    }
    absent += wanted.filter(([place]) => !seen.has(place)).length
  }
  for (const subject of subjects.slice(0, 4)) {
    const past = await visits.history({ partition, subject, id: 'a' })
    if (past.isErr()) problems++
    else missing += Math.max(0, 2 - past.value.length)
  }
  return { wrong, missing: missing + old, problems, strays, absent }
}

async function verdictOn(engine: Engine, folder: string, keys: Keyring, anchored: Anchor): Promise<Verdict> {
  let driver: Driver
  try {
    driver = await openStore(engine, folder)
  } catch (error) {
    return error instanceof Error && 'code' in error ? 'told at the opening' : 'thrown'
  }
  try {
    const { wrong, missing, problems, strays, absent } = await readAll(driver, keys)
    if (wrong > 0) return 'wrong'
    if (problems > 0) return 'told by reading'
    const verified = await verify(driver, partition, { anchor: anchored })
    if (verified.isErr() || verified.value.faults.length > 0) return 'told by verify'
    const isSound = engine === 'journal' || isSoundSqlite(folder)
    if (!isSound) return 'told by the integrity check'
    if (missing > 0) return 'silent'
    return strays + absent > 0 ? 'in an index alone' : 'harmless'
  } catch {
    return 'thrown'
  } finally {
    await driver.close().catch(() => undefined)
  }
}

const isSoundSqlite = (folder: string): boolean => {
  try {
    return integrityOf(fileIn(folder, 'sqlite')).length === 0
  } catch {
    return false
  }
}

/** One kind of harm in each: a bit, a byte, a sector of zeros, a page in another place, the end cut off. */
function harmed(good: Buffer, roll: (below: number) => number): Buffer {
  const bytes = Buffer.from(good)
  const at = roll(bytes.length)
  const kind = roll(10)
  if (kind < 5) bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8))
  else if (kind < 7) bytes[at] = roll(256)
  else if (kind === 7) bytes.fill(0, at - (at % 512), at - (at % 512) + 512)
  else if (kind === 8) {
    const pages = Math.max(2, Math.floor(bytes.length / 4096))
    const [from, to] = [roll(pages), roll(pages)]
    bytes.copy(bytes, to * 4096, from * 4096, from * 4096 + 4096)
  } else return bytes.subarray(0, at)
  return bytes
}

const damaged = (engine: Engine, seed: number, times: number): Promise<Answer> =>
  within(async (folder) => {
    const roll = rolling(seed)
    const [store, image] = [join(folder, 'store'), join(folder, 'image')]
    mkdirSync(store)
    const provider = (await memoryMasterKeys())._unsafeUnwrap()
    const keys = (await memoryKeyring(provider))._unsafeUnwrap()
    const anchored = await made(engine, store, keys)
    const good = readFileSync(fileIn(store, engine))
    const counts = new Map<Verdict, number>()
    const places: string[] = []
    for (let n = 0; n < times; n++) {
      rmSync(image, { recursive: true, force: true })
      mkdirSync(image)
      const bytes = harmed(good, roll)
      writeFileSync(fileIn(image, engine), bytes)
      const verdict = await verdictOn(engine, image, keys, anchored)
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
      const isTolerated = verdict === 'in an index alone' && engine === 'sqlite'
      if (['wrong', 'silent', 'thrown', 'in an index alone'].includes(verdict) && !isTolerated)
        places.push(`${verdict} in try ${n}`)
    }
    return {
      held: places.length === 0,
      says: [
        `seed ${seed}, ${times} times harm was done to ${good.length} bytes`,
        ...[...counts].map(([verdict, count]) => `${verdict}: ${count}`),
        ...places.slice(0, 5),
      ].join(', '),
    }
  })

export const proofs = (times = 400): readonly Proof[] => [
  {
    name: 'SQLite, sealed and audited: damage that is more than a wrong key in an index is told, and no wrong document is given out',
    run: () => damaged('sqlite', 51, times),
  },
  {
    name: 'the journal, sealed and audited: damage is told, and no wrong document is given out',
    run: () => damaged('journal', 52, times),
  },
]
