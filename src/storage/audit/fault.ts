import type { Address } from '../driver.ts'

/**
 * What does not hold in a partition.
 * - `gap`: an entry is missing before this one. `link-broken`: the entry or its place in the chain was changed.
 * - `revision-broken`: a write does not follow the one before it. `body-changed`, `body-missing`: of a logged write.
 * - `erased-remains`: something of an erased subject is still logged or was logged again.
 * - `row-changed`, `row-missing`, `row-unlogged`: the present row is not the one that was logged last.
 * - `truncated`, `rewritten`: the chain ends before the anchored head, or has another entry there. `anchor-broken`: the anchor
 *   itself was changed or is of another digest.
 */
export type FaultCode =
  | 'gap'
  | 'link-broken'
  | 'revision-broken'
  | 'body-changed'
  | 'body-missing'
  | 'erased-remains'
  | 'row-changed'
  | 'row-missing'
  | 'row-unlogged'
  | 'truncated'
  | 'rewritten'
  | 'anchor-broken'

/** Something that does not fit in a chain or its rows. */
export interface Fault {
  readonly code: FaultCode
  /** The entry of the log where it shows. */
  readonly seq: number
  /** The row, where the fault is of one. */
  readonly at?: Address
}
