/**
 * Sweeps a file of one child a line (NDJSON) on several threads and prints the totals. Parts of the lines go to the workers as they are read; each
 * worker answers with totals, which are put together. However the lines are divided, the totals are the same.
 * Run: node examples/sweep/run.ts files.ndjson [threads]; without a file it makes up two thousand children.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { childFile } from 'childfile'
import { mergeTotals, type SweepTotals } from 'childfile/risk'

const asOf = '2026-09-15'
const [path, count = '2'] = process.argv.slice(2)
const threads = Math.max(1, Math.floor(Number(count)) || 1)
const linesAtOnce = 500

function* madeUp(): Generator<string, void> {
  const ratings = ['good', 'fair', 'poor', 'notCollected'] as const
  for (let i = 0; i < 2000; i += 1)
    yield JSON.stringify(
      childFile({
        id: `c${i}`,
        name: '李小花',
        residenceDivision: i % 3 === 0 ? '520526113205' : '520523101201',
        care: { guardianshipRating: ratings[i % 4] ?? 'notCollected' },
      }),
    )
}

const source = path === undefined ? madeUp() : createInterface({ input: createReadStream(path), crlfDelay: Infinity })

const swept = (lines: readonly string[]): Promise<SweepTotals> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { asOf, lines } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

let totals = mergeTotals([])
const running = new Set<Promise<void>>()
async function start(lines: readonly string[]): Promise<void> {
  if (running.size >= threads) await Promise.race(running)
  const work = swept(lines).then((part) => {
    totals = mergeTotals([totals, part])
    running.delete(work)
  })
  running.add(work)
}

let lines: string[] = []
for await (const line of source) {
  if (line.trim() === '') continue
  lines.push(line)
  if (lines.length < linesAtOnce) continue
  await start(lines)
  lines = []
}
if (lines.length > 0) await start(lines)
await Promise.all(running)

console.log(`${totals.children} children, ${totals.unreadable} lines that are no file`)
console.log(`by tier, from ordinary to critical: ${totals.tiers.join(', ')}`)
for (const { division, children, tiers } of totals.divisions)
  console.log(`${division}: ${children} children, ${tiers.join(', ')}`)
