import type { Due, DueStatus } from '../../cadence/index.ts'
import type { ChildId } from '../../id.ts'
import type { PlainDate } from '../../date.ts'
import type { Tier } from '../../policy.ts'
import type { Upcoming } from './upcoming.ts'
import type { DutyKind, VisitedChild } from './visit-problem.ts'

/** A duty of a worker: one visit to a household, one talk with parents, one review. Lateness is the worker's, not the child's. */
export interface Duty {
  readonly kind: DutyKind
  /** none: nobody has it. */
  readonly worker: VisitedChild['worker']
  readonly household: string
  readonly village: string
  /** The strictest of the children who are served. */
  readonly tier: Tier
  /** Earliest due day among the children. */
  readonly due: PlainDate
  readonly windowStart: PlainDate
  /** Last day in time for all of them. */
  readonly windowEnd: PlainDate
  /** How far the duty has come on the day on which the list is made. */
  readonly status: DueStatus
  readonly purpose: Due['purpose']
  /** Whether it may change when a notice of holidays or a term is loaded. */
  readonly provisional: boolean
  /** All children who are served, each with its own due day; doing it counts for every one of them. */
  readonly children: readonly { readonly id: ChildId; readonly due: PlainDate }[]
  readonly minutes: number
}

/** A duty with the day that the plan gives it. */
export interface PlannedDuty extends Duty {
  readonly on: PlainDate
  /** Whether hours moved it to another week than that of its due day, or than the first of the list if it was due before. */
  readonly moved: 'no' | 'earlier' | 'later'
  /** Whether it lies after its window. */
  readonly late: boolean
  /** False for what is critical and goes beyond the hours of the week: it stays, and hands are missing. */
  readonly fits: boolean
}

/** A duty that found no day before the end of the list, and why. */
export interface OpenDuty extends Duty {
  readonly why: 'noHours' | 'noWorker'
}

/** The duty of an upcoming round. */
export const dutyOf = (
  { round, tier, due, windowStart, windowEnd, status, purpose, provisional, children, minutes }: Upcoming,
  worker: VisitedChild['worker'],
): Duty => ({
  kind: round.kind,
  worker,
  household: round.children[0]?.household ?? '',
  village: round.children[0]?.village ?? '',
  tier,
  due,
  windowStart,
  windowEnd,
  status,
  purpose,
  provisional,
  children,
  minutes,
})
