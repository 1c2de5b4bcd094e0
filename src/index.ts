export type { Absent, Coded, CodedSet, Field, Other, YesNo } from './absent.ts'
export { EpochDay, Instant, PlainDate, Window } from './date.ts'
export {
  AgreementId,
  AidEntryId,
  CarePlanId,
  ChildId,
  ConsentId,
  NeedId,
  SessionId,
  VisitId,
  VolunteerId,
  WorkerId,
} from './id.ts'
export type { Immutable } from './immutable.ts'
export { Fen } from './money.ts'
export type { Pointer } from './pointer.ts'
export { type Parameter, Tier } from './policy.ts'
export type { Outcome, OutcomeAsync, Problem, ProblemCode, Problems } from './problem.ts'
export {
  Agreement,
  AidEntry,
  CarePlan,
  ChildFile,
  type Claim,
  Consent,
  DivisionCode,
  type EventKind,
  NationalId,
  Need,
  Phone,
  Session,
  Village,
  Volunteer,
} from './records/index.ts'
export { Source, Standing } from './source.ts'
export { type DayPart, dayParts, type Weekday, WeekSlot, weekdays, weekSlots } from './week.ts'
