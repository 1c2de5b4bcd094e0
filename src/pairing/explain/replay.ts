import { all, err, ok, type Outcome, parse, refuse } from '../../problem.ts'
import { type Assignment, verifyAssignment } from '../../solver/index.ts'
import type { Compiled } from '../graph/compile.ts'
import { ready } from '../graph/ready.ts'
import { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { matchesOf, type Match } from '../plan/matches.ts'

/** A plan put back into its problem. */
export interface Replay {
  readonly compiled: Compiled
  readonly assignment: Assignment
  readonly matches: readonly Match[]
  /** The row of each child that the solver pairs, by number of the child. */
  readonly rowOf: ReadonlyMap<number, number>
}

/**
 * The assignment that a plan stands for, proved anew.
 * @returns Ok: the replay. Err `invalid`: the problem cannot be read, or the plan is not one of it.
 */
export function replay(problem: PairingProblem, given: PairingPlan): Outcome<Replay> {
  return all([ready(problem), parse(PairingPlan, given)]).andThen(([compiled, plan]): Outcome<Replay> => {
    const { ground, rows, choice } = compiled
    const volunteerAt = new Map<string, number>(ground.volunteers.map(({ id }, at) => [id, at]))
    const mates = new Map<string, number>(plan.pairs.map((pair) => [pair.child, volunteerAt.get(pair.volunteer) ?? -1]))
    const of = rows.map((child) => mates.get(ground.children[child]?.id ?? '') ?? -1)
    const price = new Float64Array(ground.volunteers.length)
    for (const { volunteer, price: own } of plan.certificate.prices) price[volunteerAt.get(volunteer) ?? -1] = own
    const cost = of.reduce((sum, volunteer, row) => sum + costOf(compiled, row, volunteer), 0)
    const assignment = { of, price, cost }
    if (verifyAssignment(choice, assignment).length > 0)
      return refuse('', 'inconsistent', 'the plan is not a proved plan of this problem')
    const rowOf = new Map<number, number>()
    rows.forEach((child, row) => rowOf.set(child, row))
    return ok({ compiled, assignment, matches: matchesOf(compiled, of), rowOf })
  })
}

function costOf({ choice: solvable }: Compiled, row: number, volunteer: number): number {
  if (volunteer < 0) return solvable.leave[row] ?? 0
  for (let e = solvable.start[row] ?? 0; e < (solvable.start[row + 1] ?? 0); e++)
    if (solvable.target[e] === volunteer) return solvable.cost[e] ?? 0
  return 0
}

/** An outcome that says that the child is not there. */
export const noSuchChild = (where: string): Outcome<never> =>
  err([{ kind: 'not-found', path: '/child', code: 'not-found', message: `no such child ${where}` }])
