import { civil, type EpochDay, epochDay, mondayOf } from '../../date.ts'
import type { MeetingProblem } from '../../solver/index.ts'
import type { ConstraintId } from './constraints.ts'
import { meetingKey, type ReadTimetable } from './read-problem.ts'
import { numberResources, type Resources } from './resources.ts'
import type { Rhythm, Series } from './series.ts'
import { type Arrangement, type Slots, weeksLate } from './slots.ts'
import type { SessionPin } from './timetable-problem.ts'

/** A meeting of the numeric problem, and what it stands for. */
export interface CompiledMeeting {
  readonly series: Series
  readonly number: number
  /** Whether it may change numbers with others of its series. */
  readonly free: boolean
  /** Beginnings that nothing can free, by reason. */
  readonly lost: ReadonlyMap<ConstraintId, number>
}

/** A problem in numbers. */
export interface Compiled {
  readonly problem: MeetingProblem
  readonly meetings: readonly CompiledMeeting[]
  /** The day that is day 0 of the numbers. */
  readonly dayZero: EpochDay
  readonly resources: Resources
}

const rhythms: readonly Rhythm[] = ['month', 'quarter', 'week', 'apart']
const offTheMap = 2_147_483_647

/** Lists of lists in two arrays; `add` answers the number of the list. */
function compressedRows(): {
  readonly start: number[]
  readonly values: number[]
  add: (row: readonly number[]) => number
} {
  const start = [0]
  const values: number[] = []
  const add = (row: readonly number[]): number => {
    for (const value of row) values.push(value)
    return start.push(values.length) - 2
  }
  return { start, values, add }
}

