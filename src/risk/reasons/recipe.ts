import { canonicalJson } from '../../canonical.ts'
import { factsIn } from '../language/expression.ts'
import { type Truth, unknown, yes } from '../language/truth.ts'
import type { Plan } from '../backend/plan.ts'
import { facts } from '../facts/catalogue.ts'
import { applicability } from '../ruleset/rule-conditions.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import { type Home, homes, isOnChecklist } from './home.ts'
import { answerTo, type Leaf, openLeaves, type Question, questionOf, witnessOf } from './question.ts'

/** What a rule asks, with its leaves in the order of its test. */
export interface Questions {
  readonly leaves: readonly Leaf[]
  readonly about: Question | undefined
  readonly when: Question
  /** Both together. */
  readonly fires: Question
}

/** What the rule at a place of the ruleset asks. */
export function questionsOf({ plan }: Pick<Ruleset, 'plan'>, { rule }: CompiledRule, at: number): Questions {
  const test = plan.tests[at]
  if (!test) throw new Error('a rule was planned without a test')
  const leaves: Leaf[] = []
  const condition = applicability(rule)
  if (!condition) {
    const when = questionOf(rule.when, test, leaves)
    return { leaves, about: undefined, when, fires: when }
  }
  const fires = questionOf({ op: 'and', of: [condition, rule.when] }, test, leaves)
  const [about, when] = fires.op === 'and' ? fires.of : []
  if (!about || !when) throw new Error('a rule was planned without a part of its condition')
  return { leaves, about, when, fires }
}

/** The columns that keep an answer open, each once. */
export function openColumns({ leaves, fires }: Questions, truths: readonly Truth[]): readonly number[] {
  return [...new Set(openLeaves(fires, truths).flatMap((leaf) => leaves[leaf]?.column ?? []))]
}

/** A fact that a flag rests on, and what for. */
export interface Ground {
  readonly fact: string
  /** Where it stands, if it reads one field. */
  readonly home: Home | undefined
  readonly role: 'trigger' | 'context'
}

/** Operations that are open where the only field that a fact reads is open. */
const openWithoutField: ReadonlySet<string> = new Set(['cmp', 'in', 'between', 'daysSince', 'age'])

const disability: ReadonlySet<string> = new Set(['disability.level', 'disability.certified'])

/** Facts that are told from where both parents are, with the presence that they ask for. */
const presenceAsked: ReadonlyMap<string, Presence> = new Map([
  ['parents.home', 'home'],
  ['parents.away', 'away'],
])
const parents = ['father', 'mother'] as const

/** Where a parent is, as far as rules about both parents can tell. */
export type Presence = 'home' | 'away' | 'other'

/** Where the parents are; known only where both are. */
export type Presences = Readonly<Record<(typeof parents)[number], Presence>>

export const asksPresence = (name: string): boolean => presenceAsked.has(name)

/** Facts on the last contact: any contact that may have been the last one answers both. */
export const isOfContact = (name: string): boolean =>
  name === 'contact.childLastOn' || name === 'contact.delegateLastOn'

/** Facts that read the latest of several entries, or one field of two: what their reading names as seen is enough for them, and nothing less is. */
const soleFacts: ReadonlySet<string> = new Set([
  'carer.birthDate',
  'care.carer',
  'care.unguarded',
  'mind.mood',
  'growth.armMm',
  'growth.oedema',
])

/** A fact that is answered by nothing having been written down. */
export const guardianFact = 'guardian.onRecord'

/** With whom the contact was that such a fact asks for. */
export const askedWho = (name: string): 'withChild' | 'withDelegate' =>
  name === 'contact.childLastOn' ? 'withChild' : 'withDelegate'

/** The fact that a leaf asks, if what its reading rests on can be told without the reading. */
function aloneIn({ expression }: Leaf, { facts: catalogue }: Ruleset): string | undefined {
  if (!openWithoutField.has(expression.op)) return undefined
  const [name] = factsIn(expression)
  if (name === undefined || catalogue[name] !== facts[name]) return undefined
  if (isOfContact(name)) return expression.op === 'daysSince' && expression.rel === '>' ? name : undefined
  const isTold = homes.has(name) || isOnChecklist(name) || disability.has(name) || asksPresence(name)
  return isTold || soleFacts.has(name) || name === guardianFact ? name : undefined
}

