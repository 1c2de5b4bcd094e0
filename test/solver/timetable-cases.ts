import fc from 'fast-check'
import type { MeetingPlaces, MeetingProblem } from '../../src/solver/timetable/timetable-problem.ts'

export const ints = (values: readonly number[]): Int32Array => Int32Array.from(values)
export const rows = (lists: readonly (readonly number[])[]): { start: Int32Array; values: Int32Array } => ({
  start: ints(lists.reduce<number[]>((starts, list) => [...starts, starts[starts.length - 1]! + list.length], [0])),
  values: ints(lists.flat()),
})

export interface Sketch {
  readonly days: number
  readonly series: readonly {
    minutes: number
    place: number
    rhythm: number
    apart: number
    even: number
    aligned: boolean
    groups: readonly number[]
    meetings: number
    times: readonly { time: number; cost: number }[]
    rooms: readonly number[]
    teams: readonly number[]
    was: boolean
    leastDays?: number
    roomCost?: number
  }[]
  readonly company?: readonly number[]
  readonly closed: readonly number[]
  readonly most: number
  readonly travel: readonly number[]
}

/** Resources: groups 0 to 2, rooms 3 and 4, teams 5 and 6. Rhythms: the day, two days, weeks. */
export function problemOf({ days, series, closed, most, travel, company = [] }: Sketch): MeetingProblem {
  const resources = 7
  const choices = series.map(({ rooms, teams }) => rooms.flatMap((room) => teams.map((team) => ({ room, team }))))
  const each = (of: (one: Sketch['series'][number]) => number): Int32Array => ints(series.map(of))
  const perMeeting = (of: (one: Sketch['series'][number], s: number) => number): Int32Array =>
    ints(series.flatMap((one, s) => Array.from({ length: one.meetings }, () => of(one, s))))
  const times = rows(series.map((one) => one.times.map(({ time }) => time)))
  const groups = rows(series.map((one) => one.groups))
  return {
    days,
    resources,
    open: Uint8Array.from({ length: resources * days }, (_, i) =>
      i >= 5 * days && closed.includes(i - 5 * days) ? 2 : 7,
    ),
    most: ints([0, 0, 0, 0, 0, most, 0]),
    alone: Uint8Array.from({ length: resources }, (_, i) => (company.includes(i) ? 1 : 0)),
    places: 2,
    travel: ints(travel),
    minutes: each(({ minutes }) => minutes),
    place: each(({ place }) => place),
    rhythm: each(({ rhythm }) => rhythm),
    bucket: ints(
      [0, 1, 2].flatMap((rhythm) =>
        Array.from({ length: days }, (_, d) => [d, Math.floor(d / 2), Math.floor(d / 7)][rhythm] ?? d),
      ),
    ),
    apart: each(({ apart }) => apart),
    even: each(({ even }) => even),
    aligned: Uint8Array.from(series, ({ aligned }) => (aligned ? 1 : 0)),
    leastDays: each(({ leastDays = 0 }) => leastDays),
    groupStart: groups.start,
    group: groups.values,
    series: perMeeting((_, s) => s),
    times: perMeeting((_, s) => s),
    choices: perMeeting((_, s) => s),
    was: perMeeting(({ was, times: own }) => (was ? (own[0]?.time ?? -1) : -1)),
    wasRoom: perMeeting(({ rooms }) => rooms[0] ?? -1),
    wasTeam: perMeeting(({ teams }) => teams[0] ?? -1),
    timeStart: times.start,
    time: times.values,
    timeCost: ints(series.flatMap((one) => one.times.map(({ cost }) => cost))),
    choiceStart: rows(choices.map((list) => list.map(() => 0))).start,
    room: ints(choices.flat().map(({ room }) => room)),
    team: ints(choices.flat().map(({ team }) => team)),
    wayOut: ints(choices.flat().map(() => 20)),
    wayBack: ints(choices.flat().map(() => 10)),
    choiceCost: ints(choices.flatMap((list, s) => list.map((_, c) => c * (series[s]?.roomCost ?? 0)))),
    weights: { sameDay: 3, even: 2, changed: 11, alone: 4, leastDays: 6, rooms: 5 },
  }
}

