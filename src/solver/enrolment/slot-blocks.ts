import type { EnrolmentProblem } from './enrolment-problem.ts'

/**
 * For each wish the first wish of its row that shares a block of slots with it, or -1 where the slots of its group lie in several
 * blocks. The slots of each wish in `joined` become one block, in that order, as long as no block then holds two wishes taken.
 */
export function slotBlocks(
  { slotStart, slots, start, group, most }: EnrolmentProblem,
  taken: Uint8Array,
  joined: (row: number) => readonly number[],
): Int32Array {
  const block = new Int32Array(group.length).fill(-1)
  for (let i = 0; i < most.length; i++) {
    const above = new Map<number, number>()
    const holding = new Map<number, number>()
    const root = (slot: number): number => {
      let at = slot
      for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next
      return at
    }
    const rootsOf = (e: number): readonly number[] => {
      const roots: number[] = []
      for (let k = slotStart[group[e]!]!; k < slotStart[group[e]! + 1]!; k++) {
        const at = root(slots[k]!)
        if (!roots.includes(at)) roots.push(at)
      }
      return roots
    }
    const join = (e: number, mine: number): void => {
      const [at, ...rest] = rootsOf(e)
      if (at === undefined) return
      const held = [at, ...rest].reduce((sum, each) => sum + (holding.get(each) ?? 0), mine)
      if (held > 1) return
      for (const other of rest) above.set(other, at)
      holding.set(at, held)
    }
    for (let e = start[i]!; e < start[i + 1]!; e++) if (taken[e] === 1) join(e, 1)
    for (const e of joined(i)) join(e, 0)
    const firstOf = new Map<number, number>()
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const [at, second] = rootsOf(e)
      if (at === undefined) block[e] = e
      else if (second === undefined) {
        const first = firstOf.get(at)
        if (first === undefined) firstOf.set(at, e)
        block[e] = first ?? e
      }
    }
  }
  return block
}
