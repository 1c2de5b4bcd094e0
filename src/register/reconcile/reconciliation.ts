import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Pointer } from '../../pointer.ts'
import type { Part } from '../duplicates/evidence.ts'
import type { ChildFile } from '../records.ts'

/** A row of a sheet, counted from 1 as on screen. */
export interface RowPlace {
  readonly sheet: string
  readonly row: number
}

/** One value of a file put in place of another. */
export interface Replacement {
  readonly pointer: Pointer
  readonly old: unknown
  readonly new: unknown
}

/**
 * What kind of change a sheet asks for; people accept by kind. `filled`: nothing was known. `changed`: another value was known.
 * `identity`: name, sex, birth date or a number is another. `moved`: the child lives in another division. `added`: a dated entry or a
 * word of the child. `removed`: something known that the sheet no longer names although it says something there. `contested`: the sheet
 * says two things, or a new one of a field that is contested. `settled`: the sheet says one thing of a contested field. `exit`: the sheet
 * says that the child left. `back`: the child had left and stands in the sheet.
 */
export const changeKinds = [
  'filled',
  'changed',
  'identity',
  'moved',
  'added',
  'removed',
  'contested',
  'settled',
  'exit',
  'back',
] as const
/** A kind of change. */
export type ChangeKind = (typeof changeKinds)[number]

/** What a row says otherwise than the file. Nothing is changed before a person accepts it. */
export interface Change extends Replacement {
  readonly kind: ChangeKind
  readonly source: RowPlace
  /** What changes along with it: the day of writing down, further telephones, the day on which the old number was checked. */
  readonly also: readonly Replacement[]
}

/** Something known of which the sheet says nothing although it has the column. It is never taken over. */
export interface Blank {
  readonly pointer: Pointer
  readonly known: unknown
  readonly because: 'blank' | 'unreadable'
  readonly source: RowPlace
}

/** What row and file have in common that makes them one child. */
export type MatchedBy = 'idNumber' | 'number' | 'person' | 'id'

/** Which border a child crossed: another village of the township, another township of the county, another county. */
export type MoveScope = 'village' | 'township' | 'county'

/** What a row says of a file. */
export interface Comparison {
  readonly changes: readonly Change[]
  readonly blanks: readonly Blank[]
}

/**
 * A file that a row perhaps means. `otherName`: the number is the same and the names do not meet. `several`: several rows or files have
 * the same identity. `twice`: another row is this file already, so that the child stands in the sheet more than once. `evidence`: names, dates and people fit although the identity differs.
 */
export interface Candidate extends Comparison {
  readonly child: ChildId
  readonly why: 'otherName' | 'several' | 'twice' | 'evidence'
  /** 0 to 100, the identity number left out. */
  readonly score: number
  readonly parts: readonly Part[]
  readonly stored: ChildFile
}

/** A child that row and file agree upon. `moved` and `back` have changes like `changed`. */
export interface Matched extends Comparison {
  readonly kind: 'same' | 'changed' | 'moved' | 'back'
  readonly child: ChildId
  readonly by: MatchedBy
  readonly row: RowPlace
  readonly scope?: MoveScope
  readonly stored: ChildFile
}

/** A row that no file fits. `child` is the id that it would get. */
export interface NewChild {
  readonly kind: 'new'
  readonly child: ChildId
  readonly row: RowPlace
  readonly read: ChildFile
}

/** A row that perhaps means a file: a question. `child` is the id that it would get as a new child. */
export interface PerhapsChild {
  readonly kind: 'perhaps'
  readonly child: ChildId
  readonly row: RowPlace
  readonly read: ChildFile
  readonly candidates: readonly Candidate[]
}

/**
 * A file without a row. `missing` is a question and never an exit: the row may have been forgotten or be among the rejects. `left`: the
 * child had left before. `outside`: the sheet does not cover where the child lives.
 */
export interface WithoutRow {
  readonly kind: 'missing' | 'left' | 'outside'
  readonly child: ChildId
  readonly stored: ChildFile
}

/** What became of one child between two sheets. */
export type Reconciled = Matched | NewChild | PerhapsChild | WithoutRow

/**
 * Stored files beside a newly read register. Each row that became a record stands in one entry, each file in one entry or among the
 * candidates of a question. Entries are in order of their ids, whatever the order of files and rows.
 */
export interface Reconciliation {
  readonly children: readonly Reconciled[]
  /** Rows that could not become a record; a missing child may be one of them. */
  readonly rejects: readonly RowPlace[]
}

/** What a comparison cannot know from files and rows. */
export interface ReconcileOptions {
  /** Divisions that the sheet is about; files that live elsewhere are `outside` instead of `missing`. If not said, all are covered. */
  readonly covers?: readonly string[]
  /** Children that were missing in the sheet before this one; standing in it, they are back. */
  readonly missingBefore?: readonly string[]
  /**
   * Fields for which the sheet has a column, as pointers. If not said, those of which some row under the same heading says something: a
   * column that is empty in every row counts as not there.
   */
  readonly columns?: readonly Pointer[]
  /** Points, of 100, from which evidence makes a question; 75 if not said. */
  readonly likely?: number
}

/** The day and place under which a row was read. */
export interface Reading {
  readonly place: RowPlace
  readonly file: ChildFile
  /** Whether the sheet has a column for the field. */
  readonly has: (pointer: Pointer) => boolean
  /** Whether something stood in the cell that could not be kept. */
  readonly unreadable: (pointer: Pointer) => boolean
}

/** Whether the child has left the register, by what the file says. */
export function hasLeft({ register }: ChildFile): boolean {
  const { registerState, exitOn, exitReason } = register
  const said = (value: PlainDate | ChildFile['register']['exitReason']): boolean =>
    value !== 'notCollected' && value !== 'contested' && value !== 'none'
  return registerState === 'exited' || (registerState !== 'registered' && (said(exitOn) || said(exitReason)))
}
