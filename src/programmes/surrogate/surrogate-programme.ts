import type { PlainDate } from '../../date.ts'
import { pairingParameters } from '../../pairing/index.ts'
import { parameterOn } from '../../policy.ts'
import type { Outcome } from '../../problem.ts'
import { checksOf, type Clearance, clearanceOn, type KeptCheck } from './clearance.ts'
import { type CreditedContact, creditContacts } from './credit.ts'
import { historyRun } from './run/history-run.ts'
import { mayRecord } from './run/recorders.ts'
import type { RefusedEvent } from '../attempt.ts'
import type { RefusedPair } from './run/world.ts'
import type { Concern, SurrogateMatch, SurrogateVolunteer } from './match.ts'
import type { ClearanceMode } from './run/needs.ts'
import { orderedHistory } from '../ordered-history.ts'
import { SurrogateEvent, type SurrogateEventInput, surrogateKinds } from './surrogate-event.ts'

/** What a programme goes by. */
export interface SurrogateSettings {
  readonly asOf: PlainDate
  /** `atStartThenRenew` if left out. */
  readonly clearance?: ClearanceMode
  /** Children for each volunteer; pairing's parameter if left out, never more than its hard cap. */
  readonly seats?: number
}

/** A duty that a safeguarding concern opens: the matter has to be an incident on the child's file, and be reported. */
export interface SafeguardingDuty {
  readonly concern: Concern
  readonly volunteer: SurrogateVolunteer['id']
  readonly due: PlainDate
}

/** A volunteer with all checks by the day, and what they come to. */
export interface ScreenedVolunteer extends SurrogateVolunteer {
  readonly checks: readonly KeptCheck[]
  readonly clearance: Clearance
}

/** The programme on a day: everybody and every match with all their history, who is credited with what, and what had no effect. */
export interface SurrogateProgramme {
  readonly asOf: PlainDate
  readonly clearance: ClearanceMode
  readonly seats?: number
  readonly volunteers: Readonly<Record<string, ScreenedVolunteer>>
  readonly matches: Readonly<Record<string, SurrogateMatch>>
  readonly contacts: readonly CreditedContact[]
  /** Pairs to which the child said no: final, and no reason is asked. */
  readonly refusedPairs: readonly RefusedPair[]
  readonly duties: readonly SafeguardingDuty[]
  /** Events that were not allowed when they happened and changed nothing. */
  readonly refused: readonly RefusedEvent[]
}

const byKey = <T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * The surrogate-parent programme on a day, from its history. Events may be given in any order and more than once; those after the day
 * have not happened yet. Within a day `nth` decides, else what protects the child comes last. What was not allowed when it
 * happened changes nothing and is listed with the reason. A clearance, a consent or a term that runs out pauses a match on that
 * very day; only a person resumes it. Linear in the events times the matches of a volunteer, and one pass over all matches for each move.
 * @returns Err `invalid`: an event cannot be read, or one id stands for two different events.
 * @source mentoring practice (known); 未成年人保护法 art. 19, 62 (said of staff), 72
 * @example
 * ```ts
 * import { surrogateProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = surrogateProgramme(
 *   [
 *     { id: 'e2', kind: 'accepted', on: '2026-03-02', by, volunteer: 'v1' },
 *     { id: 'e1', kind: 'applied', on: '2026-03-01', by, volunteer: 'v1' },
 *   ],
 *   { asOf: '2026-03-05' },
 * )
 * found.map(({ volunteers }) => volunteers['v1']?.state).unwrapOr(undefined) // => 'applicant'
 * found.map(({ refused }) => refused).unwrapOr([]) // => [{ event: 'e2', code: 'needs-missing', missing: ['interview', 'references', 'check-live', 'training'] }]
 * ```
 */
export function surrogateProgramme(
  history: readonly SurrogateEventInput[],
  { asOf, clearance = 'atStartThenRenew', seats }: SurrogateSettings,
): Outcome<SurrogateProgramme> {
  return orderedHistory<SurrogateEvent>(SurrogateEvent, history, { kinds: surrogateKinds, asOf }).map((events) => {
    const counted = events.filter(mayRecord)
    const checks = checksOf(counted, parameterOn<number>(pairingParameters.checkMonths, asOf).value)
    const run = historyRun(events, { checks, clearance, seats, asOf })
    const volunteers = new Map(
      [...run.volunteers].map(([id, one]) => [
        id,
        { ...one, checks: checks.get(id) ?? [], clearance: clearanceOn(checks.get(id), asOf) },
      ]),
    )
    return {
      asOf,
      clearance,
      ...(seats === undefined ? {} : { seats }),
      volunteers: byKey(volunteers),
      matches: byKey(run.matches),
      contacts: creditContacts(counted, [...run.matches.values()]),
      refusedPairs: run.refusedPairs,
      duties: [...run.volunteers.values()]
        .flatMap(({ id, concerns }) => concerns.map((concern) => ({ concern, volunteer: id, due: concern.on })))
        .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.concern.event < b.concern.event ? -1 : 1)),
      refused: run.refused,
    }
  })
}
