import { err, ok, type Outcome, refuse } from '../../problem.ts'
import { assignSparse } from './assign-sparse.ts'
import { type Assignment, type AssignmentProblem, checkAssignmentProblem } from './assignment-problem.ts'
import { reassign } from './reassign.ts'

/** Rows of which some belong together: they sit at one target, or all of them nowhere. */
export interface TogetherProblem extends AssignmentProblem {
  /** For each row the number of its group; -1 for a row by itself. */
  readonly group: Int32Array
}

/** The best assignment found that keeps groups together, and how far from the best of all it can be at most. */
export interface TogetherAssignment {
  readonly of: Int32Array
  readonly cost: number
  /** No assignment that keeps groups together costs less: what it would cost to seat them apart. */
  readonly bound: number
  /** The prices that prove the bound, as those of an assignment without groups. */
  readonly price: Float64Array
  /** Whether everything was looked at, so that nothing costs less than `cost`, whatever the bound says. */
  readonly exhausted: boolean
}

/** A part of all choices: groups that are seated already, and targets that others may no longer take. */
interface Branch {
  readonly placed: ReadonlyMap<number, number>
  readonly barred: ReadonlySet<string>
  readonly from: Pick<Assignment, 'of' | 'price'> | undefined
}

/**
 * The cheapest assignment found in which the rows of each group sit at one target or all nowhere. Seating them apart, only where
 * a target could take the whole group, gives a bound; where that splits a group, one branch seats it at the target that most of
 * it took and the other bars it from there. Branches that cannot be cheaper than what was found are cut; after `branches` of them the
 * best so far is given, with its distance from the bound. The problem is NP-hard: no method is fast for all.
 * @returns Ok: the assignment. Err `invalid`: as of `assignSparse`, or `group` does not fit.
 * @source Land and Doig, An automatic method of solving discrete programming problems, 1960
 * @example
 * ```ts
 * import { assignTogether } from 'childfile/solver'
 * const two = { // rows 0 and 1 belong together; only target 1 has two seats
 *   seats: Int32Array.of(1, 2), start: Int32Array.of(0, 2, 4), target: Int32Array.of(0, 1, 0, 1),
 *   cost: Int32Array.of(1, 5, 1, 5), leave: Int32Array.of(99, 99), group: Int32Array.of(0, 0),
 * }
 * assignTogether(two, 100).match((a) => [[...a.of], a.cost, a.exhausted], () => []) // => [[1,1],10,true]
 * ```
 */
export function assignTogether(problem: TogetherProblem, branches: number): Outcome<TogetherAssignment> {
  const { group, leave } = problem
  if (!(group instanceof Int32Array) || group.length !== leave.length)
    return refuse('/group', 'inconsistent', 'must have one entry for each row')
  const checked = checkAssignmentProblem(problem)
  if (checked.isErr()) return err(checked.error)
  const groups = membersOf(group)
  const open: Branch[] = [{ placed: new Map(), barred: new Set(), from: undefined }]
  let best = nobody(problem)
  let root: { readonly bound: number; readonly price: Float64Array } | undefined
  let looked = 0
  while (looked < Math.max(1, branches)) {
    const branch = open.pop()
    if (!branch) break
    looked++
    const narrowed = narrow(problem, groups, branch)
    const solved = branch.from ? reassign(narrowed.problem, branch.from) : assignSparse(narrowed.problem)
    if (solved.isErr()) return err(solved.error)
    const { of, price, cost } = solved.value
    root ??= { bound: cost, price }
    if (cost + narrowed.spent >= best.cost) continue
    const split = splitGroup(groups, of, branch.placed)
    if (!split) {
      best = { of: whole(of, groups, branch.placed), cost: cost + narrowed.spent }
      continue
    }
    const [which, target] = split
    const from = { of, price }
    open.push({ placed: branch.placed, barred: new Set([...branch.barred, `${which} ${target}`]), from })
    open.push({ placed: new Map([...branch.placed, [which, target]]), barred: branch.barred, from })
  }
  const { bound, price } = root ?? { bound: 0, price: new Float64Array(problem.seats.length) }
  return ok({ ...best, bound, price, exhausted: open.length === 0 })
}

