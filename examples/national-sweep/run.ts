/**
 * Sweeps many counties with several processes over one PostgreSQL database, kills some of them on the way, and compares the roll-up
 * with the sweep of everything in one process.
 * Run: node examples/national-sweep/run.ts [--partitions 12] [--children 120] [--workers 3] [--sealed] [--calm]
 * Without DATABASE_URL it starts a PostgreSQL of its own, which is gone afterwards. With one it makes up its counties there: give
 * it an empty database.
 */
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { startServer } from '../../test/storage/postgres-server.ts'
import { countyName, settle } from './made-up.ts'
import { sweepOfAll } from './one-process.ts'
import { openPlace, pause, type Settings } from './place.ts'
import { start, type Started } from './process.ts'
import type { RollUp } from './sweep-record.ts'

const { values } = parseArgs({
  options: {
    partitions: { type: 'string', default: '12' },
    children: { type: 'string', default: '120' },
    workers: { type: 'string', default: '3' },
    /** Files lie encrypted, each county under keys of its own. */
    sealed: { type: 'boolean', default: false },
    /** Nobody is killed. */
    calm: { type: 'boolean', default: false },
  },
})
const number = (text: string): number => Math.max(1, Math.floor(Number(text)) || 1)
const [partitions, children, workers] = [values.partitions, values.children, values.workers].map(number) as [
  number,
  number,
  number,
]

const given = process.env['DATABASE_URL']
const server = given === undefined ? await startServer() : undefined
const environment = {
  DATABASE_URL: given ?? server?.url ?? '',
  ...(values.sealed ? { CHILDFILE_MASTER_KEY: randomBytes(32).toString('hex') } : {}),
}
const settings: Settings = {
  sweep: 'sweep-2026-09-15',
  asOf: '2026-09-15',
  filesAtOnce: 40,
  expireSeconds: values.calm ? 900 : 3,
  pauseMilliseconds: values.calm ? 0 : 100,
}

const place = await openPlace(environment)
console.log(`making up ${partitions} counties of ${children} children${values.sealed ? ', sealed' : ''}`)
for (let n = 0; n < partitions; n++) await settle(await place.casework(countyName(n)), countyName(n), children)

const started = performance.now()
const crew: Started[] = Array.from({ length: workers }, () => start('worker', settings, environment))
let rollUp: RollUp | undefined
const coordinate = (): Started =>
  start('coordinator', settings, environment, (line) => {
    if (line.startsWith('roll-up ')) rollUp = JSON.parse(line.slice('roll-up '.length)) as RollUp
    else console.log(line)
  })

let coordinator = coordinate()
if (!values.calm) {
  await pause(1500)
  console.log('a worker and the coordinator are killed, and others started')
  crew[0]?.child.kill('SIGKILL')
  coordinator.child.kill('SIGKILL')
  await coordinator.ended
  crew.push(start('worker', settings, environment))
  coordinator = coordinate()
}
await coordinator.ended
for (const { child } of crew) child.kill('SIGTERM')
await Promise.all(crew.map(({ ended }) => ended))
const seconds = (performance.now() - started) / 1000

const alone = await sweepOfAll(place, settings)
await place.close()
await server?.stop()
if (!rollUp) throw new Error('there is no roll-up')
console.log(`${rollUp.totals.children} children in ${rollUp.counties} counties, ${seconds.toFixed(1)} s`)
console.log(`by tier, from ordinary to critical: ${rollUp.totals.tiers.join(', ')}; ${rollUp.changed} changed`)
const isSame = isDeepStrictEqual(rollUp.totals, structuredClone(alone))
console.log(isSame ? 'the same as in one process' : 'NOT the same as in one process')
process.exitCode = isSame ? 0 : 1
