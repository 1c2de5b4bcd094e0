import type { Draws } from '../random.ts'
import type { Fleet } from './fleet.ts'
import type { RoundsProblem } from './rounds-problem.ts'

/** Chance that a place is passed over, so that the search does not always do the same. */
const blink = 0.01
/** At most so many visits that are left out are tried each time, besides those just taken out. */
const tries = 20

/** Puts visits that are left out back where that costs least. */
export class Recreate {
  private readonly problem: RoundsProblem
  private readonly fleet: Fleet
  private readonly draws: Draws
  private readonly queue: Int32Array
  private readonly key: Float64Array
  /** By round: rounds that are alike share a number. */
  private readonly kind: Int32Array
  private readonly kinds: number
  private readonly seen: Int32Array
  private step = 0
  private turn = 0

  constructor(problem: RoundsProblem, fleet: Fleet, draws: Draws) {
    this.problem = problem
    this.fleet = fleet
    this.draws = draws
    this.queue = new Int32Array(fleet.visits)
    this.key = new Float64Array(fleet.visits)
    const names = new Map<string, number>()
    this.kind = problem.from.map((from, r) => {
      const { to, begin, end, capacity, fixed, fits } = problem
      let allowed = ''
      for (let v = 0; v < fleet.visits; v++) allowed += fits[v * fleet.rounds + r]! === 1 ? '1' : '0'
      const name = [from, to[r], begin[r], end[r], capacity[r], fixed[r], allowed].join(' ')
      const kind = names.get(name) ?? names.size
      names.set(name, kind)
      return kind
    })
    this.kinds = names.size
    this.seen = new Int32Array(this.kinds).fill(-1)
  }

  /** Tries the visits that are left out, in an order that is drawn from several; `before` were left out before the ruin. */
  recreate(before: number): void {
    const { fleet, queue } = this
    const outs = fleet.outs
    let size = 0
    const older = Math.min(before, outs)
    if (older <= tries) for (let i = 0; i < outs; i++) queue[size++] = fleet.out[i]!
    else {
      for (let i = 0; i < tries; i++) queue[size++] = fleet.out[(this.turn + i) % older]!
      this.turn = (this.turn + tries) % older
      for (let i = older; i < outs; i++) queue[size++] = fleet.out[i]!
    }
    this.sort(size)
    for (let i = 0; i < size; i++) this.place(queue[i]!)
  }

  private sort(size: number): void {
    const { queue, key, problem, draws } = this
    const { load, place, from, places, cost, windowStart, open, close } = problem
    const way = draws.below(17)
    const base = (from[0] ?? 0) * places
    for (let i = 0; i < size; i++) {
      const v = queue[i]!
      const opens = open[windowStart[v]!]!
      const closes = close[windowStart[v + 1]! - 1]!
      key[v] =
        way < 4
          ? draws.share()
          : way < 8
            ? -load[v]!
            : way < 10
              ? -cost[base + place[v]!]!
              : way < 11
                ? cost[base + place[v]!]!
                : way < 13
                  ? closes - opens
                  : way < 15
                    ? opens
                    : -closes
    }
    if (size > 200) {
      queue.subarray(0, size).sort((a, b) => key[a]! - key[b]!)
      return
    }
    for (let i = 1; i < size; i++) {
      const v = queue[i]!
      let at = i
      for (; at > 0 && key[queue[at - 1]!]! > key[v]!; at--) queue[at] = queue[at - 1]!
      queue[at] = v
    }
  }

  /** Puts a visit where it costs least, if that is less than leaving it out. */
  private place(visit: number): void {
    const { fleet, problem, draws, kind, seen } = this
    const n = fleet.visits
    let best = problem.prize[visit]!
    let round = -1
    let behind = -1
    this.step++
    for (let r = 0; r < fleet.rounds; r++) {
      const first = n + 2 * r
      if (fleet.count[r] === 0) {
        if (seen[kind[r]!] === this.step || fleet.closed[r] === 1) continue
        seen[kind[r]!] = this.step
        if (!fleet.takes(visit, r)) continue
        const cost = fleet.insertion(visit, first, first + 1) + problem.fixed[r]! + fleet.way(first, first + 1)
        if (cost < best) {
          best = cost
          round = r
          behind = first
        }
        continue
      }
      if (!fleet.takes(visit, r)) continue
      for (let before = first; ; ) {
        if (fleet.isLate(visit, before)) break
        const after = fleet.next[before]!
        const cost = fleet.insertion(visit, before, after)
        if (cost < best && draws.share() >= blink) {
          best = cost
          round = r
          behind = before
        }
        if (after >= n) break
        before = after
      }
    }
    if (round >= 0) fleet.insert(visit, round, behind)
  }
}
