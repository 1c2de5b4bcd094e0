import type { Field, YesNo } from '../../../src/absent.ts'
import type { PlainDate } from '../../../src/date.ts'
import { type Book, type FlagForm, type GapBy, gapOf, type GapForm, type MissingBy } from './book.ts'
import { dayOf, never } from './day.ts'
import {
  greater,
  known,
  later,
  lesser,
  no,
  perhaps,
  type Reason,
  reasonOf,
  reasonOfCode,
  type Truth,
  untilOf,
  yes,
} from './section.ts'
import { named, type Sheet, shown } from './sheet.ts'

export function delegationTerms(book: Book) {
  const question = (id: string, fact: string, field: 'agreement' | 'childHeard') => {
    const missing = book.missing(fact, `/delegation/${field}`)
    return {
      flag: book.flag(id),
      gap: book.gap(id),
      missing,
      gaps: book.gaps(id, missing),
      path: `/delegation/${field}` as const,
    }
  }
  return {
    delegate: book.missing('carer.delegated', '/delegate'),
    agreement: question('guardianship.no-agreement', 'delegation.agreement', 'agreement'),
    childHeard: question('guardianship.child-not-heard', 'delegation.childHeard', 'childHeard'),
    noNotice: book.flag('guardianship.no-notice'),
    noNoticeGap: book.gap('guardianship.no-notice'),
    village: book.missing('delegation.noticeToVillage', '/delegation/noticeToVillageOn'),
    school: book.missing('delegation.noticeToSchool', '/delegation/noticeToSchoolOn'),
    state: book.missing('school.state', '/schooling/status'),
  }
}
type Terms = ReturnType<typeof delegationTerms>

interface Question {
  readonly flag: FlagForm
  readonly gap: GapForm
  readonly missing: MissingBy
  readonly gaps: GapBy
  readonly path: `/delegation/${string}`
}

/** A question about the act of delegation that should have been answered with yes; asked where there is a delegated carer. */
function shouldBeYes(sheet: Sheet, terms: Terms, { flag, gap, missing, gaps, path }: Question, value: YesNo): void {
  const { delegation, delegated, carer } = sheet
  const reason = reasonOf(value, delegation.state)
  const until = untilOf(reason, delegation)
  if (delegated === no) {
    sheet.turnsOn(sheet.delegatedUntil)
    return
  }
  if (reason === known && value === 'yes') {
    sheet.turnsOn(until)
    return
  }
  sheet.turnsOn(lesser(sheet.delegatedUntil, until))
  if (delegated === yes) {
    if (reason !== known) {
      sheet.ask(gaps[reason]!)
      return
    }
    sheet.fireSince(flag, carer, delegation, [
      shown(path, value, delegation.recordedOn),
      named('/delegate', carer.recordedOn, 'context'),
    ])
    return
  }
  const delegate = terms.delegate[sheet.delegatedReason]!
  sheet.ask(gapOf(gap, reason === known ? [delegate] : [delegate, missing[reason]!]))
}

export const noAgreement = (sheet: Sheet, terms: Terms): void =>
  shouldBeYes(sheet, terms, terms.agreement, sheet.file.delegation.agreement)

export const childNotHeard = (sheet: Sheet, terms: Terms): void =>
  shouldBeYes(sheet, terms, terms.childHeard, sheet.file.delegation.childHeard)

/** Why it cannot be told whether a notice was given; a notice that was given stays given. */
function noticeReason(sheet: Sheet, given: Field<PlainDate | 'none'>): Reason {
  if (given === 'none' || given === 'notCollected' || given === 'contested')
    return reasonOf(given, sheet.delegation.state)
  return sheet.delegation.state === later || given > sheet.asOf ? later : known
}

function noticeUntil(sheet: Sheet, given: Field<PlainDate | 'none'>, reason: Reason): number {
  const { delegation } = sheet
  if (given === 'none' || given === 'notCollected' || given === 'contested') return untilOf(reason, delegation)
  if (reason === known) return never
  const until = delegation.state === later ? delegation.until : never
  return given > sheet.asOf ? lesser(until, dayOf(given)) : until
}

const outside = new Set<unknown>(['notEntered', 'droppedOut', 'notAtSchool', 'none'])

export function noNotice(sheet: Sheet, terms: Terms): void {
  const { delegation, delegated, carer, school, file } = sheet
  const { noticeToVillageOn, noticeToSchoolOn } = file.delegation
  const villageReason = noticeReason(sheet, noticeToVillageOn)
  const village: Truth = villageReason !== known ? perhaps : noticeToVillageOn === 'none' ? yes : no
  const villageUntil = noticeUntil(sheet, noticeToVillageOn, villageReason)
  const schoolReason = noticeReason(sheet, noticeToSchoolOn)
  const untold: Truth = schoolReason !== known ? perhaps : noticeToSchoolOn === 'none' ? yes : no
  const untoldUntil = noticeUntil(sheet, noticeToSchoolOn, schoolReason)
  const stateReason = reasonOfCode(file.schooling.status, school.state)
  const inside: Truth = stateReason !== known ? perhaps : outside.has(file.schooling.status) ? no : yes
  const insideUntil = untilOf(stateReason, school)

  // The school has to be told, if the child is at one.
  let atSchool: Truth
  let atSchoolUntil: number
  if (untold === no || inside === no) {
    atSchool = no
    atSchoolUntil = untold !== no ? insideUntil : inside !== no ? untoldUntil : greater(untoldUntil, insideUntil)
  } else {
    atSchool = untold === yes ? inside : perhaps
    atSchoolUntil = lesser(untoldUntil, insideUntil)
  }
  let truth: Truth
  let until: number
  if (village === yes || atSchool === yes) {
    truth = yes
    until = village !== yes ? atSchoolUntil : atSchool !== yes ? villageUntil : greater(villageUntil, atSchoolUntil)
  } else {
    truth = village === no && atSchool === no ? no : perhaps
    until = lesser(villageUntil, atSchoolUntil)
  }
  if (delegated === no) {
    sheet.turnsOn(truth === no ? greater(sheet.delegatedUntil, until) : sheet.delegatedUntil)
    return
  }
  if (truth === no) {
    sheet.turnsOn(until)
    return
  }
  sheet.turnsOn(lesser(sheet.delegatedUntil, until))
  if (delegated === yes && truth === yes) {
    const delegate = named('/delegate', carer.recordedOn, 'context')
    if (village === yes) {
      sheet.fireSince(terms.noNotice, carer, delegation, [
        shown('/delegation/noticeToVillageOn', 'none', delegation.recordedOn),
        delegate,
      ])
      return
    }
    const section = school.recorded > delegation.recorded ? school : delegation
    sheet.fireSince(terms.noNotice, carer, section, [
      shown('/delegation/noticeToSchoolOn', 'none', delegation.recordedOn),
      shown('/schooling/status', file.schooling.status, school.recordedOn),
      delegate,
    ])
    return
  }
  const missing = delegated === yes ? [] : [terms.delegate[sheet.delegatedReason]!]
  if (truth === perhaps) {
    if (village === perhaps) missing.push(terms.village[villageReason]!)
    if (atSchool === perhaps) {
      if (untold === perhaps) missing.push(terms.school[schoolReason]!)
      if (inside === perhaps) missing.push(terms.state[stateReason]!)
    }
  }
  sheet.ask(gapOf(terms.noNoticeGap, missing))
}
