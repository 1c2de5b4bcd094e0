import { z } from 'zod'
import { known } from '../../absent.ts'
import { Instant } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync, parse, refuse, settle } from '../../problem.ts'
import { grantOf, mayBeCause, mayWrite } from '../../privacy/index.ts'
import { ChildFile, childFile } from '../../records/index.ts'
import { collection, type Key, type Ledger, randomId } from '../../storage/index.ts'
import { childFiles } from '../child-files.ts'
import { lookingAt } from '../session/actor.ts'
import { busy, later, notEntitled, notFound, unsaid } from '../session/later.ts'
import { dayOf, noted, type Scope, takeCase } from '../session/scope.ts'
import { advance } from './moving.ts'
import { type Mover, putTransfer, transferIn, transferRows, write } from './mover.ts'
import { Charge, TransferRow } from './transfer-shelf.ts'

/** A file that is offered to another partition. */
export interface TransferOffer {
  /** Made by the caller; the same offer again is a retry. */
  readonly id: Key
  readonly to: Key
  /** Kept for ever in both partitions: nothing personal belongs in it. */
  readonly reason: string
}

/** How a transfer stands: what is left of a file at its old place, and what is known of it at the new one. */
export interface Transfer {
  readonly id: string
  readonly child: string
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly offeredBy: string
  readonly offeredAt: Instant
  readonly state: TransferRow['state']
  readonly answeredBy: string
  readonly answeredAt: Instant | 'none'
  /** Why it was declined or withdrawn; empty otherwise. */
  readonly answer: string
  /** When it came to its end here. */
  readonly doneAt: Instant | 'none'
}

const shown = (
  id: string,
  { child, from, to, reason, offeredBy, offeredAt, state, answeredBy, answeredAt, answer, doneAt }: TransferRow,
): Transfer => ({ id, child, from, to, reason, offeredBy, offeredAt, state, answeredBy, answeredAt, answer, doneAt })

const refused = (message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: '', code: 'wrong-state', message }])

/** One lies with a child at most, so that it is offered to one partition at a time. */
const markShelf = (ledger: Ledger) =>
  collection(ledger, { kind: 'offer', schema: z.strictObject({ transfer: z.string() }), version: 1 })

async function isPartition({ ledger }: Mover, partition: Key): Promise<boolean> {
  let after: Key | undefined
  for (;;) {
    const page = await ledger.partitions(after, 200)
    if (page.includes(partition)) return true
    after = page.at(-1)
    if (after === undefined || page.length < 200) return false
  }
}

/** Offers a file to another partition; until it has arrived there, nothing changes here. */
export const offerFile = (scope: Scope, child: Key, { id, to, reason }: TransferOffer): OutcomeAsync<Transfer> =>
  later(async () => {
    const { actor, partition } = scope.options
    if (actor.role !== 'supervisor') return notEntitled('a file is offered by a supervisor')
    const taken = await takeCase(scope, child, 'handOver')
    if (taken.isErr()) return err(taken.error)
    const { found, looking } = taken.value
    const right = mayWrite(looking)
    if (right.isErr()) return err(right.error)
    const before = await transferIn(scope, partition, id)
    if (before.isErr()) return unsaid(before.error)
    if (before.value) {
      const { document } = before.value
      const same = document.child === child && document.to === to && document.reason === reason
      if (!same) return refuse('/id', 'duplicate', 'the id stands for another transfer')
    } else {
      const there = await isPartition(scope, to).catch(() => undefined)
      if (there === undefined) return busy
      if (!there || to === partition || to.endsWith('~access'))
        return refuse('/to', 'invalid-value', 'must be another partition of the store')
      const marks = markShelf(scope.ledger)
      const mark = await marks.get(partition, { subject: child, id: 'offer' })
      if (mark.isErr() && mark.error[0].kind !== 'not-found') return unsaid(mark.error)
      if (mark.isOk()) {
        const last = await transferIn(scope, partition, mark.value.document.transfer)
        if (last.isErr()) return unsaid(last.error)
        if (last.value?.document.state === 'offered' && last.value.document.from === partition)
          return refused('the file is offered already')
      }
      const row = parse(TransferRow, {
        child,
        from: partition,
        to,
        reason,
        offeredBy: actor.id,
        offeredAt: scope.clock(),
        division: known(found.stored.file.residenceDivision) ?? '',
        state: 'offered',
        answeredBy: 'none',
        answeredAt: 'none',
        answer: '',
        charge: 'none',
        arrived: {},
        doneAt: 'none',
      })
      if (row.isErr()) return err(row.error)
      const expect = mark.isOk() ? mark.value.revision : 0
      const written = await write(scope, partition, { actor: actor.id, transfer: id }, [
        marks.put({ subject: child, id: 'offer', expect, document: { transfer: id } }),
        putTransfer(scope, id, row.value),
      ])
      if (written.isErr()) return unsaid(written.error)
    }
    const done = await advance(scope, partition, id)
    return done.isOk() ? ok(shown(id, done.value)) : unsaid(done.error)
  })

