import type { PlainDate } from '../../src/index.ts'
import { childFiles } from '../../src/casework/index.ts'
import { type SweepTotals, sweep, totalsOf } from '../../src/risk/index.ts'
import { audited, type Driver, type Key, type Ledger } from '../../src/storage/index.ts'
import { standingOf, sweepCounty, type Task } from '../../examples/national-sweep/county-sweep.ts'
import { openCalendar } from '../../examples/national-sweep/place.ts'
import { sweepRecords } from '../../examples/national-sweep/sweep-record.ts'

export const calendar = openCalendar()

/** What becomes of one commit of a worker: done, done late, its answer lost, or the worker dies before or after it. */
export type Fate = 'done' | 'late' | 'answer lost' | 'dies before' | 'dies after'

const ticks = async (count: number): Promise<void> => {
  for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve))
}

/** A worker that died: nothing of it is heard again. */
const died = Symbol('died')
const never = new Promise<never>(() => undefined)

/** The driver of a worker whose commits have these fates, one after another; later ones are done. */
function fated(driver: Driver, fates: Iterator<Fate>, die: () => void): Driver {
  return {
    ...driver,
    commit: async (batch) => {
      const next = fates.next()
      const fate: Fate = next.done === true ? 'done' : next.value
      if (fate === 'dies before') {
        die()
        return never
      }
      if (fate === 'late') await ticks(40)
      const answer = await driver.commit(batch)
      if (fate === 'dies after') {
        die()
        return never
      }
      if (fate === 'answer lost') throw new Error('the connection was lost')
      return answer
    },
  }
}

/** Sweeps a county with so many workers at once, each started again when it died or was overtaken, until all say that it is done. */
export async function sweepWithLanes(
  driver: Driver,
  task: Task,
  filesAtOnce: number,
  lanes: readonly (readonly Fate[])[],
): Promise<void> {
  await Promise.all(
    lanes.map(async (list) => {
      const fates = list[Symbol.iterator]()
      for (;;) {
        let die: () => void = () => undefined
        const death = new Promise<typeof died>((resolve) => (die = () => resolve(died)))
        const ledger = audited(fated(driver, fates, die))
        const work = sweepCounty({ files: childFiles(ledger), ledger }, task, { calendar, filesAtOnce })
        const end = await Promise.race([work, death])
        if (end !== died && end.state === 'done') return
        await ticks(1)
      }
    }),
  )
}

/** The totals of a sweep of these partitions in one process. */
export function totalsAlone(ledger: Ledger, partitions: readonly Key[], asOf: PlainDate): Promise<SweepTotals> {
  async function* files() {
    for (const partition of partitions)
      for await (const stored of childFiles(ledger).each(partition)) yield stored._unsafeUnwrap().file
  }
  return totalsOf(sweep(files(), { asOf, calendar, mode: 'bits' }))
}

/** What is wrong with the first sweep of a county: something left out, done twice, or kept wrongly. */
export async function faultsOf(
  ledger: Ledger,
  task: Task,
  expected: { readonly files: number; readonly filesAtOnce: number },
): Promise<readonly string[]> {
  const { partition, sweep: name, asOf } = task
  const wrong: string[] = []
  const { revision, progress } = await standingOf(ledger, task)
  if (progress.state !== 'done') wrong.push('not done')
  const parts = Math.floor(expected.files / expected.filesAtOnce) + 1
  if (progress.parts !== parts || revision !== parts) wrong.push(`${progress.parts} parts, revision ${revision}`)
  const alone = await totalsAlone(ledger, [partition], asOf)
  if (JSON.stringify(sorted(alone)) !== JSON.stringify(sorted(progress.totals))) wrong.push('other totals')

  const ids: string[] = []
  for (let after = 0; ; ) {
    const entries = await ledger.log({ partition, after, limit: 100 })
    if (entries.length === 0) break
    ids.push(...entries.map(({ id }) => id).filter((id) => id.startsWith(`${name}~`)))
    after = entries.at(-1)?.head.seq ?? after
  }
  if (ids.length !== parts) wrong.push(`${ids.length} commits`)

  const { tiers } = sweepRecords(ledger)
  let kept = 0
  for await (const stored of childFiles(ledger).each(partition)) {
    const { file } = stored._unsafeUnwrap()
    for await (const one of sweep([file], { asOf, calendar, mode: 'bits' })) {
      if (one.isErr()) continue
      kept += 1
      const row = await tiers.get(partition, { subject: file.id, id: '1' })
      if (row.isErr()) wrong.push('no tier')
      else if (row.value.revision !== 1) wrong.push('a tier was written twice')
      else if (row.value.document.tier !== one.value.tier) wrong.push('another tier')
    }
  }
  if (progress.changed !== kept) wrong.push(`${progress.changed} of ${kept} changed`)
  return wrong
}

/** The same data with fields in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  )
}

/** A store without the fence: every commit is a new one and written over whatever stands there. */
export function unfenced(driver: Driver): Driver {
  let n = 0
  return {
    ...driver,
    commit: async (batch) => {
      const rows = await driver.get(batch.partition, batch.writes)
      const writes = batch.writes.map((write, place) => ({ ...write, expect: rows[place]?.revision ?? 0 }))
      return driver.commit({ ...batch, id: `${batch.id}-${n++}`, writes })
    },
  }
}
