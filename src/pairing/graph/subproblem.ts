import type { AssignmentProblem } from '../../solver/index.ts'

/** The problem with the edges that pass. */
export function withEdges(
  problem: AssignmentProblem,
  passes: (row: number, edge: number) => boolean,
): AssignmentProblem {
  const { start, target, cost, leave } = problem
  const from = new Int32Array(leave.length + 1)
  const kept = new Int32Array(target.length)
  let size = 0
  for (let row = 0; row < leave.length; row++) {
    for (let e = start[row] ?? 0; e < (start[row + 1] ?? 0); e++) if (passes(row, e)) kept[size++] = e
    from[row + 1] = size
  }
  const edges = kept.subarray(0, size)
  return {
    ...problem,
    start: from,
    target: Int32Array.from(edges, (e) => target[e] ?? 0),
    cost: Float64Array.from(edges, (e) => cost[e] ?? 0),
  }
}

/** The problem of some of the rows, in their order, with other seats. */
export function withRows(problem: AssignmentProblem, rows: Int32Array, seats: Int32Array): AssignmentProblem {
  const { start, target, cost, leave } = problem
  const from = new Int32Array(rows.length + 1)
  const edges: number[] = []
  rows.forEach((row, at) => {
    for (let e = start[row] ?? 0; e < (start[row + 1] ?? 0); e++) edges.push(e)
    from[at + 1] = edges.length
  })
  return {
    seats,
    start: from,
    target: Int32Array.from(edges, (e) => target[e] ?? 0),
    cost: Float64Array.from(edges, (e) => cost[e] ?? 0),
    leave: Float64Array.from(rows, (row) => leave[row] ?? 0),
  }
}
