export {
  type AgreementTerm,
  agreementTerms,
  surrogateCadence,
  surrogateParameters,
} from './surrogate/agreement-terms.ts'
export { matchActions, type SurrogateActor, volunteerActions } from './surrogate/actions.ts'
export { matchAgreements, type ClearanceRenewal, clearanceRenewals, incidentOf } from './surrogate/agreements.ts'
export type { Clearance, KeptCheck } from './surrogate/clearance.ts'
export type { CreditedContact } from './surrogate/credit.ts'
export { type DueListSettings, surrogateDue, type SurrogateDue, type SurrogateDueList } from './surrogate/due-list.ts'
export type {
  Breach,
  Concern,
  Moved,
  PauseReason,
  Period,
  SurrogateEnd,
  SurrogateMatch,
  SurrogateVolunteer,
} from './surrogate/match.ts'
export type { ClearanceMode } from './surrogate/run/needs.ts'
export type { RefusedEvent } from './attempt.ts'
export type { RefusedPair } from './surrogate/run/world.ts'
export { ClosureRecord, SurrogateEvent, type SurrogateEventInput } from './surrogate/surrogate-event.ts'
export {
  surrogateMachine,
  type SurrogateMove,
  type SurrogateState,
  volunteerMachine,
  type VolunteerMove,
  type VolunteerState,
} from './surrogate/surrogate-machine.ts'
export {
  type SafeguardingDuty,
  type ScreenedVolunteer,
  surrogateProgramme,
  type SurrogateProgramme,
  type SurrogateSettings,
} from './surrogate/surrogate-programme.ts'
export { type MatchForVolunteer, volunteerView } from './surrogate/volunteer-view.ts'
export {
  Activity,
  activityLifecycle,
  type ActivityMove,
  type ActivityState,
  ActivityName,
  Meeting,
} from './activities/activity.ts'
export { type ActivityFault, type ActivityFinding, activityFindings } from './activities/activity-findings.ts'
export { type ActivityCode, activityParameters } from './activities/activity-parameters.ts'
export { Asking, type Hindrance, PupilWish, wishesOf } from './activities/asking.ts'
export {
  type AskNext,
  ClassList,
  type ClassView,
  classView,
  type PupilRow,
  type PupilState,
} from './activities/class-view.ts'
export { type ContestPage, contestPage, type EntrantAnswer, entrantAnswer } from './activities/contest-page.ts'
export {
  GroupAttendance,
  type GroupRegister,
  groupRegister,
  GroupRegisterProblem,
  type GroupRegisterRow,
} from './activities/group-register.ts'
export {
  type GrowthDepth,
  GrowthEntry,
  type GrowthField,
  growthFields,
  type GrowthRecord,
  growthRecord,
} from './activities/growth-record.ts'
export { joinedByPlan, type Membership, memberships, movedByChange, SeatEvent } from './activities/membership.ts'
export { Outing, OutingEvent, type OutingFault, type OutingFinding, outingFindings } from './activities/outing.ts'
export { type OutingAlarm, type OutingAlarmKind, type OutingStanding, outingStanding } from './activities/roll-call.ts'
export {
  Disclosure,
  type DisclosureMissing,
  type DisclosureWatch,
  disclosureWatch,
  type FollowedDisclosure,
  HeldSession,
} from './safety/disclosure-watch.ts'
export {
  Drama,
  type DramaFault,
  type DramaFinding,
  DramaPlayer,
  type DramaReadiness,
  dramaReadiness,
  DramaRole,
} from './safety/drama.ts'
export {
  Drill,
  DrilledSchool,
  type DrillPeriod,
  type DrillStanding,
  drillStanding,
  type SlowDrill,
} from './safety/drills.ts'
export { type SafetyGain, safetyGain, SafetyObservation } from './safety/gain.ts'
export type { SetAside } from './keyed-history.ts'
export type { Gain } from './safety/interval.ts'
export {
  Invitation,
  InvitationEvent,
  type InvitationLate,
  invitationLifecycle,
  type InvitationMove,
  type InvitationStanding,
  invitationStanding,
  type InvitationState,
} from './safety/invitation.ts'
export {
  type Ability,
  type FittedModule,
  lessonFaults,
  type LessonFault,
  type ModuleFit,
  modulesAt,
  type PlannedLesson,
  type SafetyForm,
  type SafetyModule,
  safetyModules,
  type SafetyTopic,
} from './safety/modules.ts'
export {
  ModuleSession,
  type NotReachedReason,
  type PupilReach,
  type SafetyReach,
  safetyReach,
  SafetyReachProblem,
  SafetyPupil,
} from './safety/reach.ts'
export { safetyParameters } from './safety/safety-parameters.ts'
export {
  PlannedSensitive,
  type SensitiveFault,
  type SensitiveFinding,
  sensitivePlanFindings,
} from './safety/sensitive-plan.ts'
export { type Vetting, vettingOn, type VettingReason } from './safety/vetting.ts'
export { CounsellingEvent, type CounsellingEventInput, OwnWord } from './counselling/counselling-event.ts'
export {
  companionshipMachine,
  type CompanionshipMove,
  type CompanionshipState,
  counsellingMachine,
  type CounsellingMove,
  type CounsellingState,
} from './counselling/counselling-machine.ts'
export {
  counsellingParameters,
  ownWordScales,
  referralNotice,
  type ReviewReason,
  reviewReasons,
} from './counselling/counselling-parameters.ts'
export {
  type CounsellingDue,
  counsellingDue,
  type CounsellingProgramme,
  counsellingProgramme,
  type CounsellingSettings,
  type CourseAction,
  courseActions,
} from './counselling/counselling-programme.ts'
export { type CourseView, counsellingView } from './counselling/counselling-view.ts'
export type {
  Companionship,
  CounsellingCourse,
  CounsellingSession,
  CourseMoved,
  Danger,
  HeldTalk,
  HelpCourse,
  Measured,
} from './counselling/course.ts'
export type { Standing as CounsellorStanding } from './counselling/course-step.ts'
export { type CourseGain, type CourseChange, gainOf } from './counselling/gain.ts'
export {
  type Caseload,
  caseload,
  type CaseloadSettings,
  OpenCase,
  Post,
  type WorkerLoad,
} from './care/caseload/caseload.ts'
export type { CaseMove } from './care/caseload/evening.ts'
export {
  type HandedTask,
  handOver,
  type HandOverInput,
  type HandOverOrder,
  type HandOverSheet,
  type MustBeTold,
} from './care/caseload/hand-over.ts'
export { careParameters, type FollowUpKind, type LeavingReason } from './care/care-parameters.ts'
export { knownDuties } from './care/known-duties.ts'
export {
  type FollowUp,
  type Leaving,
  leavingActions,
  LeavingEvent,
  type LeavingEventInput,
  leavingMachine,
  type LeavingMove,
  type Leavings,
  leavings,
  type LeavingSettings,
  type LeavingState,
  turningSixteen,
} from './care/leaving.ts'
export { type CareDue, careDue, type CareDueSettings, type CareMatter } from './care/plan/care-due.ts'
export { CareEvent, type CareEventInput, FlagOfNeed, TaskOwner } from './care/plan/care-event.ts'
export {
  type AnsweredFlag,
  answeredFlags,
  type FlagAnswer,
  type SuggestedNeed,
  suggestedNeeds,
} from './care/plan/care-flags.ts'
export {
  careGoalMachine,
  type CareGoalMove,
  type CareGoalState,
  carePlanMachine,
  type CarePlanMove,
  type CarePlanState,
  careTaskMachine,
  type CareTaskMove,
  type CareTaskState,
} from './care/plan/care-machine.ts'
export type {
  CareGoal,
  CareNeed,
  CarePlanRecord,
  CareTask,
  GoalProgress,
  TaskHolder,
} from './care/plan/care-plan.ts'
export {
  type CarePlanActions,
  carePlanActions,
  type CareProgramme,
  careProgramme,
  type CareSettings,
} from './care/plan/care-programme.ts'
export { carePlanOf } from './care/plan/care-record.ts'
export { type FlagSpan, flagSpans, type FlagSpanSettings } from './care/plan/flag-spans.ts'
export type { FlagsByChild } from './care/plan/care-step.ts'
export { type CarePlanView, carePlanView, type CareViewSettings } from './care/plan/care-view.ts'
export { type RingNow, ringNow, type RingOptions } from './care/ring-now.ts'
export { type VisitCredit, visitCredit, type VisitLack } from './care/visits/visit-credit.ts'
export {
  type SeriesCode,
  type SeriesFinding,
  visitSeriesFindings,
  type WrittenVisit,
} from './care/visits/visit-series.ts'
export { type WorkDay, type WorkFeed, workFeed } from './care/work-list/work-feed.ts'
export { type WorkItem, type WorkKind, workKinds, type WorkPerson, type WorkRole } from './care/work-list/work-item.ts'
export { type DueParts, workItems } from './care/work-list/work-items.ts'
export {
  type PersonalWorkList,
  type WorkLine,
  workList,
  type WorkLists,
  type WorkListSettings,
  type WorkVillage,
} from './care/work-list/work-list.ts'
export { type CallLine, callPlan, type CallPlan, CallTimes, type PlannedCall } from './parents/call-plan.ts'
export { type DigestNeed, parentNeeds } from './parents/digest-needs.ts'
export {
  type DigestCare,
  type DigestEvent,
  DigestWith,
  type ParentDigest,
  parentDigest,
} from './parents/parent-digest.ts'
export { parentDigestText } from './parents/parent-digest-text.ts'
export { parentParameters } from './parents/parent-parameters.ts'
export type { ParentAsked } from './parents/parent-view.ts'
export {
  type GoesOn,
  type ReturnCheck,
  Reunion,
  type ReunionAsked,
  ReunionEvent,
  reunionMachine,
  type ReunionMove,
  type ReunionStanding,
  reunionStanding,
  type ReunionState,
} from './parents/reunion.ts'
export { type ReunionChance, type ReunionSeason, reunionSeasons } from './parents/reunion-season.ts'
