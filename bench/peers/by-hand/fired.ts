import type { Field } from '../../../src/absent.ts'
import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import type { Book } from './book.ts'
import { completes, dayOf, ever, lastBirth, lastBirthOn, never } from './day.ts'
import { Birth } from './school.ts'

// Which rules fire, and nothing else: no unknown is told apart from no, so that every rule stops at the first thing that speaks against it.

/** The numbers of a day. */
export const firedTerms = (book: Book) => {
  const { day } = book
  const born = (id: string, later: number): number => lastBirth(day, book.number(id), later)
  return {
    day,
    family: book.number('window.family'),
    school: book.number('window.school'),
    health: book.number('window.health'),
    notSeen: book.number('window.notSeen'),
    mood: book.number('window.mood'),
    lowMood: book.number('mind.lowMood'),
    absence: book.number('window.absence'),
    longest: book.number('absence.longestDays'),
    total: book.number('absence.totalDays'),
    week: book.number('contact.watchDays'),
    month: book.number('contact.moderateDays'),
    tooYoung: book.number('visit.tooYoungToTalk'),
    carerIs16: born('carer.minimumAge', 0),
    carerPast16: born('carer.minimumAge', 1),
    carerPast18: born('carer.fullAge', 1),
    carerIs70: born('carer.frailAge', 0),
    is7: born('school.fromAge', 0),
    past15: born('school.toAge', 1),
    past16: born('school.dropoutUnder', 1),
  }
}
type Terms = ReturnType<typeof firedTerms>

type Maybe = Field<PlainDate | 'none'>
const dayOr = (date: Maybe, otherwise: number): number =>
  date === 'none' || date === 'notCollected' || date === 'contested' ? otherwise : dayOf(date)

/** Whether what was written down on a date can be used on a day. */
function isUsable(recordedOn: Maybe, day: number, window: number): boolean {
  if (recordedOn === 'notCollected' || recordedOn === 'contested' || recordedOn === 'none') return true
  const recorded = dayOf(recordedOn)
  return recorded <= day && day <= recorded + window
}
const isKnown = (value: unknown): boolean => value !== 'notCollected' && value !== 'contested'
const isCode = (value: unknown): boolean => typeof value === 'string' && isKnown(value)

/** The rules that fire: one bit for each, in the order of `rulesByHand`. */
export const bit = {
  noCarer: 1 << 0,
  ratingPoor: 1 << 1,
  improperCare: 1 << 2,
  carerUnder16: 1 << 3,
  carer16To17: 1 << 4,
  carerExcluded: 1 << 5,
  noNotice: 1 << 6,
  noAgreement: 1 << 7,
  childNotHeard: 1 << 8,
  carerFrail: 1 << 9,
  silentWeek: 1 << 10,
  silentMonth: 1 << 11,
  privateInjury: 1 << 12,
  violence: 1 << 13,
  abandoned: 1 << 14,
  abuseInCare: 1 << 15,
  runaway: 1 << 16,
  mindUntreated: 1 << 17,
  lowMood: 1 << 18,
  graveUntreated: 1 << 19,
  untreated: 1 << 20,
  noInsurance: 1 << 21,
  noCertificate: 1 << 22,
  notInSchool: 1 << 23,
  absence: 1 << 24,
  serious: 1 << 25,
  firstSigns: 1 << 26,
} as const

function parents(file: ChildFile, hasCarer: boolean, terms: Terms): number {
  const { father, mother, care } = file
  const { day, family } = terms
  const isCareUsable = isUsable(care.recordedOn, day, family)
  let fired = 0
  if (isCareUsable) {
    if (care.guardianshipType === 'unguarded') fired |= bit.noCarer
    if (care.guardianshipRating === 'poor') fired |= bit.ratingPoor
    const { improperCare } = care
    if (typeof improperCare === 'object')
      for (const one of improperCare)
        if (one === 'abuse') fired |= bit.abuseInCare
        else if (typeof one === 'string') fired |= bit.improperCare
  }
  const [his, hers] = [father.status, mother.status]
  if (his === 'homeCapable' || hers === 'homeCapable' || !isCode(his) || !isCode(hers)) return fired
  if (!isUsable(father.recordedOn, day, family) || !isUsable(mother.recordedOn, day, family)) return fired
  const hasNobody =
    !hasCarer &&
    (isCareUsable && isKnown(care.actualCarer)
      ? care.actualCarer === 'nobody' || care.actualCarer === 'none'
      : file.delegate === 'none' && isUsable(file.delegation.recordedOn, day, family))
  if (hasNobody && !hasGuardian(file, day)) fired |= bit.noCarer
  return isAway(his) || isAway(hers) ? fired | silence(file, hasCarer, terms) : fired
}

