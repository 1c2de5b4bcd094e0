import { z } from 'zod'
import type { Cadence } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { PlainDate, Window } from '../../date.ts'
import { ChildId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Parameter, Tier } from '../../policy.ts'
import type { Source } from '../../source.ts'

/** What a worker does again and again for a child: goes there, talks with the parents, reviews the assessment. */
export const DutyKind = z.enum(['homeVisit', 'parentContact', 'review'])
export type DutyKind = z.infer<typeof DutyKind>

const lastOn = z
  .union([PlainDate, z.enum(['none', 'notCollected', 'contested'])])
  .exactOptional()
  .describe('Day on which it was last done; anything but a day counts as never')

/** What is known of one child for the list of duties. It holds no name. */
export const VisitedChild = z
  .strictObject({
    id: ChildId,
    tier: Tier,
    formerTier: Tier.exactOptional().describe('Tier before the last change; counts until the next time it is done'),
    household: z.string().min(1).max(80).describe('Key of the household, as householdKey makes it'),
    village: z.string().min(1).max(80).describe('Division code of the village, or notCollected'),
    worker: z.union([WorkerId, z.literal('none')]).describe('Whose duty it is; none: nobody has it'),
    startedOn: PlainDate.describe('Day on which the duties began'),
    until: PlainDate.exactOptional().describe('First day on which nothing is owed any more'),
    last: z
      .strictObject({ homeVisit: lastOn, parentContact: lastOn, review: lastOn })
      .describe('When it was last done'),
    withParents: z.array(Window).exactOptional().describe('When the child is with the parents; a rule may wait for it'),
  })
  .describe('What is known of one child for the list of duties')
export type VisitedChild = Immutable<z.infer<typeof VisitedChild>>

const minutes = z.int().min(0).max(600)

/** How long things take and how many hours there are. */
export const Workload = z
  .strictObject({
    homeVisit: minutes.describe('Minutes of a visit for its first child, with the way there'),
    furtherChild: minutes.describe('Minutes more for each further child of the household'),
    parentContact: minutes.describe('Minutes of a talk with the parents of one child'),
    review: minutes.describe('Minutes of the review of one child'),
    hoursPerWeek: z.number().min(0).max(80).describe('Hours of a worker in a week of five workdays'),
  })
  .describe('How long things take and how many hours there are')
export type Workload = Immutable<z.infer<typeof Workload>>

export const VisitData = z.strictObject({
  children: z.array(VisitedChild),
  asOf: PlainDate,
  from: PlainDate,
  to: PlainDate,
  kinds: z.array(DutyKind).min(1).exactOptional(),
  workload: Workload.exactOptional(),
  hours: z.record(WorkerId, z.number().min(0).max(80)).exactOptional(),
})

/** Children and the days for which their duties are asked. The order of lists decides nothing. */
export interface VisitProblem {
  readonly children: readonly VisitedChild[]
  readonly calendar: Calendar
  /** The proposed cadence if left out. */
  readonly cadence?: Cadence
  /** Day on which the list is made. */
  readonly asOf: PlainDate
  /** First day of the list, not before `asOf`. */
  readonly from: PlainDate
  /** First day after the list. */
  readonly to: PlainDate
  /** All three if left out. */
  readonly kinds?: readonly DutyKind[]
  /** The proposed workload if left out. */
  readonly workload?: Workload
  /** Hours per week of single workers, in place of those of the workload. */
  readonly hours?: Readonly<Record<WorkerId, number>>
}

const proposal: Source = { title: 'Proposed workload of child directors', kind: 'proposal', standing: 'proposal' }

/** The proposed workload: measured nowhere, to be replaced by what workers write down. */
export const workloadParameter: Parameter<Workload> = {
  id: 'schedule.workload',
  unit: 'minutes; hours per week',
  en: 'how long things take and how many hours there are',
  zh: '各项工作用时与每周工时',
  values: [
    {
      from: '2026-01-01',
      value: { homeVisit: 60, furtherChild: 15, parentContact: 15, review: 30, hoursPerWeek: 20 },
      standing: 'proposal',
      source: proposal,
    },
  ],
}
