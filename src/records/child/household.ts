import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId, PersonId } from '../../id.ts'
import { coded, codedOnly, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { custodies, relations } from '../codes/family.ts'
import { sexes } from '../codes/identity.ts'
import { Line, Name } from './text.ts'

/** A period of living with the child; `to` is `none` while it lasts, else the first day after it. */
export const LivesWith = z.strictObject({
  from: field(PlainDate).describe('First day'),
  to: fieldOrNone(PlainDate).describe('First day after the end; none while it lasts'),
})

/** A person of the family, living with the child or not: grandparents, brothers and sisters, step-parents, others. */
export const Member = z
  .strictObject({
    name: field(Name),
    relation: coded(relations).describe('Relation to the child'),
    sex: codedOnly(sexes),
    birthDate: field(PlainDate),
    alive: yesNo.describe('Whether the person is alive'),
    livesWith: fieldOrNone(z.array(LivesWith).min(1)).describe('Periods of living with the child'),
    file: fieldOrNone(ChildId).describe('The file of a brother or sister'),
    note: fieldOrNone(Line),
  })
  .describe('A person of the family')

/** Who was awarded care after a divorce. */
export const Custody = z.strictObject({
  awardedTo: coded(custodies),
  since: field(PlainDate),
})

/** The family as people and periods. What kind of family it is is derived, never typed. */
export const Household = z
  .strictObject({
    recordedOn: field(PlainDate),
    members: fieldOrNone(z.record(PersonId, Member)).describe('Persons of the family other than the parents'),
    livesWithFather: yesNo.describe('Whether the child lives with the father'),
    livesWithMother: yesNo.describe('Whether the child lives with the mother'),
    custody: fieldOrNone(Custody).describe('Award of care after a divorce; none if the parents are not divorced'),
  })
  .describe('The family of the child')
