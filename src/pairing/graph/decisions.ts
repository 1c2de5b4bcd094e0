import type { ChildId, VolunteerId } from '../../id.ts'
import type { SeenProblem } from '../pairing-problem.ts'
import { type Failures, failuresOf, type RuleFailure } from '../rules/failures.ts'
import { childRules, pairRules, volunteerRules } from '../rules/hard-rules.ts'
import type { SettingsInForce } from '../settings.ts'
import { type Ground, judge } from './candidates.ts'

/** A pair that the solver does not decide. */
export interface FixedPair {
  readonly child: number
  readonly volunteer: number
  readonly as: 'locked' | 'held' | 'siblings'
}

/** What decisions of people came to: pairs that stand, and for each lock what stands against it. */
export interface Decisions {
  readonly fixed: readonly FixedPair[]
  readonly locks: readonly {
    readonly child: ChildId
    readonly volunteer: VolunteerId
    readonly author: string
    readonly reason: string
    readonly because: readonly RuleFailure[]
  }[]
}

/**
 * Locked pairs, then, if present pairs are held, those: riskier children first, then by
 * id. Seats are taken off `left` as they are given.
 */
export function decide(
  seen: SeenProblem,
  settings: SettingsInForce,
  ground: Ground,
  ofChild: readonly Failures[],
  ofVolunteer: readonly Failures[],
  left: Int32Array,
): Decisions {
  const { children, volunteers } = ground
  const number = (of: readonly { readonly id: string }[], id: string): number =>
    of.findIndex((facts) => facts.id === id)
  const first = (a: { child: number }, b: { child: number }): number =>
    (children[b.child]?.tier ?? 0) - (children[a.child]?.tier ?? 0) || a.child - b.child
  const fixed: FixedPair[] = []
  const locked = (seen.locked ?? [])
    .map((entry) => ({ entry, child: number(children, entry.child), volunteer: number(volunteers, entry.volunteer) }))
    .sort(first)
  const against = (child: number, volunteer: number): readonly RuleFailure[] => {
    const failures = [
      ...failuresOf(childRules, ofChild[child] ?? 0),
      ...failuresOf(volunteerRules, ofVolunteer[volunteer] ?? 0),
      ...failuresOf(pairRules, judge(ground, child, volunteer)?.failures ?? 0),
    ]
    return failures.length === 0 && left[volunteer] === 0 ? [{ rule: 'capacity', verdict: 'no' }] : failures
  }
  const fix = (child: number, volunteer: number, as: FixedPair['as']): readonly RuleFailure[] => {
    const because = against(child, volunteer)
    if (because.length > 0) return because
    left[volunteer] = (left[volunteer] ?? 0) - 1
    fixed.push({ child, volunteer, as })
    return because
  }
  const locks = locked.map(({ entry, child, volunteer }) => ({
    ...entry,
    because: fix(child, volunteer, 'locked'),
  }))
  if (settings.present === 'hold') {
    const held = children.flatMap((_, child) =>
      (ground.present[child] ?? []).map((volunteer) => ({ child, volunteer })),
    )
    for (const { child, volunteer } of held.sort((a, b) => first(a, b) || a.volunteer - b.volunteer))
      if (volunteer >= 0 && !fixed.some((pair) => pair.child === child)) fix(child, volunteer, 'held')
  }
  return { fixed, locks }
}
