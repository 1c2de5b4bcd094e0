import { isKnown } from '../../absent.ts'
import type { Calendar } from '../../calendar/index.ts'
import { daysBetween, type PlainDate, plainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { err, invalid, type Outcome, ok, parse, type Problem, refuse } from '../../problem.ts'
import type { Session } from '../../records/index.ts'
import { type TimetableRules, timetableRules } from './rules.ts'
import {
  type ExpertTeam,
  longestSpan,
  type Placement,
  type School,
  type SessionPin,
  TimetableData,
  type TimetableProblem,
  type TravelTable,
} from './timetable-problem.ts'

/** A problem whose parts fit together, every list in one order. */
export interface ReadTimetable {
  readonly sessions: readonly Session[]
  readonly schools: readonly School[]
  readonly teams: readonly ExpertTeam[]
  readonly travel: TravelTable
  readonly rules: TimetableRules
  readonly pins: readonly SessionPin[]
  readonly previous: readonly Placement[]
  readonly calendar: Calendar
}

/** The calendar and the rest; nothing of a problem that throws when it is looked at. */
function divided(problem: TimetableProblem): { readonly calendar?: Calendar; readonly data?: unknown } {
  try {
    const { calendar, ...data } = problem
    return { calendar, data }
  } catch {
    return {}
  }
}

/**
 * Reads a problem and puts its lists in order.
 * @returns Ok: the problem. Err `invalid`: a part that cannot be read, an id given twice, a reference to nothing.
 */
export function readTimetable(problem: TimetableProblem): Outcome<ReadTimetable> {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return refuse('', 'invalid-type', 'must be an object')
  const { calendar, data } = divided(problem)
  if (typeof calendar !== 'object' || typeof (calendar as Partial<Calendar> | null)?.allows !== 'function')
    return refuse('/calendar', 'invalid-type', 'must be a compiled calendar')
  return parse(TimetableData, data).andThen((read): Outcome<ReadTimetable> => {
    const ordered: ReadTimetable = {
      sessions: sorted(read.sessions, ({ id }) => id),
      schools: sorted(read.schools, ({ id }) => id).map((school) => ({
        ...school,
        groups: [...school.groups].sort((a, b) => gradeNumber(a.grade) - gradeNumber(b.grade)),
        ...(school.venues ? { venues: sorted(school.venues, ({ id }) => id) } : {}),
      })),
      teams: sorted(read.teams, ({ id }) => id),
      travel: read.travel,
      rules: timetableRules(plainDate(calendar.from), read.rules),
      pins: sorted(read.pins ?? [], meetingKey),
      previous: sorted(read.previous ?? [], meetingKey),
      calendar,
    }
    const problems = [...duplicates(read), ...misfits(read, ordered)]
    const [first, ...rest] = problems
    return first ? err([first, ...rest]) : ok(ordered)
  })
}

/** Kindergarten comes before grade 1. */
export const gradeNumber = (grade: School['groups'][number]['grade']): number => (grade === 'kindergarten' ? 0 : grade)

/** One text for one meeting of a problem. */
export const meetingKey = ({
  session,
  part = 1,
  number = 1,
}: Pick<SessionPin, 'session' | 'part' | 'number'>): string =>
  `${session}/${String(part).padStart(3, '0')}/${String(number).padStart(3, '0')}`

const sorted = <T>(list: readonly T[], key: (item: T) => string): readonly T[] =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))

type Read = ReturnType<typeof TimetableData.parse>

