import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { Line } from '../child/text.ts'
import { coded, codedSet, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { contactChannels, relations } from '../codes/family.ts'

/**
 * A contact between a parent and the child or the carer. The law owes both a contact every week; a sheet that gives one date
 * does not say whom the parent spoke to, and then both answers are `notCollected`.
 */
export const Contact = z
  .strictObject({
    on: field(PlainDate),
    channel: coded(contactChannels),
    by: codedSet(relations).describe('Which parent'),
    withChild: yesNo.describe('Whether the child was spoken to'),
    withDelegate: yesNo.describe('Whether the delegated carer was spoken to'),
    note: fieldOrNone(Line),
  })
  .describe('A contact between a parent and the child or the carer')
export type Contact = Immutable<z.infer<typeof Contact>>
