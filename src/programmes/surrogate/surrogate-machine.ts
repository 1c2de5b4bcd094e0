import type { Machine, Move } from '../../lifecycle.ts'
import { type MatchEvent, matchLifecycle, type MatchState } from '../../pairing/index.ts'

/** Where somebody stands who offers to be a surrogate parent. */
export type VolunteerState = 'prospect' | 'applicant' | 'ready' | 'declined' | 'left' | 'blocked'

/** What moves a volunteer. */
export type VolunteerMove = 'apply' | 'accept' | 'decline' | 'leave' | 'block' | 'unblock'

const people = ['child', 'guardian', 'volunteer', 'worker', 'supervisor', 'protectionOfficer', 'authority'] as const
const staff = ['worker', 'supervisor'] as const

/**
 * From the first application to acceptance. A block comes from a safeguarding concern, whoever raises it; only an authority outside the
 * programme lifts it, and then screening begins again.
 * @source mentoring practice (known); record check: 未成年人保护法 art. 62, said of staff, taken over for volunteers
 */
export const volunteerMachine: Machine<VolunteerState, VolunteerMove> = {
  first: 'prospect',
  moves: [
    {
      from: ['prospect', 'declined', 'left'],
      on: 'apply',
      to: 'applicant',
      by: ['volunteer', 'worker', 'supervisor'],
      needs: [],
    },
    {
      from: 'applicant',
      on: 'accept',
      to: 'ready',
      by: staff,
      needs: ['interview', 'references', 'check-live', 'training', 'not-the-interviewer'],
    },
    { from: ['applicant', 'ready'], on: 'decline', to: 'declined', by: staff, needs: [] },
    { from: ['applicant', 'ready'], on: 'leave', to: 'left', by: ['volunteer', ...staff], needs: [] },
    {
      from: ['prospect', 'applicant', 'ready', 'declined', 'left', 'blocked'],
      on: 'block',
      to: 'blocked',
      by: people,
      needs: [],
    },
    { from: 'blocked', on: 'unblock', to: 'applicant', by: ['authority'], needs: ['no-other-concern'] },
  ],
}

/** Where a match stands. `closing`: contact is over and the closure record is owed. */
export type SurrogateState = MatchState | 'closing'

/** What moves a match. */
export type SurrogateMove = MatchEvent | 'safeguard'

/** What a running programme asks for beyond the plan's own life of a match. */
const alsoNeeded: Partial<Readonly<Record<MatchEvent, readonly string[]>>> = {
  consent: ['volunteer-ready'],
  approve: ['volunteer-ready', 'check-covers-term'],
  start: [
    'volunteer-ready',
    'check-covers-term',
    'consent-live',
    'within-term',
    'worker-present',
    'seat-free',
    'no-other-primary',
    'breaches-settled',
  ],
  resume: ['volunteer-ready', 'consent-live', 'within-term', 'breaches-settled'],
  end: ['closure-record'],
}

const begun: ReadonlySet<SurrogateState> = new Set<SurrogateState>(['active', 'paused'])
type SurrogateStep = Move<SurrogateState, SurrogateMove>

const states = (from: MatchState | readonly MatchState[]): readonly MatchState[] =>
  typeof from === 'string' ? [from] : from

function inProgramme(move: Move<MatchState, MatchEvent>): readonly SurrogateStep[] {
  const needs = [...move.needs, ...(alsoNeeded[move.on] ?? [])]
  const from = states(move.from)
  if (move.on === 'end') return [{ ...move, from: [...from, 'closing'], needs }]
  if (move.on !== 'withdraw') return [{ ...move, needs }]
  return [
    { ...move, from: from.filter((state) => !begun.has(state)) },
    { ...move, from: from.filter((state) => begun.has(state)), to: 'closing' },
  ]
}

/**
 * The life of a match in the programme: pairing's `matchLifecycle` with what only a running programme knows. The first meeting starts it, and a
 * worker is there. A match that had begun and from which somebody withdraws is closed with a record of all three; a safeguarding
 * end needs nothing and nobody's leave.
 */
export const surrogateMachine: Machine<SurrogateState, SurrogateMove> = {
  first: matchLifecycle.first,
  moves: [
    ...matchLifecycle.moves.flatMap(inProgramme),
    {
      from: ['staged', 'consented', 'approved', 'active', 'paused', 'closing', 'ended'],
      on: 'safeguard',
      to: 'ended',
      by: people,
      needs: [],
    },
  ],
}
