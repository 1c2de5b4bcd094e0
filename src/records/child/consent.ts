import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { coded, codedSet, field, fieldOrNone } from '../codes/code-list.ts'
import { childAnswers, consentCapacities, consentForms, consentPurposes, dataCategories } from '../codes/programme.ts'
import { BlobRef, Line, Name } from './text.ts'

/** A consent: who gave it, in what capacity, for what, from when until when, and what the child said. */
export const Consent = z
  .strictObject({
    giver: field(Name).describe('Who gave it'),
    capacity: coded(consentCapacities).describe('In what capacity; a delegate counts only within a written mandate'),
    form: coded(consentForms).describe('How it was given'),
    purposes: codedSet(consentPurposes).describe('For what'),
    categories: codedSet(dataCategories).describe('Categories of data, where the notice lists them'),
    noticeVersion: fieldOrNone(Line).describe('Version of the notice that was read out or signed'),
    on: field(PlainDate).describe('Day on which it was given'),
    until: fieldOrNone(PlainDate).describe('First day on which it no longer holds'),
    withdrawnOn: fieldOrNone(PlainDate).describe('Day of withdrawal; acts on later reads only'),
    childAnswer: coded(childAnswers).describe('What the child said when asked'),
    evidence: fieldOrNone(BlobRef).describe('Where the signed sheet is kept'),
  })
  .describe('A consent')
export type Consent = Immutable<z.infer<typeof Consent>>
