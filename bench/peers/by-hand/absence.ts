import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import type { Evidence, Missing } from '../../../src/risk/index.ts'
import { type Book, gapOf, missingAt } from './book.ts'
import { dayOf, ever } from './day.ts'
import { no, notCollected, perhaps, type Truth, yes } from './section.ts'
import { inPath, type Sheet, shown } from './sheet.ts'

export function absenceTerms(book: Book) {
  const longest = book.missing('absence.longestDays', '/attendance')
  const total = book.missing('absence.totalDays', '/attendance')
  return {
    window: book.number('window.absence'),
    longestBar: book.number('absence.longestDays'),
    totalBar: book.number('absence.totalDays'),
    flag: book.flag('school.absence'),
    gap: book.gap('school.absence'),
    notKept: book.gapsOfAll('school.absence', [longest, total])[notCollected]!,
    longest: longest[notCollected]!,
    total: total[notCollected]!,
  }
}
type Terms = ReturnType<typeof absenceTerms>
type Attendance = ChildFile['attendance'][keyof ChildFile['attendance']]

/** The entries of school absence by name; the day is `ever` where there is no date. */
let count = 0
const ids: string[] = []
const days: number[] = []
const entries: Attendance[] = []

function readEntries(sheet: Sheet, window: number): void {
  const { attendance } = sheet.file
  count = 0
  for (const id in attendance) {
    const entry = attendance[id as keyof typeof attendance]!
    if (entry.session !== 'none') continue
    const { on } = entry
    const day = on === 'notCollected' || on === 'contested' ? ever : dayOf(on)
    if (day > sheet.day) sheet.turnsOn(day)
    else if (day + window > sheet.day) sheet.turnsOn(day + window)
    let at = count
    while (at > 0 && ids[at - 1]! > id) {
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

const lengthOf = ({ days: length }: Attendance): number => (typeof length === 'number' ? length : 1)

/** Whether an entry counts on a day: surely, or perhaps, where state, date or length is not known. */
function counts(at: number, day: number, window: number): Truth {
  const on = days[at]!
  if (on > day || (on !== ever && on <= day - window)) return no
  const { state } = entries[at]!
  if (state === 'notCollected' || state === 'contested') return perhaps
  if (state !== 'unexcused') return no
  return on === ever ? perhaps : yes
}

let isKept = false
let isOpen = false
let longest = 0
let longestAt = -1
let total = 0

function readAbsence(day: number, window: number): void {
  isKept = false
  isOpen = false
  longest = 0
  longestAt = -1
  total = 0
  for (let i = 0; i < count; i += 1) {
    if (days[i]! > day) continue
    isKept = true
    const counted = counts(i, day, window)
    if (counted === perhaps) isOpen = true
    if (counted !== yes) continue
    if (typeof entries[i]!.days !== 'number') isOpen = true
    const length = lengthOf(entries[i]!)
    total += length
    if (length > longest) {
      longest = length
      longestAt = i
    }
  }
}

let asked: Terms | undefined

/** Whether there was much absence on another day. */
function absentOn(_: Sheet, day: number): Truth {
  const { window, longestBar, totalBar } = asked!
  readAbsence(day, window)
  if (longest >= longestBar || total >= totalBar) return yes
  return !isKept || isOpen ? perhaps : no
}

export function absence(sheet: Sheet, terms: Terms): void {
  const { day } = sheet
  const { window } = terms
  readEntries(sheet, window)
  readAbsence(day, window)
  if (!isKept) {
    sheet.ask(terms.notKept)
    return
  }
  if (longest < terms.longestBar && total < terms.totalBar) {
    if (!isOpen) return
    const missing: Missing[] = []
    openEntries(day, window, terms.longest, missing)
    openEntries(day, window, terms.total, missing)
    sheet.ask(gapOf(terms.gap, missing))
    return
  }
  const evidence: Evidence[] = []
  if (longest >= terms.longestBar) entryShown(longestAt, true, evidence)
  else addedUp(day, terms, evidence)
  const { turns } = sheet
  turns.length = 0
  for (let i = 0; i < count; i += 1) if (days[i] !== ever) turns.push(days[i]!, days[i]! + window)
  asked = terms
  sheet.fireWalked(terms.flag, absentOn, evidence)
}

function openEntries(day: number, window: number, missing: Missing, into: Missing[]): void {
  for (let i = 0; i < count; i += 1) {
    const counted = counts(i, day, window)
    if (counted === perhaps || (counted === yes && typeof entries[i]!.days !== 'number'))
      into.push(missingAt(missing, `/attendance/${inPath(ids[i]!)}`))
  }
}

function entryShown(at: number, withDays: boolean, into: Evidence[]): void {
  const { on, state, days: length, session } = entries[at]!
  const path = `/attendance/${inPath(ids[at]!)}` as const
  const date = on as PlainDate
  into.push(shown(`${path}/on`, date, date), shown(`${path}/state`, state, date))
  if (withDays) into.push(shown(`${path}/days`, length, date))
  into.push(shown(`${path}/session`, session, date))
}

/** As few entries as add up to the bar, the last ones left out first; where an entry counts for enough as one day, its length is left out. */
function addedUp(day: number, { window, totalBar }: Terms, into: Evidence[]): void {
  let rest = total
  const kept: (0 | 1 | 2)[] = []
  for (let i = count - 1; i >= 0; i -= 1) {
    kept[i] = 0
    if (counts(i, day, window) !== yes) continue
    const length = lengthOf(entries[i]!)
    if (rest - length >= totalBar) {
      rest -= length
      continue
    }
    kept[i] = 2
    if (rest - (length - 1) >= totalBar) {
      rest -= length - 1
      kept[i] = 1
    }
  }
  for (let i = 0; i < count; i += 1) if (kept[i] !== 0) entryShown(i, kept[i] === 2, into)
}
