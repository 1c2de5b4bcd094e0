import { digestText, hex, utf8 } from '../../digest.ts'
import type {
  Address,
  Batch,
  Check,
  Commit,
  Driver,
  Erasure,
  Guarantees,
  Head,
  Key,
  Keys,
  LogEntry,
  Page,
  PageQuery,
  Position,
  Row,
  Write,
} from '../../storage/index.ts'

/** How the contract comes to a driver and to what lies behind it. */
export interface Harness {
  /** Opens a store that is new and empty. Called once in each case, first. */
  open(): Promise<Driver>
  /** Opens the same store again, after its driver was closed. */
  reopen(): Promise<Driver>
  /** Opens the same store a second time beside the first, best of all from another process. */
  second?(): Promise<Driver>
  /** Every byte that is kept for a partition, read behind the driver's back: files, tables, logs. More than that is fine. */
  raw(partition: Key): Promise<readonly Uint8Array[]>
  /** Closes what is open and takes the store away. */
  destroy(): Promise<void>
}

/** One promise of the port. */
export interface ContractCase {
  readonly id: `C${number}`
  /** A law in the present tense. */
  readonly name: string
  /** The guarantee that is put to the test, if the promise hangs on one. */
  readonly needs?: keyof Guarantees
  /** Throws an Error that says what is broken. `not promised`: the driver does not claim the guarantee. */
  run(harness: Harness): Promise<'held' | 'not promised'>
}

/** Shows a value in full, bytes in hexadecimal, so that equal values and no others read alike. */
const show = (value: unknown): string => {
  if (value instanceof Uint8Array) return `bytes ${hex(value)}`
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${show(item)}`).join(',')}}`
}

const short = (value: unknown): string => {
  const text = show(value)
  return text.length > 400 ? `${text.slice(0, 400)}...` : text
}

/** Throws if the condition does not hold. */
export function holds(condition: boolean, law: string): asserts condition {
  if (!condition) throw new Error(`Broken: ${law}`)
}

/** Throws if the values are not the same data. */
export const same = (found: unknown, expected: unknown, law: string): void => {
  if (show(found) !== show(expected))
    throw new Error(`Broken: ${law}. Expected ${short(expected)}, found ${short(found)}`)
}

/** Throws if the promise does not reject; gives what it rejects with. */
export async function rejects(promise: Promise<unknown>, law: string): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error(`Broken: ${law}`)
}

export const county = '520526'

export const at = (subject: Key, kind: Key = 'file', id: Key = '1'): Address => ({ subject, kind, id })

/** A check that the row stands at a revision. */
export const stands = (address: Address, expect: number): Check => ({ ...address, expect })

interface Written {
  readonly expect?: number
  readonly body?: string | Uint8Array | null
  readonly keys?: Keys
}

/** A write; the digest is any text, because drivers keep it and ask nothing. */
export function write(address: Address, { expect = 0, body = 'body', keys = {} }: Written = {}): Write {
  const bytes = typeof body === 'string' ? utf8(body) : body
  return { ...address, expect, body: bytes, digest: bytes === null ? '' : `digest of ${bytes.length}`, keys }
}

/** The hash that the link of an act gives for the head before it. */
export const linked = (id: Key, head: Head): string => digestText(`${head.seq + 1}:${head.hash}:${id}`)

type Meant = Partial<Pick<Batch, 'partition' | 'fingerprint' | 'note' | 'link' | 'checks'>>

const act = (id: Key, meant: Meant) => ({
  partition: county,
  id,
  fingerprint: `meaning of ${id}`,
  note: utf8(`note of ${id}`),
  link: (head: Head) => linked(id, head),
  ...meant,
})

export const batch = (id: Key, writes: readonly Write[], meant: Meant = {}): Batch => ({
  checks: [],
  ...act(id, meant),
  writes,
})

export const erasure = (id: Key, subject: Key, meant: Omit<Meant, 'checks'> = {}): Erasure => ({
  ...act(id, meant),
  subject,
})

const mostAttempts = 200

/** The answer, after as many attempts as a busy store needs. */
export async function settled(driver: Driver, wanted: Batch | Erasure): Promise<Exclude<Commit, { outcome: 'busy' }>> {
  for (let left = mostAttempts; left > 0; left--) {
    const answer = await ('writes' in wanted ? driver.commit(wanted) : driver.erase(wanted))
    if (answer.outcome !== 'busy') return answer
  }
  throw new Error(`Broken: a store is not busy for ever (${mostAttempts} attempts)`)
}

/** The head of an act that has to be written now, for the first time. */
export async function done(driver: Driver, wanted: Batch | Erasure): Promise<Head> {
  const answer = await settled(driver, wanted)
  if (answer.outcome !== 'written' || answer.repeated)
    throw new Error(`Broken: ${wanted.id} is written, and for the first time. Found ${short(answer)}`)
  return answer.head
}

export const refused = (why: Extract<Commit, { outcome: 'refused' }>['why']): Commit => ({ outcome: 'refused', why })

/** All rows of a walk, page by page, and the number of pages. */
export async function walk(driver: Driver, query: Omit<PageQuery, 'after' | 'limit'>, limit = 100) {
  const rows: Row[] = []
  let after: Position | undefined
  let pages = 0
  do {
    const page: Page = await driver.page({ ...query, limit, ...(after ? { after } : {}) })
    holds(page.rows.length <= limit, 'no page is longer than its limit')
    rows.push(...page.rows)
    after = page.next
    holds(++pages < 10_000, 'a walk comes to an end')
  } while (after)
  return rows
}

/** All entries of a partition's log. */
export async function history(driver: Driver, partition = county, limit = 50): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = []
  for (;;) {
    const more = await driver.log({ partition, after: entries.at(-1)?.head.seq ?? 0, limit })
    if (more.length === 0) return entries
    entries.push(...more)
    holds(entries.length < 100_000, 'a log comes to an end')
  }
}

export const rowAt = async (driver: Driver, address: Address, partition = county): Promise<Row | undefined> =>
  (await driver.get(partition, [address]))[0]

/** Whether the text lies anywhere in the bytes behind the driver. */
export async function liesIn(harness: Harness, text: string, partition = county): Promise<boolean> {
  const decoder = new TextDecoder('latin1')
  return (await harness.raw(partition)).some((bytes) => decoder.decode(bytes).includes(text))
}

/** 0, 1, 2 ... */
export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

/** Texts in order of their bytes. */
export const ordered = (texts: readonly string[]): readonly string[] =>
  [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/** Numbers from 0 up to `below`, always the same. */
export function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}
