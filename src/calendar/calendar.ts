import type { EpochDay } from '../date.ts'

/** What a day is. Bits add up: a make-up workday in term is `workday | schoolday`. */
export interface DayFlags {
  readonly workday: boolean
  readonly schoolday: boolean
  readonly holiday: boolean
  /** The day lies beyond what has been published: it follows from plain weekdays only and may change. */
  readonly provisional: boolean
}

/** Which days a due date may fall on. */
export type DayRule = 'any' | 'workday' | 'schoolday' | 'restday'

/**
 * A compiled calendar: which days count between `from` and `to`, as tables with one lookup per question. Days outside are
 * provisional. It never guesses a holiday: beyond `knownThrough` it says so.
 */
export interface Calendar {
  readonly from: EpochDay
  /** First day after the end. */
  readonly to: EpochDay
  /** Last day for which the yearly notice of holidays has been published. */
  readonly knownThrough: EpochDay
  flags(day: EpochDay): DayFlags
  allows(rule: DayRule, day: EpochDay): boolean
  /** The first allowed day on or after `day`. */
  next(rule: DayRule, day: EpochDay): EpochDay
  /** The last allowed day on or before `day`. */
  previous(rule: DayRule, day: EpochDay): EpochDay
  /** Allowed days in the half-open span. */
  count(rule: DayRule, from: EpochDay, to: EpochDay): number
}
