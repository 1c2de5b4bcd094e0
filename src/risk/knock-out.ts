import { factsIn } from './language/expression.ts'
import { readingOf } from './language/program.ts'
import { yes } from './language/truth.ts'
import { facts } from './facts/catalogue.ts'
import type { Fact, View } from './reading/fact.ts'
import { type Reading, type Seen, unknownAt } from './reading/reading.ts'
import { always } from './reading/span.ts'
import type { CompiledRule, Ruleset } from './ruleset/ruleset.ts'

/** Facts that read one field, so that without it they are open whatever else is there. */
const ofOneField: ReadonlySet<string> = new Set([
  'child.birthDate',
  'child.division',
  'father.presence',
  'mother.presence',
  'care.type',
  'care.rating',
  'care.improper',
  'carer.delegated',
  'carer.selfSupporting',
  'carer.excluded',
  'carer.health',
  'delegation.agreement',
  'delegation.noticeToSchool',
  'delegation.noticeToVillage',
  'delegation.childHeard',
  'health.state',
  'health.insurance',
  'disability.level',
  'disability.certified',
  'school.state',
  'conduct.behaviours',
])

const isOnChecklist = (name: string): boolean =>
  name === 'mind.selfHarm' || name.startsWith('situation.') || name.startsWith('emergency.')

interface Asked {
  readonly fact: Fact
  readonly slot: number
}
const asked = new WeakMap<CompiledRule, readonly Asked[]>()

/** The facts of a rule, if each of them stands for itself; none otherwise. One question of the checklist does, two may rest on one incident. */
function askedBy(one: CompiledRule, ruleset: Ruleset): readonly Asked[] {
  const known = asked.get(one)
  if (known) return known
  const { when, appliesTo, regions } = one.rule
  const names = [
    ...new Set([...factsIn(when), ...(appliesTo ? factsIn(appliesTo) : []), ...(regions ? ['child.division'] : [])]),
  ]
  const alone = names.every(
    (name) => ruleset.facts[name] === facts[name] && (ofOneField.has(name) || isOnChecklist(name)),
  )
  const found =
    alone && names.filter(isOnChecklist).length <= 1
      ? names.flatMap((name): readonly Asked[] => {
          const fact = ruleset.facts[name]
          return fact ? [{ fact, slot: ruleset.slot(name) }] : []
        })
      : []
  asked.set(one, found)
  return found
}

interface Rest extends Asked {
  readonly reading: Reading
  readonly path: string
}

const open = unknownAt(always, '', 'notCollected')

/** That there is a carer stands as long as anything of the carer does. */
const stands = ({ fact, path }: Rest, kept: readonly Seen[]): boolean =>
  kept.some((seen) => seen.path === path || (fact.name === 'carer.delegated' && seen.path.startsWith('/delegate/')))

/**
 * Whether a rule fires on nothing but what stands at some paths, told from the readings of the whole file: where every fact of the rule
 * reads one field, a fact without its field is open and any other reads as before. Nothing where that cannot be told.
 */
export function firesOn(
  one: CompiledRule,
  view: View,
  ruleset: Ruleset,
): ((kept: readonly Seen[]) => boolean) | undefined {
  const list = askedBy(one, ruleset)
  if (list.length === 0) return undefined
  const memo = new Array<Reading | undefined>(ruleset.slots)
  const rests: Rest[] = []
  for (const { fact, slot } of list) {
    const reading = readingOf(view, fact, slot)
    memo[slot] = open
    if (reading.kind === 'unknown') continue
    const [first, ...more] = reading.seen('least')
    if (!first || more.length > 0 || first.document !== 'file') return undefined
    rests.push({ fact, slot, reading, path: first.path })
  }
  const knocked: View = { ...view, memo, spans: new Map() }
  return (kept) => {
    for (const rest of rests) memo[rest.slot] = stands(rest, kept) ? rest.reading : open
    return one.fires.truth(knocked) === yes
  }
}