/** The meetings of all series in numbers. Series and slots stand in the same order; there is at least one series. */
export function compile(problem: ReadTimetable, series: readonly Series[], slots: readonly Slots[]): Compiled {
  const dayZero = series.reduce<EpochDay>(
    (least, { first }) => (first < least ? first : least),
    series[0]?.first ?? (0 as EpochDay),
  )
  const days = series.reduce((most, { last }) => Math.max(most, last + 1 - dayZero), 1)
  const { travel, rules } = problem
  const resources = numberResources(problem, dayZero, days)
  const pins = new Map(problem.pins.map((pin) => [meetingKey(pin), pin]))
  const published = new Map(problem.previous.map((placement) => [meetingKey(placement), placement]))

  const groups = compressedRows()
  const times = compressedRows()
  const timeCost: number[] = []
  const choices = compressedRows()
  const ways: { readonly school: string; readonly way: Arrangement }[] = []
  const meetings: CompiledMeeting[] = []
  const rows: { series: number; times: number; choices: number; was: number; wasRoom: number; wasTeam: number }[] = []

  series.forEach((one, s) => {
    const found = slots[s] ?? { times: [], arrangements: [], lost: new Map() }
    const school = one.school.id
    const addSlots = (list: Slots): { times: number; choices: number } => {
      for (const time of list.times)
        timeCost.push(rules.weights.season * weeksLate(one, Math.floor(time / 1440) as EpochDay, problem))
      return {
        times: times.add(list.times.map((time) => time - dayZero * 1440)),
        choices: choices.add(list.arrangements.map((way) => ways.push({ school, way }) - 1)),
      }
    }
    const shared = addSlots(found)
    groups.add(one.groups.map(({ grade }) => resources.group(school, grade)))
    for (let number = 1; number <= one.repeats; number++) {
      const key = meetingKey({ session: one.session.id, part: one.part, number })
      const pin = pins.get(key)
      const was = published.get(key)
      const pinned = pin ? pinnedSlots(found, pin) : undefined
      const wasAt = was ? (epochDay(was.on) - dayZero) * 1440 + was.start : -1
      meetings.push({ series: one, number, free: !pin && !was, lost: pinned?.lost ?? found.lost })
      rows.push({
        series: s,
        ...(pinned ? addSlots(pinned) : shared),
        was: was && (wasAt < 0 || wasAt >= days * 1440) ? offTheMap : wasAt,
        wasRoom: was ? resources.venue(school, was.venue) : -1,
        wasTeam: was ? resources.team(was.team) : -1,
      })
    }
  })

  const column = (of: (row: (typeof rows)[number]) => number): Int32Array => Int32Array.from(rows, of)
  const perSeries = (of: (one: Series) => number): Int32Array => Int32Array.from(series, of)
  const perChoice = (of: (one: (typeof ways)[number]) => number): Int32Array => Int32Array.from(ways, of)
  return {
    dayZero,
    meetings,
    resources,
    problem: {
      days,
      resources: resources.count,
      open: resources.open,
      most: resources.most,
      alone: new Uint8Array(resources.count),
      places: travel.places.length,
      travel: Int32Array.from(travel.minutes.flat()),
      minutes: perSeries(({ minutes }) => minutes),
      place: perSeries(({ school }) => travel.places.indexOf(school.place)),
      rhythm: perSeries(({ rhythm }) => rhythms.indexOf(rhythm)),
      bucket: Int32Array.from({ length: rhythms.length * days }, (_, i) =>
        bucketOf(rhythms[Math.floor(i / days)] ?? 'apart', (dayZero + (i % days)) as EpochDay),
      ),
      apart: perSeries(({ rhythm }) => (rhythm === 'apart' ? rules.apartDays : 1)),
      even: perSeries(({ rhythm, first, last, repeats }) =>
        rhythm === 'week' || repeats === 1 ? 0 : Math.max(0, Math.floor((last - first + 1) / repeats)),
      ),
      aligned: Uint8Array.from(series, ({ rhythm }) => (rhythm === 'week' ? 1 : 0)),
      leastDays: new Int32Array(series.length),
      groupStart: Int32Array.from(groups.start),
      group: Int32Array.from(groups.values),
      series: column((row) => row.series),
      times: column((row) => row.times),
      choices: column((row) => row.choices),
      was: column((row) => row.was),
      wasRoom: column((row) => row.wasRoom),
      wasTeam: column((row) => row.wasTeam),
      timeStart: Int32Array.from(times.start),
      time: Int32Array.from(times.values),
      timeCost: Int32Array.from(timeCost),
      choiceStart: Int32Array.from(choices.start),
      room: perChoice(({ school, way }) => resources.venue(school, way.venue?.id ?? 'none')),
      team: perChoice(({ way }) => resources.team(way.team?.id ?? 'none')),
      wayOut: perChoice(({ way }) => way.wayOut),
      wayBack: perChoice(({ way }) => way.wayBack),
      choiceCost: new Int32Array(ways.length),
      weights: {
        sameDay: rules.weights.sameDay,
        even: rules.weights.spread,
        changed: rules.weights.changed,
        alone: 0,
        leastDays: 0,
        rooms: 0,
      },
    },
  }
}

/** The week, month or quarter that a day lies in, or the day. */
function bucketOf(rhythm: Rhythm, day: EpochDay): number {
  if (rhythm === 'apart') return day
  if (rhythm === 'week') return mondayOf(day)
  const { year, month } = civil(day)
  return rhythm === 'month' ? year * 12 + month : year * 4 + Math.floor((month - 1) / 3)
}

/** The slots that are left of a meeting of which something is settled. */
function pinnedSlots({ times, lost, arrangements }: Slots, { on, start, venue, team }: SessionPin): Slots {
  const left = arrangements.filter(
    (one) =>
      (venue === undefined || venue === (one.venue?.id ?? 'none')) &&
      (team === undefined || team === (one.team?.id ?? 'none')),
  )
  const day = on === undefined ? undefined : epochDay(on)
  const kept = times.filter(
    (time) =>
      left.length > 0 &&
      (day === undefined || Math.floor(time / 1440) === day) &&
      (start === undefined || time % 1440 === start),
  )
  const dropped = times.length - kept.length
  return {
    times: kept,
    arrangements: left,
    lost: dropped === 0 ? lost : new Map([...lost, ['pin', dropped + (lost.get('pin') ?? 0)]]),
  }
}
