import { isKnown } from '../../absent.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { facts } from '../facts/catalogue.ts'
import type { Fact } from '../reading/fact.ts'
import { carerScanner, delegationScanner } from './carer.ts'
import { askReading, BoundsCell, CodeCell, notCollected } from './cell.ts'
import { checklistScanner } from './checklist.ts'
import { contactScanner } from './contact.ts'
import { careScanner, guardianScanner, parentsScanner } from './family.ts'
import { healthScanner, illnessScanner, mindConditionScanner } from './health.ts'
import { armScanner, moodScanner, oedemaScanner } from './latest.ts'
import type { Now } from './now.ts'
import { hasEntries, Part } from './part.ts'
import type { EntryScanner, Scanner } from './scanner.ts'
import { absenceScanner, conductScanner, schoolScanner } from './school.ts'

/** The birth date; between its claims while they are contested. */
const birthScanner: Scanner = (asked, now) => () => {
  const { birthDate } = now.file
  for (const { cell, fact } of asked) {
    if (isKnown(birthDate) && cell instanceof BoundsCell) {
      const day = dayOfDate(birthDate)
      cell.set(day, day, -Infinity, Infinity)
    } else if (birthDate === 'contested') cell.readIn(now.read(fact))
    else cell.unknown(-Infinity, Infinity, notCollected)
  }
}

/** What stands beside the file. */
const besideScanner =
  (windowOf: (now: Now) => number): Scanner =>
  (asked, now) => {
    const part = new Part()
    return () => {
      for (const { fact, cell } of asked) {
        const entry = Object.hasOwn(now.beside, fact) ? now.beside[fact] : undefined
        if (!entry) cell.unknown(-Infinity, Infinity, notCollected)
        else {
          const { value, on } = entry
          part.enter(on ?? 'notCollected', now.day, windowOf(now))
          if (!part.isUsable) cell.unknown(part.from, part.until, part.why)
          else if (typeof value === 'number' && cell instanceof BoundsCell)
            cell.set(value, value, part.from, part.until)
          else if (typeof value === 'string' && cell instanceof CodeCell)
            cell.set(cell.numberOf(value), part.from, part.until)
          else cell.unknown(part.from, part.until, askReading)
        }
      }
    }
  }

const familyBeside = besideScanner(({ family }) => family)
const measurementBeside = besideScanner(({ measurement }) => measurement)

const named: Readonly<Record<string, Scanner>> = {
  'child.birthDate': birthScanner,
  'father.presence': parentsScanner,
  'mother.presence': parentsScanner,
  'parents.home': parentsScanner,
  'parents.away': parentsScanner,
  'carer.delegated': carerScanner,
  'care.carer': carerScanner,
  'carer.birthDate': carerScanner,
  'carer.selfSupporting': carerScanner,
  'carer.excluded': carerScanner,
  'carer.health': carerScanner,
  'guardian.onRecord': guardianScanner,
  'care.unguarded': careScanner,
  'care.type': careScanner,
  'care.rating': careScanner,
  'care.improper': careScanner,
  'delegation.agreement': delegationScanner,
  'delegation.noticeToSchool': delegationScanner,
  'delegation.noticeToVillage': delegationScanner,
  'delegation.childHeard': delegationScanner,
  'contact.childLastOn': contactScanner,
  'contact.delegateLastOn': contactScanner,
  'mind.selfHarm': checklistScanner,
  'mind.mood': moodScanner,
  'health.state': healthScanner,
  'health.insurance': healthScanner,
  'disability.level': healthScanner,
  'disability.certified': healthScanner,
  'growth.armMm': armScanner,
  'growth.oedema': oedemaScanner,
  'school.state': schoolScanner,
  'absence.longestDays': absenceScanner,
  'absence.totalDays': absenceScanner,
  'conduct.behaviours': conductScanner,
  'home.seriousHazard': familyBeside,
  'growth.severe': measurementBeside,
  'doses.overdueDays': measurementBeside,
}

/** How a fact is read straight into numbers. A fact that stands in no catalogue of ours, or was replaced, is read as it says. */
export function scannerOf(fact: Fact): Scanner | undefined {
  const { name } = fact
  if (facts[name] !== fact) return undefined
  if (name.startsWith('situation.') || name.startsWith('emergency.')) return checklistScanner
  return named[name]
}

const lists: Readonly<Record<string, EntryScanner>> = {
  'health.illnesses': illnessScanner,
  'mind.conditions': mindConditionScanner,
}

const emptiable: Readonly<Record<string, (now: Now) => object>> = {
  screenings: ({ file }) => file.screenings,
  contacts: ({ file }) => file.contacts,
}

/** Whether a list has no entry at all, so that nobody can tell anything of them; for lists of which this can be told. */
export function emptinessOf(fact: Fact): ((now: Now) => boolean) | undefined {
  const list = facts[fact.name] === fact ? emptiable[fact.name] : undefined
  return list && ((now) => !hasEntries(list(now)))
}

/** How the entries of a list are read straight into numbers, if there is a way. */
export const entryScannerOf = (fact: Fact): EntryScanner | undefined =>
  facts[fact.name] === fact ? lists[fact.name] : undefined
