import { canonicalJson } from '../../canonical.ts'
import { type EpochDay, epochDay, type PlainDate } from '../../date.ts'
import { digestText } from '../../digest.ts'
import type { Parameter } from '../../policy.ts'
import type { RuleCode } from '../backend/code.ts'
import { interpreted } from '../backend/interpret.ts'
import { isOfRounds, type Plan, planOf } from '../backend/plan.ts'
import { type Expression, inside, parametersIn } from '../language/expression.ts'
import { junction, program } from '../language/connectives.ts'
import { type Program, readingOf, type Scope } from '../language/program.ts'
import { functionKey, type RuleFunction } from '../language/rule-function.ts'
import { no } from '../language/truth.ts'
import type { Catalogue, View } from '../reading/fact.ts'
import { windows } from '../reading/windows.ts'
import type { Rule, RuleDocument } from './rule.ts'
import { applicability, conditionsOf, factsOf } from './rule-conditions.ts'

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
  /** Whether rules of the second round count it: it is of the first, and moderate. */
  readonly counted: boolean
  /** Whether every leaf asks a fact of its own: then a witness is minimal as it is, if each fact rests on one path. */
  readonly readOnce: boolean
  /** How many times it asks a fact. */
  readonly asks: number
  /** Whether in this view every fact of the rule rests on at most one path. */
  readonly alone: (view: View) => boolean
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
  /** The place of a fact in the memory of a view. */
  readonly slot: (fact: string) => number
  /** How rules are worked out from cells, and the code that does it, in the order of the rules. */
  readonly plan: Plan
  /** How some of the rules are worked out by themselves, in their order. */
  readonly planFor: (rules: readonly CompiledRule[]) => Plan
  readonly code: readonly RuleCode[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const lookUp = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('a ruleset was linked without being checked')
  return found
}

/** Tier of the flags that are counted. */
const moderate = 2

/** Operations whose answer is open where nothing was written down. */
const openByThemselves: ReadonlySet<Expression['op']> = new Set([
  'and',
  'or',
  'not',
  'cmp',
  'in',
  'between',
  'daysSince',
  'age',
])

/** Facts that answer without anything having been written down, or count other rules. */
const isAnsweredByNothing = (fact: string): boolean => fact === 'guardian.onRecord' || isOfRounds(fact)

function isReadOnce(rule: Rule): boolean {
  const operations = (expression: Expression): readonly Expression['op'][] => [
    expression.op,
    ...inside(expression).flatMap(operations),
  ]
  const facts = factsOf(rule)
  return (
    conditionsOf(rule)
      .flatMap(operations)
      .every((op) => openByThemselves.has(op)) &&
    new Set(facts).size === facts.length &&
    !facts.some(isAnsweredByNothing)
  )
}

function restsOnOnePathEach(rule: Rule, scope: Scope): (view: View) => boolean {
  const asked = [...new Set(factsOf(rule))].map((name) => [scope.fact(name), scope.slot(name)] as const)
  return (view) =>
    asked.every(([fact, slot]) => {
      const reading = readingOf(view, fact, slot)
      return reading.seen('least').length <= 1 && reading.seen('most').length <= 1
    })
}

/** Compiles a document that was checked. */
export function linked(document: RuleDocument, facts: Catalogue, functions: readonly RuleFunction[] = []): Ruleset {
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
    function: (key) => lookUp(functions.find((one) => functionKey(one) === key)),
  }
  const rules = document.rules.map((rule): CompiledRule => {
    const { from, to } = rule.effective
    const when = program(rule.when, scope)
    const about = applicability(rule)
    const appliesTo = about && program(about, scope)
    const round = factsOf(rule).some(isOfRounds) ? 2 : 1
    return {
      rule,
      from: epochDay(from),
      to: to === undefined ? Infinity : epochDay(to),
      when,
      appliesTo,
      fires: appliesTo ? junction([appliesTo, when], no) : when,
      round,
      counted: round === 1 && rule.tier === moderate,
      readOnce: isReadOnce(rule),
      asks: factsOf(rule).length,
      alone: restsOnOnePathEach(rule, scope),
      parameters: [...new Set(conditionsOf(rule).flatMap(parametersIn))].sort(byText),
    }
  })
  rules.sort((a, b) => b.rule.tier - a.rule.tier || byText(a.rule.id, b.rule.id) || a.from - b.from)
  const planFor = (some: readonly CompiledRule[]): Plan =>
    planOf(
      some.map(({ rule }) => conditionsOf(rule)),
      scope,
    )
  const plan = planFor(rules)
  return {
    id: document.id,
    version: document.version,
    sha256: digestText(canonicalJson(document)),
    document,
    facts,
    rules,
    plan,
    planFor,
    code: plan.tests.map(interpreted),
    parameters,
    turns: turnsOf([...parameters.values()].flatMap(({ values }) => values.map(({ from }) => from))),
    slots: slots.size,
    slot: scope.slot,
  }
}

const turnsOf = (dates: readonly PlainDate[]): readonly EpochDay[] =>
  [...new Set(dates)].sort(byText).map((date) => epochDay(date))
