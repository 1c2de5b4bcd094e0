export {
  type Absent,
  type Coded,
  type CodedSet,
  type Field,
  isKnown,
  known,
  type Other,
  some,
  type YesNo,
} from './absent.ts'
export { canonicalJson } from './canonical.ts'
export {
  addDays,
  addMonths,
  compareDates,
  dateText,
  daysBetween,
  EpochDay,
  epochDay,
  Instant,
  isDate,
  mondayOf,
  PlainDate,
  plainDate,
  weekdayIndex,
  Window,
} from './date.ts'
export { type Digest, digestText, hex, sha256, utf8 } from './digest.ts'
export {
  AgreementId,
  AidEntryId,
  AttendanceId,
  CarePlanId,
  ChildId,
  ConsentId,
  ContactId,
  DoseId,
  EntryId,
  IncidentId,
  MeasurementId,
  NeedId,
  NoteId,
  PersonId,
  ReceivedId,
  SchoolId,
  ScreeningId,
  SessionId,
  VisitId,
  VolunteerId,
  WorkerId,
} from './id.ts'
export type { Immutable } from './immutable.ts'
export {
  type Actor,
  type AvailableAction,
  availableActions,
  fold,
  type Happening,
  type Machine,
  type Move,
  step,
} from './lifecycle.ts'
export { Fen, splitFen, sumFen, yuan } from './money.ts'
export { at, type Pointer, parts, pointer } from './pointer.ts'
export { type Parameter, type ParameterValue, parameterOn, Tier, tierNames } from './policy.ts'
export {
  all,
  invalid,
  type InvalidCode,
  type NotAllowedCode,
  type Outcome,
  type OutcomeAsync,
  type Problem,
  type ProblemCode,
  type Problems,
  parse,
  type StorageCode,
} from './problem.ts'
export { text } from './problem-text.ts'
export {
  Agreement,
  AidEntry,
  CarePlan,
  ChildFile,
  type Claim,
  childFile,
  Consent,
  DivisionCode,
  type EventKind,
  eventKinds,
  type FileDraft,
  NationalId,
  Need,
  Phone,
  Session,
  Village,
  Volunteer,
} from './records/index.ts'
export { Source, Standing } from './source.ts'
export { type DayPart, dayParts, slotMask, slotsOf, type Weekday, WeekSlot, weekdays, weekSlots } from './week.ts'
