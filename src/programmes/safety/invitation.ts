import { z } from 'zod'
import { addDays, PlainDate } from '../../date.ts'
import { SessionId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type AvailableAction, availableActions, type Machine } from '../../lifecycle.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { codeLists, Volunteer } from '../../records/index.ts'
import { Key, replay, type SetAside } from '../keyed-history.ts'
import { safetyParameters } from './safety-parameters.ts'
import { type Vetting, vettingOn } from './vetting.ts'

/** How far an invitation has come. `sent` again after a substitute was asked. */
export type InvitationState = 'planned' | 'sent' | 'accepted' | 'declined' | 'held' | 'thanked' | 'cancelled'

/** What happens to an invitation. `substitute`: somebody else is asked in place of who was. */
export type InvitationMove = 'send' | 'accept' | 'decline' | 'substitute' | 'hold' | 'thank' | 'cancel'

/**
 * The life of an invitation, for `step` and `availableActions`. Nobody is asked, and no session is held, without a record check that
 * holds on the day of the session. Who has accepted may still fall out; somebody else is then asked, or it is cancelled.
 * @source 未成年人保护法 art. 62; practice of schools
 */
export const invitationLifecycle: Machine<InvitationState, InvitationMove> = {
  first: 'planned',
  moves: [
    { from: 'planned', on: 'send', to: 'sent', by: ['worker', 'teacher'], needs: ['vetted'] },
    { from: 'sent', on: 'accept', to: 'accepted', by: ['worker', 'teacher', 'expert'], needs: [] },
    { from: ['sent', 'accepted'], on: 'decline', to: 'declined', by: ['worker', 'teacher', 'expert'], needs: [] },
    {
      from: ['sent', 'accepted', 'declined'],
      on: 'substitute',
      to: 'sent',
      by: ['worker', 'teacher'],
      needs: ['vetted'],
    },
    {
      from: ['planned', 'sent', 'accepted', 'declined'],
      on: 'cancel',
      to: 'cancelled',
      by: ['worker', 'teacher'],
      needs: ['reason'],
    },
    { from: 'accepted', on: 'hold', to: 'held', by: ['worker', 'teacher'], needs: ['vetted', 'on-the-day'] },
    { from: 'held', on: 'thank', to: 'thanked', by: ['worker', 'teacher'], needs: [] },
  ],
}

const asked = {
  expert: WorkerId.describe('Who is asked'),
  check: Volunteer.shape.check.describe('Latest record check'),
}
const base = { on: PlainDate, role: z.enum(['worker', 'teacher', 'expert']).describe('In which role it was done') }

/** Something that happened to an invitation. */
export const InvitationEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('send'), ...base, ...asked }),
    z.strictObject({ kind: z.literal('substitute'), ...base, ...asked }),
    z.strictObject({ kind: z.enum(['accept', 'decline', 'hold', 'thank']), ...base }),
    z.strictObject({ kind: z.literal('cancel'), ...base, reason: z.string().min(1).max(100) }),
  ])
  .describe('Something that happened to an invitation')
export type InvitationEvent = Immutable<z.infer<typeof InvitationEvent>>

/** An invitation of an expert to a session, with all that happened to it. */
export const Invitation = z
  .strictObject({
    session: SessionId,
    sessionOn: PlainDate.describe('Day on which the session is to be held'),
    expertKind: z.enum(codeLists.expertKinds.rows.map(({ key }) => key)),
    history: z.record(Key, InvitationEvent).describe('By id; the order of typing says nothing'),
  })
  .describe('An invitation of an expert to a session')
export type Invitation = Immutable<z.infer<typeof Invitation>>

/** What is late about an invitation: an answer, somebody for a session that has come, thanks. */
export type InvitationLate = 'reply' | 'nobodyForTheDay' | 'notSaidWhetherHeld' | 'thanks'

