import type { ConstraintId } from '../timetable/constraints.ts'
import type { Placement } from '../timetable/timetable-problem.ts'

/** One place where a plan breaks a constraint, by how much, and which meetings take part in it. */
export interface Breach {
  readonly id: ConstraintId
  readonly meetings: readonly Pick<Placement, 'session' | 'part' | 'number'>[]
  /** Units, from 1; the weight is not in it. */
  readonly penalty: number
}
