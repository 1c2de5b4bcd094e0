import type { Rounds, RoundsProblem } from './rounds-problem.ts'

/** Stands for a way that does not exist; no sum of two such times fits into any window. */
const unreachable = 500_000_000

/**
 * Rounds as linked lists: visit v is node v; round r begins at node n + 2r and ends at the next one. Each node knows when it begins
 * at the earliest and at the latest, so that whether a visit fits between two nodes is seen without walking.
 */
export class Fleet {
  private readonly problem: RoundsProblem
  readonly visits: number
  readonly rounds: number
  readonly next: Int32Array
  readonly previous: Int32Array
  /** By visit; -1 if it is left out. */
  readonly roundOf: Int32Array
  readonly starts: Int32Array
  readonly latest: Int32Array
  readonly load: Int32Array
  readonly count: Int32Array
  /** 1 for rounds that may not be used. */
  readonly closed: Uint8Array
  /** Visits that are left out, in no order, and where each stands. */
  readonly out: Int32Array
  outs = 0
  /** Costs of ways and of rounds in use. */
  cost = 0
  /** Sum of the prizes of visits left out. */
  missed = 0

  private readonly outAt: Int32Array
  private readonly placeOf: Int32Array
  private readonly serviceOf: Int32Array
  private readonly time: Int32Array
  private readonly single: boolean
  /** Rounds changed since the last `settle`, with their visits as they were. */
  private readonly touched: Int32Array
  private readonly isTouched: Uint8Array
  private readonly saved: Int32Array
  private touches = 0
  private kept = 0
  private costBefore = 0
  private missedBefore = 0

  constructor(problem: RoundsProblem) {
    this.problem = problem
    const { place, from, to, begin, end, windowStart, open } = problem
    const n = place.length
    const rounds = from.length
    this.visits = n
    this.rounds = rounds
    const nodes = n + 2 * rounds
    this.next = new Int32Array(nodes)
    this.previous = new Int32Array(nodes)
    this.roundOf = new Int32Array(n).fill(-1)
    this.starts = new Int32Array(nodes)
    this.latest = new Int32Array(nodes)
    this.placeOf = new Int32Array(nodes)
    this.serviceOf = new Int32Array(nodes)
    this.placeOf.set(place)
    this.serviceOf.set(problem.service)
    this.load = new Int32Array(rounds)
    this.count = new Int32Array(rounds)
    this.closed = new Uint8Array(rounds)
    this.out = Int32Array.from({ length: n }, (_, v) => v)
    this.outAt = this.out.slice()
    this.outs = n
    this.missed = problem.prize.reduce((sum, prize) => sum + prize, 0)
    this.time = problem.time.map((time) => (time < 0 ? unreachable : time))
    this.single = open.length === n && windowStart.every((start, v) => start === v)
    this.touched = new Int32Array(rounds)
    this.isTouched = new Uint8Array(rounds)
    this.saved = new Int32Array(n + rounds)
    for (let r = 0; r < rounds; r++) {
      const first = n + 2 * r
      this.placeOf[first] = from[r]!
      this.placeOf[first + 1] = to[r]!
      this.starts[first] = begin[r]!
      this.latest[first + 1] = end[r]!
      this.next[first] = first + 1
      this.previous[first + 1] = first
      this.schedule(r)
    }
    this.settle()
  }

  /** What all of it costs: ways, rounds and visits left out. */
  get total(): number {
    return this.cost + this.missed
  }

  /** Cost of the way between two nodes. */
  way(a: number, b: number): number {
    return this.problem.cost[this.placeOf[a]! * this.problem.places + this.placeOf[b]!]!
  }

  private minutes(a: number, b: number): number {
    return this.time[this.placeOf[a]! * this.problem.places + this.placeOf[b]!]!
  }

  /** When a visit begins if one comes at a time; -1 if it is too late. */
  private beginning(visit: number, arrival: number): number {
    const { windowStart, open, close } = this.problem
    if (this.single) return arrival > close[visit]! ? -1 : arrival < open[visit]! ? open[visit]! : arrival
    for (let w = windowStart[visit]!; w < windowStart[visit + 1]!; w++)
      if (arrival <= close[w]!) return arrival < open[w]! ? open[w]! : arrival
    return -1
  }

  /** The last time from which a visit can begin up to a bound. */
  private lastBeginning(visit: number, bound: number): number {
    const { windowStart, open, close } = this.problem
    if (this.single) return bound < close[visit]! ? bound : close[visit]!
    let w = windowStart[visit + 1]! - 1
    while (w > windowStart[visit]! && open[w]! > bound) w--
    return bound < close[w]! ? bound : close[w]!
  }

  /** Reckons the times of a round anew: the earliest forwards, the latest backwards. */
  private schedule(r: number): void {
    const { next, previous, starts, latest, serviceOf, visits } = this
    const first = visits + 2 * r
    let before = first
    let leave = starts[first]!
    for (let node = next[first]!; node < visits; node = next[node]!) {
      const begin = this.beginning(node, leave + this.minutes(before, node))
      starts[node] = begin
      leave = begin + serviceOf[node]!
      before = node
    }
    starts[first + 1] = leave + this.minutes(before, first + 1)
    let after = first + 1
    for (let node = previous[after]!; node !== first; node = previous[node]!) {
      latest[node] = this.lastBeginning(node, latest[after]! - this.minutes(node, after) - serviceOf[node]!)
      after = node
    }
    latest[first] = latest[after]! - this.minutes(first, after)
  }

  /** What it costs to make a visit between two neighbours; Infinity where it does not fit in time. */
  insertion(visit: number, before: number, after: number): number {
    const begin = this.beginning(visit, this.starts[before]! + this.serviceOf[before]! + this.minutes(before, visit))
    if (begin < 0 || begin + this.serviceOf[visit]! + this.minutes(visit, after) > this.latest[after]!) return Infinity
    return this.way(before, visit) + this.way(visit, after) - this.way(before, after)
  }

