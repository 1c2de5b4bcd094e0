import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import { type Book, gapOf, missingAt } from './book.ts'
import { completes, dayOf, ever, never } from './day.ts'
import type { Birth } from './school.ts'
import { no, notCollected, perhaps, stale, type Truth, yes } from './section.ts'
import { inPath, type Sheet, shown } from './sheet.ts'

type Visit = ChildFile['visits'][keyof ChildFile['visits']]
type Incident = ChildFile['incidents'][keyof ChildFile['incidents']]

/** Says nothing, that something is not so, or that it is. */
type Says = 0 | 1 | 2
const nothing = 0
const isNot = 1
const isSo = 2

/** The visits of a file; the day is `ever` for those without a date. */
let count = 0
const ids: string[] = []
const days: number[] = []
const moods: number[] = []
const dates: (PlainDate | undefined)[] = []
let next = never

interface Item {
  readonly kind: 'situations' | 'emergencies'
  readonly key: 'privateInjury' | 'violence' | 'abandoned' | 'runaway'
  /** What each visit says of it. */
  readonly says: Says[]
}
const privateInjury: Item = { kind: 'situations', key: 'privateInjury', says: [] }
const violence: Item = { kind: 'situations', key: 'violence', says: [] }
const abandoned: Item = { kind: 'situations', key: 'abandoned', says: [] }
const runaway: Item = { kind: 'emergencies', key: 'runaway', says: [] }

export function visitTerms(book: Book) {
  const checked = (id: string, item: Item) => {
    const missing = book.missing(`${item.kind === 'situations' ? 'situation' : 'emergency'}.${item.key}`, '/visits')
    return { item, flag: book.flag(id), gap: book.gap(id), missing, gaps: book.gaps(id, missing) }
  }
  return {
    window: book.number('window.notSeen'),
    tooYoung: book.number('visit.tooYoungToTalk'),
    privateInjury: checked('safety.private-injury', privateInjury),
    violence: checked('safety.violence', violence),
    abandoned: checked('safety.abandoned', abandoned),
    runaway: checked('safety.runaway', runaway),
    moodWindow: book.number('window.mood'),
    lowMood: book.flag('mind.low-mood'),
    lowMoodBar: book.number('mind.lowMood'),
    lowMoodGaps: book.gaps('mind.low-mood', book.missing('mind.mood', '/visits')),
  }
}
type Terms = ReturnType<typeof visitTerms>

/** Whether a visit that spoke with the child alone did so, or the child was certainly too young to talk. */
function wasAlone({ spokenAlone }: Visit, on: number, birth: Birth, tooYoung: number): boolean {
  if (spokenAlone !== 'tooYoung') return spokenAlone === 'yes'
  return birth.least !== ever && on < completes(birth.least, tooYoung)
}

const saysOf = (sighting: string, proves: boolean): Says =>
  sighting === 'seen' ? isSo : sighting === 'notSeen' && proves ? isNot : nothing

export function readVisits(sheet: Sheet, birth: Birth, terms: Terms): void {
  const { visits } = sheet.file
  count = 0
  next = never
  for (const id in visits) {
    const visit = visits[id as keyof typeof visits]!
    const { on, situations, emergencies, mood } = visit
    const date = on === 'notCollected' || on === 'contested' ? undefined : on
    const day = date === undefined ? ever : dayOf(date)
    if (day > sheet.day && day < next) next = day
    // Only a visit with a date proves that something was not so; it has to have seen the child, for some items alone.
    const proves = date !== undefined && (visit.childSeen === 'yes' || visit.spokenAlone === 'yes')
    const alone = proves && wasAlone(visit, day, birth, terms.tooYoung)
    ids[count] = id
    days[count] = day
    dates[count] = date
    moods[count] = typeof mood === 'number' ? mood : 0
    privateInjury.says[count] = saysOf(situations.privateInjury, alone)
    violence.says[count] = saysOf(situations.violence, alone)
    abandoned.says[count] = saysOf(situations.abandoned, proves)
    runaway.says[count] = saysOf(emergencies.runaway, proves)
    count += 1
  }
}

/** What the visits say on a day: the latest that says anything, one that saw it before one that did not; a sighting without a date holds. */
let seenAt = -1
let undatedAt = -1
let deniedOn = ever

function readSaid(says: readonly Says[], day: number): void {
  let latest = ever
  seenAt = -1
  undatedAt = -1
  deniedOn = ever
  for (let i = 0; i < count; i += 1) {
    const said = says[i]!
    const on = days[i]!
    if (said === nothing || on > day) continue
    if (on === ever) {
      if (undatedAt < 0 || ids[i]! < ids[undatedAt]!) undatedAt = i
      continue
    }
    if (on < latest) continue
    if (on > latest) {
      latest = on
      seenAt = -1
      deniedOn = ever
    }
    if (said === isNot) deniedOn = on
    else if (seenAt < 0 || ids[i]! < ids[seenAt]!) seenAt = i
  }
}

/** Whether an incident speaks of the item: perhaps, where nobody wrote down what it is about. */
function speaksOf({ situations, emergencies }: Incident, { kind, key }: Item): Truth {
  const named = typeof situations === 'object' ? situations : []
  if (kind === 'situations') {
    for (const one of named) if (one === key) return yes
    return situations === 'notCollected' || situations === 'contested' ? perhaps : no
  }
  if (emergencies === 'notCollected' || emergencies === 'contested') return named.length > 0 ? no : perhaps
  if (emergencies !== 'none') for (const one of emergencies) if (one === key) return yes
  return no
}

/** What the open incidents say on a day: the first by name that speaks of the item, else the first that may. */
let alarm = ''
let doubtful = ''

