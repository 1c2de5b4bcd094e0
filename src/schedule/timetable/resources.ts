import { type EpochDay, plainDate, weekdayIndex } from '../../date.ts'
import { dayParts, weekdays } from '../../week.ts'
import type { ReadTimetable } from './read-problem.ts'
import type { ExpertTeam, Grade } from './timetable-problem.ts'

/** Grades, rooms and teams of a problem under one numbering, and when they can be used. */
export interface Resources {
  readonly count: number
  readonly open: Uint8Array
  readonly most: Int32Array
  readonly group: (school: string, grade: Grade) => number
  /** -1 for none; -2 for a room that there is not. */
  readonly venue: (school: string, venue: string) => number
  /** -1 for none; -2 for a team that there is not. */
  readonly team: (team: string) => number
  /** The id of a room or team; none for -1. */
  readonly idOf: (resource: number) => string
}

/** Numbers the resources: grades and rooms school by school, then teams. */
export function numberResources({ schools, teams }: ReadTimetable, dayZero: EpochDay, days: number): Resources {
  const ids: string[] = []
  const numbers = new Map<string, number>()
  const add = (key: string, id: string): void => {
    numbers.set(key, ids.length)
    ids.push(id)
  }
  for (const school of schools) {
    for (const { grade } of school.groups) add(`group/${school.id}/${grade}`, String(grade))
    for (const { id } of school.venues ?? []) add(`venue/${school.id}/${id}`, id)
  }
  const firstTeam = ids.length
  for (const { id } of teams) add(`team/${id}`, id)

  const open = new Uint8Array(ids.length * days).fill(7)
  teams.forEach((team, i) => {
    for (let d = 0; d < days; d++) open[(firstTeam + i) * days + d] = partsOpen(team, (dayZero + d) as EpochDay)
  })
  const look = (key: string): number => numbers.get(key) ?? -2
  return {
    count: ids.length,
    open,
    most: Int32Array.from(ids, (_, i) => teams[i - firstTeam]?.sessionsPerDayPart ?? 0),
    group: (school, grade) => look(`group/${school}/${grade}`),
    venue: (school, venue) => (venue === 'none' ? -1 : look(`venue/${school}/${venue}`)),
    team: (team) => (team === 'none' ? -1 : look(`team/${team}`)),
    idOf: (resource) => ids[resource] ?? 'none',
  }
}

/** Parts of the day on which a team can come, one bit each. */
function partsOpen({ availability, off }: ExpertTeam, day: EpochDay): number {
  if (off?.includes(plainDate(day))) return 0
  const weekday = weekdays[weekdayIndex(day)] ?? 'mon'
  return dayParts.reduce(
    (mask, part, bit) => (availability.includes(`${weekday}-${part}`) ? mask | (1 << bit) : mask),
    0,
  )
}
