/** Who may have how much of what: each need can take from some lots. */
export interface Shares {
  /** What each need has so far, from before and from here. */
  readonly has: number[]
  /** What is left of each lot. */
  readonly free: number[]
  /** What each need takes from each lot here. */
  readonly given: Map<number, number>[]
}

/** A copy to try something out on. */
export const copyOf = ({ has, free, given }: Shares): Shares => ({
  has: [...has],
  free: [...free],
  given: given.map((row) => new Map(row)),
})

interface Step {
  readonly need: number
  readonly lot: number
  readonly before: Step | undefined
}

/** The shortest way by which a need can get more: from a lot that has some left, others being served from elsewhere. */
function way(shares: Shares, reach: readonly (readonly number[])[], need: number): Step | undefined {
  const seen = new Set<number>()
  const queue: { readonly need: number; readonly before: Step | undefined }[] = [{ need, before: undefined }]
  const asked = new Set([need])
  for (const { need: here, before } of queue)
    for (const lot of reach[here] ?? []) {
      if (seen.has(lot)) continue
      seen.add(lot)
      const step: Step = { need: here, lot, before }
      if ((shares.free[lot] ?? 0) > 0) return step
      for (const [other, row] of shares.given.entries())
        if (!asked.has(other) && (row.get(lot) ?? 0) > 0) {
          asked.add(other)
          queue.push({ need: other, before: step })
        }
    }
  return undefined
}

/**
 * Gives a need more, up to an amount, and nobody less: others may be served from another lot.
 * @source augmenting paths (Ford and Fulkerson 1956), shortest first (Edmonds and Karp 1972)
 */
export function raise(shares: Shares, reach: readonly (readonly number[])[], need: number, amount: number): number {
  let left = amount
  while (left > 0) {
    const last = way(shares, reach, need)
    if (!last) break
    let size = Math.min(left, shares.free[last.lot] ?? 0)
    for (let at = last; at.before; at = at.before) size = Math.min(size, shares.given[at.need]?.get(at.before.lot) ?? 0)
    move(shares, last, size)
    left -= size
  }
  shares.has[need] = (shares.has[need] ?? 0) + amount - left
  return amount - left
}

function move(shares: Shares, last: Step, size: number): void {
  shares.free[last.lot] = (shares.free[last.lot] ?? 0) - size
  for (let at: Step | undefined = last; at; at = at.before) {
    const row = shares.given[at.need]
    row?.set(at.lot, (row.get(at.lot) ?? 0) + size)
    if (at.before) row?.set(at.before.lot, (row.get(at.before.lot) ?? 0) - size)
  }
}
