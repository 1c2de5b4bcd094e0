import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annealTimetable } from '../../src/solver/index.ts'
import { Annealing } from '../../src/solver/timetable/annealing.ts'
import { MeetingBoard } from '../../src/solver/timetable/meeting-board.ts'
import { solveTimetable } from '../../src/solver/timetable/timetable.ts'
import type { MeetingPlaces, MeetingPlan, MeetingProblem } from '../../src/solver/timetable/timetable-problem.ts'
import { costOf, day, mostSeats, problemOf, seatsOf, type Sketch, sketches, stands } from './timetable-cases.ts'

const plain = (p: MeetingProblem): MeetingPlan => solveTimetable(p, { iterations: 200 })._unsafeUnwrap()
const anneal = async (p: MeetingProblem, start: MeetingPlaces, iterations: number, seed = 1): Promise<MeetingPlan> =>
  (await annealTimetable(p, start, { seed, iterations }))._unsafeUnwrap()

const placesOn = (p: MeetingProblem, { entry, choice }: Pick<MeetingBoard, 'entry' | 'choice'>): MeetingPlaces => ({
  at: entry.map((e) => (e < 0 ? -1 : p.time[e]!)),
  room: choice.map((c) => (c < 0 ? -1 : p.room[c]!)),
  team: choice.map((c) => (c < 0 ? -1 : p.team[c]!)),
})

/** Whether one plan is at least as good as another: more placed, or as many for as little. */
const noWorse = (p: MeetingProblem, plan: MeetingPlan, than: MeetingPlan): boolean => {
  const [made, before] = [seatsOf(plan), seatsOf(than)]
  return made.length > before.length || (made.length === before.length && costOf(p, made) <= costOf(p, before))
}

