import type { PlainDate } from '../../date.ts'
import type { AgreementId, ChildId, EntryId, IncidentId, VolunteerId } from '../../id.ts'
import type { AgreementTerm } from './agreement-terms.ts'
import type { ClosureRecord, SurrogateEvent } from './surrogate-event.ts'
import type { SurrogateMove, SurrogateState, VolunteerMove, VolunteerState } from './surrogate-machine.ts'

/** A half-open span of days that may last. */
export interface Period {
  readonly from: PlainDate
  readonly to: PlainDate | 'none'
}

/** Why a match was paused. */
export type PauseReason = 'person' | 'breach' | 'clearance' | 'consent' | 'term' | 'volunteer'

/** Why a match was closed. */
export type SurrogateEnd = Extract<SurrogateEvent, { kind: 'closed' }>['reason'] | 'safeguarding' | 'rejected'

/** One move of a match or a volunteer: the day, the state after it, and the event, or what ran out. */
export interface Moved<M extends string, S extends string> {
  readonly on: PlainDate
  readonly move: M
  readonly to: S
  readonly because: { readonly event: EntryId } | { readonly lapse: PauseReason }
}

/** A breach of a term of the agreement. */
export interface Breach {
  readonly event: EntryId
  readonly term: AgreementTerm
  readonly on: PlainDate
  readonly settled: boolean
}

/** A match with all that happened to it. Nothing of it is ever removed; a new pair is a new match. */
export interface SurrogateMatch {
  readonly id: AgreementId
  readonly child: ChildId
  readonly volunteer: VolunteerId
  readonly role: 'primary' | 'substitute'
  readonly from: PlainDate
  /** First day after the agreement. */
  readonly to: PlainDate
  readonly proposedBy: string
  readonly state: SurrogateState
  readonly childHeard: boolean
  readonly guardianConsent?: { readonly event: EntryId; readonly until?: PlainDate }
  readonly volunteerAgrees: boolean
  /** When it was active: half-open, in order, the last one may last. */
  readonly periods: readonly Period[]
  readonly breaches: readonly Breach[]
  readonly support: readonly { readonly on: PlainDate; readonly party: 'child' | 'guardian' | 'volunteer' }[]
  readonly pausedBecause?: PauseReason
  readonly endReason?: SurrogateEnd
  readonly endedOn?: PlainDate
  readonly closure?: ClosureRecord
  readonly moves: readonly Moved<SurrogateMove, SurrogateState>[]
}

/** A concern about a volunteer. It blocks until an authority outside the programme calls it unfounded. */
export interface Concern {
  readonly event: EntryId
  readonly on: PlainDate
  readonly match?: AgreementId
  readonly child?: ChildId
  readonly incident?: IncidentId
  readonly unfounded?: {
    readonly event: EntryId
    readonly on: PlainDate
    readonly authority: string
    readonly reference: string
  }
}

/** A volunteer with all that happened to him or her in the programme. */
export interface SurrogateVolunteer {
  readonly id: VolunteerId
  readonly state: VolunteerState
  readonly interview?: { readonly outcome: 'suitable' | 'unsuitable'; readonly by: string }
  readonly goodReferences: number
  readonly doubtfulReferences: number
  readonly trainingHours: number
  readonly concerns: readonly Concern[]
  readonly moves: readonly Moved<VolunteerMove, VolunteerState>[]
}

/** The match after a move, with the period of contact that it opens or ends. */
export function movedMatch(
  match: SurrogateMatch,
  move: SurrogateMove,
  to: SurrogateState,
  on: PlainDate,
  because: Moved<SurrogateMove, SurrogateState>['because'],
): SurrogateMatch {
  const { pausedBecause, ...rest } = match
  const open = match.periods.at(-1)
  const periods =
    to === 'active'
      ? [...match.periods, { from: on, to: 'none' as const }]
      : open?.to === 'none'
        ? [...match.periods.slice(0, -1), { from: open.from, to: on }]
        : match.periods
  return {
    ...rest,
    ...(to === 'paused' && pausedBecause ? { pausedBecause } : {}),
    ...(to === 'ended' && match.endedOn === undefined ? { endedOn: on } : {}),
    state: to,
    periods,
    moves: [...match.moves, { on, move, to, because }],
  }
}

/** Whether a match was active on a day. */
export const activeOn = ({ periods }: Pick<SurrogateMatch, 'periods'>, on: PlainDate): boolean =>
  periods.some(({ from, to }) => from <= on && (to === 'none' || on < to))
