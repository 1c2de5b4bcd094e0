import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolling } from '../../test/storage/journal-scene.ts'
import type { Answer, Proof } from '../proof.ts'
import { replay, sameFiles } from './shim/replay.ts'
import { type CallFault, type Event, eventsOf, launched, shimmed, within } from './shim/shim.ts'
import { type Engine, faultsLeft, type Sham, toldBy } from './store.ts'

interface Series {
  readonly engine: Engine
  readonly seed: number
  readonly acts: number
  readonly losses: number
  readonly sham?: Sham
  readonly lies?: 'data' | 'names'
  readonly fault?: CallFault
}

/** Events after which the power goes: half of them anywhere, half where most is at stake, before a flush or after an answer. */
function cutsOf(events: readonly Event[], losses: number, seed: number): ReadonlySet<number> {
  const roll = rolling(seed)
  const first = events.findIndex(({ kind, bytes }) => kind === 'A' && String(bytes).startsWith('written'))
  const stakes = events.flatMap(({ kind }, n) => (kind === 'S' || kind === 'E' ? [n] : kind === 'A' ? [n + 1] : []))
  const cuts = new Set<number>()
  // Some losses are before anything was acknowledged: a store that is being made has to be found empty or not at all.
  for (let n = 0; n < losses / 12; n++) cuts.add(1 + roll(Math.max(1, first)))
  for (let tries = 0; cuts.size < Math.min(losses, events.length - 1) && tries < losses * 20; tries++)
    cuts.add(roll(2) === 0 ? first + roll(events.length - first) : (stakes[roll(stakes.length)] ?? 1))
  return cuts
}

interface Found {
  readonly losses: number
  readonly broken: number
  readonly looked: number
  readonly events: number
  readonly flushes: number
  readonly faults: ReadonlyMap<string, number>
}

/** Runs a writer, then lets the power go at many moments of what it did. */
const powerLosses = (series: Series): Promise<Found> =>
  within(async (folder) => {
    const { engine, seed, acts, sham, lies, fault } = series
    const [store, record, image] = ['store', 'record', 'image'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    mkdirSync(store)
    const asked = { engine, folder: store, writer: 'w', from: 0, to: acts, reopens: 29, ...(sham ? { sham } : {}) }
    const environment = shimmed({ folder: store, record, ...(lies ? { lies } : {}), ...(fault ? { fault } : {}) })
    const { lines, wrong, code } = await launched('writer.ts', asked, { environment })
    if (code !== 0 || lines.at(-1) !== 'end')
      throw new Error(`the writer did not come to its end: ${wrong.slice(0, 300)}`)
    const events = eventsOf(readFileSync(record))
    if (fault && !events.some(({ kind }) => kind === 'F')) throw new Error('the fault did not come')
    const cuts = cutsOf(events, series.losses, seed)
    const disk = replay(seed)
    const faults = new Map<string, number>()
    let [broken, looked] = [0, 0]
    for (const [n, event] of events.entries()) {
      disk.step(event)
      if (!cuts.has(n + 1)) continue
      disk.powerLost(image, seed * 100_000 + n)
      const told = toldBy(disk.said())
      looked += told.acknowledged.size
      const wrongs = (await faultsLeft(engine, image, told)).filter(
        (one) => told.acknowledged.size > 0 || one !== 'the file is gone',
      )
      if (wrongs.length > 0) broken++
      for (const one of wrongs) faults.set(one, (faults.get(one) ?? 0) + 1)
    }
    if (!lies && !fault) {
      disk.shown(image)
      sameFiles(image, store)
    }
    const flushes = events.filter(({ kind }) => kind === 'S').length
    return { losses: cuts.size, broken, looked, events: events.length, flushes, faults }
  })

const says = (found: Found, seed: number | string): string =>
  [
    `seed ${seed}, ${found.losses} losses of power in ${found.events} events with ${found.flushes} flushes`,
    `${found.looked} times an acknowledged act was looked for, ${found.broken} broken`,
    ...[...found.faults].map(([fault, times]) => `${fault}: ${times}`),
  ].join(', ')

const keeps = (series: Series) => async (): Promise<Answer> => {
  const found = await powerLosses(series)
  const isTried = found.losses >= series.losses * 0.8 && found.looked > 0
  return { held: isTried && found.broken === 0, says: says(found, series.seed) }
}

const isFound = (series: Series, fault: RegExp) => async (): Promise<Answer> => {
  const found = await powerLosses(series)
  return { held: [...found.faults.keys()].some((one) => fault.test(one)), says: says(found, series.seed) }
}

const EIO = 5

/** A flush fails once, work goes on as callers are told to, and then the power goes. */
const afterFailedFlush = (engine: Engine, losses: number) => async (): Promise<Answer> => {
  const all: Found[] = []
  const at = [3, 4, 5, 6, 8, 11, 16, 24, 40, 70]
  for (const n of at)
    all.push(
      await powerLosses({
        engine,
        seed: 60 + n,
        acts: 60,
        losses,
        fault: { kind: 'sync', n, errno: EIO, how: 'once' },
      }),
    )
  const sum = (of: (found: Found) => number) => all.reduce((total, found) => total + of(found), 0)
  const faults = new Set(all.flatMap((found) => [...found.faults.keys()]))
  return {
    held: sum(({ broken }) => broken) === 0,
    says: [
      `seeds ${60 + (at[0] ?? 0)} to ${60 + (at.at(-1) ?? 0)}, flush ${at.join(', ')} fails`,
      `${sum(({ losses }) => losses)} losses of power, ${sum(({ broken }) => broken)} broken`,
      ...faults,
    ].join(', '),
  }
}

export const proofs = (losses = 300): readonly Proof[] => {
  const few = Math.ceil(losses / 5)
  return [
    {
      name: 'SQLite, its process and its files: whenever the power goes, all that was acknowledged is there, whole',
      run: keeps({ engine: 'sqlite', seed: 11, acts: 150, losses }),
    },
    {
      name: 'the journal, its process and its files: whenever the power goes, all that was acknowledged is there, whole',
      run: keeps({ engine: 'journal', seed: 12, acts: 150, losses }),
    },
    {
      name: 'SQLite that flushes at checkpoints only (NORMAL) is found to lose acknowledged acts',
      run: isFound({ engine: 'sqlite', sham: 'NORMAL', seed: 13, acts: 80, losses: few }, /is lost/),
    },
    {
      name: 'SQLite that never flushes (OFF) is found to lose or break',
      run: isFound({ engine: 'sqlite', sham: 'OFF', seed: 14, acts: 80, losses: few }, /is lost|does not open/),
    },
    {
      name: 'a journal on a disk that does not flush is found to lose or break',
      run: isFound({ engine: 'journal', lies: 'data', seed: 15, acts: 80, losses: few }, /is lost|does not open/),
    },
    {
      name: 'SQLite on a disk that does not flush names is found to lose its files',
      run: isFound({ engine: 'sqlite', lies: 'names', seed: 16, acts: 80, losses: few }, /is gone|is lost/),
    },
    {
      name: 'a journal on a disk that does not flush names is found to lose its file',
      run: isFound({ engine: 'journal', lies: 'names', seed: 17, acts: 80, losses: few }, /is gone|is lost/),
    },
    {
      name: 'SQLite: a flush fails, the act is settled by its id, the power goes: nothing is lost',
      run: afterFailedFlush('sqlite', few / 4),
    },
    {
      name: 'the journal: a flush fails, the act is settled by its id, the power goes: nothing is lost',
      run: afterFailedFlush('journal', few / 4),
    },
  ]
}