/** The least that placing as many as can be placed costs, by trying everything. */
function cheapestOf(p: MeetingProblem): number {
  const most = mostSeats(p)
  let best = Number.POSITIVE_INFINITY
  const from = (m: number, seats: ReturnType<typeof seatsOf>): void => {
    if (seats.length + p.series.length - m < most) return
    if (m === p.series.length) {
      best = Math.min(best, costOf(p, seats))
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

const unpublished = (sketch: Sketch): Sketch => ({
  ...sketch,
  series: sketch.series.map((one) => ({ ...one, was: false })),
})

describe('MeetingBoard', () => {
  it('finds in the way exactly what the rules say, and counts what the words say', () => {
    fc.assert(
      fc.property(sketches(8), fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (sketch, draws) => {
        const p = problemOf(sketch)
        const board = new MeetingBoard(p)
        const start = plain(p)
        let cost = p.weights.leastDays * p.leastDays.reduce((sum, days) => sum + days, 0)
        for (const { m, at, room, team } of seatsOf(start)) {
          let c = p.choiceStart[p.choices[m]!]!
          while (p.room[c] !== room || p.team[c] !== team) c++
          cost += board.put(m, board.entryAt(m, at), c)
        }
        expect(cost).toBe(costOf(p, seatsOf(start)))
        for (const draw of draws) {
          const m = draw % p.series.length
          const times = p.timeStart[p.times[m]! + 1]! - p.timeStart[p.times[m]!]!
          const choices = p.choiceStart[p.choices[m]! + 1]! - p.choiceStart[p.choices[m]!]!
          if (times === 0) continue
          const entry = p.timeStart[p.times[m]!]! + (draw % times)
          const choice = p.choiceStart[p.choices[m]!]! + (draw % choices)
          const seat = { m, at: p.time[entry]!, room: p.room[choice]!, team: p.team[choice]! }
          const others = seatsOf(placesOn(p, board)).filter((one) => one.m !== m)
          const count = board.obstacles(m, entry, choice, 100)
          const gone = new Set(board.found.subarray(0, Math.max(0, count)))
          expect(count === 0).toBe(stands(p, [...others, seat]))
          expect(count < 0).toBe(!stands(p, [seat]))
          // With them gone the place is free.
          if (count > 0) expect(stands(p, [...others.filter((one) => !gone.has(one.m)), seat])).toBe(true)
          if (count !== 0) continue
          // Out of its place, into the other, back again: the cost of the words at each step, and no trace in the end.
          const before = { entry: board.entry.slice(), choice: board.choice.slice(), cost }
          const was = board.entry[m]! < 0 ? undefined : { entry: board.entry[m]!, choice: board.choice[m]! }
          if (was) cost += board.take(m)
          expect(cost).toBe(costOf(p, seatsOf(placesOn(p, board))))
          cost += board.put(m, entry, choice)
          expect(cost).toBe(costOf(p, seatsOf(placesOn(p, board))))
          if (draw % 2 === 0) continue
          cost += board.take(m)
          if (was) cost += board.put(m, was.entry, was.choice)
          expect({ entry: board.entry, choice: board.choice, cost }).toEqual(before)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('Annealing', () => {
  it('breaks no rule and knows its cost after every step, hot or cold', () => {
    fc.assert(
      fc.property(sketches(12), fc.integer(), (sketch, seed) => {
        const p = problemOf(sketch)
        const start = plain(p)
        const annealing = new Annealing(p, start, start.cost, seed)
        for (const _ of annealing.steps(6000)) {
          const seats = seatsOf(placesOn(p, annealing.board))
          expect(_).toBeGreaterThan(0)
          expect(stands(p, seats)).toBe(true)
          expect(annealing.cost).toBe(costOf(p, seats))
          expect(annealing.missing).toBe(p.series.length - seats.length)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('annealTimetable', () => {
  it('is never worse than its start, tells what its plan costs and leaves what stands as published', async () => {
    await fc.assert(
      fc.asyncProperty(sketches(10), fc.integer({ min: 0, max: 4000 }), async (sketch, iterations) => {
        const p = problemOf(sketch)
        const start = plain(p)
        const plan = await anneal(p, start, iterations)
        expect(stands(p, seatsOf(plan))).toBe(true)
        expect(plan.cost).toBe(costOf(p, seatsOf(plan)))
        expect(noWorse(p, plan, start)).toBe(true)
        expect(plan.iterations).toBe(iterations)
        for (const { m, at, room, team } of seatsOf(start))
          if (p.was[m] === at && p.wasRoom[m] === room && p.wasTeam[m] === team) expect(plan.at[m]).toBe(at)
      }),
      { numRuns: 100 },
    )
  })
  it('is mostly as cheap as the cheapest of all plans, where all can be tried', async () => {
    let [cases, exact] = [0, 0]
    await fc.assert(
      fc.asyncProperty(sketches(3), async (sketch) => {
        const p = problemOf(unpublished(sketch))
        fc.pre(p.series.length <= 5 && p.series.length > 1)
        const plan = await anneal(p, plain(p), 5000)
        fc.pre(seatsOf(plan).length === mostSeats(p))
        const best = cheapestOf(p)
        expect(plan.cost).toBeGreaterThanOrEqual(best)
        cases++
        if (plan.cost === best) exact++
      }),
      { numRuns: 80, seed: 5 },
    )
    expect(exact / cases).toBeGreaterThan(0.9)
  })
  it('finds what single moves cannot: two meetings that must change places', async () => {
    const one = {
      minutes: 60,
      place: 0,
      rhythm: 0,
      apart: 0,
      even: 0,
      aligned: false,
      groups: [0],
      meetings: 1,
      rooms: [-1],
      teams: [-1],
      was: false,
    }
    const times = (first: number, second: number) => [
      { time: 540, cost: first },
      { time: 600, cost: second },
    ]
    const p = problemOf({
      days: 1,
      series: [
        { ...one, times: times(5, 0) },
        { ...one, times: times(0, 5) },
      ],
      closed: [],
      most: 0,
      travel: [0, 0, 0, 0],
    })
    const start = { at: Int32Array.of(540, 600), room: Int32Array.of(-1, -1), team: Int32Array.of(-1, -1) }
    expect([...(await anneal(p, start, 0)).at]).toEqual([540, 600])
    expect([...(await anneal(p, start, 100)).at]).toEqual([600, 540])
  })
  it('gives the same bytes for the same seed, however the time is given', async () => {
    await fc.assert(
      fc.asyncProperty(sketches(8), async (sketch) => {
        const p = problemOf(sketch)
        const start = plain(p)
        const timed = (await annealTimetable(p, start, { seed: 3, milliseconds: 5 }))._unsafeUnwrap()
        expect(await anneal(p, start, timed.iterations, 3)).toEqual(timed)
      }),
      { numRuns: 10 },
    )
  })
  it('ends when it is told to, with the best so far; the cost that it tells never rises', async () => {
    const [sketch] = fc.sample(sketches(14), { numRuns: 1, seed: 9 })
    const p = problemOf(sketch!)
    const start = plain(p)
    const signal = { aborted: false }
    const told: number[] = []
    const onProgress = ({ cost }: { readonly cost: number }): void => {
      told.push(cost)
      signal.aborted = told.length === 3
    }
    const plan = (
      await annealTimetable(p, start, { seed: 1, iterations: 1_000_000, signal, onProgress })
    )._unsafeUnwrap()
    expect([told.length, plan.iterations]).toEqual([3, 3 * 1024])
    expect(told).toEqual([...told].sort((a, b) => b - a))
    expect(noWorse(p, plan, start)).toBe(true)
    const none = (await annealTimetable(p, start, { seed: 1, iterations: 9, signal }))._unsafeUnwrap()
    expect([none.iterations, noWorse(p, none, start)]).toEqual([0, true])
  })
  it('takes of a start what can stand, and refuses one of another length', async () => {
    const p = problemOf({
      days: 1,
      series: [540, 540].map((time) => ({
        minutes: 60,
        place: 0,
        rhythm: 0,
        apart: 0,
        even: 0,
        aligned: false,
        groups: [0],
        meetings: 1,
        times: [{ time, cost: 0 }],
        rooms: [-1],
        teams: [-1],
        was: false,
      })),
      closed: [],
      most: 0,
      travel: [0, 0, 0, 0],
    })
    const both = { at: Int32Array.of(540, 540), room: Int32Array.of(-1, -1), team: Int32Array.of(-1, -1) }
    expect([...(await anneal(p, both, 0)).at]).toEqual([540, -1])
    expect([...(await anneal(p, { ...both, at: Int32Array.of(541, day) }, 0)).at]).toEqual([-1, -1])
    const short = await annealTimetable(p, { ...both, at: Int32Array.of(540) }, { seed: 1, iterations: 1 })
    expect(short._unsafeUnwrapErr()[0].path).toBe('/start')
    const seedless = await annealTimetable(p, both, { seed: 0.5, iterations: 1 })
    expect(seedless._unsafeUnwrapErr()[0].path).toBe('/seed')
  })
})
