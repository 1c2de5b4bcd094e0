import { presences as presenceOfStatus } from '../facts/family.ts'
import { lastPossibleContact } from '../facts/contact.ts'
import { type Evidence, evidenceOf, shown, type Trial } from '../evidence.ts'
import { readingOf } from '../language/program.ts'
import type { Fact } from '../reading/fact.ts'
import { type Seen, seenAt } from '../reading/reading.ts'
import type { ChildFile } from '../../records/index.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import type { Case } from './case.ts'
import { entriesTold } from './entries-told.ts'
import { homeEvidence, homes, isOnChecklist, recordedIn } from './home.ts'
import { truthsIn } from './question.ts'
import {
  askedWho,
  asksPresence,
  type Ground,
  groundsOf,
  guardianFact,
  isOfContact,
  type Presence,
  type Presences,
  type Questions,
} from './recipe.ts'

const remembered = 256

/** The code of a "no" in the cell of a fact that is answered by yes or no. */
const isNo = 1
const isYes = 2

/** A fact whose reading has to be asked where it stands. */
interface Asked {
  readonly fact: Fact
  readonly slot: number
  readonly column: number
}

/** What follows from a walk, for those of whom it told the same and whose parents are in the same places. */
type Known = Map<number, readonly Ground[] | undefined>

const presenceIn = (file: ChildFile, who: 'father' | 'mother'): Presence => {
  const { status } = file[who]
  const presence = typeof status === 'string' ? presenceOfStatus[status] : undefined
  return presence === 'home' || presence === 'away' ? presence : 'other'
}

/** Where the parents are who are known not to be at home both; the places are few. */
const placed = (['home', 'away', 'other'] as const).flatMap((father) =>
  (['home', 'away', 'other'] as const).map((mother): Presences => ({ father, mother })),
)
const placeNumbers: Readonly<Record<Presence, number>> = { home: 0, away: 1, other: 2 }

/** The evidence of a rule that fires, by what a walk told of its leaves; the same as what is found out by trying. */
export function evidenceTold(
  one: CompiledRule,
  questions: Questions,
  names: readonly string[] | undefined,
  ruleset: Ruleset,
  trial: Trial,
): (at: Case, told: number) => readonly Evidence[] {
  const byTrying = ({ desk }: Case): readonly Evidence[] => evidenceOf(one, desk.view(), ruleset, trial)
  const ofEntries = entriesTold(questions, ruleset)
  if (ofEntries) return (at) => ofEntries(at.file) ?? byTrying(at)
  if (!names) return byTrying

  const columnOf = (name: string): number => questions.leaves[names.indexOf(name)]?.column ?? -1
  const askedOf = (name: string): readonly (readonly [string, Asked])[] => {
    const fact = ruleset.facts[name]
    return fact ? [[name, { fact, slot: ruleset.slot(name), column: columnOf(name) }]] : []
  }
  const different = [...new Set(names)]
  const asked = new Map(different.filter((name) => !homes.has(name)).flatMap(askedOf))
  const asksParents = different.some(asksPresence)
  const homeColumn = columnOf('parents.home')
  const guardianColumn = columnOf(guardianFact)
  const hangsOnBirth = names.includes('child.birthDate')
  const known: readonly Known[] = placed.map(() => new Map())

  const groundsTold = (told: number, place: number): readonly Ground[] | undefined => {
    const here = known[place]
    if (here?.has(told)) return here.get(told)
    const truths = truthsIn(told, questions.leaves.length)
    const found = groundsOf(questions, names, truths, asksParents ? placed[place] : undefined)
    if (here && here.size < remembered) here.set(told, found)
    return found
  }
  /** What a fact without a home rests on: nothing where that is not told by its reading alone. */
  const seenOf = (name: string, { desk, file, day }: Case): readonly Seen[] => {
    if (isOfContact(name)) {
      const last = lastPossibleContact(file, day, askedWho(name))
      return last ? [seenAt(last.path, last.on)] : []
    }
    const one = asked.get(name)
    // That something was not seen rests on several fields of a visit.
    if (!one || (isOnChecklist(name) && desk.row.codes[one.column] !== isYes)) return []
    const seen = readingOf(desk.view(), one.fact, one.slot).seen('least')
    return seen.length === 1 || name === 'carer.birthDate' ? seen : []
  }
  return (at, told) => {
    const { file, desk } = at
    if (hangsOnBirth && file.birthDate === 'contested') return byTrying(at)
    if (guardianColumn >= 0 && desk.row.codes[guardianColumn] !== isNo) return byTrying(at)
    let place = 0
    if (asksParents) {
      // That no parent is at home is told where it is known of both where they are.
      if (desk.row.codes[homeColumn] !== isNo) return byTrying(at)
      place = placeNumbers[presenceIn(file, 'father')] * 3 + placeNumbers[presenceIn(file, 'mother')]
    }
    const grounds = groundsTold(told, place)
    if (!grounds) return byTrying(at)
    const found: Evidence[] = []
    for (const { fact, home, role } of grounds) {
      if (home) {
        found.push(homeEvidence(home.path, home.value(file), recordedIn(home, file), role))
        continue
      }
      const seen = seenOf(fact, at)
      if (seen.length === 0 || seen.some(({ document }) => document !== 'file')) return byTrying(at)
      for (const place of seen) found.push(shown({ ...place, role }, file, at.beside))
    }
    return found
  }
}
