import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandLine } from '../../src/cli/command-line.ts'

const example = fileURLToPath(new URL('../../examples/county/', import.meta.url))

/** The command line as it is built. */
export const built = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** A command that was run, with what it said. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

const hour = Date.UTC(2026, 8, 15, 4)

/** Runs a command in this process, as a pipe or as a terminal sees it. */
export async function run(
  words: readonly string[],
  { isTTY = false, language = 'en' }: { readonly isTTY?: boolean; readonly language?: 'zh' | 'en' } = {},
): Promise<Said> {
  let [out, err] = ['', '']
  const stdout = { isTTY, write: (text: string) => (out += text) }
  const stderr = { isTTY, write: (text: string) => (err += text) }
  const code = await commandLine(words, { stdout, stderr, now: () => hour, language })
  return { code, out, err }
}

/** The first lines of a sheet of the example. */
const head = (name: string, lines: number): Uint8Array => {
  const bytes = readFileSync(join(example, name))
  let end = 0
  for (let line = 0; line < lines && end >= 0; line++) end = bytes.indexOf(0x0a, end) + 1
  return bytes.subarray(0, end)
}

/** A folder of one's own, taken away at the end. */
export function place() {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-cli-'))
  const at = (name: string): string => join(folder, name)
  return { folder, at, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A small county: the first children of the example with what belongs to them. */
export function smallCounty(folder: string): string {
  mkdirSync(folder)
  writeFileSync(join(folder, 'children.csv'), head('children.csv', 124))
  writeFileSync(join(folder, 'volunteers.csv'), head('volunteers.csv', 60))
  writeFileSync(join(folder, 'consents.csv'), head('consents.csv', 90))
  writeFileSync(join(folder, 'visits.csv'), head('visits.csv', 150))
  for (const name of ['villages.csv', 'sessions.csv', 'aid.csv']) copyFileSync(join(example, name), join(folder, name))
  return folder
}
