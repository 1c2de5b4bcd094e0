import type { Field } from '../../../src/absent.ts'
import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import { completes, dayOf, ever, lastBirthOn, never } from './day.ts'
import type { firedTerms } from './fired.ts'
import { Birth } from './school.ts'

// A file laid out flat for a rules engine: what an engine cannot do alone is done here, that is which section can still be used, which of
// several visits counts, how long ago something was, and between which days somebody was born. What nobody knows is null.

type Terms = ReturnType<typeof firedTerms>
type Maybe = Field<PlainDate | 'none'>
type Condition = { readonly status: unknown; readonly treated: unknown }

/** The facts that the rules of an engine ask. */
export interface Flat {
  readonly father: string | null
  readonly mother: string | null
  /** Whether there is a delegated carer. */
  readonly delegate: 'yes' | 'no' | null
  readonly actualCarer: unknown
  readonly guardian: boolean
  readonly guardianshipType: unknown
  readonly rating: unknown
  readonly improper: readonly unknown[] | null
  readonly exclusions: unknown
  readonly carerHealth: unknown
  readonly selfSupporting: unknown
  readonly carerBornFrom: number | null
  readonly carerBornTo: number | null
  readonly agreement: unknown
  readonly childHeard: unknown
  readonly noticeToVillage: unknown
  readonly noticeToSchool: unknown
  readonly childSilentDays: number | null
  readonly carerSilentDays: number | null
  readonly privateInjury: boolean
  readonly violence: boolean
  readonly abandoned: boolean
  readonly runaway: boolean
  readonly mood: number | null
  readonly conditions: readonly Condition[] | null
  readonly health: unknown
  readonly illnesses: readonly Condition[] | null
  readonly insurance: unknown
  readonly disabilityLevel: unknown
  readonly certificate: unknown
  readonly state: unknown
  readonly bornFrom: number | null
  readonly bornTo: number | null
  readonly longestAbsence: number
  readonly totalAbsence: number
  readonly behaviours: readonly unknown[] | null
}

const dayOr = (date: Maybe, otherwise: number): number =>
  date === 'none' || date === 'notCollected' || date === 'contested' ? otherwise : dayOf(date)

function isUsable(recordedOn: Maybe, day: number, window: number): boolean {
  const recorded = dayOr(recordedOn, ever)
  return recorded === ever || (recorded <= day && day <= recorded + window)
}

const known = (value: unknown, usable: boolean): unknown =>
  usable && value !== 'notCollected' && value !== 'contested' ? value : null
const code = (value: unknown, usable: boolean): string | null => {
  const found = known(value, usable)
  return typeof found === 'string' ? found : null
}
const list = (value: unknown, usable: boolean): readonly unknown[] | null =>
  usable && Array.isArray(value) ? (value as readonly unknown[]) : null
const conditionsOf = (value: ChildFile['health']['illnesses'], usable: boolean): readonly Condition[] | null =>
  usable && typeof value === 'object' ? Object.values(value) : null

const places: Readonly<Record<string, string>> = {
  homeCapable: 'home',
  awayWorking: 'away',
  divorcedAway: 'away',
  divorcedNotRaising: 'away',
}
function placeOf({ status, recordedOn }: ChildFile['father'], { day, family }: Terms): string | null {
  const found = code(status, isUsable(recordedOn, day, family))
  return found === null ? null : (places[found] ?? 'elsewhere')
}

function hasGuardian({ guardians }: ChildFile, day: number): boolean {
  return (
    typeof guardians === 'object' &&
    Object.values(guardians).some(
      ({ since, until, recordedOn }) =>
        dayOr(since, ever) <= day && dayOr(recordedOn, ever) <= day && dayOr(until, never) > day,
    )
  )
}

/** Days since a parent was last in touch, at least; null where that is not on record. */
function silentDays({ contacts }: ChildFile, who: 'withChild' | 'withDelegate', day: number): number | null {
  let [last, first] = [ever, never]
  for (const contact of Object.values(contacts)) {
    const at = dayOr(contact.on, never)
    if (at > day && at !== never) continue
    if (contact[who] !== 'no' && at > last) last = at
    if (at < first) first = at
  }
  if (last === ever) last = first
  return last === never ? null : day - last
}

type Item = 'privateInjury' | 'violence' | 'abandoned' | 'runaway'

/** Whether something is so by open incidents and visits: the latest that says anything counts, a sighting without a date always. */
function isSeen({ visits, incidents }: ChildFile, item: Item, birth: Birth, terms: Terms): boolean {
  const { day } = terms
  let [latest, seen] = [ever, false]
  for (const { on, situations, emergencies, childSeen, spokenAlone } of Object.values(visits)) {
    const sighting = item === 'runaway' ? emergencies.runaway : situations[item]
    if (sighting === 'notChecked') continue
    const at = dayOr(on, ever)
    if (at > day) continue
    if (sighting === 'seen') {
      if (at === ever) return true
      if (at >= latest) seen = true
      if (at > latest) latest = at
      continue
    }
    if (at === ever || at <= latest || (childSeen !== 'yes' && spokenAlone !== 'yes')) continue
    const isTooYoung = spokenAlone === 'tooYoung' && birth.least !== ever && at < completes(birth.least, terms.tooYoung)
    if (item === 'privateInjury' || item === 'violence') if (spokenAlone !== 'yes' && !isTooYoung) continue
    latest = at
    seen = false
  }
  if (seen) return true
  for (const { observedOn, closedOn, situations, emergencies } of Object.values(incidents)) {
    if (dayOr(observedOn, ever) > day || dayOr(closedOn, never) <= day) continue
    const named = item === 'runaway' ? emergencies : situations
    if (typeof named === 'object' && named.some((one) => one === item)) return true
  }
  return false
}

