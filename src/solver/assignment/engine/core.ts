import type { AssignmentProblem, Costs } from '../assignment-problem.ts'
import { leastPrices } from './least-prices.ts'
import { mend } from './mend.ts'
import { optimum } from './optimum.ts'
import { type Residual, residual, seating } from './residual.ts'
import { successivePaths } from './successive-paths.ts'

/** Rows and columns with a cost for each edge: as compressed rows, or, without `target`, every column for every row. */
export interface Table {
  readonly seats: Int32Array
  readonly leave: Costs
  readonly cost: Costs
  /** Where the edges of each row begin; as in an assignment problem. */
  readonly start: Int32Array
  readonly target?: Int32Array
}

/** Below so many edges the plain method is as fast. */
const small = 500
/** Edges of each row that are looked at first. */
const few = 24
/** Rounds after which all edges are taken at once. */
const rounds = 12
/** Edges that the searches among a few may look at, for each edge of the table. */
const share = 3

/** An optimal assignment, its least prices, and the edges that are as good as the best of their rows, by which it can be varied. */
export interface Solved {
  readonly of: Int32Array
  readonly price: Float64Array
  readonly tight: AssignmentProblem
}

/**
 * The optimum over all edges, found among a few of each row: the cheapest ones are solved, then every edge is held against the
 * prices; those that would be better come in, until there are none. That last look is the proof for all edges. Where the few keep
 * being too few, or lead into long price wars, all edges are taken at once.
 * @source Volgenant, Linear and semi-assignment problems: a core oriented approach, 1996
 */
export function solve(table: Table): Solved {
  const { start, leave } = table
  const edges = start[leave.length]!
  if (edges < small) return closed(table, successivePaths(whole(table)))
  if (edges > 2 * few * leave.length) {
    let visits = share * edges
    let core = fewEdges(table)
    let state = core && optimum(core, visits)
    for (let round = 0; core && state && round < rounds; round++) {
      leastPrices(state)
      const found = priceOut(table, state)
      if (found.better.length === 0) return { of: seating(state), price: state.price, tight: found.tight() }
      core = joined(table, core, found.better)
      visits -= state.visits
      const next = residual(core, seating(state), state.price)
      state = mend(next, visits) ? next : undefined
    }
  }
  return closed(table, optimum(whole(table)))
}

/** The optimum over all edges, with its least prices. */
export function closed(table: Table, state: Residual): Solved {
  leastPrices(state)
  return { of: seating(state), price: state.price, tight: priceOut(table, state).tight() }
}

/** The table with its targets written out. */
function whole(table: Table): AssignmentProblem {
  if (table.target) return { ...table, target: table.target }
  const { seats, leave } = table
  const target = new Int32Array(seats.length * leave.length)
  for (let j = 0; j < seats.length; j++) target[j] = j
  target.copyWithin(seats.length, 0)
  for (let size = seats.length; size < target.length; size *= 2) target.copyWithin(size, 0, size)
  return { ...table, target }
}

/**
 * A few edges of each row to begin with, or undefined if the few lead to less than half of the seats that are wanted: the cheapest
 * ones, or, where rows all fall upon the same targets, the cheapest less what their target costs anybody.
 */
function fewEdges(table: Table): AssignmentProblem | undefined {
  const plain = cheapest(table)
  if (covers(plain)) return plain
  const spread = cheapest(table, leastByTarget(table))
  return covers(spread) ? spread : undefined
}

/** What each target costs the row for which it is cheapest. */
function leastByTarget({ seats, start, target, cost, leave }: Table): Float64Array {
  const least = new Float64Array(seats.length).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < leave.length; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target ? target[e]! : e - start[i]!
      if (cost[e]! < least[j]!) least[j] = cost[e]!
    }
  return least
}

/** Whether the edges lead to half of the seats that there are rows for. */
function covers({ seats, target, leave }: AssignmentProblem): boolean {
  const reached = new Uint8Array(seats.length)
  for (const j of target) reached[j] = 1
  let all = 0
  let within = 0
  for (let j = 0; j < seats.length; j++) {
    all += seats[j]!
    if (reached[j] === 1) within += seats[j]!
  }
  return 2 * within >= Math.min(all, leave.length)
}

/**
 * The cheapest edges of each row, less what is usual for their targets, except those that cost more than leaving it or lead where no
 * seat is. Of equal ones each row begins elsewhere.
 */
