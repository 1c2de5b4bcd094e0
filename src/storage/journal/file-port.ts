// What a journal needs of the machine, so that it can be run on a disk that fails on purpose. Failures are thrown with a `code`.

/** A file that is open. Places and counts are bytes. */
export interface JournalFile {
  size(): number
  /** Fills `into` from a place on; says how much, fewer bytes than asked at the end of the file alone. */
  read(into: Uint8Array, at: number): number
  /** Writes `bytes` from `from` on to a place, all of it or a part; says how much. */
  write(bytes: Uint8Array, from: number, at: number): number
  truncate(size: number): void
  /** Settles when everything written so far survives loss of power. */
  flush(): Promise<void>
  close(): void
}

/** The folder of a journal; names are of files in it. */
export interface JournalFolder {
  open(name: string, how: 'read' | 'write'): JournalFile
  /** A new file, readable and writable by its owner alone; fails with EEXIST if the name is taken. */
  create(name: string): JournalFile
  /** A second name for a file; fails with EEXIST if the name is taken. */
  link(name: string, as: string): void
  /** Takes the place of what has the new name, in one step. */
  rename(name: string, as: string): void
  remove(name: string): void
  /** Settles when the names as they are survive loss of power. */
  flush(): Promise<void>
}

/** CRC-32 (ISO 3309) of bytes, a whole number from 0 to 2^32 - 1. */
export type Checksum = (bytes: Uint8Array) => number

/** A place for journals and who works there. */
export interface Machine {
  readonly folder: JournalFolder
  readonly checksum: Checksum
  /** This process and opening, in a text that no other process and opening has. */
  readonly holder: string
  /** Whether the process of such a text may still be running. */
  readonly isAlive: (holder: string) => boolean
}

/** The code of a failure; `failed` if there is none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[A-Za-z0-9_-]{1,40}$/.test(error.code)
    ? error.code
    : 'failed'

/** What a failure to write says about the place; undefined for all else, after which nothing is sure. */
export function refusalOf(error: unknown): 'full' | 'read-only' | undefined {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'full'
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'read-only' : undefined
}

/** Writes all of the bytes to a place, however small the parts that the file takes. */
export function writeAll(file: JournalFile, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const count = file.write(bytes, done, at + done)
    if (count < 1) throw Object.assign(new Error('nothing was written'), { code: 'EIO' })
    done += count
  }
}

/** Reads exactly so many bytes from a place on; fewer if the file ends before. */
export function readFrom(file: JournalFile, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  const count = file.read(bytes, at)
  return count === length ? bytes : bytes.subarray(0, count)
}

/** Takes a name away, if it is there. */
export function removeIfThere(folder: JournalFolder, name: string): void {
  try {
    folder.remove(name)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
