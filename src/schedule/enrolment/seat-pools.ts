import type { EnrolmentProblem } from '../../solver/index.ts'
import { isProtected, notEligible } from './eligibility.ts'
import type { DrawnRequest } from './read-request.ts'

/** A wish that may come true: the group by its place in the request, and what it is worth. */
export interface OpenWish {
  readonly group: number
  /** From 1, as the child stated it. */
  readonly rank: number
  readonly worth: number
  /** Whether seats of the group are protected for this child. */
  readonly isProtected: boolean
}

/** The groups that each child holds, by their places in the request. */
export type Holdings = readonly (readonly number[])[]

/** What mechanisms work with: wishes that may come true, clashes, and seats in two pools, protected ones and all others. */
export interface Compiled {
  readonly request: DrawnRequest
  /** For each child, best liked first. */
  readonly wishes: readonly (readonly OpenWish[])[]
  /** For each pair of groups whether they share a slot or are the same. */
  readonly clash: (a: number, b: number) => boolean
  /** Protected seats of each group. */
  readonly protectedSeats: readonly number[]
  /** The numbers for a solver while `kept` seats of each group are kept: group g has the pools 2g, protected, and 2g + 1. */
  readonly problem: (kept: readonly number[]) => EnrolmentProblem
  /** 1 for each wish of the numbers that is held, protected seats filled first. */
  readonly takenOf: (kept: readonly number[], held: Holdings) => Uint8Array
  readonly holdingsOf: (taken: Uint8Array) => Holdings
}

/** A request in numbers, without the wishes that were withdrawn. */
export function compile(
  request: DrawnRequest,
  withdrawn: (child: string, group: string) => boolean = () => false,
): Compiled {
  const { groups, children, asOf, worths } = request
  const groupAt = new Map(groups.map(({ id }, g) => [id, g]))
  const wishes = children.map((child, i) =>
    (request.wished[i] ?? []).flatMap((id, at): readonly OpenWish[] => {
      const g = groupAt.get(id)
      const group = g === undefined ? undefined : groups[g]
      if (g === undefined || group === undefined || withdrawn(child.id, id)) return []
      if (notEligible(child, group, asOf) !== undefined) return []
      const worth = worths[Math.min(at, worths.length - 1)] ?? 1
      return [{ group: g, rank: at + 1, worth, isProtected: isProtected(child, group) }]
    }),
  )
  const slotSets = groups.map(({ slots }) => new Set(slots))
  const clash = (a: number, b: number): boolean =>
    a === b || [...(slotSets[a] ?? [])].some((slot) => slotSets[b]?.has(slot) === true)
  const pools = wishes.map((mine) =>
    mine.flatMap((wish) => (wish.isProtected ? [wish.group * 2, wish.group * 2 + 1] : [wish.group * 2 + 1])),
  )
  const group = Int32Array.from(pools.flat())
  const start = startsOf(pools)
  const worth = Float64Array.from(
    wishes.flatMap((mine) => mine.flatMap((wish) => (wish.isProtected ? [wish.worth, wish.worth] : [wish.worth]))),
  )
  const slotNumbers = new Map<string, number>()
  // A group without slots has one of its own, which its two pools share.
  const slots = groups.flatMap(({ slots: own }, g) => {
    const names = own.length > 0 ? [...new Set(own)].map((slot) => `slot ${slot}`) : [`group ${g}`]
    const numbers = names.map((name) => {
      const number = slotNumbers.get(name) ?? slotNumbers.size
      slotNumbers.set(name, number)
      return number
    })
    return [numbers, numbers]
  })
  const most = Int32Array.from(children, ({ most: wanted }) => wanted)
  // A first group outweighs all wishes together; which children have one, those never enrolled before all others.
  const units = wishes.reduce((sum, mine, i) => sum + Math.min(mine.length, most[i] ?? 0), 0)
  const outweighs = 1 + units * Math.max(0, ...worths)
  const first = Float64Array.from(children, ({ enrolledBefore }) =>
    enrolledBefore === 'yes' ? outweighs : 2 * outweighs,
  )
  const shape = { start, group, worth, first, most, slotStart: startsOf(slots), slots: Int32Array.from(slots.flat()) }
  const protectedSeats = groups.map((one) => one.protectedSeats?.seats ?? 0)

  return {
    request,
    wishes,
    clash,
    protectedSeats,
    problem: (kept) => ({
      ...shape,
      seats: Int32Array.from(groups.flatMap(({ seats }, g) => [kept[g] ?? 0, seats - (kept[g] ?? 0)])),
    }),
    takenOf: (kept, held) => {
      const taken = new Uint8Array(group.length)
      const left = [...kept]
      held.forEach((mine, i) => {
        for (let e = start[i] ?? 0; e < (start[i + 1] ?? 0); e++) {
          const pool = group[e] ?? 0
          const g = pool >> 1
          if (!mine.includes(g)) continue
          const hasProtected = pool % 2 === 1 && e > (start[i] ?? 0) && group[e - 1] === pool - 1 && taken[e - 1] === 1
          if (hasProtected) continue
          if (pool % 2 === 0) {
            if ((left[g] ?? 0) === 0) continue
            left[g] = (left[g] ?? 0) - 1
          }
          taken[e] = 1
        }
      })
      return taken
    },
    holdingsOf: (taken) =>
      wishes.map((_, i) => {
        const mine: number[] = []
        for (let e = start[i] ?? 0; e < (start[i + 1] ?? 0); e++) if (taken[e] === 1) mine.push((group[e] ?? 0) >> 1)
        return mine
      }),
  }
}

function startsOf(rows: readonly (readonly unknown[])[]): Int32Array {
  const start = new Int32Array(rows.length + 1)
  let end = 0
  rows.forEach((row, i) => {
    end += row.length
    start[i + 1] = end
  })
  return start
}

/** How many seats of each group are held, and how many of them by children for whom seats are protected. */
export function seatsHeld(
  { request, wishes }: Compiled,
  held: Holdings,
): { readonly all: number[]; readonly protectedOnes: number[] } {
  const all = request.groups.map(() => 0)
  const protectedOnes = request.groups.map(() => 0)
  held.forEach((mine, i) => {
    for (const g of mine) {
      all[g] = (all[g] ?? 0) + 1
      if (wishes[i]?.some((wish) => wish.group === g && wish.isProtected) === true)
        protectedOnes[g] = (protectedOnes[g] ?? 0) + 1
    }
  })
  return { all, protectedOnes }
}
