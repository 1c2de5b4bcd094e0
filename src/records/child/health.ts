import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { EntryId } from '../../id.ts'
import { coded, codedOnly, codedSet, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import {
  allergens,
  bloodTypes,
  conditionStates,
  disabilityLevels,
  disabilityTypes,
  healthStates,
  illnesses,
  medicalInsurances,
  severities,
} from '../codes/health.ts'
import { Line, Text } from './text.ts'

/** An illness, past or present. */
export const Condition = z.strictObject({
  what: coded(illnesses),
  onset: fieldOrNone(PlainDate).describe('First day, as far as known'),
  status: coded(conditionStates),
  treated: yesNo.describe('Whether it is being treated or was'),
  treatedBy: fieldOrNone(Line).describe('Doctor or hospital'),
  words: fieldOrNone(Line).describe('As written'),
})

/** A stay in hospital or an operation. */
export const Stay = z.strictObject({
  from: field(PlainDate),
  to: fieldOrNone(PlainDate).describe('First day after the stay'),
  hospital: fieldOrNone(Line),
  reason: field(Line),
  operation: fieldOrNone(Line),
})

/** An allergy. */
export const Allergy = z.strictObject({
  substance: coded(allergens),
  reaction: fieldOrNone(Line),
  severity: coded(severities),
})

/** A medicine that the child takes. */
export const Medicine = z.strictObject({
  name: field(Line),
  dose: field(Line),
  givenBy: fieldOrNone(Line).describe('Who gives it'),
  from: field(PlainDate),
  to: fieldOrNone(PlainDate).describe('First day after the last dose; none while it goes on'),
})

/** A certified or evident disability. */
export const Disability = z.strictObject({
  types: codedSet(disabilityTypes),
  level: codedOnly(disabilityLevels),
  certNo: fieldOrNone(z.string().regex(/^[\dX]{20}$/)).describe('Certificate number, 20 characters'),
  certOn: fieldOrNone(PlainDate),
})

/** Mental health: a sealed section, shown to the few who need it. */
export const Mind = z
  .strictObject({
    recordedOn: field(PlainDate),
    conditions: fieldOrNone(z.record(EntryId, Condition)).describe('Conditions of the mind'),
    selfHarm: yesNo.describe('Spoke of or did self-harm'),
    treatedBy: fieldOrNone(Line),
    note: fieldOrNone(Text),
  })
  .describe('Mental health, sealed')

/** Health and medical history. */
export const Health = z
  .strictObject({
    recordedOn: field(PlainDate),
    status: coded(healthStates),
    illnesses: fieldOrNone(z.record(EntryId, Condition)).describe('Illnesses, past and present'),
    stays: fieldOrNone(z.record(EntryId, Stay)).describe('Hospital stays and operations'),
    allergies: fieldOrNone(z.record(EntryId, Allergy)).describe('Allergies'),
    medicines: fieldOrNone(z.record(EntryId, Medicine)).describe('Medicines'),
    disability: fieldOrNone(Disability).describe('Disability'),
    medicalInsurance: codedSet(medicalInsurances),
    bloodType: codedOnly(bloodTypes),
    vaccinationCard: yesNo.describe('Whether there is a vaccination card'),
    vision: fieldOrNone(Line).describe('Sight, as tested'),
    hearing: fieldOrNone(Line).describe('Hearing, as tested'),
    teeth: fieldOrNone(Line).describe('Teeth, as seen'),
    mind: fieldOrNone(Mind).describe('Mental health, sealed'),
  })
  .describe('Health and medical history')
