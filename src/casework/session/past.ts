import { canonicalJson } from '../../canonical.ts'
import { Instant } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { disclosePast, type Purpose, type View } from '../../privacy/index.ts'
import { eventKinds, type FileRow, joinRows } from '../../records/index.ts'
import type { Key, Past } from '../../storage/index.ts'
import type { Kind } from '../child-files.ts'
import type { Case } from './case-shelf.ts'
import { later, unsaid } from './later.ts'
import { type Scope, takeCase } from './scope.ts'

/** How a file looked to the session after somebody wrote it. */
export interface PastView<P extends Purpose> {
  /** `notCollected` where the store was filled without a session. */
  readonly at: Instant | 'notCollected'
  readonly view: View<P>
}

type Row = Past<Readonly<Record<string, unknown>>> & { readonly kind: Kind; readonly id: Key }

const kinds: readonly Kind[] = ['file', ...eventKinds]
const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text)

/** The row of a file that a name (`kind/id`) means; undefined for other rows of the child. */
export function placeOf(name: string): { readonly kind: Kind; readonly id: Key } | undefined {
  const slash = name.indexOf('/')
  const kind = name.slice(0, slash)
  return isKind(kind) ? { kind, id: name.slice(slash + 1) } : undefined
}

/** The rows that a child has or had. */
export function rowsEver({ stored, acts }: Case): readonly { readonly kind: Kind; readonly id: Key }[] {
  const names = new Set([
    ...Object.keys(stored.revisions),
    ...acts.flatMap(({ document }) => document.rows.map(({ kind, id }) => `${kind}/${id}`)),
  ])
  return [...names].flatMap((name) => placeOf(name) ?? [])
}

/** The revisions of a row of a file, oldest first. */
export async function pastOf(
  scope: Scope,
  subject: Key,
  { kind, id }: { kind: Kind; id: Key },
): Promise<Outcome<readonly Row[]>> {
  const found: Row[] = []
  let after = 0
  for (;;) {
    const limit = 1000
    const page = await scope.shelf.rows[kind].history({ partition: scope.options.partition, subject, id, after, limit })
    if (page.isErr()) return err(page.error)
    found.push(...page.value.map((past) => ({ ...past, kind, id })))
    after = page.value.at(-1)?.seq ?? after
    if (page.value.length < limit) return ok(found)
  }
}

/** The moment in the note of a commit. */
export const instantOf = (note: unknown): Instant | 'notCollected' => {
  const at = typeof note === 'object' && note !== null && 'at' in note ? Instant.safeParse(note.at) : undefined
  return at?.success === true ? at.data : 'notCollected'
}

/**
 * How a file looked, oldest first, as far as the session may see it today. A commit that changed nothing of that is not among them, so
 * that nobody can count what he or she may not know of.
 */
export const pastViews = <P extends Purpose>(scope: Scope<P>, id: Key): OutcomeAsync<readonly PastView<P>[]> =>
  later(async () => {
    const taken = await takeCase(scope, id, 'history')
    if (taken.isErr()) return err(taken.error)
    const { found, looking } = taken.value
    const all: Row[] = []
    for (const place of rowsEver(found)) {
      const rows = await pastOf(scope, id, place)
      if (rows.isErr()) return unsaid(rows.error)
      all.push(...rows.value)
    }
    const present = found.stored.file
    const state = new Map<string, FileRow>()
    const views: PastView<P>[] = []
    let last = ''
    for (const seq of [...new Set(all.map((row) => row.seq))].sort((a, b) => a - b)) {
      const written = all.filter((row) => row.seq === seq)
      for (const row of written) {
        const name = `${row.kind}/${row.id}`
        if (row.state === 'written') state.set(name, { kind: row.kind, id: row.id, document: row.document })
        else state.delete(name)
      }
      const past = joinRows([...state.values()])
      if (!past) continue
      const view = disclosePast(past, present, looking)
      const text = canonicalJson(view)
      if (text !== last) views.push({ at: instantOf(written[0]?.note), view })
      last = text
    }
    return ok(views)
  })
