import { canonicalJson } from '../../canonical.ts'
import type { Pointer } from '../../pointer.ts'
import { all, err, ok, type Outcome } from '../../problem.ts'
import { eventKinds, type FileRow, joinRows, parseFile } from '../../records/index.ts'
import type { Key, LedgerRow } from '../../storage/index.ts'
import { write } from '../transfer/mover.ts'
import { parcelOf } from '../transfer/parcel.ts'
import { noteOf } from './carrying-out.ts'
import { isBeside } from './following.ts'
import { markId, mergeShelf, mergesUnder, type MergeStep, standingMerges, type StoredMerge } from './merge-shelf.ts'
import { rebased } from './rebased.ts'
import { type Merger, prepared, rowsAt, stepsOf } from './steps.ts'
import {
  type Document,
  documentIn,
  type Kept,
  keptOf,
  type Place,
  placeName,
  rewritten,
  type Touched,
} from './touched.ts'
import { type MergeObstacle, obstacleTo } from './waiting.ts'

/** Something that was written after a merge, and with which of the two children it stays; people may move it. */
export interface WrittenSince {
  readonly kind: string
  readonly id: string
  /** The field, where it is one of the slow sections of the file. */
  readonly at?: Pointer
  readonly with: 'kept' | 'other'
}

/** What taking a merge back came to; for the house, never for a session. */
export interface TakenBack {
  readonly since: readonly WrittenSince[]
}

interface Undoing {
  readonly kept: Key
  readonly other: Key
  readonly since: WrittenSince[]
  readonly touched: Map<string, Touched>
}

const ofFile: ReadonlySet<string> = new Set(['file', ...eventKinds])
const textOf = (kept: Kept | 'none'): string => (kept === 'none' ? '' : kept.text)

/**
 * Takes a merge apart in one commit. Every row that nobody wrote on since is as it was, to the byte. What was written on since goes by one
 * rule: an entry or record that came from one file goes back to that file as it is now; a field of the slow sections that was written on
 * keeps its new value in the file that kept its id; what is new stays there too. The file that comes back is as it was otherwise.
 */
export async function takeBack(
  merger: Merger,
  partition: Key,
  { subject: kept, id, document, revision }: StoredMerge,
): Promise<Outcome<TakenBack | MergeObstacle>> {
  const { ledger, shelf } = merger
  const { other, undo, pages } = document
  const found = await shelf.read(partition, kept)
  if (found.isErr()) return found.error[0].kind === 'not-found' ? ok('gone') : err(found.error)
  const merges = await mergesUnder(ledger, partition, kept)
  if (merges.isErr()) return err(merges.error)
  const isLater = ({ document: one }: StoredMerge): boolean => standingMerges.has(one.state) && one.nth > document.nth
  if (merges.value.some(isLater)) return ok('later')
  const obstacle = await obstacleTo(merger, partition, [found.value])
  if (obstacle.isErr()) return err(obstacle.error)
  if (obstacle.value) return ok(obstacle.value)
  const read = all([
    await stepsOf(ledger, partition, kept, id, pages),
    await parcelOf(ledger, partition, kept),
    await rowsAt(ledger, partition, [{ subject: other, kind: 'mergedInto', id: markId }]),
  ])
  if (read.isErr()) return err(read.error)
  const [{ steps, rows: pageRemovals }, here, [mark]] = read.value
  const now = await rowsAt(ledger, partition, steps)
  if (now.isErr()) return err(now.error)
  const undoing: Undoing = { kept, other, since: [], touched: new Map() }
  for (const [n, step] of steps.entries()) restore(undoing, step, now.value[n])
  const known = new Set(steps.map(placeName))
  for (const row of here)
    if (isNew(row, known, document.revisions)) undoing.since.push({ kind: row.kind, id: row.id, with: 'kept' })
  const touched = [...undoing.touched.values()]
  if (!isSound(touched, here, kept)) return ok('inconsistent')
  const made = await prepared(merger, partition, touched)
  if (made.isErr()) return err(made.error)
  const { merges: shelves, marks } = mergeShelf(ledger)
  const at = merger.clock()
  const decision = undo === 'none' ? document.merge : undo
  const after = { ...document, state: 'undone' as const, pages: 0, revisions: {} }
  const act = { at, actor: decision.approvedBy, reason: decision.reason }
  const rowsOf = (subject: Key) => ({
    rows: touched
      .filter((one) => one.subject === subject && ofFile.has(one.kind))
      .map((one) => ({ kind: one.kind, id: one.id })),
  })
  const done = await write(merger, partition, noteOf(decision, at), [
    ...made.value.writes,
    ...pageRemovals,
    shelves.put({ subject: kept, id, expect: revision, document: after }),
    ...(mark?.body ? [marks.remove({ subject: other, id: markId, expect: mark.revision })] : []),
    ...[kept, other].map((subject) =>
      shelf.acts.put({ subject, id: merger.newId(), document: { ...act, ...rowsOf(subject) } }),
    ),
  ])
  if (done.isErr()) return done.error[0].kind === 'conflict' ? ok('busy') : err(done.error)
  const place = ({ kind, id, at: path = '' }: WrittenSince): string => canonicalJson([kind, id, path])
  return ok({ since: undoing.since.sort((a, b) => (place(a) < place(b) ? -1 : 1)) })
}

