import { canonicalJson } from '../../canonical.ts'
import { err, ok, type Outcome, refuse } from '../../problem.ts'
import { type Key, type Ledger, type LedgerRow, type Staged } from '../../storage/index.ts'
import type { CaseShelf } from '../session/case-shelf.ts'
import type { Mover } from '../transfer/mover.ts'
import { standing } from '../transfer/parcel.ts'
import { mergeShelf, type MergeStep } from './merge-shelf.ts'
import { isBlind, keptOf, type Place, type RecordCollection, staged, type Touched } from './touched.ts'

/** What merges stand on: no session, for nothing is shown to anybody. */
export interface Merger extends Mover {
  readonly shelf: CaseShelf
  /** The caller's own records that have a secret index. */
  readonly collections: readonly RecordCollection[]
}

/** Rows to be written, and what they were. */
export interface Prepared {
  readonly steps: readonly MergeStep[]
  readonly writes: readonly Outcome<Staged>[]
  /** Revisions after the commit, of rows that stay. */
  readonly revisions: ReadonlyMap<string, number>
}

/** How the places of rows stand now; at any one of them there may be nothing yet. */
export async function rowsAt(
  ledger: Ledger,
  partition: Key,
  places: readonly Place[],
): Promise<Outcome<readonly (LedgerRow | undefined)[]>> {
  const asked = places.map((place) => ({ ...place, revision: 0, body: null, keys: {} }))
  return standing(ledger, partition, asked)
}

const same = (a: MergeStep['before'], b: MergeStep['before']): boolean =>
  a === 'none' || b === 'none' ? a === b : a.text === b.text

/** What it takes to make rows what they are to be; rows that are so already are left out. */
export async function prepared(
  { ledger, collections }: Pick<Merger, 'ledger' | 'collections'>,
  partition: Key,
  touched: readonly Touched[],
): Promise<Outcome<Prepared>> {
  const rows = await rowsAt(ledger, partition, touched)
  if (rows.isErr()) return err(rows.error)
  const steps: MergeStep[] = []
  const writes: Outcome<Staged>[] = []
  const revisions = new Map<string, number>()
  for (const [n, { subject, kind, id, after, from }] of touched.entries()) {
    const row = rows.value[n]
    const before = keptOf(row)
    if (same(before, after)) continue
    const own = collections.some((one) => one.kind === kind)
    if (row && isBlind(row) && !own && after !== 'none') return inconsistent
    steps.push({ subject, kind, id, before, after, from: from ? { ...from } : 'none' })
    writes.push(staged({ subject, kind, id }, after, row?.revision ?? 0, collections))
    if (after !== 'none') revisions.set(canonicalJson([subject, kind, id]), (row?.revision ?? 0) + 1)
  }
  return ok({ steps, writes, revisions })
}

const inconsistent: Outcome<never> = refuse('', 'inconsistent', 'a record has a secret index')

/** Bytes of steps in one row: far below what any store takes. */
const pageBytes = 200_000

/** Steps as rows, from a page on. */
export function pagesOf(steps: readonly MergeStep[]): readonly (readonly MergeStep[])[] {
  const pages: MergeStep[][] = []
  let size = pageBytes
  for (const step of steps) {
    const bytes = JSON.stringify(step).length
    const last = pages.at(-1)
    if (last && size + bytes <= pageBytes) last.push(step)
    else pages.push([step])
    size = last && size + bytes <= pageBytes ? size + bytes : bytes
  }
  return pages
}

const pageId = (merge: Key, page: number): Key => `${merge}.${page}`

/** Writes of pages of steps, from a page on. */
export const stepWrites = (
  ledger: Ledger,
  { child, merge, first }: { readonly child: Key; readonly merge: Key; readonly first: number },
  steps: readonly MergeStep[],
  expects: readonly number[] = [],
): readonly Outcome<Staged>[] =>
  pagesOf(steps).map((page, n) =>
    mergeShelf(ledger).steps.put({
      subject: child,
      id: pageId(merge, first + n),
      expect: expects[n] ?? 0,
      document: { steps: page.map((step) => step) },
    }),
  )

/** Revisions of the places of pages, also of those that were there for a merge that was taken back. */
export async function pageRevisions(
  ledger: Ledger,
  partition: Key,
  { child, merge, first }: { readonly child: Key; readonly merge: Key; readonly first: number },
  count: number,
): Promise<Outcome<readonly number[]>> {
  const places = Array.from({ length: count }, (_, n) => ({
    subject: child,
    kind: 'mergeStep',
    id: pageId(merge, first + n),
  }))
  return (await rowsAt(ledger, partition, places)).map((rows) => rows.map((row) => row?.revision ?? 0))
}

/** All steps of a merge, with the revisions of the rows in which they stand. */
export async function stepsOf(
  ledger: Ledger,
  partition: Key,
  child: Key,
  merge: Key,
  pages: number,
): Promise<Outcome<{ readonly steps: readonly MergeStep[]; readonly rows: readonly Outcome<Staged>[] }>> {
  const shelf = mergeShelf(ledger).steps
  const steps: MergeStep[] = []
  const rows: Outcome<Staged>[] = []
  for (let page = 0; page < pages; page++) {
    const id = pageId(merge, page)
    const found = await shelf.get(partition, { subject: child, id })
    if (found.isErr()) return err(found.error)
    steps.push(...(found.value.document.steps as readonly MergeStep[]))
    rows.push(shelf.remove({ subject: child, id, expect: found.value.revision }))
  }
  return ok({ steps, rows })
}
