import { canonicalJson } from '../../canonical.ts'
import { parts, type Pointer } from '../../pointer.ts'
import { all, err, ok, type Outcome } from '../../problem.ts'
import { eventKinds, fileRows } from '../../records/index.ts'
import { type Merge, mergeFiles } from '../../register/index.ts'
import type { Key, LedgerRow } from '../../storage/index.ts'
import { write } from '../transfer/mover.ts'
import { parcelOf } from '../transfer/parcel.ts'
import { following, namingOf } from './following.ts'
import { markId, mergeShelf, mergesUnder, type StoredMerge } from './merge-shelf.ts'
import { type Merger, pageRevisions, pagesOf, prepared, rowsAt, stepWrites } from './steps.ts'
import { keptFrom, type Touched } from './touched.ts'
import { type MergeObstacle, obstacleTo } from './waiting.ts'

/** What a merge came to; for the house, never for a session. */
export interface CarriedOut {
  /** Fields in which the files differ and nobody chose. */
  readonly contested: readonly Pointer[]
  /** Rows that got another id, because the child that stays had one of that id with other contents. */
  readonly renamed: readonly { readonly kind: string; readonly old: string; readonly new: string }[]
  /** Whether the child now has several first helpers in force: people have to end all but one. */
  readonly helpers: boolean
}

const ofFile: ReadonlySet<string> = new Set(['file', ...eventKinds])

/** Merges two files in one commit: the union, everything that names the child that gave way, and how to take it back. */
export async function carryOut(
  merger: Merger,
  partition: Key,
  { subject: kept, id, document, revision }: StoredMerge,
): Promise<Outcome<CarriedOut | MergeObstacle>> {
  const { ledger, shelf, collections } = merger
  const { other, choices, merge: decision } = document
  const read = all([await shelf.read(partition, kept), await shelf.read(partition, other)])
  if (read.isErr()) return read.error[0].kind === 'not-found' ? ok('gone') : err(read.error)
  const [mine, theirs] = read.value
  const obstacle = await obstacleTo(merger, partition, [mine, theirs])
  if (obstacle.isErr()) return err(obstacle.error)
  if (obstacle.value) return ok(obstacle.value)
  const merged = mergeFiles(mine.stored.file, theirs.stored.file, {
    keep: kept,
    choices,
    approvedBy: [decision.requestedBy, decision.approvedBy],
  })
  if (merged.isErr()) return ok('inconsistent')
  const naming = await namingOf(ledger, partition, { kept, other })
  if (naming.isErr()) return err(naming.error)
  const followed = following(ledger, merged.value, naming.value, collections)
  if (followed.isErr()) return err(followed.error)
  const { file, touched, renamed, helpers } = followed.value
  const old = await parcelOf(ledger, partition, other)
  if (old.isErr()) return err(old.error)
  const rows = fileTouches(merger, { ...merged.value, file }, old.value)
  if (rows.isErr()) return err(rows.error)
  const made = await prepared(merger, partition, [...rows.value, ...touched])
  const before = await mergesUnder(ledger, partition, kept)
  const here = await parcelOf(ledger, partition, kept)
  const marks = await rowsAt(ledger, partition, [{ subject: other, kind: 'mergedInto', id: markId }])
  if (made.isErr()) return err(made.error)
  if (before.isErr()) return err(before.error)
  if (here.isErr()) return err(here.error)
  if (marks.isErr()) return err(marks.error)
  const pages = pagesOf(made.value.steps).length
  const place = { child: kept, merge: id, first: 0 }
  const expects = await pageRevisions(ledger, partition, place, pages)
  if (expects.isErr()) return err(expects.error)
  const { merges, marks: markShelf } = mergeShelf(ledger)
  const revisions = Object.fromEntries(here.value.map((row) => [`${row.kind}/${row.id}`, row.revision]))
  for (const step of made.value.steps)
    if (step.subject === kept && step.after !== 'none')
      revisions[`${step.kind}/${step.id}`] = made.value.revisions.get(nameOf(step)) ?? 0
  const now = { ...document, state: 'merged' as const, nth: 1 + most(before.value), pages, revisions }
  const at = merger.clock()
  const act = merger.newId()
  const changed = made.value.steps.filter(({ subject, kind }) => subject === kept && ofFile.has(kind))
  const written = await write(merger, partition, noteOf(decision, at), [
    ...made.value.writes,
    ...stepWrites(ledger, place, made.value.steps, expects.value),
    merges.put({ subject: kept, id, expect: revision, document: now }),
    markShelf.put({
      subject: other,
      id: markId,
      expect: marks.value[0]?.revision ?? 0,
      document: { child: kept, merge: id },
    }),
    shelf.acts.put({
      subject: kept,
      id: act,
      document: {
        at,
        actor: decision.approvedBy,
        reason: decision.reason,
        rows: changed.map((step) => ({ kind: step.kind, id: step.id })),
      },
    }),
  ])
  if (written.isErr()) return written.error[0].kind === 'conflict' ? ok('busy') : err(written.error)
  return ok({ contested: merged.value.contested, renamed: [...entriesRenamed(merged.value), ...renamed], helpers })
}

const nameOf = ({ subject, kind, id }: { readonly subject: Key; readonly kind: Key; readonly id: Key }): string =>
  canonicalJson([subject, kind, id])

const most = (merges: readonly StoredMerge[]): number => Math.max(0, ...merges.map(({ document }) => document.nth))

/** Who and when, for the chain. It is kept for ever: no reason, no name. */
export const noteOf = (
  { requestedBy, approvedBy }: StoredMerge['document']['merge'],
  at: string,
): { readonly requestedBy: string; readonly approvedBy: string; readonly at: string } => ({
  requestedBy,
  approvedBy,
  at,
})

const entriesRenamed = ({ renamed }: Pick<Merge, 'renamed'>): CarriedOut['renamed'] =>
  renamed.map((one) => {
    const [kind = '', old = ''] = parts(one.old)
    return { kind, old, new: parts(one.new)[1] ?? '' }
  })

/** The rows of the merged file, and the end of those of the file that gave way. */
function fileTouches(
  { shelf }: Pick<Merger, 'shelf'>,
  { file, renamed, before: [, other] }: Merge,
  old: readonly LedgerRow[],
): Outcome<readonly Touched[]> {
  const touched: Touched[] = []
  const cameAs = new Map(entriesRenamed({ renamed }).map((one) => [`${one.kind}/${one.new}`, one.old]))
  const theirs = new Set(fileRows(other).map(({ kind, id }) => `${kind}/${id}`))
  for (const row of fileRows(file)) {
    const put = shelf.rows[row.kind].put({ subject: file.id, id: row.id, document: row.document as never })
    if (put.isErr()) return err(put.error)
    const was = cameAs.get(`${row.kind}/${row.id}`) ?? row.id
    const moved = row.kind !== 'file' && theirs.has(`${row.kind}/${was}`)
    touched.push({
      subject: file.id,
      kind: row.kind,
      id: row.id,
      after: keptFrom(put.value),
      ...(moved ? { from: { subject: other.id, kind: row.kind, id: was } } : {}),
    })
  }
  const ended = old.filter(({ kind, body }) => body !== null && ofFile.has(kind))
  return ok([...touched, ...ended.map(({ subject, kind, id }): Touched => ({ subject, kind, id, after: 'none' }))])
}
