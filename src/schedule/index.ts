export { insertVisit, type VisitPlace } from './rounds/insert-visit.ts'
export { planRounds, type RoundsPlan, type RoundsPlanOptions, type UnassignedVisit } from './rounds/plan-rounds.ts'
export {
  type PlannedRound,
  type RoundDraft,
  type RoundFault,
  roundsParameters,
  RoundsPlanProblem,
  type RoundsScore,
  type RoundStop,
  RoundVisit,
  Shift,
} from './rounds/rounds-problem.ts'
export { scoreRounds } from './rounds/score-rounds.ts'
export {
  type ConstraintAnalysis,
  type ConstraintMatch,
  scoreTimetable,
  type TimetableAnalysis,
  type TimetableScore,
} from './score/score-timetable.ts'
export {
  type ConstraintId,
  type ConstraintLevel,
  type TimetableConstraint,
  timetableConstraints,
} from './timetable/constraints.ts'
export type { Timetable, Unplaced, UnplacedReason } from './timetable/answer.ts'
export { improveTimetable } from './improve/improve-timetable.ts'
export { planTimetable } from './timetable/plan-timetable.ts'
export { recommendPlacements, type RecommendedPlacement } from './improve/recommend-placements.ts'
export type { Impossibility } from './timetable/precheck.ts'
export {
  type TimetableRuleChanges,
  TimetableRules,
  timetableParameters,
  timetableRules,
  TimetableWeights,
  TopicSeason,
} from './timetable/rules.ts'
export type { Assumption, LeftOut } from './timetable/series.ts'
export {
  ExpertTeam,
  Grade,
  GradeGroup,
  Placement,
  School,
  SchoolPeriod,
  SchoolVenue,
  SessionPin,
  type TimetableProblem,
  TravelTable,
} from './timetable/timetable-problem.ts'
export { type MapPlace, type TravelSpeed, travelTable } from './travel.ts'
export { householdKey } from './visits/household.ts'
export type { Duty, OpenDuty, PlannedDuty } from './visits/planned-duty.ts'
export { type VisitList, visitList, type WorkerWeek } from './visits/visit-list.ts'
export { DutyKind, VisitedChild, type VisitProblem, Workload, workloadParameter } from './visits/visit-problem.ts'
export { type ChangedEnrolment, swap, withdraw } from './enrolment/change-seats.ts'
export type { NotEligible } from './enrolment/eligibility.ts'
export { enrol } from './enrolment/enrol.ts'
export type { ChildAnswer, Coverage, EnrolmentPlan, GroupList, NotGotReason } from './enrolment/enrolment-plan.ts'
export {
  EnrolmentChild,
  EnrolmentGroup,
  type EnrolmentOptions,
  enrolmentParameters,
  EnrolmentRequest,
  type Mechanism,
} from './enrolment/enrolment-request.ts'
export type { EnvyReport } from './enrolment/envy.ts'
export type { EnrolmentProof } from './enrolment/mechanisms.ts'
