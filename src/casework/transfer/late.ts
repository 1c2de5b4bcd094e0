import { err, ok, type Outcome, parse } from '../../problem.ts'
import { ChildFile, eventKinds } from '../../records/index.ts'
import type { LedgerRow, Staged } from '../../storage/index.ts'
import { childFiles, writesOf } from '../child-files.ts'
import { fileWith } from '../offline/dispute-view.ts'
import { readDisputes } from '../offline/disputes.ts'
import { claimed, putDispute } from '../offline/merging.ts'
import { type Dispute, threeWay } from '../offline/three-way.ts'
import { fileAt } from '../offline/trunk.ts'
import { editsBetween, type Said, unitsOf } from '../offline/unit.ts'
import { caseShelf } from '../session/case-shelf.ts'
import type { Mover } from './mover.ts'
import { moved, rowName, standing } from './parcel.ts'
import type { TransferRow } from './transfer-shelf.ts'

const ofFile: ReadonlySet<string> = new Set(['file', ...eventKinds])

/**
 * What was written at the sender after the copy arrived, as writes for the receiver. The file is merged as if the sender were a
 * device that comes back: nothing that the receiver wrote is overwritten, and what both changed waits for a person.
 */
export async function lateWrites(
  mover: Pick<Mover, 'ledger' | 'clock'>,
  { from, to, child, arrived }: TransferRow,
  rows: readonly LedgerRow[],
): Promise<Outcome<readonly Outcome<Staged>[]>> {
  const { ledger } = mover
  const late = rows.filter((row) => arrived[rowName(row)] !== row.revision)
  const beside = late.filter(({ kind }) => !ofFile.has(kind))
  const there = await standing(ledger, to, beside)
  if (there.isErr()) return err(there.error)
  // What the receiver has under the same name stays; the sender's is put beside it.
  const copies = beside.map((row, n) => {
    const found = there.value[n]
    return ok(found?.body ? moved({ ...row, id: `${row.id}~${row.revision}` }, 0) : moved(row, found?.revision ?? 0))
  })
  const names = new Set(rows.map(rowName))
  const changed = late.length > beside.length || Object.keys(arrived).some((name) => !names.has(name))
  if (!changed) return ok(copies)

  const files = childFiles(ledger)
  const shelf = caseShelf(ledger)
  const mine = await files.read(from, child)
  const theirs = await files.read(to, child)
  const disputes = await readDisputes(mover, to, child)
  if (mine.isErr()) return mine.error[0].kind === 'not-found' ? ok(copies) : err(mine.error)
  if (theirs.isErr()) return theirs.error[0].kind === 'not-found' ? ok(copies) : err(theirs.error)
  if (disputes.isErr()) return err(disputes.error)
  const past = await fileAt(shelf, from, mine.value, arrived)
  if (past.isErr()) return err(past.error)
  const present = theirs.value.file
  const seen = past.value ?? mine.value.file
  const merge = threeWay({
    trunk: unitsOf(seen),
    present: unitsOf(present),
    open: new Map(
      disputes.value
        .filter(({ document }) => document.state === 'open')
        .map(({ document }) => [document.at, document as Dispute]),
    ),
    edits: editsBetween(seen, mine.value.file).filter(({ at }) => !at.startsWith('/workers/')),
    by: from,
    accepts: (at, said: Said) => parse(ChildFile, fileWith(present, at, said)).isOk(),
  })
  const after = claimed(
    merge.writes.reduce((file, edit) => fileWith(file, edit.at, edit), present),
    merge.disputes,
  )
  return ok([
    ...copies,
    ...writesOf(shelf.rows, { file: after, before: theirs.value }),
    ...merge.disputes.map((dispute) => putDispute(mover, child, dispute, disputes.value)),
  ])
}
