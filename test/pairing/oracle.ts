import type { PairingProblem } from '../../src/pairing/index.ts'
import { again } from '../../src/pairing/proof/again.ts'

/** How good a choice of pairs is: children paired of tier 4, 3, 2, 1, 0, then less cost. */
export type Worth = readonly [number, number, number, number, number, number]

export const better = (a: Worth, b: Worth): boolean => {
  const at = a.findIndex((value, k) => value !== b[k])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}

/** The best worth of all choices of allowed pairs, each of them tried; decisions and present matches are not looked at. */
export function bestWorth(problem: PairingProblem): Worth {
  const { children, volunteers, cost } = again(problem)
  const free = volunteers.map((volunteer) => volunteer.seats)
  let best: Worth = [0, 0, 0, 0, 0, 0]
  const choose = (i: number, worth: Worth) => {
    const child = children[i]
    if (!child) {
      if (better(worth, best)) best = worth
      return
    }
    choose(i + 1, worth)
    volunteers.forEach((volunteer, j) => {
      const own = cost(child, volunteer)
      if (own === undefined || free[j]! === 0) return
      free[j]!--
      const next = worth.map((value, k) => value + (k === 4 - child.entry.tier ? 1 : k === 5 ? -own : 0))
      choose(i + 1, next as unknown as Worth)
      free[j]!++
    })
  }
  choose(0, best)
  return best
}
