import { pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { SettingsInForce } from '../settings.ts'
import type { Choice } from './optimal-choice.ts'

/** Whether the dearest pair is said as it was asked, as many of each tier find a seat under it, and fewer would below it. */
export function fairnessOf(plan: PairingPlan, { fairness }: SettingsInForce, choice: Choice): readonly Problem[] {
  const wrong = (message: string): readonly Problem[] => [invalid(pointer('fairness'), 'inconsistent', message)]
  if ((fairness === 'total') !== (plan.fairness === undefined)) return wrong('is not what the settings ask for')
  if (!plan.fairness) return []
  const { dearest } = plan.fairness
  const whole = seated(choice, Number.POSITIVE_INFINITY)
  if (seated(choice, dearest) < whole) return wrong('leaves a child without who need not be')
  return whole > 0 && seated(choice, dearest - 1) === whole ? wrong('could be less') : []
}

/** The most that can be seated with pairs up to a cost, children of higher tiers first and counting more: one search for each. */
function seated({ rows, seats, edges }: Choice, limit: number): number {
  const holders: number[][] = Array.from(seats, () => [])
  const closed = new Set<number>()
  const order = rows.map((_, row) => row).sort((a, b) => (rows[b]?.entry.tier ?? 0) - (rows[a]?.entry.tier ?? 0))
  let worth = 0
  const sits = (first: number): boolean => {
    const came = new Map<number, { readonly row: number; readonly from: number }>()
    const open: { readonly row: number; readonly from: number }[] = [{ row: first, from: -1 }]
    for (const { row, from } of open)
      for (const { to, cost } of edges[row] ?? []) {
        if (cost > limit || closed.has(to) || came.has(to)) continue
        came.set(to, { row, from })
        const sitting = holders[to] ?? []
        if (sitting.length < (seats[to] ?? 0)) {
          for (let at = to; at >= 0; ) {
            const step = came.get(at)
            if (!step) break
            holders[at]?.push(step.row)
            const before = holders[step.from]
            if (before) before.splice(before.indexOf(step.row), 1)
            at = step.from
          }
          return true
        }
        for (const holder of sitting) open.push({ row: holder, from: to })
      }
    for (const to of came.keys()) closed.add(to)
    return false
  }
  for (const row of order) if (sits(row)) worth += 1 + (rows[row]?.entry.tier ?? 0)
  return worth
}
