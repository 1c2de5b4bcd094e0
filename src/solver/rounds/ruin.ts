import type { Draws } from '../random.ts'
import type { Fleet } from './fleet.ts'
import type { RoundsProblem } from './rounds-problem.ts'

/** Visits that are taken out at once, on average, and the longest piece of a round that is. */
const average = 10
const longest = 10
/** How far around a visit others count as near. */
const around = 400

/** Takes pieces of neighbouring rounds out around one visit. */
export class Ruin {
  private readonly problem: RoundsProblem
  private readonly fleet: Fleet
  private readonly draws: Draws
  private readonly visits: number
  /** By visit: other visits by what the way to them costs, nearest first, itself in front. */
  private readonly near: Int32Array
  private readonly width: number
  private readonly piece: Int32Array
  private readonly hit: Int32Array
  private step = 0

  constructor(problem: RoundsProblem, fleet: Fleet, draws: Draws) {
    this.problem = problem
    this.fleet = fleet
    this.draws = draws
    const { place, cost, places } = problem
    const n = place.length
    this.visits = n
    this.width = Math.min(n, around)
    this.near = new Int32Array(n * this.width)
    this.piece = new Int32Array(n)
    this.hit = new Int32Array(fleet.rounds).fill(-1)
    const all = Array.from({ length: n }, (_, v) => v)
    for (let v = 0; v < n; v++) {
      const wayTo = (other: number): number => (other === v ? -1 : cost[place[v]! * places + place[other]!]!)
      const byWay = all.slice().sort((a, b) => wayTo(a) - wayTo(b) || a - b)
      this.near.set(byWay.slice(0, this.width), v * this.width)
    }
  }

  /**
   * Takes one piece out of each of some rounds near a visit that is drawn. The pieces are as long as rounds are on average, at most.
   * @source Christiaens and Vanden Berghe, Slack induction by string removals for vehicle routing problems, Transportation Science 54(2), 2020
   */
  ruin(): void {
    const { fleet, draws, visits } = this
    this.step++
    let used = 0
    for (let r = 0; r < fleet.rounds; r++) if (fleet.count[r]! > 0) used++
    const size = Math.min(longest, (visits - fleet.outs) / Math.max(1, used))
    const rounds = Math.floor(draws.share() * ((4 * average) / (1 + size) - 1) + 1)
    const seed = draws.below(visits) * this.width
    let done = 0
    for (let i = 0; i < this.width && done < rounds; i++) {
      const visit = this.near[seed + i]!
      const r = fleet.roundOf[visit]!
      if (r < 0 || this.hit[r] === this.step) continue
      this.hit[r] = this.step
      this.takeOut(visit, r, size)
      done++
    }
  }

  /** Takes a piece with a visit in it out of a round; half of the pieces keep a part in their middle. */
  private takeOut(visit: number, r: number, size: number): void {
    const { fleet, draws, problem, piece } = this
    const count = fleet.count[r]!
    const length = Math.min(count, Math.floor(draws.share() * Math.min(count, size) + 1))
    let kept = 0
    if (length > 1 && length < count && draws.share() < 0.5) {
      kept = 1
      while (length + kept < count && draws.share() > 0.01) kept++
    }
    const whole = length + kept
    let ahead = 0
    for (let node = fleet.previous[visit]!; node < problem.place.length; node = fleet.previous[node]!) ahead++
    const first = Math.max(0, ahead - whole + 1)
    const last = Math.min(ahead, count - whole)
    let start = first + draws.below(last - first + 1)
    const skip = kept === 0 ? whole : draws.below(length + 1)
    let node = visit
    for (; start < ahead; start++) node = fleet.previous[node]!
    let taken = 0
    for (let i = 0; i < whole; i++) {
      if (kept === 0 || i < skip || i >= skip + kept) piece[taken++] = node
      node = fleet.next[node]!
    }
    fleet.removeAll(piece, taken, r)
  }
}
