import { z } from 'zod'
import { Instant, PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { EntryId, VisitId } from '../../id.ts'
import { Line, Name, Text } from '../child/text.ts'
import { codedSet, field, fieldOrNone } from '../codes/code-list.ts'
import { emergencies, situations } from '../codes/safety.ts'

/** Whom a matter names as possible cause. Nothing shown to that person may depend on the matter. */
export const PossibleCause = z.strictObject({
  role: z
    .enum(['father', 'mother', 'delegate', 'guardian', 'member', 'volunteer', 'worker', 'other'])
    .describe('In what role'),
  id: fieldOrNone(z.string().min(1).max(64)).describe('Id of the person where there is one'),
})

/** A report to an authority: which, when, under which reference. */
export const Report = z.strictObject({
  agency: Line,
  at: Instant,
  reference: field(Line),
})

/** Something that happened to the child or may have happened. Sealed; its reporter is named in no output. */
export const Incident = z
  .strictObject({
    observedOn: field(PlainDate),
    situations: codedSet(situations).describe('Which of the nine situations'),
    emergencies: codedSet(emergencies),
    words: fieldOrNone(Text),
    fromVisit: fieldOrNone(VisitId).describe('The visit on which it was seen'),
    reporter: fieldOrNone(Name).describe('Who reported; sealed'),
    possibleCauses: fieldOrNone(z.array(PossibleCause).min(1)).describe('Who may be the cause'),
    reports: fieldOrNone(z.record(EntryId, Report)).describe('Reports sent'),
    closedOn: fieldOrNone(PlainDate).describe('Day of closing by an authority; none while open'),
  })
  .describe('An incident')
export type Incident = Immutable<z.infer<typeof Incident>>
