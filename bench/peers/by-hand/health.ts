import type { ChildFile } from '../../../src/records/index.ts'
import type { Evidence, Missing } from '../../../src/risk/index.ts'
import { type Book, gapOf, missingAt } from './book.ts'
import { holds } from './family.ts'
import {
  inWords,
  known,
  later,
  lesser,
  no,
  perhaps,
  type Reason,
  reasonOf,
  reasonOfCode,
  type Section,
  type Truth,
  untilOf,
  yes,
} from './section.ts'
import { inPath, type Sheet, shown } from './sheet.ts'

type Illnesses = ChildFile['health']['illnesses']
type Illness = Exclude<Illnesses, string>[keyof Exclude<Illnesses, string>]

export function healthTerms(book: Book) {
  const illnesses = book.missing('health.illnesses', '/health/illnesses')
  const level = (path: '' | '/level') => book.missing('disability.level', `/health/disability${path}`)
  const certified = (path: '' | '/certNo') => book.missing('disability.certified', `/health/disability${path}`)
  return {
    state: book.missing('health.state', '/health/status'),
    grave: book.flag('health.grave-untreated'),
    graveGap: book.gap('health.grave-untreated'),
    untreated: book.flag('health.untreated'),
    untreatedGap: book.gap('health.untreated'),
    illnesses,
    illnessGaps: book.gaps('health.untreated', illnesses),
    status: book.missing('each.status', '', 'health.illnesses'),
    treated: book.missing('each.treated', '', 'health.illnesses'),
    mind: book.flag('mind.untreated'),
    mindGap: book.gap('mind.untreated'),
    mindGaps: book.gaps('mind.untreated', book.missing('mind.conditions', '/health/mind')),
    conditionGaps: book.gaps('mind.untreated', book.missing('mind.conditions', '/health/mind/conditions')),
    noInsurance: book.flag('entitlement.no-insurance'),
    insuranceGaps: book.gaps('entitlement.no-insurance', book.missing('health.insurance', '/health/medicalInsurance')),
    noCertificate: book.flag('entitlement.no-certificate'),
    certificateGap: book.gap('entitlement.no-certificate'),
    disabilityGaps: book.gapsOfAll('entitlement.no-certificate', [level(''), certified('')]),
    level: level('/level'),
    certified: certified('/certNo'),
  }
}
type Terms = ReturnType<typeof healthTerms>

/** Why a part of an entry says nothing; the entry is as old as its section, which was looked at before. */
const partReason = (value: unknown): Reason => reasonOfCode(value, known)

/** An illness that is there and not treated. */
function isUntreated({ status, treated }: Illness): Truth {
  const there = partReason(status) !== known ? perhaps : status === 'active' ? yes : no
  const open = partReason(treated) !== known ? perhaps : treated === 'no' ? yes : no
  return there < open ? there : open
}

/** Whether one of the illnesses is not treated, and the first by name of which that is so. */
let untreatedId = ''
function someUntreated(illnesses: Exclude<Illnesses, string>): Truth {
  let found: Truth = no
  untreatedId = ''
  for (const id in illnesses) {
    const one = isUntreated(illnesses[id as keyof typeof illnesses]!)
    if (one > found) found = one
    if (one === yes && (untreatedId === '' || id < untreatedId)) untreatedId = id
  }
  return found
}

function illnessShown(path: string, { recordedOn }: Section): Evidence[] {
  const at = `${path}/${inPath(untreatedId)}` as `/${string}`
  return [shown(`${at}/status`, 'active', recordedOn), shown(`${at}/treated`, 'no', recordedOn)]
}

/** What is missing of the illnesses that may be untreated, by name. */
function illnessesMissing(illnesses: Exclude<Illnesses, string>, path: string, terms: Terms, into: Missing[]): void {
  const ids = Object.keys(illnesses)
  if (ids.length > 1) ids.sort((a, b) => (a < b ? -1 : 1))
  for (const id of ids) {
    const one = illnesses[id as keyof typeof illnesses]!
    if (isUntreated(one) !== perhaps) continue
    const at = `${path}/${inPath(id)}` as `/${string}`
    const status = partReason(one.status)
    const treated = partReason(one.treated)
    if (status !== known) into.push(missingAt(terms.status[status]!, `${at}/status`))
    if (treated !== known) into.push(missingAt(terms.treated[treated]!, `${at}/treated`))
  }
}

