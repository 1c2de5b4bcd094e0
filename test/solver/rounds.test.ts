import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Budget, type Rounds, type RoundsProblem, routeVisits, verifyRounds } from '../../src/solver/index.ts'
import { Draws, naturalLog } from '../../src/solver/random.ts'
import { Fleet } from '../../src/solver/rounds/fleet.ts'
import { Recreate } from '../../src/solver/rounds/recreate.ts'
import { Ruin } from '../../src/solver/rounds/ruin.ts'

/** A problem of made-up villages with everything that occurs: two windows, places without a way, rounds that differ. */
function made(visits: number, rounds: number, seed: number): RoundsProblem {
  const draws = new Draws(seed)
  const places = Math.max(2, Math.ceil(visits / 2))
  const at = Array.from({ length: places }, () => [draws.below(40), draws.below(40)] as const)
  const ways = (more: number) =>
    Int32Array.from({ length: places * places }, (_, way) => {
      const [a, b] = [at[Math.floor(way / places)]!, at[way % places]!]
      const far = Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])
      return more > 0 && far > 70 ? -1 : far + (way % 3) * more
    })
  const time = ways(1)
  const cost = ways(0)
  const windows = Array.from({ length: visits }, () => {
    const open = 480 + draws.below(300)
    const first = [open, open + 30 + draws.below(200)] as const
    return draws.below(3) === 0 ? [first, [first[1] + 60, first[1] + 120] as const] : [first]
  })
  const list = (length: number, of: () => number) => Int32Array.from({ length }, of)
  return {
    places,
    time,
    cost,
    place: list(visits, () => draws.below(places)),
    service: list(visits, () => 20 + draws.below(40)),
    windowStart: Int32Array.from([0, ...windows.map((_, v) => windows.slice(0, v + 1).flat().length)]),
    open: Int32Array.from(windows.flat(), ([open]) => open),
    close: Int32Array.from(windows.flat(), ([, close]) => close),
    load: list(visits, () => 1 + draws.below(3)),
    prize: Float64Array.from({ length: visits }, () => (draws.below(4) === 0 ? 15 : 10_000)),
    from: list(rounds, () => draws.below(places)),
    to: list(rounds, () => draws.below(places)),
    begin: list(rounds, () => 480 + draws.below(2) * 120),
    end: list(rounds, () => 900 + draws.below(3) * 90),
    capacity: list(rounds, () => 4 + draws.below(12)),
    fixed: Float64Array.from({ length: rounds }, () => draws.below(3) * 10),
    fits: Uint8Array.from({ length: visits * rounds }, () => (draws.below(5) === 0 ? 0 : 1)),
  }
}

const routed = async (problem: RoundsProblem, budget: Budget, options = {}): Promise<Rounds> =>
  (await routeVisits(problem, budget, options))._unsafeUnwrap()

/** The least cost of all plans, by trying every one. */
function leastCost(problem: RoundsProblem): number {
  const visits = problem.place.length
  const rounds = problem.from.length
  let least = Infinity
  const orders: number[][] = Array.from({ length: rounds }, () => [])
  const begins = (plan: readonly (readonly number[])[]) => {
    const made = Int32Array.from({ length: visits }, () => -1)
    plan.forEach((order, r) => {
      let clock = problem.begin[r]!
      let here = problem.from[r]!
      for (const v of order) {
        clock += problem.time[here * problem.places + problem.place[v]!]!
        here = problem.place[v]!
        for (let w = problem.windowStart[v]!; w < problem.windowStart[v + 1]!; w++)
          if (clock <= problem.close[w]!) {
            clock = Math.max(clock, problem.open[w]!)
            break
          }
        made[v] = clock
        clock += problem.service[v]!
      }
    })
    return made
  }
  const judge = (): void => {
    const roundStart = Int32Array.from([0, ...orders.map((_, r) => orders.slice(0, r + 1).flat().length)])
    const { cost, faults } = verifyRounds(problem, {
      roundStart,
      order: Int32Array.from(orders.flat()),
      begins: begins(orders),
      cost: 0,
    })
    if (faults.every(({ fault }) => fault === 'wrongCost')) least = Math.min(least, cost)
  }
  const place = (v: number): void => {
    if (v === visits) {
      judge()
      return
    }
    place(v + 1)
    for (const order of orders)
      for (let at = 0; at <= order.length; at++) {
        order.splice(at, 0, v)
        place(v + 1)
        order.splice(at, 1)
      }
  }
  place(0)
  return least
}