export const day = 1440
export const sketches = (most: number): fc.Arbitrary<Sketch> =>
  fc.integer({ min: 1, max: 3 }).chain((span) =>
    fc.record({
      days: fc.constant(span * 4),
      series: fc.array(
        fc
          .record({
            minutes: fc.constantFrom(60, 60, 90),
            place: fc.integer({ min: 0, max: 1 }),
            rhythm: fc.integer({ min: 0, max: 2 }),
            apart: fc.integer({ min: 0, max: 2 }),
            even: fc.integer({ min: 0, max: 6 }),
            aligned: fc.constantFrom(false, false, true),
            groups: fc.subarray([0, 1, 2]),
            meetings: fc.constantFrom(1, 1, 2, 3),
            times: fc.uniqueArray(
              fc.record({
                time: fc
                  .tuple(fc.integer({ min: 0, max: span * 4 - 1 }), fc.constantFrom(540, 600, 655, 660, 690, 730))
                  .map(([d, minute]) => d * day + minute),
                cost: fc.integer({ min: 0, max: 5 }),
              }),
              { maxLength: 4, selector: ({ time }) => time },
            ),
            rooms: fc.constantFrom([-1], [3], [3, 4]),
            teams: fc.constantFrom([-1], [5], [5, 6]),
            was: fc.boolean(),
            leastDays: fc.constantFrom(0, 0, 2, 3),
            roomCost: fc.constantFrom(0, 0, 3),
          })
          .map((one) => ({ ...one, times: [...one.times].sort((a, b) => a.time - b.time) })),
        { minLength: 1, maxLength: most },
      ),
      company: fc.subarray([0, 1, 2]),
      closed: fc.uniqueArray(fc.integer({ min: 0, max: span * 8 - 1 }), { maxLength: 2 }),
      most: fc.constantFrom(0, 1, 2),
      travel: fc.tuple(
        fc.constantFrom(0, 10),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(0, 10),
      ),
    }),
  )

export interface Seat {
  readonly m: number
  readonly at: number
  readonly room: number
  readonly team: number
}

/** Whether meetings can stand together, worked out from the words of the problem. */
export function stands(p: MeetingProblem, seats: readonly Seat[]): boolean {
  const s = ({ m }: Seat): number => p.series[m]!
  const d = ({ at }: Seat): number => Math.floor(at / day)
  const end = (seat: Seat): number => seat.at + p.minutes[s(seat)]!
  const groups = (seat: Seat): Int32Array => p.group.subarray(p.groupStart[s(seat)], p.groupStart[s(seat) + 1])
  const way = (a: Seat, b: Seat): number => p.travel[p.place[s(a)]! * 2 + p.place[s(b)]!]!
  for (const seat of seats) {
    const minute = seat.at % day
    const [from, to] = [minute - 20, minute + p.minutes[s(seat)]! + 10]
    const need = (from < 720 ? 1 : 0) + (from < 1080 && to > 720 ? 2 : 0) + (to > 1080 ? 4 : 0)
    if (seat.team >= 0 && (p.open[seat.team * p.days + d(seat)]! & need) !== need) return false
    const part = (one: Seat): number => (one.at % day < 720 ? 0 : one.at % day < 1080 ? 1 : 2)
    const there = seats.filter((one) => one.team === seat.team && d(one) === d(seat) && part(one) === part(seat))
    if (seat.team >= 0 && p.most[seat.team]! > 0 && there.length > p.most[seat.team]!) return false
  }
  return seats.every((a, i) =>
    seats.slice(i + 1).every((b) => {
      const overlap = a.at < end(b) && b.at < end(a)
      if (s(a) === s(b)) {
        const bucket = p.rhythm[s(a)]! * p.days
        if (p.bucket[bucket + d(a)] === p.bucket[bucket + d(b)]) return false
        if (Math.abs(d(a) - d(b)) < p.apart[s(a)]!) return false
        if (p.aligned[s(a)] === 1 && (d(a) % 7 !== d(b) % 7 || a.at % day !== b.at % day)) return false
      }
      if (overlap && groups(a).some((group) => groups(b).includes(group))) return false
      if (overlap && a.room >= 0 && a.room === b.room) return false
      if (a.team < 0 || a.team !== b.team || d(a) !== d(b)) return true
      return a.at >= end(b) + way(b, a) || b.at >= end(a) + way(a, b)
    }),
  )
}

