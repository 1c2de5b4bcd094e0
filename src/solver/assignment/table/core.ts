import type { AssignmentProblem } from '../assignment-problem.ts'
import { leastPrices } from '../engine/least-prices.ts'
import { mend } from '../engine/mend.ts'
import { optimum } from '../engine/optimum.ts'
import { paidBy, type Residual, residual, seating } from '../engine/residual.ts'
import { successivePaths } from '../engine/successive-paths.ts'
import { few, fewEdges } from './few-edges.ts'
import { fullOptimum } from './full-optimum.ts'
import { priceOut } from './price-out.ts'
import { narrowed, type Solved, type Table } from './table.ts'

/** Below so many edges the plain method is as fast. */
const small = 500
/** Up to so many cells of a full table ways are looked for among all. */
const wide = 120_000
/** Cells that such searches may look at in any case, and for each cell of the table. */
const patience = 10_000_000
const looks = 16
/** Rows that are asked whether they have many best columns, and what is many. */
const sample = 32
const many = 16
/** Rounds after which all edges are taken at once. */
const rounds = 12
/** Edges that the searches among a few may look at, for each edge of the table. */
const share = 3

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
  if (!table.target && (edges <= wide || tied(table))) {
    const solved = fullOptimum(table, Math.max(patience, looks * edges))
    if (solved) return solved
  }
  if (edges > 2 * few * leave.length) {
    let visits = share * edges
    let core = fewEdges(table)
    let state = core && optimum(core, visits)
    for (let round = 0; core && state && round < rounds; round++) {
      leastPrices(state)
      const paid = paidBy(state)
      const { better, tight } = priceOut(table, state.price, paid)
      if (better.length === 0) return { of: seating(state), price: state.price, paid, tight: tight() }
      core = joined(table, core, better)
      visits -= state.visits
      const next = residual(core, seating(state), state.price)
      state = mend(next, visits) ? next : undefined
    }
  }
  return closed(table, optimum(whole(table)))
}

/** Whether rows have many best columns, beyond what a column costs everybody, as far as a few of them tell. */
function tied({ seats, leave, cost }: Table): boolean {
  const columns = seats.length
  const rows = leave.length
  const each = Math.max(2, Math.floor(rows / sample))
  const usual = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < rows; i += each)
    for (let j = 0, cell = i * columns; j < columns; j++, cell++) if (cost[cell]! < usual[j]!) usual[j] = cost[cell]!
  let looked = 0
  let best = 0
  for (let i = 1; i < rows; i += each) {
    let low = Number.POSITIVE_INFINITY
    let equal = 0
    for (let j = 0, cell = i * columns; j < columns; j++, cell++) {
      const own = cost[cell]! - usual[j]!
      if (own > low) continue
      equal = own < low ? 1 : equal + 1
      low = own
    }
    best += equal
    looked++
  }
  return best > many * looked
}

/** The optimum over all edges, with its least prices. */
export function closed(table: Table, state: Residual): Solved {
  leastPrices(state)
  const paid = paidBy(state)
  return { of: seating(state), price: state.price, paid, tight: priceOut(table, state.price, paid).tight() }
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
