import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'

/** Why something must not be erased: an authority, a court, a complaint, or a report whose end is open. */
export type HoldGround = 'authority' | 'proceedings' | 'complaint' | 'review'

/** An order not to erase, merge or overwrite. */
export interface Hold {
  readonly ground: HoldGround
  readonly from: PlainDate
  /** First day on which it no longer holds; `none` while it lasts. */
  readonly to: PlainDate | 'none'
}

/** What stands against an erasure. */
export type Obstacle =
  | { readonly because: 'incident'; readonly path: Pointer }
  | { readonly because: 'hold'; readonly ground: HoldGround }
  | { readonly because: 'onRegister'; readonly path: Pointer }

/**
 * What stands against erasing a file on a day: incidents that no authority has closed, holds, and that the child is still on the
 * register. Whether an incident is closed is never guessed: one without a day of closing is open.
 * @source 个人信息保护法 art. 47: where erasing is not allowed, the data are only kept and protected
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { obstacles } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花', register: { registerState: 'exited' }, incidents: { i1: { observedOn: '2026-03-01' } } })
 * obstacles(file, [], '2026-09-15') // => [{ because: 'incident', path: '/incidents/i1' }]
 * ```
 */
export function obstacles(file: ChildFile, holds: readonly Hold[], asOf: PlainDate): readonly Obstacle[] {
  const incidents = Object.entries(file.incidents)
    .filter(([, { closedOn }]) => !isKnown(closedOn) || closedOn === 'none' || closedOn > asOf)
    .map(([id]): Obstacle => ({ because: 'incident', path: pointer('incidents', id) }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const held = holds
    .filter(({ from, to }) => from <= asOf && (to === 'none' || to > asOf))
    .map(({ ground }): Obstacle => ({ because: 'hold', ground }))
  const { registerState, exitReason } = file.register
  const error = exitReason === 'registeredInError'
  return [
    ...incidents,
    ...held,
    ...(registerState === 'exited' || error
      ? []
      : [{ because: 'onRegister', path: '/register/registerState' } as const]),
  ]
}
