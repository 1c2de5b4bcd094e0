import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { packedLetters } from '../src/screening/growth/packed.ts'

// Writes the growth tables of WHO as modules of src, from a folder of CSV files (sex,day|month|cm,l,m,s), and prints their digests,
// which the tests compare with what the modules hold. Run: node scripts/growth-tables.ts <folder>

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('say in which folder the tables are')
const source = pathToFileURL(`${folder}/`)
const target = new URL('../src/screening/growth/tables/', import.meta.url)
mkdirSync(target, { recursive: true })

const tables = [
  { file: 'weight-for-age-0-5', name: 'weightForAge0', what: 'weight for age, 0 to 1856 days, kg' },
  { file: 'weight-for-age-5-19', name: 'weightForAge5', what: 'weight for age, 61 to 120 months, kg' },
  { file: 'height-for-age-0-5', name: 'heightForAge0', what: 'length or height for age, 0 to 1856 days, cm' },
  { file: 'height-for-age-5-19', name: 'heightForAge5', what: 'height for age, 61 to 228 months, cm' },
  { file: 'bmi-for-age-0-5', name: 'bmiForAge0', what: 'body mass index for age, 0 to 1856 days, kg/m2' },
  { file: 'bmi-for-age-5-19', name: 'bmiForAge5', what: 'body mass index for age, 61 to 228 months, kg/m2' },
  { file: 'head-for-age-0-5', name: 'headForAge0', what: 'head circumference for age, 0 to 1856 days, cm' },
  { file: 'arm-for-age-0-5', name: 'armForAge0', what: 'arm circumference for age, 91 to 1856 days, cm' },
  { file: 'weight-for-length-0-5', name: 'weightForLength0', what: 'weight for length, 45 to 110 cm, kg' },
  { file: 'weight-for-height-0-5', name: 'weightForHeight0', what: 'weight for height, 65 to 120 cm, kg' },
] as const

/** The packed form of a column of whole numbers: second differences, runs of none counted. */
function packColumn(values: readonly number[]): string {
  const zero = packedLetters.indexOf('A')
  let [out, zeros, value, slope] = ['', 0, 0, 0]
  const flush = (): void => {
    out += zeros > 3 ? `*${zeros};` : 'A'.repeat(zeros)
    zeros = 0
  }
  for (const next of values) {
    const difference = next - value - slope
    slope = next - value
    value = next
    if (difference === 0) zeros += 1
    else {
      flush()
      out += packedLetters[difference + zero] ?? `${difference};`
    }
  }
  flush()
  return out
}

const scales = [10_000, 10_000, 100_000] as const
const wrapped = (text: string): string => (text.match(/.{1,118}/g) ?? []).join('\n')

let packed = 0
let zipped = ''
for (const { file, name, what } of tables) {
  const lines = readFileSync(new URL(`${file}.csv`, source), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
  const rows = lines.map((line) => line.split(','))
  const bySex = (['male', 'female'] as const).map((sex) =>
    rows.filter((row) => row[0] === sex).map((row) => row.slice(1).map(Number)),
  )
  const [male = [], female = []] = bySex
  const perUnit = file.includes('-for-age') ? 1 : 10
  const from = Math.round((male[0]?.[0] ?? 0) * perUnit)
  for (const sex of [male, female])
    sex.forEach((row, at) => {
      if (Math.round((row[0] ?? 0) * perUnit) !== from + at)
        throw new Error(`${file}: a row is missing or out of order`)
    })
  const columns = (sex: readonly (readonly number[])[]): string => {
    const text = (['l', 'm', 's'] as const).map((column, at) => {
      const whole = sex.map((row) => {
        const value = row[at + 1] ?? Number.NaN
        const scaled = Math.round(value * scales[at]!)
        if (scaled / scales[at]! !== value) throw new Error(`${file}: ${value} has more decimals than expected`)
        return scaled
      })
      return `    ${column}: \`${wrapped(packColumn(whole))}\`,`
    })
    return `{\n${text.join('\n')}\n  }`
  }
  const module = [
    "import type { PackedTable } from '../packed.ts'",
    '',
    '/**',
    ` * ${what[0]?.toUpperCase()}${what.slice(1)}; written by scripts/growth-tables.ts.`,
    ` * @source WHO ${file.endsWith('0-5') ? 'Child Growth Standards, 2006' : 'growth reference 5-19 years, 2007'}; numbers as in AnthStat (Apache-2.0)`,
    ' */',
    `export const ${name}: PackedTable = {`,
    `  from: ${from},`,
    `  perUnit: ${perUnit},`,
    `  rows: ${male.length},`,
    `  male: ${columns(male)},`,
    `  female: ${columns(female)},`,
    '}',
    '',
  ].join('\n')
  writeFileSync(new URL(`${file}.ts`, target), module)
  packed += module.length
  zipped += module
  const canonical = [male, female].map((sex) => sex.map((row) => row.slice(1).join(',')).join('\n')).join('\n\n')
  console.log(`  ${name}: '${createHash('sha256').update(canonical).digest('hex')}',`)
}
console.log(`${packed} characters, ${gzipSync(zipped, { level: 9 }).length} bytes zipped`)
