import { isKnown } from '../../absent.ts'
import { ok, type Outcome } from '../../problem.ts'
import type { Key } from '../../storage/index.ts'
import type { Case } from '../session/case-shelf.ts'
import { pastOf } from '../session/past.ts'
import type { Scope } from '../session/scope.ts'

/** Ids of workers in a row of a file. */
function workersIn(document: Readonly<Record<string, unknown>>): readonly string[] {
  const { workers } = document
  if (typeof workers !== 'object' || workers === null) return []
  return Object.values(workers).flatMap((worker: unknown) =>
    typeof worker === 'object' && worker !== null && 'id' in worker && typeof worker.id === 'string' ? [worker.id] : [],
  )
}

/**
 * Whether somebody has, or ever had, to do with a child: stands or stood on the file as its worker, has or had an agreement, or wrote
 * in it. Incidents have no say: so the answer is the same whether or not a matter names the person.
 */
export async function isTied(scope: Scope, { stored, agreements, acts }: Case, person: Key): Promise<Outcome<boolean>> {
  const subject = stored.file.id
  const wrote = acts.some(
    ({ document }) => document.actor === person && document.rows.some(({ kind }) => kind !== 'incidents'),
  )
  if (wrote || agreements.some(({ volunteer }) => isKnown(volunteer) && volunteer === person)) return ok(true)
  const past = await pastOf(scope, subject, { kind: 'file', id: subject })
  return past.map((rows) => rows.some((row) => row.state === 'written' && workersIn(row.document).includes(person)))
}
