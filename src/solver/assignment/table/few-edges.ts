import type { AssignmentProblem } from '../assignment-problem.ts'
import { narrowed, type Table } from './table.ts'

/** Edges of each row that are looked at first. */
export const few = 24
/** So many of them are enough. */
const enough = 8

/**
 * A few edges of each row to begin with, or undefined if the few lead to less than half of the seats that are wanted: the cheapest
 * ones, or, where rows all fall upon the same targets, the cheapest less what their target costs anybody.
 */
export function fewEdges(table: Table): AssignmentProblem | undefined {
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
 * seat is. Of equal ones each row begins elsewhere. What was dear for one row is skipped for the next, unless that leaves too few.
 */
function cheapest({ seats, start, target, cost, leave }: Table, usual?: Float64Array): AssignmentProblem {
  const rows = leave.length
  const from = new Int32Array(rows + 1)
  const chosen = new Int32Array(rows * few)
  const chosenCost = new Float64Array(rows * few)
  const best = new Float64Array(few)
  const bestEdge = new Int32Array(few)
  let held = 0
  let limit = Number.POSITIVE_INFINITY

  const keep = (own: number, e: number): void => {
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
  const scan = (i: number, begin: number, to: number): void => {
    const shift = start[i]!
    if (usual)
      for (let e = begin; e < to; e++) {
        const j = target ? target[e]! : e - shift
        const own = cost[e]! - usual[j]!
        if (own < limit && cost[e]! <= leave[i]! && seats[j]! > 0) keep(own, e)
      }
    else
      for (let e = begin; e < to; e++)
        if (cost[e]! < limit && seats[target ? target[e]! : e - shift]! > 0) keep(cost[e]!, e)
  }

  let size = 0
  let guess = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows; i++) {
    const begin = start[i]!
    const end = start[i + 1]!
    const middle = end === begin ? begin : begin + (i % (end - begin))
    const most = usual ? Number.POSITIVE_INFINITY : leave[i]! + 1
    limit = Math.min(most, guess)
    held = 0
    scan(i, middle, end)
    scan(i, begin, middle)
    if (held < enough && guess < most) {
      limit = most
      held = 0
      scan(i, middle, end)
      scan(i, begin, middle)
    }
    if (held > 0) guess = Math.floor(1.5 * best[held - 1]!) + 1
    for (let k = 0; k < held; k++) {
      chosen[size] = target ? target[bestEdge[k]!]! : bestEdge[k]! - begin
      chosenCost[size++] = cost[bestEdge[k]!]!
    }
    from[i + 1] = size
  }
  return { seats, leave, start: from, target: chosen.slice(0, size), cost: narrowed(chosenCost.subarray(0, size)) }
}
