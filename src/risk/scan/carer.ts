import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { bornBetween } from '../facts/birth.ts'
import { askReading, BoundsCell, cellAs, type CodeCell, contested, later, notCollected } from './cell.ts'
import { codeCell } from './family.ts'
import type { Now } from './now.ts'
import { Around, Part } from './part.ts'
import type { Scanner } from './scanner.ts'

/** Who cares for the child, and what is known of a delegated carer. */
export const carerScanner: Scanner = (asked, now) => {
  const [part, care, around] = [new Part(), new Part(), new Around()]
  const [delegated, cared] = [codeCell(asked, 'carer.delegated'), codeCell(asked, 'care.carer')]
  const [selfSupporting, health] = [codeCell(asked, 'carer.selfSupporting'), codeCell(asked, 'carer.health')]
  const excluded = codeCell(asked, 'carer.excluded')
  let why = notCollected
  const asksBirth = asked.find(({ fact }) => fact === 'carer.birthDate')
  const birth = asksBirth && cellAs(BoundsCell, asksBirth)

  /** Whether there is a delegated carer, and over which days that stays: the answer, put into `around`. */
  const there = ({ file: { delegate } }: Now): 0 | 1 | 2 => {
    around.from = part.from
    around.until = part.until
    why = part.why
    if (typeof delegate === 'object') return part.isUsable ? 2 : 0
    if (isKnown(delegate)) return part.isUsable ? 1 : 0
    if (!part.isLater) {
      around.reset()
      why = delegate === 'contested' ? contested : notCollected
    }
    return 0
  }
  const caredFor = (cell: CodeCell, delegatedCarer: 0 | 1 | 2): void => {
    if (delegatedCarer === 2) {
      cell.set(2, around.from, around.until)
      return
    }
    const { actualCarer, recordedOn } = now.file.care
    care.enter(recordedOn, now.day, now.family)
    const [from, until] = [Math.max(around.from, care.from), Math.min(around.until, care.until)]
    if (!care.isUsable || !isKnown(actualCarer)) {
      if (delegatedCarer === 0) cell.unknown(from, until, why)
      else cell.set(delegatedCarer, from, until)
      return
    }
    cell.set(actualCarer === 'nobody' || actualCarer === 'none' ? 1 : 2, from, until)
  }
  const born = (cell: BoundsCell, { birthDate, age, recordedOn }: Delegate): void => {
    around.reset()
    if (isKnown(recordedOn)) around.turn(dayOfDate(recordedOn), now.day)
    if (isKnown(birthDate)) {
      const day = dayOfDate(birthDate)
      cell.set(day, day, around.from, around.until)
    } else if (isKnown(age) && isKnown(recordedOn)) {
      const { least, most } = bornBetween(age, recordedOn)
      cell.set(least, most, around.from, around.until)
    } else if (isKnown(age)) cell.unknown(around.from, around.until, askReading)
    else cell.unknown(around.from, around.until, birthDate === 'contested' ? contested : notCollected)
  }
  const isExcluded = (cell: CodeCell, { exclusions }: Delegate): void => {
    if (!isKnown(exclusions)) part.absent(cell, exclusions)
    else if (!part.isUsable) cell.unknown(part.from, part.until, part.why)
    else cell.set(exclusions !== 'none' && exclusions.length > 0 ? 2 : 1, part.from, part.until)
  }
  return () => {
    const { delegate, delegation } = now.file
    part.enter(typeof delegate === 'object' ? delegate.recordedOn : delegation.recordedOn, now.day, now.family)
    if (delegated || cared) {
      const answer = there(now)
      if (answer !== 0) delegated?.set(answer, around.from, around.until)
      else delegated?.unknown(around.from, around.until, why)
      if (cared) caredFor(cared, answer)
    }
    if (typeof delegate === 'object' && !part.isLater) {
      if (selfSupporting) part.code(selfSupporting, delegate.selfSupporting)
      if (health) part.code(health, delegate.health)
      if (excluded) isExcluded(excluded, delegate)
      if (birth) born(birth, delegate)
    } else {
      if (selfSupporting) part.absent(selfSupporting, delegate)
      if (health) part.absent(health, delegate)
      if (excluded) part.absent(excluded, delegate)
      if (birth) part.absent(birth, delegate)
    }
  }
}
type Delegate = Exclude<Now['file']['delegate'], string>

/** What was agreed and told when the care was delegated. */
export const delegationScanner: Scanner = (asked, now) => {
  const [part, around] = [new Part(), new Around()]
  const [agreement, heard] = [codeCell(asked, 'delegation.agreement'), codeCell(asked, 'delegation.childHeard')]
  const [school, village] = [
    codeCell(asked, 'delegation.noticeToSchool'),
    codeCell(asked, 'delegation.noticeToVillage'),
  ]
  const notice = (cell: CodeCell, given: Field<PlainDate | 'none'>, recordedOn: Field<PlainDate>): void => {
    if (!isKnown(given)) {
      part.absent(cell, given)
      return
    }
    if (given === 'none') {
      if (part.isUsable) cell.set(1, part.from, part.until)
      else cell.unknown(part.from, part.until, part.why)
      return
    }
    around.reset()
    const on = dayOfDate(given)
    around.turn(on, now.day)
    let isLater = on > now.day
    if (isKnown(recordedOn)) {
      const written = dayOfDate(recordedOn)
      around.turn(written, now.day)
      isLater ||= written > now.day
    }
    if (isLater) cell.unknown(around.from, around.until, later)
    else cell.set(2, around.from, around.until)
  }
  return () => {
    const { delegation } = now.file
    part.enter(delegation.recordedOn, now.day, now.family)
    if (agreement) part.code(agreement, delegation.agreement)
    if (heard) part.code(heard, delegation.childHeard)
    if (school) notice(school, delegation.noticeToSchoolOn, delegation.recordedOn)
    if (village) notice(village, delegation.noticeToVillageOn, delegation.recordedOn)
  }
}
