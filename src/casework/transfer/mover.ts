import type { Instant } from '../../date.ts'
import { err, ok, type Outcome } from '../../problem.ts'
import { commit, type Key, type Ledger, type Staged } from '../../storage/index.ts'
import { type StoredTransfer, transferShelf, type TransferRow, transferSubject } from './transfer-shelf.ts'

/** What the machinery of transfers stands on: no session, for it shows nothing to anybody. */
export interface Mover {
  readonly ledger: Ledger
  readonly clock: () => Instant
  readonly newId: () => Key
}

/** Writes, and repeats the very same commit while its answer is lost. */
export async function write(
  { ledger, newId }: Mover,
  partition: Key,
  note: unknown,
  writes: readonly Outcome<Staged>[],
): Promise<Outcome<void>> {
  const intent = { partition, id: newId(), note, writes }
  let answer = await commit(ledger, intent)
  for (let tries = 3; tries > 0 && answer.isErr() && answer.error[0].code === 'outcome-unknown'; tries--)
    answer = await commit(ledger, intent)
  return answer.map(() => undefined)
}

/** The row of a transfer in a partition, undefined if there is none. */
export async function transferIn(
  { ledger }: Pick<Mover, 'ledger'>,
  partition: Key,
  id: Key,
): Promise<Outcome<StoredTransfer | undefined>> {
  const found = await transferShelf(ledger).get(partition, { subject: transferSubject, id })
  if (found.isOk()) return ok(found.value)
  return found.error[0].kind === 'not-found' ? ok(undefined) : err(found.error)
}

export const putTransfer = (
  { ledger }: Pick<Mover, 'ledger'>,
  id: Key,
  document: TransferRow,
  expect = 0,
): Outcome<Staged> => transferShelf(ledger).put({ subject: transferSubject, id, expect, document })

/** Every transfer of a partition, from it and to it, in order of ids. */
export async function transferRows(
  { ledger }: Pick<Mover, 'ledger'>,
  partition: Key,
): Promise<Outcome<readonly { readonly id: string; readonly row: TransferRow }[]>> {
  const rows: { readonly id: string; readonly row: TransferRow }[] = []
  let after: string | undefined
  do {
    const start: { readonly after?: string } = after === undefined ? {} : { after }
    const page = await transferShelf(ledger).page({ partition, where: { is: transferSubject }, limit: 500, ...start })
    if (page.isErr()) return err(page.error)
    rows.push(...page.value.documents.map(({ id, document }) => ({ id, row: document })))
    after = page.value.next
  } while (after !== undefined)
  return ok(rows)
}