  /** Whether somebody who comes straight from a node comes too late for a visit. */
  isLate(visit: number, before: number): boolean {
    const last = this.problem.close[this.problem.windowStart[visit + 1]! - 1]!
    return this.starts[before]! + this.serviceOf[before]! + this.minutes(before, visit) > last
  }

  /** Whether a round may take one more visit, times aside. */
  takes(visit: number, r: number): boolean {
    const { load, capacity, fits } = this.problem
    return this.closed[r] === 0 && this.load[r]! + load[visit]! <= capacity[r]! && fits[visit * this.rounds + r] === 1
  }

  /** Puts a visit behind a node of a round; that it fits was asked before. */
  insert(visit: number, r: number, before: number): void {
    this.touch(r)
    const after = this.next[before]!
    this.cost += this.way(before, visit) + this.way(visit, after) - this.way(before, after)
    if (this.count[r] === 0) this.cost += this.problem.fixed[r]! + this.way(before, after)
    this.next[before] = visit
    this.previous[visit] = before
    this.next[visit] = after
    this.previous[after] = visit
    this.roundOf[visit] = r
    this.load[r]! += this.problem.load[visit]!
    this.count[r]!++
    this.takeBack(visit)
    this.schedule(r)
  }

  /** Takes visits out of one round; times are reckoned once, when all are out. */
  removeAll(visits: Int32Array, size: number, r: number): void {
    this.touch(r)
    for (let i = 0; i < size; i++) {
      const visit = visits[i]!
      const before = this.previous[visit]!
      const after = this.next[visit]!
      this.cost += this.way(before, after) - this.way(before, visit) - this.way(visit, after)
      this.next[before] = after
      this.previous[after] = before
      this.roundOf[visit] = -1
      this.load[r]! -= this.problem.load[visit]!
      this.count[r]!--
      this.leaveOut(visit)
    }
    const first = this.visits + 2 * r
    if (size > 0 && this.count[r] === 0) this.cost -= this.problem.fixed[r]! + this.way(first, first + 1)
    this.schedule(r)
  }

  private leaveOut(visit: number): void {
    this.outAt[visit] = this.outs
    this.out[this.outs++] = visit
    this.missed += this.problem.prize[visit]!
  }

  private takeBack(visit: number): void {
    const last = this.out[--this.outs]!
    this.out[this.outAt[visit]!] = last
    this.outAt[last] = this.outAt[visit]!
    this.missed -= this.problem.prize[visit]!
  }

  /** Keeps the visits of a round as they are before its first change. */
  private touch(r: number): void {
    if (this.isTouched[r] === 1) return
    this.isTouched[r] = 1
    this.touched[this.touches++] = r
    for (let node = this.next[this.visits + 2 * r]!; node < this.visits; node = this.next[node]!)
      this.saved[this.kept++] = node
    this.saved[this.kept++] = -1
  }

  /** Makes all changes since the last time good. */
  settle(): void {
    for (let i = 0; i < this.touches; i++) this.isTouched[this.touched[i]!] = 0
    this.touches = 0
    this.kept = 0
    this.costBefore = this.cost
    this.missedBefore = this.missed
  }

  /** Takes all changes since the last `settle` back. */
  undo(): void {
    for (let i = 0; i < this.touches; i++) this.empty(this.touched[i]!)
    let from = 0
    for (let i = 0; i < this.touches; i++) {
      let to = from
      while (this.saved[to]! >= 0) to++
      this.fill(this.touched[i]!, this.saved, from, to)
      from = to + 1
    }
    this.cost = this.costBefore
    this.missed = this.missedBefore
    this.settle()
  }

  private empty(r: number): void {
    const first = this.visits + 2 * r
    for (let node = this.next[first]!; node < this.visits; node = this.next[node]!) {
      this.roundOf[node] = -1
      this.leaveOut(node)
    }
    this.next[first] = first + 1
    this.previous[first + 1] = first
    this.load[r] = 0
    this.count[r] = 0
  }

  private fill(r: number, order: Int32Array, from: number, to: number): void {
    let before = this.visits + 2 * r
    const last = before + 1
    for (let i = from; i < to; i++) {
      const visit = order[i]!
      this.next[before] = visit
      this.previous[visit] = before
      this.roundOf[visit] = r
      this.load[r]! += this.problem.load[visit]!
      this.takeBack(visit)
      before = visit
    }
    this.next[before] = last
    this.previous[last] = before
    this.count[r] = to - from
    this.schedule(r)
  }

  /** Makes the rounds those of an answer. */
  become({ roundStart, order, cost }: Pick<Rounds, 'roundStart' | 'order' | 'cost'>): void {
    for (let r = 0; r < this.rounds; r++) this.empty(r)
    for (let r = 0; r < this.rounds; r++) this.fill(r, order, roundStart[r]!, roundStart[r + 1]!)
    this.cost = cost - this.missed
    this.settle()
  }

  /** The rounds as an answer. */
  answer(): Pick<Rounds, 'roundStart' | 'order' | 'begins' | 'cost'> {
    const roundStart = new Int32Array(this.rounds + 1)
    const order = new Int32Array(this.visits - this.outs)
    const begins = new Int32Array(this.visits).fill(-1)
    let at = 0
    for (let r = 0; r < this.rounds; r++) {
      for (let node = this.next[this.visits + 2 * r]!; node < this.visits; node = this.next[node]!) {
        order[at++] = node
        begins[node] = this.starts[node]!
      }
      roundStart[r + 1] = at
    }
    return { roundStart, order, begins, cost: this.total }
  }
}
