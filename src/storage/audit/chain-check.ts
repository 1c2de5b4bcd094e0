import type { Digest } from '../../digest.ts'
import type { Address, Head, Key, LogEntry, LogWrite } from '../driver.ts'
import { addressText, genesis } from '../driver-rules.ts'
import { bodyDigest, linkOf } from './chain.ts'
import type { Fault } from './fault.ts'

/** The last write of a row, as the log has it. */
interface Logged extends Address {
  readonly seq: number
  readonly revision: number
  readonly digest: string
}

/** Rows by subject and address. */
export type LoggedRows = ReadonlyMap<Key, ReadonlyMap<string, Logged>>

/** A chain that is followed entry by entry. */
interface ChainCheck {
  add(entry: LogEntry): void
  head(): Head
  /** What every row of today should be. */
  last(): LoggedRows
  /** Whether the row was written, or its subject erased, by an entry after this one. */
  touchedAfter(seq: number, at: Address): boolean
  /** Everything found so far, in order of entries. */
  faults(): readonly Fault[]
}

/** Follows the chain of a partition from its first entry. `anchored` is the head that an anchor has for it. */
export function chainCheck(partition: Key, digest: Digest, anchored: Head | undefined): ChainCheck {
  const found: Fault[] = []
  const last = new Map<Key, Map<string, Logged>>()
  const erased = new Map<Key, number>()
  const withBody = new Map<Key, LoggedWrite>()
  const withoutBody = new Map<Key, LoggedWrite[]>()
  let head: Head = genesis

  const addWrite = (seq: number, write: LogWrite): void => {
    const { subject, kind, id, revision } = write
    const at = { subject, kind, id }
    const rows = last.get(subject) ?? new Map<string, Logged>()
    const before = rows.get(addressText(at))
    if (revision !== (before?.revision ?? 0) + 1) found.push({ code: 'revision-broken', seq, at })
    rows.set(addressText(at), { ...at, seq, revision, digest: write.digest })
    last.set(subject, rows)
    if (write.body === null && write.digest !== '') {
      const missing = withoutBody.get(subject) ?? []
      missing.push({ seq, at })
      withoutBody.set(subject, missing)
    } else {
      if (bodyDigest(digest, write.body) !== write.digest) found.push({ code: 'body-changed', seq, at })
      if (write.body !== null && !withBody.has(subject)) withBody.set(subject, { seq, at })
    }
  }

  return {
    add: (entry) => {
      const { seq, hash } = entry.head
      if (seq !== head.seq + 1) found.push({ code: 'gap', seq })
      if (linkOf(digest, { ...entry, partition })(head) !== hash) found.push({ code: 'link-broken', seq })
      if (anchored?.seq === seq && anchored.hash !== hash) found.push({ code: 'rewritten', seq })
      for (const write of entry.writes) addWrite(seq, write)
      if (entry.erased !== undefined) {
        erased.set(entry.erased, seq)
        last.delete(entry.erased)
      }
      head = { seq, hash }
    },
    head: () => head,
    last: () => last,
    touchedAfter: (seq, at) =>
      (erased.get(at.subject) ?? 0) > seq || (last.get(at.subject)?.get(addressText(at))?.seq ?? 0) > seq,
    faults: () => {
      const missing = [...withoutBody].flatMap(([subject, writes]) =>
        writes
          .filter(({ seq }) => seq > (erased.get(subject) ?? 0))
          .map((write): Fault => ({ code: 'body-missing', ...write })),
      )
      const remains = [...erased.keys()].flatMap((subject): readonly Fault[] => {
        const write = withBody.get(subject)
        return write ? [{ code: 'erased-remains', ...write }] : []
      })
      const cut: readonly Fault[] =
        anchored && head.seq < anchored.seq ? [{ code: 'truncated', seq: anchored.seq }] : []
      return [...found, ...missing, ...remains, ...cut].sort((a, b) => a.seq - b.seq)
    },
  }
}

interface LoggedWrite {
  readonly seq: number
  readonly at: Address
}
