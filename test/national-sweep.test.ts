import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { countyName, madeUpChild } from '../examples/national-sweep/made-up.ts'
import { standingOf, sweepCounty, type Task } from '../examples/national-sweep/county-sweep.ts'
import { sweepRecords } from '../examples/national-sweep/sweep-record.ts'
import { childFiles } from '../src/casework/index.ts'
import { audited, collection, commit, type Driver, erase, type Ledger, openMemory } from '../src/storage/index.ts'
import { z } from 'zod'
import { calendar, type Fate, faultsOf, sweepWithLanes, unfenced } from './national-sweep/lanes.ts'
import { storm } from './national-sweep/storm.ts'

const partition = countyName(1)
const task: Task = { partition, sweep: 'september', asOf: '2026-09-15' }
const count = 23

let driver: Driver
let ledger: Ledger
const settled = async (): Promise<void> => {
  driver = await openMemory()
  ledger = audited(driver)
  const files = Array.from({ length: count }, (_, n) => ({ file: madeUpChild(partition, n) }))
  ;(await childFiles(ledger).save({ partition, id: 'import', note: {}, files }))._unsafeUnwrap()
  // A file that nobody can read: it is counted as such and stops nobody.
  const rows = collection(ledger, { kind: 'file', schema: z.record(z.string(), z.json()), version: 1 })
  const writes = [rows.put({ subject: 'c000011x', id: 'c000011x', document: { id: 'c000011x', name: 5 } })]
  ;(await commit(ledger, { partition, id: 'broken', note: {}, writes }))._unsafeUnwrap()
}
beforeEach(settled)

const fate = fc.constantFrom<Fate>('done', 'late', 'answer lost', 'dies before', 'dies after')
const lanes = fc.array(fc.array(fate, { maxLength: 8 }), { minLength: 1, maxLength: 3 })

describe('sweepCounty', () => {
  it('leaves nothing out and does nothing twice, whoever dies, is late, or hears no answer', async () => {
    await fc.assert(
      fc.asyncProperty(lanes, fc.integer({ min: 1, max: 30 }), async (fates, filesAtOnce) => {
        await settled()
        await sweepWithLanes(driver, task, filesAtOnce, fates)
        expect(await faultsOf(ledger, task, { files: count + 1, filesAtOnce })).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
  it('would not without the fence: the same checks find it', async () => {
    const fates: readonly (readonly Fate[])[] = [
      ['done', 'late', 'late'],
      ['late', 'done', 'dies after'],
    ]
    await sweepWithLanes(driver, task, 5, fates)
    expect(await faultsOf(ledger, task, { files: count + 1, filesAtOnce: 5 })).toEqual([])
    await settled()
    await sweepWithLanes(unfenced(driver), task, 5, fates)
    expect(await faultsOf(ledger, task, { files: count + 1, filesAtOnce: 5 })).not.toEqual([])
  })
  it('does a part again whose child was erased before it was written', async () => {
    const meddled: Driver = {
      ...driver,
      commit: async (batch) => {
        if (batch.id === 'september~2') await erase(ledger, { partition, id: 'erasure', note: {}, subject: 'c000012' })
        return driver.commit(batch)
      },
    }
    const slow = audited(meddled)
    const swept = await sweepCounty({ files: childFiles(slow), ledger: slow }, task, { calendar, filesAtOnce: 10 })
    expect(swept.state).toBe('done')
    const { progress } = await standingOf(ledger, task)
    expect([progress.totals.children, progress.totals.unreadable]).toEqual([count - 1, 1])
    expect(await faultsOf(ledger, task, { files: count, filesAtOnce: 10 })).toEqual([])
  })
  it('tells on a later day which tiers changed, and writes no others', async () => {
    const options = { calendar, filesAtOnce: 7 }
    const whole = { files: childFiles(ledger), ledger }
    await sweepCounty(whole, task, options)
    const { file, revisions } = (await whole.files.read(partition, 'c000003'))._unsafeUnwrap()
    const rating = file.care.guardianshipRating === 'poor' ? 'good' : 'poor'
    const changed = { ...file, care: { ...file.care, guardianshipRating: rating } } as const
    const saving = { partition, id: 'visit', note: {}, files: [{ file: changed, before: { file, revisions } }] }
    ;(await whole.files.save(saving))._unsafeUnwrap()
    const later: Task = { ...task, sweep: 'september-again' }
    const swept = await sweepCounty(whole, later, options)
    expect(swept.state === 'done' && swept.progress.changed).toBe(1)
    const query = { partition, index: 'changedIn', where: { is: later.sweep } } as const
    const page = (await sweepRecords(ledger).tiers.page(query))._unsafeUnwrap()
    expect(page.documents.map(({ subject, revision }) => [subject, revision])).toEqual([['c000003', 2]])
  })
  it('answers the same again and writes nothing once it is done', async () => {
    const whole = { files: childFiles(ledger), ledger }
    const first = await sweepCounty(whole, task, { calendar, filesAtOnce: 7 })
    const before = await driver.log({ partition, after: 0, limit: 1000 })
    expect(await sweepCounty(whole, task, { calendar, filesAtOnce: 4 })).toEqual(first)
    expect(await driver.log({ partition, after: 0, limit: 1000 })).toEqual(before)
  })
})

describe('the national sweep', () => {
  it('comes to what one process says, though workers and coordinator are killed and held up', async () => {
    const weather = { seed: 4, counties: 3, children: 75, workers: 2, strokes: 3, sealed: false }
    const { wrong, done } = await storm(weather)
    expect(wrong).toEqual([])
    expect(done.coordinators).toBeGreaterThan(0)
    expect(done.killed + done.held).toBeGreaterThan(0)
  }, 120_000)
})
