/**
 * How much reading a register costs beside the bare readers of its bytes, and whether looking for duplicates stays near linear.
 * The peers, csv-parse and hucre's readXlsx, only take the bytes apart; the library also finds the headings, reads every cell,
 * judges every row and makes the files. Rounds alternate; the least time of each counts.
 * Run with: node --max-old-space-size=6000 bench/register.ts [rounds]
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { type Cell, decodeCsv, encodeCsv, findDuplicates, readChildren, recordsOf } from '../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../src/register/xlsx.ts'

const rounds = Number(process.argv[2] ?? 5)
const asOf = '2026-09-15'

const county = decodeCsv(
  new Uint8Array(readFileSync(new URL('../examples/county/children.csv', import.meta.url))),
)._unsafeUnwrap()
const source = county.sheets[0]?.rows ?? []
const heading = source.slice(0, 4)
const data = source.slice(4).filter((row) => row[2] !== '')

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const lastDigit = (digits: string): string =>
  '10X98765432'.charAt(weights.reduce((sum, weight, i) => sum + weight * Number(digits.charAt(i)), 0) % 11)

/** Rows of the county over and over, each with a name, a number and telephones of its own. */
function rowsOf(count: number): readonly (readonly Cell[])[] {
  return Array.from({ length: count }, (_, n) => {
    const row = [...(data[n % data.length] ?? [])]
    const id = String(row[4])
    if (/^\d{17}[\dX]$/.test(id)) {
      const digits = `${520100 + (n % 900)}${id.slice(6, 14)}${String((n * 7) % 1000).padStart(3, '0')}`
      row[4] = digits.slice(0, 17) + lastDigit(digits)
    }
    if (row[1] !== '') row[1] = `${String(row[1])}${String.fromCharCode(0x4e00 + ((n * 7) % 20000))}`
    for (const column of [18, 22, 27])
      if (/^\d{11}$/.test(String(row[column])))
        row[column] = `1${3 + (n % 7)}${String((n * 7919) % 1e9).padStart(9, '0')}`
    row[0] = String(n + 1)
    return row
  })
}

async function least(run: () => unknown): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/** The least time of each runner, the runners taking turns. */
async function alternate(runners: Readonly<Record<string, () => unknown>>): Promise<Readonly<Record<string, number>>> {
  const best: Record<string, number> = {}
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(runners)) best[name] = Math.min(best[name] ?? Infinity, await least(run))
  return best
}

const shown = (name: string, peer: number, own: number, bar: number): string =>
  `${name.padEnd(34)} peer ${peer.toFixed(0).padStart(6)} ms   childfile ${own.toFixed(0).padStart(6)} ms   ratio ${(own / peer).toFixed(2)} (bar ${bar})`

const table = (count: number) => ({ sheets: [{ name: 'a', hidden: false, rows: [...heading, ...rowsOf(count)] }] })

{
  const bytes = encodeCsv(table(100_000))
  const best = await alternate({
    peer: () => parse(Buffer.from(bytes.buffer), { bom: true, relax_column_count: true }),
    own: () =>
      decodeCsv(bytes)
        .andThen((workbook) => readChildren(workbook, { asOf }))
        ._unsafeUnwrap(),
  })
  console.log(shown('100,000 rows of CSV', best['peer'] ?? 0, best['own'] ?? 0, 3))
}
{
  const bytes = (await encodeXlsx(table(50_000)))._unsafeUnwrap()
  const best = await alternate({
    peer: () => readXlsx(bytes),
    own: async () => (await decodeXlsx(bytes)).andThen((workbook) => readChildren(workbook, { asOf }))._unsafeUnwrap(),
  })
  console.log(shown('50,000 rows of a workbook', best['peer'] ?? 0, best['own'] ?? 0, 2))
}
{
  const files = recordsOf(readChildren(table(80_000), { asOf })._unsafeUnwrap())
  const sizes = [20_000, 40_000, files.length]
  const best = await alternate(
    Object.fromEntries(sizes.map((size) => [String(size), () => findDuplicates(files.slice(0, size))])),
  )
  for (const size of sizes)
    console.log(
      `duplicates among ${String(size).padEnd(17)} ${(best[String(size)] ?? 0).toFixed(0).padStart(6)} ms   ${(((best[String(size)] ?? 0) * 1000) / size).toFixed(1)} µs a file`,
    )
}
