import type { PlainDate } from '../../../date.ts'
import type { SurrogateMatch, SurrogateVolunteer } from '../match.ts'
import type { SurrogateEvent } from '../surrogate-event.ts'
import { type MatchEvent, matchStep } from './match-step.ts'
import type { Register } from './needs.ts'
import { mayRecord } from './recorders.ts'
import { volunteerStep } from './volunteer-step.ts'
import type { Refusal, RefusedEvent } from '../../attempt.ts'
import { matchesOf, type RefusedPair, settle, type World } from './world.ts'

/** What comes of a history. */
export interface HistoryRun {
  readonly volunteers: ReadonlyMap<string, SurrogateVolunteer>
  readonly matches: ReadonlyMap<string, SurrogateMatch>
  readonly refusedPairs: readonly RefusedPair[]
  readonly refused: readonly RefusedEvent[]
}

/** A day on which something of a match, or of all matches of a volunteer, may run out. */
type Lapse = { readonly on: PlainDate } & ({ readonly match: string } | { readonly volunteer: string })

function lapseDays(events: readonly SurrogateEvent[], { checks }: Pick<Register, 'checks'>): readonly Lapse[] {
  const ofChecks = [...checks].flatMap(([volunteer, kept]) =>
    kept.flatMap(({ on, lapsesOn }): readonly Lapse[] => [
      { on, volunteer },
      { on: lapsesOn, volunteer },
    ]),
  )
  const ofMatches = events.flatMap((event): readonly Lapse[] => {
    if (event.kind === 'proposed' || event.kind === 'renewed') return [{ on: event.to, match: event.match }]
    return event.kind === 'guardianConsented' && event.until ? [{ on: event.until, match: event.match }] : []
  })
  return [...ofChecks, ...ofMatches].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function taken(world: World, event: SurrogateEvent): Refusal | undefined {
  if (!mayRecord(event)) return { code: 'not-entitled', missing: [] }
  switch (event.kind) {
    case 'contact':
      return undefined
    case 'applied':
    case 'interviewed':
    case 'referenceTaken':
    case 'checked':
    case 'trained':
    case 'accepted':
    case 'declined':
    case 'left':
    case 'concern':
    case 'unfounded':
      return volunteerStep(world, event)
    default: {
      const refusal = matchStep(world, event satisfies MatchEvent)
      settle(world, event.match, event.on)
      return refusal
    }
  }
}

/** Runs a history in its order, and on each day first what runs out on it. */
export function historyRun(
  events: readonly SurrogateEvent[],
  ground: Pick<Register, 'checks' | 'clearance' | 'seats'> & { readonly asOf: PlainDate },
): HistoryRun {
  const world: World = {
    ...ground,
    volunteers: new Map(),
    matches: new Map(),
    refusedPairs: new Map(),
    matchIds: new Map(),
  }
  const lapses = lapseDays(events, ground)
  let next = 0
  const passDays = (to: PlainDate): void => {
    for (let lapse = lapses[next]; lapse !== undefined && lapse.on <= to; lapse = lapses[++next]) {
      const ids = 'match' in lapse ? [lapse.match] : matchesOf(world, lapse.volunteer).map(({ id }) => id)
      for (const id of ids) settle(world, id, lapse.on)
    }
  }
  const refused: RefusedEvent[] = []
  for (const event of events) {
    passDays(event.on)
    const refusal = taken(world, event)
    if (refusal) refused.push({ event: event.id, ...refusal })
  }
  passDays(ground.asOf)
  return {
    volunteers: world.volunteers,
    matches: world.matches,
    refusedPairs: [...world.refusedPairs.values()],
    refused,
  }
}
