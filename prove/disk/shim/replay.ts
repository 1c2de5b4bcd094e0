import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolling } from '../../../test/storage/journal-scene.ts'
import type { Event } from './shim.ts'

const sector = 512
type Roll = (below: number) => number

/** What was done to a file and is not flushed. Without bytes: the file was cut or grown to this size. */
interface Change {
  readonly event: number
  readonly at: number
  readonly bytes?: Buffer
}

/** A file, whatever its names. */
interface Content {
  durable: Buffer
  size: number
  pending: Change[]
}

type Names = Map<string, Content>
interface NameChange {
  readonly event: number
  readonly to: (names: Names) => void
}

/** Grows by doubling, so that many small writes cost little. */
function put(content: { durable: Buffer; size: number }, { at, bytes }: Change): void {
  const size = bytes ? Math.max(content.size, at + bytes.length) : at
  if (size > content.durable.length) {
    const grown = Buffer.alloc(size * 2)
    content.durable.copy(grown, 0, 0, content.size)
    content.durable = grown
  }
  if (size < content.size) content.durable.fill(0, size, content.size)
  content.size = size
  if (bytes) bytes.copy(content.durable, at)
}

/** How much of what was not flushed is on the disk when the power goes. */
type Manner = 'all' | 'nothing' | 'a beginning' | 'anything'
const manners: readonly Manner[] = ['all', 'nothing', 'a beginning', 'anything', 'anything', 'anything']

/** The sectors of a write that reached the disk. */
function torn({ event, at, bytes }: Change, roll: Roll): readonly Change[] {
  if (!bytes) return [{ event, at }]
  const parts: Change[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector))
    if (roll(2) === 0) parts.push({ event, at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return parts
}

function kept(pending: readonly Change[], manner: Manner, roll: Roll): readonly Change[] {
  if (manner === 'all') return pending
  if (manner === 'nothing') return []
  if (manner === 'a beginning') {
    const whole = pending.slice(0, roll(pending.length + 1))
    const next = pending[whole.length]
    return next ? [...whole, ...torn(next, roll)] : whole
  }
  return pending.flatMap((change) => {
    const fate = roll(10)
    return fate < 4 ? [change] : fate < 8 ? [] : torn(change, roll)
  })
}

const textOf = (bytes: Buffer): string => bytes.toString('utf8')

/**
 * A disk to which a record is done again, event after event. It keeps what was flushed; names are kept when their folder was flushed, and
 * not before. Of a flush that failed nobody knows what it wrote, and no later one writes what it left out.
 */
export interface Replay {
  readonly done: number
  /** What the program has said so far. */
  readonly said: () => readonly string[]
  step(event: Event): void
  /** Puts into a folder what is left if the power goes now. */
  powerLost(folder: string, seed: number): void
  /** Puts into a folder what a program sees now. */
  shown(folder: string): void
}

export function replay(seed: number): Replay {
  const roll = rolling(seed)
  const durable: Names = new Map()
  const visible: Names = new Map()
  let pendingNames: NameChange[] = []
  const handles = new Map<number, Content | 'folder'>()
  let done = 0
  let said = ''

  const renames = (to: NameChange['to']): void => {
    to(visible)
    pendingNames.push({ event: done, to })
  }
  const bind = (name: string, content: Content) => (names: Names) => names.set(name, content)

  const flushed = (handle: number, before: number): void => {
    const content = handles.get(handle)
    if (content === 'folder') {
      for (const { event, to } of pendingNames) if (event < before) to(durable)
      pendingNames = pendingNames.filter(({ event }) => event >= before)
    } else if (content) {
      for (const change of content.pending) if (change.event < before) put(content, change)
      content.pending = content.pending.filter(({ event }) => event >= before)
    }
  }

  const flushFailed = (handle: number): void => {
    const content = handles.get(handle)
    if (content === 'folder' || !content) return
    for (const change of kept(content.pending, 'anything', roll)) put(content, change)
    content.pending = []
  }

  const file = (handle: number): Content => {
    const content = handles.get(handle)
    if (!content || content === 'folder') throw new Error('the record speaks of a file that was not opened')
    return content
  }

  const step = ({ kind, handle, place, bytes }: Event): void => {
    if (kind === 'O') {
      const name = textOf(bytes)
      let content = (place & 1) === 0 ? visible.get(name) : undefined
      if (!content) {
        content = { durable: Buffer.alloc(0), size: 0, pending: [] }
        renames(bind(name, content))
      }
      handles.set(handle, content)
      if ((place & 2) !== 0) content.pending.push({ event: done, at: 0 })
    } else if (kind === 'D') handles.set(handle, 'folder')
    else if (kind === 'W') file(handle).pending.push({ event: done, at: place, bytes })
    else if (kind === 'T') file(handle).pending.push({ event: done, at: place })
    else if (kind === 'S') flushed(handle, place)
    else if (kind === 'E') flushFailed(handle)
    else if (kind === 'U') {
      const name = textOf(bytes)
      renames((names) => names.delete(name))
    } else if (kind === 'N' || kind === 'L') {
      const [from = '', to = ''] = textOf(bytes).split('/')
      renames((names) => {
        const content = names.get(from)
        if (!content) return
        names.set(to, content)
        if (kind === 'N') names.delete(from)
      })
    } else if (kind === 'A') said += textOf(bytes)
    done++
  }

  const into = (folder: string, names: Names, chosen: (content: Content) => readonly Change[]): void => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    for (const [name, content] of names) {
      const copy = { durable: Buffer.from(content.durable.subarray(0, content.size)), size: content.size }
      for (const change of chosen(content)) put(copy, change)
      writeFileSync(join(folder, name), copy.durable.subarray(0, copy.size), { mode: 0o600 })
    }
  }

  return {
    get done() {
      return done
    },
    said: () => said.split('\n').slice(0, -1),
    step,
    powerLost: (folder, seed) => {
      const roll = rolling(seed)
      const manner = manners[roll(manners.length)] ?? 'all'
      const names = new Map(durable)
      const some = manner === 'a beginning' ? pendingNames.slice(0, roll(pendingNames.length + 1)) : pendingNames
      for (const { to } of some)
        if (manner === 'all' || manner === 'a beginning' || (manner === 'anything' && roll(2) === 0)) to(names)
      into(folder, names, (content) => kept(content.pending, manner, roll))
      // The memory that processes share is a file whose bytes are never flushed.
      for (const name of readdirSync(folder).filter((name) => name.endsWith('-shm')))
        writeFileSync(join(folder, name), Buffer.from(Array.from({ length: 32_768 }, () => roll(256))))
    },
    shown: (folder) => into(folder, visible, (content) => content.pending),
  }
}

/** Throws unless two folders hold the same files, but for the memory that processes share. */
export function sameFiles(one: string, other: string): void {
  const names = (folder: string) =>
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .sort()
  if (names(one).join('/') !== names(other).join('/'))
    throw new Error(`the record is not what happened: ${names(one).join(' ')} or ${names(other).join(' ')}`)
  for (const name of names(one))
    if (!readFileSync(join(one, name)).equals(readFileSync(join(other, name))))
      throw new Error(`the record is not what happened to ${name}`)
}
