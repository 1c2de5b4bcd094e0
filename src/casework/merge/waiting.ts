import { err, ok, type Outcome } from '../../problem.ts'
import { compartment } from '../../storage/index.ts'
import { offlineShelf } from '../offline/offline-shelf.ts'
import type { Case } from '../session/case-shelf.ts'
import { dayOf, type Scope, standsAgainst } from '../session/scope.ts'
import { transferRows } from '../transfer/mover.ts'

/**
 * Why a merge, or its end, waits. `matter`: an incident is open or a hold stands. `conflict`: words of several people wait for a person.
 * `transfer`: one of the files is on its way. `erasure`: somebody asked for one. `gone`: a file is not there any more. `later`: a merge
 * that was made after it has to be taken back first. `inconsistent`: the two files cannot be one, or two again. `busy`: others kept
 * writing.
 */
export type MergeObstacle = 'matter' | 'conflict' | 'transfer' | 'erasure' | 'gone' | 'later' | 'inconsistent' | 'busy'

const underWay: ReadonlySet<string> = new Set(['offered', 'accepted', 'arrived'])

/** What stands against touching any of these files, undefined if nothing does. */
export async function obstacleTo(
  scope: Pick<Scope, 'ledger' | 'clock'>,
  partition: string,
  cases: readonly Case[],
): Promise<Outcome<MergeObstacle | undefined>> {
  const today = dayOf(scope.clock())
  const ids = new Set<string>(cases.map(({ stored }) => stored.file.id))
  if (cases.some((one) => standsAgainst(one, today).some(({ because }) => because !== 'onRegister')))
    return ok('matter')
  if (cases.some(({ request }) => request !== undefined)) return ok('erasure')
  const transfers = await transferRows(scope, partition)
  if (transfers.isErr()) return err(transfers.error)
  if (transfers.value.some(({ row }) => row.from === partition && ids.has(row.child) && underWay.has(row.state)))
    return ok('transfer')
  const { disputes } = offlineShelf(scope.ledger)
  for (const id of ids) {
    const found = await compartment(scope.ledger, { disputes }).read(partition, id)
    if (found.isErr() && found.error[0].kind !== 'not-found') return err(found.error)
    if (found.isOk() && found.value.documents.disputes.some(({ document }) => document.state === 'open'))
      return ok('conflict')
  }
  return ok(undefined)
}
