import type { Costs } from '../assignment/assignment-problem.ts'
import { ExchangeHeaps } from './exchange-heaps.ts'

/** Wishes where each row takes at most one of each block: a flow from rows through blocks to groups. */
export interface BlockProblem {
  readonly seats: Int32Array
  readonly start: Int32Array
  readonly group: Int32Array
  readonly worth: Costs
  readonly first: Costs
  readonly most: Int32Array
  /** For each wish the first wish of its row in the same block; -1 where it is not to be had. */
  readonly block: Int32Array
}

/**
 * The worthiest flow, and prices that prove it, by successive shortest augmenting paths: row after row asks for one seat more, and
 * the path of exchanges that costs the others least makes room. A search walks over groups alone: for each pair of groups a heap
 * knows who would change from one to the other at the least loss. Rows that share no group with others never meet.
 * Time at most seats wanted x (groups squared + length of the path x most x wishes of a row x log).
 * @source Ahuja, Magnanti and Orlin, Network Flows, 1993, section 9.7; Edmonds and Karp, 1972 (potentials)
 */
export function seatFlow(problem: BlockProblem): { readonly taken: Uint8Array; readonly price: Float64Array } {
  const flow = new SeatFlow(problem)
  for (let i = 0; i < problem.most.length; i++) flow.ask(i)
  return { taken: flow.taken, price: flow.price }
}

const none = -1

class SeatFlow {
  readonly taken: Uint8Array
  readonly price: Float64Array
  private readonly problem: BlockProblem
  private readonly rowOf: Int32Array
  private readonly held: Int32Array
  private readonly free: Int32Array
  private readonly used: Uint8Array
  private readonly heaps: ExchangeHeaps
  private readonly queued: Uint8Array
  private readonly queueStart: Float64Array
  private readonly distance: Float64Array
  private readonly state: Uint8Array
  private readonly arrives: Int32Array
  private readonly leaves: Int32Array
  private readonly reached: number[] = []

  constructor(problem: BlockProblem) {
    const { seats, start, group, most } = problem
    this.problem = problem
    this.taken = new Uint8Array(group.length)
    this.used = new Uint8Array(group.length)
    this.price = new Float64Array(seats.length)
    this.held = new Int32Array(most.length)
    this.free = seats.slice()
    this.rowOf = new Int32Array(group.length)
    this.queueStart = new Float64Array(most.length)
    let pairs = 0
    for (let i = 0; i < most.length; i++) {
      this.queueStart[i] = pairs
      const wishes = start[i + 1]! - start[i]!
      pairs += wishes * wishes
      this.rowOf.fill(i, start[i], start[i + 1])
    }
    this.queued = new Uint8Array(pairs)
    this.heaps = new ExchangeHeaps(seats.length)
    this.distance = new Float64Array(seats.length)
    this.state = new Uint8Array(seats.length)
    this.arrives = new Int32Array(seats.length)
    this.leaves = new Int32Array(seats.length)
  }

  /** Gives a row seats, one after the other, as long as that is worth more than it costs others. */
  ask(row: number): void {
    while (this.held[row]! < this.problem.most[row]!) {
      const gain = this.set(row)
      if (gain <= 0) return
      if (!this.search(gain)) return
    }
  }

  /** Sets the distances of the groups that the row could enter; returns its best gain. */
  private set(row: number): number {
    const { start, group, worth, first, block } = this.problem
    const bonus = this.held[row] === 0 ? first[row]! : 0
    let best = 0
    for (let e = start[row]!; e < start[row + 1]!; e++) {
      if (this.taken[e] === 1 || block[e]! < 0 || this.used[block[e]!] === 1) continue
      const gain = worth[e]! + bonus - this.price[group[e]!]!
      if (gain > best) best = gain
    }
    this.reached.length = 0
    this.state.fill(0)
    if (best === 0) return 0
    for (let e = start[row]!; e < start[row + 1]!; e++) {
      if (this.taken[e] === 1 || block[e]! < 0 || this.used[block[e]!] === 1) continue
      const gain = worth[e]! + bonus - this.price[group[e]!]!
      if (gain > 0) this.reach(group[e]!, best - gain, e, none)
    }
    return best
  }

  private reach(g: number, distance: number, arrives: number, leaves: number): void {
    if (this.state[g] === 0) {
      this.state[g] = 1
      this.reached.push(g)
    } else if (distance >= this.distance[g]!) return
    this.distance[g] = distance
    this.arrives[g] = arrives
    this.leaves[g] = leaves
  }

