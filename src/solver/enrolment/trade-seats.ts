import { err, type Outcome, ok, refuse } from '../../problem.ts'
import { clashTable } from './bundle.ts'
import { checkEnrolmentProblem, type EnrolmentProblem } from './enrolment-problem.ts'

/** One change of one row: the wish that it gives up, or -1, and the wish that it takes. */
interface Move {
  readonly row: number
  readonly give: number
  readonly take: number
}

/**
 * A plan after trades in which nobody loses: rows take free seats that they like better or have room for, pass on what they held,
 * and change in circles; done when no such trade of single seats by different rows is left. Rows may move between two wishes that
 * are worth the same to them to let others pass. `taken` must break no rule. Time linear in trades x wishes x groups.
 * @returns Ok: 1 for each wish that came true. Err `invalid`: a problem that does not fit together, a plan of another length.
 * @source Shapley and Scarf, On cores and indivisibility, 1974 (trading in circles)
 * @example
 * ```ts
 * import { tradeSeats } from 'childfile/solver'
 * const two = { // each holds what the other wants
 *   seats: Int32Array.of(1, 1), slotStart: Int32Array.of(0, 1, 2), slots: Int32Array.of(0, 0), start: Int32Array.of(0, 2, 4),
 *   group: Int32Array.of(0, 1, 0, 1), worth: Int32Array.of(9, 5, 5, 9), first: Int32Array.of(0, 0), most: Int32Array.of(1, 1),
 * }
 * tradeSeats(two, Uint8Array.of(0, 1, 1, 0)).map((taken) => [...taken]).unwrapOr([]) // => [1,0,0,1]
 * ```
 */
export function tradeSeats(problem: EnrolmentProblem, taken: Uint8Array): Outcome<Uint8Array> {
  const checked = checkEnrolmentProblem(problem)
  if (checked.isErr()) return err(checked.error)
  if (!(taken instanceof Uint8Array) || taken.length !== problem.group.length)
    return refuse('/taken', 'inconsistent', 'must have one entry for each wish')
  const market = new Market(problem, taken.slice())
  while (market.trade());
  return ok(market.taken)
}

class Market {
  readonly taken: Uint8Array
  private readonly problem: EnrolmentProblem
  private readonly clashes: Uint8Array
  private readonly free: Int32Array

  constructor(problem: EnrolmentProblem, taken: Uint8Array) {
    this.problem = problem
    this.taken = taken
    this.clashes = clashTable(problem)
    this.free = problem.seats.slice()
    taken.forEach((yes, e) => {
      if (yes === 1) this.free[problem.group[e]!] = this.free[problem.group[e]!]! - 1
    })
  }

  /** Makes one trade, or all that need only a free seat; whether there was one. Each makes the sum of worths greater. */
  trade(): boolean {
    const { group } = this.problem
    const arcs = this.arcs()
    let moved = false
    for (const move of arcs.strict)
      if (this.free[group[move.take]!]! > 0 && this.possible(move)) {
        this.make([move])
        moved = true
      }
    if (moved) return true
    const onward = this.towards(arcs.between, (g) => this.free[g]! > 0)
    for (const move of arcs.strict) {
      const way = this.way(move, onward)
      if (way !== undefined) {
        this.make(way)
        return true
      }
    }
    const home = new Map<number, readonly (Move | undefined)[]>()
    for (const move of arcs.strict) {
      if (move.give < 0) continue
      const back = group[move.give]!
      const onwardBack = home.get(back) ?? this.towards(arcs.between, (g) => g === back)
      home.set(back, onwardBack)
      const way = this.way(move, onwardBack)
      if (way !== undefined) {
        this.make(way)
        return true
      }
    }
    return false
  }

  /** Every change that a row would like, in order of rows, and for each pair of groups one that it would not mind. */
  private arcs(): { readonly strict: readonly Move[]; readonly between: readonly ReadonlyMap<number, Move>[] } {
    const { start, group, worth, most, seats } = this.problem
    const strict: Move[] = []
    const between: Map<number, Move>[] = Array.from(seats, () => new Map<number, Move>())
    for (let row = 0; row < most.length; row++)
      for (let take = start[row]!; take < start[row + 1]!; take++) {
        if (this.taken[take] === 1) continue
        for (let give = start[row]! - 1; give < start[row + 1]!; give++) {
          const adds = give < start[row]!
          if (!adds && (this.taken[give] === 0 || worth[take]! < worth[give]!)) continue
          const move = { row, give: adds ? -1 : give, take }
          if (!this.possible(move)) continue
          if (adds || worth[take]! > worth[give]!) strict.push(move)
          if (!adds && !between[group[give]!]!.has(group[take]!)) between[group[give]!]!.set(group[take]!, move)
        }
      }
    return { strict, between }
  }

  private possible({ row, give, take }: Move): boolean {
    const { start, group, most, seats } = this.problem
    if (this.taken[take] === 1 || (give >= 0 && this.taken[give] === 0)) return false
    let held = 0
    for (let e = start[row]!; e < start[row + 1]!; e++) {
      if (this.taken[e] === 0 || e === give) continue
      if (this.clashes[group[e]! * seats.length + group[take]!] === 1) return false
      held++
    }
    return held < most[row]!
  }

  /** For each group from which a goal can be reached the next move on a shortest way. */
  private towards(between: readonly ReadonlyMap<number, Move>[], goal: (g: number) => boolean): (Move | undefined)[] {
    const next: (Move | undefined)[] = between.map(() => undefined)
    const reached = between.map((_, g) => goal(g))
    let last = reached.flatMap((yes, g) => (yes ? [g] : []))
    while (last.length > 0) {
      const now = last
      last = []
      between.forEach((moves, g) => {
        if (reached[g]) return
        const to = now.find((other) => moves.has(other))
        if (to === undefined) return
        next[g] = moves.get(to)
        last.push(g)
      })
      for (const g of last) reached[g] = true
    }
    return next
  }

  /** The moves from one move on to the goal; undefined where there is no way, or a row would stand on it twice. */
  private way(begin: Move, next: readonly (Move | undefined)[]): readonly Move[] | undefined {
    const { group } = this.problem
    const moves = [begin]
    const goalFree = begin.give < 0
    for (let g = group[begin.take]!; ; ) {
      const move = next[g]
      if (move === undefined) {
        const ends = this.free[g]! > 0 || (!goalFree && g === group[begin.give]!)
        return ends ? moves : undefined
      }
      if (moves.some((other) => other.row === move.row)) return undefined
      moves.push(move)
      g = group[move.take]!
    }
  }

  private make(moves: readonly Move[]): void {
    const { group } = this.problem
    for (const { give, take } of moves) {
      if (give >= 0) {
        this.taken[give] = 0
        this.free[group[give]!] = this.free[group[give]!]! + 1
      }
      this.taken[take] = 1
      this.free[group[take]!] = this.free[group[take]!]! - 1
    }
  }
}
