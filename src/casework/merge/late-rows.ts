import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import { err, ok, type Outcome } from '../../problem.ts'
import { eventKinds } from '../../records/index.ts'
import type { Key, LedgerRow } from '../../storage/index.ts'
import { write } from '../transfer/mover.ts'
import { parcelOf } from '../transfer/parcel.ts'
import { noteOf } from './carrying-out.ts'
import { isBeside } from './following.ts'
import { mergeShelf, type StoredMerge } from './merge-shelf.ts'
import { type Merger, pageRevisions, pagesOf, prepared, rowsAt, stepWrites } from './steps.ts'
import { documentIn, type Kept, keptOf, rewritten, type Touched } from './touched.ts'

const entries: ReadonlySet<string> = new Set(eventKinds)

/**
 * Sends on what was still written under the id that gave way by somebody who had read the file before the merge, and edits of devices that
 * wait for a supervisor there. Ok: how many rows.
 */
export async function sendOn(
  merger: Merger,
  partition: Key,
  { subject: kept, id, document, revision }: StoredMerge,
): Promise<Outcome<number>> {
  const { ledger } = merger
  const { other, pages } = document
  const there = await parcelOf(ledger, partition, other)
  if (there.isErr()) return err(there.error)
  const late = there.value.flatMap((row) => toMove(row, { kept, other }))
  if (late.length === 0) return ok(0)
  const standing = await rowsAt(
    ledger,
    partition,
    late.map(({ row }) => ({ subject: kept, kind: row.kind, id: row.id })),
  )
  if (standing.isErr()) return err(standing.error)
  const trunks = there.value.filter(({ kind }) => kind === 'trunk')
  const touched = late.flatMap(({ row, to, trunk }, n): readonly Touched[] => {
    const from = { subject: other, kind: row.kind, id: row.id }
    const place = { subject: kept, kind: row.kind, id: standing.value[n]?.body ? otherId(row.id, to.text) : row.id }
    const moved: readonly Touched[] = [
      { ...from, after: 'none' },
      { ...place, after: to, from },
    ]
    return [...moved, ...trunks.filter((one) => one.id === trunk).flatMap((one) => trunkFor(one, kept))]
  })
  const made = await prepared(merger, partition, [...new Map(touched.map((one) => [nameOf(one), one])).values()])
  if (made.isErr()) return err(made.error)
  const place = { child: kept, merge: id, first: pages }
  const count = pagesOf(made.value.steps).length
  const expects = await pageRevisions(ledger, partition, place, count)
  if (expects.isErr()) return err(expects.error)
  const now = { ...document, pages: pages + count }
  const done = await write(merger, partition, noteOf(document.merge, merger.clock()), [
    ...made.value.writes,
    ...stepWrites(ledger, place, made.value.steps, expects.value),
    mergeShelf(ledger).merges.put({ subject: kept, id, expect: revision, document: now }),
  ])
  if (done.isErr()) return done.error[0].kind === 'conflict' ? ok(0) : err(done.error)
  return ok(late.length)
}

const nameOf = ({ subject, kind, id }: Touched): string => canonicalJson([subject, kind, id])

/** An id for a row that cannot have its own; made of its contents. */
const otherId = (id: Key, text: string): Key => `${id.slice(0, 50)}~${digestText(text).slice(0, 12)}`

interface Late {
  readonly row: LedgerRow
  readonly to: Kept
  /** Of edits from a device: on what they were made. */
  readonly trunk?: unknown
}

function toMove(row: LedgerRow, { kept, other }: { readonly kept: Key; readonly other: Key }): readonly Late[] {
  const to = keptOf(row)
  if (to === 'none') return []
  if (entries.has(row.kind)) return [{ row, to }]
  const document = documentIn(to)
  if (row.kind === 'stranded') return document?.['state'] === 'open' ? [{ row, to, trunk: document['trunk'] }] : []
  if (!isBeside(row.kind) || document?.['child'] !== other) return []
  return [{ row, to: rewritten(to, { ...document, child: kept }, [other, kept]) }]
}

/** A trunk beside the edits that were made on it. Its revisions are those of another file, so nothing of it counts as seen. */
function trunkFor(row: LedgerRow, kept: Key): readonly Touched[] {
  const to = keptOf(row)
  const document = to === 'none' ? undefined : documentIn(to)
  if (to === 'none' || !document) return []
  const partition = `${String(document['partition'])}~merged`
  return [{ subject: kept, kind: row.kind, id: row.id, after: rewritten(to, { ...document, partition }, [kept, kept]) }]
}