/** Whether a row of the child was written since the merge and no step speaks of it. */
const isNew = (row: LedgerRow, known: ReadonlySet<string>, revisions: Readonly<Record<string, number>>): boolean =>
  row.body !== null &&
  (ofFile.has(row.kind) || isBeside(row.kind)) &&
  !known.has(placeName(row)) &&
  revisions[`${row.kind}/${row.id}`] !== row.revision

/** What one row is to be again. */
function restore(undoing: Undoing, step: MergeStep, row: LedgerRow | undefined): void {
  const { kept, other, since, touched } = undoing
  const place = { subject: step.subject, kind: step.kind, id: step.id }
  const put = (at: Place, after: Kept | 'none'): void =>
    void touched.set(placeName(at), { subject: at.subject, kind: at.kind, id: at.id, after })
  const now = keptOf(row)
  if (textOf(now) === textOf(step.after)) {
    if (!touched.has(placeName(place))) put(place, step.before)
    return
  }
  if (step.from !== 'none') {
    // Came from the other file and was written on since: it goes back as it is now.
    put(place, step.before)
    put(step.from, now === 'none' ? 'none' : sentBack(now, step.from.id, [kept, other]))
    since.push({ kind: step.kind, id: step.from.id, with: 'other' })
  } else if (step.kind === 'file' && step.subject === kept && step.before !== 'none' && step.after !== 'none') {
    const [before, merged, present] = [step.before, step.after, now].map((one) =>
      one === 'none' ? {} : documentIn(one),
    )
    const fields: Pointer[] = []
    const made = rebased(before ?? {}, merged ?? {}, present ?? {}, fields)
    put(place, rewritten(now === 'none' ? step.before : now, made, [kept, kept]))
    for (const at of fields) since.push({ kind: step.kind, id: step.id, at, with: 'kept' })
  } else if (step.subject !== kept && step.subject !== other && step.before !== 'none' && now !== 'none') {
    const before = documentIn(step.before) ?? {}
    const present = documentIn(now) ?? {}
    put(place, rewritten(now, namedAgain(before, present, [kept, other]), [kept, other]))
    since.push({ kind: step.kind, id: step.id, with: 'other' })
  } else since.push({ kind: step.kind, id: step.id, with: step.subject === other ? 'other' : 'kept' })
}

function sentBack(now: Kept, id: Key, [kept, other]: readonly [Key, Key]): Kept {
  const document = documentIn(now)
  if (document?.['child'] !== kept) return now
  return rewritten(now, { ...document, child: other, ...('id' in document ? { id } : {}) }, [kept, other])
}

/** The record as it is now, naming the other child wherever it named that one before. */
function namedAgain(before: unknown, now: unknown, ids: readonly [Key, Key]): Document {
  const made = again(before, now, ids)
  return typeof made === 'object' && made !== null ? (made as Document) : {}
}

function again(before: unknown, now: unknown, ids: readonly [Key, Key]): unknown {
  const [kept, other] = ids
  if (before === other && now === kept) return other
  if (Array.isArray(before) && Array.isArray(now)) {
    if (!before.includes(other) || !now.includes(kept)) return now
    const named = now.map((one: unknown) => (one === kept ? other : one))
    return before.includes(kept) ? [...named, kept] : named
  }
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return now
  return Object.fromEntries(
    Object.entries(now).map(([key, value]) => [key, again(Reflect.get(before, key), value, ids)]),
  )
}

/** Whether the file that kept its id is a sound one afterwards. */
function isSound(touched: readonly Touched[], here: readonly LedgerRow[], kept: Key): boolean {
  const rows = new Map<string, FileRow>()
  const set = (kind: Key, id: Key, kept: Kept | 'none'): void => {
    const known = (['file', ...eventKinds] as const).find((one) => one === kind)
    const document = kept === 'none' ? undefined : documentIn(kept)
    if (known && document) rows.set(`${kind}/${id}`, { kind: known, id, document })
    else rows.delete(`${kind}/${id}`)
  }
  for (const row of here) set(row.kind, row.id, keptOf(row))
  for (const { subject, kind, id, after } of touched) if (subject === kept) set(kind, id, after)
  const file = joinRows([...rows.values()])
  return file !== undefined && parseFile(file).isOk()
}