describe('routeVisits', () => {
  it('gives plans that stand the independent check, at the cost that it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        async (v, r, seed) => {
          const problem = made(v, r, seed)
          const plan = await routed(problem, { seed, iterations: 300 })
          expect(verifyRounds(problem, plan).faults).toEqual([])
        },
      ),
      { numRuns: 80 },
    )
  })

  it('is as cheap as the cheapest of all plans, where those can be tried', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const problem = made(1 + (seed % 5), 1 + (seed % 2), seed)
      const plan = await routed(problem, { seed, iterations: 2000 })
      expect(plan.cost, `seed ${seed}`).toBe(leastCost(problem))
    }
  })

  it('gives the same bytes for the same seed and iterations, and for the iterations that a time took', async () => {
    const problem = made(40, 5, 3)
    const plan = await routed(problem, { seed: 7, iterations: 3000 })
    expect(await routed(problem, { seed: 7, iterations: 3000 })).toEqual(plan)
    const timed = await routed(problem, { seed: 7, milliseconds: 60 })
    expect(timed.iterations).toBeGreaterThan(0)
    expect(await routed(problem, { seed: 7, iterations: timed.iterations })).toEqual(timed)
  })

  it('is never worse than what it began with, and gets no worse on the way', async () => {
    for (let seed = 1; seed <= 15; seed++) {
      const problem = made(30, 4, seed)
      const good = await routed(problem, { seed, iterations: 4000 })
      expect((await routed(problem, { seed: seed + 1, iterations: 0 }, { start: good })).cost).toBe(good.cost)
      const costs: number[] = []
      const onProgress = ({ cost }: { readonly cost: number }): void => void costs.push(cost)
      const more = await routed(problem, { seed: seed + 1, iterations: 2000, onProgress }, { start: good })
      expect(more.cost).toBeLessThanOrEqual(good.cost)
      expect(costs.every((cost, i) => i === 0 || cost <= costs[i - 1]!)).toBe(true)
      expect(costs.at(-1)).toBe(more.cost)
    }
  })

  it('ends when it is told to, with the best so far', async () => {
    const problem = made(30, 4, 5)
    const signal = { aborted: false }
    let steps = 0
    const plan = await routed(problem, {
      seed: 1,
      iterations: 100_000,
      signal,
      onProgress: () => (signal.aborted = ++steps > 3),
    })
    expect([plan.status, plan.iterations < 2000]).toEqual(['aborted', true])
    expect(verifyRounds(problem, plan).faults).toEqual([])
    const none = await routed(problem, { seed: 1, iterations: 1000, signal: { aborted: true } })
    expect(verifyRounds(problem, none).faults).toEqual([])
  })

  it('uses as few rounds as it takes, where that is asked', async () => {
    const problem: RoundsProblem = {
      ...made(24, 12, 11),
      prize: new Float64Array(24).fill(1_000_000),
      fits: new Uint8Array(24 * 12).fill(1),
      from: new Int32Array(12),
      to: new Int32Array(12),
      begin: new Int32Array(12).fill(480),
      end: new Int32Array(12).fill(1200),
      capacity: new Int32Array(12).fill(20),
      fixed: new Float64Array(12),
    }
    const used = async (fewest: boolean) => {
      const plan = await routed(problem, { seed: 2, iterations: 8000 }, { fewest })
      const verdict = verifyRounds(problem, plan)
      expect([verdict.faults, verdict.made]).toEqual([[], 24])
      return verdict.used
    }
    const load = problem.load.reduce((sum, one) => sum + one, 0)
    expect(await used(true)).toBeLessThan(await used(false))
    expect(await used(true)).toBeGreaterThanOrEqual(Math.ceil(load / 20))
  })

  it('refuses what it cannot read, naming the array', async () => {
    const problem = made(4, 2, 1)
    const paths = async (change: object, budget: Budget = { seed: 1, iterations: 1 }) =>
      (await routeVisits({ ...problem, ...change }, budget)).match(
        () => [],
        (found) => found.map(({ path }) => path),
      )
    expect(await paths({ time: new Int32Array(1) })).toEqual(['/time'])
    expect(await paths({ place: [1, 2, 3, 4] })).toEqual(['/place'])
    expect(await paths({ place: Int32Array.of(0, 0, 0, 99) })).toEqual(['/place'])
    expect(await paths({ prize: Float64Array.of(0.5, 1, 1, 1) })).toEqual(['/prize'])
    expect(await paths({ windowStart: Int32Array.of(0, 0, 1, 2, problem.open.length) })).toEqual(['/windowStart'])
    expect(await paths({}, { seed: 1, iterations: -1 })).toEqual(['/iterations'])
    expect(await paths({}, { seed: 0.5, iterations: 1 })).toEqual(['/seed'])
    expect(await paths({ places: 0 })).toEqual(['/places'])
  })
})

