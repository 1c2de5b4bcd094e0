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
  readonly column: number
  /** Where it stands, if it reads one field. */
  readonly home: Home | undefined
  readonly role: 'trigger' | 'context'
}

/** Operations that are open where the only field that a fact reads is open. */
const openWithoutField: ReadonlySet<string> = new Set(['cmp', 'in', 'between', 'daysSince', 'age'])

const disability: ReadonlySet<string> = new Set(['disability.level', 'disability.certified'])

/** The fact that a leaf asks, if its reading rests on one field or on one question of the checklist. */
function aloneIn({ expression }: Leaf, { facts: catalogue }: Ruleset): string | undefined {
  if (!openWithoutField.has(expression.op)) return undefined
  const [name] = factsIn(expression)
  if (name === undefined || catalogue[name] !== facts[name]) return undefined
  return homes.has(name) || isOnChecklist(name) || disability.has(name) ? name : undefined
}

/**
 * The facts that the leaves of a rule ask, leaf by leaf, if each stands for itself: it reads a field that no other fact of the rule reads, and
 * without the field it is open. Then what a flag rests on follows from the truths of the leaves alone.
 */
export function factsAlone({ leaves }: Questions, ruleset: Ruleset): readonly string[] | undefined {
  const names = leaves.flatMap((leaf) => aloneIn(leaf, ruleset) ?? [])
  const different = new Set(names)
  const alone =
    names.length === leaves.length &&
    [...different].filter(isOnChecklist).length <= 1 &&
    [...different].filter((name) => disability.has(name)).length <= 1
  return alone ? names : undefined
}

/** Facts about a carer: as long as one of them stands, there is a carer. */
const tellsOfCarer = (fact: string): boolean => homes.get(fact)?.path.startsWith('/delegate/') ?? false

/**
 * What a rule that fires rests on: the witness without what can be left out, the last tried first. Nothing where the witness alone
 * would not make it fire. The facts stand for themselves.
 */
export function groundsOf(
  { leaves, about, when, fires }: Questions,
  names: readonly string[],
  truths: readonly Truth[],
): readonly Ground[] | undefined {
  const found: Ground[] = []
  const add = (witness: readonly number[], role: Ground['role']): void => {
    for (const leaf of witness) {
      const [fact, column] = [names[leaf], leaves[leaf]?.column]
      if (fact === undefined || column === undefined || found.some((one) => one.fact === fact)) continue
      found.push({ fact, column, home: homes.get(fact), role })
    }
  }
  add(witnessOf(when, truths), 'trigger')
  if (about) add(witnessOf(about, truths), 'context')
  const enough = (kept: readonly Ground[]): boolean => {
    const stands = (fact: string): boolean =>
      kept.some((one) => one.fact === fact || (fact === 'carer.delegated' && tellsOfCarer(one.fact)))
    const left = truths.map((truth, leaf) => (stands(names[leaf] ?? '') ? truth : unknown))
    return answerTo(fires, left) === yes
  }
  if (!enough(found)) return undefined
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
  return found.kind === 'truth' ? found.entries?.list : found.fact
}
