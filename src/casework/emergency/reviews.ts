import type { Instant, PlainDate } from '../../date.ts'
import { err, invalid, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { grantOf, type Role, staffRoles } from '../../privacy/index.ts'
import type { Key, Stored } from '../../storage/index.ts'
import { later, notEntitled, notFound, unsaid } from '../session/later.ts'
import { dayOf, noted, openCase, type Scope } from '../session/scope.ts'
import { type EmergencyRow, type FindingOutcome, findingOutcomes } from './emergency.ts'

/** Where a review stands; `overdue` from the day after its last day on. */
export type ReviewState = 'open' | 'overdue' | 'closed'

/** What somebody found when looking back on an emergency. */
export interface Finding {
  readonly outcome: FindingOutcome
  /** At most 500 characters. */
  readonly words: string
}

/** A broken glass: notice to the second person, and review. */
export interface EmergencyReview {
  readonly id: string
  readonly child: string
  /** Who broke the glass, and as what. */
  readonly actor: string
  readonly role: Role
  readonly told: string
  readonly reason: string
  readonly at: Instant
  readonly until: Instant
  readonly dueOn: PlainDate
  readonly state: ReviewState
  readonly finding: 'none' | (Finding & { readonly by: string; readonly at: Instant })
}

const stateOn = ({ finding, dueOn }: EmergencyRow, today: PlainDate): ReviewState =>
  finding !== 'none' ? 'closed' : dueOn < today ? 'overdue' : 'open'

/** Whether the session looks back on emergencies: an auditor whom somebody else appointed or who needs none, or a supervisor. */
function looksBack({ options: { actor, purpose, relation } }: Scope): boolean {
  if (!grantOf(purpose, actor.role, relation.to)) return false
  if (purpose === 'audit') return relation.to !== 'appointed' || relation.by !== actor.id
  return purpose === 'care' && actor.role === 'supervisor'
}

/** Whether the session answers for the child: all of them for audit, else those whose file it may see. */
async function answersFor(scope: Scope, child: Key): Promise<Outcome<boolean>> {
  if (!looksBack(scope)) return ok(false)
  if (scope.options.purpose === 'audit') return ok(true)
  const found = await scope.shelf.read(scope.options.partition, child)
  if (found.isErr()) return found.error[0].kind === 'storage' ? unsaid(found.error) : ok(false)
  return ok(openCase(scope, found.value, dayOf(scope.clock())) !== undefined)
}

/** Emergencies of others: told to the actor, or for the session to look back on. */
export const reviewsFor = (
  scope: Scope,
  { state }: { readonly state?: ReviewState },
): OutcomeAsync<readonly EmergencyReview[]> =>
  later(async () => {
    const { actor, partition } = scope.options
    if (!staffRoles.has(actor.role)) return notEntitled('reviews are for workers')
    const rows = await scope.emergencies.read(partition)
    if (rows.isErr()) return unsaid(rows.error)
    const today = dayOf(scope.clock())
    const shown: EmergencyReview[] = []
    for (const { id, document } of rows.value) {
      if (document.actor === actor.id) continue
      const stands = stateOn(document, today)
      if (state !== undefined && stands !== state) continue
      const may = document.told === actor.id ? ok(true) : await answersFor(scope, document.child)
      if (may.isErr()) return err(may.error)
      if (may.value) shown.push({ ...document, role: document.role as Role, id, state: stands })
    }
    const children = [...new Set(shown.map(({ child }) => child))]
    return (await noted(scope, 'review', children)).map(() => shown)
  })

/** Closes a review with what was found; by a supervisor or auditor who did not break the glass, once. */
export const closeReview = (scope: Scope, review: string, { outcome, words }: Finding): OutcomeAsync<void> =>
  later(async () => {
    const { actor, partition } = scope.options
    if (!looksBack(scope)) return notEntitled('a review is closed by a supervisor or auditor')
    if (!findingOutcomes.includes(outcome)) return err([invalid('/outcome', 'unknown-code', 'must be a finding')])
    const rows = await scope.emergencies.read(partition)
    if (rows.isErr()) return unsaid(rows.error)
    const row: Stored<EmergencyRow> | undefined = rows.value.find(({ id }) => id === review)
    const may = row && row.document.actor !== actor.id ? await answersFor(scope, row.document.child) : ok(false)
    if (may.isErr()) return err(may.error)
    if (!row || !may.value) return (await noted(scope, 'review', [])).andThen(() => notFound)
    if (row.document.finding !== 'none')
      return err([{ kind: 'not-allowed', path: '', code: 'wrong-state', message: 'the review is closed' }])
    const finding = { by: actor.id, at: scope.clock(), outcome, words }
    const put = scope.emergencies.put({ ...row.document, finding }, { id: review, expect: row.revision })
    if (put.isErr()) return err([invalid('/words', 'too-large', 'must have at most 500 characters')])
    return noted(scope, 'review', [row.document.child], { more: [put] })
  })
