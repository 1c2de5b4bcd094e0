/**
 * A worker: claims counties until it is told to end (SIGTERM). It may be killed at any moment.
 * Run: DATABASE_URL=... node worker.ts '<settings as JSON>'
 */
import { sweepCounty, type Task } from './county-sweep.ts'
import { openCalendar, openPlace, openQueue, pause, queue, settingsOf } from './place.ts'

const settings = settingsOf(process.argv[2])
const place = await openPlace()
const boss = await openQueue(settings)
const calendar = openCalendar()

const ending = new AbortController()
process.once('SIGTERM', () => ending.abort())
console.log('ready')

while (!ending.signal.aborted) {
  const [job] = await boss.fetch<Task>(queue).catch(() => [])
  if (!job) {
    await pause(100)
    continue
  }
  // Names the attempt: a job that was taken from this worker and given to another one is not ended by this one.
  const attempt = { id: job.id, retryCount: job.retryCount }
  try {
    console.log(`took ${job.data.partition}`)
    const casework = await place.casework(job.data.partition)
    const swept = await sweepCounty(paced(casework), job.data, { calendar, filesAtOnce: settings.filesAtOnce })
    if (swept.state === 'done') await boss.complete(queue, attempt)
    else await boss.fail(queue, attempt, { state: swept.state })
    console.log(`${swept.state} ${job.data.partition}`)
  } catch (error) {
    // Problems hold no personal value; the job comes back.
    const says = error instanceof Error ? error.message : 'unknown'
    console.error(`${job.data.partition}: ${says}`)
    await boss.fail(queue, attempt, { says }).catch(() => undefined)
  }
}
await boss.stop()
await place.close()

/** The same casework, a little slower. */
function paced<T extends Awaited<ReturnType<typeof place.casework>>>(casework: T): T {
  const { pauseMilliseconds } = settings
  if (pauseMilliseconds === 0) return casework
  const { ledger } = casework
  const commit: typeof ledger.commit = async (draft) => {
    await pause(pauseMilliseconds)
    return ledger.commit(draft)
  }
  return { ...casework, ledger: { ...ledger, commit } }
}