const isAway = (status: unknown): boolean =>
  status === 'awayWorking' || status === 'divorcedAway' || status === 'divorcedNotRaising'

function hasGuardian({ guardians }: ChildFile, day: number): boolean {
  if (typeof guardians !== 'object') return false
  for (const { since, until, recordedOn } of Object.values(guardians))
    if (dayOr(since, ever) <= day && dayOr(recordedOn, ever) <= day && dayOr(until, never) > day) return true
  return false
}

function silence({ contacts }: ChildFile, hasCarer: boolean, { day, week, month }: Terms): number {
  let [child, carer, first] = [ever, ever, never]
  for (const id in contacts) {
    const { on, withChild, withDelegate } = contacts[id as keyof typeof contacts]!
    // One without a date may be of today.
    const at = dayOr(on, never)
    if (at > day && at !== never) continue
    if (withChild !== 'no' && at > child) child = at
    if (withDelegate !== 'no' && at > carer) carer = at
    if (at < first) first = at
  }
  // Where all were with somebody else, the last lies before the first of them; where there is none, nothing is known.
  let silent = day - (child === ever ? first : child)
  if (hasCarer) {
    const carerSilent = day - (carer === ever ? first : carer)
    if (carerSilent > silent) silent = carerSilent
  }
  return (silent > week ? bit.silentWeek : 0) | (silent > month ? bit.silentMonth : 0)
}

const outside = new Set<unknown>(['notEntered', 'droppedOut', 'notAtSchool', 'none'])

function carerRules({ delegate, delegation, schooling }: ChildFile, terms: Terms): number {
  if (typeof delegate !== 'object') return 0
  const { birthDate, age, recordedOn, health } = delegate
  const { day, family } = terms
  let fired = 0
  const { exclusions } = delegate
  if (exclusions !== 'none' && isKnown(exclusions)) fired |= bit.carerExcluded
  let [least, most] = [ever, never]
  if (isKnown(birthDate)) least = most = dayOf(birthDate as PlainDate)
  else if (typeof age === 'number' && isKnown(recordedOn)) {
    most = lastBirthOn(recordedOn as PlainDate, age)
    least = lastBirthOn(recordedOn as PlainDate, age + 1) + 1
  }
  if (least > terms.carerPast16) fired |= bit.carerUnder16
  if (delegate.selfSupporting === 'no' && most <= terms.carerIs16 && least > terms.carerPast18) fired |= bit.carer16To17
  if (health === 'grave' || ((health === 'weak' || health === 'chronic') && most <= terms.carerIs70))
    fired |= bit.carerFrail
  if (!isUsable(delegation.recordedOn, day, family)) return fired
  if (delegation.agreement === 'no') fired |= bit.noAgreement
  if (delegation.childHeard === 'no') fired |= bit.childNotHeard
  if (delegation.noticeToVillageOn === 'none') return fired | bit.noNotice
  const isInside = delegation.noticeToSchoolOn === 'none' && isCode(schooling.status) && !outside.has(schooling.status)
  return isInside && isUsable(schooling.recordedOn, day, terms.school) ? fired | bit.noNotice : fired
}

type Visits = ChildFile['visits']
type Item = 'privateInjury' | 'violence' | 'abandoned' | 'runaway'
const sightingOf = (visit: Visits[keyof Visits], item: Item): string =>
  item === 'runaway' ? visit.emergencies.runaway : visit.situations[item]

/** Whether a sighting still holds: no later visit looked for it, as it has to be looked for, and did not see it. */
function holds(visits: Visits, on: number, item: Item, birth: Birth, { day, tooYoung }: Terms): boolean {
  if (on === ever) return true
  for (const visit of Object.values(visits)) {
    const at = dayOr(visit.on, ever)
    if (at <= on || at > day || sightingOf(visit, item) !== 'notSeen') continue
    const { childSeen, spokenAlone } = visit
    if (childSeen !== 'yes' && spokenAlone !== 'yes') continue
    const isAlone =
      spokenAlone === 'tooYoung' ? birth.least !== ever && at < completes(birth.least, tooYoung) : spokenAlone === 'yes'
    if (item === 'abandoned' || item === 'runaway' || isAlone) return false
  }
  return true
}

