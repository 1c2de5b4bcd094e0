import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'
import { parentStatuses, workKinds, workRanges } from '../codes/family.ts'
import { reach } from './reach.ts'
import { Line, Name, NationalId } from './text.ts'

/** A period away from home. */
export const Away = z.strictObject({
  leftOn: field(PlainDate).describe('Day of leaving'),
  returnedOn: fieldOrNone(PlainDate).describe('Day of coming back; none while away'),
})

/** Father or mother. */
export const Parent = z
  .strictObject({
    recordedOn: field(PlainDate),
    name: fieldOrNone(Name),
    birthDate: field(PlainDate),
    idNumber: fieldOrNone(NationalId),
    status: coded(parentStatuses).describe('Where the parent is and whether he or she can care'),
    statusSince: field(PlainDate).describe(
      'Day since which the status holds; for lost contact the day of the police report',
    ),
    workplace: fieldOrNone(Line).describe('Where the parent works, province and city'),
    workKind: coded(workKinds),
    workRange: coded(workRanges),
    away: fieldOrNone(z.array(Away).min(1)).describe('Periods away'),
    ...reach,
  })
  .describe('Father or mother')
