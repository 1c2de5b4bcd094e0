import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveTimetable } from '../../src/solver/timetable/timetable.ts'
import { blockers, type MeetingPlan, type MeetingProblem } from '../../src/solver/timetable/timetable-problem.ts'

const ints = (values: readonly number[]): Int32Array => Int32Array.from(values)
const rows = (lists: readonly (readonly number[])[]): { start: Int32Array; values: Int32Array } => ({
  start: ints(lists.reduce<number[]>((starts, list) => [...starts, starts[starts.length - 1]! + list.length], [0])),
  values: ints(lists.flat()),
})

interface Sketch {
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
  }[]
  readonly closed: readonly number[]
  readonly most: number
  readonly travel: readonly number[]
}

/** Resources: groups 0 to 2, rooms 3 and 4, teams 5 and 6. Rhythms: the day, two days, weeks. */
function problemOf({ days, series, closed, most, travel }: Sketch): MeetingProblem {
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
    weights: { sameDay: 3, even: 2, changed: 11 },
  }
}

const day = 1440
const sketches = (most: number): fc.Arbitrary<Sketch> =>
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
                  .tuple(fc.integer({ min: 0, max: span * 4 - 1 }), fc.constantFrom(540, 600, 655, 690, 730))
                  .map(([d, minute]) => d * day + minute),
                cost: fc.integer({ min: 0, max: 5 }),
              }),
              { maxLength: 4, selector: ({ time }) => time },
            ),
            rooms: fc.constantFrom([-1], [3], [3, 4]),
            teams: fc.constantFrom([-1], [5], [5, 6]),
            was: fc.boolean(),
          })
          .map((one) => ({ ...one, times: [...one.times].sort((a, b) => a.time - b.time) })),
        { minLength: 1, maxLength: most },
      ),
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

interface Seat {
  readonly m: number
  readonly at: number
  readonly room: number
  readonly team: number
}

