import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { coded, codedOnly, codedSet, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import {
  actualCarers,
  careReasons,
  delegateExclusions,
  guardianshipGrounds,
  guardianshipRatings,
  guardianshipTypes,
  improperCares,
  relations,
} from '../codes/family.ts'
import { healthStates } from '../codes/health.ts'
import { sexes } from '../codes/identity.ts'
import { consentPurposes } from '../codes/programme.ts'
import { reach } from './reach.ts'
import { Name, NationalId } from './text.ts'

/** A person to whom the parents have delegated care (受委托人). A role of its own: a delegate is never a guardian. */
export const Delegate = z
  .strictObject({
    recordedOn: field(PlainDate),
    name: field(Name),
    relation: coded(relations).describe('Relation to the child; never parent or self'),
    sex: codedOnly(sexes),
    birthDate: field(PlainDate),
    age: field(z.int().min(0).max(130)).describe('Age in years on recordedOn, where no birth date is known'),
    idNumber: fieldOrNone(NationalId),
    health: coded(healthStates),
    selfSupporting: yesNo.describe('For a carer of 16 or 17: lives on own labour (Civil Code art. 18)'),
    exclusions: codedSet(delegateExclusions).describe('Grounds of article 22; none after asking'),
    ...reach,
  })
  .describe('The delegated carer')

/** The act of delegation: agreement, notices, hearing the child. */
export const Delegation = z
  .strictObject({
    recordedOn: field(PlainDate),
    agreement: yesNo.describe('Whether a delegation agreement was signed'),
    agreementSignedOn: fieldOrNone(PlainDate),
    agreementUntil: fieldOrNone(PlainDate).describe('First day after the agreement; none if open'),
    noticeToSchoolOn: fieldOrNone(PlainDate).describe('Written notice to school or kindergarten (art. 23)'),
    noticeToVillageOn: fieldOrNone(PlainDate).describe('Written notice to the committee (art. 23)'),
    childHeard: yesNo.describe('Whether the child was heard (art. 22)'),
    mandate: codedSet(consentPurposes).describe('What the delegate may consent to in writing'),
  })
  .describe('How care was delegated')

/** Somebody other than a parent who is guardian by law, will, agreement or appointment. */
export const Guardian = z
  .strictObject({
    recordedOn: field(PlainDate),
    name: field(Name),
    relation: coded(relations),
    birthDate: field(PlainDate),
    idNumber: fieldOrNone(NationalId),
    ground: coded(guardianshipGrounds).describe('On what ground'),
    since: field(PlainDate),
    until: fieldOrNone(PlainDate).describe('First day after the end; none while it lasts'),
    ...reach,
  })
  .describe('A guardian other than the parents')

/** What the register says of care and its quality. */
export const Care = z
  .strictObject({
    recordedOn: field(PlainDate),
    careReason: coded(careReasons),
    actualCarer: coded(actualCarers),
    guardianshipType: coded(guardianshipTypes),
    guardianshipRating: codedOnly(guardianshipRatings),
    improperCare: codedSet(improperCares),
    livesAlone: yesNo.describe('Lives without any adult'),
  })
  .describe('Care in fact and its rating')
