import { z } from 'zod'
import { Instant } from '../../date.ts'
import { collection, type Key, type Ledger, type Stored } from '../../storage/index.ts'

/** The subject of transfers, in both partitions: what is left of a file that moved is here. */
export const transferSubject: Key = 'transfers'

/**
 * How far a transfer is. `offered`: waits for an answer. `accepted`: is being copied. `arrived`: the receiver has it and is
 * responsible. `closed`: the sender has closed its own. `declined`, `withdrawn`: by a person. `lapsed`: the file was erased before
 * it arrived, or had been erased where it was to go.
 */
export const transferStates = ['offered', 'accepted', 'arrived', 'closed', 'declined', 'withdrawn', 'lapsed'] as const

const none = z.literal('none')

/** Who works with the child at its new place, and where it lives. */
export const Charge = z.strictObject({
  as: z.enum(['villageContact', 'childDirector', 'supervisor', 'classTeacher', 'counsellor']),
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(50),
  phone: z.string().max(40).exactOptional(),
  /** Where the child lives now, if that is known. */
  division: z.string().max(12).exactOptional(),
})
export type Charge = z.infer<typeof Charge>

/** A transfer as it is kept, once in each of the two partitions. */
export const TransferRow = z.strictObject({
  child: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string().min(1).max(500),
  offeredBy: z.string(),
  offeredAt: Instant,
  /** Where the child lived when it was offered; empty if not known. */
  division: z.string(),
  state: z.enum(transferStates),
  answeredBy: z.union([z.string(), none]),
  answeredAt: z.union([Instant, none]),
  /** Why it was declined or withdrawn; empty otherwise. */
  answer: z.string().max(500),
  charge: z.union([Charge, none]),
  /** Revisions of the sender's rows that arrived, by `kind/id`; empty before. */
  arrived: z.record(z.string(), z.int()),
  doneAt: z.union([Instant, none]),
})
export type TransferRow = z.infer<typeof TransferRow>

/** A stored transfer. */
export type StoredTransfer = Stored<TransferRow>

/** Transfers of a ledger. */
export const transferShelf = (ledger: Ledger) =>
  collection(ledger, { kind: 'transfer', schema: TransferRow, version: 1 })
