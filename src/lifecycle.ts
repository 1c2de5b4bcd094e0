/** A life of states as data: what may follow what, who may do it, and what must be there first. */
export interface Machine<S extends string, E extends string> {
  readonly first: S
  readonly moves: readonly Move<S, E>[]
}

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
