export { assignDense } from './assignment/assign-dense.ts'
export { assignSparse } from './assignment/assign-sparse.ts'
export type { Assignment, AssignmentProblem, Costs, DenseProblem } from './assignment/assignment-problem.ts'
export { assignTogether, type TogetherAssignment, type TogetherProblem } from './assignment/assign-together.ts'
export { bottleneck } from './assignment/bottleneck.ts'
export { type Exchange, exchanges } from './assignment/exchange.ts'
export { type HallGroup, hallGroup } from './assignment/hall-group.ts'
export { highestHolder } from './assignment/highest-holder.ts'
export { reassign } from './assignment/reassign.ts'
export { verifyAssignment } from './assignment/verify-assignment.ts'
export type { Budget } from './budget.ts'
export { type Rounds, type RoundsProblem } from './rounds/rounds-problem.ts'
export { type RoundsOptions, routeVisits } from './rounds/route-visits.ts'
export { type RoundsFault, type RoundsVerdict, verifyRounds } from './rounds/verify-rounds.ts'
export { annealTimetable } from './timetable/anneal-timetable.ts'
export { type FreePlace, meetingPlaces } from './timetable/meeting-places.ts'
export { type SearchBudget, solveTimetable } from './timetable/timetable.ts'
export {
  type Blocker,
  blockers,
  type MeetingPlaces,
  type MeetingPlan,
  type MeetingProblem,
  type MeetingWeights,
} from './timetable/timetable-problem.ts'
export { draftSeats } from './enrolment/draft-seats.ts'
export { enrolSparse } from './enrolment/enrol-sparse.ts'
export type { EnrolmentProblem, SeatPlan } from './enrolment/enrolment-problem.ts'
export { fairRanks, type RankProblem } from './enrolment/fair-ranks.ts'
export { lottery } from './enrolment/lottery.ts'
export { tradeSeats } from './enrolment/trade-seats.ts'
export { verifyEnrolment } from './enrolment/verify-enrolment.ts'
