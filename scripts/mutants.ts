import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { rooms } from './mutated-rooms.ts'

// Changes a room in every way that Stryker knows and runs the suites of the room over each change; prints what no suite found. After so many
// minutes, if they are given, what was not found counts as survived. Run: npm run mutants -- <room> [--minutes 30] [file of src ...]

const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string' } } })
const [name = '', ...files] = positionals
const room = rooms[name]
if (room === undefined) throw new Error(`say which room: ${Object.keys(rooms).join(', ')}`)
const place = `out/mutants/${name.replaceAll('/', '-')}`
Object.assign(process.env, { MUTATED_ROOM: name, MUTANTS_PLACE: resolve(place) })
if (values.minutes !== undefined) process.env['MUTANTS_UNTIL'] = String(Date.now() + Number(values.minutes) * 60_000)

await new Stryker({
  testRunner: 'one-process',
  plugins: [fileURLToPath(new URL('one-process-runner.ts', import.meta.url))],
  mutate: files.length > 0 ? files : [...room.sources],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  dryRunTimeoutMinutes: 600,
  ignorePatterns: ['/out', '/dist', '/site', '/docs', '/examples', '/bench', '/prove', '/coverage'],
  tempDirName: `${place}/sandbox`,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: `${place}/report.json` },
}).runMutationTest()
rmSync(`${place}/sandbox`, { recursive: true, force: true })