function visitRules({ visits }: ChildFile, birth: Birth, terms: Terms): number {
  const { day } = terms
  let [fired, mood, moodOn, moodId] = [0, 0, ever - 1, '']
  for (const id in visits) {
    const visit = visits[id as keyof Visits]!
    const { situations } = visit
    const on = dayOr(visit.on, ever)
    if (on > day) continue
    if (situations.privateInjury === 'seen' && holds(visits, on, 'privateInjury', birth, terms))
      fired |= bit.privateInjury
    if (situations.violence === 'seen' && holds(visits, on, 'violence', birth, terms)) fired |= bit.violence
    if (situations.abandoned === 'seen' && holds(visits, on, 'abandoned', birth, terms)) fired |= bit.abandoned
    if (visit.emergencies.runaway === 'seen' && holds(visits, on, 'runaway', birth, terms)) fired |= bit.runaway
    if (typeof visit.mood !== 'number' || on < moodOn || (on === moodOn && id > moodId)) continue
    mood = visit.mood
    moodOn = on
    moodId = id
  }
  const isLow = mood !== 0 && mood <= terms.lowMood && (moodOn === ever || day <= moodOn + terms.mood)
  return isLow ? fired | bit.lowMood : fired
}

function incidentRules({ incidents }: ChildFile, day: number): number {
  let fired = 0
  for (const id in incidents) {
    const { observedOn, closedOn, situations, emergencies } = incidents[id as keyof typeof incidents]!
    if (dayOr(observedOn, ever) > day || dayOr(closedOn, never) <= day) continue
    if (typeof situations === 'object')
      for (const one of situations)
        if (one === 'privateInjury') fired |= bit.privateInjury
        else if (one === 'violence') fired |= bit.violence
        else if (one === 'abandoned') fired |= bit.abandoned
    if (typeof emergencies === 'object') for (const one of emergencies) if (one === 'runaway') fired |= bit.runaway
  }
  return fired
}

type Illnesses = ChildFile['health']['illnesses']
function isUntreated(illnesses: Illnesses): boolean {
  if (typeof illnesses !== 'object') return false
  for (const id in illnesses) {
    const { status, treated } = illnesses[id as keyof typeof illnesses]!
    if (status === 'active' && treated === 'no') return true
  }
  return false
}

function healthRules({ health }: ChildFile, terms: Terms): number {
  const { day } = terms
  const { mind, disability } = health
  const isHealthUsable = isUsable(health.recordedOn, day, terms.health)
  let fired = 0
  if (typeof mind === 'object' && isUntreated(mind.conditions)) {
    const isOwn = isKnown(mind.recordedOn)
    if (isOwn ? isUsable(mind.recordedOn, day, terms.health) : isHealthUsable) fired |= bit.mindUntreated
  }
  if (!isHealthUsable) return fired
  if (isUntreated(health.illnesses))
    fired |= health.status === 'grave' ? bit.untreated | bit.graveUntreated : bit.untreated
  if (health.medicalInsurance === 'none') fired |= bit.noInsurance
  const isSevere =
    typeof disability === 'object' &&
    (disability.level === '1' || disability.level === '2') &&
    disability.certNo === 'none'
  return isSevere ? fired | bit.noCertificate : fired
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

function schoolRules({ schooling, conduct }: ChildFile, birth: Birth, terms: Terms): number {
  const { status } = schooling
  const { behaviours } = conduct
  let fired = 0
  const isOut =
    status === 'droppedOut'
      ? birth.least > terms.past16
      : (status === 'notEntered' || status === 'notAtSchool') && birth.most <= terms.is7 && birth.least > terms.past15
  if (isOut && isUsable(schooling.recordedOn, terms.day, terms.school)) fired |= bit.notInSchool
  if (typeof behaviours !== 'object' || !isUsable(conduct.recordedOn, terms.day, terms.family)) return fired
  for (const one of behaviours)
    if (typeof one === 'string') fired |= seriousCodes.has(one) ? bit.serious : bit.firstSigns
  return fired
}

function absenceRule({ attendance }: ChildFile, { day, absence, longest, total }: Terms): number {
  let sum = 0
  for (const id in attendance) {
    const { on, session, state, days } = attendance[id as keyof typeof attendance]!
    if (session !== 'none' || state !== 'unexcused') continue
    const at = dayOr(on, ever)
    if (at > day || at <= day - absence) continue
    const length = typeof days === 'number' ? days : 1
    if (length >= longest) return bit.absence
    sum += length
  }
  return sum >= total ? bit.absence : 0
}

/** The rules that fire on a file, for the numbers of one day. */
export function firedByHand(terms: Terms): (file: ChildFile) => number {
  const birth = new Birth()
  return (file) => {
    const { delegate } = file
    const hasCarer = typeof delegate === 'object' && isUsable(delegate.recordedOn, terms.day, terms.family)
    birth.read(file)
    return (
      parents(file, hasCarer, terms) |
      (hasCarer ? carerRules(file, terms) : 0) |
      visitRules(file, birth, terms) |
      incidentRules(file, terms.day) |
      healthRules(file, terms) |
      schoolRules(file, birth, terms) |
      absenceRule(file, terms)
    )
  }
}
