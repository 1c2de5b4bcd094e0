import { some } from '../../absent.ts'
import { civil, daysFromCivil, type EpochDay, plainDate, weekdayIndex } from '../../date.ts'
import { type Weekday, weekdays } from '../../week.ts'
import type { ConstraintId } from './constraints.ts'
import type { ReadTimetable } from './read-problem.ts'
import type { Series } from './series.ts'
import type { ExpertTeam, SchoolVenue } from './timetable-problem.ts'

/** A room and a team for a meeting; undefined where none is needed. */
export interface Arrangement {
  readonly venue: SchoolVenue | undefined
  readonly team: ExpertTeam | undefined
  /** Minutes from the base of the team to the school, and back. */
  readonly wayOut: number
  readonly wayBack: number
}

/** Beginnings of a series that nothing but other meetings can forbid. */
export interface Slots {
  /** Minutes: epoch day x 1440 + minute of the day, rising. */
  readonly times: readonly number[]
  /** Beginnings in the window that can never be taken, by the first reason. */
  readonly lost: ReadonlyMap<ConstraintId, number>
  readonly arrangements: readonly Arrangement[]
}

/** Rooms and teams that suit a series; none if a room or a team is needed that there is not. */
export function arrangementsOf(
  { session, school, children, expert }: Series,
  { teams, travel }: ReadTimetable,
): readonly Arrangement[] {
  const rooms: readonly (SchoolVenue | undefined)[] = school.venues?.filter(
    ({ places, forms }) => places >= children && (forms === undefined || forms.some((form) => form === session.form)),
  ) ?? [undefined]
  const visitors = expert === 'none' ? [undefined] : teams.filter(({ kind }) => kind === expert)
  const minutes = (from: string, to: string): number =>
    travel.minutes[travel.places.indexOf(from)]?.[travel.places.indexOf(to)] ?? 0
  return visitors.flatMap((team) =>
    rooms.map((venue) => ({
      venue,
      team,
      wayOut: team?.base === undefined ? 0 : minutes(team.base, school.place),
      wayBack: team?.base === undefined ? 0 : minutes(school.place, team.base),
    })),
  )
}

/** All beginnings of a series in its window, sorted into those that can be taken and those that cannot. */
export function slotsOf(series: Series, problem: ReadTimetable): Slots {
  const { rules, calendar } = problem
  const { session, first, last } = series
  const arrangements = arrangementsOf(series, problem)
  const lost = new Map<ConstraintId, number>()
  const lose = (id: ConstraintId, count: number): void => {
    if (count > 0) lost.set(id, (lost.get(id) ?? 0) + count)
  }
  const expertDays = some(session.expertDays)
  const sensitive = rules.sensitiveTopics.some((topic) => topic === session.safetyTopic)
  const starts = weekdays.map((weekday) => startsOn(series, weekday, problem))
  const times: number[] = []
  for (let day = first; day <= last; day = (day + 1) as EpochDay) {
    const weekday = weekdayOf(day)
    const begins = starts[weekdayIndex(day)] ?? []
    const answered = Array.from({ length: sensitive ? rules.schooldaysAfter : 0 }, (_, i) => (day + i + 1) as EpochDay)
    if (!calendar.allows('schoolday', day)) lose('schoolday', begins.length)
    else if (expertDays && !expertDays.includes(weekday)) lose('weekday', begins.length)
    else if (!answered.every((next) => calendar.allows('schoolday', next))) lose('disclosure', begins.length)
    else if (arrangements.length === 0) lose(withoutTeam(series, problem) ? 'team' : 'venue', begins.length)
    else
      for (const start of begins)
        if (arrangements.some((one) => comes(one, day, start, series.minutes))) times.push(day * 1440 + start)
        else lose('availability', 1)
  }
  return { times, lost, arrangements }
}

const weekdayOf = (day: EpochDay): Weekday => weekdays[weekdayIndex(day)] ?? 'mon'

const withoutTeam = ({ expert }: Series, { teams }: ReadTimetable): boolean =>
  expert !== 'none' && !teams.some(({ kind }) => kind === expert)

/** Minutes at which a meeting can begin: the grid of each period, and beginnings that were pinned or published. */
function startsOn(
  { session, school, part, minutes }: Series,
  weekday: Weekday,
  { rules, pins, previous }: ReadTimetable,
): readonly number[] {
  const mine = (one: { session: string; part?: number }): boolean =>
    one.session === session.id && (one.part ?? 1) === part
  const extra = [...pins.filter(mine), ...previous.filter(mine)].flatMap(({ start }) =>
    start === undefined ? [] : [start],
  )
  const starts = school.periods
    .filter(
      (period) => (period.days?.includes(weekday) ?? true) && (period.for === undefined || period.for === session.kind),
    )
    .flatMap(({ from, to }) => {
      const count = Math.max(0, Math.floor((to - minutes - from) / rules.startEvery) + 1)
      const grid = Array.from({ length: count }, (_, i) => from + i * rules.startEvery)
      return [...grid, ...extra.filter((start) => from <= start && start + minutes <= to)]
    })
  return [...new Set(starts)].sort((a, b) => a - b)
}

/** Whether the team can be there, with the way from its base and back. */
function comes({ team, wayOut, wayBack }: Arrangement, day: EpochDay, start: number, minutes: number): boolean {
  if (!team) return true
  if (team.off?.includes(plainDate(day))) return false
  const from = start - wayOut
  const to = start + minutes + wayBack
  const parts = [
    { part: 'morning', begins: 0, ends: 720 },
    { part: 'afternoon', begins: 720, ends: 1080 },
    { part: 'evening', begins: 1080, ends: 1440 },
  ] as const
  return (
    from >= 0 &&
    to <= 1440 &&
    parts.every(
      ({ part, begins, ends }) =>
        to <= begins || from >= ends || team.availability.includes(`${weekdayOf(day)}-${part}`),
    )
  )
}

/** Whole weeks by which a day comes after the season of the topic began within the window, or after the window began in it. */
export function weeksLate({ session, first, last, repeats }: Series, day: EpochDay, { rules }: ReadTimetable): number {
  if (repeats > 1) return 0
  let best = Number.POSITIVE_INFINITY
  for (const season of rules.seasons) {
    if (season.topic !== session.safetyTopic) continue
    for (let year = civil(first).year - 1; year <= civil(last).year; year++) {
      const begins = dayIn(year, season.from)
      const ends = dayIn(season.to > season.from ? year : year + 1, season.to)
      if (begins <= last && ends > first) best = Math.min(best, Math.max(begins, first))
    }
  }
  return day > best ? Math.floor((day - best) / 7) : 0
}

const dayIn = (year: number, monthDay: string): EpochDay =>
  daysFromCivil(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3, 5)))
