import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { AidEntryId, NeedId } from '../../id.ts'
import { Fen } from '../../money.ts'
import { Line, Name } from '../child/text.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'
import { aidKinds } from '../codes/programme.ts'

/** Something that the child received from the aid ledger. */
export const Received = z
  .strictObject({
    on: field(PlainDate),
    kind: coded(aidKinds),
    item: field(Line),
    quantity: field(z.int().min(1)).describe('In units; for money in fen'),
    unit: field(Line),
    value: field(Fen),
    from: fieldOrNone(AidEntryId).describe('The entry of the ledger'),
    need: fieldOrNone(NeedId).describe('The need that it answers'),
    signedBy: fieldOrNone(Name),
  })
  .describe('Something received')
export type Received = Immutable<z.infer<typeof Received>>