/** Whether the session may act for the partition that receives. */
const receives = ({ options }: Scope): boolean =>
  options.actor.role === 'supervisor' &&
  options.relation.to === 'area' &&
  grantOf(options.purpose, options.actor.role, 'area')?.writes === true

/** What is to be answered: an offer to this partition, noted first. */
async function offered(scope: Scope, id: Key) {
  if (!receives(scope)) return notEntitled('an offer is answered by a supervisor of the area')
  const { partition } = scope.options
  const found = await transferIn(scope, partition, id)
  if (found.isErr()) return unsaid(found.error)
  const row = found.value?.document.to === partition ? found.value : undefined
  const note = await noted(scope, 'handOver', row ? [row.document.child] : [])
  if (note.isErr()) return err(note.error)
  return row ? ok(row) : notFound
}

async function answered(
  scope: Scope,
  id: Key,
  change: Pick<TransferRow, 'state' | 'answer' | 'charge'>,
): Promise<Outcome<Transfer>> {
  const { partition, actor } = scope.options
  const found = await offered(scope, id)
  if (found.isErr()) return err(found.error)
  const { document, revision } = found.value
  const again = document.answeredBy === actor.id && (change.state === 'declined') === (document.state === 'declined')
  if (document.state !== 'offered' && !again) return refused('the offer was answered or withdrawn')
  if (document.state === 'offered') {
    const next = parse(TransferRow, {
      ...document,
      ...change,
      answeredBy: actor.id,
      answeredAt: scope.clock(),
      doneAt: change.state === 'declined' ? scope.clock() : 'none',
    })
    if (next.isErr()) return err(next.error)
    const note = { actor: actor.id, transfer: id }
    const written = await write(scope, partition, note, [putTransfer(scope, id, next.value, revision)])
    if (written.isErr()) return unsaid(written.error)
  }
  // What is not done now is done by the next run: the answer is on record.
  await advance(scope, document.from, id)
  const after = await transferIn(scope, partition, id)
  if (after.isErr()) return unsaid(after.error)
  return after.value ? ok(shown(id, after.value.document)) : notFound
}

/** Takes a file over: from the acknowledgement on this partition is responsible. */
export const acceptFile = (scope: Scope, id: Key, charge: Charge): OutcomeAsync<Transfer> =>
  later(async () => {
    const given = parse(Charge, charge)
    if (given.isErr()) return err(given.error)
    const { as, id: worker, name, phone, division } = given.value
    const draft = childFile({
      id: 'new',
      name: '-',
      workers: { [as]: { id: worker, name, ...(phone === undefined ? {} : { phone }) } },
      ...(division === undefined ? {} : { residenceDivision: division }),
    })
    const sound = parse(ChildFile, draft)
    if (sound.isErr()) return err(sound.error)
    const found = await offered(scope, id)
    if (found.isErr()) return err(found.error)
    const { from, to, child, state } = found.value.document
    if (state === 'offered') {
      const here = await childFiles(scope.ledger).read(to, child)
      if (here.isOk()) return refused('there is a file under this id')
      const file = await childFiles(scope.ledger).read(from, child)
      const looking = lookingAt(scope.options, 'area', dayOf(scope.clock()))
      // A child is not given to somebody whom a matter of the child names. Who is named too is not told.
      const person = { role: 'worker', relation: 'ownCase', person: worker } as const
      const named =
        file.isOk() &&
        Object.values(file.value.file.incidents).some(
          (one) => typeof one.possibleCauses !== 'string' && mayBeCause(one, person) && !mayBeCause(one, looking),
        )
      if (named) return notEntitled('the child cannot be given to this worker')
    }
    return answered(scope, id, { state: 'accepted', answer: '', charge: given.value })
  })

/** Does not take a file over; the sender stays responsible. */
export const declineFile = (scope: Scope, id: Key, reason: string): OutcomeAsync<Transfer> =>
  later(() => answered(scope, id, { state: 'declined', answer: reason, charge: 'none' }))

