import { z } from 'zod'
import { addDays, PlainDate } from '../../date.ts'
import { ChildId, IncidentId, SessionId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { mayBeCause, type Viewer } from '../../privacy/index.ts'
import { Incident } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { safetyParameters } from './safety-parameters.ts'

/** That a child told of something after a lesson; what was told stands in the incident, not here. */
export const Disclosure = z
  .strictObject({
    on: PlainDate,
    child: ChildId,
    to: WorkerId.describe('Whom the child told'),
    possibleCauses: Incident.shape.possibleCauses,
    incident: z
      .union([IncidentId, z.enum(['none', 'notCollected', 'contested'])])
      .describe('The incident opened for it'),
    firstAction: z
      .union([z.strictObject({ on: PlainDate, by: WorkerId }), z.enum(['none', 'notCollected', 'contested'])])
      .describe('What was first done for the child, when and by whom'),
  })
  .describe('That a child told of something after a lesson')
export type Disclosure = Immutable<z.infer<typeof Disclosure>>

/** A sensitive session that was held, with what children told after it. */
export const HeldSession = z
  .strictObject({ session: SessionId, on: PlainDate, disclosures: z.record(Key, Disclosure) })
  .describe('A sensitive session that was held')
export type HeldSession = Immutable<z.infer<typeof HeldSession>>

/** What is missing for a disclosure to have been followed. An action before the child told, or by a possible cause, is none. */
export type DisclosureMissing = 'incident' | 'firstAction'

/** How one disclosure stands. It is never closed by time. */
export interface FollowedDisclosure {
  readonly path: Pointer
  readonly child: ChildId
  readonly on: PlainDate
  /** The day on which something had to be done: the day of telling. */
  readonly due: PlainDate
  readonly state: 'open' | 'overdue' | 'followed'
  readonly missing: readonly DisclosureMissing[]
}

/** What came after a sensitive session, for one viewer. */
export interface DisclosureWatch {
  readonly session: SessionId
  /** First day on which nobody looks out for disclosures any longer because of the session. */
  readonly until: PlainDate
  readonly watching: boolean
  /** By day, then id. */
  readonly disclosures: readonly FollowedDisclosure[]
  /** How many are not followed, whether the watch is over or not. */
  readonly open: number
}

const causedBy = ({ possibleCauses }: Disclosure, worker: string): boolean =>
  Array.isArray(possibleCauses) && possibleCauses.some(({ id }) => id === worker)

function missingOf(disclosure: Disclosure, asOf: PlainDate): readonly DisclosureMissing[] {
  const { incident, firstAction, on } = disclosure
  const opened = incident !== 'none' && incident !== 'notCollected' && incident !== 'contested'
  const acted =
    typeof firstAction === 'object' &&
    firstAction.on >= on &&
    firstAction.on <= asOf &&
    !causedBy(disclosure, firstAction.by)
  return [...(opened ? [] : (['incident'] as const)), ...(acted ? [] : (['firstAction'] as const))]
}

/**
 * What children told after a sensitive session and what was done about it: each needs an incident and a first action on the same day.
 * Nothing closes by silence: after the days of the watch what is open stays open. Somebody who may be the cause is shown what he or
 * she would be shown without it, equal to the byte, counts too.
 * @returns Ok: the watch as the viewer may see it. Err `invalid`: a session that cannot be read.
 * @source the days of the watch are a proposal (`safetyParameters.watchDays`); 未成年人保护法 art. 11 for reporting at once
 * @example
 * ```ts
 * import { ChildId, SessionId, WorkerId } from 'childfile'
 * import { disclosureWatch } from 'childfile/programmes'
 * const told = {
 *   on: '2026-10-13', child: ChildId.parse('c1'), to: WorkerId.parse('w1'), incident: 'none', firstAction: 'none',
 *   possibleCauses: [{ role: 'worker', id: 'w3' }],
 * } as const
 * const held = { session: SessionId.parse('s1'), on: '2026-10-12', disclosures: { d1: told } } as const
 * const seenBy = (person: string) =>
 *   disclosureWatch(held, { asOf: '2026-10-14', viewer: { role: 'worker', relation: 'ownCase', person } })
 * seenBy('w1').map(({ disclosures }) => disclosures.map(({ state }) => state)).unwrapOr([]) // => ["overdue"]
 * seenBy('w3').map(({ disclosures, open }) => [disclosures.length, open]).unwrapOr([]) // => [0, 0]
 * ```
 */
export function disclosureWatch(
  session: HeldSession,
  { asOf, viewer }: { readonly asOf: PlainDate; readonly viewer: Viewer },
): Outcome<DisclosureWatch> {
  return parse(HeldSession, session).map((read): DisclosureWatch => {
    const until = addDays(read.on, parameterOn(safetyParameters.watchDays, read.on).value + 1)
    const disclosures = Object.entries(read.disclosures)
      .filter(([, one]) => one.on <= asOf && !mayBeCause(one, viewer))
      .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
      .map(([id, one]): FollowedDisclosure => {
        const missing = missingOf(one, asOf)
        const state = missing.length === 0 ? 'followed' : asOf > one.on ? 'overdue' : 'open'
        return { path: pointer('disclosures', id), child: one.child, on: one.on, due: one.on, state, missing }
      })
    return {
      session: read.session,
      until,
      watching: asOf >= read.on && asOf < until,
      disclosures,
      open: disclosures.filter(({ state }) => state !== 'followed').length,
    }
  })
}
