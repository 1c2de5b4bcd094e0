import type { PlainDate } from '../../date.ts'
import type { Answer } from '../../records/index.ts'
import type { Source } from '../../source.ts'
import type { Wording } from '../wording.ts'
import { type Filled, scheduled } from './course.ts'
import type { Course, Vaccine } from './programme.ts'
import { after } from './span.ts'

/** Where a dose of the programme stands. Only `due` and `overdue` say that it was not given. */
export type DoseStatus = 'done' | 'due' | 'overdue' | 'tooEarly' | 'notApplicable' | 'unknown'

/** Why a dose stands where it stands. */
export type DoseReason =
  | 'recorded'
  /** Recorded without its day. */
  | 'recordedWithoutDate'
  | 'ageNotReached'
  /** The interval to the dose before is not over. */
  | 'interval'
  | 'ageReached'
  | 'limitPassed'
  | 'notForThisChild'
  | 'tooOld'
  | 'birthDateUnknown'
  | 'sexUnknown'
  /** Nobody says that the card was seen in full, lately enough: it may have been given. */
  | 'cardNotSeen'
  /** A later dose is recorded: this one may be missing from the record only. */
  | 'laterDoseRecorded'
  /** A recorded dose without a day or a name may be this one. */
  | 'unclearRecord'
  /** Vaccines of both courses are recorded. */
  | 'mixedCourses'

/** One dose of the programme and where it stands for this child. */
export interface DueDose {
  readonly course: string
  readonly number: number
  readonly name: Wording
  readonly give: readonly Vaccine[]
  readonly status: DoseStatus
  readonly because: DoseReason
  /** What it is if it was not given; for `unknown`. */
  readonly ifNotGiven?: 'due' | 'overdue' | 'tooEarly'
  /** First day on which it is scheduled; before it, it does not count. */
  readonly from?: PlainDate
  /** Day before which it has to be done. */
  readonly before?: PlainDate
  /** First day that the interval to the dose before allows. */
  readonly notBefore?: PlainDate
  readonly on?: PlainDate
  /** Id of the record. */
  readonly record?: string
  readonly clarify?: Wording
  /** The schedule changed while the child was between its doses; the official table of transition was not seen. */
  readonly transition: boolean
  readonly source: Source
}

/** A course and what is known of it for a child. */
export interface CourseState {
  readonly course: Course
  readonly filled: Filled
  readonly birthDate: PlainDate
  readonly asOf: PlainDate
  /** Day on which the card was seen, if that still holds. */
  readonly card: PlainDate | undefined
  readonly applies: Answer
  readonly mixed: boolean
  /** Whether a recorded dose may be one of those that are missing. */
  readonly unclear: boolean
}

/** Where each dose of a course stands. */
export function dueDoses(state: CourseState): readonly DueDose[] {
  const { course, filled, birthDate, asOf } = state
  return filled.slots.map((slot, at): DueDose => {
    const { rule, from, before, transition } = scheduled(course, at, birthDate)
    const clarify =
      course.clarifyFrom && asOf >= after(birthDate, course.clarifyFrom.age) ? course.clarifyFrom.text : undefined
    const base = {
      course: course.id,
      number: at + 1,
      name: course.name,
      give: rule.give,
      from,
      ...(before === undefined ? {} : { before }),
      source: rule.source,
    }
    if (slot && state.applies !== 'no')
      return {
        ...base,
        status: 'done',
        because: slot.on === undefined ? 'recordedWithoutDate' : 'recorded',
        record: slot.id,
        ...(slot.on === undefined ? {} : { on: slot.on }),
        transition: false,
      }
    const notBefore = filled.notBefore[at]
    return {
      ...base,
      ...missing(state, at, { from, before, notBefore }),
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(clarify === undefined ? {} : { clarify }),
      transition: transition && asOf >= from,
    }
  })
}

type Standing = Pick<DueDose, 'status' | 'because' | 'ifNotGiven'>
interface Days {
  readonly from: PlainDate
  readonly before: PlainDate | undefined
  readonly notBefore: PlainDate | undefined
}

/** Where a dose stands that is not recorded. */
function missing(
  { course, filled, birthDate, asOf, card, applies, mixed, unclear }: CourseState,
  at: number,
  days: Days,
): Standing {
  if (applies === 'no') return { status: 'notApplicable', because: 'notForThisChild' }
  if (asOf < days.from) return { status: 'tooEarly', because: 'ageNotReached' }
  if (asOf >= after(birthDate, course.tooOld)) return { status: 'notApplicable', because: 'tooOld' }
  const held = days.notBefore !== undefined && asOf < days.notBefore
  const late = days.before !== undefined && asOf >= days.before
  const ifNotGiven = late ? 'overdue' : held ? 'tooEarly' : 'due'
  const unknown = (because: DoseReason): Standing => ({ status: 'unknown', because, ifNotGiven })
  if (applies === 'unknown') return unknown('sexUnknown')
  if (filled.slots.some((slot, other) => slot && other > at)) return unknown('laterDoseRecorded')
  if (mixed) return unknown('mixedCourses')
  if (unclear) return unknown('unclearRecord')
  if (card === undefined || card < days.from) return unknown('cardNotSeen')
  return { status: ifNotGiven, because: late ? 'limitPassed' : held ? 'interval' : 'ageReached' }
}

/** The doses of a course for a child whose day of birth is not known. */
export const undatedDoses = (course: Course): readonly DueDose[] =>
  (course.versions.at(-1) ?? course.versions[0]).doses.map((rule, at) => ({
    course: course.id,
    number: at + 1,
    name: course.name,
    give: rule.give,
    status: 'unknown',
    because: 'birthDateUnknown',
    transition: false,
    source: rule.source,
  }))
