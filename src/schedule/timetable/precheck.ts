import { civil, type EpochDay, mondayOf, plainDate, weekdayIndex } from '../../date.ts'
import { dayParts, weekdays } from '../../week.ts'
import type { ReadTimetable } from './read-problem.ts'
import type { Series } from './series.ts'
import type { Slots } from './slots.ts'

/** Something that cannot be done however one plans: more is needed than there can be. */
export type Impossibility =
  | {
      /** Fewer days, months or weeks in the window than meetings of the series. */
      readonly code: 'tooFewDays'
      readonly session: string
      readonly part: number
      readonly needed: number
      readonly possible: number
    }
  | {
      /** Fewer mornings and afternoons on which these experts can come than meetings that need them. */
      readonly code: 'tooFewHalfDays'
      readonly expert: string
      readonly needed: number
      readonly possible: number
    }

/** What no plan can do, proved by counting. Says nothing of what it does not list. */
export function impossibilities(
  problem: ReadTimetable,
  series: readonly Series[],
  slots: readonly Slots[],
): readonly Impossibility[] {
  const few = series.flatMap((one, s): readonly Impossibility[] => {
    const possible = Math.min(one.repeats, mostMeetings(one, slots[s]?.times ?? [], problem))
    return possible < one.repeats
      ? [{ code: 'tooFewDays', session: one.session.id, part: one.part, needed: one.repeats, possible }]
      : []
  })
  const experts = [...new Set(series.map(({ expert }) => expert))].filter((expert) => expert !== 'none')
  return [
    ...few,
    ...experts
      .sort((a, b) => (a < b ? -1 : 1))
      .flatMap((expert) => {
        const theirs = series.flatMap((one, s) =>
          one.expert === expert ? [{ one, times: slots[s]?.times ?? [] }] : [],
        )
        const needed = theirs.reduce((sum, { one }) => sum + one.repeats, 0)
        const possible = Math.min(needed, mostVisits(expert, theirs, problem))
        return possible < needed ? [{ code: 'tooFewHalfDays' as const, expert, needed, possible }] : []
      }),
  ]
}

/** How many meetings at least find no place: of each kind of expert the greater of the two lacks counts. */
export function leastMissing(found: readonly Impossibility[], series: readonly Series[]): number {
  const lack = new Map<string, { days: number; halfDays: number }>()
  const at = (expert: string): { days: number; halfDays: number } => lack.get(expert) ?? { days: 0, halfDays: 0 }
  for (const one of found) {
    const short = one.needed - one.possible
    if (one.code === 'tooFewHalfDays') {
      lack.set(one.expert, { ...at(one.expert), halfDays: short })
      continue
    }
    const expert = series.find(({ session, part }) => session.id === one.session && part === one.part)?.expert ?? 'none'
    lack.set(expert, { ...at(expert), days: at(expert).days + short })
  }
  return [...lack.values()].reduce((sum, { days, halfDays }) => sum + Math.max(days, halfDays), 0)
}

/** Most meetings that the rhythm of a series allows if nothing else were planned. */
function mostMeetings({ rhythm, repeats }: Series, times: readonly number[], { rules }: ReadTimetable): number {
  const days = [...new Set(times.map((time) => Math.floor(time / 1440)))]
  if (repeats === 1 || days.length === 0) return days.length
  if (rhythm === 'apart') {
    let count = 0
    let next = Number.NEGATIVE_INFINITY
    for (const day of days)
      if (day >= next) {
        count++
        next = day + rules.apartDays
      }
    return count
  }
  if (rhythm === 'week') {
    const weeks = new Map<number, Set<number>>()
    for (const time of times) {
      const minute = time % 10080
      const found = weeks.get(minute) ?? new Set<number>()
      weeks.set(minute, found.add(mondayOf(Math.floor(time / 1440) as EpochDay)))
    }
    return [...weeks.values()].reduce((most, { size }) => Math.max(most, size), 0)
  }
  const stretches = days.map((day) => {
    const { year, month } = civil(day as EpochDay)
    return rhythm === 'month' ? year * 12 + month : year * 4 + Math.floor((month - 1) / 3)
  })
  return new Set(stretches).size
}

const partOf = (time: number): number => (time % 1440 < 720 ? 0 : time % 1440 < 1080 ? 1 : 2)
const partMinutes = [720, 360, 360]

/** Most visits of all teams of one kind: in each part of a day as many as they take, or as begin within it one after the other. */
function mostVisits(
  expert: string,
  theirs: readonly { readonly one: Series; readonly times: readonly number[] }[],
  { teams }: ReadTimetable,
): number {
  const shortest = theirs.reduce((least, { one }) => Math.min(least, one.minutes), Number.POSITIVE_INFINITY)
  const halves = new Set(theirs.flatMap(({ times }) => times.map((time) => Math.floor(time / 1440) * 3 + partOf(time))))
  let sum = 0
  for (const team of teams) {
    if (team.kind !== expert) continue
    for (const half of halves) {
      const day = Math.floor(half / 3) as EpochDay
      const part = dayParts[half % 3] ?? 'morning'
      const comes = team.availability.includes(`${weekdays[weekdayIndex(day)] ?? 'mon'}-${part}`)
      if (!comes || team.off?.includes(plainDate(day))) continue
      const oneByOne = Math.ceil((partMinutes[half % 3] ?? 0) / shortest)
      sum += Math.min(team.sessionsPerDayPart ?? oneByOne, oneByOne)
    }
  }
  return sum
}