type Groups = readonly (readonly number[])[]

/** The rows of each group. */
function membersOf(group: Int32Array): Groups {
  const members = new Map<number, number[]>()
  group.forEach((own, i) => {
    if (own >= 0) members.set(own, [...(members.get(own) ?? []), i])
  })
  return [...members].sort(([a], [b]) => a - b).map(([, rows]) => rows)
}

/** Nobody is seated: what everything is held against at first. */
function nobody({ leave }: AssignmentProblem): { readonly of: Int32Array; readonly cost: number } {
  let cost = 1
  for (const own of leave) cost += own
  return { of: new Int32Array(leave.length).fill(-1), cost }
}

/** The problem of a branch: groups that are placed have their seats, others only targets that all of them could take at once. */
function narrow({ seats, start, target, cost, leave }: AssignmentProblem, groups: Groups, { placed, barred }: Branch) {
  const left = seats.slice()
  const own = Float64Array.from(leave)
  const inGroup = new Map<number, number>()
  let spent = 0
  groups.forEach((rows, which) => {
    for (const i of rows) inGroup.set(i, which)
    const at = placed.get(which)
    if (at === undefined) return
    left[at] = left[at]! - rows.length
    for (const i of rows) {
      spent += cheapestEdge({ start, target, cost }, i, at)
      own[i] = 0
    }
  })
  const possible = groups.map((rows, which) => {
    if (placed.has(which)) return new Set<number>()
    const [first, ...others] = rows.map((i) => new Set(target.subarray(start[i], start[i + 1])))
    const common = [...(first ?? [])].filter((j) => others.every((set) => set.has(j)))
    return new Set(common.filter((j) => left[j]! >= rows.length && !barred.has(`${which} ${j}`)))
  })
  const from = new Int32Array(leave.length + 1)
  const to = new Int32Array(target.length)
  const price = new Float64Array(target.length)
  let size = 0
  for (let i = 0; i < leave.length; i++) {
    const which = inGroup.get(i)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (which !== undefined && possible[which]?.has(target[e]!) !== true) continue
      to[size] = target[e]!
      price[size++] = cost[e]!
    }
    from[i + 1] = size
  }
  const problem = { seats: left, leave: own, start: from, target: to.slice(0, size), cost: price.slice(0, size) }
  return { problem, spent }
}

function cheapestEdge(
  { start, target, cost }: Pick<AssignmentProblem, 'start' | 'target' | 'cost'>,
  row: number,
  at: number,
): number {
  let least = Number.POSITIVE_INFINITY
  for (let e = start[row]!; e < start[row + 1]!; e++) if (target[e] === at && cost[e]! < least) least = cost[e]!
  return least
}

/** A group that is split, the largest first, and the target that most of it took, the lower one where it is the same. */
function splitGroup(groups: Groups, of: Int32Array, placed: ReadonlyMap<number, number>) {
  let found: readonly [group: number, target: number] | undefined
  let size = 0
  groups.forEach((rows, which) => {
    const now = rows.map((i) => of[i]!)
    if (placed.has(which) || rows.length <= size || now.every((j) => j === now[0])) return
    const seated = now.filter((j) => j >= 0)
    const most = (j: number): number => seated.filter((other) => other === j).length
    const [target] = [...seated].sort((a, b) => most(b) - most(a) || a - b)
    if (target === undefined) return
    found = [which, target]
    size = rows.length
  })
  return found
}

function whole(of: Int32Array, groups: Groups, placed: ReadonlyMap<number, number>): Int32Array {
  const all = of.slice()
  for (const [which, target] of placed) for (const i of groups[which] ?? []) all[i] = target
  return all
}
