import type { Asked, CodeCell, TruthCell } from './cell.ts'
import type { Now } from './now.ts'

/** Fills the cells of some facts from the file that is being read. */
export type Scan = () => void

/**
 * Reads several facts in one go, straight into numbers: what their readings say, without the reasons. Each gives the same answer over
 * the same days as the reading of the fact, which stays what counts.
 */
export type Scanner = (asked: readonly Asked[], now: Now) => Scan

/** Judges the entry that stands in the cells of its fields: 0 no, 1 unknown, 2 yes. */
export type EntryJudge = () => number

/** A list whose entries have fields of one code each, read entry by entry. */
export interface EntryScanner {
  readonly fields: readonly string[]
  /** Fills in the fields of one entry after the other and says how `some` comes out by the judge, into a cell of truths. */
  readonly scan: (
    fields: Readonly<Record<string, CodeCell>>,
    judge: EntryJudge,
    deciding: 0 | 2,
    answer: TruthCell,
    now: Now,
  ) => Scan
}