function duplicates(read: Read): readonly Problem[] {
  const twice = <T>(
    list: readonly T[],
    key: (item: T) => string | number,
    path: (i: number) => Pointer,
  ): readonly Problem[] => {
    const seen = new Set<string | number>()
    return list.flatMap((item, i) => {
      const name = key(item)
      if (seen.has(name)) return [invalid(path(i), 'duplicate', 'is given twice')]
      seen.add(name)
      return []
    })
  }
  return [
    ...twice(
      read.sessions,
      ({ id }) => id,
      (i) => pointer('sessions', i, 'id'),
    ),
    ...twice(
      read.schools,
      ({ id }) => id,
      (i) => pointer('schools', i, 'id'),
    ),
    ...twice(
      read.schools,
      ({ name }) => name,
      (i) => pointer('schools', i, 'name'),
    ),
    ...read.schools.flatMap((school, s) => [
      ...twice(
        school.groups,
        ({ grade }) => grade,
        (i) => pointer('schools', s, 'groups', i, 'grade'),
      ),
      ...twice(
        school.venues ?? [],
        ({ id }) => id,
        (i) => pointer('schools', s, 'venues', i, 'id'),
      ),
    ]),
    ...twice(
      read.teams,
      ({ id }) => id,
      (i) => pointer('teams', i, 'id'),
    ),
    ...twice(
      read.travel.places,
      (id) => id,
      (i) => pointer('travel', 'places', i),
    ),
    ...twice(read.pins ?? [], meetingKey, (i) => pointer('pins', i)),
    ...twice(read.previous ?? [], meetingKey, (i) => pointer('previous', i)),
  ]
}

function misfits(read: Read, { sessions, schools }: ReadTimetable): readonly Problem[] {
  const places = new Set(read.travel.places)
  const at = (id: string | undefined, path: Pointer): readonly Problem[] =>
    id === undefined || places.has(id) ? [] : [invalid(path, 'inconsistent', 'is no place of the travel table')]
  const square =
    read.travel.minutes.length === places.size && read.travel.minutes.every((row) => row.length === places.size)
  const known = new Set<string>(sessions.map(({ id }) => id))
  const venues = new Set(schools.flatMap((school) => (school.venues ?? []).map(({ id }) => id)))
  const teams = new Set(read.teams.map(({ id }) => id))
  return [
    ...(square ? [] : [invalid('/travel/minutes', 'inconsistent', 'must have a row and a column for each place')]),
    ...read.schools.flatMap((school, i) => [
      ...at(school.place, pointer('schools', i, 'place')),
      ...school.periods.flatMap(({ from, to }, k) =>
        from < to ? [] : [invalid(pointer('schools', i, 'periods', k), 'inconsistent', 'must end after it begins')],
      ),
      ...(school.venues ?? []).flatMap(({ id }, k) => reserved(id, pointer('schools', i, 'venues', k, 'id'))),
    ]),
    ...read.teams.flatMap((team, i) => [
      ...at(team.base, pointer('teams', i, 'base')),
      ...reserved(team.id, pointer('teams', i, 'id')),
    ]),
    ...(read.pins ?? []).flatMap(({ session, venue, team }, i) => [
      ...(known.has(session) ? [] : [invalid(pointer('pins', i, 'session'), 'inconsistent', 'is no session here')]),
      ...(venue === undefined || venue === 'none' || venues.has(venue)
        ? []
        : [invalid(pointer('pins', i, 'venue'), 'inconsistent', 'is no room here')]),
      ...(team === undefined || team === 'none' || teams.has(team)
        ? []
        : [invalid(pointer('pins', i, 'team'), 'inconsistent', 'is no team here')]),
    ]),
    ...spanProblems(sessions),
  ]
}

const reserved = (id: string, path: Pointer): readonly Problem[] =>
  id === 'none' ? [invalid(path, 'invalid-value', 'none means that there is nothing')] : []

function spanProblems(sessions: readonly Session[]): readonly Problem[] {
  const days = sessions.flatMap(({ from, to }): readonly PlainDate[] =>
    isKnown(from) && isKnown(to) ? [from, to] : [],
  )
  const [first] = days
  if (first === undefined) return []
  const low = days.reduce((a, b) => (a < b ? a : b), first)
  const high = days.reduce((a, b) => (a > b ? a : b), first)
  return daysBetween(low, high) < longestSpan
    ? []
    : [invalid('/sessions', 'too-large', `the windows must lie within ${longestSpan} days`)]
}