/** Whether all leaves that ask for days since a contact ask for as many days. */
const isOneBar = (leaves: readonly Leaf[]): boolean =>
  new Set(leaves.flatMap(({ expression: one }) => (one.op === 'daysSince' ? [canonicalJson(one.value)] : []))).size <= 1

/**
 * The facts that the leaves of a rule ask, leaf by leaf, if each stands for itself: it reads a field that no other fact of the rule reads, and
 * without the field it is open. Then what a flag rests on follows from the truths of the leaves alone.
 */
export function factsAlone({ leaves }: Questions, ruleset: Ruleset): readonly string[] | undefined {
  const names = leaves.flatMap((leaf) => aloneIn(leaf, ruleset) ?? [])
  const different = new Set(names)
  const alone =
    names.length === leaves.length &&
    (!names.some(isOfContact) || isOneBar(leaves)) &&
    !(different.has('carer.delegated') && different.has('care.carer')) &&
    !(different.has('care.type') && different.has('care.unguarded')) &&
    !(different.has('care.rating') && different.has('care.unguarded')) &&
    [...different].filter(isOnChecklist).length <= 1 &&
    [...different].filter((name) => disability.has(name)).length <= 1
  return alone ? names : undefined
}

/** Facts about a carer: as long as one of them stands, there is a carer. */
const tellsOfCarer = (fact: string): boolean =>
  fact === 'carer.birthDate' || (homes.get(fact)?.path.startsWith('/delegate/') ?? false)

/** The facts with a place of their own that the answer to a question of a rule rests on. */
function restsOn(fact: string, presences: Presences | undefined): readonly string[] {
  if (fact === guardianFact) return []
  const asked = presenceAsked.get(fact)
  if (asked === undefined || !presences) return [fact]
  const there = parents.find((who) => presences[who] === asked)
  return (there ? [there] : parents).map((who) => `${who}.presence`)
}

/** Whether a fact is answered as before by what is kept. */
function isTold(fact: string, kept: ReadonlySet<string>, presences: Presences | undefined): boolean {
  const asked = presenceAsked.get(fact)
  if (asked !== undefined && presences) {
    const stand = parents.filter((who) => kept.has(`${who}.presence`))
    return stand.length === parents.length || stand.some((who) => presences[who] === asked)
  }
  if (kept.has(fact) || fact === guardianFact) return true
  return fact === 'carer.delegated' && [...kept].some(tellsOfCarer)
}

/**
 * What a rule that fires rests on: the witness without what can be left out, the last tried first. Nothing where the witness alone
 * would not make it fire, or where it cannot be told. The facts stand for themselves, but for those about both parents and about contacts.
 */
export function groundsOf(
  { about, when, fires }: Questions,
  names: readonly string[],
  truths: readonly Truth[],
  presences?: Presences,
): readonly Ground[] | undefined {
  const found: Ground[] = []
  const silent = new Set<string>()
  const add = (witness: readonly number[], role: Ground['role']): void => {
    for (const leaf of witness) {
      const name = names[leaf] ?? ''
      if (isOfContact(name) && truths[leaf] !== yes) silent.add(name)
      for (const fact of restsOn(name, presences))
        if (!found.some((one) => one.fact === fact)) found.push({ fact, home: homes.get(fact), role })
    }
  }
  add(witnessOf(when, truths), 'trigger')
  if (about) add(witnessOf(about, truths), 'context')
  const enough = (kept: readonly Ground[]): boolean => {
    const facts = new Set(kept.map(({ fact }) => fact))
    const touched = [...facts].some(isOfContact)
    const left = truths.map((truth, leaf) => {
      const name = names[leaf] ?? ''
      if (isOfContact(name)) return touched ? yes : unknown
      return isTold(name, facts, presences) ? truth : unknown
    })
    return answerTo(fires, left) === yes
  }
  if (silent.size > 0 || found.filter(({ fact }) => isOfContact(fact)).length > 1 || !enough(found)) return undefined
  let kept: readonly Ground[] = found
  for (const one of [...found].reverse()) {
    const fewer = kept.filter((other) => other !== one)
    if (enough(fewer)) kept = fewer
  }
  return kept
}

/** The fact that a column answers; none where it was worked out from a whole condition. */
export function columnFact(plan: Plan, column: number): string | undefined {
  const found = plan.columns[column]
  if (!found) return undefined
  return found.kind === 'truth' ? found.list : found.fact
}
