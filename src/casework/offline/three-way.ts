import { canonicalJson } from '../../canonical.ts'
import type { Pointer } from '../../pointer.ts'
import { holding } from './protective.ts'
import { type OfflineEdit, over, type Said, sameSaid, saidAt, type Units } from './unit.ts'

/** What somebody says of a unit, and who. */
export interface Side {
  readonly what: Said
  /** Ids of actors in order; empty for what stood in the file. */
  readonly by: readonly string[]
}

/** Several things that are said of a unit. */
export interface Dispute {
  readonly at: Pointer
  /** What the device had seen, of whose edit it came. */
  readonly trunk: Said
  /** In order of bytes. */
  readonly sides: readonly Side[]
  /** What stands in the file meanwhile. */
  readonly held: Said
}

/** The three sides of a merge, the disputes that are open, and what the schema takes. */
export interface MergeInput {
  readonly trunk: Units
  readonly present: Units
  readonly open: ReadonlyMap<Pointer, Dispute>
  /** Of units; one for each at most. */
  readonly edits: readonly OfflineEdit[]
  readonly by: string
  readonly accepts: (at: Pointer, said: Said) => boolean
}

/** What comes of a merge: what is to be written, and the disputes that are new or wider. */
export interface MergeResult {
  readonly writes: readonly OfflineEdit[]
  readonly disputes: readonly Dispute[]
}

const textOf = ({ what }: Side): string => canonicalJson(what)

/** The sides as a set, each thing once, with all who say so. */
const sided = (sides: readonly Side[]): readonly Side[] => {
  const found = new Map<string, Side>()
  for (const side of sides) {
    const before = found.get(textOf(side))?.by ?? []
    const by = [...new Set([...before, ...side.by])].sort((a, b) => (a < b ? -1 : 1))
    found.set(textOf(side), { what: side.what, by })
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, side]) => side)
}

/** The sides as they are now: who changed the file since then spoke too. */
const sidesNow = (open: Dispute, present: Said): readonly Side[] =>
  sameSaid(open.held, present)
    ? open.sides
    : [...open.sides.filter(({ what }) => !sameSaid(what, open.held)), { what: present, by: [] }]

/**
 * Merges edits over what stands, judged by what the device had seen. What it did not change is not its word; what only it changed
 * is taken; what both changed alike is settled; what both changed otherwise is kept from both sides, for a person. An edit takes the
 * place of what its device had seen and of nothing else, so the answer is the same for any order of deliveries.
 */
export function threeWay({ trunk, present, open, edits, by, accepts }: MergeInput): MergeResult {
  const writes: OfflineEdit[] = []
  const disputes: Dispute[] = []
  for (const edit of edits) {
    const { at } = edit
    const seen = saidAt(trunk, at)
    const stands = saidAt(present, at)
    const mine: Said =
      'gone' in edit ? { gone: true } : { said: 'said' in seen ? over(seen.said, edit.said) : edit.said }
    if (sameSaid(mine, seen)) continue
    const before = open.get(at)
    if (!before && sameSaid(mine, stands)) continue
    if (!before && sameSaid(seen, stands)) {
      writes.push({ at, ...mine })
      continue
    }
    const now = before ? sidesNow(before, stands) : [{ what: stands, by: [] }]
    const sides = sided([...now.filter(({ what }) => !sameSaid(what, seen)), { what: mine, by: [by] }])
    const all = sides.map(({ what }) => what)
    const held = holding(at, all, (said) => accepts(at, said))
    disputes.push({ at, trunk: before?.trunk ?? seen, sides, held })
    if (!sameSaid(held, stands)) writes.push({ at, ...held })
  }
  return { writes, disputes }
}
