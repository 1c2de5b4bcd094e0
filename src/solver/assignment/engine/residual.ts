import type { AssignmentProblem } from '../assignment-problem.ts'
import { empty, emptyHeap, type Heap, lower, takeLeast } from './heap.ts'

/** Who holds which seat. */
export interface Seating {
  readonly problem: Pick<AssignmentProblem, 'start' | 'target'>
  /** Seats that can be of use: never more than edges come in. */
  readonly seats: Int32Array
  /** Where the places of a target begin in `held`. */
  readonly first: Int32Array
  /** The rows that hold a seat, by place. */
  readonly held: Int32Array
  readonly count: Int32Array
  /** The edge by which each row holds its seat; -1 without one. */
  readonly edge: Int32Array
}

/** An assignment while it grows: who holds which seat at which price, and the arrays of the search. */
export interface Residual extends Seating {
  readonly problem: AssignmentProblem
  readonly price: Float64Array
  readonly heap: Heap
  /** Length of the shortest way to a target in the search numbered `round`. */
  readonly length: Float64Array
  readonly seen: Int32Array
  /** The row that would come to a target on that way, and by which edge. */
  readonly by: Int32Array
  readonly via: Int32Array
  readonly done: Int32Array
  round: number
  /** Edges looked at by searches. */
  visits: number
}

/** How a search ended: at a target with a free seat, or with a row that goes without (`target` -1). */
export interface Ending {
  readonly length: number
  readonly target: number
  readonly row: number
  /** Targets whose shortest way is known, the first `settled` entries of `done`. */
  readonly settled: number
}

/** Seats of which nobody holds one. */
export function emptySeating(problem: Pick<AssignmentProblem, 'seats' | 'start' | 'target'>): Seating {
  const { target, start } = problem
  const targets = problem.seats.length
  const seats = new Int32Array(targets)
  for (let e = 0; e < target.length; e++) {
    const j = target[e]!
    if (seats[j]! < problem.seats[j]!) seats[j] = seats[j]! + 1
  }
  const first = new Int32Array(targets + 1)
  for (let j = 0; j < targets; j++) first[j + 1] = first[j]! + seats[j]!
  return {
    problem,
    seats,
    first,
    held: new Int32Array(first[targets]!),
    count: new Int32Array(targets),
    edge: new Int32Array(start.length - 1).fill(-1),
  }
}

/** The residual of an assignment: the empty one by default. `of` must respect edges and seats. */
export function residual(problem: AssignmentProblem, of?: Int32Array, price?: Float64Array): Residual {
  const { start, target, cost, leave } = problem
  const targets = problem.seats.length
  const state: Residual = {
    ...emptySeating(problem),
    problem,
    price: price?.slice() ?? new Float64Array(targets),
    heap: emptyHeap(targets),
    length: new Float64Array(targets),
    seen: new Int32Array(targets),
    by: new Int32Array(targets),
    via: new Int32Array(targets),
    done: new Int32Array(targets),
    round: 0,
    visits: 0,
  }
  if (of)
    for (let i = 0; i < leave.length; i++) {
      const j = of[i]!
      if (j < 0) continue
      let taken = -1
      for (let e = start[i]!; e < start[i + 1]!; e++)
        if (target[e] === j && (taken < 0 || cost[e]! < cost[taken]!)) taken = e
      sit(state, i, taken)
    }
  return state
}

/** Gives the row the next free place at the target of the edge. */
export function sit(state: Seating, row: number, edge: number): void {
  const j = state.problem.target[edge]!
  state.held[state.first[j]! + state.count[j]!] = row
  state.count[j] = state.count[j]! + 1
  state.edge[row] = edge
}

/** Takes its seat from a row, if it holds one. */
function rise(state: Seating, row: number): void {
  if (state.edge[row]! < 0) return
  const j = state.problem.target[state.edge[row]!]!
  const last = state.first[j]! + state.count[j]! - 1
  state.held[placeOf(state, row, j)] = state.held[last]!
  state.count[j] = state.count[j]! - 1
  state.edge[row] = -1
}

const placeOf = (state: Seating, row: number, target: number): number => {
  let place = state.first[target]!
  while (state.held[place] !== row) place++
  return place
}

