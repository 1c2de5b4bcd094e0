import type { AssignmentProblem } from '../../../src/solver/index.ts'
import { rowsOf } from './instances.ts'

/** Every assignment is tried: the least cost and, of those that have it, the first (no seat comes last). */
export function bruteForce(problem: AssignmentProblem, seats: readonly number[] = [...problem.seats]) {
  const rows = rowsOf(problem)
  let best = Number.POSITIVE_INFINITY
  let first: number[] = []
  const free = [...seats]
  const of: number[] = []
  const try_ = (i: number, cost: number) => {
    const row = rows[i]
    if (!row) {
      if (cost < best) {
        best = cost
        first = [...of]
      }
      return
    }
    const options = [...row.edges].sort(([a, x], [b, y]) => a - b || x - y)
    for (const [j, c] of options) {
      if (free[j]! === 0) continue
      free[j]!--
      of.push(j)
      try_(i + 1, cost + c)
      of.pop()
      free[j]!++
    }
    of.push(-1)
    try_(i + 1, cost + row.leave)
    of.pop()
  }
  try_(0, 0)
  return { cost: best, of: first }
}

/**
 * The Hungarian method on a full square matrix, as it is taught: O(n^3), no tricks. Seats are written out as columns, and each
 * row gets a column of its own for going without.
 */
export function hungarian(problem: AssignmentProblem): number {
  const rows = rowsOf(problem)
  const n = rows.length
  const columns = [...problem.seats].flatMap((count, j) => Array.from({ length: Math.min(count, n) }, () => j))
  const width = columns.length + n
  const never = rows.reduce((sum, row) => sum + row.leave, 0) + 1
  const matrix = rows.map((row, i) => {
    const line = new Float64Array(width + 1).fill(never)
    for (const [j, c] of row.edges)
      columns.forEach((target, k) => {
        if (target === j) line[k + 1] = Math.min(line[k + 1]!, c)
      })
    line[columns.length + i + 1] = row.leave
    return line
  })
  return squareless(matrix, n, width)
}

function squareless(matrix: readonly Float64Array[], n: number, width: number): number {
  const u = new Float64Array(n + 1)
  const v = new Float64Array(width + 1)
  const match = new Int32Array(width + 1)
  const way = new Int32Array(width + 1)
  for (let i = 1; i <= n; i++) {
    match[0] = i
    let column = 0
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(width + 1)
    do {
      used[column] = 1
      const row = match[column]!
      const line = matrix[row - 1]!
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= width; j++) {
        if (used[j]) continue
        const rest = line[j]! - u[row]! - v[j]!
        if (rest < least[j]!) {
          least[j] = rest
          way[j] = column
        }
        if (least[j]! < delta) {
          delta = least[j]!
          next = j
        }
      }
      for (let j = 0; j <= width; j++)
        if (used[j]) {
          u[match[j]!] = u[match[j]!]! + delta
          v[j] = v[j]! - delta
        } else least[j] = least[j]! - delta
      column = next
    } while (match[column] !== 0)
    do {
      const before = way[column]!
      match[column] = match[before]!
      column = before
    } while (column !== 0)
  }
  let total = 0
  for (let j = 1; j <= width; j++) if (match[j]! > 0) total += matrix[match[j]! - 1]![j]!
  return total
}
