import type { Compiled, Holdings } from './seat-pools.ts'

/** How far children would rather have what others have, in sums alone: it names nobody. */
export interface EnvyReport {
  /** Ordered pairs of children, the first of whom would rather have the groups of the second. */
  readonly pairs: number
  /** Children who would rather have the groups of somebody. */
  readonly children: number
  /** The greatest difference in worth of wishes. */
  readonly greatest: number
}

/** Counts envy: others' groups count with what a child wished of them, as many as it wants. Time children x different sets held. */
export function envyOf({ wishes, request }: Compiled, held: Holdings): EnvyReport {
  const sets = new Map<string, { readonly groups: readonly number[]; count: number }>()
  for (const mine of held) {
    const groups = [...mine].sort((a, b) => a - b)
    const key = groups.join(' ')
    const known = sets.get(key)
    if (known === undefined) sets.set(key, { groups, count: 1 })
    else known.count += 1
  }
  const report = { pairs: 0, children: 0, greatest: 0 }
  const worth = new Float64Array(request.groups.length)
  held.forEach((mine, i) => {
    worth.fill(0)
    for (const wish of wishes[i] ?? []) worth[wish.group] = wish.worth
    const most = request.children[i]?.most ?? 0
    const valueOf = (groups: readonly number[]): number =>
      groups.length <= most
        ? groups.reduce((sum, g) => sum + (worth[g] ?? 0), 0)
        : groups
            .map((g) => worth[g] ?? 0)
            .sort((a, b) => b - a)
            .slice(0, most)
            .reduce((sum, value) => sum + value, 0)
    const own = valueOf(mine)
    let any = false
    for (const { groups, count } of sets.values()) {
      const more = valueOf(groups) - own
      if (more <= 0) continue
      any = true
      report.pairs += count
      if (more > report.greatest) report.greatest = more
    }
    if (any) report.children += 1
  })
  return report
}
