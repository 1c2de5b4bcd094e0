/**
 * Runs every bench, one after the other, and writes docs/benchmarks.md: machine, versions, ratios, what is slower than a peer, and all that was
 * printed. With names behind it, `node bench/run.ts parse-file risk`, only those are run, and the page says so.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import { ratiosOf, ratioTable } from '../scripts/bench-report.ts'

const here = new URL('.', import.meta.url)
const all = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort((a, b) => (a < b ? -1 : 1))
const asked = process.argv.slice(2)
const strange = asked.filter((name) => !all.includes(name))
if (strange.length > 0) throw new Error(`no such bench; there are ${all.join(', ')}`)
const benches = asked.length > 0 ? asked : all

interface Run {
  readonly bench: string
  readonly text: string
  readonly seconds: number
  readonly ended: boolean
}

/** Longer than this no bench is let run. */
const longest = 30 * 60_000

const run = (bench: string): Promise<Run> =>
  new Promise((resolve) => {
    console.log(`\n== ${bench}`)
    const start = performance.now()
    const child = spawn(process.execPath, [new URL(`${bench}.ts`, here).pathname], { timeout: longest })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      process.stdout.write(part)
    })
    child.stderr.pipe(process.stderr)
    child.on('close', (status) =>
      resolve({ bench, text: text.trim(), seconds: (performance.now() - start) / 1000, ended: status === 0 }),
    )
  })

interface Manifest {
  readonly version: string
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}
const manifestOf = (path: string): Manifest =>
  JSON.parse(readFileSync(new URL(`../${path}package.json`, import.meta.url), 'utf8')) as Manifest
const own = manifestOf('')
const beside = [
  'csv-parse',
  'date-fns',
  'highs',
  'hucre',
  'json-logic-engine',
  'json-rules-engine',
  'munkres',
  'pg',
  'rrule',
  'zod',
]
const versions = beside
  .filter((name) => own.devDependencies?.[name] !== undefined || own.dependencies?.[name] !== undefined)
  .map((name) => `${name} ${manifestOf(`node_modules/${name}/`).version}`)

/** The page of what was run so far: written after each bench, so that a run that is broken off leaves what it found. */
function write(runs: readonly Run[]): readonly string[] {
  const read = runs.map(({ bench, text }) => ({ bench, found: ratiosOf(bench, text) }))
  const ratios = read.flatMap(({ found }) => found ?? [])
  const left = all.filter((bench) => !runs.some((run) => run.bench === bench))
  const broken = runs.filter(({ ended }) => !ended).map(({ bench }) => bench)
  const slower = ratios.filter(({ times }) => times < 1).sort((a, b) => a.times - b.times)
  const faster = ratios.filter(({ times }) => times >= 1)
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not mend it by hand. Ratios are within one run on one machine, ours and the peer in turn; rates and milliseconds',
    'say little elsewhere. A ratio of 2 is half the time of the peer, 0.5 twice its time. What each bench does stands at its head in `bench`.',
    '',
    '## Machine and versions',
    '',
    `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}; Node ${process.version}, childfile ${own.version}, ${versions.join(', ')}.`,
    ...(left.length > 0 ? ['', `Not run this time: ${left.join(', ')}.`] : []),
    ...(broken.length > 0 ? ['', `Ended early or missed a bar of their own: ${broken.join(', ')}.`] : []),
    '',
    '## Slower than a peer',
    '',
    slower.length === 0 ? 'Nothing.' : ratioTable(slower),
    '',
    '## As fast or faster',
    '',
    faster.length === 0 ? 'Nothing.' : ratioTable(faster),
    '',
    '## As printed',
    ...runs.flatMap(({ bench, text, seconds }) => [
      '',
      `### ${bench}`,
      '',
      `${seconds.toFixed(0)} s`,
      '',
      '```text',
      text,
      '```',
    ]),
    '',
  ]
  writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), lines.join('\n'))
  const unread = read.filter(({ found }) => found === undefined).map(({ bench }) => bench)
  if (unread.length > 0) console.error(`no ratio was found in what these printed: ${unread.join(', ')}`)
  return [...broken, ...unread]
}

const runs: Run[] = []
for (const bench of benches) {
  runs.push(await run(bench))
  if (write(runs).length > 0) process.exitCode = 1
}
