import type { Instant } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { mayWrite, type Purpose, type Role } from '../../privacy/index.ts'
import { commit, compartment, type Key, type Stored } from '../../storage/index.ts'
import { busy, later, notEntitled, notFound, unsaid } from '../session/later.ts'
import { type OpenCase, type Scope, takeCase } from '../session/scope.ts'
import { shown } from './dispute-view.ts'
import { type Merged, mergeOnce } from './merging.ts'
import { offlineShelf, type StrandedRow } from './offline-shelf.ts'
import { type OfflineEdit, unitEdit } from './unit.ts'

/** Edits from a device that were not taken, as far as the session may see them. */
export interface StrandedEdits {
  readonly id: string
  readonly at: Instant
  /** Who made them. */
  readonly actor: string
  /** `noAccess`: whoever made them had no access any more. `refusedEdits`: the rules refused these of a delivery. */
  readonly because: 'noAccess' | 'refusedEdits'
  readonly edits: readonly OfflineEdit[]
}

/** What a reviewer decides of them. */
export interface StrandedReview {
  readonly id: string
  /** `take`: merged as the reviewer's own word, by the rules of every merge. `setAside`: kept, and listed no more. */
  readonly decision: 'take' | 'setAside'
  readonly reason: string
}

type Row = Stored<(typeof StrandedRow)['_zod']['output']>

const reviewers: ReadonlySet<Role> = new Set<Role>(['supervisor', 'protectionOfficer'])

async function reviewable<P extends Purpose>(
  scope: Scope<P>,
  child: Key,
): Promise<Outcome<{ readonly open: OpenCase<P>; readonly rows: readonly Row[] }>> {
  if (!reviewers.has(scope.options.actor.role)) return notEntitled('is reviewed by a supervisor or protection officer')
  const taken = await takeCase(scope, child, 'file')
  if (taken.isErr()) return err(taken.error)
  const right = mayWrite(taken.value.looking)
  if (right.isErr()) return err(right.error)
  const { stranded } = offlineShelf(scope.ledger)
  const found = await compartment(scope.ledger, { stranded }).read(scope.options.partition, child)
  if (found.isErr() && found.error[0].kind !== 'not-found') return unsaid(found.error)
  const rows = found.isOk() ? found.value.documents.stranded : []
  return ok({ open: taken.value, rows: rows.filter(({ document }) => document.state === 'open') })
}

/** The edits of a row that may be seen: of what belongs to the reviewer's view. */
const seenOf = ({ found, looking }: OpenCase, { document }: Row): readonly OfflineEdit[] =>
  (document.edits as readonly OfflineEdit[]).filter((edit) => {
    const unit = unitEdit(edit)
    if (!unit) return false
    const standing = 'gone' in unit ? undefined : shown(found.stored.file, looking, unit.at, unit)
    return 'gone' in unit ? !unit.at.startsWith('/incidents/') : standing !== undefined
  })

/** Edits of a child that were not taken. */
export const strandedOf = (scope: Scope, child: Key): OutcomeAsync<readonly StrandedEdits[]> =>
  later(async () =>
    (await reviewable(scope, child)).map(({ open, rows }) =>
      rows.flatMap((row) => {
        const edits = seenOf(open, row)
        const { at, actor, because } = row.document
        return edits.length === 0 ? [] : [{ id: row.id, at, actor, because, edits }]
      }),
    ),
  )

const attempts = 4

/** Takes such edits or sets them aside; never by whoever made them. */
export const reviewStranded = <P extends Purpose>(
  scope: Scope<P>,
  child: Key,
  review: StrandedReview,
): OutcomeAsync<Merged<P> | undefined> =>
  later(async () => {
    for (let left = attempts; left > 0; left--) {
      const done = await reviewOnce(scope, child, review)
      if (done.isOk() || done.error[0].kind !== 'conflict') return done.isOk() ? done : unsaid(done.error)
    }
    return busy
  })

async function reviewOnce<P extends Purpose>(
  scope: Scope<P>,
  child: Key,
  { id, decision, reason }: StrandedReview,
): Promise<Outcome<Merged<P> | undefined>> {
  const { ledger, options, clock, newId } = scope
  const found = await reviewable(scope, child)
  if (found.isErr()) return err(found.error)
  const { open, rows } = found.value
  const row = rows.find((one) => one.id === id)
  const edits = row ? seenOf(open, row) : []
  if (!row || edits.length === 0) return notFound
  const { actor, partition } = options
  if (row.document.actor === actor.id) return notEntitled('is reviewed by somebody else than who made it')
  if (reason.trim() === '')
    return err([{ kind: 'not-allowed', path: '', code: 'needs-missing', message: 'a reason has to be given' }])
  const shelf = offlineShelf(ledger)
  // What the reviewer does not see of it stays, for one who does.
  const left = row.document.edits.filter((edit) => !edits.includes(edit))
  const state = left.length > 0 ? ('open' as const) : decision === 'take' ? ('taken' as const) : ('setAside' as const)
  const document = {
    ...row.document,
    edits: left.length > 0 ? left : row.document.edits,
    state,
    reviewedBy: actor.id,
    reason,
  }
  const put = shelf.stranded.put({ subject: child, id, expect: row.revision, document })
  if (put.isErr()) return err(put.error)
  if (decision === 'setAside') {
    const at = clock()
    const note = { actor: actor.id, at }
    const written = await commit(ledger, { partition, id: newId(), note, writes: [put] })
    return written.map(() => undefined)
  }
  const trunk = await shelf.trunks.get(partition, { subject: child, id: row.document.trunk })
  if (trunk.isErr()) return err(trunk.error)
  const act = newId()
  return mergeOnce(scope, open, {
    id: act,
    of: act,
    by: row.document.actor,
    trunk: trunk.value,
    edits,
    reason,
    more: [put.value],
  })
}
