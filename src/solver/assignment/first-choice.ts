import { type Move, move, type Residual } from './residual.ts'

/**
 * Turns an optimal assignment into the first one of all that cost the same: row 0 gets the lowest target that any of them
 * gives it (no seat comes last), then row 1, and so on. The result depends on costs alone, not on the order of edges nor on
 * the way in which the optimum was found.
 *
 * Every optimal assignment uses only options that cost their row the least at the given prices, and keeps each target with a
 * price above 0 full. So a row can take another such option if and only if the seats can pass in a ring from there back to the
 * one it leaves; targets with price 0 and rows that may go without are joined in one node, `open`, that gives and takes freely.
 */
export function firstChoice(state: Residual): void {
  const { leave } = state.problem
  const options = cheapestOptions(state)
  const settled = new Uint8Array(leave.length)
  const ring = rings(state, options, settled)
  for (let i = 0; i < leave.length; i++) {
    const now = state.edge[i]! < 0 ? ring.open : state.problem.target[state.edge[i]!]!
    settled[i] = 1
    const moves = ring.toEarlier(i, now)
    if (moves) move(state, moves)
  }
}

interface Options {
  readonly start: Int32Array
  /** Edges that cost their row the least, by rising target. */
  readonly edge: Int32Array
  /** 1 if going without a seat costs the row no more. */
  readonly alone: Uint8Array
}

function cheapestOptions({ problem, price }: Residual): Options {
  const { start, target, cost, leave } = problem
  const from = new Int32Array(leave.length + 1)
  const alone = new Uint8Array(leave.length)
  const least = leave.map((value, i) => {
    let low = value
    for (let e = start[i]!; e < start[i + 1]!; e++) low = Math.min(low, cost[e]! + price[target[e]!]!)
    return low
  })
  const cheapest = (i: number, e: number): boolean => cost[e]! + price[target[e]!]! === least[i]
  for (let i = 0; i < leave.length; i++) {
    let size = 0
    for (let e = start[i]!; e < start[i + 1]!; e++) if (cheapest(i, e)) size++
    from[i + 1] = from[i]! + size
    if (leave[i] === least[i]) alone[i] = 1
  }
  const edges = new Int32Array(from[leave.length]!)
  for (let i = 0; i < leave.length; i++) {
    let next = from[i]!
    for (let e = start[i]!; e < start[i + 1]!; e++) if (cheapest(i, e)) edges[next++] = e
    edges.subarray(from[i], next).sort((a, b) => target[a]! - target[b]!)
  }
  return { start: from, edge: edges, alone }
}

/** Searches for rings in which unsettled rows pass on their seats. */
function rings(state: Residual, options: Options, settled: Uint8Array) {
  const { seats, first, held, count, edge, price, problem } = state
  const open = price.length
  const seen = new Int32Array(open + 1)
  const from = new Int32Array(open + 1)
  // The row that moves into a node on the way, and its edge; row -1 where a free seat passes instead.
  const mover = new Int32Array(open + 1)
  const moverEdge = new Int32Array(open + 1)
  const queue = new Int32Array(open + 1)
  let round = 0

  /** Whether the goal can be reached from the target; nodes seen before in this round lead nowhere. */
  const reaches = (begin: number, goal: number): boolean => {
    if (seen[begin] === round) return false
    seen[begin] = round
    from[begin] = -1
    queue[0] = begin
    let size = 1
    const visit = (node: number, before: number, row: number, byEdge: number): boolean => {
      if (seen[node] === round) return false
      seen[node] = round
      from[node] = before
      mover[node] = row
      moverEdge[node] = byEdge
      queue[size++] = node
      return node === goal
    }
    const lookOn = (node: number, row: number): boolean => {
      if (settled[row] === 1) return false
      for (let k = options.start[row]!; k < options.start[row + 1]!; k++)
        if (visit(problem.target[options.edge[k]!]!, node, row, options.edge[k]!)) return true
      return false
    }
    for (let k = 0; k < size; k++) {
      const node = queue[k]!
      if (node === open) {
        for (let j = 0; j < open; j++) if (price[j] === 0 && visit(j, open, -1, -1)) return true
        for (let row = 0; row < edge.length; row++) if (edge[row]! < 0 && lookOn(open, row)) return true
        continue
      }
      if (count[node]! < seats[node]! && visit(open, node, -1, -1)) return true
      for (let place = first[node]!; place < first[node]! + count[node]!; place++) {
        const row = held[place]!
        if (settled[row] === 0 && options.alone[row] === 1 && visit(open, node, row, -1)) return true
        if (lookOn(node, row)) return true
      }
    }
    return false
  }

  return {
    open,
    /** The moves that bring the row to the earliest option before its present one, or undefined if there is none. */
    toEarlier(row: number, now: number): readonly Move[] | undefined {
      round++
      for (let k = options.start[row]!; k < options.start[row + 1]!; k++) {
        const byEdge = options.edge[k]!
        const target = problem.target[byEdge]!
        if (target >= now) return undefined
        if (!reaches(target, now)) continue
        const moves: Move[] = [[row, byEdge]]
        for (let node = now; node !== target; node = from[node]!)
          if (mover[node]! >= 0) moves.push([mover[node]!, moverEdge[node]!])
        return moves
      }
      return undefined
    },
  }
}
