import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { CarePlanId, ChildId, EntryId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { coded, codedOnly, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { careDomains, goalStates } from '../codes/programme.ts'
import { Line } from '../child/text.ts'

/** A goal of a plan and what is done for it. */
export const Goal = z.strictObject({
  domain: coded(careDomains),
  words: Line,
  state: codedOnly(goalStates),
  due: fieldOrNone(PlainDate),
  measures: z
    .record(
      EntryId,
      z.strictObject({
        words: Line,
        by: fieldOrNone(WorkerId),
        due: fieldOrNone(PlainDate),
        doneOn: fieldOrNone(PlainDate),
      }),
    )
    .describe('What is done for it'),
})

/** A care plan: goals, measures, dates, and the next review. */
export const CarePlan = z
  .strictObject({
    id: CarePlanId,
    child: ChildId,
    from: field(PlainDate),
    to: fieldOrNone(PlainDate),
    author: field(WorkerId),
    childHeard: yesNo.describe('Whether the child was heard'),
    goals: z.record(EntryId, Goal).describe('Goals'),
    reviewOn: fieldOrNone(PlainDate),
  })
  .describe('A care plan')
export type CarePlan = Immutable<z.infer<typeof CarePlan>>
