export { type ConsentAges, consentAges } from './consent/consent-gates.ts'
export { type ConsentAnswer, consentFor, type ConsentReason, type ConsentTest } from './consent/consent-for.ts'
export type { ConsentPurpose, ConsentQuestion, DataCategory } from './consent/consent-question.ts'
export { type ConsentRenewal, consentRenewals } from './consent/consent-renewals.ts'
export { classOn, fieldMark } from './field/field-mark.ts'
export type { FieldPath } from './field/field-path.ts'
export { type DataClass, dataClasses, type FieldCategory, type FieldMark, type MaskKind } from './field/mark.ts'
export { absorb, mayWrite } from './view/absorb.ts'
export { disclose, disclosePast, type Held, heldFrom } from './view/disclose.ts'
export { disclosures, type Purpose, purposes } from './view/disclosures.ts'
export { checksMayBeRead, mayBeCause } from './view/matter.ts'
export { type Grant, grantOf, type PurposeTerms, purposeTerms } from './view/purpose-terms.ts'
export type { View, Withheld } from './view/view.ts'
export type { HeldBecause, Looking } from './view/view-rule.ts'
export { type Relation, type Role, staff as staffRoles, type Viewer } from './view/viewer.ts'
export { type Affected, breachHours, breachList, type BreachList, type Exposure, type Told } from './duty/breach.ts'
export { type Hold, type HoldGround, type Obstacle, obstacles } from './duty/hold.ts'
export {
  type EntryEnd,
  retention,
  type RetentionAnswer,
  type RetentionEnd,
  retentionOf,
  retentionOfEntries,
  type RetentionQuestion,
  type Retained,
} from './duty/retention.ts'
export { type ReadEntry, type SubjectExport, subjectExport } from './duty/subject-export.ts'
export { mask } from './masking/mask.ts'
export { masked, type Masked } from './masking/masked.ts'
export { type Anonymity, anonymity } from './release/anonymity.ts'
export type { AlikeGroup, ReleaseGroup } from './release/grouping.ts'
export { type PseudonymKey, pseudonyms } from './release/pseudonym.ts'
export { type Release, type Released, type ReleaseLoss, pseudonymised } from './release/pseudonymised.ts'
export { type ReleasedField, type ReleasedFieldId, releasedFields } from './release/released-field.ts'
export type { OpenQuestion } from './processing/assessment-questions.ts'
export { type DataSubject, dataSubjects } from './processing/data-subject.ts'
export type { Label } from './processing/field-words.ts'
export {
  type AssessmentFact,
  type AssessmentPart,
  type AssessmentTrigger,
  type ImpactAssessment,
  impactAssessment,
} from './processing/impact-assessment.ts'
export {
  type CustomEntry,
  type CustomFields,
  type ProcessedField,
  type ProcessedPurpose,
  type ProcessingRecord,
  processingRecord,
  type Recipients,
  type RetentionLine,
} from './processing/processing-record.ts'
export { assessmentText, processingText, type TextLanguage } from './processing/record-text.ts'