/** Whether meetings can stand together, worked out from the words of the problem. */
function stands(p: MeetingProblem, seats: readonly Seat[]): boolean {
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

const seatsOf = ({ at, room, team }: MeetingPlan): readonly Seat[] =>
  [...at].flatMap((time, m) => (time < 0 ? [] : [{ m, at: time, room: room[m]!, team: team[m]! }]))

/** Costs from the words of the problem: times, crowded days, uneven series, changes. */
function costOf(p: MeetingProblem, seats: readonly Seat[]): number {
  let sum = 0
  for (const { m, at, room, team } of seats) {
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
    }
  for (let s = 0; s < p.minutes.length; s++) {
    const days = seats
      .filter(({ m }) => p.series[m] === s)
      .map(({ at }) => Math.floor(at / day))
      .sort((a, b) => a - b)
    days.slice(1).forEach((d, i) => (sum += p.weights.even * Math.max(0, p.even[s]! - (d - days[i]!))))
  }
  return sum
}

function mostSeats(p: MeetingProblem): number {
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

const solve = (p: MeetingProblem, iterations = 8000): MeetingPlan => solveTimetable(p, { iterations })._unsafeUnwrap()

describe('solveTimetable', () => {
  it('breaks no rule and tells what its plan costs', () => {
    fc.assert(
      fc.property(sketches(12), fc.constantFrom(0, 50, 2000), (sketch, iterations) => {
        const p = problemOf(sketch)
        const plan = solve(p, iterations)
        expect(stands(p, seatsOf(plan))).toBe(true)
        expect(plan.cost).toBe(costOf(p, seatsOf(plan)))
      }),
      { numRuns: 300 },
    )
  })
  it('places as many as can be placed, where few meetings are concerned', () => {
    fc.assert(
      fc.property(sketches(4), (sketch) => {
        const p = problemOf(sketch)
        fc.pre(p.series.length <= 7)
        const plan = solve(p)
        expect(seatsOf(plan).length).toBe(mostSeats(p))
        expect(plan.proof === 'allPlaced').toBe(seatsOf(plan).length === p.series.length)
        // With a short search whatever is proved still holds.
        const short = solve(p, 40)
        if (short.proof !== 'none') expect(seatsOf(short).length).toBe(mostSeats(p))
      }),
      { numRuns: 200 },
    )
  })
  it('counts every time of a meeting without a place once, and only under what stands in its way', () => {
    fc.assert(
      fc.property(sketches(8), (sketch) => {
        const p = problemOf(sketch)
        const plan = solve(p, 500)
        for (let m = 0; m < p.series.length; m++) {
          const counts = plan.blocked.subarray(m * blockers.length, (m + 1) * blockers.length)
          const times = p.timeStart[p.times[m]! + 1]! - p.timeStart[p.times[m]!]!
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(plan.at[m]! < 0 ? times : 0)
          if (p.aligned[p.series[m]!] === 1) expect(counts[blockers.indexOf('interval')]).toBe(0)
          if (p.groupStart[p.series[m]!] === p.groupStart[p.series[m]! + 1])
            expect(counts[blockers.indexOf('group')]).toBe(0)
          for (let i = p.timeStart[p.times[m]!]!; plan.at[m]! < 0 && i < p.timeStart[p.times[m]! + 1]!; i++)
            for (let c = p.choiceStart[p.choices[m]!]!; c < p.choiceStart[p.choices[m]! + 1]!; c++)
              expect(stands(p, [...seatsOf(plan), { m, at: p.time[i]!, room: p.room[c]!, team: p.team[c]! }])).toBe(
                false,
              )
        }
      }),
      { numRuns: 150 },
    )
  })
  it('never places fewer after a longer search than after none', () => {
    fc.assert(
      fc.property(sketches(14), (sketch) => {
        const p = problemOf(sketch)
        expect(seatsOf(solve(p, 3000)).length).toBeGreaterThanOrEqual(seatsOf(solve(p, 0)).length)
      }),
      { numRuns: 100 },
    )
  })
  it('finds room for all where there is room for all', () => {
    // Meetings are planted into a full plan, one after the other in each part of the day, and each may also lie elsewhere.
    const planted = (seed: number): MeetingProblem => {
      let state = seed
      const draw = (n: number): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
        return (state >>> 8) % n
      }
      const seats = Array.from({ length: 24 }, (_, i) => Math.floor(i / 8) * day + 480 + (i % 8) * 60)
      const series = seats.map((seat, i) => ({
        minutes: 60,
        place: 0,
        rhythm: 0,
        apart: 0,
        even: 0,
        aligned: false,
        groups: [i % 3],
        meetings: 1,
        times: [...new Set([seat, ...[0, 0, 0].map(() => seats[draw(24)]!)])]
          .sort((a, b) => a - b)
          .map((time) => ({ time, cost: draw(4) })),
        rooms: [-1],
        teams: [5],
        was: false,
      }))
      return problemOf({ days: 4, series, closed: [], most: 0, travel: [0, 0, 0, 0] })
    }
    const placed = Array.from({ length: 40 }, (_, seed) => seatsOf(solve(planted(seed + 1), 20_000)).length)
    expect(placed.filter((count) => count < 24)).toEqual([])
  })
  it('stops when nothing gets cheaper', () => {
    fc.assert(
      fc.property(sketches(6), (sketch) => {
        const p = problemOf(sketch)
        const plan = solve(p, 1_000_000)
        if (plan.proof === 'allPlaced') expect(plan.iterations).toBeLessThan(2000)
      }),
      { numRuns: 60 },
    )
  })
  it('gives the same plan again', () => {
    fc.assert(
      fc.property(sketches(10), (sketch) => {
        expect(solve(problemOf(sketch))).toEqual(solve(problemOf(sketch)))
      }),
      { numRuns: 40 },
    )
  })
  it('lets a meeting give way that was placed first', () => {
    // One team. The second meeting can only be at 9, which the first takes if nobody asks it to give way.
    const base = {
      minutes: 60,
      place: 0,
      rhythm: 0,
      apart: 0,
      even: 0,
      aligned: false,
      groups: [],
      meetings: 1,
      rooms: [-1],
      teams: [5],
      was: false,
    }
    const p = problemOf({
      days: 1,
      series: [
        {
          ...base,
          times: [
            { time: 540, cost: 0 },
            { time: 600, cost: 1 },
          ],
        },
        {
          ...base,
          times: [
            { time: 500, cost: 9 },
            { time: 540, cost: 0 },
          ],
          rooms: [3],
        },
        {
          ...base,
          times: [
            { time: 500, cost: 0 },
            { time: 510, cost: 0 },
            { time: 520, cost: 0 },
          ],
          rooms: [3],
          teams: [-1],
        },
      ],
      closed: [],
      most: 0,
      travel: [0, 0, 0, 0],
    })
    expect([...solve(p).at].every((time) => time >= 0)).toBe(false)
    expect(seatsOf(solve(p)).length).toBe(mostSeats(p))
  })
  it('refuses arrays that do not fit together', () => {
    const p = problemOf({
      days: 1,
      series: [
        {
          minutes: 60,
          place: 0,
          rhythm: 0,
          apart: 0,
          even: 0,
          aligned: false,
          groups: [0],
          meetings: 1,
          times: [{ time: 540, cost: 0 }],
          rooms: [3],
          teams: [5],
          was: false,
        },
      ],
      closed: [],
      most: 0,
      travel: [0, 0, 0, 0],
    })
    const path = (changes: Partial<MeetingProblem>): string =>
      solveTimetable({ ...p, ...changes }, { iterations: 1 })._unsafeUnwrapErr()[0].path
    expect(path({ open: Uint8Array.of(7) })).toBe('/open')
    expect(path({ travel: ints([0]) })).toBe('/travel')
    expect(path({ groupStart: ints([0, 2]) })).toBe('/groupStart')
    expect(path({ group: ints([9]) })).toBe('/group/0')
    expect(path({ time: ints([1439]) })).toBe('/times/0')
    expect(path({ time: ints([1440]) })).toBe('/time/0')
    expect(path({ minutes: ints([0]) })).toBe('/minutes/0')
    expect(path({ team: ints([7]) })).toBe('/team/0')
    expect(path({ bucket: ints([]) })).toBe('/rhythm/0')
    expect(path({ weights: { ...p.weights, even: 0.5 } })).toBe('/weights')
    expect(path({ time: undefined as never })).toBe('/time')
    expect(path({ open: ints([7]) as never })).toBe('/open')
    expect(solveTimetable(p, { iterations: Number.NaN })._unsafeUnwrapErr()[0].path).toBe('/iterations')
    expect(solveTimetable(undefined as never, { iterations: 1 }).isErr()).toBe(true)
    expect(solveTimetable(p, { iterations: 1 }).isOk()).toBe(true)
  })
})
