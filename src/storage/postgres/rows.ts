import type { Head, Key, LogEntry, LogWrite, Position, Row } from '../driver.ts'
import { keysOf } from '../sql/index-keys.ts'

// Rows come back as the tables hold them; these types say what the tables say. Whole numbers of 64 bits come as the pool reads
// them: as text, as numbers or as bigints.

type Whole = string | number | bigint

interface KeptRow {
  readonly subject: Key
  readonly kind: Key
  readonly id: Key
  readonly revision: Whole
  readonly keys: string
  readonly body: Uint8Array | null
}

interface KeptLink {
  readonly seq: Whole
  readonly hash: string
}

type KeptAct = KeptLink & { readonly fingerprint: string }

interface KeptEntry extends KeptAct {
  readonly act: Key
  readonly note: Uint8Array
  readonly erased: Key | null
}

type KeptPast =
  | {
      readonly subject: Key
      readonly kind: Key
      readonly id: Key
      readonly revision: Whole
      readonly digest: string
      readonly body: Uint8Array | null
    }
  | { readonly subject: null }

/** A copy of its own, so that nothing of the pool's buffers leaves the driver. */
const bytes = (value: Uint8Array): Uint8Array => new Uint8Array(value)

const rowOf = ({ subject, kind, id, revision, keys, body }: KeptRow): Row => ({
  subject,
  kind,
  id,
  revision: Number(revision),
  body: body && bytes(body),
  keys: keysOf(keys),
})

/** The partitions of a list. */
export const partitionsOf = (found: readonly unknown[]): readonly Key[] =>
  (found as readonly { readonly partition: Key }[]).map(({ partition }) => partition)

/** The rows that were found, at the places at which they were asked for, of `count` places. */
export function rowsAt(found: readonly unknown[], count: number): readonly (Row | undefined)[] {
  const rows = Array.from<Row | undefined>({ length: count })
  for (const row of found as readonly (KeptRow & { readonly place: Whole })[]) rows[Number(row.place) - 1] = rowOf(row)
  return rows
}

/** The rows of a page, each with its position. */
export const placesOf = (found: readonly unknown[]): readonly { readonly row: Row; readonly at: Position }[] =>
  (found as readonly (KeptRow & { readonly key: Key })[]).map((kept) => {
    const { key, subject, kind, id } = kept
    return { row: rowOf(kept), at: { key, subject, kind, id } }
  })

/** The head of a partition, if it has one. */
export function headOf(found: readonly unknown[]): Head | undefined {
  const [kept] = found as readonly KeptLink[]
  return kept && { seq: Number(kept.seq), hash: kept.hash }
}

/** An act that was written before, if there is one. */
export function actOf(found: readonly unknown[]): { readonly head: Head; readonly fingerprint: string } | undefined {
  const [kept] = found as readonly KeptAct[]
  const head = headOf(found)
  return kept && head && { head, fingerprint: kept.fingerprint }
}

/** Entries of the log; what was found has one row for each write, and one for an entry without writes. */
export function entriesOf(found: readonly unknown[]): readonly LogEntry[] {
  const entries: { readonly entry: LogEntry; readonly writes: LogWrite[] }[] = []
  for (const kept of found as readonly (KeptEntry & KeptPast)[]) {
    const seq = Number(kept.seq)
    const { hash, act: id, fingerprint, erased } = kept
    let last = entries.at(-1)
    if (last?.entry.head.seq !== seq) {
      const writes: LogWrite[] = []
      const note = bytes(kept.note)
      last = {
        entry: { head: { seq, hash }, id, fingerprint, note, ...(erased === null ? {} : { erased }), writes },
        writes,
      }
      entries.push(last)
    }
    if (kept.subject !== null) last.writes.push(writeOf(kept))
  }
  return entries.map(({ entry }) => entry)
}

const writeOf = ({ subject, kind, id, revision, digest, body }: Exclude<KeptPast, { subject: null }>): LogWrite => ({
  subject,
  kind,
  id,
  revision: Number(revision),
  digest,
  body: body && bytes(body),
})

/** What is known before a transaction writes. */
export interface Standing {
  readonly format: number
  readonly act: ReturnType<typeof actOf>
  readonly erased: boolean
  readonly rows: readonly {
    readonly place: number
    readonly revision: number
    readonly keys: string
    readonly kind: Key
    readonly id: Key
  }[]
}

/** What the statements `beforeCommit` and `beforeErasure` find. */
export function standingOf(found: readonly unknown[]): Standing {
  const parts = found as readonly {
    readonly part: 'format' | 'act' | 'erased' | 'row'
    readonly place: Whole
    readonly number: Whole
    readonly one: string
    readonly two: string
    readonly three: string
  }[]
  const acts = parts.filter(({ part }) => part === 'act')
  return {
    format: Math.max(0, ...parts.filter(({ part }) => part === 'format').map(({ number }) => Number(number))),
    act: actOf(acts.map(({ number, one, two }) => ({ seq: number, hash: one, fingerprint: two }))),
    erased: parts.some(({ part }) => part === 'erased'),
    rows: parts
      .filter(({ part }) => part === 'row')
      .map(({ place, number, one, two, three }) => ({
        place: Number(place),
        revision: Number(number),
        keys: one,
        kind: two,
        id: three,
      })),
  }
}
