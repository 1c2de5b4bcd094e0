import type { PlainDate } from '../../date.ts'
import { activeOn, type SurrogateMatch } from './match.ts'
import type { SurrogateProgramme } from './surrogate-programme.ts'

/** A match as its volunteer sees it. */
export interface MatchForVolunteer {
  readonly match: string
  readonly child: string
  /** `waiting`: not begun. `onHold`: no contact for now; the worker will speak with him or her. */
  readonly state: 'waiting' | 'active' | 'onHold'
  readonly from: PlainDate
  readonly to: PlainDate
  readonly calls: number
  readonly meetings: number
}

const stateFor = (match: SurrogateMatch, asOf: PlainDate): MatchForVolunteer['state'] =>
  activeOn(match, asOf) ? 'active' : match.periods.length === 0 && match.state !== 'ended' ? 'waiting' : 'onHold'

/**
 * What a volunteer is shown of his or her own matches. A pause, an end and a safeguarding end look the same, to the byte: nobody can
 * tell from it that there is a matter, who spoke, or that a child said no.
 * @example
 * ```ts
 * import { surrogateProgramme, volunteerView } from 'childfile/programmes'
 * surrogateProgramme([], { asOf: '2026-09-15' }).map((found) => volunteerView(found, 'v1')).unwrapOr([]) // => []
 * ```
 */
export const volunteerView = (
  { asOf, matches, contacts }: SurrogateProgramme,
  volunteer: string,
): readonly MatchForVolunteer[] =>
  Object.values(matches)
    .filter((match) => match.volunteer === volunteer)
    .map((match) => {
      const own = contacts.filter((contact) => contact.match === match.id)
      return {
        match: match.id,
        child: match.child,
        state: stateFor(match, asOf),
        from: match.from,
        to: match.to,
        calls: own.filter(({ way }) => way === 'call').length,
        meetings: own.filter(({ way }) => way === 'meeting').length,
      }
    })
