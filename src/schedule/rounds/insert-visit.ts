import { type Outcome, parse } from '../../problem.ts'
import { type RoundDraft, RoundsPlanProblem, type RoundsScore } from './rounds-problem.ts'
import { scored } from './score-rounds.ts'

/** One place for a visit in rounds that stand. */
export interface VisitPlace {
  readonly worker: RoundDraft['worker']
  readonly on: RoundDraft['on']
  /** Visits of the round with the new one in its place. */
  readonly visits: readonly string[]
  /** Minutes more on the way. */
  readonly moreWay: number
  readonly begin: number
  /** Visits of the round that begin later than before, and by how many minutes. */
  readonly later: readonly { readonly visit: string; readonly minutes: number }[]
}

/**
 * Where one more visit, such as an emergency, can be put into rounds that stand, without moving another visit to another round: the
 * first in time first, of equal ones the shortest way. Every place of every shift is tried. A visit for two workers has no single
 * place; plan again for it.
 * @returns Ok: places at which nothing is broken, at most `count`. Err `invalid`: a problem that cannot be read.
 * @example
 * ```ts
 * import { WorkerId } from 'childfile'
 * import { insertVisit } from 'childfile/schedule'
 * const worker = WorkerId.parse('w1')
 * const travel = { places: ['office', 'a'], minutes: [[0, 30], [30, 0]] }
 * const shifts = [{ worker, on: '2026-09-15', from: 480, to: 720, start: 'office', end: 'office' }] as const
 * const visits = [{ id: 'v1', place: 'a', minutes: 60, tier: 1 }, { id: 'v2', place: 'a', minutes: 30, tier: 4 }] as const
 * const places = insertVisit({ visits, shifts, travel }, [{ worker, on: '2026-09-15', visits: ['v1'] }], 'v2', 1)
 * places.map(([first]) => [first?.visits, first?.moreWay, first?.later]).unwrapOr([]) // => [['v2', 'v1'], 0, [{ visit: 'v1', minutes: 30 }]]
 * ```
 */
export function insertVisit(
  problem: RoundsPlanProblem,
  drafts: readonly RoundDraft[],
  visit: string,
  count: number,
): Outcome<readonly VisitPlace[]> {
  return parse(RoundsPlanProblem, problem).map((read) =>
    read.shifts
      .flatMap((shift) => {
        const draft = drafts.find(({ worker, on }) => worker === shift.worker && on === shift.on)
        return placesIn(read, draft ?? { worker: shift.worker, on: shift.on, visits: [] }, visit)
      })
      .sort(
        (a, b) =>
          (a.on < b.on ? -1 : a.on > b.on ? 1 : 0) ||
          a.begin - b.begin ||
          a.moreWay - b.moreWay ||
          (a.worker < b.worker ? -1 : 1),
      )
      .slice(0, count),
  )
}

function placesIn(problem: RoundsPlanProblem, draft: RoundDraft, visit: string): readonly VisitPlace[] {
  const before = scored(problem, [draft])
  return Array.from({ length: draft.visits.length + 1 }, (_, at): VisitPlace | undefined => {
    const visits = draft.visits.toSpliced(at, 0, visit)
    const after = scored(problem, [{ ...draft, visits }])
    if (after.faults.length > before.faults.length) return undefined
    const stop = after.rounds[0]?.stops[at]
    return (
      stop && {
        worker: draft.worker,
        on: draft.on,
        visits,
        moreWay: after.way - before.way,
        begin: stop.begin,
        later: later(before, after),
      }
    )
  }).filter((place) => place !== undefined)
}

function later(before: RoundsScore, after: RoundsScore): VisitPlace['later'] {
  const began = new Map(before.rounds[0]?.stops.map(({ visit, begin }) => [visit, begin]))
  return (after.rounds[0]?.stops ?? []).flatMap(({ visit, begin }) => {
    const minutes = begin - (began.get(visit) ?? begin)
    return minutes > 0 ? [{ visit, minutes }] : []
  })
}
