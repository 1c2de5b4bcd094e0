import { err, ok, type Outcome } from '../../problem.ts'
import { childFile, type FileDraft } from '../../records/index.ts'
import { erase, type Key, type LedgerRow, type Staged } from '../../storage/index.ts'
import { childFiles, type StoredFile, writesOf } from '../child-files.ts'
import { caseShelf } from '../session/case-shelf.ts'
import { dayOf } from '../session/scope.ts'
import { busy, notFound } from '../session/later.ts'
import { lateWrites } from './late.ts'
import { left, moved, parcelOf, rowName, sameBytes, standing } from './parcel.ts'
import { type Mover, putTransfer, transferIn, transferRows, write } from './mover.ts'
import type { StoredTransfer, TransferRow } from './transfer-shelf.ts'

const attempts = 6
const mostSteps = 64

/**
 * Brings a transfer as far as it goes without a person. Each step looks at how both partitions stand and writes one commit that
 * expects exactly that, so it is done once however often it is begun: announce, copy, arrive, close, sweep.
 */
export async function advance(mover: Mover, from: Key, id: Key): Promise<Outcome<TransferRow>> {
  for (let tries = attempts, steps = mostSteps; tries > 0 && steps > 0; tries--, steps--) {
    const mine = await transferIn(mover, from, id)
    if (mine.isErr()) return err(mine.error)
    if (!mine.value) return notFound
    const theirs = await transferIn(mover, mine.value.document.to, id)
    if (theirs.isErr()) return err(theirs.error)
    const step = await next(mover, mine.value, theirs.value)
    if (step === undefined) return ok(mine.value.document)
    if (step.isErr() && step.error[0].kind !== 'conflict') return err(step.error)
    if (step.isOk()) tries = attempts
  }
  return busy
}

/** The next step; undefined if there is none without a person. */
async function next(
  mover: Mover,
  mine: StoredTransfer,
  theirs: StoredTransfer | undefined,
): Promise<Outcome<void> | undefined> {
  const { document, id, revision } = mine
  const note = { transfer: id }
  const follow = (state: TransferRow['state']): Promise<Outcome<void>> => {
    const { answeredBy, answeredAt, answer } = theirs?.document ?? document
    const row = { ...document, state, answeredBy, answeredAt, answer, doneAt: mover.clock() }
    return write(mover, document.from, note, [putTransfer(mover, id, row, revision)])
  }
  if (document.state === 'closed') return sweep(mover, mine)
  if (document.state !== 'offered') return undefined
  if (!theirs) return write(mover, document.to, note, [putTransfer(mover, id, document)])
  switch (theirs.document.state) {
    case 'offered':
      return (await fileIn(mover, document.from, document.child)).isErr() ? lapse(mover, theirs) : undefined
    case 'accepted':
      return arrive(mover, theirs)
    case 'arrived':
      return close(mover, mine, theirs)
    case 'declined':
    case 'withdrawn':
    case 'lapsed':
      return follow(theirs.document.state)
    case 'closed':
      return undefined
  }
}

const fileIn = (mover: Mover, partition: Key, child: Key) => childFiles(mover.ledger).read(partition, child)

const lapse = (mover: Mover, theirs: StoredTransfer): Promise<Outcome<void>> =>
  write(mover, theirs.document.to, { transfer: theirs.id }, [
    putTransfer(mover, theirs.id, { ...theirs.document, state: 'lapsed', doneAt: mover.clock() }, theirs.revision),
  ])

/** Copies everything but the row that makes it a file; that one comes last, in one commit with the acknowledgement. */
async function arrive(mover: Mover, theirs: StoredTransfer): Promise<Outcome<void>> {
  const { ledger } = mover
  const { from, to, child } = theirs.document
  const note = { transfer: theirs.id }
  const rows = await parcelOf(ledger, from, child)
  if (rows.isErr()) return err(rows.error)
  const present = await fileIn(mover, from, child)
  if (present.isErr()) {
    if (present.error[0].kind !== 'not-found') return err(present.error)
    // Erased meanwhile: what was copied goes the same way.
    const gone = await erase(ledger, { partition: to, id: mover.newId(), note, subject: child })
    return gone.isErr() ? err(gone.error) : lapse(mover, theirs)
  }
  const there = await standing(ledger, to, rows.value)
  if (there.isErr()) return err(there.error)
  const slow = rows.value.findIndex(({ kind }) => kind === 'file')
  const stale = rows.value.flatMap((row, n) =>
    n === slow || sameBytes(there.value[n]?.body ?? null, row.body)
      ? []
      : [ok(moved(row, there.value[n]?.revision ?? 0))],
  )
  const most = Math.max(1, Math.min(500, ledger.guarantees.batchWrites - 2))
  for (let start = 0; start < stale.length; start += most) {
    const copied = await write(mover, to, note, stale.slice(start, start + most))
    if (copied.isErr()) return copied.error[0].code === 'subject-erased' ? lapse(mover, theirs) : err(copied.error)
  }
  // What was taken out at the sender between two attempts is taken out here.
  const copies = await parcelOf(ledger, to, child)
  if (copies.isErr()) return err(copies.error)
  const names = new Set(rows.value.map(rowName))
  const orphans = copies.value
    .filter((row) => row.kind !== 'file' && !stays(row) && !names.has(rowName(row)))
    .map((row) => ok(left(row)))
  const arrived = Object.fromEntries(rows.value.map((row) => [rowName(row), row.revision]))
  const state = { ...theirs.document, state: 'arrived' as const, arrived, doneAt: mover.clock() }
  const landed = await write(mover, to, note, [
    ...orphans,
    ...landing(mover, theirs.document, present.value, there.value[slow]?.revision ?? 0),
    putTransfer(mover, theirs.id, state, theirs.revision),
  ])
  return landed.isErr() && landed.error[0].code === 'subject-erased' ? lapse(mover, theirs) : landed
}

