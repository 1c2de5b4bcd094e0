import { err, ok, type Outcome, refuse, settle } from '../../problem.ts'
import type { Assignment, AssignmentProblem } from './assignment-problem.ts'
import { emptyHeap, lower, takeLeast } from './engine/heap.ts'
import { type Move, type Residual, residual } from './engine/residual.ts'
import { verifyAssignment } from './verify-assignment.ts'

/** A cheapest assignment in which one row sits where it is told to. */
export interface Exchange {
  readonly of: Int32Array
  /** How much more it costs than the assignment that it departs from. */
  readonly extra: number
}

/**
 * What it would cost to seat one row elsewhere, everybody else moving as is cheapest: for each target given the exchange that
 * brings the row there, or, for `any`, to any other seat than now. `none` where seats cannot be passed on so. One search for
 * each from a proved assignment; nothing is solved again.
 * @returns Ok: the exchanges in the order asked. Err `invalid`: the problem is, the row is none of it, or the assignment does
 * not prove itself for it (as `verifyAssignment` says).
 * @example
 * ```ts
 * import { assignSparse, exchanges } from 'childfile/solver'
 * const one = { // one seat, two rows
 *   seats: Int32Array.of(1), start: Int32Array.of(0, 1, 2),
 *   target: Int32Array.of(0, 0), cost: Int32Array.of(3, 4), leave: Int32Array.of(9, 9),
 * }
 * const after = assignSparse(one).andThen((now) => exchanges(one, now, 1, ['any', 0]))
 * after.match((found) => found.map((e) => (e === 'none' ? e : e.extra)), () => []) // => [1,1]
 * ```
 */
export function exchanges(
  problem: AssignmentProblem,
  assignment: Assignment,
  row: number,
  targets: readonly (number | 'any')[],
): Outcome<readonly (Exchange | 'none')[]> {
  const proof = settle(assignment, verifyAssignment(problem, assignment))
  if (proof.isErr()) return err(proof.error)
  if (!Number.isInteger(row) || row < 0 || row >= problem.leave.length)
    return refuse('/row', 'invalid-value', 'must be the index of a row')
  const state = residual(problem, assignment.of, assignment.price)
  return ok(
    targets.map((target) => {
      const ring = cheapestRing(state, row, target)
      if (!ring) return 'none'
      const of = assignment.of.slice()
      for (const [mover, edge] of ring.moves) of[mover] = edge < 0 ? -1 : problem.target[edge]!
      return { of, extra: ring.extra }
    }),
  )
}

/**
 * The cheapest ring of moves that begins with the row and fills the seat it leaves: Dijkstra over targets and one node `open`,
 * in which rows without a seat and free seats are joined. A step costs what the mover then pays above its best option, so no
 * step is shorter than 0.
 */
function cheapestRing(
  state: Residual,
  row: number,
  target: number | 'any',
): { readonly moves: readonly Move[]; readonly extra: number } | undefined {
  const { seats, first, held, count, edge, price, problem } = state
  const { start, cost, leave } = problem
  const open = price.length
  const heap = emptyHeap(open + 1)
  const length = new Float64Array(open + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(open + 1)
  const mover = new Int32Array(open + 1)
  const moverEdge = new Int32Array(open + 1)
  const seatOf = (i: number): number => (edge[i]! < 0 ? open : problem.target[edge[i]!]!)
  const best = (i: number): number => (edge[i]! < 0 ? leave[i]! : cost[edge[i]!]! + price[problem.target[edge[i]!]!]!)
  const goal = seatOf(row)

  const reach = (node: number, way: number, before: number, who: number, byEdge: number) => {
    if (way >= length[node]!) return
    length[node] = way
    from[node] = before
    mover[node] = who
    moverEdge[node] = byEdge
    lower(heap, node, way)
  }
  const look = (who: number, before: number, way: number) => {
    const shift = way - best(who)
    if (before !== open) reach(open, shift + leave[who]!, before, who, -1)
    for (let e = start[who]!; e < start[who + 1]!; e++) {
      const j = problem.target[e]!
      reach(j, shift + cost[e]! + price[j]!, before, who, e)
    }
  }

  for (let e = start[row]!; e < start[row + 1]!; e++) {
    const j = problem.target[e]!
    if (target === 'any' ? j !== goal : j === target) reach(j, cost[e]! + price[j]! - best(row), -1, row, e)
  }
  while (heap.size > 0) {
    const node = takeLeast(heap)
    const way = length[node]!
    if (node === goal) break
    if (node === open) {
      for (let j = 0; j < open; j++) if (count[j]! > 0) reach(j, way + price[j]!, open, -1, -1)
      for (let i = 0; i < edge.length; i++) if (edge[i]! < 0 && i !== row) look(i, open, way)
      continue
    }
    if (count[node]! < seats[node]!) reach(open, way, node, -1, -1)
    for (let place = first[node]!; place < first[node]! + count[node]!; place++) look(held[place]!, node, way)
  }
  if (length[goal] === Number.POSITIVE_INFINITY) return undefined
  const moves: Move[] = []
  for (let node = goal; node >= 0; node = from[node]!)
    if (mover[node]! >= 0) moves.push([mover[node]!, moverEdge[node]!])
  return { moves, extra: length[goal]! }
}
