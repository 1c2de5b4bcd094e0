import { readFileSync } from 'node:fs'
import { parse } from '../src/problem.ts'
import { ChildFile, parseFile } from '../src/records/index.ts'
import { decodeCsv, readChildren } from '../src/register/index.ts'

// What it costs to check a file that comes out of a store or a line of JSON: the check that is written from the schema against zod alone, on the
// files of the county, all of them valid. JSON.parse of the same line stands beside, for size.
// Run: node bench/parse-file.ts

const workbook = decodeCsv(readFileSync(new URL('../examples/county/children.csv', import.meta.url)))._unsafeUnwrap()
const lines = readChildren(workbook, { asOf: '2026-09-15' })
  ._unsafeUnwrap()
  .rows.flatMap(({ record }) => (record ? [JSON.stringify(record)] : []))
const files: readonly unknown[] = lines.map((line): unknown => JSON.parse(line))
if (!files.every((file) => parseFile(file).isOk())) throw new Error('a file of the county does not fit')

/** Microseconds of processor time each: the least of several passes, the ways in turn. */
function measure<T>(things: readonly T[], ...ways: readonly ((thing: T) => unknown)[]): readonly number[] {
  const least = ways.map(() => Infinity)
  for (let pass = 0; pass < 11; pass += 1)
    ways.forEach((way, i) => {
      const before = process.cpuUsage()
      for (const thing of things) way(thing)
      const { user, system } = process.cpuUsage(before)
      least[i] = Math.min(least[i]!, (user + system) / things.length)
    })
  return least
}

const [zod = 0, parsed = 0, checked = 0] = measure(
  files,
  (file) => ChildFile.safeParse(file),
  (file) => parse(ChildFile, file),
  parseFile,
)
const [json = 0] = measure(lines, (line): unknown => JSON.parse(line))
const row = (way: string, us: number) => ({
  way,
  'us per file': us.toFixed(2),
  'zod is slower by': (zod / us).toFixed(2),
})
console.table([
  row('zod alone', zod),
  row('parse', parsed),
  row('parseFile', checked),
  row('JSON.parse of the line', json),
])
console.log(`${files.length} files; bar: 5 times as fast as zod`)
if (zod < 5 * checked) process.exitCode = 1
