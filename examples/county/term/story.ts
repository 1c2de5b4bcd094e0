import type { ChildFile, PlainDate } from 'childfile'
import type { AidLedger } from 'childfile/aid'
import type {
  CareProgramme,
  CounsellingProgramme,
  DrillStanding,
  Membership,
  SafetyReach,
  SurrogateDueList,
  SurrogateProgramme,
  WorkLists,
} from 'childfile/programmes'
import type { TermMeasureRow, TermMonthRow, Words } from 'childfile/report'
import type { FlagRecord } from 'childfile/risk'
import type { Letter } from './office/letters.ts'
import type { Refused } from './world.ts'

/** What a term came to. */
export interface TermStory {
  readonly from: PlainDate
  /** The last day that was lived through. */
  readonly last: PlainDate
  readonly files: ReadonlyMap<string, ChildFile>
  readonly measures: readonly TermMeasureRow[]
  readonly months: readonly TermMonthRow[]
  readonly pairsByPaper: number
  readonly surrogate: SurrogateProgramme
  readonly due: SurrogateDueList
  readonly counselling: CounsellingProgramme
  readonly plans: CareProgramme
  readonly flags: ReadonlyMap<string, readonly FlagRecord[]>
  /** What each rule said when it raised a flag. */
  readonly ruleTexts: ReadonlyMap<string, Words>
  readonly reaches: readonly { readonly module: string; readonly reach: SafetyReach }[]
  readonly drills: readonly DrillStanding[]
  readonly memberships: readonly Membership[]
  readonly saidYes: number
  readonly aid: AidLedger
  /** The letters of the last month, one to each parent who is away. */
  readonly letters: readonly Letter[]
  /** The lists of the first week of the last month. */
  readonly lists: WorkLists | undefined
  readonly refused: readonly Refused[]
}
