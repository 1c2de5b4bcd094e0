import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { collection, type Key, type Ledger, type Staged, type Stored } from '../../storage/index.ts'
import { accessPartition } from '../session/access-log.ts'
import { later } from '../session/later.ts'
import { EmergencyRow } from './emergency.ts'

/** Where broken glasses are kept: beside the access log, so that they outlast the file and stand in one commit with its entries. */
export interface EmergencyShelf {
  readonly put: (row: EmergencyRow, at: { readonly id: Key; readonly expect?: number }) => Outcome<Staged>
  /** In order of the day of review. Cost: linear in the actor's; in all, if no actor is named. */
  readonly read: (partition: Key, actor?: Key) => OutcomeAsync<readonly Stored<EmergencyRow>[]>
}

/** The broken glasses of a store. */
export function emergencyShelf(ledger: Ledger): EmergencyShelf {
  const rows = collection(ledger, {
    kind: 'emergency',
    schema: EmergencyRow,
    version: 1,
    keys: { 'secret.actor': ({ actor }) => [actor], due: ({ dueOn }) => [dueOn] },
  })
  return {
    put: (document, { id, expect = 0 }) => rows.put({ subject: document.child, id, expect, document }),
    read: (county, actor) =>
      later(async () => {
        const found: Stored<EmergencyRow>[] = []
        const more = { partition: accessPartition(county), limit: 500 }
        let next: { after?: string } = {}
        for (;;) {
          const page =
            actor === undefined
              ? await rows.page({ ...more, ...next, index: 'due' })
              : await rows.page({ ...more, ...next, index: 'secret.actor', where: { is: actor } })
          if (page.isErr()) return err(page.error)
          found.push(...page.value.documents)
          if (page.value.next === undefined) return ok(found)
          next = { after: page.value.next }
        }
      }),
  }
}
