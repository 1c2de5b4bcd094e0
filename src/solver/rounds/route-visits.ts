import { type OutcomeAsync, ok, ResultAsync } from '../../problem.ts'
import { breather, type Budget, checkBudget, iterationsOf } from '../budget.ts'
import { Draws, naturalExp, naturalLog } from '../random.ts'
import { Fleet } from './fleet.ts'
import { Recreate } from './recreate.ts'
import { checkRoundsProblem, type Rounds, type RoundsProblem } from './rounds-problem.ts'
import { Ruin } from './ruin.ts'

/** How a search is to go on, besides its budget. */
export interface RoundsOptions {
  /** Use as few rounds as can be found before ways are made short; every visit then goes before any cost. */
  readonly fewest?: boolean
  /** Rounds to begin with. What fits in them stays, and unless `fewest` is asked for the answer is never worse. */
  readonly start?: Pick<Rounds, 'roundStart' | 'order'>
}

/** Share of the iterations that looks for fewer rounds, of a hundred. */
const fewerShare = 20
/** Heat at the beginning and at the end, in means of the way between two visits. */
const hot = 7 / 3
const cold = 7 / 300
const chunk = 256

/**
 * Rounds that are cheap for all visits together: ruin and recreate under slow cooling. Hard are windows, capacities, which rounds a
 * visit fits in, and the times of rounds; what finds no place, or costs more than its prize, is left out. Same seed and iterations:
 * same bytes. Time linear in iterations x visits at worst, usually x some rounds.
 * @returns Ok: the best rounds found. Err `invalid`: arrays that do not fit together, a budget or a start that makes no sense.
 * @source Christiaens and Vanden Berghe, Slack induction by string removals for vehicle routing problems, Transportation Science 54(2), 2020
 * @example
 * ```ts
 * import { routeVisits } from 'childfile/solver'
 * const day = { from: Int32Array.of(0), to: Int32Array.of(0), begin: Int32Array.of(480), end: Int32Array.of(1080), capacity: Int32Array.of(9), fixed: Float64Array.of(0) }
 * const ways = Int32Array.of(0, 10, 20, 10, 0, 10, 20, 10, 0) // three places in a row
 * const windows = { windowStart: Int32Array.of(0, 1, 2), open: Int32Array.of(480, 480), close: Int32Array.of(1080, 1080) }
 * const visits = { place: Int32Array.of(1, 2), service: Int32Array.of(60, 60), ...windows, load: Int32Array.of(1, 1), prize: Float64Array.of(1000, 1000) }
 * const found = await routeVisits({ places: 3, time: ways, cost: ways, ...visits, ...day, fits: Uint8Array.of(1, 1) }, { seed: 1, iterations: 100 })
 * found.isOk() && [found.value.cost, [...found.value.begins].sort((a, b) => a - b)] // => [40, [500, 570]]
 * ```
 */
export function routeVisits(problem: RoundsProblem, budget: Budget, options: RoundsOptions = {}): OutcomeAsync<Rounds> {
  const checked = checkRoundsProblem(problem).andThen(() => checkBudget(budget))
  return new ResultAsync(Promise.resolve(checked)).andThen(
    () => new ResultAsync(new Search(problem, budget, options).run().then((rounds) => ok(rounds))),
  )
}

class Search {
  private readonly problem: RoundsProblem
  private readonly budget: Budget
  private readonly options: RoundsOptions
  private readonly draws: Draws
  private readonly fleet: Fleet
  private readonly ruin: Ruin
  private readonly recreate: Recreate
  private readonly mean: number
  private best: Pick<Rounds, 'roundStart' | 'order' | 'begins' | 'cost'>
  private done = 0
  private readonly breathe = breather()

  constructor(problem: RoundsProblem, budget: Budget, options: RoundsOptions) {
    this.problem = problem
    this.budget = budget
    this.options = options
    this.draws = new Draws(budget.seed)
    this.fleet = new Fleet(problem)
    this.ruin = new Ruin(problem, this.fleet, this.draws)
    this.recreate = new Recreate(problem, this.fleet, this.draws)
    this.mean = meanWay(problem)
    this.best = this.fleet.answer()
  }

  async run(): Promise<Rounds> {
    const { fleet, budget } = this
    if (this.options.start) this.begin(this.options.start)
    this.recreate.recreate(fleet.outs)
    fleet.settle()
    this.best = fleet.answer()
    const iterations = iterationsOf(budget, (count) => this.tried(count))
    const fewer = this.options.fewest === true ? Math.floor((iterations * fewerShare) / 100) : 0
    if (fewer > 0) await this.findFewer(fewer)
    await this.cool(iterations - fewer, iterations)
    const status = this.done < iterations ? 'aborted' : 'done'
    return { ...this.best, iterations: this.done, status }
  }

  /** Takes over rounds that somebody made; a visit that does not fit there is left out at first. */
  private begin({ roundStart, order }: Pick<Rounds, 'roundStart' | 'order'>): void {
    const { fleet } = this
    for (let r = 0; r < fleet.rounds; r++) {
      let before = fleet.visits + 2 * r
      for (const visit of order.subarray(roundStart[r], roundStart[r + 1])) {
        if (fleet.roundOf[visit] !== -1 || !fleet.takes(visit, r)) continue
        if (fleet.insertion(visit, before, fleet.next[before]!) === Infinity) continue
        fleet.insert(visit, r, before)
        before = visit
      }
    }
    fleet.settle()
  }

