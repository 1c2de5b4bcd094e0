import type { PlainDate } from '../../../date.ts'
import type { EntryId } from '../../../id.ts'
import { type Refusal, tried } from '../../attempt.ts'
import { type Moved, movedMatch, type SurrogateMatch, type SurrogateVolunteer } from '../match.ts'
import { surrogateMachine, type SurrogateMove, type SurrogateState, volunteerMachine } from '../surrogate-machine.ts'
import { actorOn, lapseOn, type Register } from './needs.ts'

/** A no of a child to a volunteer. */
export interface RefusedPair {
  readonly child: string
  readonly volunteer: string
  readonly event: EntryId
}

/** Everything on record while a history runs; values are replaced, never changed. */
export interface World extends Register {
  readonly volunteers: Map<string, SurrogateVolunteer>
  readonly matches: Map<string, SurrogateMatch>
  readonly refusedPairs: Map<string, RefusedPair>
  /** Ids of the matches of each volunteer, in order of proposal. */
  readonly matchIds: Map<string, readonly string[]>
}

/** Somebody who acts. */
export type By = { readonly id: string; readonly role: string }

/** The volunteer; one who was never heard of has not applied. */
export const volunteerOf = (world: World, id: SurrogateVolunteer['id']): SurrogateVolunteer =>
  world.volunteers.get(id) ?? {
    id,
    state: volunteerMachine.first,
    goodReferences: 0,
    doubtfulReferences: 0,
    trainingHours: 0,
    concerns: [],
    moves: [],
  }

/** The matches of a volunteer, over or not. */
export const matchesOf = (world: World, volunteer: string): readonly SurrogateMatch[] =>
  (world.matchIds.get(volunteer) ?? []).flatMap((id) => world.matches.get(id) ?? [])

/** Moves a match if the machine lets the actor, with what is now known of it; else nothing changes. */
export function moveMatch(
  world: World,
  match: SurrogateMatch,
  act: {
    readonly on: SurrogateMove
    readonly by: By
    readonly day: PlainDate
    readonly because: Moved<SurrogateMove, SurrogateState>['because']
    readonly given?: readonly string[]
  },
): Refusal | undefined {
  const next = tried(surrogateMachine, match.state, act.on, actorOn(match, world, act.by, act.day, act.given))
  if (!('to' in next)) return next
  world.matches.set(match.id, movedMatch(match, act.on, next.to, act.day, act.because))
  return undefined
}

/** Pauses a match of which something no longer holds on the day. */
export function settle(world: World, id: string, day: PlainDate): void {
  const match = world.matches.get(id)
  if (match?.state !== 'active') return
  const lapse = lapseOn(match, world, day)
  if (lapse === undefined) return
  const by = { id: 'clearance', role: 'clearance' }
  moveMatch(world, { ...match, pausedBecause: lapse }, { on: 'pause', by, day, because: { lapse } })
}
