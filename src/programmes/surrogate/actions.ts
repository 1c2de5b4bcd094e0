import { type AvailableAction, availableActions } from '../../lifecycle.ts'
import { actorOn, type Register, volunteerActorOn } from './run/needs.ts'
import { type SurrogateEvent } from './surrogate-event.ts'
import {
  surrogateMachine,
  type SurrogateMove,
  type SurrogateState,
  volunteerMachine,
  type VolunteerMove,
  type VolunteerState,
} from './surrogate-machine.ts'
import type { SurrogateProgramme } from './surrogate-programme.ts'

/** Who asks what may be done. */
export type SurrogateActor = SurrogateEvent['by']

const registerOf = ({ volunteers, matches, refusedPairs, clearance, seats }: SurrogateProgramme): Register => {
  const pairs = new Set(refusedPairs.map(({ child, volunteer }) => `${child} ${volunteer}`))
  return {
    volunteers: new Map(Object.entries(volunteers)),
    matches: new Map(Object.entries(matches)),
    checks: new Map(Object.values(volunteers).map(({ id, checks }) => [id, checks])),
    refusedPairs: pairs,
    clearance,
    seats,
  }
}

/**
 * What somebody may do next with a match on the day of the programme, and what is still missing for it. `worker-present` and
 * `closure-record` are always missing until the act brings them. An unknown match: nothing.
 * @example
 * ```ts
 * import { matchActions, surrogateProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * surrogateProgramme([], { asOf: '2026-09-15' }).map((found) => matchActions(found, 'a1', by)).unwrapOr([]) // => []
 * ```
 */
export function matchActions(
  programme: SurrogateProgramme,
  match: string,
  by: SurrogateActor,
): readonly AvailableAction<SurrogateState, SurrogateMove>[] {
  const found = Object.hasOwn(programme.matches, match) ? programme.matches[match] : undefined
  if (!found) return []
  return availableActions(surrogateMachine, found.state, actorOn(found, registerOf(programme), by, programme.asOf))
}

/**
 * What somebody may do next with a volunteer on the day of the programme, and what is still missing for it. An unknown volunteer: nothing.
 * @example
 * ```ts
 * import { surrogateProgramme, volunteerActions } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = surrogateProgramme([{ id: 'e1', kind: 'applied', on: '2026-03-01', by, volunteer: 'v1' }], { asOf: '2026-03-05' })
 * found.map((one) => volunteerActions(one, 'v1', by).map(({ on }) => on)).unwrapOr([]) // => ['accept', 'decline', 'leave', 'block']
 * ```
 */
export function volunteerActions(
  programme: SurrogateProgramme,
  volunteer: string,
  by: SurrogateActor,
): readonly AvailableAction<VolunteerState, VolunteerMove>[] {
  const found = Object.hasOwn(programme.volunteers, volunteer) ? programme.volunteers[volunteer] : undefined
  if (!found) return []
  const actor = volunteerActorOn(found, registerOf(programme), by, programme.asOf)
  return availableActions(volunteerMachine, found.state, actor)
}
