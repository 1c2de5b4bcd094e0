import { copyOf, raise, type Shares } from './flow.ts'

/** Needs in their order, and from which lots each can be served. */
export interface Sharing {
  /** How much each asks for in all, and has already. */
  readonly asks: readonly number[]
  readonly has: readonly number[]
  readonly free: readonly number[]
  /** Lots of each need, those to be used first in front. */
  readonly reach: readonly (readonly number[])[]
}

/**
 * Equal shares: whoever has least is raised first, as far as the lots allow, and nobody is raised at the cost of one who has less. What
 * cannot be shared equally goes one unit at a time in the order of the needs. As much is given as can be.
 * @source max-min fairness (Bertsekas and Gallager, Data Networks, 6.5); sets of needs that can be raised together form a matroid
 */
export function equalShares({ asks, has, free, reach }: Sharing): Shares {
  let shares: Shares = { has: [...has], free: [...free], given: asks.map(() => new Map<number, number>()) }
  const short = (need: number): boolean => (shares.has[need] ?? 0) < (asks[need] ?? 0)
  let active = [...asks.keys()].filter((need) => short(need) && (reach[need] ?? []).length > 0)
  const raisedTo = (level: number): Shares | undefined => {
    const trial = copyOf(shares)
    for (const need of active) {
      const more = Math.min(asks[need] ?? 0, level) - (trial.has[need] ?? 0)
      if (more > 0 && raise(trial, reach, need, more) < more) return undefined
    }
    return trial
  }
  while (active.length > 0) {
    let low = active.reduce((least, need) => Math.min(least, shares.has[need] ?? 0), Number.MAX_SAFE_INTEGER)
    let high = active.reduce((most, need) => Math.max(most, asks[need] ?? 0), 0)
    while (low < high) {
      const level = low + Math.ceil((high - low) / 2)
      const trial = raisedTo(level)
      if (trial) {
        shares = trial
        low = level
      } else high = level - 1
    }
    active = active.filter(short).filter((need) => (shares.has[need] ?? 0) > low || raise(shares, reach, need, 1) === 1)
    active = active.filter(short)
  }
  return shares
}
