import { isDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import { type Book, gapOf } from './book.ts'
import { completes, dayOf, ever, lastBirth, never } from './day.ts'
import { holds } from './family.ts'
import {
  contested,
  greater,
  known,
  lesser,
  no,
  notCollected,
  perhaps,
  type Reason,
  reasonOf,
  reasonOfCode,
  type Truth,
  untilOf,
  yes,
} from './section.ts'
import { named, type Sheet, shown } from './sheet.ts'

/** When the child was born: between two days, the same unless two dates are claimed. Unknown where `reason` says why and there is no claim. */
export class Birth {
  reason: Reason = known
  least = ever
  most = never

  read({ birthDate, claims }: ChildFile): void {
    if (birthDate === 'notCollected') this.unknown(notCollected)
    else if (birthDate === 'contested') {
      this.unknown(contested)
      this.claimed(claims['/birthDate'])
    } else {
      this.reason = known
      this.least = dayOf(birthDate)
      this.most = this.least
    }
  }

  private unknown(reason: Reason): void {
    this.reason = reason
    this.least = ever
    this.most = never
  }

  /** Between the first and the last day that somebody claims, if all of them are days. */
  private claimed(claims: ChildFile['claims'][keyof ChildFile['claims']] | undefined): void {
    if (claims === undefined || claims.length === 0) return
    let least = never
    let most = ever
    for (const { value } of claims) {
      if (typeof value !== 'string' || !isDate(value)) return
      const day = dayOf(value)
      if (day < least) least = day
      if (day > most) most = day
    }
    this.least = least
    this.most = most
  }
}

/** Somebody born on this day or before has reached the age, and `more` days. */
interface Age {
  readonly years: number
  readonly more: number
  readonly lastBirth: number
}

export function schoolTerms(book: Book) {
  const age = (id: string, more: number): Age => {
    const years = book.number(id)
    return { years, more, lastBirth: lastBirth(book.day, years, more) }
  }
  const behaviours = book.missing('conduct.behaviours', '/conduct/behaviours')
  return {
    past16: age('school.dropoutUnder', 1),
    is7: age('school.fromAge', 0),
    past15: age('school.toAge', 1),
    notInSchool: book.flag('school.not-in-school'),
    notInSchoolGap: book.gap('school.not-in-school'),
    state: book.missing('school.state', '/schooling/status'),
    born: book.missing('child.birthDate', '/birthDate'),
    stateGaps: book.gaps('school.not-in-school', book.missing('school.state', '/schooling/status')),
    serious: book.flag('conduct.serious'),
    seriousGaps: book.gaps('conduct.serious', behaviours),
    firstSigns: book.flag('conduct.first-signs'),
    firstSignsGaps: book.gaps('conduct.first-signs', behaviours),
  }
}
type Terms = ReturnType<typeof schoolTerms>

const reached = (birth: Birth, age: Age): Truth =>
  birth.most <= age.lastBirth ? yes : birth.least <= age.lastBirth ? perhaps : no

/** The next day on which it may turn whether the age has been reached. */
function reachedUntil(birth: Birth, age: Age): number {
  if (birth.most <= age.lastBirth) return never
  const next = birth.least <= age.lastBirth ? birth.most : birth.least
  return next === never || next === ever ? never : completes(next, age.years) + age.more
}

/** Of age to have to be at school, and not there. Left at any age under 16, or never entered from 7 to under 15. */
export function notInSchool(sheet: Sheet, birth: Birth, terms: Terms): void {
  const { school } = sheet
  const { status } = sheet.file.schooling
  const reason = reasonOfCode(status, school.state)
  const { past16, is7, past15 } = terms
  // Most children are at school, or too old for the question.
  if (birth.most <= past16.lastBirth) return
  const left: Truth = reason !== known ? perhaps : status === 'droppedOut' ? yes : no
  const outside: Truth = reason !== known ? perhaps : status === 'notAtSchool' || status === 'notEntered' ? yes : no
  if (left === no && outside === no) {
    sheet.turnsOn(school.until)
    return
  }

  const stateUntil = untilOf(reason, school)
  const under16 = (2 - reached(birth, past16)) as Truth
  const under16Until = reachedUntil(birth, past16)
  const leaves: Truth = left < under16 ? left : under16
  const leavesUntil = left === no ? stateUntil : lesser(stateUntil, under16Until)
  const from7 = reached(birth, is7)
  const from7Until = reachedUntil(birth, is7)
  const under15 = (2 - reached(birth, past15)) as Truth
  const under15Until = reachedUntil(birth, past15)
  let absent: Truth
  let absentUntil: number
  if (outside === no || from7 === no || under15 === no) {
    absent = no
    absentUntil = outside === no ? stateUntil : ever
    if (from7 === no) absentUntil = greater(absentUntil, from7Until)
    if (under15 === no) absentUntil = greater(absentUntil, under15Until)
  } else {
    absent = outside === yes && from7 === yes && under15 === yes ? yes : perhaps
    absentUntil = lesser(stateUntil, lesser(from7Until, under15Until))
  }
  if (leaves === yes || absent === yes) {
    sheet.turnsOn(leaves === yes ? leavesUntil : absentUntil)
    const evidence = [
      shown('/schooling/status', status, school.recordedOn),
      shown('/birthDate', sheet.file.birthDate, undefined),
    ]
    if (birth.reason === contested) evidence.push(named('/claims/~1birthDate', undefined, 'trigger'))
    const from = leaves === yes ? ever : completes(birth.most, is7.years)
    if (from <= school.recorded) {
      sheet.fireSince(terms.notInSchool, school, school, evidence)
      return
    }
    sheet.fireFrom(terms.notInSchool, from, from === completes(birth.least, is7.years), evidence)
    return
  }
  sheet.turnsOn(lesser(leavesUntil, absentUntil))
  if (leaves === no && absent === no) return
  const isBirthOpen =
    (leaves === perhaps && under16 === perhaps) || (absent === perhaps && (from7 === perhaps || under15 === perhaps))
  if (!isBirthOpen) {
    sheet.ask(terms.stateGaps[reason]!)
    return
  }
  const born = terms.born[birth.reason]!
  sheet.ask(gapOf(terms.notInSchoolGap, reason === known ? [born] : [terms.state[reason]!, born]))
}

const seriousCodes = new Set([
  'brawling',
  'weapons',
  'assault',
  'theft',
  'obscenity',
  'prostitution',
  'drugs',
  'heavyGambling',
  'otherSerious',
])
const isSerious = (code: string): boolean => seriousCodes.has(code)
const isFirstSign = (code: string): boolean => !seriousCodes.has(code)

export function seriousConduct(sheet: Sheet, terms: Terms): void {
  const { conduct } = sheet
  const { behaviours } = sheet.file.conduct
  const reason = reasonOf(behaviours, conduct.state)
  sheet.turnsOn(untilOf(reason, conduct))
  if (reason !== known) {
    sheet.ask(terms.seriousGaps[reason]!)
    return
  }
  const truth = holds(behaviours, isSerious)
  if (truth === yes)
    sheet.fireSince(terms.serious, conduct, conduct, [shown('/conduct/behaviours', behaviours, conduct.recordedOn)])
  else if (truth === perhaps) sheet.ask(terms.seriousGaps[3]!)
}

export function firstSigns(sheet: Sheet, terms: Terms): void {
  const { conduct } = sheet
  const { behaviours } = sheet.file.conduct
  const reason = reasonOf(behaviours, conduct.state)
  sheet.turnsOn(untilOf(reason, conduct))
  if (reason !== known) {
    sheet.ask(terms.firstSignsGaps[reason]!)
    return
  }
  const truth = holds(behaviours, isFirstSign)
  if (truth === yes)
    sheet.fireSince(terms.firstSigns, conduct, conduct, [shown('/conduct/behaviours', behaviours, conduct.recordedOn)])
  else if (truth === perhaps) sheet.ask(terms.firstSignsGaps[3]!)
}
