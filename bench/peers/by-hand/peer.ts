import type { Calendar } from '../../../src/calendar/index.ts'
import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import type { Assessment, Ruleset } from '../../../src/risk/index.ts'
import { absence, absenceTerms } from './absence.ts'
import { Book } from './book.ts'
import { carer16To17, carerExcluded, carerFrail, carerTerms, carerUnder16, readBirth } from './carer.ts'
import { contactTerms, readContacts, readLast, silentMonth, silentWeek } from './contact.ts'
import { dateOf, never } from './day.ts'
import { childNotHeard, delegationTerms, noAgreement, noNotice } from './delegation.ts'
import { abuseInCare, familyTerms, improperCare, noCarer, ratingPoor, readFamily } from './family.ts'
import { graveUntreated, healthTerms, mindUntreated, noCertificate, noInsurance, untreated } from './health.ts'
import { Birth, firstSigns, notInSchool, schoolTerms, seriousConduct } from './school.ts'
import { Sheet } from './sheet.ts'
import {
  abandonedRule,
  lowMood,
  privateInjuryRule,
  readVisits,
  runawayRule,
  violenceRule,
  visitTerms,
} from './visits.ts'

/** The rules that are written out by hand, by id. */
export const rulesByHand: readonly string[] = [
  'guardianship.no-carer',
  'guardianship.rating-poor',
  'guardianship.improper-care',
  'guardianship.carer-under-16',
  'guardianship.carer-16-17',
  'guardianship.carer-excluded',
  'guardianship.no-notice',
  'guardianship.no-agreement',
  'guardianship.child-not-heard',
  'guardianship.carer-frail',
  'contact.silent-week',
  'contact.silent-month',
  'safety.private-injury',
  'safety.violence',
  'safety.abandoned',
  'safety.abuse-in-care',
  'safety.runaway',
  'mind.untreated',
  'mind.low-mood',
  'health.grave-untreated',
  'health.untreated',
  'entitlement.no-insurance',
  'entitlement.no-certificate',
  'school.not-in-school',
  'school.absence',
  'conduct.serious',
  'conduct.first-signs',
]

/** Reads the sections: who wrote what down when. */
function readSections(sheet: Sheet, family: number, school: number, health: number): void {
  const { file, day } = sheet
  const { delegate } = file
  sheet.father.read(file.father.recordedOn, day, family)
  sheet.mother.read(file.mother.recordedOn, day, family)
  sheet.carer.read(typeof delegate === 'object' ? delegate.recordedOn : file.delegation.recordedOn, day, family)
  sheet.delegation.read(file.delegation.recordedOn, day, family)
  sheet.care.read(file.care.recordedOn, day, family)
  sheet.conduct.read(file.conduct.recordedOn, day, family)
  sheet.school.read(file.schooling.recordedOn, day, school)
  sheet.health.read(file.health.recordedOn, day, health)
  const { mind } = file.health
  const own = typeof mind === 'object' && mind.recordedOn !== 'notCollected' && mind.recordedOn !== 'contested'
  sheet.mind.read(own ? mind.recordedOn : file.health.recordedOn, day, health)
}

/**
 * The rules written out by hand, for one day: the same assessment as by the ruleset, which has to be of just these rules. Texts and numbers of
 * the day are taken from the ruleset once. One sheet is used again for every file, so that nothing is kept but the answer.
 */
export function byHand(ruleset: Ruleset, calendar: Calendar, asOf: PlainDate): (file: ChildFile) => Assessment {
  const book = new Book(ruleset, calendar, asOf)
  const sheet = new Sheet(book.day, asOf)
  const birth = new Birth()
  const terms = {
    family: familyTerms(book),
    carer: carerTerms(book),
    delegation: delegationTerms(book),
    contact: contactTerms(book),
    visits: visitTerms(book),
    school: schoolTerms(book),
    absence: absenceTerms(book),
    health: healthTerms(book),
  }
  const [family, school, health] = ['window.family', 'window.school', 'window.health'].map((id) => book.number(id))
  const { id, version, sha256 } = ruleset
  return (file) => {
    sheet.clear(file)
    readSections(sheet, family!, school!, health!)
    readFamily(sheet)
    readBirth(sheet)
    birth.read(file)
    readVisits(sheet, birth, terms.visits)
    readContacts(sheet)
    readLast(sheet)
    // By tier downwards, then by name.
    carer16To17(sheet, terms.carer)
    carerExcluded(sheet, terms.carer)
    carerUnder16(sheet, terms.carer)
    noCarer(sheet, terms.family)
    abandonedRule(sheet, terms.visits)
    abuseInCare(sheet, terms.family)
    privateInjuryRule(sheet, terms.visits)
    runawayRule(sheet, terms.visits)
    violenceRule(sheet, terms.visits)
    graveUntreated(sheet, terms.health)
    notInSchool(sheet, birth, terms.school)
    seriousConduct(sheet, terms.school)
    silentMonth(sheet, terms.contact)
    improperCare(sheet, terms.family)
    noNotice(sheet, terms.delegation)
    ratingPoor(sheet, terms.family)
    untreated(sheet, terms.health)
    mindUntreated(sheet, terms.health)
    absence(sheet, terms.absence)
    firstSigns(sheet, terms.school)
    silentWeek(sheet, terms.contact)
    noCertificate(sheet, terms.health)
    noInsurance(sheet, terms.health)
    carerFrail(sheet, terms.carer)
    childNotHeard(sheet, terms.delegation)
    noAgreement(sheet, terms.delegation)
    lowMood(sheet, terms.visits)
    const { tier, tierUpper, flags, gaps, wake } = sheet
    const by = { id, version, sha256 }
    return wake === never
      ? { child: file.id, asOf, ruleset: by, tier, tierUpper, flags, gaps }
      : { child: file.id, asOf, ruleset: by, tier, tierUpper, flags, gaps, nextChangeOn: dateOf(wake) }
  }
}
