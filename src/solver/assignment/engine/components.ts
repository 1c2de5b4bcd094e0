import type { AssignmentProblem } from '../assignment-problem.ts'
import { solve } from '../table/core.ts'
import type { Solved } from '../table/table.ts'

/** The optimum of each part that shares no target with the others, found apart: what is hard in one stays there. */
export function solveApart(problem: AssignmentProblem): Solved {
  if (isFull(problem)) {
    const { seats, leave, cost, start } = problem
    return solve({ seats, leave, cost, start })
  }
  const { part, parts } = partsOf(problem)
  if (parts < 2) return solve(problem)
  const { seats, start, target, cost, leave } = problem
  const rows = leave.length
  const inPart = grouped(parts, rows, (i) => (start[i] === start[i + 1] ? -1 : part[target[start[i]!]!]!))
  const targetsIn = grouped(parts, seats.length, (j) => part[j]!)
  const local = new Int32Array(seats.length)
  const of = new Int32Array(rows).fill(-1)
  const price = new Float64Array(seats.length)
  const paid = Float64Array.from(leave)
  const solved: Solved[] = []
  const size = new Int32Array(rows)
  for (let k = 0; k < parts; k++) {
    const mine = inPart.member.subarray(inPart.start[k], inPart.start[k + 1])
    const theirs = targetsIn.member.subarray(targetsIn.start[k], targetsIn.start[k + 1])
    theirs.forEach((j, at) => (local[j] = at))
    const from = new Int32Array(mine.length + 1)
    mine.forEach((i, at) => (from[at + 1] = from[at]! + start[i + 1]! - start[i]!))
    const edges = from[mine.length]!
    const to = new Int32Array(edges)
    const own = cost instanceof Int32Array ? new Int32Array(edges) : new Float64Array(edges)
    mine.forEach((i, at) => {
      for (let e = start[i]!, f = from[at]!; e < start[i + 1]!; e++, f++) {
        to[f] = local[target[e]!]!
        own[f] = cost[e]!
      }
    })
    const answer = solve({
      seats: Int32Array.from(theirs, (j) => seats[j]!),
      leave: Float64Array.from(mine, (i) => leave[i]!),
      start: from,
      target: to,
      cost: own,
    })
    answer.of.forEach((j, at) => {
      if (j >= 0) of[mine[at]!] = theirs[j]!
      paid[mine[at]!] = answer.paid[at]!
      size[mine[at]!] = answer.tight.start[at + 1]! - answer.tight.start[at]!
    })
    answer.price.forEach((own, at) => (price[theirs[at]!] = own))
    solved.push(answer)
  }
  const from = new Int32Array(rows + 1)
  for (let i = 0; i < rows; i++) from[i + 1] = from[i]! + size[i]!
  const to = new Int32Array(from[rows]!)
  solved.forEach(({ tight }, k) => {
    const mine = inPart.member.subarray(inPart.start[k], inPart.start[k + 1])
    const theirs = targetsIn.member.subarray(targetsIn.start[k], targetsIn.start[k + 1])
    mine.forEach((i, at) => {
      for (let e = tight.start[at]!, f = from[i]!; e < tight.start[at + 1]!; e++, f++) to[f] = theirs[tight.target[e]!]!
    })
  })
  return { of, price, paid, tight: { seats, start: from, target: to } }
}

/** Whether every row has every target, in rising order. */
function isFull({ seats, start, target, leave }: AssignmentProblem): boolean {
  const columns = seats.length
  for (let i = 0; i < leave.length; i++) if (start[i + 1]! - start[i]! !== columns) return false
  if (columns === 0 || target.length !== leave.length * columns) return false
  for (let e = 0, j = 0; e < target.length; e++, j = j + 1 === columns ? 0 : j + 1) if (target[e] !== j) return false
  return true
}

/** The part of each target that some row can take; -1 where none can. */
function partsOf({ seats, start, target, leave }: AssignmentProblem) {
  const above = Int32Array.from(seats.keys())
  const root = (j: number): number => {
    let at = j
    while (above[at] !== at) {
      above[at] = above[above[at]!]!
      at = above[at]!
    }
    return at
  }
  for (let i = 0; i < leave.length; i++) {
    let to = start[i] === start[i + 1] ? -1 : root(target[start[i]!]!)
    for (let e = start[i]! + 1; e < start[i + 1]!; e++) {
      const other = root(target[e]!)
      if (other === to) continue
      // The lower root stays, so that parts are numbered by their lowest target.
      if (other < to) {
        above[to] = other
        to = other
      } else above[other] = to
    }
  }
  const part = new Int32Array(seats.length).fill(-1)
  const wanted = new Uint8Array(seats.length)
  for (const j of target) wanted[j] = 1
  let parts = 0
  for (let j = 0; j < seats.length; j++) {
    if (wanted[j] === 0) continue
    const top = root(j)
    if (part[top]! < 0) part[top] = parts++
    part[j] = part[top]!
  }
  return { part, parts }
}

/** The members of each group, in rising order; those of group -1 are in none. */
function grouped(groups: number, members: number, groupOf: (member: number) => number) {
  const start = new Int32Array(groups + 1)
  for (let k = 0; k < members; k++) if (groupOf(k) >= 0) start[groupOf(k) + 1] = start[groupOf(k) + 1]! + 1
  for (let g = 0; g < groups; g++) start[g + 1] = start[g + 1]! + start[g]!
  const next = start.slice()
  const member = new Int32Array(start[groups]!)
  for (let k = 0; k < members; k++) {
    const g = groupOf(k)
    if (g < 0) continue
    member[next[g]!] = k
    next[g] = next[g]! + 1
  }
  return { start, member }
}
