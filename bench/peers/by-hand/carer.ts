import type { Evidence } from '../../../src/risk/index.ts'
import { type Book, gapOf, type MissingBy } from './book.ts'
import { completes, dayOf, ever, lastBirth, lastBirthOn, never } from './day.ts'
import {
  contested,
  greater,
  known,
  later,
  lesser,
  no,
  notCollected,
  perhaps,
  type Reason,
  reasonOf,
  reasonOfCode,
  stale,
  type Truth,
  untilOf,
  yes,
} from './section.ts'
import { type Sheet, shown } from './sheet.ts'

/** An age that has to be reached: the years, the days more, and the last day of birth of those who have reached it. */
interface Age {
  readonly years: number
  readonly more: number
  readonly lastBirth: number
}
const ageOf = (book: Book, id: string, more: number): Age => {
  const years = book.number(id)
  return { years, more, lastBirth: lastBirth(book.day, years, more) }
}

export function carerTerms(book: Book) {
  const delegate = book.missing('carer.delegated', '/delegate')
  const born = book.missing('carer.birthDate', '/delegate/birthDate')
  const ownLabour = book.missing('carer.selfSupporting', '/delegate/selfSupporting')
  const excluded = book.missing('carer.excluded', '/delegate/exclusions')
  const health = book.missing('carer.health', '/delegate/health')
  const rule = (id: string, ...missing: MissingBy[]) => ({
    flag: book.flag(id),
    gap: book.gap(id),
    /** Nobody knows whether there is a carer, or what there is was written down only later. */
    unknownCarer: book.gapsOfAll(id, [delegate, ...missing]),
    /** There was no carer, but that is too old to tell: then nothing is known of one. */
    staleNone: gapOf(book.gap(id), [delegate[stale]!, ...missing.map((one) => one[notCollected]!)]),
  })
  return {
    delegate,
    born,
    bornOn: book.missing('carer.birthDate', '/delegate/recordedOn'),
    ownLabour,
    excluded,
    health,
    is16: ageOf(book, 'carer.minimumAge', 0),
    past16: ageOf(book, 'carer.minimumAge', 1),
    past18: ageOf(book, 'carer.fullAge', 1),
    is70: ageOf(book, 'carer.frailAge', 0),
    under16: rule('guardianship.carer-under-16', born),
    from16: rule('guardianship.carer-16-17', born, ownLabour),
    carerExcluded: rule('guardianship.carer-excluded', excluded),
    excludedGaps: book.gaps('guardianship.carer-excluded', excluded),
    frail: rule('guardianship.carer-frail', health, born),
  }
}
type Terms = ReturnType<typeof carerTerms>

/** When the carer was born: between two days, the same where there is a birth date, or why nobody knows and where it would stand. */
let least = ever
let most = never
let bornReason: Reason = known
let atRecordedOn = false
let doubt: Reason = known

/** Reads the birth of a carer who is on record by the day; an age tells the year of it if the day of the age is known. */
export function readBirth(sheet: Sheet): void {
  const { delegate } = sheet.file
  if (typeof delegate !== 'object') return
  const { birthDate, age, recordedOn } = delegate
  atRecordedOn = false
  if (birthDate !== 'notCollected' && birthDate !== 'contested') {
    least = dayOf(birthDate)
    most = least
    bornReason = known
    return
  }
  doubt = birthDate === 'contested' ? contested : notCollected
  if (typeof age !== 'number') {
    bornReason = doubt
    return
  }
  if (recordedOn === 'notCollected' || recordedOn === 'contested') {
    bornReason = recordedOn === 'contested' ? contested : notCollected
    atRecordedOn = true
    return
  }
  bornReason = known
  most = lastBirthOn(recordedOn, age)
  least = lastBirthOn(recordedOn, age + 1) + 1
}

const reached = (age: Age): Truth =>
  bornReason !== known ? perhaps : most <= age.lastBirth ? yes : least <= age.lastBirth ? perhaps : no

const not = (truth: Truth): Truth => (2 - truth) as Truth

/** The next day on which it may turn whether an age has been reached. */
const reachedUntil = (age: Age): number =>
  bornReason !== known || most <= age.lastBirth
    ? never
    : completes(least <= age.lastBirth ? most : least, age.years) + age.more

const bornMissing = (terms: Terms) =>
  bornReason === known ? terms.born[doubt]! : (atRecordedOn ? terms.bornOn : terms.born)[bornReason]!

/** Says the gap of a rule about a carer of whom nothing can be read; true where the rule is about nobody or the gap was said. */
function hasNoCarer(sheet: Sheet, rule: Terms['under16']): boolean {
  const { carer, delegated, delegatedReason } = sheet
  if (typeof sheet.file.delegate === 'object' && carer.state !== later) return false
  sheet.turnsOn(sheet.delegatedUntil)
  if (delegated === no) return true
  sheet.ask(delegatedReason === stale ? rule.staleNone : rule.unknownCarer[delegatedReason]!)
  return true
}

/** What the birth of the carer rests on. */
function birthShown(sheet: Sheet): Evidence[] {
  const { delegate } = sheet.file
  if (typeof delegate !== 'object') return []
  const { birthDate, age } = delegate
  if (birthDate !== 'notCollected' && birthDate !== 'contested')
    return [shown('/delegate/birthDate', birthDate, undefined)]
  const { recordedOn } = sheet.carer
  return [shown('/delegate/age', age, recordedOn), shown('/delegate/recordedOn', recordedOn, recordedOn)]
}