export function graveUntreated(sheet: Sheet, terms: Terms): void {
  const { health } = sheet
  const { status, illnesses } = sheet.file.health
  const reason = reasonOfCode(status, health.state)
  const grave = reason !== known ? perhaps : status === 'grave' ? yes : no
  if (grave === no) {
    sheet.turnsOn(health.until)
    return
  }
  const listReason = reasonOf(illnesses, health.state)
  const untreated: Truth =
    listReason !== known ? perhaps : typeof illnesses === 'object' ? someUntreated(illnesses) : no
  const listUntil = untilOf(listReason, health)
  if (untreated === no) {
    sheet.turnsOn(listUntil)
    return
  }
  sheet.turnsOn(lesser(untilOf(reason, health), listUntil))
  if (grave === yes && untreated === yes && typeof illnesses === 'object') {
    sheet.fireSince(terms.grave, health, health, [
      shown('/health/status', 'grave', health.recordedOn),
      ...illnessShown('/health/illnesses', health),
    ])
    return
  }
  const missing: Missing[] = reason === known ? [] : [terms.state[reason]!]
  if (listReason !== known) missing.push(terms.illnesses[listReason]!)
  else if (untreated === perhaps && typeof illnesses === 'object')
    illnessesMissing(illnesses, '/health/illnesses', terms, missing)
  sheet.ask(gapOf(terms.graveGap, missing))
}

export function untreated(sheet: Sheet, terms: Terms): void {
  const { health } = sheet
  const { illnesses } = sheet.file.health
  const reason = reasonOf(illnesses, health.state)
  sheet.turnsOn(untilOf(reason, health))
  if (reason !== known) {
    sheet.ask(terms.illnessGaps[reason]!)
    return
  }
  if (typeof illnesses !== 'object') return
  const truth = someUntreated(illnesses)
  if (truth === yes) {
    sheet.fireSince(terms.untreated, health, health, illnessShown('/health/illnesses', health))
    return
  }
  if (truth === no) return
  const missing: Missing[] = []
  illnessesMissing(illnesses, '/health/illnesses', terms, missing)
  sheet.ask(gapOf(terms.untreatedGap, missing))
}

const conditionsAt = '/health/mind/conditions'

export function mindUntreated(sheet: Sheet, terms: Terms): void {
  const { mind: section } = sheet
  const { mind } = sheet.file.health
  if (typeof mind !== 'object' || section.state === later) {
    const reason = reasonOf(mind, section.state)
    sheet.turnsOn(untilOf(reason, section))
    if (reason !== known) sheet.ask(terms.mindGaps[reason]!)
    return
  }
  const { conditions } = mind
  const reason = reasonOf(conditions, section.state)
  sheet.turnsOn(untilOf(reason, section))
  if (reason !== known) {
    sheet.ask(terms.conditionGaps[reason]!)
    return
  }
  if (typeof conditions !== 'object') return
  const truth = someUntreated(conditions)
  if (truth === yes) {
    sheet.fireSince(terms.mind, section, section, illnessShown(conditionsAt, section))
    return
  }
  if (truth === no) return
  const missing: Missing[] = []
  illnessesMissing(conditions, conditionsAt, terms, missing)
  sheet.ask(gapOf(terms.mindGap, missing))
}

const isAny = (): boolean => true

export function noInsurance(sheet: Sheet, terms: Terms): void {
  const { health } = sheet
  const { medicalInsurance } = sheet.file.health
  const reason = reasonOf(medicalInsurance, health.state)
  sheet.turnsOn(untilOf(reason, health))
  if (reason !== known) {
    sheet.ask(terms.insuranceGaps[reason]!)
    return
  }
  if (medicalInsurance === 'none')
    sheet.fireSince(terms.noInsurance, health, health, [shown('/health/medicalInsurance', 'none', health.recordedOn)])
  else if (holds(medicalInsurance, isAny) === perhaps) sheet.ask(terms.insuranceGaps[inWords]!)
}

export function noCertificate(sheet: Sheet, terms: Terms): void {
  const { health } = sheet
  const { disability } = sheet.file.health
  if (typeof disability !== 'object' || health.state === later) {
    const whole = reasonOf(disability, health.state)
    sheet.turnsOn(untilOf(whole, health))
    if (whole !== known) sheet.ask(terms.disabilityGaps[whole]!)
    return
  }
  const { level, certNo } = disability
  const levelReason = reasonOf(level, health.state)
  const severe: Truth = levelReason !== known ? perhaps : level === '1' || level === '2' ? yes : no
  const certReason = reasonOf(certNo, health.state)
  const without: Truth = certReason !== known ? perhaps : certNo === 'none' ? yes : no
  if (severe === no || without === no) {
    sheet.turnsOn(health.until)
    return
  }
  sheet.turnsOn(lesser(untilOf(levelReason, health), untilOf(certReason, health)))
  if (severe === yes && without === yes) {
    sheet.fireSince(terms.noCertificate, health, health, [
      shown('/health/disability/level', level, health.recordedOn),
      shown('/health/disability/certNo', 'none', health.recordedOn),
    ])
    return
  }
  const missing: Missing[] = []
  if (severe === perhaps) missing.push(terms.level[levelReason]!)
  if (without === perhaps) missing.push(terms.certified[certReason]!)
  sheet.ask(gapOf(terms.certificateGap, missing))
}