function moodOf({ visits }: ChildFile, { day, mood: window }: Terms): number | null {
  let [mood, latest, by]: [number | null, number, string] = [null, ever - 1, '']
  for (const [id, { on, mood: said }] of Object.entries(visits)) {
    const at = dayOr(on, ever)
    if (typeof said !== 'number' || at > day || at < latest || (at === latest && id > by)) continue
    mood = said
    latest = at
    by = id
  }
  return latest > ever && day > latest + window ? null : mood
}

/** The longest absence without excuse lately, and all together, as far as they are sure. */
function absences({ attendance }: ChildFile, { day, absence }: Terms): readonly [longest: number, total: number] {
  let [longest, total] = [0, 0]
  for (const { on, session, state, days } of Object.values(attendance)) {
    const at = dayOr(on, ever)
    if (session !== 'none' || state !== 'unexcused' || at > day || at <= day - absence) continue
    const length = typeof days === 'number' ? days : 1
    if (length > longest) longest = length
    total += length
  }
  return [longest, total]
}

/** Between which days the carer was born. */
function carerBorn({ delegate }: ChildFile): readonly [from: number | null, to: number | null] {
  if (typeof delegate !== 'object') return [null, null]
  const { birthDate, age, recordedOn } = delegate
  const born = dayOr(birthDate, never)
  if (born !== never) return [born, born]
  if (typeof age !== 'number' || recordedOn === 'notCollected' || recordedOn === 'contested') return [null, null]
  return [lastBirthOn(recordedOn, age + 1) + 1, lastBirthOn(recordedOn, age)]
}

/** Lays out a file for a rules engine, for the numbers of one day. */
export function flattened(terms: Terms): (file: ChildFile) => Flat {
  const birth = new Birth()
  const { day, family } = terms
  return (file) => {
    const { delegate, delegation, care, schooling, health, conduct } = file
    birth.read(file)
    const carer = typeof delegate === 'object' ? delegate : undefined
    const isCarerUsable = isUsable(carer ? carer.recordedOn : delegation.recordedOn, day, family)
    const isDelegationUsable = isUsable(delegation.recordedOn, day, family)
    const isCareUsable = isUsable(care.recordedOn, day, family)
    const isHealthUsable = isUsable(health.recordedOn, day, terms.health)
    const { mind, disability } = health
    const ownDay = typeof mind === 'object' ? dayOr(mind.recordedOn, ever) : ever
    const isMindUsable = ownDay === ever ? isHealthUsable : ownDay <= day && day <= ownDay + terms.health
    const [carerBornFrom, carerBornTo] = carerBorn(file)
    const [longestAbsence, totalAbsence] = absences(file, terms)
    return {
      father: placeOf(file.father, terms),
      mother: placeOf(file.mother, terms),
      delegate: !isCarerUsable ? null : carer ? 'yes' : delegate === 'none' ? 'no' : null,
      actualCarer: known(care.actualCarer, isCareUsable),
      guardian: hasGuardian(file, day),
      guardianshipType: code(care.guardianshipType, isCareUsable),
      rating: code(care.guardianshipRating, isCareUsable),
      improper: list(care.improperCare, isCareUsable),
      exclusions: known(carer?.exclusions ?? 'notCollected', isCarerUsable),
      carerHealth: code(carer?.health, isCarerUsable),
      selfSupporting: code(carer?.selfSupporting, isCarerUsable),
      carerBornFrom,
      carerBornTo,
      agreement: code(delegation.agreement, isDelegationUsable),
      childHeard: code(delegation.childHeard, isDelegationUsable),
      noticeToVillage: code(delegation.noticeToVillageOn, isDelegationUsable),
      noticeToSchool: code(delegation.noticeToSchoolOn, isDelegationUsable),
      childSilentDays: silentDays(file, 'withChild', day),
      carerSilentDays: silentDays(file, 'withDelegate', day),
      privateInjury: isSeen(file, 'privateInjury', birth, terms),
      violence: isSeen(file, 'violence', birth, terms),
      abandoned: isSeen(file, 'abandoned', birth, terms),
      runaway: isSeen(file, 'runaway', birth, terms),
      mood: moodOf(file, terms),
      conditions: typeof mind === 'object' ? conditionsOf(mind.conditions, isMindUsable) : null,
      health: code(health.status, isHealthUsable),
      illnesses: conditionsOf(health.illnesses, isHealthUsable),
      insurance: known(health.medicalInsurance, isHealthUsable),
      disabilityLevel: typeof disability === 'object' ? code(disability.level, isHealthUsable) : null,
      certificate: typeof disability === 'object' ? code(disability.certNo, isHealthUsable) : null,
      state: code(schooling.status, isUsable(schooling.recordedOn, day, terms.school)),
      bornFrom: birth.least === ever ? null : birth.least,
      bornTo: birth.most === never ? null : birth.most,
      longestAbsence,
      totalAbsence,
      behaviours: list(conduct.behaviours, isUsable(conduct.recordedOn, day, family)),
    }
  }
}
