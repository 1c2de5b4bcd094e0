/**
 * The coordinator: asks for a job for each county that is not done, waits, and writes the roll-up. It keeps nothing in memory that
 * counts: what is done stands in the store, so it may be killed and started again at any moment.
 * Run: DATABASE_URL=... node coordinator.ts '<settings as JSON>'
 */
import { sharedSubject } from 'childfile/casework'
import { mergeTotals } from 'childfile/risk'
import { commit, type Key } from 'childfile/storage'
import { standingOf, type Task } from './county-sweep.ts'
import { openPlace, openQueue, pause, queue, settingsOf } from './place.ts'
import { lastCommit, type Progress, type RollUp, sweepRecords } from './sweep-record.ts'

const settings = settingsOf(process.argv[2])
const { sweep, asOf } = settings
const place = await openPlace()
const boss = await openQueue(settings)
const counties = await place.counties()
const taskOf = (partition: Key): Task => ({ partition, sweep, asOf })

/** Looks into the log, which tells ids without any key. */
const isDone = async (partition: Key): Promise<boolean> =>
  (await place.driver.log({ partition, after: 0, limit: 1, commit: lastCommit(sweep) })).length > 0

const passesBetweenSends = 20
const open = new Set(counties)
let told = -1
for (let pass = 0; open.size > 0; pass++) {
  for (const partition of open) if (await isDone(partition)) open.delete(partition)
  if (told !== open.size) console.log(`${counties.length - open.size} of ${counties.length} counties`)
  told = open.size
  // Sent again and again: the queue takes one job for each county, and a job that was given up comes back this way.
  if (pass % passesBetweenSends === 0)
    for (const partition of open) await boss.send(queue, taskOf(partition), { singletonKey: `${sweep}/${partition}` })
  if (open.size > 0) await pause(250)
}

const parts: Progress[] = []
for (const partition of counties) {
  const { ledger } = await place.casework(partition)
  parts.push((await standingOf(ledger, taskOf(partition))).progress)
}
const document: RollUp = {
  asOf,
  counties: counties.length,
  changed: parts.reduce((sum, { changed }) => sum + changed, 0),
  totals: structuredClone(mergeTotals(parts.map(({ totals }) => totals))) as RollUp['totals'],
}
const partition = 'national~roll-up'
const { ledger } = await place.casework(partition)
const { rollUps } = sweepRecords(ledger)
const written = await commit(ledger, {
  partition,
  id: lastCommit(sweep),
  note: { program: 'national-sweep', sweep },
  writes: [rollUps.put({ subject: sharedSubject, id: sweep, document })],
})
if (written.isErr()) throw new Error(`the roll-up cannot be written: ${written.error[0].code}`)
console.log(`roll-up ${JSON.stringify(document)}`)
await boss.stop()
await place.close()
