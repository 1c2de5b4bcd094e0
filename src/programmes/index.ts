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
export type { RefusedEvent, RefusedPair } from './surrogate/run/world.ts'
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
export type { SetAside } from './safety/history.ts'
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
