import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveTimetable } from '../../src/solver/timetable/timetable.ts'
import { blockers, type MeetingPlan, type MeetingProblem } from '../../src/solver/timetable/timetable-problem.ts'
import { costOf, day, ints, mostSeats, problemOf, seatsOf, sketches, stands } from './timetable-cases.ts'

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
