import { all, type Outcome, refuse } from '../../problem.ts'
import { tradeSeats } from '../../solver/index.ts'
import { type EnrolmentPlan, planOf } from './enrolment-plan.ts'
import type { EnrolmentChild, EnrolmentRequest, Mechanism } from './enrolment-request.ts'
import { stillKept } from './mechanisms.ts'
import { readRequest } from './read-request.ts'
import { type Compiled, compile, type Holdings, seatsHeld } from './seat-pools.ts'
import { givenUpFor, waitingLists } from './waiting.ts'

/** A plan after a change, and who moved. */
export interface ChangedEnrolment {
  readonly plan: EnrolmentPlan
  /** By id; each of them gained, but for whoever withdrew. */
  readonly moved: readonly {
    readonly child: EnrolmentChild['id']
    readonly left: readonly string[]
    readonly joined: readonly string[]
  }[]
}

/**
 * The plan after a child gave up a group. The seat is offered along the waiting list, first to those for whom it is protected; whoever
 * takes it and gives up a group that it likes less frees the next seat. Only children who gain are moved; the child who withdrew
 * keeps its other groups and gets no new one. `request` is the one that the plan was made for: the plan remembers who withdrew from what.
 * @returns Ok: the plan, and who moved. Err `invalid`: a plan that does not belong to the request, or a child that does not hold the
 * group.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { enrol, withdraw } from 'childfile/schedule'
 * const [c1, c2] = [ChildId.parse('c1'), ChildId.parse('c2')]
 * const child = (id: typeof c1) => ({
 *   id, consent: 'given', grade: 3, birthDate: 'notCollected', tags: [], classes: [], enrolledBefore: 'no', most: 1,
 * } as const)
 * const request = {
 *   asOf: '2026-09-15', children: [child(c1), child(c2)], groups: [{ id: 'chess', seats: 1, slots: ['mon'] }],
 *   wishes: [{ child: c1, groups: ['chess'] }, { child: c2, groups: ['chess'] }],
 * } as const
 * const plan = enrol(request, { mechanism: 'serial', lottery: [c1, c2] })
 * plan.andThen((p) => withdraw(request, p, { child: c1, group: 'chess' })).map(({ plan: p }) => p.groups[0]?.children).unwrapOr([]) // => ["c2"]
 * ```
 */
export function withdraw(
  request: EnrolmentRequest,
  plan: EnrolmentPlan,
  { child, group }: { readonly child: EnrolmentChild['id']; readonly group: string },
): Outcome<ChangedEnrolment> {
  return standing(request, plan).andThen((before): Outcome<ChangedEnrolment> => {
    const i = before.compiled.request.children.findIndex(({ id }) => id === child)
    const g = before.compiled.request.groups.findIndex(({ id }) => id === group)
    if (before.held[i]?.includes(g) !== true) return refuse('/group', 'inconsistent', 'is not held by the child')
    const wishes = before.compiled.wishes.map((mine, at) => (at === i ? mine.filter((wish) => wish.group !== g) : mine))
    const compiled = { ...before.compiled, wishes }
    const held = passedOn({ ...before, compiled }, plan.mechanism, i, g)
    const after = planOf(compiled, plan.mechanism, { held, proof: 'none' })
    return all([]).map(() => ({ plan: after, moved: movesBetween(compiled, before.held, held) }))
  })
}

/**
 * The plan after trades in which nobody loses: free seats, seats passed on, and changes in circles, as long as there are any.
 * @returns Ok: the plan, and who moved, each to what it likes better, or within its group so that others could. Err `invalid`: a plan
 * that does not belong to the request.
 * @example
 * ```ts
 * import { enrol, swap } from 'childfile/schedule'
 * const request = { asOf: '2026-09-15', children: [], groups: [], wishes: [] } as const
 * enrol(request, { mechanism: 'draft', seed: 1 }).andThen((plan) => swap(request, plan)).map(({ moved }) => moved).unwrapOr([]) // => []
 * ```
 */
export function swap(request: EnrolmentRequest, plan: EnrolmentPlan): Outcome<ChangedEnrolment> {
  return standing(request, plan).andThen(({ compiled, held, kept }) =>
    tradeSeats(compiled.problem(kept), compiled.takenOf(kept, held)).map((taken) => {
      const after = compiled.holdingsOf(taken)
      const moved = movesBetween(compiled, held, after)
      const proof = moved.length === 0 ? plan.proof : 'none'
      return { plan: planOf(compiled, plan.mechanism, { held: after, proof }), moved }
    }),
  )
}

