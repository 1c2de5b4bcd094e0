import type { EnrolmentProblem } from './enrolment-problem.ts'

/** For each pair of groups 1 if they share a slot, row by row. */
export function clashTable({ seats, slotStart, slots }: EnrolmentProblem): Uint8Array {
  const groups = seats.length
  const table = new Uint8Array(groups * groups)
  const bySlot = new Map<number, number[]>()
  for (let g = 0; g < groups; g++)
    for (let k = slotStart[g]!; k < slotStart[g + 1]!; k++) {
      const there = bySlot.get(slots[k]!)
      if (there === undefined) bySlot.set(slots[k]!, [g])
      else there.push(g)
    }
  for (const members of bySlot.values()) for (const a of members) for (const b of members) table[a * groups + b] = 1
  return table
}

/**
 * The worthiest set of wishes of a row after prices, by branch and bound: wishes in its own order win ties. A price of infinity
 * keeps a group out. Exact; time grows with the sets of `most` wishes only where the bound does not cut them.
 */
export function bestBundle(
  { seats, start, group, worth, first, most }: EnrolmentProblem,
  clashes: Uint8Array,
  row: number,
  price: Float64Array,
): { readonly wishes: readonly number[]; readonly net: number } {
  const net: number[] = []
  const wishes: number[] = []
  let single = -1
  let singleNet = Number.NEGATIVE_INFINITY
  for (let e = start[row]!; e < start[row + 1]!; e++) {
    const value = worth[e]! - price[group[e]!]!
    if (value > singleNet) {
      single = e
      singleNet = value
    }
    if (value > 0) wishes.push(e)
  }
  if (most[row] === 0 || single < 0 || first[row]! + singleNet <= 0) return { wishes: [], net: 0 }
  if (wishes.length === 0) return { wishes: [single], net: first[row]! + singleNet }
  const after = (e: number) => worth[e]! - price[group[e]!]!
  wishes.sort((a, b) => after(b) - after(a) || a - b)
  const sums = [0]
  for (const [k, e] of wishes.entries()) {
    net.push(after(e))
    sums.push(sums[k]! + net[k]!)
  }
  const groups = seats.length
  const held: number[] = []
  let best: readonly number[] = []
  let bestNet = 0
  const grow = (from: number, sum: number): void => {
    if (sum > bestNet) {
      bestNet = sum
      best = held.slice()
    }
    const room = most[row]! - held.length
    if (room === 0) return
    for (let k = from; k < wishes.length; k++) {
      if (sum + sums[Math.min(wishes.length, k + room)]! - sums[k]! <= bestNet) return
      const e = wishes[k]!
      if (held.some((f) => clashes[group[f]! * groups + group[e]!] === 1)) continue
      held.push(e)
      grow(k + 1, sum + net[k]!)
      held.pop()
    }
  }
  grow(0, 0)
  return { wishes: best, net: bestNet + first[row]! }
}

/** The Lagrangian bound at the prices: what rows would gain if they all chose freely, and what the seats cost. */
export function boundAt(problem: EnrolmentProblem, clashes: Uint8Array, price: Float64Array): number {
  let bound = 0
  for (let g = 0; g < price.length; g++) bound += problem.seats[g]! * price[g]!
  for (let i = 0; i < problem.most.length; i++) bound += bestBundle(problem, clashes, i, price).net
  return bound
}
