import { epochDay } from '../../date.ts'
import type { ReadTimetable } from '../timetable/read-problem.ts'
import type { Placement } from '../timetable/timetable-problem.ts'
import type { Breach } from './breach.ts'
import type { Wanted } from './wanted.ts'

/** A placement with the session that it belongs to. */
export interface Placed {
  readonly placement: Placement
  readonly wanted: Wanted
}

/** Meetings that stand in each other's way, found by a sweep over time for each school, room and team. */
export function clashes(placed: readonly Placed[], { teams, travel }: ReadTimetable): readonly Breach[] {
  const out: Breach[] = []
  const found = (id: Breach['id'], ...pair: readonly Placed[]): void => {
    out.push({ id, meetings: pair.map(({ placement }) => placement), penalty: 1 })
  }
  for (const there of by(placed, ({ wanted }) => wanted.school?.id)) {
    for (const [a, b] of overlaps(there)) if (shareGrade(a.placement, b.placement)) found('group', a, b)
    for (const room of by(there, ({ placement }) => (placement.venue === 'none' ? undefined : placement.venue)))
      for (const [a, b] of overlaps(room)) found('venue', a, b)
  }
  for (const visits of by(placed, ({ placement }) => (placement.team === 'none' ? undefined : placement.team))) {
    for (const [a, b] of overlaps(visits)) found('team', a, b)
    const limit = teams.find(({ id }) => id === visits[0]?.placement.team)?.sessionsPerDayPart
    for (const day of by(visits, ({ placement }) => placement.on)) {
      for (const [a, b] of pairs(day)) if (tooFar(a, b, travel)) found('travel', a, b)
      if (limit !== undefined)
        for (const part of by(day, ({ placement }) => dayPart(placement.start)))
          if (part.length > limit)
            out.push({ id: 'load', meetings: part.map(({ placement }) => placement), penalty: part.length - limit })
    }
  }
  return out
}

const dayPart = (minute: number): string => (minute < 720 ? 'morning' : minute < 1080 ? 'afternoon' : 'evening')

/** The items with one key each, in order of their first item; items without a key are left out. */
export function by<T>(items: readonly T[], key: (item: T) => string | undefined): readonly (readonly T[])[] {
  const lists = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    if (name === undefined) continue
    const list = lists.get(name)
    if (list) list.push(item)
    else lists.set(name, [item])
  }
  return [...lists.values()]
}

const begin = ({ placement }: Placed): number => epochDay(placement.on) * 1440 + placement.start
const finish = (one: Placed): number => begin(one) + one.placement.minutes

/** Every pair that is under way at the same moment: a sweep over the beginnings. */
function overlaps(meetings: readonly Placed[]): readonly (readonly [Placed, Placed])[] {
  const out: (readonly [Placed, Placed])[] = []
  let active: readonly Placed[] = []
  for (const next of [...meetings].sort((a, b) => begin(a) - begin(b))) {
    active = active.filter((one) => finish(one) > begin(next))
    for (const one of active) out.push([one, next])
    active = [...active, next]
  }
  return out
}

const pairs = (meetings: readonly Placed[]): readonly (readonly [Placed, Placed])[] =>
  meetings.flatMap((a, i) =>
    meetings.slice(i + 1).map((b): readonly [Placed, Placed] => (begin(a) <= begin(b) ? [a, b] : [b, a])),
  )

const shareGrade = (a: Placement, b: Placement): boolean =>
  a.groups.some(({ grade }) => b.groups.some((group) => group.grade === grade))

/** Not at the same time, yet too close for the way from one school to the other. */
function tooFar(first: Placed, then: Placed, { places, minutes }: ReadTimetable['travel']): boolean {
  const gap = begin(then) - finish(first)
  const from = places.indexOf(first.wanted.school?.place ?? '')
  const to = places.indexOf(then.wanted.school?.place ?? '')
  return gap >= 0 && gap < (minutes[from]?.[to] ?? 0)
}
