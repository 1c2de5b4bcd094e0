import type { Calendar } from '../../calendar/index.ts'
import type { EpochDay, PlainDate } from '../../date.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Gap } from '../assessment.ts'
import type { Desk } from '../backend/desk.ts'
import type { Beside } from '../reading/fact.ts'

/** A child whose file was read in at a desk, and what was asked. */
export interface Case {
  readonly file: ChildFile
  readonly beside: Beside
  readonly desk: Desk
  readonly day: EpochDay
  readonly asOf: PlainDate
  readonly calendar: Calendar
  /** How the rules come out, in the order of the ruleset. */
  readonly truths: Uint8Array
  /** The gap of a rule that is open, by its place. */
  readonly gapOf: (rule: number) => Gap
}