export function carerUnder16(sheet: Sheet, terms: Terms): void {
  const { carer } = sheet
  if (hasNoCarer(sheet, terms.under16)) return
  const under = not(reached(terms.past16))
  if (under === no) return
  sheet.turnsOn(lesser(carer.until, reachedUntil(terms.past16)))
  if (carer.state === known && under === yes) {
    sheet.fireSince(terms.under16.flag, carer, carer, birthShown(sheet))
    return
  }
  const missing = carer.state === stale ? [terms.delegate[stale]!] : []
  if (under === perhaps) missing.push(bornMissing(terms))
  sheet.ask(gapOf(terms.under16.gap, missing))
}

export function carer16To17(sheet: Sheet, terms: Terms): void {
  const { carer } = sheet
  if (hasNoCarer(sheet, terms.from16)) return
  const { delegate } = sheet.file
  const under18 = not(reached(terms.past18))
  if (under18 === no || typeof delegate !== 'object') return
  const is16 = reached(terms.is16)
  const reason = reasonOf(delegate.selfSupporting, carer.state)
  const ownLabour = reason !== known ? perhaps : delegate.selfSupporting === 'yes' ? yes : no
  const labourUntil = untilOf(reason, carer)
  if (is16 === no || ownLabour === yes) {
    const until = is16 === no ? reachedUntil(terms.is16) : ever
    sheet.turnsOn(ownLabour === yes ? greater(until, labourUntil) : until)
    return
  }
  const ageUntil = lesser(reachedUntil(terms.is16), reachedUntil(terms.past18))
  sheet.turnsOn(lesser(carer.until, lesser(ageUntil, labourUntil)))
  if (carer.state === known && is16 === yes && under18 === yes && ownLabour === no) {
    const from = completes(most, terms.is16.years)
    const evidence = birthShown(sheet)
    evidence.push(shown('/delegate/selfSupporting', 'no', carer.recordedOn))
    if (from <= carer.recorded) sheet.fireSince(terms.from16.flag, carer, carer, evidence)
    else sheet.fireFrom(terms.from16.flag, from, least === most, evidence)
    return
  }
  const missing = carer.state === stale ? [terms.delegate[stale]!] : []
  if (is16 === perhaps || under18 === perhaps) missing.push(bornMissing(terms))
  if (ownLabour === perhaps) missing.push(terms.ownLabour[reason]!)
  sheet.ask(gapOf(terms.from16.gap, missing))
}

export function carerExcluded(sheet: Sheet, terms: Terms): void {
  const { carer } = sheet
  if (hasNoCarer(sheet, terms.carerExcluded)) return
  const { delegate } = sheet.file
  if (typeof delegate !== 'object') return
  sheet.turnsOn(carer.until)
  const { exclusions } = delegate
  const reason = reasonOf(exclusions, carer.state)
  if (carer.state === stale) {
    sheet.ask(gapOf(terms.carerExcluded.gap, [terms.delegate[stale]!, terms.excluded[reason]!]))
    return
  }
  if (reason !== known) {
    sheet.ask(terms.excludedGaps[reason]!)
    return
  }
  if (exclusions !== 'none')
    sheet.fireSince(terms.carerExcluded.flag, carer, carer, [
      shown('/delegate/exclusions', exclusions, carer.recordedOn),
    ])
}

export function carerFrail(sheet: Sheet, terms: Terms): void {
  const { carer } = sheet
  if (hasNoCarer(sheet, terms.frail)) return
  const { delegate } = sheet.file
  if (typeof delegate !== 'object') return
  const { health } = delegate
  const reason = reasonOfCode(health, carer.state)
  const healthUntil = untilOf(reason, carer)
  if (reason === known && health === 'grave') {
    // Gravely ill is enough, and then the age is not asked.
    sheet.turnsOn(healthUntil)
    sheet.fireSince(terms.frail.flag, carer, carer, [shown('/delegate/health', health, carer.recordedOn)])
    return
  }
  const old = reached(terms.is70)
  const oldUntil = reachedUntil(terms.is70)
  const weak: Truth = reason !== known ? perhaps : health === 'weak' || health === 'chronic' ? yes : no
  if (old === no || weak === no) {
    const until = old !== no ? healthUntil : weak !== no ? oldUntil : greater(healthUntil, oldUntil)
    if (reason === known) {
      sheet.turnsOn(lesser(healthUntil, until))
      return
    }
    sheet.turnsOn(lesser(carer.until, lesser(healthUntil, until)))
  } else {
    sheet.turnsOn(
      old === yes && weak === yes ? lesser(healthUntil, oldUntil) : lesser(carer.until, lesser(healthUntil, oldUntil)),
    )
    if (old === yes && weak === yes) {
      const from = completes(most, terms.is70.years)
      const evidence = birthShown(sheet)
      evidence.push(shown('/delegate/health', health, carer.recordedOn))
      if (from <= carer.recorded) sheet.fireSince(terms.frail.flag, carer, carer, evidence)
      else sheet.fireFrom(terms.frail.flag, from, least === most, evidence)
      return
    }
  }
  const missing = carer.state === stale ? [terms.delegate[stale]!] : []
  if (reason !== known) missing.push(terms.health[reason]!)
  if (old === perhaps && weak !== no) missing.push(bornMissing(terms))
  sheet.ask(gapOf(terms.frail.gap, missing))
}
