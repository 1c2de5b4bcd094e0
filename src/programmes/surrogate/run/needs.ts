import type { PlainDate } from '../../../date.ts'
import type { Actor } from '../../../lifecycle.ts'
import { matchActor, pairingParameters } from '../../../pairing/index.ts'
import { parameterOn } from '../../../policy.ts'
import { agreementTerms, surrogateParameters } from '../agreement-terms.ts'
import { clearanceOn, type KeptCheck } from '../clearance.ts'
import type { PauseReason, SurrogateMatch, SurrogateVolunteer } from '../match.ts'

/** How a clearance has to hold: for the whole agreement, or at the start and renewed before it lapses. */
export type ClearanceMode = 'wholeTerm' | 'atStartThenRenew'

/** What is on record of everybody when somebody acts. */
export interface Register {
  readonly volunteers: ReadonlyMap<string, SurrogateVolunteer>
  readonly matches: ReadonlyMap<string, SurrogateMatch>
  readonly checks: ReadonlyMap<string, readonly KeptCheck[]>
  /** Pairs of child and volunteer to which the child said no. */
  readonly refusedPairs: Pick<ReadonlySet<string>, 'has'>
  readonly clearance: ClearanceMode
  readonly seats?: number | undefined
}

/** Key of a pair; ids hold no space. */
export const pairKey = ({ child, volunteer }: { readonly child: string; readonly volunteer: string }): string =>
  `${child} ${volunteer}`

/** Whether all terms of the agreement were read out and signed. */
export const allTerms = (terms: readonly string[]): boolean => agreementTerms.every(({ key }) => terms.includes(key))

const held: ReadonlySet<string> = new Set(['active', 'paused'])

function seatFree(match: SurrogateMatch, register: Register, on: PlainDate): boolean {
  const others = [...register.matches.values()].filter(
    ({ id, volunteer, state }) => id !== match.id && volunteer === match.volunteer && held.has(state),
  )
  const hardCap = parameterOn<number>(pairingParameters.hardCap, on).value
  const seats = Math.min(register.seats ?? parameterOn<number>(pairingParameters.seats, on).value, hardCap)
  const primaries = others.filter(({ role }) => role === 'primary').length
  return others.length < hardCap && (match.role === 'substitute' || primaries < seats)
}

const otherPrimary = (match: SurrogateMatch, register: Register): boolean =>
  match.role === 'primary' &&
  [...register.matches.values()].some(
    ({ id, child, role, state }) => id !== match.id && child === match.child && role === 'primary' && held.has(state),
  )

const consentLive = ({ guardianConsent }: SurrogateMatch, on: PlainDate): boolean =>
  guardianConsent !== undefined && (guardianConsent.until === undefined || on < guardianConsent.until)

/** What a match must have on every day on which it is active, and what stops it otherwise. */
export function lapseOn(match: SurrogateMatch, register: Register, on: PlainDate): PauseReason | undefined {
  if (register.volunteers.get(match.volunteer)?.state !== 'ready') return 'volunteer'
  if (!clearanceOn(register.checks.get(match.volunteer), on).live) return 'clearance'
  if (!consentLive(match, on)) return 'consent'
  return on < match.from || on >= match.to ? 'term' : undefined
}

/** Whether the clearance reaches as far as the mode asks. */
export function coversTerm(
  { volunteer, to }: Pick<SurrogateMatch, 'volunteer' | 'to'>,
  register: Register,
  on: PlainDate,
): boolean {
  if (register.clearance === 'atStartThenRenew') return true
  const { lapsesOn } = clearanceOn(register.checks.get(volunteer), on)
  return lapsesOn !== undefined && lapsesOn >= to
}

/** Somebody who acts on a match on a day, with what is on record. */
export function actorOn(
  match: SurrogateMatch,
  register: Register,
  { id, role }: { readonly id: string; readonly role: string },
  on: PlainDate,
  given: readonly string[] = [],
): Actor {
  const record = {
    proposedBy: match.proposedBy,
    guardianConsents: consentLive(match, on),
    childHeard: match.childHeard,
    childRefuses: register.refusedPairs.has(pairKey(match)),
    volunteerAgrees: match.volunteerAgrees,
    checkLive: clearanceOn(register.checks.get(match.volunteer), on).live,
  }
  const more = {
    'volunteer-ready': register.volunteers.get(match.volunteer)?.state === 'ready',
    'check-covers-term': coversTerm(match, register, on),
    'consent-live': record.guardianConsents,
    'within-term': match.from <= on && on < match.to,
    'seat-free': seatFree(match, register, on),
    'no-other-primary': !otherPrimary(match, register),
    'breaches-settled': match.breaches.every(({ settled }) => settled),
  }
  const own = Object.entries(more).flatMap(([need, there]) => (there ? [need] : []))
  return { role, has: [...matchActor({ id, role }, record).has, ...own, ...given] }
}

/** Somebody who acts on a volunteer on a day, with what is on record. */
export function volunteerActorOn(
  volunteer: SurrogateVolunteer,
  register: Pick<Register, 'checks'>,
  { id, role }: { readonly id: string; readonly role: string },
  on: PlainDate,
): Actor {
  const { references, trainingHours } = surrogateParameters
  const has = {
    interview: volunteer.interview?.outcome === 'suitable',
    references: volunteer.doubtfulReferences === 0 && volunteer.goodReferences >= parameterOn(references, on).value,
    'check-live': clearanceOn(register.checks.get(volunteer.id), on).live,
    training: volunteer.trainingHours >= parameterOn(trainingHours, on).value,
    'not-the-interviewer': volunteer.interview?.by !== id,
    'no-other-concern': volunteer.concerns.every(({ unfounded }) => unfounded !== undefined),
  }
  return { role, has: Object.entries(has).flatMap(([need, there]) => (there ? [need] : [])) }
}
