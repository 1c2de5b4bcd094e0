import type { Seating } from './residual.ts'

/**
 * The knots of the graph in which seats are passed on: nodes from each of which every other can be reached have the same number.
 * Nodes are targets and, last, `open`. From a target its unsettled rows lead to their other options, and to `open` where a seat
 * is free or a row may go without; from `open` rows without a seat lead to their options, and free seats to targets with
 * price 0. Linear in edges.
 * @source Tarjan, Depth-first search and linear graph algorithms, 1972
 */
export function knots(state: Seating, price: Float64Array, alone: Uint8Array, settled: Uint8Array): Int32Array {
  const next = successors(state, price, alone, settled)
  const nodes = price.length + 1
  const knot = new Int32Array(nodes).fill(-1)
  const index = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const at = Int32Array.from({ length: nodes }, (_, k) => next.start[k]!)
  const path = new Int32Array(nodes)
  const stack = new Int32Array(nodes)
  let visited = 0
  let found = 0
  let height = 0
  for (let root = 0; root < nodes; root++) {
    if (index[root]! >= 0) continue
    let depth = 0
    path[0] = root
    index[root] = low[root] = visited++
    stack[height++] = root
    while (depth >= 0) {
      const node = path[depth]!
      if (at[node]! < next.start[node + 1]!) {
        const to = next.node[at[node]!]!
        at[node] = at[node]! + 1
        if (index[to]! < 0) {
          index[to] = low[to] = visited++
          stack[height++] = to
          path[++depth] = to
        } else if (knot[to]! < 0 && index[to]! < low[node]!) low[node] = index[to]!
        continue
      }
      if (low[node] === index[node]) {
        let member: number
        do {
          member = stack[--height]!
          knot[member] = found
        } while (member !== node)
        found++
      }
      depth--
      if (depth >= 0 && low[node]! < low[path[depth]!]!) low[path[depth]!] = low[node]!
    }
  }
  return knot
}

function successors(
  { seats, first, held, count, edge, problem }: Seating,
  price: Float64Array,
  alone: Uint8Array,
  settled: Uint8Array,
) {
  const { start, target } = problem
  const open = price.length
  const from = new Int32Array(open + 2)
  let node = new Int32Array(target.length + open + 16)
  let size = 0
  const arc = (to: number) => {
    if (size === node.length) {
      const wider = new Int32Array(2 * size)
      wider.set(node)
      node = wider
    }
    node[size++] = to
  }
  const lookOn = (row: number) => {
    if (settled[row] === 1) return
    for (let e = start[row]!; e < start[row + 1]!; e++) arc(target[e]!)
  }
  for (let j = 0; j < open; j++) {
    let leads = count[j]! < seats[j]!
    for (let place = first[j]!; place < first[j]! + count[j]!; place++) {
      const row = held[place]!
      lookOn(row)
      if (settled[row] === 0 && alone[row] === 1) leads = true
    }
    if (leads) arc(open)
    from[j + 1] = size
  }
  for (let j = 0; j < open; j++) if (price[j] === 0) arc(j)
  for (let row = 0; row < edge.length; row++) if (edge[row]! < 0) lookOn(row)
  from[open + 1] = size
  return { start: from, node: node.subarray(0, size) }
}
