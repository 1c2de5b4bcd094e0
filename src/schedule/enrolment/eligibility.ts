import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { ageOn } from '../../records/index.ts'
import type { EnrolmentChild, EnrolmentGroup } from './enrolment-request.ts'

/** Why a child cannot have a group, whatever seats there are. `...Unknown` waits for somebody to ask; it is not a no. */
export type NotEligible =
  | 'consentUnknown'
  | 'consentRefused'
  | 'gradeUnknown'
  | 'grade'
  | 'ageUnknown'
  | 'age'
  | 'tagsUnknown'
  | 'unsuitable'

/** Why a child cannot have a group; undefined if it can. */
export function notEligible(child: EnrolmentChild, group: EnrolmentGroup, asOf: PlainDate): NotEligible | undefined {
  const { grades, ages, notFor = [] } = group
  if (child.consent !== 'given') return child.consent === 'refused' ? 'consentRefused' : 'consentUnknown'
  if (grades !== undefined) {
    if (!isKnown(child.grade)) return 'gradeUnknown'
    if (!grades.includes(child.grade)) return 'grade'
  }
  if (ages !== undefined) {
    if (!isKnown(child.birthDate)) return 'ageUnknown'
    const age = ageOn(child.birthDate, asOf)
    if (age < ages.from || age > ages.to) return 'age'
  }
  if (notFor.length > 0) {
    if (!isKnown(child.tags)) return 'tagsUnknown'
    if (child.tags.some((tag) => notFor.includes(tag))) return 'unsuitable'
  }
  return undefined
}

/** Whether seats of the group are protected for the child. */
export const isProtected = ({ classes }: EnrolmentChild, { protectedSeats }: EnrolmentGroup): boolean =>
  protectedSeats !== undefined && protectedSeats.classes.some((each) => classes.includes(each))
