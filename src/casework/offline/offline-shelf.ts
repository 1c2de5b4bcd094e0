import { z } from 'zod'
import { Instant } from '../../date.ts'
import { digestText } from '../../digest.ts'
import type { Pointer } from '../../pointer.ts'
import { collection, type Key, type Ledger } from '../../storage/index.ts'

const Path = z.string() as unknown as z.ZodType<Pointer, Pointer>
const What = z.union([z.strictObject({ said: z.json() }), z.strictObject({ gone: z.literal(true) })])
const Edit = z.union([
  z.strictObject({ at: Path, said: z.json() }),
  z.strictObject({ at: Path, gone: z.literal(true) }),
])

/** What came from a device: edits, with the trunk that they were made on. */
export const Delivered = z.strictObject({ trunk: z.string().max(400), edits: z.array(Edit).max(5000) })

export type DeliveredEdits = z.infer<typeof Delivered>['edits']

/** Which rows a device had seen, at which revisions. Lies with the child and goes with it. */
export const Trunk = z.strictObject({
  at: Instant,
  /** Revisions are those of one partition; of a file that moved they say nothing. */
  partition: z.string(),
  actor: z.string(),
  role: z.string(),
  purpose: z.string(),
  /** Kept here only: nobody can make up a token. */
  secret: z.string(),
  /** Of `kind/id`. */
  revisions: z.record(z.string(), z.int()),
})
export type Trunk = z.infer<typeof Trunk>

/** Several things that are said of one unit of a file, until a person settled it. */
export const DisputeRow = z.strictObject({
  at: Path,
  trunk: What,
  sides: z.array(z.strictObject({ what: What, by: z.array(z.string()) })),
  held: What,
  openedAt: Instant,
  state: z.enum(['open', 'settled']),
  settledBy: z.union([z.string(), z.literal('none')]),
  reason: z.string().max(500),
})

const Refused = z.strictObject({ at: Path, because: z.string() })

/** A delivery that was merged, so that it is merged once. */
export const DeliveryRow = z.strictObject({
  at: Instant,
  actor: z.string(),
  /** Digest of what was delivered. */
  of: z.string(),
  merged: z.array(Path),
  conflicts: z.array(Path),
  refused: z.array(Refused),
})

/** Edits that were not taken, kept for a supervisor. */
export const StrandedRow = z.strictObject({
  at: Instant,
  actor: z.string(),
  /** Id of the trunk row. */
  trunk: z.string(),
  edits: z.array(Edit),
  /** `noAccess`: the whole delivery, of somebody who has no access any more. */
  because: z.enum(['noAccess', 'refusedEdits']),
  state: z.enum(['open', 'taken', 'setAside']),
  reviewedBy: z.union([z.string(), z.literal('none')]),
  reason: z.string().max(500),
})

/** Where edits of a delivery that were not taken lie. */
export const strandedId = (because: z.infer<typeof StrandedRow>['because'], delivery: Key): Key =>
  digestText(`${because}/${delivery}`).slice(0, 32)

/** What lies with a child for merging. */
export const offlineShelf = (ledger: Ledger) => ({
  trunks: collection(ledger, { kind: 'trunk', schema: Trunk, version: 1 }),
  disputes: collection(ledger, { kind: 'conflict', schema: DisputeRow, version: 1 }),
  deliveries: collection(ledger, { kind: 'delivery', schema: DeliveryRow, version: 1 }),
  stranded: collection(ledger, { kind: 'stranded', schema: StrandedRow, version: 1 }),
})
/** The collections for merging. */
export type OfflineShelf = ReturnType<typeof offlineShelf>
