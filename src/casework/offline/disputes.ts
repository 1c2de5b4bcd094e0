import { err, ok, type Outcome, type OutcomeAsync, parse } from '../../problem.ts'
import type { Pointer } from '../../pointer.ts'
import type { Instant } from '../../date.ts'
import { absorb, disclose, mayWrite, type Purpose, type Role, type View } from '../../privacy/index.ts'
import { ChildFile } from '../../records/index.ts'
import { compartment, type Key, type Stored } from '../../storage/index.ts'
import { writeFiles } from '../session/writing.ts'
import { busy, later, notEntitled, notFound, unsaid } from '../session/later.ts'
import { type OpenCase, type Scope, takeCase } from '../session/scope.ts'
import { closes } from './closure.ts'
import { fileWith, shownDispute } from './dispute-view.ts'
import { type DisputeRow, offlineShelf } from './offline-shelf.ts'
import { guarded } from './protective.ts'
import type { Side } from './three-way.ts'
import { type Said, withUnit } from './unit.ts'

/** A dispute as it is kept. */
export type StoredDispute = Stored<(typeof DisputeRow)['_zod']['output']>

/** Something of a file that two or more said differently, open until a person settles it. */
export interface MergeConflict {
  readonly id: string
  readonly at: Pointer
  /** What the device had seen when it was edited. */
  readonly trunk: Said
  /** All that is said, and by whom; nobody for what stood in the file. */
  readonly sides: readonly Side[]
  /** What stands in the file meanwhile. */
  readonly held: Said
  readonly openedAt: Instant
  /** Whether the child's safety hangs on it: then a supervisor, a protection officer or an authority settles it. */
  readonly guarded: boolean
}

/** How a conflict ends. */
export interface Settlement {
  /** Id of the conflict. */
  readonly conflict: string
  /** What is right: one of the sides or something else. */
  readonly to: Said
  readonly reason: string
}

/** All disputes of a child, settled ones too. */
export async function readDisputes(
  { ledger }: Pick<Scope, 'ledger'>,
  partition: Key,
  child: Key,
): Promise<Outcome<readonly StoredDispute[]>> {
  const { disputes } = offlineShelf(ledger)
  const found = await compartment(ledger, { disputes }).read(partition, child)
  if (found.isOk()) return ok(found.value.documents.disputes)
  return found.error[0].kind === 'not-found' ? ok([]) : err(found.error)
}

/**
 * Units of a file on which the child's safety hangs and about which a conflict is open that the session may see: what holds there is
 * not changed past the conflict.
 */
export async function heldUnits(
  scope: Scope,
  file: ChildFile,
  looking: OpenCase['looking'],
): Promise<Outcome<ReadonlySet<Pointer>>> {
  const rows = await readDisputes(scope, scope.options.partition, file.id)
  return rows.map(
    (all) =>
      new Set(
        all.flatMap(({ document }) =>
          document.state === 'open' && guarded(document.at) && shownDispute(file, looking, document)
            ? [document.at]
            : [],
        ),
      ),
  )
}

/** Open conflicts of a file, as far as they are about what the session may see. */
export const conflictsOf = (scope: Scope, child: Key): OutcomeAsync<readonly MergeConflict[]> =>
  later(async () => {
    const taken = await takeCase(scope, child, 'file')
    if (taken.isErr()) return err(taken.error)
    const rows = await readDisputes(scope, scope.options.partition, child)
    if (rows.isErr()) return unsaid(rows.error)
    const { found, looking } = taken.value
    return ok(
      rows.value.flatMap(({ id, document }) => {
        const dispute = document.state === 'open' ? shownDispute(found.stored.file, looking, document) : undefined
        return dispute ? [{ id, ...dispute, openedAt: document.openedAt, guarded: guarded(dispute.at) }] : []
      }),
    )
  })

const settlers: ReadonlySet<Role> = new Set<Role>(['supervisor', 'protectionOfficer', 'authority'])
const attempts = 4

/** Ends a conflict by a person's word. */
export const settleConflict = <P extends Purpose>(
  scope: Scope<P>,
  child: Key,
  settlement: Settlement,
): OutcomeAsync<View<P>> =>
  later(async () => {
    for (let left = attempts; left > 0; left--) {
      const done = await settleOnce(scope, child, settlement)
      if (done.isOk() || done.error[0].kind !== 'conflict') return done.isOk() ? done : unsaid(done.error)
    }
    return busy
  })

async function settleOnce<P extends Purpose>(
  scope: Scope<P>,
  child: Key,
  { conflict, to, reason }: Settlement,
): Promise<Outcome<View<P>>> {
  const taken = await takeCase(scope, child, 'change')
  if (taken.isErr()) return err(taken.error)
  const { found, looking } = taken.value
  const before = found.stored
  const right = mayWrite(looking)
  if (right.isErr()) return err(right.error)
  const rows = await readDisputes(scope, scope.options.partition, child)
  if (rows.isErr()) return err(rows.error)
  const row = rows.value.find(({ id }) => id === conflict)
  if (row?.document.state !== 'open' || !shownDispute(before.file, looking, row.document)) return notFound
  const { actor } = scope.options
  const { at } = row.document
  if (reason.trim() === '') return err([needs('a reason has to be given')])
  if (guarded(at) && !settlers.has(actor.role))
    return notEntitled('is settled by a supervisor, a protection officer or an authority')
  if (closes(before.file, { at, ...to })) return err([needs('an incident is closed by a change, with its report')])
  const allowed = absorb(before.file, looking, withUnit(disclose(before.file, looking), at, to))
  if (allowed.isErr()) return err(allowed.error)
  const after = unclaimed(fileWith(before.file, at, to), at)
  const judged = parse(ChildFile, after)
  if (judged.isErr()) return err(judged.error)
  const document = { ...row.document, state: 'settled' as const, settledBy: actor.id, reason }
  const put = offlineShelf(scope.ledger).disputes.put({ subject: child, id: row.id, expect: row.revision, document })
  const order = { id: scope.newId(), at: scope.clock(), reason, more: [put] }
  const written = await writeFiles(scope, [{ file: after, before }], order)
  return written.map(() => disclose(after, looking))
}

const needs = (message: string) => ({ kind: 'not-allowed', path: '', code: 'needs-missing', message }) as const

/** What stood behind a contested field goes when somebody has said what is right; the past keeps it. */
const unclaimed = (file: ChildFile, at: Pointer): ChildFile => ({
  ...file,
  claims: Object.fromEntries(Object.entries(file.claims).filter(([path]) => path !== at)),
})
