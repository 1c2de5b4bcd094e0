import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { Pointer } from '../../pointer.ts'
import { err, ok, type Outcome, type OutcomeAsync, parse, type ProblemCode, refuse } from '../../problem.ts'
import { absorb, disclose, disclosePast, mayWrite, type Purpose, type View } from '../../privacy/index.ts'
import { ChildFile } from '../../records/index.ts'
import { commit, type Key, type Staged, type Stored } from '../../storage/index.ts'
import { writeFiles } from '../session/writing.ts'
import { busy, later, notFound, unsaid } from '../session/later.ts'
import { type OpenCase, type Scope, takeCase } from '../session/scope.ts'
import { closes } from './closure.ts'
import { fileWith, shown, shownDispute } from './dispute-view.ts'
import { Delivered, type DeliveredEdits, offlineShelf, strandedId, type Trunk } from './offline-shelf.ts'
import { readDisputes, type StoredDispute } from './disputes.ts'
import { type Dispute, threeWay } from './three-way.ts'
import { fileAt, trunkOf } from './trunk.ts'
import { type OfflineEdit, type Said, unitEdit, unitsOf, withUnit } from './unit.ts'

/** What a device brings. */
export interface Delivery {
  /** Made by the device, one for each delivery; the same again is a retry. */
  readonly id: Key
  readonly trunk: string
  readonly edits: readonly OfflineEdit[]
}

/** What became of a delivery. What is named in none of the lists was not changed, or stood there already. */
export interface Merged<P extends Purpose> {
  readonly view: View<P>
  readonly merged: readonly Pointer[]
  /** Changed on both sides: kept from both, for a person. */
  readonly conflicts: readonly Pointer[]
  /** Not taken, and kept for a supervisor. */
  readonly refused: readonly { readonly at: Pointer; readonly because: string }[]
}

/** Edits on a trunk, by whomever they were made. */
export interface Merging {
  readonly id: Key
  readonly of: string
  readonly by: string
  readonly trunk: Stored<Trunk>
  readonly edits: readonly OfflineEdit[]
  readonly reason: string
  readonly more: readonly Staged[]
}

const attempts = 4

/** Merges what a device brings into a file; `seenAs` is the id under which the device saw it, if a merge of files has changed that. */
export const mergeDelivery = <P extends Purpose>(
  scope: Scope<P>,
  child: Key,
  delivery: Delivery,
  seenAs: Key = child,
): OutcomeAsync<Merged<P>> =>
  later(async () => {
    const { id, trunk: token, edits } = delivery
    const given = parse(Delivered, { trunk: token, edits })
    if (given.isErr()) return err(given.error)
    const of = digestText(canonicalJson([token, edits]))
    for (let left = attempts; left > 0; left--) {
      const taken = await takeCase(scope, child, 'change')
      const right = taken.andThen(({ looking }) => mayWrite(looking))
      if (right.isErr() && right.error[0].kind === 'storage') return err(right.error)
      const trunk = await trunkOf(scope, seenAs, token)
      if (taken.isErr() || right.isErr()) {
        const kept = trunk.isOk() ? await strand(scope, seenAs, { id, trunk: trunk.value.id, edits }) : ok(undefined)
        return kept.isErr() ? err(kept.error) : right.isErr() ? err(right.error) : notFound
      }
      if (trunk.isErr()) return err(trunk.error)
      const by = scope.options.actor.id
      const order: Merging = { id, of, by, trunk: trunk.value, edits, reason: 'merged', more: [] }
      const done = await mergeOnce(scope, taken.value, order)
      if (done.isOk() || done.error[0].kind !== 'conflict') return done.isOk() ? done : unsaid(done.error)
    }
    return busy
  })

/** Keeps the delivery of somebody who has no access any more. To him or her it is as if there were no such file. */
async function strand(
  { ledger, options, clock, newId }: Scope,
  child: Key,
  { id, trunk, edits }: { readonly id: Key; readonly trunk: string; readonly edits: readonly OfflineEdit[] },
): Promise<Outcome<void>> {
  const { partition, actor } = options
  const at = clock()
  const write = offlineShelf(ledger).stranded.put({
    subject: child,
    id: strandedId('noAccess', id),
    document: {
      at,
      actor: actor.id,
      trunk,
      edits: [...edits] as DeliveredEdits,
      because: 'noAccess',
      state: 'open',
      reviewedBy: 'none',
      reason: '',
    },
  })
  const answer = await commit(ledger, { partition, id: newId(), note: { actor: actor.id, at }, writes: [write] })
  if (answer.isOk() || answer.error[0].kind === 'conflict') return ok(undefined)
  const [first] = answer.error
  if (first.code === 'subject-erased') return ok(undefined)
  return first.kind === 'storage' ? unsaid(answer.error) : err(answer.error)
}

