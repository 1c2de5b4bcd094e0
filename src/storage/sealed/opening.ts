import type { Key } from '../driver.ts'
import type { LedgerEntry, LedgerRow, LedgerWrite, Unopened } from '../ledger.ts'
import type { KeyAccess, KeyName } from './keys/keyring.ts'
import { keyIdIn, openIn, type Place } from './sealed-bytes.ts'

/** Sealed bytes and the place where they were found. */
interface Found {
  readonly place: Place
  readonly bytes: Uint8Array
}

/** What is shown of sealed bytes: the plain ones, or nothing and why. */
interface Shown {
  readonly bytes: Uint8Array
  readonly unopened?: Unopened
}

const nothing = new Uint8Array()
const unopened = (why: Unopened): Shown => ({ bytes: nothing, unopened: why })

/** Opens any number of sealed bytes of one partition, with one question to the keyring and all of them under way at once. */
async function openAll(access: KeyAccess, partition: Key, found: readonly Found[]): Promise<readonly Shown[]> {
  const names: KeyName[] = []
  const known = new Map<string, number>()
  const wanted = found.map(({ place, bytes }) => {
    const key = keyIdIn(bytes, access.knows)
    if ('unopened' in key) return key.unopened
    const subject = place.of === 'body' ? place.subject : undefined
    const text = subject === undefined ? key.id : `${key.id} ${subject}`
    const at = known.get(text) ?? names.push({ subject, id: key.id }) - 1
    known.set(text, at)
    return at
  })
  const keys = await access.opening(partition, names)
  const keyOf = wanted.map((at) => (typeof at === 'number' ? (keys[at] ?? 'key-missing') : at))
  const opened = await Promise.all(
    found.map(({ place, bytes }, n) => {
      const key = keyOf[n]
      return Promise.resolve(typeof key === 'object' ? openIn(place, key, bytes) : undefined)
    }),
  )
  return opened.map((bytes, n) => {
    const key = keyOf[n]
    return bytes ? { bytes } : unopened(typeof key === 'string' ? key : 'changed')
  })
}

const bodyPlace = (partition: Key, row: LedgerRow | LedgerWrite): Place => {
  const { subject, kind, id, revision } = row
  return { of: 'body', partition, subject, kind, id, revision }
}

/** Bodies in the places of sealed ones; what has none stays as it is. */
async function openBodies<T extends LedgerRow | LedgerWrite>(
  access: KeyAccess,
  partition: Key,
  rows: readonly T[],
): Promise<readonly T[]> {
  const found = rows.flatMap((row) => (row.body ? [{ place: bodyPlace(partition, row), bytes: row.body }] : []))
  if (found.length === 0) return rows
  const shown = await openAll(access, partition, found)
  let next = 0
  return rows.map((row) => {
    if (!row.body) return row
    const { bytes, ...why } = shown[next++] ?? unopened('changed')
    return { ...row, body: bytes, ...why }
  })
}

/** Rows with their bodies opened. */
export const openRows = (
  access: KeyAccess,
  partition: Key,
  rows: readonly LedgerRow[],
): Promise<readonly LedgerRow[]> => openBodies(access, partition, rows)

/** Log entries with their notes and bodies opened. */
export async function openEntries(
  access: KeyAccess,
  partition: Key,
  entries: readonly LedgerEntry[],
): Promise<readonly LedgerEntry[]> {
  const notes = entries.map(({ id, note }): Found => ({ place: { of: 'note', partition, id }, bytes: note }))
  const [shown, writes] = await Promise.all([
    openAll(access, partition, notes),
    openBodies(
      access,
      partition,
      entries.flatMap((entry) => entry.writes),
    ),
  ])
  let next = 0
  return entries.map((entry, n) => {
    const { bytes, ...why } = shown[n] ?? unopened('changed')
    const own = writes.slice(next, (next += entry.writes.length))
    return { ...entry, note: bytes, ...why, writes: own }
  })
}
