import type { Instant, PlainDate } from '../../date.ts'
import { err, invalid, type Outcome, type OutcomeAsync, ok, settle } from '../../problem.ts'
import { disclose, grantOf, type Purpose, type View } from '../../privacy/index.ts'
import type { Key } from '../../storage/index.ts'
import { later, notEntitled, notFound, unsaid } from '../session/later.ts'
import { dayOf, noted, type OpenCase, openCase, type Scope } from '../session/scope.ts'
import { type EmergencyRow, termsAt } from './emergency.ts'
import { isTied } from './ties.ts'

/** Why somebody looks into a file that is not his or hers, and who is told of it. */
export interface EmergencyCall {
  /** What has happened, 1 to 500 characters. It is read by those who look back on it. */
  readonly reason: string
  /** Id of the second person, who finds the notice among `reviews`. */
  readonly told: Key
}

/** A file that was opened in an emergency. */
export interface BrokenGlass<P extends Purpose> {
  readonly view: View<P>
  /** First moment at which the file is closed again; until then every reading of the session shows it. */
  readonly until: Instant
  /** Id of the review, and its last day. */
  readonly review: string
  readonly dueOn: PlainDate
}

function judged({ reason, told }: EmergencyCall, actor: Key): Outcome<void> {
  const words = reason.trim().length
  return settle(undefined, [
    ...(words === 0 ? [invalid('/reason', 'missing-field', 'has to say what has happened')] : []),
    ...(reason.length > 500 ? [invalid('/reason', 'too-large', 'must have at most 500 characters')] : []),
    ...(!/^[!-~]{1,200}$/.test(told) ? [invalid('/told', 'invalid-id', 'must be an id')] : []),
    ...(told === actor ? [invalid('/told', 'inconsistent', 'must be somebody else')] : []),
  ])
}

/** The case as it is open to a stranger whom the glass lets through. */
async function openFor<P extends Purpose>(scope: Scope<P>, id: Key): Promise<Outcome<OpenCase<P> | undefined>> {
  const { options, shelf, clock } = scope
  const read = await shelf.read(options.partition, id)
  if (read.isErr()) return read.error[0].kind === 'storage' ? unsaid(read.error) : ok(undefined)
  const tied = await isTied(scope, read.value, options.actor.id)
  if (tied.isErr()) return unsaid(tied.error)
  return ok(tied.value ? undefined : openCase({ options, opened: new Set([id]) }, read.value, dayOf(clock())))
}

/**
 * Opens one file to somebody who has nothing to do with the child. Notice, review and entry in the access log are one commit, written
 * before anything is shown. Whoever has or had to do with the child uses his or her own footing or has none: those are the people whom
 * a matter may name, and for them the answer is `not-found` with and without one.
 */
export const breakGlass = <P extends Purpose>(
  scope: Scope<P>,
  id: Key,
  call: EmergencyCall,
): OutcomeAsync<BrokenGlass<P>> =>
  later(async () => {
    const { actor, purpose, relation } = scope.options
    if (relation.to !== 'emergency' || !grantOf(purpose, actor.role, relation.to))
      return notEntitled('the glass is broken by those who rescue, on the footing of an emergency')
    const right = judged(call, actor.id)
    if (right.isErr()) return err(right.error)
    const open = await openFor(scope, id)
    if (open.isErr()) return err(open.error)
    const at = scope.clock()
    const review = scope.newId()
    const { until, dueOn } = termsAt(at)
    const { reason, told } = call
    const row: EmergencyRow = {
      child: id,
      actor: actor.id,
      role: actor.role,
      told,
      reason,
      at,
      until,
      dueOn,
      finding: 'none',
    }
    if (!open.value) return (await noted(scope, 'breakGlass', [])).andThen(() => notFound)
    const { found, looking } = open.value
    const more = [scope.emergencies.put(row, { id: review })]
    const written = await noted(scope, 'breakGlass', [id], { more })
    if (written.isErr()) return err(written.error)
    return ok({ view: disclose(found.stored.file, looking), until, review, dueOn })
  })
