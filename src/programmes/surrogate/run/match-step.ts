import type { SurrogateMatch } from '../match.ts'
import type { SurrogateEvent } from '../surrogate-event.ts'
import { surrogateMachine } from '../surrogate-machine.ts'
import { allTerms, coversTerm, pairKey } from './needs.ts'
import type { VolunteerEvent } from './volunteer-step.ts'
import { moveVolunteer, withConcern } from './volunteer-step.ts'
import { notFound, type Refusal } from '../../attempt.ts'
import { matchesOf, moveMatch, settle, volunteerOf, type World } from './world.ts'

type Of<K extends SurrogateEvent['kind']> = Extract<SurrogateEvent, { kind: K }>

/** An event that is about a match. */
export type MatchEvent = Exclude<SurrogateEvent, VolunteerEvent | Of<'contact'>>

/** A match is proposed to a volunteer who was accepted, for a child who has not said no to him or her. */
function propose(world: World, event: Of<'proposed'>): Refusal | undefined {
  const { match: id, child, volunteer, role, from, to, by } = event
  if (world.matches.has(id)) return { code: 'wrong-state', missing: [] }
  if (from >= to) return { code: 'inconsistent', missing: [] }
  const missing = [
    ...(volunteerOf(world, volunteer).state === 'ready' ? [] : ['volunteer-ready']),
    ...(world.refusedPairs.has(pairKey(event)) ? ['child-does-not-refuse'] : []),
  ]
  if (missing.length > 0) return { code: 'needs-missing', missing }
  world.matches.set(id, {
    id,
    child,
    volunteer,
    role,
    from,
    to,
    proposedBy: by.id,
    state: surrogateMachine.first,
    childHeard: false,
    volunteerAgrees: false,
    periods: [],
    breaches: [],
    support: [],
    moves: [],
  })
  world.matchIds.set(volunteer, [...(world.matchIds.get(volunteer) ?? []), id])
  return undefined
}

/** Takes what was said, and lets the match come to `consented` once all of it is there. */
function word(world: World, match: SurrogateMatch, event: MatchEvent): Refusal | undefined {
  world.matches.set(match.id, match)
  if (match.state !== 'staged') return undefined
  // A paper that is still missing is no refusal of the one that came.
  moveMatch(world, match, {
    on: 'consent',
    by: { id: event.by.id, role: 'worker' },
    day: event.on,
    because: { event: event.id },
  })
  return undefined
}

/** The child's no: every match of the two stops, and there will be no other. */
function childRefuses(world: World, match: SurrogateMatch, { id, on }: Of<'childAnswered'>): Refusal | undefined {
  const key = pairKey(match)
  if (!world.refusedPairs.has(key))
    world.refusedPairs.set(key, { child: match.child, volunteer: match.volunteer, event: id })
  for (const one of matchesOf(world, match.volunteer))
    if (one.child === match.child)
      moveMatch(
        world,
        { ...one, childHeard: true, endReason: 'childWithdrew' },
        { on: 'withdraw', by: { id: match.child, role: 'child' }, day: on, because: { event: id } },
      )
  return undefined
}

/** The match ends at once, the volunteer is blocked, and all his or her other matches pause. */
function safeguard(world: World, match: SurrogateMatch, event: Of<'safeguarded'>): Refusal | undefined {
  const because = { event: event.id }
  const { volunteer, child, id } = match
  moveMatch(world, { ...match, endReason: 'safeguarding' }, { on: 'safeguard', by: event.by, day: event.on, because })
  const concern = {
    id: event.id,
    on: event.on,
    match: id,
    child,
    ...(event.incident ? { incident: event.incident } : {}),
  }
  const concerned = withConcern(volunteerOf(world, volunteer), concern)
  world.volunteers.set(volunteer, concerned)
  moveVolunteer(world, concerned, 'block', event)
  for (const one of matchesOf(world, volunteer)) settle(world, one.id, event.on)
  return undefined
}

function renew(world: World, match: SurrogateMatch, { to, on }: Of<'renewed'>): Refusal | undefined {
  const renewed = { ...match, to }
  if (match.state === 'ended' || match.state === 'closing') return { code: 'wrong-state', missing: [] }
  if (to <= match.to) return { code: 'inconsistent', missing: [] }
  if (!coversTerm(renewed, world, on)) return { code: 'needs-missing', missing: ['check-covers-term'] }
  world.matches.set(match.id, renewed)
  return undefined
}

function breach(world: World, match: SurrogateMatch, { id, on, term }: Of<'breached'>): Refusal | undefined {
  const noted = { ...match, breaches: [...match.breaches, { event: id, on, term, settled: false }] }
  world.matches.set(match.id, noted)
  moveMatch(
    world,
    { ...noted, pausedBecause: 'breach' },
    { on: 'pause', by: { id: 'clearance', role: 'clearance' }, day: on, because: { event: id } },
  )
  return undefined
}

/** Takes an event about a match. */
export function matchStep(world: World, event: MatchEvent): Refusal | undefined {
  if (event.kind === 'proposed') return propose(world, event)
  const match = world.matches.get(event.match)
  if (!match) return notFound
  const act = { by: event.by, day: event.on, because: { event: event.id } }
  switch (event.kind) {
    case 'childAnswered':
      return event.says === 'unwilling'
        ? childRefuses(world, match, event)
        : word(world, { ...match, childHeard: true }, event)
    case 'guardianConsented': {
      const consent = { event: event.id, ...(event.until ? { until: event.until } : {}) }
      return word(world, { ...match, guardianConsent: consent }, event)
    }
    case 'volunteerAgreed':
      return allTerms(event.terms)
        ? word(world, { ...match, volunteerAgrees: true }, event)
        : { code: 'needs-missing', missing: ['all-terms'] }
    case 'approved':
      return moveMatch(world, match, { ...act, on: 'approve' })
    case 'rejected':
      return moveMatch(world, { ...match, endReason: 'rejected' }, { ...act, on: 'reject' })
    case 'firstMeeting':
      return moveMatch(world, match, {
        ...act,
        on: 'start',
        given: event.workerPresent === 'nobody' ? [] : ['worker-present'],
      })
    case 'paused':
      return moveMatch(world, { ...match, pausedBecause: 'person' }, { ...act, on: 'pause' })
    case 'resumed':
      return moveMatch(world, match, { ...act, on: 'resume' })
    case 'withdrawn':
      return moveMatch(
        world,
        { ...match, endReason: event.who === 'guardian' ? 'guardianWithdrew' : 'volunteerWithdrew' },
        { ...act, by: { id: event.by.id, role: event.who }, on: 'withdraw' },
      )
    case 'closed':
      return moveMatch(
        world,
        {
          ...match,
          endReason: match.endReason ?? event.reason,
          ...(event.closure ? { closure: event.closure } : {}),
        },
        { ...act, on: 'end', given: event.closure ? ['closure-record'] : [] },
      )
    case 'safeguarded':
      return safeguard(world, match, event)
    case 'renewed':
      return renew(world, match, event)
    case 'breached':
      return breach(world, match, event)
    case 'breachSettled': {
      if (!match.breaches.some((one) => one.event === event.breach && !one.settled)) return notFound
      const breaches = match.breaches.map((one) => (one.event === event.breach ? { ...one, settled: true } : one))
      world.matches.set(match.id, { ...match, breaches })
      return undefined
    }
    case 'supported':
      world.matches.set(match.id, { ...match, support: [...match.support, { on: event.on, party: event.party }] })
      return undefined
  }
}
