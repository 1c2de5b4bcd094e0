import { isKnown, some } from '../../absent.ts'
import { addDays, epochDay, weekdayIndex } from '../../date.ts'
import { weekdays } from '../../week.ts'
import type { ReadTimetable } from '../timetable/read-problem.ts'
import { meetingKey } from '../timetable/read-problem.ts'
import type { ExpertTeam, Placement } from '../timetable/timetable-problem.ts'
import type { Breach } from './breach.ts'
import type { Wanted } from './wanted.ts'

/** What is wrong with one meeting, whatever the others do. */
export function meetingBreaches(placement: Placement, wanted: Wanted, problem: ReadTimetable): readonly Breach[] {
  const found: readonly (Breach['id'] | false)[] = [
    pinBroken(placement, problem) && 'pin',
    outsideWindow(placement, wanted) && 'window',
    !problem.calendar.allows('schoolday', epochDay(placement.on)) && 'schoolday',
    wrongWeekday(placement, wanted) && 'weekday',
    noSchoolAfter(placement, wanted, problem) && 'disclosure',
    outsidePeriods(placement, wanted) && 'period',
    placement.minutes !== wanted.session.minutes && 'length',
    wrongAudience(placement, wanted) && 'audience',
    tooMany(placement, wanted) && 'capacity',
    wrongVenue(placement, wanted) && 'venue',
    wrongTeam(placement, wanted, problem) && 'team',
    unavailable(placement, wanted, problem) && 'availability',
  ]
  return found.flatMap((id) => (id === false ? [] : [{ id, meetings: [placement], penalty: 1 }]))
}

const weekdayOf = ({ on }: Placement) => weekdays[weekdayIndex(epochDay(on))] ?? 'mon'
const end = ({ start, minutes }: Placement): number => start + minutes

function pinBroken(placement: Placement, { pins }: ReadTimetable): boolean {
  const pin = pins.find((one) => meetingKey(one) === meetingKey(placement))
  return (
    pin !== undefined &&
    ((pin.on ?? placement.on) !== placement.on ||
      (pin.start ?? placement.start) !== placement.start ||
      (pin.venue ?? placement.venue) !== placement.venue ||
      (pin.team ?? placement.team) !== placement.team)
  )
}

const outsideWindow = ({ on }: Placement, { session: { from, to } }: Wanted): boolean =>
  !isKnown(from) || !isKnown(to) || on < from || on > to

function wrongWeekday(placement: Placement, { session: { expertDays } }: Wanted): boolean {
  const days = some(expertDays)
  return days !== undefined && !days.includes(weekdayOf(placement))
}

function noSchoolAfter({ on }: Placement, { session }: Wanted, { rules, calendar }: ReadTimetable): boolean {
  if (!rules.sensitiveTopics.some((topic) => topic === session.safetyTopic)) return false
  return Array.from({ length: rules.schooldaysAfter }, (_, i) => addDays(on, i + 1)).some(
    (day) => !calendar.allows('schoolday', epochDay(day)),
  )
}

function outsidePeriods(placement: Placement, { session, school }: Wanted): boolean {
  const fits = (school?.periods ?? []).some(
    (period) =>
      period.from <= placement.start &&
      end(placement) <= period.to &&
      (!period.days || period.days.includes(weekdayOf(placement))) &&
      (!period.for || period.for === session.kind),
  )
  return !fits
}

function wrongAudience({ part, groups, children }: Placement, wanted: Wanted): boolean {
  const right = wanted.parts[part - 1]
  const same =
    right !== undefined &&
    right.children === children &&
    right.groups.length === groups.length &&
    right.groups.every((group) => groups.some((g) => g.grade === group.grade && g.children === group.children))
  return !same || (wanted.forGroups && groups.length === 0)
}

function tooMany({ children, venue }: Placement, { session: { capacity }, school }: Wanted): boolean {
  const room = school?.venues?.find(({ id }) => id === venue)
  return (isKnown(capacity) && children > capacity) || (room !== undefined && children > room.places)
}

function wrongVenue({ venue }: Placement, { session: { form }, school }: Wanted): boolean {
  if (!school?.venues) return venue !== 'none'
  const room = school.venues.find(({ id }) => id === venue)
  return room === undefined || (room.forms !== undefined && !room.forms.some((suitable) => suitable === form))
}

function wrongTeam({ team }: Placement, { session: { expert } }: Wanted, { teams }: ReadTimetable): boolean {
  if (expert === 'none' || expert === 'school' || !isKnown(expert)) return team !== 'none'
  return teams.find(({ id }) => id === team)?.kind !== expert
}

function unavailable(placement: Placement, { school }: Wanted, { teams, travel }: ReadTimetable): boolean {
  const team = teams.find(({ id }) => id === placement.team)
  if (!team) return false
  if (team.off?.includes(placement.on)) return true
  const way = (from: string | undefined, to: string | undefined): number =>
    from === undefined || to === undefined
      ? 0
      : (travel.minutes[travel.places.indexOf(from)]?.[travel.places.indexOf(to)] ?? 0)
  const leaves = placement.start - (team.base === undefined ? 0 : way(team.base, school?.place))
  const returns = end(placement) + (team.base === undefined ? 0 : way(school?.place, team.base))
  return leaves < 0 || returns > 1440 || !availableThroughout(team, weekdayOf(placement), leaves, returns)
}

function availableThroughout(team: ExpertTeam, day: (typeof weekdays)[number], from: number, to: number): boolean {
  const has = (part: 'morning' | 'afternoon' | 'evening'): boolean => team.availability.includes(`${day}-${part}`)
  return (
    (from >= 720 || has('morning')) && (to <= 720 || from >= 1080 || has('afternoon')) && (to <= 1080 || has('evening'))
  )
}
