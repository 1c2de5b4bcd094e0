import type { Costs } from '../assignment-problem.ts'
import type { Edges, Solved } from '../table/table.ts'
import { emptySeating, type Move, move, type Seating, seating, sit } from './residual.ts'
import { knots } from './knots.ts'

/** Steps of the searches that are allowed in all, for each edge, row and target. */
const patience = 256

/**
 * Turns an optimal assignment into the first one of all that cost the same: row 0 gets the lowest target that any of them
 * gives it (no seat comes last), then row 1, and so on. The result depends on costs alone, not on the order of edges nor on
 * the way in which the optimum was found. `tight` holds the edges that cost their row the least at the prices, by rising
 * target; `of` takes none but those.
 *
 * Every optimal assignment uses only such options, and keeps each target with a price above 0 full. So a row can take another
 * option if and only if the seats can pass in a ring from there back to the one it leaves; targets with price 0 and rows that
 * may go without are joined in one node, `open`, that gives and takes freely. Rings stay within the knots (strongly connected
 * parts) of that graph, which are looked up again whenever searches have failed for as long as that takes.
 *
 * Where nearly everything costs the same the searches end after 256 steps for each edge, row and target: the assignment is then as
 * cheap, but rows that come later may not have their first choice.
 */
export function firstChoice({ tight, of, price, paid }: Solved, leave: Costs): Int32Array {
  const { start, target } = tight
  const rows = leave.length
  const open = price.length
  const alone = new Uint8Array(rows)
  let wanting = false
  for (let i = 0; i < rows; i++) {
    const now = of[i]!
    if (paid[i] === leave[i]) alone[i] = 1
    if (start[i] !== start[i + 1] && (now < 0 || target[start[i]!]! < now)) wanting = true
  }
  if (!wanting) return of
  const greedy = straight(tight, price, alone)
  if (greedy) return greedy
  const state = seated(tight, of)
  const settled = new Uint8Array(rows)
  const ring = rings(state, price, alone, settled)
  const size = rows + open + target.length
  const limit = patience * size
  let knot: Int32Array = new Int32Array(open + 1)
  let failed = 0
  for (let i = 0; i < rows && ring.steps() < limit; i++) {
    const now = state.edge[i]! < 0 ? open : target[state.edge[i]!]!
    settled[i] = 1
    const before = ring.steps()
    const moves = ring.toEarlier(i, now, knot)
    if (moves) move(state, moves)
    else if ((failed += ring.steps() - before) > size) {
      knot = knots(state, price, alone, settled)
      failed = 0
    }
  }
  return seating(state)
}

/** The seating in which rows sit as told. */
function seated(tight: Edges, of: Int32Array): Seating {
  const state = emptySeating(tight)
  for (let i = 0; i < of.length; i++) {
    if (of[i]! < 0) continue
    let e = tight.start[i]!
    while (tight.target[e] !== of[i]) e++
    sit(state, i, e)
  }
  return state
}

/**
 * Each row's lowest option that is still free, if that keeps every target with a price full and seats every row that must not go
 * without: then nothing comes before it. Undefined if it does not.
 */
function straight({ seats, start, target }: Edges, price: Float64Array, alone: Uint8Array) {
  const free = seats.slice()
  const of = new Int32Array(alone.length).fill(-1)
  for (let i = 0; i < of.length; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = target[e]!
      if (free[j] === 0) continue
      free[j] = free[j]! - 1
      of[i] = j
      break
    }
    if (of[i]! < 0 && alone[i] === 0) return undefined
  }
  for (let j = 0; j < free.length; j++) if (price[j]! > 0 && free[j]! > 0) return undefined
  return of
}

/** Searches for rings in which unsettled rows pass on their seats. */
function rings(state: Seating, price: Float64Array, alone: Uint8Array, settled: Uint8Array) {
  const { seats, first, held, count, edge, problem } = state
  const { start, target } = problem
  const open = price.length
  const seen = new Int32Array(open + 1)
  const from = new Int32Array(open + 1)
  // The row that moves into a node on the way, and its edge; row -1 where a free seat passes instead.
  const mover = new Int32Array(open + 1)
  const moverEdge = new Int32Array(open + 1)
  const queue = new Int32Array(open + 1)
  let round = 0
  let steps = 0

  /** Whether the goal can be reached from the target; nodes seen before in this round lead nowhere. */
  const reaches = (begin: number, goal: number, knot: Int32Array): boolean => {
    if (seen[begin] === round) return false
    seen[begin] = round
    from[begin] = -1
    queue[0] = begin
    let size = 1
    const visit = (node: number, before: number, row: number, byEdge: number): boolean => {
      steps++
      if (seen[node] === round || knot[node] !== knot[goal]) return false
      seen[node] = round
      from[node] = before
      mover[node] = row
      moverEdge[node] = byEdge
      queue[size++] = node
      return node === goal
    }
    const lookOn = (node: number, row: number): boolean => {
      if (settled[row] === 1) return false
      for (let e = start[row]!; e < start[row + 1]!; e++) if (visit(target[e]!, node, row, e)) return true
      return false
    }
    for (let k = 0; k < size; k++) {
      const node = queue[k]!
      if (node === open) {
        if (price[goal] === 0 && visit(goal, open, -1, -1)) return true
        for (let j = 0; j < open; j++) if (price[j] === 0 && visit(j, open, -1, -1)) return true
        for (let row = 0; row < edge.length; row++) if (edge[row]! < 0 && lookOn(open, row)) return true
        continue
      }
      if (count[node]! < seats[node]! && visit(open, node, -1, -1)) return true
      for (let place = first[node]!; place < first[node]! + count[node]!; place++) {
        const row = held[place]!
        if (settled[row] === 0 && alone[row] === 1 && visit(open, node, row, -1)) return true
        if (lookOn(node, row)) return true
      }
    }
    return false
  }

  return {
    steps: () => steps,
    /** The moves that bring the row to the earliest option before its present one, or undefined if there is none. */
    toEarlier(row: number, now: number, knot: Int32Array): readonly Move[] | undefined {
      round++
      for (let byEdge = start[row]!; byEdge < start[row + 1]!; byEdge++) {
        const to = target[byEdge]!
        if (to >= now) return undefined
        steps++
        if (knot[to] !== knot[now] || !reaches(to, now, knot)) continue
        const moves: Move[] = [[row, byEdge]]
        for (let node = now; node !== to; node = from[node]!)
          if (mover[node]! >= 0) moves.push([mover[node]!, moverEdge[node]!])
        return moves
      }
      return undefined
    },
  }
}
