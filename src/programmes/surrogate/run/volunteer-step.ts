import type { SurrogateVolunteer } from '../match.ts'
import type { SurrogateEvent } from '../surrogate-event.ts'
import { volunteerMachine, type VolunteerMove } from '../surrogate-machine.ts'
import { volunteerActorOn } from './needs.ts'
import { notFound, type Refusal, tried } from '../../attempt.ts'
import { matchesOf, moveMatch, settle, volunteerOf, type World } from './world.ts'

type Of<K extends SurrogateEvent['kind']> = Extract<SurrogateEvent, { kind: K }>

const moves = {
  applied: 'apply',
  accepted: 'accept',
  declined: 'decline',
  left: 'leave',
  concern: 'block',
  unfounded: 'unblock',
} as const satisfies Readonly<Record<string, VolunteerMove>>

/** An event that is about a volunteer. */
export type VolunteerEvent = Of<keyof typeof moves | 'interviewed' | 'referenceTaken' | 'checked' | 'trained'>

/** What an event adds to what is known of a volunteer. */
function noted(volunteer: SurrogateVolunteer, event: VolunteerEvent): SurrogateVolunteer {
  switch (event.kind) {
    case 'interviewed':
      return { ...volunteer, interview: { outcome: event.outcome, by: event.by.id } }
    case 'referenceTaken':
      return event.outcome === 'good'
        ? { ...volunteer, goodReferences: volunteer.goodReferences + 1 }
        : { ...volunteer, doubtfulReferences: volunteer.doubtfulReferences + 1 }
    case 'trained':
      return { ...volunteer, trainingHours: volunteer.trainingHours + event.hours }
    case 'concern':
      return withConcern(volunteer, event)
    case 'unfounded':
      return {
        ...volunteer,
        concerns: volunteer.concerns.map((concern) =>
          concern.event === event.concern && !concern.unfounded
            ? {
                ...concern,
                unfounded: { event: event.id, on: event.on, authority: event.authority, reference: event.reference },
              }
            : concern,
        ),
      }
    default:
      return volunteer
  }
}

/** The volunteer with a concern that an event opened. */
export const withConcern = (
  volunteer: SurrogateVolunteer,
  {
    id,
    on,
    incident,
    ...rest
  }: Pick<Of<'concern'>, 'id' | 'on' | 'incident'> &
    Partial<Pick<SurrogateVolunteer['concerns'][number], 'match' | 'child'>>,
): SurrogateVolunteer => ({
  ...volunteer,
  concerns: [
    ...volunteer.concerns,
    {
      event: id,
      on,
      ...(rest.match ? { match: rest.match } : {}),
      ...(rest.child ? { child: rest.child } : {}),
      ...(incident ? { incident } : {}),
    },
  ],
})

/** Interview and references count for one application. */
function afresh({ interview, ...volunteer }: SurrogateVolunteer): SurrogateVolunteer {
  return { ...volunteer, ...(interview && volunteer.moves.length === 0 ? { interview } : {}) }
}

/** Moves a volunteer by the machine; what is known is kept even where he or she may not move. */
export function moveVolunteer(
  world: World,
  volunteer: SurrogateVolunteer,
  move: VolunteerMove,
  event: Pick<SurrogateEvent, 'id' | 'on' | 'by'>,
): Refusal | undefined {
  const next = tried(volunteerMachine, volunteer.state, move, volunteerActorOn(volunteer, world, event.by, event.on))
  if (!('to' in next)) return next
  const again = (move === 'apply' || move === 'unblock') && volunteer.moves.length > 0
  const known = again ? { ...afresh(volunteer), goodReferences: 0, doubtfulReferences: 0 } : volunteer
  world.volunteers.set(volunteer.id, {
    ...known,
    state: next.to,
    moves: [...volunteer.moves, { on: event.on, move, to: next.to, because: { event: event.id } }],
  })
  return undefined
}

/** Takes an event about a volunteer, and pauses the matches that no longer stand on anything. */
export function volunteerStep(world: World, event: VolunteerEvent): Refusal | undefined {
  const before = volunteerOf(world, event.volunteer)
  if (event.kind === 'unfounded' && !before.concerns.some((one) => one.event === event.concern && !one.unfounded))
    return notFound
  const volunteer = noted(before, event)
  world.volunteers.set(volunteer.id, volunteer)
  const refused =
    event.kind in moves ? moveVolunteer(world, volunteer, moves[event.kind as keyof typeof moves], event) : undefined
  if (event.kind === 'left' && !refused) withdrawAll(world, event)
  for (const { id } of matchesOf(world, event.volunteer)) settle(world, id, event.on)
  // While another concern stands, one that was found to be unfounded is noted and lifts nothing: that is no refusal.
  return event.kind === 'unfounded' && refused?.code === 'needs-missing' ? undefined : refused
}

function withdrawAll(world: World, { id, on, volunteer }: Of<'left'>): void {
  for (const match of matchesOf(world, volunteer))
    moveMatch(
      world,
      { ...match, endReason: 'volunteerWithdrew' },
      { on: 'withdraw', by: { id: volunteer, role: 'volunteer' }, day: on, because: { event: id } },
    )
}
