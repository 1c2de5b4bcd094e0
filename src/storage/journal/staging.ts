import type { Act, Batch, Commit, Erasure, Guarantees, Head, Key } from '../driver.ts'
import { addressText, compareAddresses, conflictsOf, exceeds, genesis, repeatOf } from '../driver-rules.ts'
import { type Contents, copiedKeys, type EntryPlace } from './contents.ts'
import { type Entry, mostBytes } from './format/frame.ts'

/** What an act comes to: the answer once everything staged before it is on disk, and what is to be written for it. */
export interface Staged {
  readonly answer: Commit
  readonly entry?: Entry
}

interface StagedPartition {
  head: Head
  readonly revisions: Map<string, number>
  readonly acts: Map<Key, { readonly head: Head; readonly fingerprint: string }>
}

/** Judges acts one after another, each as if those before it were written already. */
export interface Staging {
  commit(batch: Batch): Staged
  erase(erasure: Erasure): Staged
}

/** Half of a frame is left to what is not bodies. */
const mostBodyBytes = mostBytes / 2

const bytesOf = (batch: Batch): number =>
  batch.writes.reduce((sum, { body }) => sum + (body?.length ?? 0), batch.note.length)

/** Begins a group over what is on disk; `factOf` reads what a commit id was used for. */
export function staging(
  contents: Contents,
  guarantees: Guarantees,
  factOf: (place: EntryPlace) => { readonly head: Head; readonly fingerprint: string },
): Staging {
  const partitions = new Map<Key, StagedPartition>()
  const stagedAt = (partition: Key): StagedPartition => {
    const known = partitions.get(partition)
    if (known) return known
    const head = contents.get(partition)?.head ?? genesis
    const begun: StagedPartition = { head, revisions: new Map(), acts: new Map() }
    partitions.set(partition, begun)
    return begun
  }

  const repeat = (act: Act): Commit | undefined => {
    const staged = stagedAt(act.partition).acts.get(act.id)
    if (staged) return repeatOf(act, staged)
    const place = contents.get(act.partition)?.acts.get(act.id)
    return place && repeatOf(act, factOf(place))
  }

  const link = (act: Act): Head => {
    const { head } = stagedAt(act.partition)
    return { seq: head.seq + 1, hash: act.link({ ...head }) }
  }

  const written = (act: Act, entry: Entry): Staged => {
    const staged = stagedAt(act.partition)
    staged.head = entry.head
    staged.acts.set(act.id, { head: entry.head, fingerprint: act.fingerprint })
    return { answer: { outcome: 'written', head: { ...entry.head }, repeated: false }, entry }
  }

  const commit = (batch: Batch): Staged => {
    const { partition, id, fingerprint, note } = batch
    const before = repeat(batch)
    if (before) return { answer: before }
    if (exceeds(batch, guarantees) || bytesOf(batch) > mostBodyBytes)
      return { answer: { outcome: 'refused', why: 'too-large' } }
    const { revisions } = stagedAt(partition)
    const kept = contents.get(partition)
    if (batch.writes.some(({ subject }) => kept?.erased.has(subject)))
      return { answer: { outcome: 'refused', why: 'subject-erased' } }
    const conflicts = conflictsOf(batch, (at) => {
      const text = addressText(at)
      return revisions.get(text) ?? kept?.rows.get(text)?.revision ?? 0
    })
    if (conflicts.length > 0) return { answer: { outcome: 'conflict', at: conflicts } }
    const head = link(batch)
    const writes = [...batch.writes].sort(compareAddresses).map(({ subject, kind, id: of, expect, ...write }) => {
      revisions.set(addressText({ subject, kind, id: of }), expect + 1)
      const keys = write.body === null ? {} : copiedKeys(write.keys)
      return { subject, kind, id: of, revision: expect + 1, digest: write.digest, body: write.body, keys }
    })
    return written(batch, { partition, head, id, fingerprint, note, writes })
  }

  const erase = (erasure: Erasure): Staged => {
    const before = repeat(erasure)
    if (before) return { answer: before }
    const { partition, id, fingerprint, note, subject } = erasure
    return written(erasure, { partition, head: link(erasure), id, fingerprint, note, erased: subject, writes: [] })
  }

  return { commit, erase }
}
