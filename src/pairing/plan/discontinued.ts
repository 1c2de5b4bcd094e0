import type { VolunteerId } from '../../id.ts'
import { judge } from '../graph/candidates.ts'
import type { Compiled } from '../graph/compile.ts'
import { isPresent } from '../graph/seats.ts'
import type { DiscontinuedMatch } from '../pairing-plan.ts'
import { failuresOf } from '../rules/failures.ts'
import { childRules, pairRules, volunteerRules } from '../rules/hard-rules.ts'
import type { Match } from './matches.ts'

/** Present matches of the children in the problem that the plan does not continue, in order of child and agreement. */
export function discontinuedOf(compiled: Compiled, matches: readonly Match[]): readonly DiscontinuedMatch[] {
  const { seen, ground } = compiled
  const now = new Map<string, VolunteerId>(matches.map(({ child, volunteer }) => [child.id, volunteer.id]))
  const childAt = new Map<string, number>(ground.children.map(({ id }, at) => [id, at]))
  const volunteerAt = new Map<string, number>(ground.volunteers.map(({ id }, at) => [id, at]))

  const because = (child: number, volunteer: number | undefined, id: string): DiscontinuedMatch['because'] => {
    if (volunteer === undefined) return { kind: 'notOffered' }
    const rules = [
      ...failuresOf(childRules, compiled.childFailures[child] ?? 0),
      ...failuresOf(volunteerRules, compiled.volunteerFailures[volunteer] ?? 0),
      ...failuresOf(pairRules, judge(ground, child, volunteer)?.failures ?? 0),
    ]
    const to = now.get(id)
    return rules.length > 0 ? { kind: 'rules', rules } : to ? { kind: 'moved', to } : { kind: 'released' }
  }
  return (seen.present ?? [])
    .flatMap((match): readonly DiscontinuedMatch[] => {
      const child = childAt.get(match.child)
      if (child === undefined || !isPresent(match, seen.term.from) || now.get(match.child) === match.volunteer)
        return []
      const { child: id, volunteer } = match
      return [{ child: id, volunteer, agreement: match.id, because: because(child, volunteerAt.get(volunteer), id) }]
    })
    .sort((a, b) => (a.child === b.child ? (a.agreement < b.agreement ? -1 : 1) : a.child < b.child ? -1 : 1))
}
