import type { Actor, Machine } from '../../lifecycle.ts'

/** How far a proposed pair has come. */
export type MatchState = 'staged' | 'consented' | 'approved' | 'active' | 'paused' | 'ended'

/** What happens to a proposed pair. */
export type MatchEvent = 'consent' | 'withdraw' | 'approve' | 'reject' | 'start' | 'pause' | 'resume' | 'end'

/**
 * From a proposed pair to an agreement: staged, then consented by guardian and volunteer with the child heard, then approved by
 * somebody other than who proposed it, then active. A plan only stages; none of these steps is ever taken by it. Whoever has
 * consented may withdraw until the end; a match that has ended does not come back.
 * @source mentoring practice (known); law on the protection of minors art. 19 for hearing the child, art. 72 for the guardian
 */
export const matchLifecycle: Machine<MatchState, MatchEvent> = {
  first: 'staged',
  moves: [
    {
      from: 'staged',
      on: 'consent',
      to: 'consented',
      by: ['worker'],
      needs: ['guardian-consents', 'child-heard', 'child-does-not-refuse', 'volunteer-agrees'],
    },
    { from: 'consented', on: 'approve', to: 'approved', by: ['worker', 'supervisor'], needs: ['not-the-proposer'] },
    { from: 'consented', on: 'reject', to: 'ended', by: ['worker', 'supervisor'], needs: [] },
    { from: 'approved', on: 'start', to: 'active', by: ['worker'], needs: ['check-live', 'child-does-not-refuse'] },
    { from: 'active', on: 'pause', to: 'paused', by: ['worker', 'supervisor', 'clearance'], needs: [] },
    { from: 'paused', on: 'resume', to: 'active', by: ['worker'], needs: ['check-live', 'child-does-not-refuse'] },
    {
      from: ['staged', 'consented', 'approved', 'active', 'paused'],
      on: 'withdraw',
      to: 'ended',
      by: ['child', 'guardian', 'volunteer', 'worker'],
      needs: [],
    },
    { from: ['active', 'paused'], on: 'end', to: 'ended', by: ['worker', 'supervisor'], needs: [] },
  ],
}

/** What is on record about a proposed pair when somebody acts on it. */
export interface MatchRecord {
  /** Who proposed the pair. */
  readonly proposedBy: string
  readonly guardianConsents: boolean
  readonly childHeard: boolean
  readonly childRefuses: boolean
  readonly volunteerAgrees: boolean
  readonly checkLive: boolean
}

/**
 * Somebody who acts on a proposed pair, with what is on record, for `step` of the lifecycle.
 * @example
 * ```ts
 * import { step } from 'childfile'
 * import { matchActor, matchLifecycle } from 'childfile/pairing'
 * const record = {
 *   proposedBy: 'w1', guardianConsents: true, childHeard: true, childRefuses: false, volunteerAgrees: true, checkLive: true,
 * }
 * const by = (id: string) => step(matchLifecycle, 'consented', 'approve', matchActor({ id, role: 'worker' }, record))
 * ;[by('w1').unwrapOr('refused'), by('w2').unwrapOr('refused')] // => ['refused', 'approved']
 * ```
 */
export const matchActor = (
  { id, role }: { readonly id: string; readonly role: string },
  record: MatchRecord,
): Actor => ({
  role,
  has: [
    ...(record.guardianConsents ? ['guardian-consents'] : []),
    ...(record.childHeard ? ['child-heard'] : []),
    ...(record.childRefuses ? [] : ['child-does-not-refuse']),
    ...(record.volunteerAgrees ? ['volunteer-agrees'] : []),
    ...(record.checkLive ? ['check-live'] : []),
    ...(id === record.proposedBy ? [] : ['not-the-proposer']),
  ],
})