/** The slow sections at their new place: with its workers, for those of the old place have no business there any more. */
function landing(
  mover: Mover,
  { charge }: TransferRow,
  { file }: StoredFile,
  expect: number,
): readonly Outcome<Staged>[] {
  if (charge === 'none') return []
  const { as, id, name, phone, division } = charge
  const since = dayOf(mover.clock())
  const draft = {
    ...file,
    workers: { [as]: { id, name, ...(phone === undefined ? {} : { phone }), since } },
    ...(division === undefined ? {} : { residenceDivision: division }),
  }
  const shelf = caseShelf(mover.ledger)
  return writesOf(shelf.rows, { file: childFile(draft as FileDraft) })
    .filter((staged) => staged.isErr() || staged.value.kind === 'file')
    .map((staged) => staged.map((one) => ({ ...one, expect })))
}

/** A device that comes back late is known by its trunk; nothing personal stands in it. */
const stays = ({ kind }: LedgerRow): boolean => kind === 'trunk'

/** The sender's own comes to an end, after what was still written there went after the rest. */
async function close(mover: Mover, mine: StoredTransfer, theirs: StoredTransfer): Promise<Outcome<void>> {
  const { document, id, revision } = mine
  const note = { transfer: id }
  const rows = await parcelOf(mover.ledger, document.from, document.child)
  if (rows.isErr()) return err(rows.error)
  const late = await lateWrites(mover, theirs.document, rows.value)
  if (late.isErr()) return err(late.error)
  if (late.value.length > 0) {
    const arrived = Object.fromEntries(rows.value.map((row) => [rowName(row), row.revision]))
    const told = putTransfer(mover, id, { ...theirs.document, arrived }, theirs.revision)
    return write(mover, document.to, note, [...late.value, told])
  }
  const { answeredBy, answeredAt, charge } = theirs.document
  const stub: TransferRow = { ...document, state: 'closed', answeredBy, answeredAt, charge, doneAt: mover.clock() }
  const ends = rows.value.filter((row) => !stays(row)).map((row) => ok(left(row)))
  return write(mover, document.from, note, [...ends, putTransfer(mover, id, stub, revision)])
}

/** What somebody who had the file open wrote after its end, or a late device left, goes after the rest; undefined if nothing. */
async function sweep(mover: Mover, { id, document }: StoredTransfer): Promise<Outcome<void> | undefined> {
  const { from, to, child } = document
  const rows = await parcelOf(mover.ledger, from, child)
  if (rows.isErr()) return err(rows.error)
  if (rows.value.some(({ kind }) => kind === 'file')) return undefined // it came back
  const strays = rows.value.filter((row) => !stays(row))
  if (strays.length === 0) return undefined
  // While the child is on its way back these are no strays, and only the last transfer knows where it is.
  const others = await transferRows(mover, from)
  if (others.isErr()) return err(others.error)
  const later = others.value.some(({ id: other, row }) => {
    if (row.child !== child) return false
    if (row.to === from) return row.state === 'accepted'
    const after = Date.parse(row.doneAt) - Date.parse(document.doneAt)
    return row.state === 'closed' && (after > 0 || (after === 0 && other > id))
  })
  if (later) return undefined
  const there = await standing(mover.ledger, to, strays)
  if (there.isErr()) return err(there.error)
  const missing = strays.flatMap((row, n) => {
    const found = there.value[n]
    if (sameBytes(found?.body ?? null, row.body)) return []
    // What the receiver has under the same name stays.
    return [ok(found?.body ? moved({ ...row, id: `${row.id}~${row.revision}` }, 0) : moved(row, found?.revision ?? 0))]
  })
  const sent = missing.length === 0 ? ok(undefined) : await write(mover, to, { swept: true }, missing)
  if (sent.isErr() && sent.error[0].code !== 'subject-erased') return err(sent.error)
  return write(
    mover,
    from,
    { swept: true },
    strays.map((row) => ok(left(row))),
  )
}
