import { canonicalJson } from '../../canonical.ts'
import { type EpochDay, epochDay, type PlainDate } from '../../date.ts'
import { digestText } from '../../digest.ts'
import type { Parameter } from '../../policy.ts'
import { factsIn, parametersIn } from '../language/expression.ts'
import { junction, program } from '../language/connectives.ts'
import type { Program, Scope } from '../language/program.ts'
import { no } from '../language/truth.ts'
import type { Catalogue } from '../reading/fact.ts'
import { windows } from '../reading/windows.ts'
import type { Rule, RuleDocument } from './rule.ts'

/** A rule, compiled. */
export interface CompiledRule {
  readonly rule: Rule
  readonly from: EpochDay
  /** First day after the end; infinite while it has none. */
  readonly to: number
  readonly when: Program
  readonly appliesTo: Program | undefined
  /** Both together: whether the rule fires. */
  readonly fires: Program
  /** 2: it counts how the rules of the first round come out. */
  readonly round: 1 | 2
  /** Ids of the parameters that its conditions name, in order of the alphabet. */
  readonly parameters: readonly string[]
}

/** Rules that were checked and compiled. Nothing in it changes, and its digest names it. */
export interface Ruleset {
  readonly id: string
  readonly version: string
  /** SHA-256 of the document in canonical JSON, in hexadecimal. */
  readonly sha256: string
  readonly document: RuleDocument
  readonly facts: Catalogue
  readonly rules: readonly CompiledRule[]
  /** Parameters by id: those of the document, and the windows of the facts where the document has none of its own. */
  readonly parameters: ReadonlyMap<string, Parameter<number>>
  /** Days on which a parameter changes, in order. */
  readonly turns: readonly EpochDay[]
  /** How many different facts the rules ask. */
  readonly slots: number
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Facts that say how the rules of the first round come out. */
const isOfRounds = (fact: string): boolean => fact.startsWith('flags.')

const factsOf = (rule: Rule): readonly string[] => [
  ...factsIn(rule.when),
  ...(rule.appliesTo ? factsIn(rule.appliesTo) : []),
]

const lookUp = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('a ruleset was linked without being checked')
  return found
}

/** Compiles a document that was checked. */
export function linked(document: RuleDocument, facts: Catalogue): Ruleset {
  const parameters = new Map<string, Parameter<number>>(windows.map((window) => [window.id, window]))
  for (const { id, unit, zh, en, values } of document.parameters)
    parameters.set(id, { id, unit, zh, en, values: [lookUp(values[0]), ...values.slice(1)] })
  const slots = new Map(
    [...new Set(document.rules.flatMap(factsOf))].sort(byText).map((name, slot) => [name, slot] as const),
  )
  const scope: Scope = {
    fact: (name) => lookUp(facts[name]),
    slot: (name) => lookUp(slots.get(name)),
    parameter: (id) => lookUp(parameters.get(id)),
  }
  const rules = document.rules.map((rule): CompiledRule => {
    const { from, to } = rule.effective
    const conditions = rule.appliesTo ? [rule.appliesTo, rule.when] : [rule.when]
    const when = program(rule.when, scope)
    const appliesTo = rule.appliesTo && program(rule.appliesTo, scope)
    return {
      rule,
      from: epochDay(from),
      to: to === undefined ? Infinity : epochDay(to),
      when,
      appliesTo,
      fires: appliesTo ? junction([appliesTo, when], no) : when,
      round: factsOf(rule).some(isOfRounds) ? 2 : 1,
      parameters: [...new Set(conditions.flatMap(parametersIn))].sort(byText),
    }
  })
  return {
    id: document.id,
    version: document.version,
    sha256: digestText(canonicalJson(document)),
    document,
    facts,
    rules: rules.sort((a, b) => b.rule.tier - a.rule.tier || byText(a.rule.id, b.rule.id) || a.from - b.from),
    parameters,
    turns: turnsOf([...parameters.values()].flatMap(({ values }) => values.map(({ from }) => from))),
    slots: slots.size,
  }
}

const turnsOf = (dates: readonly PlainDate[]): readonly EpochDay[] =>
  [...new Set(dates)].sort(byText).map((date) => epochDay(date))
