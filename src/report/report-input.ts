import type { PlainDate } from '../date.ts'
import { Fen } from '../money.ts'
import type { Tier } from '../policy.ts'
import type { Answer } from '../records/index.ts'
import type { Standing } from '../source.ts'

/** A label in two languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** What the report counts of one child. No name, no id, no address below the township. */
export interface ChildRow {
  readonly township: string
  /** Completed years; undefined if the birth date is not known. */
  readonly age: number | undefined
  readonly leftBehind: Answer
  readonly tier: Tier
  readonly tierUpper: Tier
  /** Ids of the rules whose flags are up. */
  readonly flags: readonly string[]
  /** Days by which the home visit is late; 0 or less if it is not, undefined if no visit is on record. */
  readonly visitDaysLate: number | undefined
  readonly pair: 'active' | 'proposed' | 'waiting' | 'notWanted'
  /** Safety topics that the plan of the term brings to this child. */
  readonly topics: readonly string[]
}

/** A rule as the page names it. */
export interface RuleRow extends Words {
  readonly id: string
  readonly tier: Tier
  readonly source: Words
  readonly standing: Standing
}

/** One week of what is due, visits and calls and reviews, against the hands that are there. */
export interface WeekRow {
  readonly monday: PlainDate
  readonly duties: number
  readonly children: number
  readonly minutes: number
  readonly handMinutes: number
  /** Done after their last day, or not at all. */
  readonly dutiesLate: number
}

/** Something that is counted, with a label. */
export interface CountRow extends Words {
  readonly id: string
  readonly count: number
}

/** How often a field is missing. */
export interface MissingRow extends Words {
  readonly field: string
  readonly missing: number
  readonly of: number
}

/** Everything that the page of a county is made from. */
export interface ReportInput {
  readonly county: Words
  readonly asOf: PlainDate
  readonly definition: Words
  readonly children: readonly ChildRow[]
  readonly rules: readonly RuleRow[]
  readonly paperwork: {
    readonly rows: number
    readonly files: number
    readonly rejects: readonly CountRow[]
    readonly errors: readonly CountRow[]
    readonly warnings: readonly CountRow[]
    readonly missing: readonly MissingRow[]
    readonly duplicatePairs: number
  }
  readonly visits: { readonly weeks: readonly WeekRow[]; readonly openDuties: number }
  readonly sessions: {
    readonly asked: number
    readonly placed: number
    readonly unplaced: readonly CountRow[]
    readonly topics: readonly TopicRow[]
    readonly activities: readonly CountRow[]
  }
  readonly pairing: {
    readonly seats: number
    /** Present pairs that do not keep to a rule, to be looked at one by one. */
    readonly review: number
    readonly waiting: readonly CountRow[]
    readonly renewals: number
    readonly rules: readonly CountRow[]
  }
  readonly aid: {
    readonly money: Fen
    readonly goods: Fen
    readonly restrictions: readonly CountRow[]
    readonly items: readonly CountRow[]
  }
}

/** A topic by id. */
export interface TopicRow extends Words {
  readonly id: string
}

/** A report of nothing: what a county has no data for can stay as it is here. */
export const blankReport: Omit<ReportInput, 'county' | 'asOf'> = {
  definition: { zh: '不限口径', en: 'no definition' },
  children: [],
  rules: [],
  paperwork: { rows: 0, files: 0, rejects: [], errors: [], warnings: [], missing: [], duplicatePairs: 0 },
  visits: { weeks: [], openDuties: 0 },
  sessions: { asked: 0, placed: 0, unplaced: [], topics: [], activities: [] },
  pairing: { seats: 0, review: 0, waiting: [], renewals: 0, rules: [] },
  aid: { money: Fen.parse(0), goods: Fen.parse(0), restrictions: [], items: [] },
}
