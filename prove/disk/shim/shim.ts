import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for the length of some work. */
export async function within<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'childfile-disk-')))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let library: string | undefined

/** The path of the shim, which is compiled when it is first asked for. */
function shim(): string {
  if (library !== undefined) return library
  const folder = mkdtempSync(join(tmpdir(), 'childfile-shim-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const to = join(folder, 'shim.so')
  const from = join(import.meta.dirname, 'shim.c')
  execFileSync('cc', ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-pthread', '-o', to, from, '-ldl'])
  library = to
  return to
}

export type CallKind = 'open' | 'write' | 'sync' | 'truncate' | 'rename' | 'link' | 'unlink'

/** The n-th call of a kind fails: undone, or done nevertheless (`after`), or from then on `always`; `short`: half is written. */
export interface CallFault {
  readonly kind: CallKind
  readonly n: number
  readonly errno: number
  readonly how: 'once' | 'always' | 'after' | 'short'
}

export interface Shimmed {
  /** The folder of the store. */
  readonly folder: string
  /** Where what happens is written down. */
  readonly record: string
  readonly fault?: CallFault
  readonly lies?: 'data' | 'names'
}

/** The environment in which a process has the shim between itself and a folder. */
export const shimmed = ({ folder, record, fault, lies }: Shimmed): Readonly<Record<string, string>> => ({
  LD_PRELOAD: shim(),
  SHIM_FOLDER: folder,
  SHIM_RECORD: record,
  ...(fault ? { SHIM_FAULT: `${fault.kind}:${fault.n}:${fault.errno}:${fault.how}` } : {}),
  ...(lies ? { SHIM_LIES: lies } : {}),
})

/** Something that was done while the shim looked on; `place` is an offset, a size, a count or, of a flush, the events before it. */
export interface Event {
  readonly kind: string
  readonly handle: number
  readonly place: number
  readonly bytes: Buffer
}

export function eventsOf(record: Buffer): readonly Event[] {
  const events: Event[] = []
  for (let at = 0; at < record.length; ) {
    const length = record.readUInt32LE(at + 13)
    const bytes = record.subarray(at + 17, at + 17 + length)
    const kind = String.fromCharCode(record[at] ?? 0)
    events.push({ kind, handle: record.readUInt32LE(at + 1), place: Number(record.readBigUInt64LE(at + 5)), bytes })
    at += 17 + length
  }
  return events
}

/** What a process came to. */
export interface Ended {
  readonly lines: readonly string[]
  readonly wrong: string
  readonly code: number | null
}

export interface Launch {
  readonly environment?: Readonly<Record<string, string>>
  /** What starts it, with its arguments: `prlimit`, `setpriv`. */
  readonly launcher?: readonly string[]
  /** Given the process as soon as it says its first line. */
  readonly atFirstLine?: (child: ChildProcess) => void
  readonly milliseconds?: number
}

/** Runs a script of this folder in a process of its own, to its end or until time is up. */
export function launched(script: string, asked: object, launch: Launch = {}): Promise<Ended> {
  const { environment = {}, launcher = [], atFirstLine, milliseconds = 60_000 } = launch
  const flags = process.versions.node.startsWith('22.') ? ['--experimental-strip-types'] : []
  const command = [...launcher, process.execPath, ...flags, '--no-warnings', join(import.meta.dirname, '..', script)]
  const [first = process.execPath, ...rest]: readonly string[] = [...command, JSON.stringify(asked)]
  return new Promise((resolve, reject) => {
    const child = spawn(first, rest, {
      env: { ...process.env, ...environment },
      timeout: milliseconds,
      killSignal: 'SIGKILL',
    })
    let said = ''
    let wrong = ''
    child.stdout.on('data', (data) => {
      if (said === '') atFirstLine?.(child)
      said += String(data)
    })
    child.stderr.on('data', (data) => (wrong += String(data)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ lines: said.split('\n').slice(0, -1), wrong, code }))
  })
}
