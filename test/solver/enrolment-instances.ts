import highsLoader from 'highs'
import type { EnrolmentProblem } from '../../src/solver/enrolment/enrolment-problem.ts'
import { Draws } from '../../src/solver/random.ts'

/** The answer of the exact solver of another kind. */
interface Solved {
  readonly Status: string
  readonly ObjectiveValue: number
}
type Exact = { readonly solve: (text: string, options: Readonly<Record<string, unknown>>) => Solved }

/** The exact solver of another kind: HiGHS, by branch and cut. */
export const exact: Exact = await (highsLoader as unknown as () => Promise<Exact>)()

/** What a made-up problem is like. */
export interface Making {
  readonly rows: number
  readonly groups: number
  readonly slots: number
  readonly wishes: number
  readonly most: number
  /** Seats of all groups per hundred seats wanted. */
  readonly supply: number
  /** Of a hundred groups so many lie in two slots. */
  readonly double: number
  readonly first: number
  readonly seed: number
}

/** Rows that want popular groups most, by rank. */
export function made({ rows, groups, slots, wishes, most, supply, double, first, seed }: Making): EnrolmentProblem {
  const draws = new Draws(seed)
  const liked = Array.from({ length: groups }, () => draws.below(1000))
  const slotLists = liked.map((_, g) => {
    const one = g % slots
    const other = draws.below(slots)
    return draws.below(100) < double && other !== one ? [one, other] : [one]
  })
  const lists = Array.from({ length: rows }, () =>
    liked
      .map((like, g) => ({ g, like: like + draws.below(700) }))
      .sort((a, b) => b.like - a.like || a.g - b.g)
      .slice(0, wishes),
  )
  const seats = liked.map(() => Math.max(0, Math.ceil((rows * most * supply) / 100 / groups) + draws.below(3) - 1))
  const starts = (each: readonly (readonly unknown[])[]) => {
    const start = new Int32Array(each.length + 1)
    each.forEach((list, i) => {
      start[i + 1] = start[i]! + list.length
    })
    return start
  }
  return {
    seats: Int32Array.from(seats),
    slotStart: starts(slotLists),
    slots: Int32Array.from(slotLists.flat()),
    start: starts(lists),
    group: Int32Array.from(lists.flatMap((list) => list.map(({ g }) => g))),
    worth: Int32Array.from(lists.flatMap((list) => list.map((_, rank) => Math.max(1, 100 - 8 * rank)))),
    first: new Float64Array(rows).fill(first),
    most: new Int32Array(rows).fill(most),
  }
}

/** The problem as a linear programme with whole numbers, in the LP format. */
export function programme(problem: EnrolmentProblem): string {
  const { seats, slotStart, slots, start, group, worth, first, most } = problem
  const objective: string[] = []
  const laws: string[] = []
  const whole: string[] = []
  const inGroup: string[][] = Array.from(seats, () => [])
  most.forEach((limit, i) => {
    const mine: string[] = []
    const inSlot = new Map<number, string[]>()
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const name = `x${e}`
      const g = group[e]!
      mine.push(name)
      whole.push(name)
      inGroup[g]!.push(name)
      objective.push(`${worth[e]!} ${name}`)
      for (let k = slotStart[g]!; k < slotStart[g + 1]!; k++)
        inSlot.set(slots[k]!, [...(inSlot.get(slots[k]!) ?? []), name])
    }
    if (mine.length === 0) return
    laws.push(`${mine.join(' + ')} <= ${limit}`)
    for (const names of inSlot.values()) if (names.length > 1) laws.push(`${names.join(' + ')} <= 1`)
    if (first[i]! > 0) {
      objective.push(`${first[i]!} y${i}`)
      whole.push(`y${i}`)
      laws.push(`y${i} - ${mine.join(' - ')} <= 0`)
    }
  })
  inGroup.forEach((names, g) => {
    if (names.length > 0) laws.push(`${names.join(' + ')} <= ${seats[g]!}`)
  })
  return `Maximize\n obj: ${objective.join(' + ')}\nSubject To\n${laws.map((law, k) => ` c${k}: ${law}`).join('\n')}\nBinary\n ${whole.join(' ')}\nEnd`
}