/**
 * The shortest way to seat a row that has no seat, in costs plus prices: Dijkstra over targets, in which a row that is pushed
 * out of its seat looks on from there or goes without.
 * Invariant: the cost plus price of a row's own edge is the least of its options, and a target with a free seat has price 0;
 * so no step is shorter than 0, and the first ending that no shorter way can reach is the best.
 */
export function shortestWay(state: Residual, row: number): Ending {
  const { seats, first, held, count, edge, price, heap, length, seen, by, via, done } = state
  const { start, target, cost, leave } = state.problem
  const round = ++state.round
  let best = leave[row]!
  let bestTarget = -1
  let bestRow = row
  let settled = 0

  const look = (who: number, shift: number) => {
    state.visits += start[who + 1]! - start[who]!
    for (let e = start[who]!; e < start[who + 1]!; e++) {
      const j = target[e]!
      const way = shift + cost[e]! + price[j]!
      if (way >= best) continue
      if (count[j]! < seats[j]!) {
        best = way
        bestTarget = j
        by[j] = who
        via[j] = e
      } else if (seen[j] !== round || way < length[j]!) {
        seen[j] = round
        length[j] = way
        by[j] = who
        via[j] = e
        lower(heap, j, way)
      }
    }
  }

  look(row, 0)
  while (heap.size > 0) {
    const j = takeLeast(heap)
    const way = length[j]!
    if (way >= best) break
    done[settled++] = j
    const end = first[j]! + count[j]!
    for (let place = first[j]!; place < end; place++) {
      const holder = held[place]!
      const shift = way - cost[edge[holder]!]! - price[j]!
      if (shift + leave[holder]! < best) {
        best = shift + leave[holder]!
        bestTarget = -1
        bestRow = holder
      }
      look(holder, shift)
    }
  }
  empty(heap)
  return { length: best, target: bestTarget, row: bestRow, settled }
}

/** What the best option of a row costs at the present prices. */
export function bestOption({ price, problem }: Residual, row: number): number {
  const { start, target, cost, leave } = problem
  let least = leave[row]!
  for (let e = start[row]!; e < start[row + 1]!; e++) {
    const way = cost[e]! + price[target[e]!]!
    if (way < least) least = way
  }
  return least
}

/** What each row pays at the present prices, or loses without a seat. */
export function paidBy({ edge, price, problem }: Residual): Float64Array {
  const { target, cost, leave } = problem
  const paid = Float64Array.from(leave)
  for (let i = 0; i < paid.length; i++) {
    const e = edge[i]!
    if (e >= 0) paid[i] = cost[e]! + price[target[e]!]!
  }
  return paid
}

/** Raises the prices that the search passed, so that after `followWay` every row still has its best option. */
export function reprice(state: Residual, ending: Ending): void {
  for (let k = 0; k < ending.settled; k++) {
    const j = state.done[k]!
    const rest = ending.length - state.length[j]!
    if (rest > 0) state.price[j] = state.price[j]! + rest
  }
}

/** Seats the row along the way found: each row on it takes the seat before which it stands. */
export function followWay(state: Residual, row: number, ending: Ending): void {
  const { problem, first, held, count, edge, by, via } = state
  if (ending.target < 0 && ending.row === row) return
  let j = ending.target
  let place: number
  if (j >= 0) {
    place = first[j]! + count[j]!
    count[j] = count[j]! + 1
  } else {
    j = problem.target[edge[ending.row]!]!
    place = placeOf(state, ending.row, j)
    edge[ending.row] = -1
  }
  for (;;) {
    const mover = by[j]!
    const before = edge[mover]!
    held[place] = mover
    edge[mover] = via[j]!
    if (mover === row) return
    j = problem.target[before]!
    place = placeOf(state, mover, j)
  }
}

/** Moves rows at once: all stand up, then each sits down by its edge; -1 stays without a seat. */
export function move(state: Seating, moves: readonly Move[]): void {
  for (const [row] of moves) rise(state, row)
  for (const [row, edge] of moves) if (edge >= 0) sit(state, row, edge)
}

/** A row and the edge by which it sits afterwards; -1 without a seat. */
export type Move = readonly [row: number, edge: number]

/** Who sits where. */
export function seating(state: Seating): Int32Array {
  return state.edge.map((e) => (e < 0 ? -1 : state.problem.target[e]!))
}
