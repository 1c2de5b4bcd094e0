import type { PlainDate } from '../../date.ts'
import type { codeLists, Code } from '../../records/index.ts'
import type { Source } from '../../source.ts'
import type { Wording } from '../wording.ts'

/** A vaccine by the code of the records. */
export type Vaccine = Code<typeof codeLists.vaccines>

/** A span of calendar months and days. */
export interface Span {
  readonly months?: number
  readonly days?: number
}

/** One dose of a course. The age at which it is scheduled is also the least age at which it counts, unless `countsFrom` says less. */
export interface DoseRule {
  readonly age: Span
  /** What is given. */
  readonly give: readonly Vaccine[]
  /** What counts when it was given; the same if left out. */
  readonly accepts?: readonly Vaccine[]
  readonly countsFrom?: Span
  /** A lower age that counts if this and all earlier doses were of one vaccine. */
  readonly earlier?: { readonly age: Span; readonly allOf: Vaccine }
  /** The age before which it has to be done; that of a later dose holds where none is given. */
  readonly before?: Span
  /** Least time since the dose before. */
  readonly interval?: Span
  readonly source: Source
  readonly intervalSource?: Source
}

/** A course as it stood from a day on; without a day, as long as anybody asks. */
export interface CourseVersion {
  readonly from?: PlainDate
  readonly doses: readonly DoseRule[]
}

/** Doses against the same diseases, in order. */
export interface Course {
  readonly id: string
  /** Courses of one group stand for each other; the first is the usual one. */
  readonly group: string
  readonly name: Wording
  /** In order of `from`; a dose goes by the version in force on the day on which it falls due, or was given. */
  readonly versions: readonly [CourseVersion, ...CourseVersion[]]
  readonly sex?: 'female'
  /** Only for children born on or after this day. */
  readonly bornFrom?: PlainDate
  /** Not given any more from this age on. */
  readonly tooOld: Span
  /** From this age on something has to be clarified before it is given. */
  readonly clarifyFrom?: { readonly age: Span; readonly text: Wording }
  readonly source: Source
}

/** A programme of immunisation as data. Every answer from it has to be looked at by a health professional. */
export interface ImmunisationProgramme {
  readonly id: string
  /** Children born earlier began by an older schedule. */
  readonly bornFrom: PlainDate
  readonly courses: readonly Course[]
  /** Live vaccines that are injected, and the least time between two of them that were not given on one day. */
  readonly live: { readonly vaccines: readonly Vaccine[]; readonly apartDays: number; readonly source: Source }
  /** Vaccines outside the code list, by what people write for them, and the vaccines for which each counts. */
  readonly others: readonly { readonly words: readonly string[]; readonly countsAs: readonly Vaccine[] }[]
}
