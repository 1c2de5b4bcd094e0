import { crc32 } from 'node:zlib'
import { codeOf, type JournalFile, type JournalFolder, type Machine } from '../../src/storage/journal/file-port.ts'

/** What is done to the disk; each is counted, and each can fail. */
export type Operation =
  | 'open'
  | 'create'
  | 'link'
  | 'rename'
  | 'remove'
  | 'flush folder'
  | 'size'
  | 'read'
  | 'write'
  | 'truncate'
  | 'flush'
  | 'close'

/** How an operation fails: not at all done, or done and failed nevertheless; a write after a part of its bytes. `short` does not fail. */
export interface Failure {
  readonly code: string
  readonly effect: 'none' | 'half' | 'whole'
}

export interface DiskOptions {
  readonly fails?: (count: number, operation: Operation, name: string) => Failure | undefined
  /** A disk that says that it has flushed and has not. */
  readonly flushes?: boolean
  /** As `flushes`, of names. */
  readonly flushesNames?: boolean
}

interface Change {
  readonly at: number
  readonly bytes: Uint8Array
  /** The file ends here, whatever it had. */
  readonly truncates?: boolean
}

interface Content {
  bytes: Uint8Array
}

interface Inode {
  readonly shown: Content
  readonly durable: Content
  changes: Change[]
}

type Names = Map<string, Inode>
type NameChange = (names: Names) => void

const sector = 512
const fail = (code: string): Error => Object.assign(new Error(`SECRET ${code}`), { code })

function put(content: Content, { at, bytes, truncates }: Change): void {
  const size = truncates ? at : Math.max(content.bytes.length, at + bytes.length)
  const now = new Uint8Array(size)
  now.set(content.bytes.subarray(0, size))
  now.set(bytes, at)
  content.bytes = now
}

/** A random number from 0 up to `below`. */
export type Roll = (below: number) => number

export interface Disk {
  /** A process of its own; when the power goes, or when it is said so, it is dead. */
  machine(options?: DiskOptions): Machine & { die(): void }
  names(): readonly string[]
  bytes(name: string): Uint8Array
  put(name: string, bytes: Uint8Array): void
  /** How often each thing was done. */
  count(operation?: Operation): number
  /** A disk with the same files, as programs see them. */
  copy(): Disk
  /** What is left when the power goes: what was flushed, and of all else any sectors and any names. */
  afterPowerLoss(roll: Roll): Disk
}

let processes = 0

