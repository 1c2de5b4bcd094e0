import { type JournalFile, writeAll } from '../file-port.ts'

/** Puts bytes one after another into a new file, in parts of some size. */
export interface FrameWriter {
  /** Where the next bytes go. */
  readonly at: () => number
  put(bytes: Uint8Array): Promise<void>
  /** Writes what waits, and flushes. */
  finish(): Promise<void>
}

const writtenAtOnce = 1_048_576
/** Between two flushes, at which others get their turn. */
const flushedAtOnce = 67_108_864

/** A writer for an empty file. */
export function frameWriter(file: JournalFile): FrameWriter {
  let waiting: Uint8Array[] = []
  let [put, written, flushed] = [0, 0, 0]

  const write = (): void => {
    const bytes = new Uint8Array(put - written)
    let at = 0
    for (const one of waiting) {
      bytes.set(one, at)
      at += one.length
    }
    waiting = []
    writeAll(file, bytes, written)
    written = put
  }

  return {
    at: () => put,
    put: async (bytes) => {
      waiting.push(bytes)
      put += bytes.length
      if (put - written >= writtenAtOnce) write()
      if (written - flushed < flushedAtOnce) return
      await file.flush()
      flushed = written
    },
    finish: async () => {
      write()
      await file.flush()
    },
  }
}