export const seatsOf = ({ at, room, team }: MeetingPlaces): readonly Seat[] =>
  [...at].flatMap((time, m) => (time < 0 ? [] : [{ m, at: time, room: room[m]!, team: team[m]! }]))

/** Costs from the words of the problem: times, crowded days, uneven series, changes. */
export function costOf(p: MeetingProblem, seats: readonly Seat[]): number {
  let sum = 0
  for (const { m, at, room, team } of seats) {
    for (let c = p.choiceStart[p.choices[m]!]!; c < p.choiceStart[p.choices[m]! + 1]!; c++)
      if (p.room[c] === room && p.team[c] === team) sum += p.choiceCost[c]!
    for (let i = p.timeStart[p.times[m]!]!; i < p.timeStart[p.times[m]! + 1]!; i++)
      if (p.time[i] === at) sum += p.timeCost[i]!
    if (p.was[m]! >= 0 && (p.was[m] !== at || p.wasRoom[m] !== room || p.wasTeam[m] !== team)) sum += p.weights.changed
  }
  for (let group = 0; group < 3; group++)
    for (let d = 0; d < p.days; d++) {
      const there = seats.filter(({ m, at }) => {
        const s = p.series[m]!
        return Math.floor(at / day) === d && p.group.subarray(p.groupStart[s], p.groupStart[s + 1]).includes(group)
      })
      sum += p.weights.sameDay * Math.max(0, there.length - 1)
      const end = ({ m, at }: Seat): number => at + p.minutes[p.series[m]!]!
      const lonely = there.filter((one) => !there.some((other) => end(other) === one.at || other.at === end(one)))
      if (p.alone[group] === 1) sum += p.weights.alone * lonely.length
    }
  for (let s = 0; s < p.minutes.length; s++) {
    const days = seats
      .filter(({ m }) => p.series[m] === s)
      .map(({ at }) => Math.floor(at / day))
      .sort((a, b) => a - b)
    const rooms = new Set(seats.flatMap(({ m, room }) => (p.series[m] === s && room >= 0 ? [room] : [])))
    sum += p.weights.rooms * Math.max(0, rooms.size - 1)
    sum += p.weights.leastDays * Math.max(0, p.leastDays[s]! - new Set(days).size)
    days.slice(1).forEach((d, i) => (sum += p.weights.even * Math.max(0, p.even[s]! - (d - days[i]!))))
  }
  return sum
}

export function mostSeats(p: MeetingProblem): number {
  let best = 0
  const from = (m: number, seats: readonly Seat[]): void => {
    if (seats.length + p.series.length - m <= best) return
    if (m === p.series.length) {
      best = seats.length
      return
    }
    for (let i = p.timeStart[p.times[m]!]!; i < p.timeStart[p.times[m]! + 1]!; i++)
      for (let c = p.choiceStart[p.choices[m]!]!; c < p.choiceStart[p.choices[m]! + 1]!; c++) {
        const seat = { m, at: p.time[i]!, room: p.room[c]!, team: p.team[c]! }
        if (stands(p, [...seats, seat])) from(m + 1, [...seats, seat])
      }
    from(m + 1, seats)
  }
  from(0, [])
  return best
}
