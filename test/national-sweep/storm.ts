import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { countyName, settle } from '../../examples/national-sweep/made-up.ts'
import { openPlace, type Settings } from '../../examples/national-sweep/place.ts'
import { start, type Started } from '../../examples/national-sweep/process.ts'
import type { RollUp } from '../../examples/national-sweep/sweep-record.ts'
import { canonicalJson } from '../../src/canonical.ts'
import { mergeTotals, type SweepTotals } from '../../src/risk/index.ts'
import { verify } from '../../src/storage/index.ts'
import { startServer } from '../storage/postgres-server.ts'
import { faultsOf, totalsAlone } from './lanes.ts'

export interface Weather {
  readonly seed: number
  readonly counties: number
  readonly children: number
  readonly workers: number
  /** How many times somebody is killed, or held up until its job is somebody else's. */
  readonly strokes: number
  readonly sealed: boolean
}

const filesAtOnce = 10

/** Numbers from 0 up to 1 that look random, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Sweeps with processes that are killed, held up and started again, and tells what is wrong afterwards, and what was done. */
export async function storm({ seed, counties, children, workers, strokes, sealed }: Weather) {
  const next = random(seed)
  const server = await startServer()
  const environment = {
    DATABASE_URL: server.url,
    ...(sealed ? { CHILDFILE_MASTER_KEY: randomBytes(32).toString('hex') } : {}),
  }
  const settings: Settings = {
    sweep: 'storm',
    asOf: '2026-09-15',
    filesAtOnce,
    expireSeconds: 1,
    pauseMilliseconds: 50,
  }
  const place = await openPlace(environment)
  const names = Array.from({ length: counties }, (_, n) => countyName(n))
  for (const name of names) await settle(await place.casework(name), name, children)

  const rollUps: string[] = []
  const said: string[] = []
  const told = (line: string): void => {
    if (line.startsWith('roll-up ')) rollUps.push(line.slice('roll-up '.length))
    else said.push(line)
  }
  const worker = (): Started => start('worker', settings, environment, told)
  const crew = Array.from({ length: workers }, worker)
  let coordinator = start('coordinator', settings, environment, told)
  const over = new AbortController()
  const watch = async (): Promise<void> => {
    while ((await coordinator.ended) !== 0) coordinator = start('coordinator', settings, environment, told)
    over.abort()
  }
  const watching = watch()

  const done = { killed: 0, held: 0, coordinators: 0 }
  while (!said.some((line) => line.startsWith('took'))) await pause(50)
  for (let stroke = 0; stroke < strokes && !over.signal.aborted; stroke++) {
    await pause(200 + next() * 600)
    const at = Math.floor(next() * crew.length)
    // One of each in any case.
    const which = [0, 1, 0.3][stroke] ?? next()
    if (which < 0.2) {
      coordinator.child.kill('SIGKILL')
      done.coordinators += 1
    } else if (which < 0.45) {
      // Longer than its job lasts: when it goes on, somebody else has the county.
      const { child } = crew[at] as Started
      child.kill('SIGSTOP')
      await pause(settings.expireSeconds * 1000 + 1500)
      child.kill('SIGCONT')
      done.held += 1
    } else {
      crew[at]?.child.kill('SIGKILL')
      crew[at] = worker()
      done.killed += 1
    }
  }
  await watching
  for (const { child } of crew) child.kill('SIGTERM')
  await Promise.all(crew.map(({ ended }) => ended))

  const wrong: string[] = []
  for (const partition of names) {
    const { ledger } = await place.casework(partition)
    const task = { partition, sweep: settings.sweep, asOf: settings.asOf }
    wrong.push(...(await faultsOf(ledger, task, { files: children, filesAtOnce })))
    const chain = await verify(place.driver, partition)
    wrong.push(...(chain.isOk() ? chain.value.faults.map(({ code }) => code) : ['the chain cannot be read']))
  }
  const rollUp = rollUps[0] === undefined ? undefined : (JSON.parse(rollUps[0]) as RollUp)
  const all: SweepTotals[] = []
  for (const partition of names)
    all.push(await totalsAlone((await place.casework(partition)).ledger, [partition], settings.asOf))
  const alone = mergeTotals(all)
  if (!rollUp || canonicalJson(rollUp.totals) !== canonicalJson(alone)) wrong.push('another roll-up')
  if (rollUp?.changed !== counties * children) wrong.push('another number of changes')
  await place.close()
  await server.stop()
  return { wrong, done, overtaken: said.filter((line) => line.startsWith('overtaken')).length }
}