function readIncidents(file: ChildFile, item: Item, day: number): void {
  const { incidents } = file
  alarm = ''
  doubtful = ''
  for (const id in incidents) {
    const incident = incidents[id as keyof typeof incidents]!
    if (dayOr(incident.observedOn, ever) > day || dayOr(incident.closedOn, never) <= day) continue
    const speaks = speaksOf(incident, item)
    if (speaks === yes && (alarm === '' || id < alarm)) alarm = id
    if (speaks === perhaps && (doubtful === '' || id < doubtful)) doubtful = id
  }
}

const dayOr = (date: Incident['closedOn'], otherwise: number): number =>
  date === 'none' || date === 'notCollected' || date === 'contested' ? otherwise : dayOf(date)

let asked = violence
let window = 0

/** Whether something was so on another day. */
function wasSo(sheet: Sheet, day: number): Truth {
  readIncidents(sheet.file, asked, day)
  if (alarm !== '') return yes
  readSaid(asked.says, day)
  if (seenAt >= 0 || undatedAt >= 0) return yes
  return doubtful === '' && deniedOn !== ever && day <= deniedOn + window ? no : perhaps
}

function checklist(sheet: Sheet, rule: Terms['violence'], days100: number): void {
  const { file, day } = sheet
  const { item } = rule
  const { says } = item
  readSaid(says, day)
  readIncidents(file, item, day)
  if (next !== never)
    for (let i = 0; i < count; i += 1) if (days[i]! > day && says[i] !== nothing) sheet.turnsOn(days[i]!)
  for (const id in file.incidents) {
    const { observedOn, closedOn } = file.incidents[id as keyof typeof file.incidents]!
    const [observed, closed] = [dayOr(observedOn, ever), dayOr(closedOn, ever)]
    if (observed > day) sheet.turnsOn(observed)
    if (closed > day) sheet.turnsOn(closed)
  }
  const lapse = deniedOn + days100 + 1
  if (deniedOn !== ever && lapse > day) sheet.turnsOn(lapse)
  const at = seenAt >= 0 ? seenAt : undatedAt
  if (alarm === '' && at < 0) {
    if (doubtful !== '')
      sheet.ask(
        gapOf(rule.gap, [missingAt(rule.missing[notCollected]!, `/incidents/${inPath(doubtful)}/${item.kind}`)]),
      )
    else if (deniedOn === ever) sheet.ask(rule.gaps[notCollected]!)
    else if (day >= lapse) sheet.ask(rule.gaps[stale]!)
    return
  }
  const evidence =
    alarm === ''
      ? shown(`/visits/${inPath(ids[at]!)}/${item.kind}/${item.key}`, 'seen', dates[at])
      : incidentShown(file, alarm, item)
  const { turns } = sheet
  turns.length = 0
  for (let i = 0; i < count; i += 1) if (says[i] !== nothing) turns.push(days[i]!, days[i]! + days100 + 1)
  for (const { observedOn, closedOn } of Object.values(file.incidents))
    turns.push(dayOr(observedOn, ever), dayOr(closedOn, ever))
  asked = item
  window = days100
  sheet.fireWalked(rule.flag, wasSo, [evidence])
}

function incidentShown({ incidents }: ChildFile, id: string, { kind }: Item) {
  const incident = incidents[id as keyof typeof incidents]!
  const { observedOn } = incident
  const on = observedOn === 'notCollected' || observedOn === 'contested' ? undefined : observedOn
  return shown(`/incidents/${inPath(id)}/${kind}`, incident[kind], on)
}

export const privateInjuryRule = (sheet: Sheet, terms: Terms): void =>
  checklist(sheet, terms.privateInjury, terms.window)
export const violenceRule = (sheet: Sheet, terms: Terms): void => checklist(sheet, terms.violence, terms.window)
export const abandonedRule = (sheet: Sheet, terms: Terms): void => checklist(sheet, terms.abandoned, terms.window)
export const runawayRule = (sheet: Sheet, terms: Terms): void => checklist(sheet, terms.runaway, terms.window)

/** The latest visit up to a day that has a mood; one without a date only where no other has. */
function moodAt(day: number): number {
  let found = -1
  for (let i = 0; i < count; i += 1) {
    if (moods[i] === 0 || days[i]! > day) continue
    if (found < 0 || days[i]! > days[found]! || (days[i] === days[found] && ids[i]! < ids[found]!)) found = i
  }
  return found
}

export function lowMood(sheet: Sheet, terms: Terms): void {
  const { day } = sheet
  const { moodWindow, lowMoodBar } = terms
  sheet.turnsOn(next)
  const found = moodAt(day)
  if (found < 0) {
    sheet.ask(terms.lowMoodGaps[notCollected]!)
    return
  }
  const on = days[found]!
  if (on !== ever) {
    if (day > on + moodWindow) {
      sheet.ask(terms.lowMoodGaps[stale]!)
      return
    }
    sheet.turnsOn(on + moodWindow + 1)
  }
  if (moods[found]! > lowMoodBar) return
  const evidence = [shown(`/visits/${inPath(ids[found]!)}/mood`, moods[found], dates[found])]
  // Back from visit to visit, as long as each says the same and is not too old on the eve of the next.
  let from = on
  while (from !== ever) {
    const before = moodAt(from - 1)
    const isTooOld = before < 0 || (days[before] !== ever && from - 1 > days[before]! + moodWindow)
    if (isTooOld || moods[before]! > lowMoodBar) {
      sheet.fireFrom(terms.lowMood, from, !isTooOld, evidence)
      return
    }
    from = days[before]!
  }
  sheet.fireFrom(terms.lowMood, ever, false, evidence)
}
