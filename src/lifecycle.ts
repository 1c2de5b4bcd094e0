import { err, type NotAllowedCode, type Outcome, ok } from './problem.ts'

/** A life of states as data: what may follow what, who may do it, and what must be there first. */
export interface Machine<S extends string, E extends string> {
  readonly first: S
  readonly moves: readonly Move<S, E>[]
}

/** One step: from which states, on which event, to which state. */
export interface Move<S extends string, E extends string> {
  readonly from: S | readonly S[]
  readonly on: E
  readonly to: S
  /** Roles that may do it. */
  readonly by: readonly string[]
  /** What must be on record before it may be done. */
  readonly needs: readonly string[]
}

/** Who acts, and what is on record. */
export interface Actor {
  readonly role: string
  readonly has: readonly string[]
}

/** One thing that happened, for folding a history into a state. */
export interface Happening<E extends string> {
  readonly on: E
  readonly by: Actor
}

const leaves = <S extends string, E extends string>(move: Move<S, E>, state: S): boolean =>
  typeof move.from === 'string' ? move.from === state : move.from.includes(state)

const may = (move: Move<string, string>, actor: Actor): boolean => move.by.includes(actor.role)

const missing = (move: Move<string, string>, actor: Actor): readonly string[] =>
  move.needs.filter((need) => !actor.has.includes(need))

/**
 * The state after an event.
 * @returns Ok: the next state. Err `not-allowed`: `wrong-state`, `not-entitled` or `needs-missing`.
 * @example
 * ```ts
 * import { type Machine, step } from 'childfile'
 * const match: Machine<'proposed' | 'active', 'consent'> = {
 *   first: 'proposed',
 *   moves: [{ from: 'proposed', on: 'consent', to: 'active', by: ['worker'], needs: ['guardian'] }],
 * }
 * step(match, 'proposed', 'consent', { role: 'worker', has: ['guardian'] }).unwrapOr('proposed') // => 'active'
 * ```
 */
export function step<S extends string, E extends string>(
  machine: Machine<S, E>,
  from: S,
  on: E,
  by: Actor,
): Outcome<S> {
  const moves = machine.moves.filter((move) => move.on === on && leaves(move, from))
  if (moves.length === 0) return forbid('wrong-state', 'the state does not allow this')
  const entitled = moves.filter((move) => may(move, by))
  if (entitled.length === 0) return forbid('not-entitled', 'the role may not do this')
  const ready = entitled.find((move) => missing(move, by).length === 0)
  return ready ? ok(ready.to) : forbid('needs-missing', 'something that must be on record is missing')
}

const forbid = (code: NotAllowedCode, message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: '', code, message }])

/** The state after a history, from the first state on. Err: the first event that was not allowed. */
export function fold<S extends string, E extends string>(
  machine: Machine<S, E>,
  history: readonly Happening<E>[],
): Outcome<S> {
  let state = machine.first
  for (const happening of history) {
    const next = step(machine, state, happening.on, happening.by)
    if (next.isErr()) return err(next.error)
    state = next.value
  }
  return ok(state)
}

/** An event that the actor may bring about, and what is still missing for it. */
export interface AvailableAction<S extends string, E extends string> {
  readonly on: E
  readonly to: S
  readonly missing: readonly string[]
}

/** What the actor may do next in this state, ready or not, in the order of the machine. */
export const availableActions = <S extends string, E extends string>(
  machine: Machine<S, E>,
  state: S,
  actor: Actor,
): readonly AvailableAction<S, E>[] =>
  machine.moves
    .filter((move) => leaves(move, state) && may(move, actor))
    .map((move) => ({ on: move.on, to: move.to, missing: missing(move, actor) }))
