import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { AgreementId, ChildId, VolunteerId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { coded, codedOnly, field, fieldOrNone } from '../codes/code-list.ts'
import { agreementStates, endReasons } from '../codes/programme.ts'
import { Line } from '../child/text.ts'

/** A surrogate-parent agreement: who is with whom, from when, until when, and why it ended. Never guardianship. */
export const Agreement = z
  .strictObject({
    id: AgreementId,
    child: ChildId,
    volunteer: VolunteerId,
    role: z.enum(['primary', 'substitute']).describe('A substitute stands in for a period'),
    state: codedOnly(agreementStates),
    from: field(PlainDate).describe('First day'),
    to: fieldOrNone(PlainDate).describe('First day after the end; none while it lasts'),
    endReason: coded(endReasons),
    supportedBy: fieldOrNone(WorkerId).describe('Worker who supports the match'),
    note: fieldOrNone(Line),
  })
  .describe('A surrogate-parent agreement')
export type Agreement = Immutable<z.infer<typeof Agreement>>