/** Takes an offer back that nobody has answered. */
export const withdrawOffer = (scope: Scope, id: Key, reason: string): OutcomeAsync<Transfer> =>
  later(async () => {
    const { partition, actor } = scope.options
    const mine = await transferIn(scope, partition, id)
    if (mine.isErr()) return unsaid(mine.error)
    const row = mine.value?.document
    const note = await noted(scope, 'handOver', row && visible(scope, row) ? [row.child] : [])
    if (note.isErr()) return err(note.error)
    if (!row || !visible(scope, row)) return notFound
    if (row.from !== partition) return notEntitled('an offer is withdrawn by those who made it')
    const begun = await advance(scope, partition, id)
    if (begun.isErr()) return unsaid(begun.error)
    const theirs = await transferIn(scope, row.to, id)
    if (theirs.isErr()) return unsaid(theirs.error)
    if (theirs.value?.document.state !== 'offered' && theirs.value?.document.state !== 'withdrawn')
      return refused('the offer was answered')
    if (theirs.value.document.state === 'offered') {
      const at = scope.clock()
      const next = parse(TransferRow, {
        ...theirs.value.document,
        state: 'withdrawn',
        answer: reason,
        answeredBy: actor.id,
        answeredAt: at,
        doneAt: at,
      })
      const put = next.andThen((document) => putTransfer(scope, id, document, theirs.value?.revision))
      if (put.isErr()) return err(put.error)
      const written = await write(scope, row.to, { actor: actor.id, transfer: id }, [put])
      if (written.isErr()) return unsaid(written.error)
    }
    const done = await advance(scope, partition, id)
    return done.isOk() ? ok(shown(id, done.value)) : unsaid(done.error)
  })

/** Whether the session may know of a transfer: as a supervisor of where the child lived, or of where it is to go. */
function visible(scope: Scope, row: TransferRow): boolean {
  const { options } = scope
  const { relation, actor, partition } = options
  if (actor.role !== 'supervisor' || !grantOf(options.purpose, actor.role, relation.to)?.writes) return false
  if (row.offeredBy === actor.id && row.from === partition) return true
  if (relation.to !== 'area') return false
  if (row.to === partition) return true
  return relation.divisions.some((one) => one !== '' && (row.division || partition).startsWith(one))
}

/** Transfers from here and to here, in order of ids. */
export const transfersOf = (scope: Scope): OutcomeAsync<readonly Transfer[]> =>
  later(async () => {
    if (scope.options.actor.role !== 'supervisor') return notEntitled('transfers are listed for a supervisor')
    const rows = await transferRows(scope, scope.options.partition)
    if (rows.isErr()) return unsaid(rows.error)
    const seen = rows.value.filter(({ row }) => visible(scope, row))
    const note = await noted(
      scope,
      'page',
      seen.map(({ row }) => row.child),
    )
    return note.map(() => seen.map(({ id, row }) => shown(id, row)))
  })

/**
 * Brings every transfer from or to a partition as far as it goes without a person: after a crash, and each night, for what somebody
 * wrote at the old place while it was closed goes after the rest.
 * @returns Ok: how many were looked at. Err: the problems of all that could not go on; the others went.
 * @example
 * ```ts
 * import { forwardTransfers, openCasework } from 'childfile/casework'
 * import { openMemory } from 'childfile/storage'
 * const clock = () => '2026-09-15T08:00:00+08:00'
 * const casework = (await openCasework({ driver: await openMemory(), keys: 'unsealed', clock }))._unsafeUnwrap()
 * const looked = await forwardTransfers({ ledger: casework.ledger, clock }, '520526')
 * looked.unwrapOr(-1) // => 0
 * ```
 */
export const forwardTransfers = (
  { ledger, clock, uuid }: { readonly ledger: Ledger; readonly clock: () => string; readonly uuid?: () => string },
  partition: Key,
): OutcomeAsync<number> =>
  later(async () => {
    const opened = parse(Instant, clock())
    if (opened.isErr()) return refuse('/clock', 'invalid-date', 'must give a moment with its offset')
    const mover: Mover = {
      ledger,
      clock: () => parse(Instant, clock()).unwrapOr(opened.value),
      newId: uuid ?? randomId,
    }
    const rows = await transferRows(mover, partition)
    if (rows.isErr()) return err(rows.error)
    const failed: Outcome<unknown>[] = []
    for (const { id, row } of rows.value) {
      const done = await advance(mover, row.from, id)
      if (done.isErr()) failed.push(done)
    }
    return settle(
      rows.value.length,
      failed.flatMap((one) => (one.isErr() ? one.error : [])),
    )
  })
