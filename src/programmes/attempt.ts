import type { EntryId } from '../id.ts'
import { type Actor, availableActions, type Machine } from '../lifecycle.ts'
import type { NotAllowedCode } from '../problem.ts'

/** An event that changed nothing, and why. */
export interface RefusedEvent {
  readonly event: EntryId
  readonly code: NotAllowedCode | 'not-found' | 'inconsistent'
  /** What was not on record, where that was the reason. */
  readonly missing: readonly string[]
}

/** Why an event changed nothing. */
export type Refusal = Omit<RefusedEvent, 'event'>

/** Nothing of that id is on record. */
export const notFound: Refusal = { code: 'not-found', missing: [] }

/** The next state by a machine, or why not and what is missing: of the moves that are open, the first of those that want least more. */
export function tried<S extends string, M extends string>(
  machine: Machine<S, M>,
  state: S,
  on: M,
  actor: Actor,
): { readonly to: S } | Refusal {
  const [nearest] = availableActions(machine, state, actor)
    .filter((action) => action.on === on)
    .sort((a, b) => a.missing.length - b.missing.length)
  if (nearest)
    return nearest.missing.length === 0 ? { to: nearest.to } : { code: 'needs-missing', missing: nearest.missing }
  const isOpen = machine.moves.some((move) => move.on === on && [move.from].flat().includes(state))
  return { code: isOpen ? 'not-entitled' : 'wrong-state', missing: [] }
}
