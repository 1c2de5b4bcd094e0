import type { ChildFacts } from '../facts/child-facts.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'
import { judge } from '../graph/candidates.ts'
import type { Compiled } from '../graph/compile.ts'
import type { ProposedPair } from '../pairing-plan.ts'

/** A child and the volunteer it is given, with their numbers. */
export interface Match {
  readonly child: ChildFacts
  readonly volunteer: VolunteerFacts
  readonly childAt: number
  readonly volunteerAt: number
  readonly cost: number
  readonly fixed: ProposedPair['fixed']
  readonly continues: boolean
}

/** The pairs that the rows of the assignment and the decisions of people come to, in order of children. */
export function matchesOf({ ground, rows, decisions }: Compiled, of: Int32Array): readonly Match[] {
  const given = new Map<number, number>()
  rows.forEach((child, row) => given.set(child, of[row] ?? -1))
  const fixed = new Map<number, ProposedPair['fixed']>()
  for (const { child, volunteer, as } of decisions.fixed) {
    given.set(child, volunteer)
    fixed.set(child, as)
  }
  return ground.children.flatMap((child, childAt): readonly Match[] => {
    const volunteerAt = given.get(childAt) ?? -1
    const volunteer = ground.volunteers[volunteerAt]
    const judged = judge(ground, childAt, volunteerAt)
    if (!volunteer || !judged) return []
    const continues = (ground.present[childAt] ?? []).includes(volunteerAt)
    return [{ child, volunteer, childAt, volunteerAt, cost: judged.cost, fixed: fixed.get(childAt) ?? 'no', continues }]
  })
}
