import type { Batch, Commit, Driver, Erasure, Guarantees } from '../driver.ts'
import { copiedKeys, emptyPartition, keep, placesOf } from './contents.ts'
import { entryReader, logOf, rowOf } from './entry-reader.ts'
import { rewrite } from './erasure.ts'
import { codeOf, type Machine, refusalOf, writeAll } from './file-port.ts'
import { encodeFrame, type Entry } from './format/frame.ts'
import { type Healed, type OpenJournal, partitionsOf, successor } from './opening.ts'
import { failure } from './refusal.ts'
import { type Staged, staging } from './staging.ts'

/** The driver of a journal, which also says what was cut off when it was opened. */
export interface Journal extends Driver {
  /** There if the last frame had not been written to its end: an act that was never acknowledged. */
  readonly healed?: Healed
}

/** What every journal promises. */
export const guarantees: Guarantees = {
  durable: 'power',
  writers: 'one-process',
  pages: 'live',
  erases: 'residue',
  bodyBytes: 16_777_216,
  batchWrites: 10_000,
}

type Wanted = Batch | Erasure

interface Waiting {
  readonly wanted: Wanted
  readonly answer: (commit: Commit) => void
  readonly fail: (error: unknown) => void
}

const isErasure = (wanted: Wanted): wanted is Erasure => !('writes' in wanted)

/** Bodies of a frame that several acts share. */
const sharedBytes = 4_194_304
const weight = (wanted: Wanted): number =>
  isErasure(wanted) ? Infinity : wanted.writes.reduce((sum, { body }) => sum + (body?.length ?? 0) + 256, 256)

/** What waits for its turn is the store's own, whatever becomes of what was given. */
function copied(wanted: Wanted): Wanted {
  const note = wanted.note.slice()
  if (isErasure(wanted)) return { ...wanted, note }
  const writes = wanted.writes.map((write) => ({
    ...write,
    body: write.body && write.body.slice(),
    keys: copiedKeys(write.keys),
  }))
  return { ...wanted, note, checks: wanted.checks.map((check) => ({ ...check })), writes }
}

const mostReadsBeside = 1000

const closedError = () => failure(undefined, 'closed')

/**
 * The driver over an open journal. Acts are written in the order in which they come; those that come while others are being
 * flushed share the next frame and its flush. Nothing is seen by a reader before it is flushed.
 */
