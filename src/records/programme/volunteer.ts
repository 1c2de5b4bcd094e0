import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId, VolunteerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { WeekSlot } from '../../week.ts'
import { languages, skills } from '../codes/activities.ts'
import { coded, codedOnly, codedSet, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { sexes } from '../codes/identity.ts'
import { checkOutcomes, politicalStatuses } from '../codes/programme.ts'
import { DivisionCode, Line, Name, NationalId, Phone, Text } from '../child/text.ts'

/** The outcome of a record check: outcome, date, authority, reference; never the record. */
export const RecordCheck = z.strictObject({
  outcome: codedOnly(checkOutcomes),
  on: field(PlainDate),
  authority: fieldOrNone(Line),
  reference: fieldOrNone(Line),
})

/** Someone who offers to be a surrogate parent or to help. */
export const Volunteer = z
  .strictObject({
    id: VolunteerId,
    recordedOn: field(PlainDate),
    name: Name,
    sex: codedOnly(sexes),
    birthDate: field(PlainDate),
    idNumber: fieldOrNone(NationalId),
    politicalStatus: coded(politicalStatuses).describe('For roll-ups of who takes part only'),
    occupation: fieldOrNone(Line).describe('For conflicts of interest (teacher or staff of the case) and roll-ups'),
    division: field(DivisionCode).describe('Village where the volunteer lives'),
    phone: fieldOrNone(Phone),
    capacity: field(z.int().min(0).max(20)).describe('How many children he or she offers to take'),
    skills: codedSet(skills),
    languages: codedSet(languages),
    availability: fieldOrNone(z.array(WeekSlot).min(1)).describe('Slots of the week in which he or she can come'),
    check: fieldOrNone(RecordCheck).describe('The latest record check'),
    trainedOn: fieldOrNone(PlainDate),
    agreementUntil: fieldOrNone(PlainDate).describe('Last day of the volunteer agreement'),
    notWith: fieldOrNone(z.array(ChildId).min(1)).describe('Children with whom he or she must not be matched'),
    kinOfChild: yesNo.describe('Whether related to a child of the county'),
    underConcern: yesNo.describe('Whether a safeguarding concern is open'),
    note: fieldOrNone(Text),
  })
  .describe('A volunteer')
export type Volunteer = Immutable<z.infer<typeof Volunteer>>
