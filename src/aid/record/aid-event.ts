import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { AidEntryId, ChildId, NeedId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Outcome, parse } from '../../problem.ts'
import { DivisionCode } from '../../records/index.ts'
import { GiverId, giverKinds, NeedKind, oneOf, RecipientId, recipientKinds } from './parties.ts'

const Words = z.string().min(1).max(100)
const quantity = z.int().min(1).max(100_000_000_000).describe('In units; for money in fen')
const yesNo = z.enum(['yes', 'no', 'notCollected'])

const about = {
  id: AidEntryId,
  on: PlainDate.describe('Day on which it happened'),
  by: WorkerId.describe('Who wrote it down and answers for it'),
  role: z.enum(['worker', 'supervisor', 'treasurer']),
}

/** Money, or a thing by item, size and unit. */
export const What = z
  .union([
    z.literal('money'),
    z.strictObject({ item: Words, size: Words.describe('none where there are no sizes'), unit: Words }),
  ])
  .describe('Money, or a thing by item, size and unit')
export type What = Immutable<z.infer<typeof What>>

/** For whom or what the giver gave it. There is no place in it for a trait of a child. */
export const Restriction = z
  .union([
    z.literal('none'),
    z.strictObject({
      kinds: z.array(NeedKind).min(1).exactOptional().describe('Only for needs of these kinds'),
      divisions: z.array(DivisionCode).min(1).exactOptional().describe('Only for children who live in one of these'),
      children: z.array(ChildId).min(1).exactOptional().describe('Only for these children'),
      words: Words.exactOptional().describe('What only a person can check'),
    }),
  ])
  .describe('For whom or what the giver gave it')
export type Restriction = Immutable<z.infer<typeof Restriction>>

const Giver = z
  .strictObject({ kind: z.literal('giver'), ...about, giver: GiverId, giverKind: oneOf(giverKinds), name: Words })
  .describe('A giver; the latest entry of a giver counts')

const Tie = z
  .strictObject({
    kind: z.literal('tie'),
    ...about,
    party: z.union([z.strictObject({ giver: GiverId }), z.strictObject({ worker: WorkerId })]),
    child: ChildId,
  })
  .describe('A giver, or somebody who decides, has an interest in a child: kin, employer of kin, partner in business')

const NeedNoted = z
  .strictObject({
    kind: z.literal('need'),
    ...about,
    need: NeedId,
    child: ChildId,
    needKind: NeedKind,
    what: What,
    quantity,
    neededBy: z.union([PlainDate, z.literal('none')]).describe('By when it is needed'),
    division: z.union([DivisionCode, z.literal('notCollected')]).describe('Where the child lives'),
    besides: NeedId.exactOptional().describe(
      'An open need of the same child for the same thing, if this one comes on top of it',
    ),
  })
  .describe('What a child needs, of what size, by when')

const NeedDropped = z
  .strictObject({ kind: z.literal('needDropped'), ...about, need: NeedId, reason: Words })
  .describe('A need is no longer there')

const Gift = z
  .strictObject({
    kind: z.literal('gift'),
    ...about,
    what: What,
    quantity,
    valueFen: z.union([z.int().min(0).max(100_000_000_000), z.literal('notCollected')]).describe('Value in fen'),
    giver: z.union([GiverId, z.literal('anonymous')]),
    recipient: z.strictObject({
      id: RecipientId,
      kind: oneOf(recipientKinds),
      occasion: z.enum(['ordinary', 'naturalDisaster', 'foreignGiverAsked']).describe('Why this recipient'),
    }),
    voluntary: yesNo.describe('Given freely: not apportioned to anybody, openly or in disguise'),
    receipt: z
      .union([
        z.strictObject({ number: Words, handler: Words, on: PlainDate }),
        z.strictObject({ without: z.enum(['anonymous', 'waived']), noted: Words.describe('The note made of it') }),
      ])
      .describe('The official receipt, or the note that the giver stays anonymous or wants none'),
    restriction: Restriction,
  })
  .describe('A gift received')

