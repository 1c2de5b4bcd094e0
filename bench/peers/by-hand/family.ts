import type { ChildFile } from '../../../src/records/index.ts'
import type { Book } from './book.ts'
import { gapOf } from './book.ts'
import { dayOf, ever, never } from './day.ts'
import {
  greater,
  known,
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

// Where a parent is: a number above those of the reasons why nobody knows.
const atHome = 10
const isAway = 11
const elsewhere = 12
const places = new Map<unknown, number>([
  ['homeCapable', atHome],
  ['homeIncapable', elsewhere],
  ['awayWorking', isAway],
  ['divorcedAway', isAway],
  ['divorcedNotRaising', isAway],
  ['dead', elsewhere],
  ['none', elsewhere],
  ['imprisoned', elsewhere],
  ['compulsoryTreatment', elsewhere],
  ['missing', elsewhere],
  ['lostContact', elsewhere],
  ['whereaboutsUnknown', elsewhere],
])

const placeOf = (status: unknown, state: Reason): number => {
  const reason = reasonOfCode(status, state)
  return reason === known ? places.get(status)! : reason
}
const isPlace = (place: number): boolean => place >= atHome

/** Whether one of the parents is there: no only if both are known to be elsewhere. */
const eitherAt = (father: number, mother: number, place: number): Truth =>
  father === place || mother === place ? yes : isPlace(father) && isPlace(mother) ? no : perhaps

/** Whether on another day a parent was away and none at home. */
export function parentsOn({ file, father, mother }: Sheet, day: number): Truth {
  const atFather = placeOf(file.father.status, father.stateOn(day))
  const atMother = placeOf(file.mother.status, mother.stateOn(day))
  const notHome = (2 - eitherAt(atFather, atMother, atHome)) as Truth
  const away = eitherAt(atFather, atMother, isAway)
  return notHome < away ? notHome : away
}

/** Reads what several rules ask of the family. */
export function readFamily(sheet: Sheet): void {
  const { father, mother, file, carer } = sheet
  const atFather = placeOf(file.father.status, father.state)
  const atMother = placeOf(file.mother.status, mother.state)
  const fatherUntil = untilOf(atFather as Reason, father)
  const motherUntil = untilOf(atMother as Reason, mother)
  const both = lesser(fatherUntil, motherUntil)
  sheet.fatherAt = atFather
  sheet.motherAt = atMother
  sheet.home = eitherAt(atFather, atMother, atHome)
  sheet.homeUntil = atFather === atHome ? fatherUntil : atMother === atHome ? motherUntil : both
  sheet.away = eitherAt(atFather, atMother, isAway)
  sheet.awayUntil = atFather === isAway ? fatherUntil : atMother === isAway ? motherUntil : both
  const reason = reasonOf(file.delegate, carer.state)
  sheet.delegatedReason = reason
  sheet.delegated = reason !== known ? perhaps : file.delegate === 'none' ? no : yes
  sheet.delegatedUntil = untilOf(reason, carer)
}

export const familyTerms = (book: Book) => ({
  noCarer: book.flag('guardianship.no-carer'),
  noCarerGap: book.gap('guardianship.no-carer'),
  fatherMissing: book.missing('parents.home', '/father/status'),
  motherMissing: book.missing('parents.home', '/mother/status'),
  carerMissing: book.missing('care.carer', '/delegate'),
  typeMissing: book.missing('care.unguarded', '/care/guardianshipType'),
  ratingPoor: book.flag('guardianship.rating-poor'),
  ratingGaps: book.gaps('guardianship.rating-poor', book.missing('care.rating', '/care/guardianshipRating')),
  improperCare: book.flag('guardianship.improper-care'),
  improperGaps: book.gaps('guardianship.improper-care', book.missing('care.improper', '/care/improperCare')),
  abuse: book.flag('safety.abuse-in-care'),
  abuseGaps: book.gaps('safety.abuse-in-care', book.missing('care.improper', '/care/improperCare')),
})
type Terms = ReturnType<typeof familyTerms>

type Guardians = Exclude<ChildFile['guardians'], string>
type Guardian = Guardians[keyof Guardians]

/** The day of a date, or another where there is none. */
const dayOr = (date: Guardian['until'], otherwise: number): number =>
  date === 'none' || date === 'notCollected' || date === 'contested' ? otherwise : dayOf(date)

function hasGuardian({ guardians }: ChildFile, day: number): boolean {
  if (typeof guardians !== 'object') return false
  for (const { since, until, recordedOn } of Object.values(guardians))
    if (dayOr(since, ever) <= day && dayOr(recordedOn, ever) <= day && dayOr(until, never) > day) return true
  return false
}

function guardianDays({ guardians }: ChildFile, each: (day: number) => void): void {
  if (typeof guardians !== 'object') return
  for (const { since, until, recordedOn } of Object.values(guardians)) {
    each(dayOr(since, ever))
    each(dayOr(until, ever))
    each(dayOr(recordedOn, ever))
  }
}

const isKnown = (value: unknown): boolean => value !== 'notCollected' && value !== 'contested'

/** Whether somebody cares in fact: a delegated carer, else whom the register names, else that there is no delegated carer. */
function caredBy(delegated: Truth, careState: Reason, actual: ChildFile['care']['actualCarer']): Truth {
  if (delegated === yes || careState !== known || !isKnown(actual)) return delegated
  return actual === 'nobody' || actual === 'none' ? no : yes
}

function unguarded({ guardianshipType, guardianshipRating }: ChildFile['care'], state: Reason): Truth {
  if (reasonOfCode(guardianshipType, state) === known) return guardianshipType === 'unguarded' ? yes : no
  return state === known && (guardianshipRating === 'good' || guardianshipRating === 'fair') ? no : perhaps
}

const least = (a: Truth, b: Truth, c: Truth): Truth => (a < b ? (a < c ? a : c) : b < c ? b : c)

function noCarerOn(sheet: Sheet, day: number): Truth {
  const { file } = sheet
  const careState = sheet.care.stateOn(day)
  const home = eitherAt(
    placeOf(file.father.status, sheet.father.stateOn(day)),
    placeOf(file.mother.status, sheet.mother.stateOn(day)),
    atHome,
  )
  const reason = reasonOf(file.delegate, sheet.carer.stateOn(day))
  const delegated = reason !== known ? perhaps : file.delegate === 'none' ? no : yes
  const cared = caredBy(delegated, careState, file.care.actualCarer)
  const alone = least((2 - home) as Truth, (2 - cared) as Truth, hasGuardian(file, day) ? no : yes)
  const open = unguarded(file.care, careState)
  return alone > open ? alone : open
}

export function noCarer(sheet: Sheet, terms: Terms): void {
  const { file, care, home, delegated } = sheet
  const guardian = hasGuardian(file, sheet.day)
  const cared = caredBy(delegated, care.state, file.care.actualCarer)
  const caredUntil = delegated === yes ? sheet.delegatedUntil : lesser(sheet.delegatedUntil, care.until)
  const open = unguarded(file.care, care.state)
  let guardianUntil = never
  guardianDays(file, (day) => {
    if (day > sheet.day && day < guardianUntil) guardianUntil = day
  })
  // Parents at home, a carer, a guardian: each by itself says no, for as long as the last of them does.
  let alone: Truth
  let aloneUntil: number
  if (home === yes || cared === yes || guardian) {
    alone = no
    aloneUntil = ever
    if (home === yes) aloneUntil = sheet.homeUntil
    if (cared === yes) aloneUntil = greater(aloneUntil, caredUntil)
    if (guardian) aloneUntil = greater(aloneUntil, guardianUntil)
  } else {
    alone = home === no && cared === no ? yes : perhaps
    aloneUntil = lesser(lesser(sheet.homeUntil, caredUntil), guardianUntil)
  }
  if (alone === yes || open === yes) {
    sheet.turnsOn(open !== yes ? aloneUntil : alone !== yes ? care.until : greater(aloneUntil, care.until))
    const evidence =
      alone !== yes
        ? [shown('/care/guardianshipType', 'unguarded', care.recordedOn)]
        : [
            named('/father/status', sheet.father.recordedOn, 'trigger'),
            named('/mother/status', sheet.mother.recordedOn, 'trigger'),
            care.state === known && isKnown(file.care.actualCarer)
              ? shown('/care/actualCarer', file.care.actualCarer, care.recordedOn)
              : shown('/delegate', 'none', sheet.carer.recordedOn),
          ]
    const { turns } = sheet
    turns.length = 0
    for (const { recorded, lapse } of [sheet.father, sheet.mother, sheet.carer, care]) turns.push(recorded, lapse)
    guardianDays(file, (day) => turns.push(day))
    sheet.fireWalked(terms.noCarer, noCarerOn, evidence)
    return
  }
  sheet.turnsOn(lesser(aloneUntil, care.until))
  if (alone === no && open === no) return
  const missing = []
  if (alone === perhaps) {
    if (home === perhaps) {
      if (!isPlace(sheet.fatherAt)) missing.push(terms.fatherMissing[sheet.fatherAt]!)
      if (!isPlace(sheet.motherAt)) missing.push(terms.motherMissing[sheet.motherAt]!)
    }
    if (cared === perhaps) missing.push(terms.carerMissing[sheet.delegatedReason]!)
  }
  if (open === perhaps) missing.push(terms.typeMissing[reasonOfCode(file.care.guardianshipType, care.state)]!)
  sheet.ask(gapOf(terms.noCarerGap, missing))
}

export function ratingPoor(sheet: Sheet, terms: Terms): void {
  const { care } = sheet
  const value = sheet.file.care.guardianshipRating
  const reason = reasonOf(value, care.state)
  sheet.turnsOn(untilOf(reason, care))
  if (reason !== known) sheet.ask(terms.ratingGaps[reason]!)
  else if (value === 'poor')
    sheet.fireSince(terms.ratingPoor, care, care, [shown('/care/guardianshipRating', value, care.recordedOn)])
}

/** Whether a set of codes has one that is meant; what is written in words may be any of them. */
export function holds(value: unknown, isMeant: (code: string) => boolean): Truth {
  if (!Array.isArray(value)) return no
  let found: Truth = no
  for (const one of value as readonly unknown[])
    if (typeof one !== 'string') found = perhaps
    else if (isMeant(one)) return yes
  return found
}

const isAbuse = (code: string): boolean => code === 'abuse'
const isImproper = (code: string): boolean => code !== 'abuse'

export function improperCare(sheet: Sheet, terms: Terms): void {
  const { care } = sheet
  const value = sheet.file.care.improperCare
  const reason = reasonOf(value, care.state)
  sheet.turnsOn(untilOf(reason, care))
  if (reason !== known) {
    sheet.ask(terms.improperGaps[reason]!)
    return
  }
  const truth = holds(value, isImproper)
  if (truth === yes)
    sheet.fireSince(terms.improperCare, care, care, [shown('/care/improperCare', value, care.recordedOn)])
  else if (truth === perhaps) sheet.ask(terms.improperGaps[3]!)
}

export function abuseInCare(sheet: Sheet, terms: Terms): void {
  const { care } = sheet
  const value = sheet.file.care.improperCare
  const reason = reasonOf(value, care.state)
  sheet.turnsOn(untilOf(reason, care))
  if (reason !== known) {
    sheet.ask(terms.abuseGaps[reason]!)
    return
  }
  const truth = holds(value, isAbuse)
  if (truth === yes) sheet.fireSince(terms.abuse, care, care, [shown('/care/improperCare', value, care.recordedOn)])
  else if (truth === perhaps) sheet.ask(terms.abuseGaps[3]!)
}
