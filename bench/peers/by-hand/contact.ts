import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import type { Missing } from '../../../src/risk/index.ts'
import { type Book, gapOf, missingAt, type MissingBy } from './book.ts'
import { dayOf, ever, never } from './day.ts'
import { parentsOn } from './family.ts'
import {
  contested,
  greater,
  known,
  later,
  lesser,
  no,
  notCollected,
  perhaps,
  reasonOf,
  type Truth,
  yes,
} from './section.ts'
import { inPath, named, type Sheet, shown } from './sheet.ts'

export function contactTerms(book: Book) {
  const silent = (id: string, bar: string) => ({ flag: book.flag(id), gap: book.gap(id), bar: book.number(bar) })
  const of = (fact: string) => ({
    none: book.missing(fact, '/contacts'),
    entry: book.missing(fact, ''),
  })
  return {
    week: silent('contact.silent-week', 'contact.watchDays'),
    month: silent('contact.silent-month', 'contact.moderateDays'),
    fatherHome: book.missing('parents.home', '/father/status'),
    motherHome: book.missing('parents.home', '/mother/status'),
    fatherAway: book.missing('parents.away', '/father/status'),
    motherAway: book.missing('parents.away', '/mother/status'),
    delegate: book.missing('carer.delegated', '/delegate'),
    child: of('contact.childLastOn'),
    carer: of('contact.delegateLastOn'),
  }
}
type Terms = ReturnType<typeof contactTerms>
type Contact = ChildFile['contacts'][keyof ChildFile['contacts']]
type Who = 'withChild' | 'withDelegate'

/** The contacts of a file, the latest first; those without a date come before, as they may be of today. */
let count = 0
const ids: string[] = []
const days: number[] = []
const entries: Contact[] = []
/** The first contact after the day asked. */
let next = never

export function readContacts(sheet: Sheet): void {
  const { contacts } = sheet.file
  count = 0
  next = never
  for (const id in contacts) {
    const entry = contacts[id as keyof typeof contacts]!
    const { on } = entry
    const day = on === 'notCollected' || on === 'contested' ? never : dayOf(on)
    if (day > sheet.day && day < next) next = day
    let at = count
    while (at > 0 && (days[at - 1]! < day || (days[at - 1] === day && ids[at - 1]! > id))) {
      ids[at] = ids[at - 1]!
      days[at] = days[at - 1]!
      entries[at] = entries[at - 1]!
      at -= 1
    }
    ids[at] = id
    days[at] = day
    entries[at] = entry
    count += 1
  }
}

/** When a parent was last in touch with somebody, as seen on a day: between two days, and the entries that say so. */
class Last {
  readonly who: Who
  isAny = false
  isPossible = false
  surely = -1
  latest = -1
  least = ever
  most = never

  constructor(who: Who) {
    this.who = who
  }

  read(day: number): void {
    const { who } = this
    let surely = -1
    let possible = -1
    let first = -1
    this.isAny = false
    for (let i = 0; i < count; i += 1) {
      const on = days[i]!
      if (on > day && on !== never) continue
      this.isAny = true
      const answer = entries[i]![who]
      if (possible < 0 && answer !== 'no') possible = i
      if (on === never) continue
      first = i
      if (answer === 'yes') {
        surely = i
        break
      }
    }
    this.surely = surely
    this.isPossible = possible >= 0
    this.latest = possible >= 0 ? possible : first
    this.least = surely < 0 ? ever : days[surely]!
    this.most = this.latest < 0 ? never : days[this.latest]!
  }

  silent(day: number, bar: number): Truth {
    if (!this.isAny) return perhaps
    return day - this.most > bar ? yes : day - this.least > bar ? perhaps : no
  }

  /** The next day on which the answer may turn. */
  until(day: number, bar: number): number {
    if (!this.isAny) return next
    let until = next
    for (const bound of [this.least, this.most])
      for (const turn of [bound + bar, bound + bar + 1]) if (turn > day && turn < until) until = turn
    return until
  }
}
const withChild = new Last('withChild')
const withCarer = new Last('withDelegate')
const childThen = new Last('withChild')
const carerThen = new Last('withDelegate')

export function readLast(sheet: Sheet): void {
  withChild.read(sheet.day)
  withCarer.read(sheet.day)
}

const both = (a: Truth, b: Truth): Truth => (a < b ? a : b)
const either = (a: Truth, b: Truth): Truth => (a > b ? a : b)
let asked = 0

/** Whether it was silent on another day for longer than asked. */
function silentOn(sheet: Sheet, day: number): Truth {
  const owed = parentsOn(sheet, day)
  if (owed === no) return no
  childThen.read(day)
  carerThen.read(day)
  const reason = reasonOf(sheet.file.delegate, sheet.carer.stateOn(day))
  const delegated: Truth = reason !== known ? perhaps : sheet.file.delegate === 'none' ? no : yes
  return both(owed, either(childThen.silent(day, asked), both(delegated, carerThen.silent(day, asked))))
}

