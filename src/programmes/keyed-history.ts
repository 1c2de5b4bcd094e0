import { z } from 'zod'
import type { PlainDate } from '../date.ts'
import { type Machine, step } from '../lifecycle.ts'
import { type Pointer, pointer } from '../pointer.ts'
import type { NotAllowedCode } from '../problem.ts'

/** Names an event, a person or a thing of a programme, where no id of the records fits. */
export const Key = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first')

/** Something dated that happened, done in a role. */
export interface Dated<E extends string> {
  readonly on: PlainDate
  readonly kind: E
  readonly role: string
}

/** An event that the state did not allow, and why; it is kept, and changes nothing. */
export interface SetAside {
  readonly path: Pointer
  readonly on: PlainDate
  readonly code: NotAllowedCode
  readonly message: string
}

/** By text, for keys and codes; no locale. */
export const byText = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The events of a history up to a day in the one order in which they count: by day, on one day in the order of the machine, then by
 * id. When they were typed in decides nothing.
 */
export function inOrder<E extends string, V extends Dated<E>>(
  machine: Machine<string, E>,
  history: Readonly<Record<string, V>>,
  asOf: PlainDate,
): readonly (readonly [id: string, event: V])[] {
  const rank = (kind: E): number => machine.moves.findIndex(({ on }) => on === kind)
  return Object.entries(history)
    .filter(([, { on }]) => on <= asOf)
    .sort(([a, x], [b, y]) => byText(x.on, y.on) || rank(x.kind) - rank(y.kind) || byText(a, b))
}

/** What a history comes to. */
export interface Replayed<S extends string, V> {
  readonly state: S
  /** Day of the last event that counted; none before the first. */
  readonly since: PlainDate | 'none'
  /** The events that counted, in order. */
  readonly counted: readonly V[]
  readonly setAside: readonly SetAside[]
}

/**
 * The state of a history. An event that is not allowed where it stands is set aside with the reason, and the rest goes on. `has` says
 * what is on record when an event happens, from the events that counted before it.
 */
export function replay<S extends string, E extends string, V extends Dated<E>>(
  machine: Machine<S, E>,
  history: Readonly<Record<string, V>>,
  asOf: PlainDate,
  has: (event: V, before: readonly V[]) => readonly string[],
): Replayed<S, V> {
  let state = machine.first
  const counted: V[] = []
  const setAside: SetAside[] = []
  for (const [id, event] of inOrder(machine, history, asOf)) {
    const next = step(machine, state, event.kind, { role: event.role, has: has(event, counted) })
    if (next.isOk()) {
      state = next.value
      counted.push(event)
      continue
    }
    const [{ code, message }] = next.error
    setAside.push({ path: pointer('history', id), on: event.on, code: code as NotAllowedCode, message })
  }
  return { state, since: counted.at(-1)?.on ?? 'none', counted, setAside }
}