function cheapest({ seats, start, target, cost, leave }: Table, usual?: Float64Array): AssignmentProblem {
  const rows = leave.length
  const from = new Int32Array(rows + 1)
  const chosen = new Int32Array(rows * few)
  const chosenCost = new Float64Array(rows * few)
  const best = new Float64Array(few)
  const bestEdge = new Int32Array(few)
  let size = 0
  for (let i = 0; i < rows; i++) {
    const begin = start[i]!
    const width = start[i + 1]! - begin
    const middle = begin + (width === 0 ? 0 : i % width)
    const most = leave[i]!
    let limit = Number.POSITIVE_INFINITY
    let held = 0
    for (let half = 0; half < 2; half++) {
      const to = half === 0 ? begin + width : middle
      for (let e = half === 0 ? middle : begin; e < to; e++) {
        const full = cost[e]!
        const own = usual ? full - usual[target ? target[e]! : e - begin]! : full
        if (own >= limit || full > most || seats[target ? target[e]! : e - begin] === 0) continue
        let at = held < few ? held++ : few - 1
        while (at > 0 && best[at - 1]! > own) {
          best[at] = best[at - 1]!
          bestEdge[at] = bestEdge[at - 1]!
          at--
        }
        best[at] = own
        bestEdge[at] = e
        if (held === few) limit = best[few - 1]!
      }
    }
    for (let k = 0; k < held; k++) {
      chosen[size] = target ? target[bestEdge[k]!]! : bestEdge[k]! - begin
      chosenCost[size++] = cost[bestEdge[k]!]!
    }
    from[i + 1] = size
  }
  return { seats, leave, start: from, target: chosen.slice(0, size), cost: narrowed(chosenCost.subarray(0, size)) }
}

/** The same costs in the narrower array where they fit. */
export function narrowed(cost: Costs): Costs {
  if (cost instanceof Int32Array) return cost
  for (const own of cost) if (own > 0x7fffffff) return cost
  return Int32Array.from(cost)
}

/**
 * Holds every edge against the prices: the best ones of each row that beat what it has, and all that equal it. Where no seat is,
 * the price rises until nobody would rather be there.
 */
function priceOut({ seats, start, target, cost, leave }: Table, state: Residual) {
  const { price, edge, problem } = state
  const better: number[] = []
  const rows = leave.length
  const from = new Int32Array(rows + 1)
  let equal = new Int32Array(2 * rows + 16)
  let size = 0
  for (let i = 0; i < rows; i++) {
    const now = edge[i]!
    const paid = now < 0 ? leave[i]! : problem.cost[now]! + price[problem.target[now]!]!
    const begin = start[i]!
    const end = start[i + 1]!
    let first = paid
    let second = paid
    let third = paid
    let a = -1
    let b = -1
    let c = -1
    for (let e = begin; e < end; e++) {
      const j = target ? target[e]! : e - begin
      const way = cost[e]! + price[j]!
      if (way > paid) continue
      if (seats[j] === 0) price[j] = paid - cost[e]!
      else if (way === paid) {
        if (size === equal.length) {
          const wider = new Int32Array(2 * size)
          wider.set(equal)
          equal = wider
        }
        equal[size++] = e
      } else if (way < first) {
        third = second
        c = b
        second = first
        b = a
        first = way
        a = e
      } else if (way < second) {
        third = second
        c = b
        second = way
        b = e
      } else if (way < third) {
        third = way
        c = e
      }
    }
    from[i + 1] = size
    for (const e of [a, b, c]) if (e >= 0) better.push(i, e)
  }
  return {
    /** Pairs of row and edge, by row. */
    better,
    tight: (): AssignmentProblem => {
      const edges = equal.subarray(0, size)
      const to = new Int32Array(size)
      const own = new Float64Array(size)
      for (let i = 0; i < rows; i++)
        for (let k = from[i]!; k < from[i + 1]!; k++) {
          if (target && k > from[i]! && target[edges[k]!]! < target[edges[k - 1]!]!) {
            edges.subarray(from[i], from[i + 1]).sort((x, y) => target[x]! - target[y]!)
            k = from[i]!
          }
          to[k] = target ? target[edges[k]!]! : edges[k]! - start[i]!
          own[k] = cost[edges[k]!]!
        }
      return { seats, leave, start: from, target: to, cost: own }
    },
  }
}

/** The core with more edges, given as pairs of row and edge of the table by row. */
function joined({ start, target, cost }: Table, core: AssignmentProblem, more: readonly number[]): AssignmentProblem {
  const rows = core.leave.length
  const from = new Int32Array(rows + 1)
  const to = new Int32Array(core.target.length + more.length / 2)
  const own = new Float64Array(to.length)
  let size = 0
  let next = 0
  for (let i = 0; i < rows; i++) {
    for (let e = core.start[i]!; e < core.start[i + 1]!; e++) {
      to[size] = core.target[e]!
      own[size++] = core.cost[e]!
    }
    for (; next < more.length && more[next] === i; next += 2) {
      const e = more[next + 1]!
      to[size] = target ? target[e]! : e - start[i]!
      own[size++] = cost[e]!
    }
    from[i + 1] = size
  }
  return { ...core, start: from, target: to, cost: narrowed(own) }
}