/** One attempt; Err `conflict` if others were faster. */
export async function mergeOnce<P extends Purpose>(
  scope: Scope<P>,
  { found, looking }: OpenCase<P>,
  { id, of, by, trunk, edits, reason, more }: Merging,
): Promise<Outcome<Merged<P>>> {
  const shelf = offlineShelf(scope.ledger)
  const before = found.stored
  const { file } = before
  const { partition } = scope.options
  const child = file.id
  const known = await shelf.deliveries.get(partition, { subject: child, id })
  if (known.isErr() && known.error[0].kind !== 'not-found') return err(known.error)
  if (known.isOk()) {
    const { merged, conflicts, refused } = known.value.document
    return known.value.document.of === of
      ? ok({ view: disclose(file, looking), merged, conflicts, refused })
      : refuse('/id', 'duplicate', 'the id stands for another delivery')
  }
  const moved = trunk.document.partition !== partition || trunk.subject !== child
  const past = await (moved ? ok(undefined) : fileAt(scope.shelf, partition, before, trunk.document.revisions))
  const rows = await readDisputes(scope, partition, child)
  if (past.isErr()) return err(past.error)
  if (rows.isErr()) return err(rows.error)

  const view = disclose(file, looking)
  // Of a trunk that cannot be found any more nothing counts as seen: then both words are kept of everything.
  const seen = unitsOf(past.value ? disclosePast(past.value, file, looking) : {})
  const { sound, refused } = judged(file, looking, edits)
  const open = new Map(
    rows.value
      .filter(({ document }) => document.state === 'open' && shownDispute(file, looking, document) !== undefined)
      .map((row) => [row.document.at, row.document as Dispute]),
  )
  const accepts = (at: Pointer, said: Said): boolean => parse(ChildFile, fileWith(file, at, said)).isOk()
  const { writes, disputes } = threeWay({ trunk: seen, present: unitsOf(view), open, edits: sound, by, accepts })
  const after = claimed(
    writes.reduce((next, edit) => fileWith(next, edit.at, edit), file),
    disputes,
  )
  const conflicts = disputes.map(({ at }) => at)
  const merged = writes.map(({ at }) => at).filter((at) => !conflicts.includes(at))
  const answer = { merged, conflicts, refused: refused.map(({ at, because }) => ({ at: publicly(at), because })) }
  const at = scope.clock()
  const staged: readonly Outcome<Staged>[] = [
    shelf.deliveries.put({ subject: child, id, document: { at, actor: by, of, ...answer } }),
    ...disputes.map((dispute) => putDispute(scope, child, dispute, rows.value)),
    ...(refused.length === 0
      ? []
      : [
          shelf.stranded.put({
            subject: child,
            id: strandedId('refusedEdits', id),
            document: {
              at,
              actor: by,
              trunk: trunk.id,
              edits: refused.map(({ edit }) => edit) as DeliveredEdits,
              because: 'refusedEdits',
              state: 'open',
              reviewedBy: 'none',
              reason: '',
            },
          }),
        ]),
    ...more.map((write) => ok(write)),
  ]
  const judgedFile = parse(ChildFile, after)
  if (judgedFile.isErr()) return err(judgedFile.error)
  const written = await writeFiles(scope, [{ file: after, before }], { id: scope.newId(), at, reason, more: staged })
  return written.map(() => ({ view: disclose(after, looking), ...answer }))
}

interface Refused {
  readonly at: Pointer
  readonly because: ProblemCode
  readonly edit: OfflineEdit
}

/** Pointers of the library's own words; what a device made up is not repeated. */
const publicly = (at: Pointer): Pointer => (at.length <= 200 ? at : '')

/** Which edits the session may make at all, each by itself. */
function judged(
  file: ChildFile,
  looking: OpenCase['looking'],
  edits: readonly OfflineEdit[],
): { readonly sound: readonly OfflineEdit[]; readonly refused: readonly Refused[] } {
  const sound: OfflineEdit[] = []
  const refused: Refused[] = []
  const view = disclose(file, looking)
  for (const edit of edits) {
    const unit = unitEdit(edit)
    const because = unit ? objection(file, looking, view, unit) : 'invalid-value'
    const twice = unit !== undefined && sound.some(({ at }) => at === unit.at)
    if (unit && because === undefined && !twice) sound.push(unit)
    else refused.push({ at: edit.at, because: because ?? 'duplicate', edit })
  }
  return { sound, refused }
}

function objection(
  file: ChildFile,
  looking: OpenCase['looking'],
  view: object,
  edit: OfflineEdit,
): ProblemCode | undefined {
  if (closes(file, edit)) return 'needs-missing'
  const gone = 'gone' in edit
  // An entry that is not there any more can be taken out by everybody; of what is there only what is shown whole.
  if (gone && !unitsOf(view).has(edit.at)) return undefined
  const tried = absorb(file, looking, withUnit(view, edit.at, edit))
  if (tried.isErr()) return tried.error[0].code
  return gone || shown(file, looking, edit.at, edit) ? undefined : 'not-entitled'
}

/** Both words stand behind a field that is `contested`, as they do wherever a file says so. */
export function claimed(file: ChildFile, disputes: readonly Dispute[]): ChildFile {
  const claims = disputes.flatMap(({ at, sides, held }) =>
    'said' in held && held.said === 'contested'
      ? [
          [
            at,
            sides.flatMap(({ what, by }) =>
              'said' in what && what.said !== 'contested'
                ? [{ value: what.said, source: (by[0] ?? 'file').slice(0, 100), on: 'notCollected' }]
                : [],
            ),
          ] as const,
        ]
      : [],
  )
  const told = claims.filter(([, said]) => said.length > 1)
  if (told.length === 0) return file
  return { ...file, claims: { ...file.claims, ...Object.fromEntries(told) } }
}

export function putDispute(
  { ledger, clock }: Pick<Scope, 'ledger' | 'clock'>,
  child: Key,
  dispute: Dispute,
  rows: readonly StoredDispute[],
): Outcome<Staged> {
  const id = digestText(dispute.at).slice(0, 32)
  const before = rows.find((row) => row.id === id)
  const wasOpen = before?.document.state === 'open'
  return offlineShelf(ledger).disputes.put({
    subject: child,
    id,
    expect: before?.revision ?? 0,
    document: {
      at: dispute.at,
      trunk: dispute.trunk as never,
      sides: dispute.sides.map(({ what, by }) => ({ what: what as never, by: [...by] })),
      held: dispute.held as never,
      openedAt: wasOpen ? before.document.openedAt : clock(),
      state: 'open',
      settledBy: 'none',
      reason: '',
    },
  })
}
