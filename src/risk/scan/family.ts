import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { presences } from '../facts/family.ts'
import { type Asked, cellAs, CodeCell, CodesCell, contested, inWords, notCollected, ofBoth } from './cell.ts'
import { Around, Part } from './part.ts'
import type { Scanner } from './scanner.ts'

const named = (asked: readonly Asked[], fact: string): Asked | undefined => asked.find((one) => one.fact === fact)

/** The cell of a fact of codes, if it is asked. */
export const codeCell = (asked: readonly Asked[], fact: string): CodeCell | undefined => {
  const found = named(asked, fact)
  return found && cellAs(CodeCell, found)
}

/** The cell of a fact of sets of codes, if it is asked. */
export const codesCell = (asked: readonly Asked[], fact: string): CodesCell | undefined => {
  const found = named(asked, fact)
  return found && cellAs(CodesCell, found)
}

interface Place {
  readonly part: Part
  /** The presence as a word; empty where nobody knows. */
  word: string
  /** Why nobody knows. */
  why: number
  from: number
  until: number
}
const place = (): Place => ({ part: new Part(), word: '', why: notCollected, from: -Infinity, until: Infinity })

const words: ReadonlyMap<string, string> = new Map(Object.entries(presences))

/** Where the parents are. */
export const parentsScanner: Scanner = (asked, now) => {
  const [father, mother] = [place(), place()]
  const [ofFather, ofMother] = [codeCell(asked, 'father.presence'), codeCell(asked, 'mother.presence')]
  const [home, away] = [codeCell(asked, 'parents.home'), codeCell(asked, 'parents.away')]
  const find = (here: Place, parent: typeof now.file.father): void => {
    const { part } = here
    const { status } = parent
    part.enter(parent.recordedOn, now.day, now.family)
    here.from = part.from
    here.until = part.until
    here.word = ''
    here.why = part.isUsable ? inWords : part.why
    if (typeof status === 'object') return
    if (isKnown(status)) here.word = part.isUsable ? (words.get(status) ?? '') : ''
    else if (!part.isLater) {
      here.why = status === 'contested' ? contested : notCollected
      here.from = -Infinity
      here.until = Infinity
    }
  }
  const tell = (cell: CodeCell, here: Place): void => {
    if (here.word === '') cell.unknown(here.from, here.until, here.why)
    else cell.set(cell.numberOf(here.word), here.from, here.until)
  }
  const either = (cell: CodeCell, state: string): void => {
    if (father.word === state) {
      cell.set(2, father.from, father.until)
      return
    }
    if (mother.word === state) {
      cell.set(2, mother.from, mother.until)
      return
    }
    const from = Math.max(father.from, mother.from)
    const until = Math.min(father.until, mother.until)
    const ofFather = father.word === '' ? father.why : 0
    const ofMother = mother.word === '' ? mother.why : 0
    if (ofFather === 0 && ofMother === 0) cell.set(1, from, until)
    else cell.unknown(from, until, ofBoth(ofFather, ofMother))
  }
  return () => {
    find(father, now.file.father)
    find(mother, now.file.mother)
    if (ofFather) tell(ofFather, father)
    if (ofMother) tell(ofMother, mother)
    if (home) either(home, 'home')
    if (away) either(away, 'away')
  }
}

/** What the section on care says. */
export const careScanner: Scanner = (asked, now) => {
  const part = new Part()
  const [type, rating] = [codeCell(asked, 'care.type'), codeCell(asked, 'care.rating')]
  const [unguarded, improper] = [codeCell(asked, 'care.unguarded'), codesCell(asked, 'care.improper')]
  return () => {
    const { care } = now.file
    part.enter(care.recordedOn, now.day, now.family)
    if (type) part.code(type, care.guardianshipType)
    if (rating) part.code(rating, care.guardianshipRating)
    if (improper) part.codes(improper, care.improperCare)
    if (!unguarded) return
    const { guardianshipType: kind, guardianshipRating: grade } = care
    const { from, until, isUsable } = part
    if (isUsable && typeof kind === 'string' && isKnown(kind)) unguarded.set(kind === 'unguarded' ? 2 : 1, from, until)
    else if (isUsable && (grade === 'good' || grade === 'fair')) unguarded.set(1, from, until)
    else unguarded.unknown(from, until, part.whyNot(kind))
  }
}

/** Whether a guardian other than the parents is on record. */
export const guardianScanner: Scanner = (asked, now) => {
  const cell = codeCell(asked, 'guardian.onRecord')
  const around = new Around()
  const turnOf = (date: Field<PlainDate | 'none'>): number => {
    if (!isKnown(date) || date === 'none') return -Infinity
    const turn = dayOfDate(date)
    around.turn(turn, now.day)
    return turn
  }
  return () => {
    const { guardians } = now.file
    around.reset()
    let found = false
    if (typeof guardians === 'object')
      for (const { since, until, recordedOn } of Object.values(guardians)) {
        const begun = Math.max(turnOf(since), turnOf(recordedOn)) <= now.day
        const end = turnOf(until)
        if (begun && (end === -Infinity || end > now.day)) found = true
      }
    cell?.set(found ? 2 : 1, around.from, around.until)
  }
}
