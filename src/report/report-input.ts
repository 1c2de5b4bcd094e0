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

/** How a question was answered for those to whom it applies; what is not known stands apart, and they may be in the numerator or not. */
export interface TermTally {
  readonly numerator: number
  readonly denominator: number
  readonly unknown: number
  readonly notApplicable: number
}

/** A measure of a term on its first and its last evening. */
export interface TermMeasureRow extends Words {
  readonly id: string
  /** Of whom. */
  readonly of: Words
  readonly first: TermTally
  readonly last: TermTally
}

/** One month of a term, as it stood on its last evening. */
export interface TermMonthRow {
  readonly from: PlainDate
  /** Children with a visit of the month that counts. */
  readonly visited: TermTally
  /** Home visits past their window. */
  readonly overdue: TermTally
  readonly flagsRaised: number
  readonly flagsClosed: number
  /** Lines on the lists of the week, and how many of them are late. */
  readonly listed: number
  readonly late: number
}

/** One rule through a term; `before + raised = closed + open`. */
export interface TermFlagRow extends Words {
  readonly id: string
  readonly before: number
  readonly raised: number
  readonly closed: number
  readonly open: number
}

/** Money or one kind of things through a term; `received` is the sum of the others. In units, money in fen. */
export interface TermAidRow extends Words {
  readonly id: string
  readonly unit: 'fen' | 'piece'
  readonly received: number
  readonly delivered: number
  /** Set aside for somebody, not handed over. */
  readonly waiting: number
  /** Spent on other things, given back, lost. */
  readonly otherwise: number
  readonly rest: number
}

/** Days after which half of something was over; `notReached` while it is not, none of nothing. */
export type TermMedian = number | 'notReached' | 'none'

/** What a term came to: who was reached, what was given, which flags closed. Counts alone. */
export interface TermInput {
  readonly from: PlainDate
  /** The last day. */
  readonly last: PlainDate
  readonly measures: readonly TermMeasureRow[]
  readonly months: readonly TermMonthRow[]
  readonly matches: {
    /** Pairs that the paperwork names at the start, whatever their papers. */
    readonly byPaper: number
    readonly begun: number
    readonly ended: number
    readonly medianDays: TermMedian
  }
  readonly contacts: {
    readonly calls: number
    readonly meetings: number
    readonly notCredited: number
    readonly overdue: number
  }
  readonly flags: readonly TermFlagRow[]
  /** From a flag to its end. */
  readonly flagDays: { readonly ended: number; readonly open: number; readonly medianDays: TermMedian }
  readonly plans: {
    readonly active: number
    readonly closed: number
    readonly tasksDone: number
    readonly tasksOpen: number
    /** Flags of these children by how a plan answers them. */
    readonly answers: readonly CountRow[]
  }
  /** What parents were asked for. */
  readonly letters: readonly CountRow[]
  readonly modules: readonly (TopicRow & { readonly reached: number; readonly notReached: number })[]
  readonly drills: { readonly done: number; readonly overdue: number; readonly slow: number }
  readonly activities: { readonly saidYes: number; readonly joined: number; readonly members: number }
  /** Children by how their last own word compares with their first; those who said it once are not among them. */
  readonly mood: {
    readonly courses: number
    readonly sessions: number
    readonly better: number
    readonly same: number
    readonly worse: number
  }
  readonly aid: readonly TermAidRow[]
  /** What the rules did not allow, by where and why. */
  readonly refused: readonly (CountRow & { readonly room: Words })[]
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
  /** What happened in the term; left out, the page has no section for it. */
  readonly term?: TermInput
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
