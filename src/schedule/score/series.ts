import { isKnown } from '../../absent.ts'
import { civil, daysBetween, daysFromCivil, epochDay, mondayOf, weekdayIndex } from '../../date.ts'
import type { ReadTimetable } from '../timetable/read-problem.ts'
import { meetingKey } from '../timetable/read-problem.ts'
import type { Breach } from './breach.ts'
import { by, type Placed } from './clashes.ts'
import type { Wanted } from './wanted.ts'

/** Rules between the meetings of one series, and what the plan costs in comfort. */
export function seriesBreaches(placed: readonly Placed[], problem: ReadTimetable): readonly Breach[] {
  const series = by(placed, ({ placement }) => `${placement.session}/${placement.part}`)
  return [
    ...series.flatMap((meetings) => {
      const inOrder = [...meetings].sort((a, b) => (a.placement.on < b.placement.on ? -1 : 1))
      const [first] = inOrder
      if (!first) return []
      return first.wanted.rhythm === 'week' && first.wanted.repeats > 1
        ? weekly(inOrder)
        : [...tooClose(inOrder, problem), ...uneven(inOrder)]
    }),
    ...crowdedDays(placed),
    ...late(placed, problem),
    ...changed(placed, problem),
  ]
}

const breach = (id: Breach['id'], penalty: number, ...meetings: readonly Placed[]): Breach => ({
  id,
  meetings: meetings.map(({ placement }) => placement),
  penalty,
})

function weekly(meetings: readonly Placed[]): readonly Breach[] {
  const weekday = ({ placement }: Placed): number => weekdayIndex(epochDay(placement.on))
  const week = ({ placement }: Placed): number => mondayOf(epochDay(placement.on))
  return meetings.flatMap((meeting, i) => {
    const [first] = meetings
    const before = meetings[i - 1]
    if (!first || !before) return []
    const moved = weekday(meeting) !== weekday(first) || meeting.placement.start !== first.placement.start
    return [
      ...(moved ? [breach('weekly', 1, first, meeting)] : []),
      ...(week(meeting) === week(before) ? [breach('weekly', 1, before, meeting)] : []),
    ]
  })
}

function tooClose(meetings: readonly Placed[], { rules }: ReadTimetable): readonly Breach[] {
  return meetings.flatMap((a, i) =>
    meetings.slice(i + 1).flatMap((b) => {
      const close =
        a.wanted.rhythm === 'month' || a.wanted.rhythm === 'quarter'
          ? stretch(a, a.wanted.rhythm) === stretch(b, a.wanted.rhythm)
          : daysBetween(a.placement.on, b.placement.on) < rules.apartDays
      return close ? [breach('interval', 1, a, b)] : []
    }),
  )
}

/** The month, or the quarter, of a meeting. */
function stretch({ placement: { on } }: Placed, rhythm: 'month' | 'quarter'): string {
  const month = Number(on.slice(5, 7))
  return `${on.slice(0, 4)}/${rhythm === 'month' ? month : `q${Math.ceil(month / 3)}`}`
}

/** Days by which neighbours lie closer than if the window were shared evenly. */
function uneven(meetings: readonly Placed[]): readonly Breach[] {
  return meetings.flatMap((meeting, i) => {
    const before = meetings[i - 1]
    const { from, to } = meeting.wanted.session
    if (!before || !isKnown(from) || !isKnown(to)) return []
    const even = Math.floor((daysBetween(from, to) + 1) / meeting.wanted.repeats)
    const short = even - daysBetween(before.placement.on, meeting.placement.on)
    return short > 0 ? [breach('spread', short, before, meeting)] : []
  })
}

function crowdedDays(placed: readonly Placed[]): readonly Breach[] {
  const perGrade = placed.flatMap((one) =>
    one.placement.groups.map(({ grade }) => ({
      one,
      key: `${one.wanted.school?.id ?? ''}/${grade}/${one.placement.on}`,
    })),
  )
  return by(perGrade, ({ key }) => key).flatMap((day) =>
    day.length > 1 ? [breach('sameDay', day.length - 1, ...day.map(({ one }) => one))] : [],
  )
}

function late(placed: readonly Placed[], { rules }: ReadTimetable): readonly Breach[] {
  return placed.flatMap((one) => {
    const { wanted, placement } = one
    const best = wanted.repeats > 1 ? undefined : bestBefore(wanted, rules.seasons)
    const weeks = best === undefined ? 0 : Math.floor((epochDay(placement.on) - best) / 7)
    return weeks > 0 ? [breach('season', weeks, one)] : []
  })
}

/** The day on which the first season of the topic that meets the window begins, or the window does. */
function bestBefore({ session }: Wanted, seasons: ReadTimetable['rules']['seasons']): number | undefined {
  const { from, to, safetyTopic } = session
  if (!isKnown(from) || !isKnown(to)) return undefined
  const [first, last] = [epochDay(from), epochDay(to)]
  const startYear = civil(first).year
  const on = (year: number, monthDay: string): number => {
    const [month = 1, day = 1] = monthDay.split('-').map(Number)
    return daysFromCivil(year, month, day)
  }
  const begins = seasons
    .filter(({ topic }) => topic === safetyTopic)
    .flatMap((season) =>
      [-1, 0, 1, 2, 3, 4].map((years) => {
        const year = startYear + years
        return { from: on(year, season.from), to: on(season.from < season.to ? year : year + 1, season.to) }
      }),
    )
    .filter((run) => run.from <= last && run.to > first)
    .map((run) => Math.max(run.from, first))
  return begins.length === 0 ? undefined : Math.min(...begins)
}

function changed(placed: readonly Placed[], { previous }: ReadTimetable): readonly Breach[] {
  const before = new Map(previous.map((placement) => [meetingKey(placement), placement]))
  return placed.flatMap((one) => {
    const was = before.get(meetingKey(one.placement))
    const { on, start, venue, team } = one.placement
    const same = was?.on === on && was.start === start && was.venue === venue && was.team === team
    return was && !same ? [breach('changed', 1, one)] : []
  })
}
