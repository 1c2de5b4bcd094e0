import { addDays, type PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import type { Agreement } from '../../records/index.ts'
import { surrogateParameters } from './agreement-terms.ts'
import type { SurrogateMatch } from './match.ts'
import type { SafeguardingDuty, SurrogateProgramme } from './surrogate-programme.ts'

const states = {
  staged: 'proposed',
  consented: 'consented',
  approved: 'approved',
  active: 'active',
  paused: 'paused',
  closing: 'ended',
  ended: 'ended',
} as const satisfies Readonly<Record<SurrogateMatch['state'], string>>

function agreementOf(match: SurrogateMatch): Agreement {
  const { id, child, volunteer, role, state, endReason, periods } = match
  const over = state === 'closing' || state === 'ended'
  const begun = periods[0]?.from
  const stopped = match.moves.findLast(({ to }) => to === 'closing' || to === 'ended')?.on
  return {
    id,
    child,
    volunteer,
    role,
    state: states[state],
    from: begun ?? match.from,
    to: over ? (stopped ?? match.to) : 'none',
    endReason: endReason === undefined ? 'none' : endReason === 'rejected' ? { other: '未获批准' } : endReason,
    supportedBy: 'notCollected',
    note: 'none',
  }
}

/**
 * The matches as records of agreements, all that ever were, for pairing, registers and reports. A match that is closing is over.
 * @example
 * ```ts
 * import { matchAgreements, surrogateProgramme } from 'childfile/programmes'
 * surrogateProgramme([], { asOf: '2026-09-15' }).map(matchAgreements).unwrapOr([]) // => []
 * ```
 */
export const matchAgreements = ({ matches }: SurrogateProgramme): readonly Agreement[] =>
  Object.values(matches).map(agreementOf)

/** A check that has to be renewed, and the matches that hang on it. */
export interface ClearanceRenewal {
  readonly volunteer: string
  /** First day without a clearance: on it the matches pause. */
  readonly lapsesOn: PlainDate
  readonly state: 'open' | 'lapsed'
  readonly matches: readonly string[]
}

/**
 * Which checks are to be renewed now, so many days before they lapse, and which seats hang on each; earliest lapse first.
 * @example
 * ```ts
 * import { clearanceRenewals, surrogateProgramme } from 'childfile/programmes'
 * surrogateProgramme([], { asOf: '2026-09-15' }).map(clearanceRenewals).unwrapOr([]) // => []
 * ```
 */
export function clearanceRenewals({ volunteers, matches, asOf }: SurrogateProgramme): readonly ClearanceRenewal[] {
  const lead = parameterOn(surrogateParameters.renewalLeadDays, asOf).value
  return Object.values(volunteers)
    .flatMap(({ id, clearance: { live, lapsesOn } }): readonly ClearanceRenewal[] => {
      const seats = Object.values(matches)
        .filter(({ volunteer, state }) => volunteer === id && (state === 'active' || state === 'paused'))
        .map((match) => match.id)
      if (seats.length === 0 || lapsesOn === undefined || asOf < addDays(lapsesOn, -lead)) return []
      return [{ volunteer: id, lapsesOn, state: live ? 'open' : 'lapsed', matches: seats }]
    })
    .sort((a, b) => (a.lapsesOn < b.lapsesOn ? -1 : a.lapsesOn > b.lapsesOn ? 1 : a.volunteer < b.volunteer ? -1 : 1))
}

/**
 * The incident that a safeguarding duty asks for, to be put on the child's file; there it opens the duty to report, and only a report with
 * agency, time and reference closes that. What it was is left open: whoever was there writes it down.
 * @source 未成年人保护法 art. 11
 * @example
 * ```ts
 * import { AgreementId, ChildId, childFile, EntryId, VolunteerId } from 'childfile'
 * import { incidentOf } from 'childfile/programmes'
 * import { reportDuties } from 'childfile/risk'
 * const concern = { event: EntryId.parse('e9'), on: '2026-09-10', match: AgreementId.parse('a1'), child: ChildId.parse('c1') } as const
 * const incident = incidentOf({ concern, volunteer: VolunteerId.parse('v1'), due: '2026-09-10' })
 * incident // => { observedOn: '2026-09-10', possibleCauses: [{ role: 'volunteer', id: 'v1' }] }
 * const file = childFile({ id: 'c1', name: '李小花', incidents: { i1: incident } })
 * reportDuties(file, { asOf: '2026-09-15' }).map(({ state, due }) => [state, due]) // => [['open', '2026-09-10']]
 * ```
 */
export const incidentOf = ({
  concern,
  volunteer,
}: SafeguardingDuty): {
  readonly observedOn: PlainDate
  readonly possibleCauses: readonly [{ readonly role: 'volunteer'; readonly id: string }]
} => ({ observedOn: concern.on, possibleCauses: [{ role: 'volunteer', id: volunteer }] })
