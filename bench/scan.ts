/**
 * Walks over very many files a page at a time and shows that memory does not grow with their number: heap and resident size at the
 * end of the walk over 100,000 and over 1,000,000 files. Files are small (some 120 bytes) and written past the layers above, in
 * commits of 1,000 to the driver; they are read as every sweep reads, by `collection(...).page`.
 * Run with: node --expose-gc bench/scan.ts [sqlite|postgres|both] [files]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { audited, collection, type Driver } from '../src/storage/index.ts'
import { openPostgres } from '../src/storage/postgres.ts'
import { openSqlite } from '../src/storage/sqlite.ts'
import { startServer } from '../test/storage/postgres-server.ts'

const partition = '520526'
const atOnce = 1000
const hash = 'a'.repeat(64)
const encoder = new TextEncoder()

/** What a walk came to. */
export interface Walk {
  readonly files: number
  readonly filesPerSecond: number
  /** Live heap and resident size in MiB: the greatest seen over the walk. */
  readonly heap: number
  readonly resident: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Writes files `from` up to `to`, a thousand in a commit; files per second. */
export async function fill(driver: Driver, from: number, to: number): Promise<number> {
  const started = performance.now()
  for (let first = from; first < to; first += atOnce) {
    const writes = Array.from({ length: Math.min(atOnce, to - first) }, (_, n) => {
      const subject = `c${String(first + n).padStart(8, '0')}`
      const body = encoder.encode(
        `[1,{"name":"李小花","village":"5205261132${(first + n) % 90}","rating":"fair","n":${first + n}}]`,
      )
      return { subject, kind: 'file', id: '1', expect: 0, body, digest: hash, keys: {} }
    })
    const act = { partition, id: `c${first}`, fingerprint: hash, note: new Uint8Array(8), checks: [], link: () => hash }
    const answer = await driver.commit({ ...act, writes })
    if (answer.outcome !== 'written') throw new Error(answer.outcome)
  }
  return ((to - from) / (performance.now() - started)) * 1000
}

/** Walks over all files, page by page. */
export async function walk(driver: Driver): Promise<Walk> {
  const schema = z.strictObject({ name: z.string(), village: z.string(), rating: z.string(), n: z.int() })
  const files = collection(audited(driver), { kind: 'file', schema, version: 1 })
  let [count, heap, resident] = [0, 0, 0]
  const started = performance.now()
  let page = 0
  for (let after: string | undefined; ; ) {
    const read = await files.page({ partition, limit: atOnce, ...(after ? { after } : {}) })
    if (read.isErr()) throw new Error(read.error[0].code)
    count += read.value.documents.length
    after = read.value.next
    page += 1
    if (page % 50 === 0 || !after) {
      collect()
      const used = process.memoryUsage()
      heap = Math.max(heap, used.heapUsed)
      resident = Math.max(resident, used.rss)
    }
    if (!after) break
  }
  const filesPerSecond = (count / (performance.now() - started)) * 1000
  return { files: count, filesPerSecond, heap: heap / 1048576, resident: resident / 1048576 }
}

/** Fills and walks at each of these sizes in turn. */
export async function measure(
  name: string,
  driver: Driver,
  sizes: readonly number[],
  print: (line: string) => void,
): Promise<readonly Walk[]> {
  const walks: Walk[] = []
  let from = 0
  for (const size of sizes) {
    const written = await fill(driver, from, size)
    from = size
    const found = await walk(driver)
    walks.push(found)
    print(
      `${name}: ${found.files} files, written ${Math.round(written)}/s, read ${Math.round(found.filesPerSecond)}/s, ` +
        `heap ${found.heap.toFixed(1)} MiB, resident ${Math.round(found.resident)} MiB`,
    )
  }
  return walks
}

/** Opens a store of a kind for a while. */
export async function withStore<T>(kind: 'sqlite' | 'postgres', work: (driver: Driver) => Promise<T>): Promise<T> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'childfile-scan-'))
    const driver = await openSqlite(join(folder, 'county.db'))
    try {
      return await work(driver)
    } finally {
      await driver.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const server = await startServer()
  const driver = await openPostgres(server.pool({ max: 4 }))
  try {
    return await work(driver)
  } finally {
    await driver.close()
    await server.stop()
  }
}

if (import.meta.main) {
  const [kind = 'both', files = '1000000'] = process.argv.slice(2)
  const most = Math.max(1, Math.floor(Number(files)) || 1)
  for (const one of ['sqlite', 'postgres'] as const)
    if (kind === 'both' || kind === one)
      await withStore(one, (driver) => measure(one, driver, [Math.ceil(most / 10), most], console.log))
}
