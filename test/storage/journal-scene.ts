import type { Batch, Commit, Driver, Erasure, LogEntry } from '../../src/storage/index.ts'
import { openMemory } from '../../src/storage/memory.ts'
import type { Machine } from '../../src/storage/journal/file-port.ts'
import { type Journal, journalDriver } from '../../src/storage/journal/journal-driver.ts'
import { newerFormat } from '../../src/storage/journal/newer-format.ts'
import { openIn } from '../../src/storage/journal/opening.ts'
import { at, batch, erasure, history, numbers, same, walk, write } from '../../src/testing/driver-contract/scene.ts'
import type { Roll } from './journal-disk.ts'

export const journal = 'county.journal'

export async function openOn(machine: Machine, readOnly = false): Promise<Journal> {
  const opened = await openIn(machine, journal, readOnly)
  return typeof opened === 'number' ? newerFormat() : journalDriver(machine, journal, opened)
}

export type Wanted = Batch | Erasure

/** A number from 0 up to `below`, always the same for a seed. */
export function rolling(seed: number): Roll {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const partitions = ['p', 'p~access']
const subjects = ['a', 'b', 'c', 'd']

/** A text that lies in every body and key of a subject and nowhere else. */
export const traceOf = (subject: string, partition: string): string => `<${subject}|${partition}>`

/**
 * Acts that come in groups, each of which is begun at once: commits at the revision that the rows will have if all goes well, some
 * that cannot be written, some repeated, an erasure now and then.
 */
export function groups(seed: number, count: number): readonly (readonly Wanted[])[] {
  const roll = rolling(seed)
  const revisions = new Map<string, number>()
  const erased = new Set<string>()
  const before: Wanted[] = []
  const one = (id: string): Wanted => {
    const partition = partitions[roll(4) === 0 ? 1 : 0] ?? 'p'
    const subject = subjects[roll(subjects.length)] ?? 'a'
    const again = before[roll(before.length + 1)]
    if (again && roll(8) === 0) return again
    if (roll(12) === 0) {
      erased.add(`${partition} ${subject}`)
      return erasure(id, subject, { partition })
    }
    const writes = numbers(1 + roll(3)).map((n) => {
      const place = at(subject, roll(2) === 0 ? 'file' : 'visit', `${n}${roll(2)}`)
      const text = `${partition} ${place.subject} ${place.kind} ${place.id}`
      const expect = revisions.get(text) ?? 0
      const isWritable = !erased.has(`${partition} ${subject}`)
      if (isWritable) revisions.set(text, expect + 1)
      const trace = traceOf(subject, partition)
      const body = roll(6) === 0 ? null : `${trace} ${'x'.repeat([3, 40, 700, 1500][roll(4)] ?? 3)} ${id}`
      return write(place, { expect: roll(15) === 0 ? expect + 1 : expect, body, keys: { due: [`${trace}${roll(3)}`] } })
    })
    return batch(id, writes, { partition })
  }
  let acts = 0
  return numbers(count).map(() =>
    numbers(1 + (roll(3) === 0 ? roll(5) : 0)).map(() => {
      const wanted = one(`act${(acts += 1)}`)
      before.push(wanted)
      return wanted
    }),
  )
}

/** What became of the acts of a run, as far as it went. */
export interface Run {
  /** Answered as written, with the head. */
  readonly acknowledged: Map<Wanted, Commit>
  /** Begun, and not answered. */
  readonly unknown: Set<Wanted>
  /** Answered as refused for want of room or of the right to write. */
  readonly refused: Set<Wanted>
}

export const keyOf = ({ partition, id }: Wanted): string => `${partition} ${id}`

export const emptyRun = (): Run => ({ acknowledged: new Map(), unknown: new Set(), refused: new Set() })

/** Runs groups one after another until one of their acts fails; says whether all went well. */
export async function runOn(driver: Driver, acts: readonly (readonly Wanted[])[], run: Run): Promise<boolean> {
  for (const group of acts) {
    const answers = await Promise.all(
      group.map(async (wanted) => {
        run.unknown.add(wanted)
        run.refused.delete(wanted)
        try {
          const answer = await ('writes' in wanted ? driver.commit(wanted) : driver.erase(wanted))
          run.unknown.delete(wanted)
          if (answer.outcome === 'written') run.acknowledged.set(wanted, answer)
          if (answer.outcome === 'refused' && /full|read-only/.test(answer.why)) run.refused.add(wanted)
          return true
        } catch (error) {
          if (String(error).includes('SECRET')) throw new Error('an error quotes the system', { cause: error })
          return false
        }
      }),
    )
    if (answers.includes(false)) return false
  }
  return true
}

const contains = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

/**
 * Throws unless a store holds every act that was acknowledged, whole and under the head that was told, nothing that was not asked for,
 * and is in all its answers what memory is after these acts in this order; and unless no byte is left of those whose erasure it holds.
 */
export async function check(
  driver: Driver,
  acts: readonly (readonly Wanted[])[],
  run: Run,
  raw: readonly Uint8Array[],
) {
  const wanted = new Map(acts.flat().map((one) => [keyOf(one), one]))
  const memory = await openMemory()
  const found = new Map<string, LogEntry>()
  for (const partition of partitions)
    for (const entry of await history(driver, partition)) {
      const one = wanted.get(`${partition} ${entry.id}`)
      if (!one) throw new Error(`Broken: ${entry.id} was never asked for`)
      found.set(keyOf(one), entry)
      const answer = await ('writes' in one ? memory.commit(one) : memory.erase(one))
      same(answer, { outcome: 'written', head: entry.head, repeated: false }, `${entry.id} is written as it was meant`)
      if ('writes' in one) continue
      for (const bytes of raw)
        if (contains(bytes, traceOf(one.subject, partition))) throw new Error(`Broken: ${one.subject} left a trace`)
    }
  for (const [one, answer] of run.acknowledged) {
    const entry = found.get(keyOf(one))
    if (!entry) throw new Error(`Broken: ${one.id} was acknowledged and is lost`)
    if (answer.outcome === 'written') same(entry.head, answer.head, `${one.id} is where it was acknowledged`)
  }
  for (const one of run.refused)
    if (found.has(keyOf(one))) throw new Error(`Broken: ${one.id} was refused and is written`)
  for (const partition of partitions) {
    same(await history(driver, partition), await history(memory, partition), 'the log is that of memory')
    for (const index of [null, 'due'])
      same(
        await walk(driver, { partition, index }, 3),
        await walk(memory, { partition, index }, 3),
        'the rows are those of memory',
      )
  }
}
