import { z } from 'zod'
import { Instant, PlainDate } from '../../date.ts'
import { err, type Outcome, type OutcomeAsync } from '../../problem.ts'
import type { Agreement } from '../../records/index.ts'
import {
  collection,
  compartment,
  type Key,
  type Ledger,
  type Stored,
  type SubjectDocuments,
} from '../../storage/index.ts'
import { rowCollections, stored, type StoredFile } from '../child-files.ts'
import { countyRecords } from '../county-records.ts'

/** A wish to erase, and what became of it. One lies with a child at most. */
export const ErasureRequest = z.strictObject({
  ground: z.enum(['withdrawn', 'purposeFulfilled', 'retentionOver', 'unlawful', 'registeredInError']),
  requestedBy: z.string(),
  at: Instant,
  approvedBy: z.union([z.string(), z.literal('none')]),
  state: z.enum(['requested', 'held']),
})
export type ErasureRequest = z.infer<typeof ErasureRequest>
/** Why a file is to be erased. */
export type ErasureGround = ErasureRequest['ground']

/** An order not to erase, as it is kept. */
export const HoldOrder = z.strictObject({
  ground: z.enum(['authority', 'proceedings', 'complaint', 'review']),
  placedBy: z.string(),
  from: PlainDate,
  to: z.union([PlainDate, z.literal('none')]),
  /** The incident for which it was placed; then whoever may be its cause is not told of the hold. */
  matter: z.string().exactOptional(),
})
export type HoldOrder = z.infer<typeof HoldOrder>

/** Why a file was written, and which rows; lies with the child and goes with it. */
export const WrittenAct = z.strictObject({
  at: Instant,
  actor: z.string(),
  reason: z.string().max(500),
  rows: z.array(z.strictObject({ kind: z.string(), id: z.string() })),
})

/** Everything that a session needs to know of a child. */
export interface Case {
  readonly stored: StoredFile
  readonly agreements: readonly Agreement[]
  readonly holds: readonly Stored<HoldOrder>[]
  readonly request: Stored<ErasureRequest> | undefined
  readonly acts: readonly Stored<z.infer<typeof WrittenAct>>[]
}

/** The rows of children in a ledger, as cases. */
export interface CaseShelf {
  readonly rows: ReturnType<typeof rowCollections>
  readonly holds: ReturnType<typeof shelves>['hold']
  readonly requests: ReturnType<typeof shelves>['erasure']
  readonly acts: ReturnType<typeof shelves>['act']
  readonly agreements: ReturnType<typeof shelves>['agreement']
  readonly read: (partition: Key, id: Key) => OutcomeAsync<Case>
  /** In order of ids, from after one on. */
  readonly each: (partition: Key, after?: Key) => AsyncGenerator<Outcome<Case>, void, undefined>
}

const shelves = (ledger: Ledger) => ({
  agreement: countyRecords(ledger).agreements,
  hold: collection(ledger, { kind: 'hold', schema: HoldOrder, version: 1 }),
  erasure: collection(ledger, { kind: 'erasure', schema: ErasureRequest, version: 1 }),
  act: collection(ledger, { kind: 'act', schema: WrittenAct, version: 1 }),
})

/** Opens the rows of children. */
export function caseShelf(ledger: Ledger): CaseShelf {
  const rows = rowCollections(ledger)
  const more = shelves(ledger)
  const subjects = compartment(ledger, { ...rows, ...more })
  const caseOf = (
    found: SubjectDocuments<ReturnType<typeof rowCollections> & ReturnType<typeof shelves>>,
  ): Outcome<Case> =>
    stored(found).map((file) => ({
      stored: file,
      agreements: found.documents.agreement.map(({ document }) => document),
      holds: found.documents.hold,
      request: found.documents.erasure[0],
      acts: found.documents.act,
    }))
  return {
    rows,
    holds: more.hold,
    requests: more.erasure,
    acts: more.act,
    agreements: more.agreement,
    read: (partition, id) => subjects.read(partition, id).andThen(caseOf),
    async *each(partition, after) {
      // Nothing lies between a key and the same with `!` behind: the walk begins after the subject.
      for await (const found of subjects.each(partition, after === undefined ? {} : { from: `${after}!` })) {
        if (found.isErr()) yield err(found.error)
        else {
          const one = caseOf(found.value)
          if (one.isOk() || one.error[0].kind !== 'not-found') yield one
        }
      }
    },
  }
}