  /**
   * Finds the cheapest way to make room, below the loss at which the row would rather not; raises prices; walks the way.
   * Invariant: at the prices every row holds a best choice, and a group with a free seat has price 0.
   */
  private search(limit: number): boolean {
    let end = none
    let dropped = none
    let least = limit
    for (;;) {
      let g = none
      for (const other of this.reached)
        if (this.state[other] === 1 && (g < 0 || this.distance[other]! < this.distance[g]!)) g = other
      if (g < 0 || this.distance[g]! >= least) break
      this.state[g] = 2
      const here = this.distance[g]!
      if (this.free[g]! > 0) {
        least = here
        end = g
        dropped = none
        break
      }
      const away = this.heaps.away[g]!
      for (const pair of away) {
        if (!this.surface(pair)) continue
        const to = this.heaps.to[pair]!
        const loss = here + this.heaps.key(pair) - this.price[g]!
        if (to === this.price.length) {
          if (loss >= least) continue
          least = loss
          end = g
          dropped = this.heaps.give(pair)
        } else if (this.state[to] !== 2) {
          const distance = loss + this.price[to]!
          if (distance < least) this.reach(to, distance, this.heaps.take(pair), this.heaps.give(pair))
        }
      }
    }
    for (const g of this.reached)
      if (this.state[g] === 2 && this.distance[g]! < least) this.price[g] = this.price[g]! + least - this.distance[g]!
    if (end < 0) return false
    this.walk(end, dropped)
    return true
  }

  /** Whether the pair has an exchange that holds; what no longer holds is dropped from the top. */
  private surface(pair: number): boolean {
    while (this.heaps.size(pair) > 0) {
      const give = this.heaps.give(pair)
      const take = this.heaps.take(pair)
      if (take < 0 ? this.taken[give] === 1 && this.heaps.key(pair) === this.lossOf(give) : this.holds(give, take))
        return true
      if (take >= 0) this.queued[this.queueAt(give, take)] = 0
      this.heaps.pop(pair)
    }
    return false
  }

  private holds(give: number, take: number): boolean {
    const { block } = this.problem
    return (
      this.taken[give] === 1 && this.taken[take] === 0 && (block[take] === block[give] || this.used[block[take]!] === 0)
    )
  }

  private lossOf(give: number): number {
    const row = this.rowOf[give]!
    return this.problem.worth[give]! + (this.held[row] === 1 ? this.problem.first[row]! : 0)
  }

  private queueAt(give: number, take: number): number {
    const row = this.rowOf[give]!
    const from = this.problem.start[row]!
    return this.queueStart[row]! + (give - from) * (this.problem.start[row + 1]! - from) + take - from
  }

  private walk(end: number, dropped: number): void {
    const { group, block } = this.problem
    const changed: number[] = []
    const release = (e: number) => {
      this.taken[e] = 0
      this.used[block[e]!] = 0
      this.held[this.rowOf[e]!] = this.held[this.rowOf[e]!]! - 1
      changed.push(this.rowOf[e]!)
    }
    if (dropped >= 0) release(dropped)
    else this.free[end] = this.free[end]! - 1
    // First all that leave, then all that arrive: a row that stands twice on the way never has a block in use twice.
    const arriving: number[] = []
    let g = end
    for (;;) {
      arriving.push(this.arrives[g]!)
      const leaves = this.leaves[g]!
      if (leaves < 0) break
      release(leaves)
      g = group[leaves]!
    }
    for (const e of arriving) {
      this.taken[e] = 1
      this.used[block[e]!] = 1
      this.held[this.rowOf[e]!] = this.held[this.rowOf[e]!]! + 1
      changed.push(this.rowOf[e]!)
    }
    changed.sort((a, b) => a - b)
    for (let k = 0; k < changed.length; k++) if (changed[k] !== changed[k - 1]) this.offer(changed[k]!)
  }

  /** Notes every exchange that a row could make now. */
  private offer(row: number): void {
    const { start, group, worth, block } = this.problem
    for (let e = start[row]!; e < start[row + 1]!; e++) {
      if (this.taken[e] === 0) continue
      const from = group[e]!
      this.heaps.push(from, this.price.length, this.lossOf(e), e, none)
      for (let f = start[row]!; f < start[row + 1]!; f++) {
        if (block[f]! < 0 || !this.holds(e, f)) continue
        const at = this.queueAt(e, f)
        if (this.queued[at] === 1) continue
        this.queued[at] = 1
        this.heaps.push(from, group[f]!, worth[e]! - worth[f]!, e, f)
      }
    }
  }
}