function silent(sheet: Sheet, terms: Terms, { flag, gap, bar }: Terms['week']): void {
  const { day, delegated, father, mother } = sheet
  // Contact is owed by a parent who is away, unless the other is at home.
  const notHome = (2 - sheet.home) as Truth
  let owed: Truth
  let owedUntil: number
  if (notHome === no || sheet.away === no) {
    owed = no
    owedUntil =
      notHome !== no ? sheet.awayUntil : sheet.away !== no ? sheet.homeUntil : greater(sheet.homeUntil, sheet.awayUntil)
  } else {
    owed = both(notHome, sheet.away)
    owedUntil = lesser(sheet.homeUntil, sheet.awayUntil)
  }
  const child = withChild.silent(day, bar)
  const childUntil = withChild.until(day, bar)
  const heard = withCarer.silent(day, bar)
  const heardUntil = withCarer.until(day, bar)
  let carer: Truth
  let carerUntil: number
  if (delegated === no || heard === no) {
    carer = no
    carerUntil =
      delegated !== no ? heardUntil : heard !== no ? sheet.delegatedUntil : greater(sheet.delegatedUntil, heardUntil)
  } else {
    carer = both(delegated, heard)
    carerUntil = lesser(sheet.delegatedUntil, heardUntil)
  }
  const truth = either(child, carer)
  const until =
    truth !== yes
      ? lesser(childUntil, carerUntil)
      : child !== yes
        ? carerUntil
        : carer !== yes
          ? childUntil
          : greater(childUntil, carerUntil)
  if (owed === no) {
    sheet.turnsOn(truth === no ? greater(owedUntil, until) : owedUntil)
    return
  }
  if (truth === no) {
    sheet.turnsOn(until)
    return
  }
  sheet.turnsOn(lesser(owedUntil, until))
  if (owed === yes && truth === yes) {
    const at = child === yes ? withChild.latest : withCarer.latest
    const on = entries[at]!.on as PlainDate
    const evidence = [
      shown(`/contacts/${inPath(ids[at]!)}/on`, on, on),
      named('/father/status', father.recordedOn, 'context'),
      named('/mother/status', mother.recordedOn, 'context'),
    ]
    const { turns } = sheet
    turns.length = 0
    turns.push(father.recorded, father.lapse, mother.recorded, mother.lapse, sheet.carer.recorded, sheet.carer.lapse)
    for (let i = 0; i < count; i += 1) turns.push(days[i]!, days[i]! + bar + 1)
    asked = bar
    sheet.fireWalked(flag, silentOn, evidence)
    return
  }
  const missing: Missing[] = []
  if (owed === perhaps) {
    if (sheet.home === perhaps) parentsMissing(sheet, terms.fatherHome, terms.motherHome, missing)
    if (sheet.away === perhaps) parentsMissing(sheet, terms.fatherAway, terms.motherAway, missing)
  }
  if (truth === perhaps) {
    if (child === perhaps) contactMissing(withChild, terms.child, missing)
    if (carer === perhaps) {
      if (delegated === perhaps) missing.push(terms.delegate[sheet.delegatedReason]!)
      if (heard === perhaps) contactMissing(withCarer, terms.carer, missing)
    }
  }
  sheet.ask(gapOf(gap, missing))
}

function parentsMissing(sheet: Sheet, father: MissingBy, mother: MissingBy, into: Missing[]): void {
  if (sheet.fatherAt <= later) into.push(father[sheet.fatherAt]!)
  if (sheet.motherAt <= later) into.push(mother[sheet.motherAt]!)
}

/** What would have to be known of the contacts: of each that may be later than the last that surely was, when and with whom. */
function contactMissing(last: Last, { none, entry }: Terms['child'], into: Missing[]): void {
  if (!last.isAny) {
    into.push(none[count > 0 ? later : notCollected]!)
    return
  }
  if (!last.isPossible) {
    into.push(none[notCollected]!)
    return
  }
  // The latest come first, so that what lies behind the one that surely was is not looked at.
  const end = last.surely < 0 ? count : last.surely
  for (let i = 0; i < end; i += 1) {
    const { on, [last.who]: answer } = entries[i]!
    const day = days[i]!
    if (answer === 'no' || (day !== never && (day >= next || day <= last.least))) continue
    const path = `/contacts/${inPath(ids[i]!)}` as const
    if (day === never) into.push(missingAt(entry[on === 'contested' ? contested : notCollected]!, `${path}/on`))
    if (answer !== 'yes')
      into.push(missingAt(entry[answer === 'contested' ? contested : notCollected]!, `${path}/${last.who}`))
  }
}

export const silentWeek = (sheet: Sheet, terms: Terms): void => silent(sheet, terms, terms.week)
export const silentMonth = (sheet: Sheet, terms: Terms): void => silent(sheet, terms, terms.month)
