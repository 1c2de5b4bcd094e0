import { z } from 'zod'
import { type EpochDay, plainDate } from '../../date.ts'
import { all, type Outcome, parse } from '../../problem.ts'
import { meetingPlaces } from '../../solver/index.ts'
import { prepare } from '../timetable/answer.ts'
import { placesIn } from './improve-timetable.ts'
import { Placement, type TimetableProblem } from '../timetable/timetable-problem.ts'

/** A place for one meeting, and what the plan is worth with it. */
export interface RecommendedPlacement {
  readonly placement: Placement
  /** What the soft score grows by: 0, or less than 0 where it is spoilt. */
  readonly soft: number
}

/**
 * The best places for one meeting in a plan that stands, while nothing else moves: a new session that has to go somewhere, or one
 * that lost its place. Looks at every beginning, room and team; a place that would break a hard rule is not among them. Cheapest
 * first, ties by day, beginning, room and team. The meeting is named by session, part and number (1 and 1 if not said).
 * @returns Ok: at most `most` places, none if nothing is free or the problem has no such meeting. Err `invalid`: problem or plan
 * cannot be read.
 * @example
 * ```ts
 * import { parse, SchoolId, Session } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { recommendPlacements } from 'childfile/schedule'
 * const session = parse(Session, {
 *   id: 'L1', kind: 'safety', safetyTopic: 'traffic', activity: 'none', form: 'lecture', school: 'School A', grades: { from: 1, to: 3 },
 *   minutes: 40, capacity: 100, expert: 'none', expertDays: 'none', from: '2026-10-12', to: '2026-10-16', repeats: 1, state: 'proposed',
 * })._unsafeUnwrap()
 * const problem = {
 *   sessions: [session],
 *   schools: [{ id: SchoolId.parse('a'), name: 'School A', place: 'town', groups: [{ grade: 2, children: 80 }], periods: [{ from: 840, to: 1020 }] }],
 *   teams: [], travel: { places: ['town'], minutes: [[0]] },
 *   calendar: compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap(),
 * } as const
 * const places = recommendPlacements(problem, { placements: [] }, { session: 'L1' }, 2)._unsafeUnwrap()
 * places.map(({ placement, soft }) => [placement.on, placement.start, soft]) // => [['2026-10-12', 840, 0], ['2026-10-12', 850, 0]]
 * ```
 */
export function recommendPlacements(
  problem: TimetableProblem,
  plan: { readonly placements: readonly Placement[] },
  meeting: { readonly session: string; readonly part?: number | undefined; readonly number?: number | undefined },
  most = 5,
): Outcome<readonly RecommendedPlacement[]> {
  return all([prepare(problem), parse(z.object({ placements: z.array(Placement) }), plan)]).andThen(
    ([prepared, { placements }]) => {
      const { meetings, resources, dayZero, problem: numbers } = prepared.compiled
      const { session: id, part: wantedPart = 1, number: wantedNumber = 1 } = meeting
      const m = meetings.findIndex(
        ({ series, number }) => series.session.id === id && series.part === wantedPart && number === wantedNumber,
      )
      const others = placements.filter(
        ({ session, part, number }) => session !== id || part !== wantedPart || number !== wantedNumber,
      )
      return meetingPlaces(numbers, placesIn(prepared, others), m).map((places) =>
        places
          .flatMap(({ at, room, team, cost }): readonly RecommendedPlacement[] => {
            const of = meetings[m]
            if (!of) return []
            const { session, part, minutes, groups, children } = of.series
            const placement = {
              session: session.id,
              part,
              number: of.number,
              on: plainDate((dayZero + Math.floor(at / 1440)) as EpochDay),
              start: at % 1440,
              minutes,
              venue: resources.idOf(room),
              team: resources.idOf(team),
              groups,
              children,
            }
            return [{ placement, soft: 0 - cost }]
          })
          .sort(
            (a, b) =>
              b.soft - a.soft ||
              (a.placement.on === b.placement.on ? 0 : a.placement.on < b.placement.on ? -1 : 1) ||
              a.placement.start - b.placement.start ||
              (placeKey(a.placement) < placeKey(b.placement) ? -1 : 1),
          )
          .slice(0, most),
      )
    },
  )
}

const placeKey = ({ venue, team }: Placement): string => `${venue}/${team}`
