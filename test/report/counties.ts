import type { CountOf } from '../../src/report/index.ts'
import { Draws } from '../../src/solver/random.ts'

/** What a made-up county is like. */
export interface County {
  readonly seed: number
  readonly townships: number
  readonly children: number
  readonly months: number
}

interface Child {
  readonly township: string
  readonly tier: string
  readonly age: string
}

const tiers = [
  ...Array.from({ length: 50 }, () => '0'),
  ...Array.from({ length: 26 }, () => '1'),
  ...Array.from({ length: 13 }, () => '2'),
  ...Array.from({ length: 8 }, () => '3'),
  ...Array.from({ length: 3 }, () => '4'),
]
const ages = [
  ...Array.from({ length: 5 }, () => '0-5'),
  ...Array.from({ length: 11 }, () => '6-13'),
  ...Array.from({ length: 3 }, () => '14-15'),
  '16-17',
]

/** The counts of a county, month after month: of a hundred children two move in or out and three change their tier. */
export function monthsOf({ seed, townships, children, months }: County): readonly (readonly CountOf[])[] {
  const draws = new Draws(seed)
  const one = <T>(of: readonly T[], otherwise: T): T => of[draws.below(of.length)] ?? otherwise
  const names = Array.from({ length: townships }, (_, n) => `t${n + 1}`)
  // Some townships are large and some small.
  const weighted = names.flatMap((name) => Array.from({ length: 1 + draws.below(6) }, () => name))
  const born = (): Child => ({ township: one(weighted, 't1'), tier: one(tiers, '0'), age: one(ages, '6-13') })
  let now = Array.from({ length: children }, born)
  return Array.from({ length: months }, (_, month) => {
    if (month > 0)
      now = now.flatMap((child) => {
        const chance = draws.below(200)
        if (chance < 2) return []
        if (chance < 4) return [child, born()]
        return [chance < 10 ? { ...child, tier: one(tiers, '0') } : child]
      })
    return counted(now)
  })
}

/** Children as counts by all their values. */
export function counted(children: readonly Readonly<Record<keyof Child, string>>[]): readonly CountOf[] {
  const found = new Map<string, CountOf>()
  for (const { township, tier, age } of children) {
    const key = JSON.stringify([township, tier, age])
    found.set(key, { values: { township, tier, age }, count: 1 + (found.get(key)?.count ?? 0) })
  }
  return [...found.values()]
}
