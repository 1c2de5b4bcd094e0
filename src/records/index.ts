export { ageOn, type Reached, reachesAgeOn } from './answers/age.ts'
export {
  answeredWithinDays,
  type Call,
  type CallRole,
  callOrder,
  type Reachability,
  reachable,
} from './answers/call-order.ts'
export {
  type Classification,
  classify,
  type Definition,
  type DefinitionId,
  definitions,
  type Reason,
} from './answers/classify.ts'
export { type EmergencyCard, emergencyCard } from './answers/emergency-card.ts'
export { type HouseholdStructure, householdStructure } from './answers/household-structure.ts'
export { sameAddress } from './answers/same-address.ts'
export { type Answer, answer, both, either, not } from './answers/truth.ts'
export { type Claim, ChildFile, type EventKind, eventKinds } from './child/child-file.ts'
export { Consent } from './child/consent.ts'
export { childFileWith, type WithCustom } from './file/custom.ts'
export { childFile, type FileDraft, type Partially } from './file/draft.ts'
export { type FileRow, fileRows, joinRows } from './file/file-rows.ts'
export { parseFile } from './file/parse-file.ts'
export { shapeOf } from './file/shape.ts'
export { DivisionCode, NationalId, Phone } from './child/text.ts'
export {
  type Code,
  type CodeList,
  type CodeRow,
  codeList,
  coded,
  codedOnly,
  codedSet,
  field,
  fieldOrNone,
  yesNo,
} from './codes/code-list.ts'
export { codeLists } from './codes/code-lists.ts'
export { Attendance } from './events/attendance.ts'
export { Contact } from './events/contact.ts'
export { Dose } from './events/dose.ts'
export { Incident } from './events/incident.ts'
export { Measurement } from './events/measurement.ts'
export { Note } from './events/note.ts'
export { Received } from './events/received.ts'
export { Screening } from './events/screening.ts'
export { Visit } from './events/visit.ts'
export { jsonSchema, type RecordName, recordNames } from './json-schema.ts'
export { absenceOf, isFormulaError } from './reading/absence.ts'
export { dateReading, readDate } from './reading/calendar-date.ts'
export { isWholeCode, label, readCode } from './reading/code.ts'
export { divisionReading, readDivision } from './reading/division.ts'
export { gradeReading, gradeText, type GradeWords, readGrade } from './reading/grade.ts'
export { type NationalIdParts, nationalIdReading, readNationalId } from './reading/national-id.ts'
export { phonesReading, readPhone } from './reading/phone.ts'
export { readAs, type Reading, type ReadingCode, unread, type Written } from './reading/reading.ts'
export { hasLetter, nameText, squash, tidy, wordsOf } from './reading/text.ts'
export { readYesNo } from './reading/yes-no.ts'
export { Agreement } from './programme/agreement.ts'
export { AidEntry, Need } from './programme/aid.ts'
export { CarePlan } from './programme/care-plan.ts'
export { Session } from './programme/session.ts'
export { Village } from './programme/village.ts'
export { Volunteer } from './programme/volunteer.ts'
