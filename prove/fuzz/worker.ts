import { parentPort, workerData } from 'node:worker_threads'
import { classes, fuzz } from './run.ts'

/** What the worker is to do, and where it says how far it has come. */
export interface Task {
  readonly name: string
  readonly seed: number
  readonly from: number
  readonly to: number
  /** The input that is being tried. */
  readonly at: SharedArrayBuffer
}

const { name, seed, from, to, at } = workerData as Task
const place = new Int32Array(at)
const found = classes.find((one) => one.name === name)
if (!found) throw new Error(`no such class: ${name}`)
parentPort?.postMessage(await fuzz(found, { seed, from, to }, (now) => Atomics.store(place, 0, now)))
