import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Driver } from '../../src/storage/index.ts'
import { openJournal } from '../../src/storage/journal.ts'
import type { Harness } from '../../src/testing/index.ts'
import { folder } from './harness.ts'

/** Every byte in a folder. */
export const rawFolder = (path: string): readonly Uint8Array[] =>
  readdirSync(path).map((name) => readFileSync(join(path, name)))

/** A harness over a journal in a folder of its own. */
export function journalHarness(wrap: (driver: Driver) => Driver = (driver) => driver): Harness {
  const { path, file, remove } = folder()
  const opened: Driver[] = []
  const next = async () => {
    const driver = wrap(await openJournal(file))
    opened.push(driver)
    return driver
  }
  return {
    open: next,
    reopen: async () => {
      for (const driver of opened) await driver.close()
      return next()
    },
    raw: () => Promise.resolve(rawFolder(path)),
    destroy: async () => {
      for (const driver of opened) await driver.close()
      remove()
    },
  }
}