describe('a change that is taken back', () => {
  it('leaves no trace', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const problem = made(30, 5, seed)
      const draws = new Draws(seed)
      const fleet = new Fleet(problem)
      const [ruin, recreate] = [new Ruin(problem, fleet, draws), new Recreate(problem, fleet, draws)]
      recreate.recreate(fleet.outs)
      fleet.settle()
      for (let step = 0; step < 50; step++) {
        const before = fleet.answer()
        ruin.ruin()
        if (step % 2 === 0) recreate.recreate(fleet.outs)
        fleet.undo()
        expect(fleet.answer()).toEqual(before)
        ruin.ruin()
        recreate.recreate(fleet.outs)
        fleet.settle()
        expect(verifyRounds(problem, fleet.answer()).faults).toEqual([])
      }
    }
  })
})

describe('verifyRounds', () => {
  it('finds every kind of fault', async () => {
    const problem = made(20, 4, 9)
    const plan = await routed(problem, { seed: 1, iterations: 1000 })
    const faults = (change: Partial<Rounds>, other: Partial<RoundsProblem> = {}) => [
      ...new Set(verifyRounds({ ...problem, ...other }, { ...plan, ...change }).faults.map(({ fault }) => fault)),
    ]
    expect(faults({})).toEqual([])
    const again = plan.order.slice()
    again[1] = again[0]!
    expect(faults({ order: again })).toContain('twice')
    expect(faults({ order: plan.order.map(() => 99) })).toContain('noSuchVisit')
    expect(faults({ cost: plan.cost + 1 })).toEqual(['wrongCost'])
    expect(faults({ begins: plan.begins.map((begin) => begin + 1) })).toContain('wrongTime')
    expect(faults({}, { fits: problem.fits.map(() => 0) })).toEqual(['notAllowed'])
    expect(faults({}, { capacity: problem.capacity.map(() => 0) })).toEqual(['overloaded'])
    expect(faults({}, { end: problem.end.map(() => 0) })).toEqual(['lateBack'])
    expect(faults({}, { close: problem.close.map(() => 0) })).toContain('late')
    expect(faults({}, { time: problem.time.map(() => -1) })).toContain('noWay')
  })
})

describe('the natural logarithm', () => {
  it('is that of the engine but for the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(naturalLog(value) - Math.log(value))).toBeLessThan(1e-7)
      }),
    )
  })
})
