import type { EnrolmentChild, Mechanism } from './enrolment-request.ts'
import { type NotEligible, notEligible } from './eligibility.ts'
import { type EnvyReport, envyOf } from './envy.ts'
import type { EnrolmentProof, Given } from './mechanisms.ts'
import { type Compiled, seatsHeld } from './seat-pools.ts'
import { waitingLists } from './waiting.ts'

/** What a group is told: ids alone, in an order that says nothing. */
export interface GroupList {
  readonly group: string
  /** By id. */
  readonly children: readonly EnrolmentChild['id'][]
  /** Seats that nobody holds. */
  readonly free: number
  /** Children who would gain by a seat, in the order in which they are asked. */
  readonly waiting: readonly EnrolmentChild['id'][]
}

/**
 * Why a wish did not come true. `full`: others have the seats; the child waits. `clash`: it shares a slot with what the child got and
 * likes better. `enough`: the child has as many as it wanted. `withdrawn`: it gave the group up. The rest: it cannot have the group.
 */
export type NotGotReason = NotEligible | 'full' | 'clash' | 'enough' | 'withdrawn'

/** What one child got, for the office and the child's own people. */
export interface ChildAnswer {
  readonly child: EnrolmentChild['id']
  /** Best liked first; the rank counts from 1. */
  readonly got: readonly { readonly group: string; readonly rank: number }[]
  readonly notGot: readonly {
    readonly group: string
    readonly rank: number
    readonly reason: NotGotReason
    /** Place on the waiting list, from 1. */
    readonly place: number | 'none'
  }[]
}

/** How many children have a group, all together and those never enrolled before. Whether a child has a file is not known here. */
export interface Coverage {
  readonly children: number
  /** Children who wish anything and may have it. */
  readonly couldHave: number
  readonly withGroup: number
  readonly neverBefore: number
  readonly neverBeforeWithGroup: number
}

/** Who is in which group, and why. */
export interface EnrolmentPlan {
  readonly mechanism: Mechanism
  /** The lot: every child once. */
  readonly lottery: readonly EnrolmentChild['id'][]
  /** By id. */
  readonly groups: readonly GroupList[]
  /** By id. */
  readonly children: readonly ChildAnswer[]
  readonly coverage: Coverage
  /** What the wishes that came true are worth together. */
  readonly worth: number
  readonly proof: EnrolmentProof
  readonly envy: EnvyReport
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The plan in words of the request. */
export function planOf(compiled: Compiled, mechanism: Mechanism, { held, proof }: Omit<Given, 'kept'>): EnrolmentPlan {
  const { request, wishes, clash } = compiled
  const { children, groups } = request
  const { all } = seatsHeld(compiled, held)
  const waiting = waitingLists(compiled, held)
  const places = waiting.map((list) => new Map(list.map((i, at) => [i, at + 1])))
  const members: EnrolmentChild['id'][][] = groups.map(() => [])
  const groupAt = new Map(groups.map(({ id }, g) => [id, g]))
  let worth = 0

  const answers = children.map((child, i): ChildAnswer => {
    const mine = held[i] ?? []
    for (const g of mine) members[g]?.push(child.id)
    for (const wish of wishes[i] ?? []) if (mine.includes(wish.group)) worth += wish.worth
    const ranked = (request.wished[i] ?? []).map((group, at) => ({ group, rank: at + 1, g: groupAt.get(group) ?? -1 }))
    return {
      child: child.id,
      got: ranked.filter(({ g }) => mine.includes(g)).map(({ group, rank }) => ({ group, rank })),
      notGot: ranked.flatMap(({ group, rank, g }): ChildAnswer['notGot'] => {
        const one = groups[g]
        if (mine.includes(g) || one === undefined) return []
        const place = places[g]?.get(i) ?? 'none'
        const open = wishes[i]?.some((wish) => wish.group === g) === true
        const barred = open ? undefined : (notEligible(child, one, request.asOf) ?? 'withdrawn')
        const taken = place !== 'none' ? 'full' : mine.some((other) => clash(other, g)) ? 'clash' : 'enough'
        return [{ group, rank, reason: barred ?? taken, place }]
      }),
    }
  })
  const never = (i: number): boolean => children[i]?.enrolledBefore !== 'yes'
  const has = (i: number): boolean => (held[i]?.length ?? 0) > 0
  const count = (law: (i: number) => boolean): number => children.filter((_, i) => law(i)).length
  return {
    mechanism,
    lottery: children.map(({ id }) => id),
    groups: groups.map(({ id, seats }, g) => ({
      group: id,
      children: [...(members[g] ?? [])].sort(compare),
      free: seats - (all[g] ?? 0),
      waiting: (waiting[g] ?? []).flatMap((i) => children[i]?.id ?? []),
    })),
    children: answers.sort((a, b) => compare(a.child, b.child)),
    coverage: {
      children: children.length,
      couldHave: count((i) => (wishes[i]?.length ?? 0) > 0 && (children[i]?.most ?? 0) > 0),
      withGroup: count(has),
      neverBefore: count(never),
      neverBeforeWithGroup: count((i) => never(i) && has(i)),
    },
    worth,
    proof,
    envy: envyOf(compiled, held),
  }
}
