import { type Evidence, evidenceOf, shown, type Trial } from '../evidence.ts'
import { readingOf } from '../language/program.ts'
import type { Fact } from '../reading/fact.ts'
import type { Seen } from '../reading/reading.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import type { Case } from './case.ts'
import { entriesTold } from './entries-told.ts'
import { homeEvidence, homes, isOnChecklist, recordedIn } from './home.ts'
import { truthsIn } from './question.ts'
import { type Ground, groundsOf, type Questions } from './recipe.ts'

const remembered = 256

/** A fact whose reading has to be asked where it stands. */
interface Asked {
  readonly fact: Fact
  readonly slot: number
  readonly column: number
}

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

  const askedOf = (name: string): readonly Asked[] => {
    const fact = ruleset.facts[name]
    const column = questions.leaves[names.indexOf(name)]?.column
    return fact && column !== undefined ? [{ fact, slot: ruleset.slot(name), column }] : []
  }
  const asked = [...new Set(names)].filter((name) => !homes.has(name)).flatMap(askedOf)
  const hangsOnBirth = names.includes('child.birthDate')
  const known = new Map<number, readonly Ground[] | undefined>()

  const groundsTold = (told: number): readonly Ground[] | undefined => {
    if (known.has(told)) return known.get(told)
    const found = groundsOf(questions, names, truthsIn(told, questions.leaves.length))
    if (known.size < remembered) known.set(told, found)
    return found
  }
  /** What a fact without a home rests on: nothing where that is not one place in the file. */
  const seenOf = ({ fact, slot }: Asked, { desk }: Case): Seen | undefined => {
    const [first, ...more] = readingOf(desk.view(), fact, slot).seen('least')
    return more.length === 0 && first?.document === 'file' ? first : undefined
  }
  return (at, told) => {
    const { file, desk } = at
    if (hangsOnBirth && file.birthDate === 'contested') return byTrying(at)
    const grounds = groundsTold(told)
    if (!grounds) return byTrying(at)
    let seen: Map<string, Seen> | undefined
    for (const one of asked) {
      const code = desk.row.codes[one.column]
      if (code === 0) continue
      // That something was not seen rests on several fields of a visit.
      const place = code === 1 && isOnChecklist(one.fact.name) ? undefined : seenOf(one, at)
      if (!place) return byTrying(at)
      seen = (seen ?? new Map<string, Seen>()).set(one.fact.name, place)
    }
    const found: Evidence[] = []
    for (const { fact, home, role } of grounds) {
      const place = seen?.get(fact)
      if (home) found.push(homeEvidence(home.path, home.value(file), recordedIn(home, file), role))
      else if (place) found.push(shown({ ...place, role }, file, at.beside))
      else return byTrying(at)
    }
    return found
  }
}
