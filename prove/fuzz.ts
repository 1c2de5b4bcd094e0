/**
 * A million inputs that nobody meant, through every door that takes something from outside. `FUZZ_SEED` gives the seed, else the day
 * does; `FUZZ_INPUTS` how many there are in all. An input that failed is made again from seed, class and place:
 * `FUZZ_SEED=7 FUZZ_CLASS=rules FUZZ_AT=1234 node prove/run.ts fuzz`.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { classes, type Tally, tellsOnATeller } from './fuzz/run.ts'
import type { FuzzClass } from './fuzz/class.ts'
import type { Task } from './fuzz/worker.ts'
import type { Answer, Proof } from './proof.ts'

const given = (name: string): number | undefined => {
  const text = process.env[name]
  return text === undefined || text === '' ? undefined : Number(text)
}

const million = 1_000_000
const seed = given('FUZZ_SEED') ?? Math.floor(Date.now() / 86_400_000)
const inputs = given('FUZZ_INPUTS') ?? million
const only = process.env['FUZZ_CLASS']
const at = given('FUZZ_AT')

const asked = classes.filter(({ name }) => only === undefined || name === only)

/** A class is given up if one of its inputs is tried for so long. */
const patienceMilliseconds = 30_000

/** Runs a class in a thread of its own, so that an input that never comes back can be told, too. */
function run({ name, share }: FuzzClass): Promise<Tally> {
  const from = at ?? 0
  const to = at === undefined ? Math.ceil((share * inputs) / million) : at + 1
  const shared = new SharedArrayBuffer(4)
  const task: Task = { name, seed, from, to, at: shared }
  const place = new Int32Array(shared)
  place[0] = -1
  return new Promise((settle, reject) => {
    const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), { workerData: task })
    let last = -1
    let since = performance.now()
    const watch = setInterval(() => {
      const now = Atomics.load(place, 0)
      if (now !== last) [last, since] = [now, performance.now()]
      else if (now >= 0 && performance.now() - since > patienceMilliseconds) {
        end()
        const failures = [{ name, place: now, what: 'never came back' }]
        settle({ name, inputs: now - from, answered: 0, milliseconds: 0, slowest: patienceMilliseconds, failures })
      }
    }, 250)
    const end = () => {
      clearInterval(watch)
      void worker.terminate()
    }
    worker.on('message', (tally: Tally) => {
      end()
      settle(tally)
    })
    worker.on('error', (error) => {
      end()
      reject(error instanceof Error ? error : new Error('the thread failed'))
    })
  })
}

/** All classes that are asked for, as many at once as there are processors; begun with the first one that is waited for. */
const tallies = new Map<string, Promise<Tally>>()
function tallyOf(one: FuzzClass): Promise<Tally> {
  if (tallies.size === 0) {
    const lanes = Array.from({ length: availableParallelism() }, (): Promise<unknown> => Promise.resolve())
    asked.forEach((each, n) => {
      const lane = n % lanes.length
      const tally = (lanes[lane] ?? Promise.resolve()).then(() => run(each))
      tallies.set(each.name, tally)
      lanes[lane] = tally.catch(() => undefined)
    })
  }
  return tallies.get(one.name) ?? run(one)
}

const judged = ({ inputs: count, answered, slowest, failures }: Tally): Answer => ({
  held: failures.length === 0,
  says: [
    `${count} inputs, ${answered} answered with problems or findings, slowest ${Math.round(slowest)} ms, seed ${seed}`,
    ...failures.map((one) => `\n  FUZZ_SEED=${seed} FUZZ_CLASS='${one.name}' FUZZ_AT=${one.place}: ${one.what}`),
  ].join(''),
})

export const proofs: readonly Proof[] = [
  ...asked.map((one) => ({
    name: `${one.name}: nothing is thrown, nothing hangs, nothing that was put in is told`,
    run: async () => judged(await tallyOf(one)),
  })),
  {
    name: 'a door that repeats its input is found out',
    run: async () => ({ held: await tellsOnATeller(), says: '' }),
  },
]
