import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { AidEntryId, ChildId, NeedId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { Fen } from '../../money.ts'
import { coded, codedOnly, field, fieldOrNone } from '../codes/code-list.ts'
import { aidDirections, aidKinds, goalStates, needKinds } from '../codes/programme.ts'
import { Line } from '../child/text.ts'

/** One entry of the aid ledger. Quantities and fen are whole numbers; direction says the sign. */
export const AidEntry = z
  .strictObject({
    id: AidEntryId,
    on: field(PlainDate),
    direction: codedOnly(aidDirections),
    donor: fieldOrNone(Line).describe('Who gave; none for an anonymous donor'),
    kind: codedOnly(aidKinds),
    item: field(Line),
    quantity: field(z.int().min(1)).describe('In units; for money in fen'),
    unit: field(Line),
    value: field(Fen).describe('Value in fen'),
    restriction: fieldOrNone(Line).describe('For whom or what the donor gave it'),
    source: fieldOrNone(AidEntryId).describe('The receipt from which an allocation or delivery comes'),
    need: fieldOrNone(NeedId).describe('The need that it answers'),
    receiptNo: fieldOrNone(Line).describe('Number of the official receipt'),
  })
  .describe('An entry of the aid ledger')
export type AidEntry = Immutable<z.infer<typeof AidEntry>>

/** What a child needs, of what size, by when. */
export const Need = z
  .strictObject({
    id: NeedId,
    child: ChildId,
    kind: coded(needKinds),
    item: field(Line),
    quantity: field(z.int().min(1)).describe('How many'),
    size: fieldOrNone(Line).describe('Size of clothing or shoes'),
    by: fieldOrNone(PlainDate).describe('By when it is needed'),
    on: field(PlainDate).describe('Day on which the need was written down'),
    state: codedOnly(goalStates),
  })
  .describe('A need of a child')
export type Need = Immutable<z.infer<typeof Need>>