interface Standing {
  readonly compiled: Compiled
  readonly held: Holdings
  readonly kept: readonly number[]
}

/** What a plan says of a request, if it breaks none of its rules. */
function standing(request: EnrolmentRequest, plan: EnrolmentPlan): Outcome<Standing> {
  return readRequest(request, { mechanism: plan.mechanism, lottery: plan.lottery }).andThen(
    (drawn): Outcome<Standing> => {
      const gone = new Set(
        plan.children.flatMap(({ child, notGot }) =>
          notGot.flatMap(({ group, reason }) => (reason === 'withdrawn' ? [`${child} ${group}`] : [])),
        ),
      )
      const compiled = compile(drawn, (child, group) => gone.has(`${child} ${group}`))
      const members = new Map(plan.groups.map(({ group, children }) => [group, new Set<string>(children)]))
      const held = drawn.children.map(({ id }, i) =>
        (compiled.wishes[i] ?? [])
          .filter((wish) => members.get(drawn.groups[wish.group]?.id ?? '')?.has(id) === true)
          .map(({ group }) => group),
      )
      const seats = held.reduce((sum, mine) => sum + mine.length, 0)
      const said = plan.groups.reduce((sum, { children }) => sum + children.length, 0)
      const fits = held.every(
        (mine, i) =>
          mine.length <= (drawn.children[i]?.most ?? 0) &&
          mine.every((g, at) => mine.slice(at + 1).every((other) => !compiled.clash(g, other))),
      )
      const kept =
        plan.mechanism === 'serial' ? compiled.protectedSeats : stillKept(compiled, held, compiled.protectedSeats)
      const { all: taken, protectedOnes } = seatsHeld(compiled, held)
      const full = drawn.groups.every(({ seats: there }, g) => {
        const others = (taken[g] ?? 0) - (protectedOnes[g] ?? 0)
        return (taken[g] ?? 0) <= there && others <= there - (kept[g] ?? 0)
      })
      return seats === said && fits && full
        ? all([]).map(() => ({ compiled, held, kept }))
        : refuse('/groups', 'inconsistent', 'does not belong to the request')
    },
  )
}

/** Passes a freed seat on until nobody gains by it. Each step makes one child better off and nobody worse, so it ends. */
function passedOn({ compiled, held, kept }: Standing, mechanism: Mechanism, row: number, group: number): Holdings {
  const now = held.map((mine, i) => (i === row ? mine.filter((g) => g !== group) : mine))
  const free = [group]
  for (let g = free.shift(); g !== undefined; g = free.shift()) {
    const here = g
    const { all: taken, protectedOnes } = seatsHeld(compiled, now)
    const there = compiled.request.groups[here]?.seats ?? 0
    if ((taken[here] ?? 0) >= there) continue
    const list = (waitingLists(compiled, now)[here] ?? []).filter((i) => i !== row)
    const first = list.find((i) => compiled.wishes[i]?.some((wish) => wish.group === here && wish.isProtected) === true)
    const others = (taken[here] ?? 0) - (protectedOnes[here] ?? 0)
    // A seat that was kept goes to those it is protected for as long as one of them waits; then to anybody, but by `serial`.
    const open = others < there - (kept[here] ?? 0)
    const next = open ? list[0] : (first ?? (mechanism === 'serial' ? undefined : list[0]))
    const wish = compiled.wishes[next ?? -1]?.find((one) => one.group === here)
    if (next === undefined || wish === undefined) continue
    const mine = now[next] ?? []
    const up = givenUpFor(compiled, next, mine, wish) ?? []
    now[next] = [...mine.filter((other) => !up.includes(other)), here]
    free.push(...up)
  }
  return now
}

function movesBetween({ request }: Compiled, before: Holdings, after: Holdings): ChangedEnrolment['moved'] {
  const name = (g: number): readonly string[] => {
    const group = request.groups[g]
    return group === undefined ? [] : [group.id]
  }
  return request.children
    .map(({ id }, i) => {
      const [was, is] = [before[i] ?? [], after[i] ?? []]
      return {
        child: id,
        left: was.filter((g) => !is.includes(g)).flatMap(name),
        joined: is.filter((g) => !was.includes(g)).flatMap(name),
      }
    })
    .filter(({ left, joined }) => left.length + joined.length > 0)
    .sort((a, b) => (a.child < b.child ? -1 : 1))
}
