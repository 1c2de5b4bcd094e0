import { isKnown } from '../../absent.ts'
import type { SeenProblem } from '../pairing-problem.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'

type Match = Exclude<SeenProblem['present'], undefined>[number]

/** Seats of one volunteer: what is offered, what the cap leaves, what others hold, what can be given. */
export interface Seats {
  readonly offered: number
  readonly overCap: number
  readonly held: number
  readonly open: number
}

/** Whether an agreement still takes a seat on a day. One whose state is not known does. */
export const takesSeat = (match: Match, on: string): boolean =>
  match.state !== 'ended' && !(isKnown(match.to) && match.to !== 'none' && match.to <= on)

/** Whether an agreement is the present match of its child on a day. */
export const isPresent = (match: Match, on: string): boolean =>
  match.role === 'primary' &&
  (match.state === 'consented' || match.state === 'approved' || match.state === 'active' || match.state === 'paused') &&
  takesSeat(match, on)

/** The seats of each volunteer. Children in the problem hold none: theirs are given anew. Substitutes hold theirs. */
export function seatsOf(seen: SeenProblem, volunteers: readonly VolunteerFacts[], cap: number): readonly Seats[] {
  const children = new Set<string>(seen.children.map(({ file }) => file.id))
  const held = new Map<string, number>()
  for (const match of seen.present ?? []) {
    const counts = takesSeat(match, seen.term.from) && (match.role === 'substitute' || !children.has(match.child))
    if (counts) held.set(match.volunteer, (held.get(match.volunteer) ?? 0) + 1)
  }
  return volunteers.map(({ id, offers }) => {
    const offered = offers ?? 0
    const capped = Math.min(offered, cap)
    const taken = Math.min(capped, held.get(id) ?? 0)
    return { offered, overCap: offered - capped, held: taken, open: capped - taken }
  })
}