  /** A copy of the search that runs on its own, to measure how fast it goes. */
  private tried(count: number): void {
    const copy = new Search(this.problem, { seed: this.budget.seed, iterations: count }, {})
    copy.recreate.recreate(copy.fleet.outs)
    copy.fleet.settle()
    for (let i = 0; i < count; i++) copy.change(this.mean)
  }

  /** One ruin and recreate; kept if it is not much worse than what was there. */
  private change(heat: number): void {
    const { fleet, draws } = this
    const before = fleet.total
    const outs = fleet.outs
    this.ruin.ruin()
    this.recreate.recreate(outs)
    if (fleet.total < before + heat * draws.waiting()) fleet.settle()
    else fleet.undo()
    if (fleet.total < this.best.cost) this.best = fleet.answer()
  }

  private async cool(iterations: number, all: number): Promise<void> {
    if (iterations <= 0) return
    const steps = Math.ceil(iterations / chunk)
    const cooling = naturalExp((naturalLog(cold / hot) * chunk) / iterations)
    let heat = this.mean * hot
    for (let step = 0, left = iterations; step < steps && !this.isOver(); step++) {
      const now = Math.min(chunk, left)
      for (let i = 0; i < now; i++) this.change(heat)
      left -= now
      this.done += now
      heat *= cooling
      this.budget.onProgress?.({ share: this.done / all, cost: this.best.cost })
      await this.breathe()
    }
  }

  private isOver(): boolean {
    return this.budget.signal?.aborted === true
  }

  /**
   * Closes one round after the other and tries to find a place for all its visits elsewhere. Visits that were left out often weigh
   * more, so that rounds are let go of which hold easy ones.
   */
  private async findFewer(iterations: number): Promise<void> {
    const { fleet } = this
    const weight = new Float64Array(fleet.visits)
    const weightOut = (): number => {
      let sum = 0
      for (let i = 0; i < fleet.outs; i++) sum += weight[fleet.out[i]!]!
      return sum
    }
    let whole = fleet.outs === 0
    if (whole) this.close(weight)
    let now = weightOut()
    const steps = Math.ceil(iterations / chunk)
    const cooling = naturalExp((naturalLog(cold / hot) * chunk) / iterations)
    let heat = this.mean * hot
    for (let step = 0; step < steps && !this.isOver(); step++) {
      for (let i = 0; i < chunk && this.done < iterations; i++, this.done++) {
        const cost = fleet.cost
        const outs = fleet.outs
        this.ruin.ruin()
        this.recreate.recreate(outs)
        const weightNow = weightOut()
        const taken =
          fleet.outs < outs ||
          weightNow < now ||
          (fleet.outs === outs && fleet.cost < cost + heat * this.draws.waiting())
        for (let o = 0; o < fleet.outs; o++) weight[fleet.out[o]!]!++
        if (taken) fleet.settle()
        else fleet.undo()
        if (fleet.outs === 0) {
          this.best = fleet.answer()
          whole = true
          this.close(weight)
        }
        now = weightOut()
      }
      heat *= cooling
      await this.breathe()
    }
    if (whole) this.reopen()
  }

  /** Closes the round whose visits were left out least often; rounds that are not used are closed for good. */
  private close(weight: Float64Array): void {
    const { fleet } = this
    let easiest = -1
    let least = Infinity
    const visitsIn = (r: number): Int32Array => {
      const found: number[] = []
      for (let node = fleet.next[fleet.visits + 2 * r]!; node < fleet.visits; node = fleet.next[node]!) found.push(node)
      return Int32Array.from(found)
    }
    for (let r = 0; r < fleet.rounds; r++) {
      if (fleet.count[r] === 0) fleet.closed[r] = 1
      else {
        const sum = visitsIn(r).reduce((total, visit) => total + weight[visit]!, 0)
        if (sum < least) {
          least = sum
          easiest = r
        }
      }
    }
    if (easiest < 0) return
    fleet.closed[easiest] = 1
    const visits = visitsIn(easiest)
    fleet.removeAll(visits, visits.length, easiest)
    fleet.settle()
  }

  /** Goes back to the fewest rounds that hold all visits, and to those rounds only. */
  private reopen(): void {
    const { fleet, best } = this
    for (let r = 0; r < fleet.rounds; r++) fleet.closed[r] = best.roundStart[r + 1] === best.roundStart[r] ? 1 : 0
    fleet.become(best)
  }
}

/** The mean cost of the ways between visits that are there; 1 at least. */
function meanWay({ place, cost, time, places }: RoundsProblem): number {
  let sum = 0
  let count = 0
  const step = Math.max(1, Math.floor(place.length / 200))
  for (let a = 0; a < place.length; a += step)
    for (let b = 0; b < place.length; b += step) {
      const way = place[a]! * places + place[b]!
      if (a === b || time[way]! < 0) continue
      sum += cost[way]!
      count++
    }
  return count === 0 ? 1 : Math.max(1, sum / count)
}