/** A disk in memory that keeps apart what programs see and what would survive. */
export function disk(files: ReadonlyMap<string, Uint8Array> = new Map()): Disk {
  const inodeOf = (bytes: Uint8Array): Inode => ({ shown: { bytes }, durable: { bytes }, changes: [] })
  const shown: Names = new Map([...files].map(([name, bytes]) => [name, inodeOf(bytes)]))
  let durable: Names = new Map(shown)
  let nameChanges: NameChange[] = []
  const counts = new Map<Operation, number>()
  const alive = new Set<string>()
  const machine = (options: DiskOptions = {}): Machine & { die(): void } => {
    const { fails = () => undefined, flushes = true, flushesNames = true } = options
    const holder = `process ${(processes += 1)}`
    let total = 0
    alive.add(holder)

    const step = <T>(operation: Operation, name: string, effect: (part: 'half' | 'whole') => T): T => {
      counts.set(operation, (counts.get(operation) ?? 0) + 1)
      const failure = fails((total += 1), operation, name)
      if (!failure) return effect('whole')
      if (failure.effect !== 'none') {
        const result = effect(failure.effect)
        if (failure.code === 'short') return result
      }
      throw fail(failure.code)
    }
    const rename = (change: NameChange) => {
      change(shown)
      nameChanges.push(change)
    }
    const existing = (name: string): Inode => {
      const inode = shown.get(name)
      if (!inode) throw fail('ENOENT')
      return inode
    }
    const free = (name: string): void => {
      if (shown.has(name)) throw fail('EEXIST')
    }
    const change = (inode: Inode, one: Change): void => {
      put(inode.shown, one)
      inode.changes.push(one)
    }

    const fileOf = (name: string, inode: Inode): JournalFile => ({
      size: () => step('size', name, () => inode.shown.bytes.length),
      read: (into, at) =>
        step('read', name, () => {
          const found = inode.shown.bytes.subarray(at, at + into.length)
          into.set(found)
          return found.length
        }),
      write: (bytes, from, at) =>
        step('write', name, (part) => {
          const length = part === 'half' ? Math.ceil((bytes.length - from) / 2) : bytes.length - from
          change(inode, { at, bytes: bytes.slice(from, from + length) })
          return length
        }),
      truncate: (size) =>
        step('truncate', name, () => change(inode, { at: size, bytes: new Uint8Array(), truncates: true })),
      flush: async () => {
        await Promise.resolve()
        const settle = () => {
          for (const one of inode.changes) put(inode.durable, one)
          inode.changes = []
        }
        try {
          step('flush', name, () => flushes && settle())
        } catch (error) {
          // What could not be flushed is shown as before, and never flushed again; unless all stands still.
          if (codeOf(error) !== 'STOPPED') inode.changes = []
          throw error
        }
      },
      close: () => step('close', name, () => undefined),
    })

    const folder: JournalFolder = {
      open: (name) => step('open', name, () => fileOf(name, existing(name))),
      create: (name) =>
        step('create', name, () => {
          free(name)
          const inode: Inode = { shown: { bytes: new Uint8Array() }, durable: { bytes: new Uint8Array() }, changes: [] }
          rename((names) => names.set(name, inode))
          return fileOf(name, inode)
        }),
      link: (name, as) =>
        step('link', as, () => {
          const inode = existing(name)
          free(as)
          rename((names) => names.set(as, inode))
        }),
      rename: (name, as) =>
        step('rename', as, () => {
          const inode = existing(name)
          rename((names) => {
            names.set(as, inode)
            names.delete(name)
          })
        }),
      remove: (name) =>
        step('remove', name, () => {
          existing(name)
          rename((names) => names.delete(name))
        }),
      flush: async () => {
        await Promise.resolve()
        step('flush folder', '', () => {
          if (!flushesNames) return
          durable = new Map(shown)
          nameChanges = []
        })
      },
    }
    return {
      folder,
      checksum: crc32,
      holder,
      isAlive: (one) => alive.has(one),
      die: () => {
        alive.delete(holder)
      },
    }
  }

  const afterPowerLoss = (roll: Roll): Disk => {
    const names: Names = new Map(durable)
    // Names change in order, as journaling file systems have it; how far is chance.
    for (const change of nameChanges.slice(0, roll(nameChanges.length + 1))) change(names)
    const images = new Map<Inode, Uint8Array>()
    for (const inode of names.values()) {
      const image: Content = { bytes: inode.durable.bytes }
      for (const one of inode.changes) {
        if (one.truncates) {
          if (roll(2) === 0) put(image, one)
          continue
        }
        // The file may be as long as it was made, whatever of its sectors came to lie on the disk.
        if (roll(2) === 0) put(image, { at: one.at + one.bytes.length, bytes: new Uint8Array() })
        const odds = roll(4)
        for (let at = one.at; at < one.at + one.bytes.length; ) {
          const to = Math.min(one.at + one.bytes.length, at - (at % sector) + sector)
          if (roll(3) < odds) put(image, { at, bytes: one.bytes.subarray(at - one.at, to - one.at) })
          at = to
        }
      }
      images.set(inode, image.bytes)
    }
    return disk(new Map([...names].map(([name, inode]) => [name, images.get(inode) ?? new Uint8Array()])))
  }

  return {
    machine,
    names: () => [...shown.keys()],
    bytes: (name) => shown.get(name)?.shown.bytes ?? new Uint8Array(),
    put: (name, bytes) => {
      const inode = inodeOf(bytes)
      shown.set(name, inode)
      durable.set(name, inode)
    },
    count: (operation) =>
      operation === undefined ? [...counts.values()].reduce((sum, one) => sum + one, 0) : (counts.get(operation) ?? 0),
    copy: () => disk(new Map([...shown].map(([name, inode]) => [name, inode.shown.bytes.slice()]))),
    afterPowerLoss,
  }
}