const UseChanged = z
  .strictObject({
    kind: z.literal('useChanged'),
    ...about,
    lot: AidEntryId,
    restriction: Restriction,
    giverConsents: yesNo,
  })
  .describe('The giver agreed to another use; counts for what is allocated afterwards')

const Purchase = z
  .strictObject({
    kind: z.literal('purchase'),
    ...about,
    lot: AidEntryId.describe('The money that pays for it'),
    fen: quantity,
    what: What,
    quantity,
    invoice: Words,
  })
  .describe('Things bought with given money; the restriction of the money stays on them')

const Allocation = z
  .strictObject({
    kind: z.literal('allocation'),
    ...about,
    lot: AidEntryId.describe('Gift or purchase from which it comes'),
    need: NeedId,
    quantity,
    interest: z
      .enum(['none', 'notChecked'])
      .describe('Whether somebody looked for an interest of giver or deciders in the child'),
    restrictionKept: z.enum(['yes', 'notChecked']).describe('Whether a person checked what the giver said in words'),
  })
  .describe('Part of a gift is set aside for a need')

const Approval = z
  .strictObject({
    kind: z.literal('approval'),
    ...about,
    allocation: AidEntryId,
    interest: z.enum(['none', 'notChecked']),
  })
  .describe('Somebody else agrees to an allocation')

const Delivery = z
  .strictObject({
    kind: z.literal('delivery'),
    ...about,
    allocation: AidEntryId,
    quantity,
    signature: z.union([
      z.strictObject({
        capacity: z.enum(['child', 'father', 'mother', 'guardian', 'delegate', 'school']),
        name: z.string().min(1).max(72),
        on: PlainDate,
      }),
      z.literal('none'),
    ]),
    witness: z.union([WorkerId, z.literal('none')]).describe('A second worker; money is not handed over without'),
  })
  .describe('Handed over against a signature')

const Return = z
  .strictObject({ kind: z.literal('return'), ...about, delivery: AidEntryId, quantity, reason: Words })
  .describe('Something delivered came back and can be given again')

const GivenBack = z
  .strictObject({ kind: z.literal('givenBack'), ...about, lot: AidEntryId, quantity, reason: Words })
  .describe('Part of a gift went back to its giver')

const Loss = z
  .strictObject({ kind: z.literal('loss'), ...about, lot: AidEntryId, quantity, reason: Words, witness: WorkerId })
  .describe('Spoilt, expired or missing, seen by two')

const Counter = z
  .strictObject({ kind: z.literal('counter'), ...about, entry: AidEntryId, reason: Words })
  .describe('A counter-entry: takes back an entry whole; what is right is entered anew')

/** One entry of the running aid ledger. Entries are appended, never changed; together they are the state. */
export const AidEvent = z
  .discriminatedUnion('kind', [
    Giver,
    Tie,
    NeedNoted,
    NeedDropped,
    Gift,
    UseChanged,
    Purchase,
    Allocation,
    Approval,
    Delivery,
    Return,
    GivenBack,
    Loss,
    Counter,
  ])
  .describe('An entry of the running aid ledger')
export type AidEvent = Immutable<z.infer<typeof AidEvent>>

/** The entries of one kind. */
export type AidEventOf<K extends AidEvent['kind']> = Extract<AidEvent, { kind: K }>

/**
 * Reads entries of the ledger from outside.
 * @returns Ok: the entries, in the order given. Err `invalid`: what is wrong with them, by position and field.
 * @example
 * ```ts
 * import { readAidEvents } from 'childfile/aid'
 * const dropped = { kind: 'needDropped', id: 'e1', on: '2026-09-15', by: 'w1', role: 'worker', need: 'n1', reason: '已有' }
 * readAidEvents([dropped]).map((events) => events.length).unwrapOr(0) // => 1
 * readAidEvents([{ ...dropped, on: '2026-02-30' }]).match(() => '', ([problem]) => problem.path) // => '/0/on'
 * ```
 */
export const readAidEvents = (input: unknown): Outcome<readonly AidEvent[]> => parse(AidEvent.array(), input)
