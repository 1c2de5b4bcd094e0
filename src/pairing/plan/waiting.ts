import { Tier } from '../../policy.ts'
import { highestHolder } from '../../solver/index.ts'
import type { ChildFacts } from '../facts/child-facts.ts'
import { judge } from '../graph/candidates.ts'
import type { Compiled } from '../graph/compile.ts'
import type { WaitingChild } from '../pairing-plan.ts'
import { count, emptyTally, failuresOf } from '../rules/failures.ts'
import { childRules, pairRules, volunteerRules } from '../rules/hard-rules.ts'
import type { Match } from './matches.ts'

type Reason = WaitingChild['because']
const tiers = Tier.options.map(({ value }) => value)

/** Every child without a pair, in order of ids, with the reason and who looks after it meanwhile. */
export function waitingOf(compiled: Compiled, of: Int32Array, matches: readonly Match[]): readonly WaitingChild[] {
  const { ground, rows, solvable } = compiled
  const paired = new Set(matches.map(({ childAt }) => childAt))
  const rowOf = new Map<number, number>()
  rows.forEach((child, row) => rowOf.set(child, row))
  const tierOf = Int32Array.from(rows, (child) => ground.children[child]?.tier ?? 0)
  const highest = highestHolder(solvable, of, tierOf)

  const because = (child: ChildFacts, at: number): Reason => {
    const row = rowOf.get(at)
    if (row === undefined && (compiled.childFailures[at] ?? 0) === 0) return { kind: 'siblings' }
    if (row === undefined)
      return { kind: 'notEligible', rules: failuresOf(childRules, compiled.childFailures[at] ?? 0) }
    if (solvable.start[row] === solvable.start[row + 1]) return { kind: 'noVolunteer', rules: excluded(compiled, at) }
    const by = tiers.find((tier) => tier === highest[row])
    return by === undefined || by === child.tier ? { kind: 'seats' } : { kind: 'outPrioritised', by }
  }
  return ground.children.flatMap((child, at): readonly WaitingChild[] =>
    paired.has(at)
      ? []
      : [
          {
            child: child.id,
            tier: child.tier,
            since: child.waitingSince ?? 'notCollected',
            because: because(child, at),
            fallback: { role: child.fallback.role, worker: child.fallback.worker ?? 'notCollected' },
          },
        ],
  )
}

/** For each rule how many volunteers it keeps from the child; a volunteer may fall under several. */
export function excluded(
  { ground, volunteerFailures }: Compiled,
  child: number,
): Extract<Reason, { kind: 'noVolunteer' }>['rules'] {
  const ofVolunteers = emptyTally(volunteerRules)
  const ofPairs = emptyTally(pairRules)
  ground.volunteers.forEach((_, volunteer) => {
    count(ofVolunteers, volunteerFailures[volunteer] ?? 0)
    count(ofPairs, judge(ground, child, volunteer)?.failures ?? 0)
  })
  const entries = [
    ...volunteerRules.map((rule, at) => ({
      rule,
      no: ofVolunteers.no[at] ?? 0,
      unknown: ofVolunteers.unknown[at] ?? 0,
    })),
    ...pairRules.map((rule, at) => ({ rule, no: ofPairs.no[at] ?? 0, unknown: ofPairs.unknown[at] ?? 0 })),
  ]
  return entries.filter(({ no, unknown }) => no + unknown > 0)
}
