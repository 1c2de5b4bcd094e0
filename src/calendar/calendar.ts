import type { EpochDay } from '../date.ts'

/** What a day is. A make-up Saturday in term is `workday`, `makeUp` and `schoolday` at once. */
export interface DayFlags {
  readonly workday: boolean
  readonly schoolday: boolean
  /** A day off by notice or local decision; a plain weekend is none. */
  readonly holiday: boolean
  /** A working day by notice or local decision (调休). */
  readonly makeUp: boolean
  /** The notice that decides about this day has not been loaded: plain weekdays, which may change. */
  readonly provisional: boolean
}

/** Which days a due date may fall on. `restday` is every day that is not a workday. */
export type DayRule = 'any' | 'workday' | 'schoolday' | 'restday'

/**
 * A compiled calendar: which days count between `from` and `to`, as tables with one lookup per question. It never guesses a
 * holiday: beyond what has been published it goes by plain weekdays and says so. Every question has an answer for every day;
 * days outside the tables are plain weekdays too, and provisional.
 */
export interface Calendar {
  readonly from: EpochDay
  /** First day after the end. */
  readonly to: EpochDay
  /** First day of the years of holidays that were loaded. */
  readonly knownFrom: EpochDay
  /**
   * Last day for which the yearly notice of holidays has been published. The notice of the next year still reaches back into
   * the last week of December (2018-12-29, 2022-12-31): `knows` and `flags` count that week as provisional until it is loaded.
   */
  readonly knownThrough: EpochDay
  flags(day: EpochDay): DayFlags
  /** What the notice, the school or the local layer calls the day, on days that one of them names. */
  nameOf(day: EpochDay): string | undefined
  /** Id of the school term that the day lies in. */
  termOn(day: EpochDay): string | undefined
  /**
   * Whether the answer for this day is final as far as was loaded: notices for every rule, for `schoolday` terms as well. The
   * days known to a rule follow each other without a gap.
   */
  knows(rule: DayRule, day: EpochDay): boolean
  allows(rule: DayRule, day: EpochDay): boolean
  /** The first allowed day on or after `day`. */
  next(rule: DayRule, day: EpochDay): EpochDay
  /** The last allowed day on or before `day`. */
  previous(rule: DayRule, day: EpochDay): EpochDay
  /** Allowed days in the half-open span; negative if `to` is the earlier one. */
  count(rule: DayRule, from: EpochDay, to: EpochDay): number
  /** The allowed days on and after `from`, numbered from 0; negative numbers go back from the last one before it. */
  nth(rule: DayRule, from: EpochDay, number: number): EpochDay
  /** The `count`-th allowed day after `day`, before it if negative; the day itself for 0. `add('workday', day, 3)`: three workdays later. */
  add(rule: DayRule, day: EpochDay, count: number): EpochDay
}
