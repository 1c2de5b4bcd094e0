import type { EpochDay, PlainDate } from '../../date.ts'
import type { ChildFile, CodeList } from '../../records/index.ts'
import type { Truth } from '../language/truth.ts'
import type { Lacking, Reading, Seen, Words } from './reading.ts'
import type { Span } from './span.ts'

/**
 * What kind of answer a fact gives. `code`: one of its codes. `codes`: a set of them. `word`: any short identifier, such as the id
 * of an instrument. `division`: the code of a division. `list`: entries with fields of their own.
 */
export type FactType = 'yesNo' | 'code' | 'codes' | 'word' | 'number' | 'date' | 'division' | 'list'

/** A field of the entries of a list; inside `some`, `every` and `count` it is named `each.` and the field. */
export interface FactField {
  readonly type: Exclude<FactType, 'list'>
  readonly label: Words
  readonly codes?: readonly string[]
}

/** One thing that rules may ask about a child. Rules name facts, never paths; only facts read a file. */
export interface Fact {
  readonly name: string
  readonly type: FactType
  readonly label: Words
  /** The fields that it reads, as JSON Pointers; `*` stands for any id. */
  readonly reads: readonly string[]
  /** The parameter that says for how many days what was written down can be used. */
  readonly window?: string
  /** Unit of a number. */
  readonly unit?: string
  /** The codes that a rule may name. */
  readonly codes?: readonly string[]
  readonly fields?: Readonly<Record<string, FactField>>
  /** What the file says on the day of the view. */
  readonly read: (view: View) => Reading
}

/** The facts by name. */
export type Catalogue = Readonly<Record<string, Fact>>

/** What other rooms found out and a file does not hold. `on`: when it was found out. */
export interface BesideEntry {
  readonly value: 'yes' | 'no' | number
  readonly on?: PlainDate
}

/** What stands beside a file, by the name of the fact. */
export type Beside = Readonly<Record<string, BesideEntry>>

/** How a rule of the first round came out; rules of the second round count these. */
export interface Verdict {
  readonly rule: string
  readonly tier: number
  readonly domain: string
  readonly truth: Truth
  readonly span: () => Span
  readonly seen: () => readonly Seen[]
  readonly lacking: () => readonly Lacking[]
}

/** A file as it stands on a day, for one ruleset. */
export interface View {
  readonly file: ChildFile
  readonly beside: Beside
  readonly day: EpochDay
  readonly asOf: PlainDate
  /** The value of a numeric parameter that is in force on the day. */
  readonly days: (parameter: string) => number
  /** How the rules that are counted come out. */
  readonly verdicts: () => readonly Verdict[]
  /** Readings that were made already, by slot. */
  readonly memo: (Reading | undefined)[]
  /** Spans of rules that were worked out already, by rule. */
  readonly spans: Map<object, Span>
}

/** The fields of a section that a fact reads, with the day on which the section was written down. */
export const fieldsOf = (part: string, ...fields: readonly string[]): readonly string[] =>
  [...fields, 'recordedOn'].map((field) => `/${part}/${field}`)

/** The codes of a list. */
export const keysOf = (list: CodeList): readonly string[] => list.rows.map(({ key }) => key)