/** How an invitation stands on a day, and what may be done next. */
export interface InvitationStanding {
  readonly session: SessionId
  readonly state: InvitationState
  readonly since: PlainDate | 'none'
  /** Who is asked now; none before the first was. */
  readonly expert: WorkerId | 'none'
  /** Whether the check of this expert holds on the day of the session. */
  readonly vetting: Vetting | 'none'
  readonly late: readonly InvitationLate[]
  /** What the role asked for may do next, and what is missing for it; `vetted` of a new guest is missing until a check is shown. */
  readonly next: readonly AvailableAction<InvitationState, InvitationMove>[]
  readonly setAside: readonly SetAside[]
}

const askedIn = (events: readonly InvitationEvent[]) =>
  events.findLast((event): event is Extract<InvitationEvent, { expert: WorkerId }> => 'expert' in event)

function onRecord(
  invitation: Invitation,
  event: InvitationEvent,
  before: readonly InvitationEvent[],
): readonly string[] {
  const who = 'expert' in event ? event : askedIn(before)
  const vetted = who !== undefined && vettingOn(who.check, invitation.sessionOn).answer === 'yes'
  return [
    ...(vetted ? ['vetted'] : []),
    ...(event.kind === 'cancel' && event.reason.trim() !== '' ? ['reason'] : []),
    ...(event.on >= invitation.sessionOn ? ['on-the-day'] : []),
  ]
}

/**
 * How an invitation stands on a day: the state that its history comes to, who is asked, what is late, and what may be done next. The
 * same events in any order come to the same state; what does not fit is set aside with the reason.
 * @returns Ok: how it stands. Err `invalid`: an invitation that cannot be read.
 * @example
 * ```ts
 * import { SessionId, WorkerId } from 'childfile'
 * import { invitationStanding } from 'childfile/programmes'
 * const check = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
 * const invitation = {
 *   session: SessionId.parse('s1'), sessionOn: '2026-10-12', expertKind: 'police',
 *   history: {
 *     e1: { kind: 'send', on: '2026-09-20', role: 'worker', expert: WorkerId.parse('x1'), check },
 *     e2: { kind: 'decline', on: '2026-09-22', role: 'expert' },
 *   },
 * } as const
 * const standing = invitationStanding(invitation, { asOf: '2026-09-25', role: 'worker' })
 * standing.map(({ state, next }) => [state, ...next.map(({ on }) => on)]).unwrapOr([]) // => ["declined", "substitute", "cancel"]
 * ```
 */
export function invitationStanding(
  invitation: Invitation,
  { asOf, role }: { readonly asOf: PlainDate; readonly role: InvitationEvent['role'] },
): Outcome<InvitationStanding> {
  return parse(Invitation, invitation).map((read): InvitationStanding => {
    const { state, since, counted, setAside } = replay(invitationLifecycle, read.history, asOf, (event, before) =>
      onRecord(read, event, before),
    )
    const who = askedIn(counted)
    const vetting = who ? vettingOn(who.check, read.sessionOn) : 'none'
    const has = [
      ...(who && state === 'accepted' && vetting !== 'none' && vetting.answer === 'yes' ? ['vetted'] : []),
      ...(asOf >= read.sessionOn ? ['on-the-day'] : []),
    ]
    return {
      session: read.session,
      state,
      since,
      expert: who?.expert ?? 'none',
      vetting,
      late: lateOf(read, state, since, asOf),
      next: availableActions(invitationLifecycle, state, { role, has }),
      setAside,
    }
  })
}

function lateOf(
  { sessionOn }: Invitation,
  state: InvitationState,
  since: PlainDate | 'none',
  asOf: PlainDate,
): readonly InvitationLate[] {
  const after = (days: number): boolean => since !== 'none' && asOf > addDays(since, days)
  if (state === 'held') return after(parameterOn(safetyParameters.thanksDays, asOf).value) ? ['thanks'] : []
  if (state === 'accepted') return asOf > sessionOn ? ['notSaidWhetherHeld'] : []
  if (state !== 'planned' && state !== 'sent' && state !== 'declined') return []
  return [
    ...(state === 'sent' && after(parameterOn(safetyParameters.replyDays, asOf).value) ? (['reply'] as const) : []),
    ...(asOf >= sessionOn ? (['nobodyForTheDay'] as const) : []),
  ]
}