export function journalDriver(machine: Machine, name: string, opened: OpenJournal): Journal {
  const { checksum, folder } = machine
  let { file, contents, end, number } = opened
  let reader = entryReader(file, checksum)
  let closed = false
  let broken = false
  let waiting: Waiting[] = []
  let working: Promise<void> | undefined
  let readsBeside = 0
  const held: (() => void)[] = []

  const whole = (): void => {
    if (broken) throw failure(undefined, 'reopen')
  }

  /** After a failure of which the outcome is not known nothing is written or read any more. */
  const breakOff = (error: unknown): never => {
    broken = true
    throw error
  }

  /** Takes back what may have been written of a frame. */
  const cut = (): void => {
    try {
      if (file.size() > end) file.truncate(end)
    } catch {
      broken = true
    }
  }

  const append = async (entries: readonly Entry[]): Promise<'written' | 'full' | 'read-only'> => {
    const frame = encodeFrame({ number: number + 1, at: end }, entries, checksum)
    try {
      writeAll(file, frame.bytes, end)
    } catch (error) {
      cut()
      return refusalOf(error) ?? breakOff(error)
    }
    try {
      await file.flush()
    } catch (error) {
      breakOff(error)
    }
    for (const [ordinal, entry] of frame.entries.entries()) keep(contents, entry, end, ordinal)
    end += frame.bytes.length
    number += 1
    return 'written'
  }

  /** Puts a new file without the subject in the place of this one. */
  const purge = async (erasure: Entry): Promise<'written' | 'full' | 'read-only'> => {
    const anew = await rewrite(machine, name, { file, end }, erasure)
    if (typeof anew === 'string') return anew
    try {
      folder.rename(successor(name), name)
      await folder.flush()
    } catch (error) {
      anew.file.close()
      breakOff(error)
    }
    const old = file
    file = anew.file
    contents = anew.contents
    end = anew.end
    number = anew.number
    reader = entryReader(file, checksum)
    old.close()
    return 'written'
  }

  const write = (entries: readonly Entry[]): Promise<'written' | 'full' | 'read-only'> => {
    if (opened.readOnly) return Promise.resolve('read-only')
    const [first] = entries
    const hasTraces = first?.erased !== undefined && contents.get(first.partition)?.subjects.has(first.erased) === true
    return first && hasTraces ? purge(first) : append(entries)
  }

  /** What a group comes to, each act judged as if those before it were written. */
  const staged = (group: readonly Waiting[]): readonly (readonly [Waiting, Staged | Error])[] => {
    const stage = staging(contents, guarantees, (place) => reader.entry(place))
    return group.map((one) => {
      try {
        const { wanted } = one
        return [one, isErasure(wanted) ? stage.erase(wanted) : stage.commit(wanted)]
      } catch (error) {
        return [one, failure(error, codeOf(error))]
      }
    })
  }

  /** Writes a group in one frame; if it does not fit, each act is tried alone. The answers are given when it is said so. */
  const settle = async (group: readonly Waiting[]): Promise<readonly (() => void)[]> => {
    try {
      whole()
      const results = staged(group)
      const entries = results.flatMap(([, result]) => (result instanceof Error ? [] : (result.entry ?? [])))
      const outcome = entries.length === 0 ? 'written' : await write(entries)
      if (outcome !== 'written' && group.length > 1) {
        const answers: (() => void)[] = []
        for (const one of group) answers.push(...(await settle([one])))
        return answers
      }
      return results.map(([one, result]) => {
        if (result instanceof Error) return () => one.fail(result)
        const isWritten = outcome === 'written' || !result.entry
        return () => one.answer(isWritten ? result.answer : { outcome: 'refused', why: outcome })
      })
    } catch (error) {
      return group.map((one) => () => one.fail(failure(error, codeOf(error))))
    }
  }

  /** As many from the front as share a frame; an erasure has one of its own. */
  const nextGroup = (): readonly Waiting[] => {
    let sum = 0
    const count = waiting.findIndex(({ wanted }, place) => (sum += weight(wanted)) > sharedBytes && place > 0)
    const group = waiting.slice(0, count < 0 ? waiting.length : count)
    waiting = waiting.slice(group.length)
    return group
  }

  /** Until nothing waits. Who is answered last finds the journal at rest. */
  const work = async (): Promise<void> => {
    for (let rest = false; !rest; ) {
      readsBeside = 0
      const answers = await settle(nextGroup())
      rest = waiting.length === 0
      if (rest) working = undefined
      for (const answer of answers) answer()
      for (const resume of held.splice(0)) resume()
    }
  }

  const act = (wanted: Wanted): Promise<Commit> =>
    new Promise((answer, reject) => {
      if (closed) {
        reject(closedError())
        return
      }
      waiting.push({ wanted: working || isErasure(wanted) ? copied(wanted) : wanted, answer, fail: reject })
      working ??= work()
    })

  const readNow = <T>(from: () => T): T => {
    try {
      if (closed) throw closedError()
      whole()
      return from()
    } catch (error) {
      throw failure(error, codeOf(error))
    }
  }

  /** Who reads without a pause does not hold up who writes: after a number of reads beside one flush the next waits for it. */
  const read = async <T>(from: () => T): Promise<T> => {
    if (working && (readsBeside += 1) > mostReadsBeside) await new Promise<void>((resume) => held.push(resume))
    return readNow(from)
  }

  return {
    guarantees,
    ...(opened.healed ? { healed: opened.healed } : {}),
    partitions: (after, limit) =>
      read(() =>
        partitionsOf(contents)
          .filter((partition) => after === undefined || partition > after)
          .slice(0, Math.max(0, limit)),
      ),
    get: (partition, at) =>
      read(() => {
        const rows = contents.get(partition)?.rows
        return at.map(({ subject, kind, id }) => {
          const row = rows?.get(`${subject} ${kind} ${id}`)
          return row && rowOf(reader, row)
        })
      }),
    page: (query) =>
      read(() => {
        if (query.limit < 1) return { rows: [] }
        const places = placesOf(contents.get(query.partition) ?? emptyPartition(), query)
        const rows = places.slice(0, query.limit).map(({ row }) => rowOf(reader, row))
        const last = places.length > query.limit ? places[query.limit - 1] : undefined
        if (!last) return { rows }
        const { key, subject, kind, id } = last
        return { rows, next: { key, subject, kind, id } }
      }),
    commit: act,
    erase: act,
    log: (query) => read(() => logOf(reader, contents.get(query.partition), query)),
    close: async () => {
      if (closed) return working
      closed = true
      await working
      try {
        file.close()
      } finally {
        opened.release()
      }
    },
  }
}
