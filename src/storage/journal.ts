import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { kill, pid, platform } from 'node:process'
import { threadId } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { codeOf, type JournalFile, type JournalFolder, type Machine } from './journal/file-port.ts'
import { type Journal, journalDriver } from './journal/journal-driver.ts'
import { newerFormat } from './journal/newer-format.ts'
import { openIn } from './journal/opening.ts'
import { failure, JournalRefusal } from './journal/refusal.ts'
import { type JournalRepair, repair } from './journal/repair.ts'

export type { Journal } from './journal/journal-driver.ts'
export type { Healed } from './journal/opening.ts'
export type { JournalRefusal, JournalRefusalCode, JournalRule } from './journal/refusal.ts'
export type { JournalRepair } from './journal/repair.ts'

/** How a journal is opened. */
export interface JournalOptions {
  /** Opens an existing journal as it is now, without a lock and without healing it: every commit is refused as `read-only`. */
  readonly readOnly?: boolean
}

/** A file by its descriptor. */
function fileOf(descriptor: number): JournalFile {
  return {
    size: () => fstatSync(descriptor).size,
    read: (into, at) => {
      let done = 0
      while (done < into.length) {
        const count = readSync(descriptor, into, done, into.length - done, at + done)
        if (count === 0) break
        done += count
      }
      return done
    },
    write: (bytes, from, at) => writeSync(descriptor, bytes, from, bytes.length - from, at),
    truncate: (size) => ftruncateSync(descriptor, size),
    flush: () =>
      new Promise((settle, reject) => {
        fdatasync(descriptor, (error) => {
          if (error) reject(error)
          else settle()
        })
      }),
    close: () => closeSync(descriptor),
  }
}

function folderOf(path: string): JournalFolder {
  const at = (name: string) => join(path, name)
  return {
    open: (name, how) => fileOf(openSync(at(name), how === 'read' ? 'r' : 'r+')),
    create: (name) => fileOf(openSync(at(name), 'wx+', 0o600)),
    link: (name, as) => linkSync(at(name), at(as)),
    rename: (name, as) => renameSync(at(name), at(as)),
    remove: (name) => unlinkSync(at(name)),
    flush: () => {
      // Windows has no way to flush a folder.
      if (platform === 'win32') return Promise.resolve()
      const descriptor = openSync(path, 'r')
      try {
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      return Promise.resolve()
    },
  }
}

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** When a process began, on this start of the machine; undefined if it is gone, empty where the system does not tell. */
function beginningOf(process: number): string | undefined {
  const boot = textOf('/proc/sys/kernel/random/boot_id')
  if (boot === undefined) return ''
  // After the name, which may have blanks: the state, and as the 20th field the ticks at which it began.
  const fields = (textOf(`/proc/${process}/stat`)?.split(') ').at(-1) ?? '').split(' ')
  return fields.length < 20 || fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${boot.trim()}/${fields[19] ?? ''}`
}

let openings = 0
const holder = (): string => JSON.stringify([hostname(), pid, beginningOf(pid) ?? '', `${threadId}-${(openings += 1)}`])
/** Holders of this process that came to their end and could not take their lock away: it must not be held for ever. */
const ended = new Set<string>()

/** Another machine, and a text that nobody can read, may be alive. */
function isAlive(text: string): boolean {
  const found = /^\["([^"]*)",([0-9]+),"([^"]*)","[0-9-]+"\]$/.exec(text)
  if (!found || found[1] !== hostname()) return true
  if (ended.has(text)) return false
  const process = Number(found[2])
  try {
    kill(process, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const beginning = beginningOf(process)
  return beginning === '' || found[3] === '' || beginning === found[3]
}

/** The folder and name of a journal, whichever way leads there: two ways must not make two locks. */
function placeOf(path: string): { readonly machine: Machine; readonly name: string } {
  let file = resolve(path)
  try {
    file = realpathSync(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    file = join(realpathSync(dirname(file)), basename(file))
  }
  const machine = { folder: folderOf(dirname(file)), checksum: crc32, holder: holder(), isAlive }
  return { machine, name: basename(file) }
}

/** Goes on with a failure after which the lock may have stayed behind. */
const leaving =
  (text: string) =>
  (error: unknown): never => {
    if (!(error instanceof JournalRefusal)) ended.add(text)
    throw error
  }

const clean = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw failure(error, codeOf(error))
  }
}

/**
 * A store in one file that only grows, in plain TypeScript over Node's files: durable over loss of power, open to one process, which
 * keeps addresses and index keys in memory and bodies in the file. A new file is readable and writable by its owner alone; beside it
 * lies `<path>.lock` while it is open. What was being written when a machine stopped, and never was acknowledged, is cut off at the
 * next opening (`healed`). Opening and erasing cost linear in the length of the file.
 * @returns The driver; rejects with a `JournalRefusal` for a journal that is open elsewhere (`busy`), that is `damaged` (which byte,
 * which rule; it stays as it is, see `repairJournal`) and for a file of another kind (`not-a-store`); with the system's code for a
 * place that cannot be opened. Without the right to write it opens for reading. A journal of a newer layout opens, refuses every
 * commit as `newer-format`, can not be read and stays as it is.
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { openJournal } from 'childfile/storage/journal'
 * const driver = await openJournal(join(mkdtempSync(join(tmpdir(), 'county-')), 'county.journal'))
 * driver.guarantees.durable // => 'power'
 * await driver.close()
 * ```
 */
export const openJournal = (path: string, options: JournalOptions = {}): Promise<Journal> =>
  clean(async () => {
    const { machine, name } = placeOf(path)
    const left = leaving(machine.holder)
    const opened = await openIn(machine, name, options.readOnly ?? false).catch(left)
    if (typeof opened === 'number') return newerFormat()
    const release = () => {
      try {
        opened.release()
      } catch (error) {
        left(error)
      }
    }
    return journalDriver(machine, name, { ...opened, release })
  })

/**
 * What can be saved of a damaged journal: every frame that holds in all its bits is copied to a new journal, which opens; the old one
 * is only read. Where entries are missing the chain of their partition is broken, and `verify` says so for ever. A row whose last
 * revision is lost stands at the one before. If the entry of an erasure is lost, the subject takes writes again; its bodies are gone.
 * @returns What is in the new file and what is lost; rejects with `EEXIST` if there is a file at `to`, `busy` if the journal is open.
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { openJournal, repairJournal } from 'childfile/storage/journal'
 * const path = join(mkdtempSync(join(tmpdir(), 'county-')), 'county.journal')
 * await (await openJournal(path)).close()
 * await repairJournal(path, `${path}.repaired`) // => { entries: 0, lost: [], missing: [] }
 * ```
 */
export const repairJournal = (from: string, to: string): Promise<JournalRepair> =>
  clean(() => {
    const source = placeOf(from)
    const target = placeOf(to)
    const into = { folder: target.machine.folder, name: target.name }
    return repair(source.machine, source.name, into).catch(leaving(source.machine.holder))
  })
