import type { Calendar } from '../../calendar/index.ts'
import { epochDay } from '../../date.ts'
import type { Flag, Gap } from '../assessment.ts'
import type { Desk } from '../backend/desk.ts'
import { evidenceOf, type Trial } from '../evidence.ts'
import { unknown } from '../language/truth.ts'
import { type Onset, onsetOf } from '../onset.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import type { Case } from './case.ts'
import { evidenceTold } from './evidence-told.ts'
import { gapsOf, type MissingIn, missingFrom } from './gaps.ts'
import { factsAlone, questionsOf } from './recipe.ts'
import { type Bystander, bystanderOf, bystanderOfCount } from './since.ts'
import { sinceTold } from './since-told.ts'
import { walked, walkOf } from './walk.ts'
import { type Due, dueOf, gapOf, missingOf, type Wording, wordingOf } from './wording.ts'

/** What one rule says of a child, with its reasons. */
export interface Reasons {
  /** The flag of the rule, where it fires. */
  readonly flag: (at: Case) => Flag
  /** The gap of the rule, where it is open. */
  readonly gap: (at: Case) => Gap
}

/** Since when a rule fires, and on what evidence. */
interface Grounds {
  readonly onset: Onset
  readonly evidence: Flag['evidence']
}

/** The ways to the reasons of a rule. */
interface Ways {
  readonly grounds: (at: Case) => Grounds
  readonly gap: (at: Case) => Gap
}

/** So many leaves a walk can tell in one number. */
const mostLeaves = 33

/** From cells, as far as the answer follows from them. */
function fromCells(one: CompiledRule, at: number, ruleset: Ruleset, missingIn: MissingIn): Ways {
  const { plan } = ruleset
  const test = plan.tests[at]
  if (!test) throw new Error('a rule was planned without a test')
  let bystander: Bystander | undefined
  const aside = (): Bystander =>
    (bystander ??= one.round === 1 ? bystanderOf(one, ruleset) : bystanderOfCount(one, ruleset))
  const trial: Trial = (file, beside, day) => aside().trial(file, beside, day)
  const questions = questionsOf(ruleset, one, at)
  if (questions.leaves.length > mostLeaves)
    return {
      grounds: ({ desk }) => ({
        onset: onsetOf(one, desk.view(), ruleset),
        evidence: evidenceOf(one, desk.view(), ruleset, trial),
      }),
      gap: ({ desk }) => gapOf(one.rule, missingOf(one.fires.lacking(desk.view()))),
    }
  const walk = walkOf()
  const names = factsAlone(questions, ruleset)
  const soon = one.round === 1 ? sinceTold(one, questions, test, ruleset) : undefined
  const evidence = evidenceTold(one, questions, names, ruleset, trial)
  const gap = gapsOf(one, questions, ruleset, missingIn)
  const single = questions.fires.op === 'leaf'
  return {
    grounds(found) {
      walked(plan, test, found.desk.bench, found.day, walk)
      const told = walk.leaves
      const onset = soon?.(found, walk) ?? aside().since(found, walk.from)
      return { onset, evidence: evidence(found, told) }
    },
    gap(found) {
      if (single) return gap(found, unknown)
      walked(plan, test, found.desk.bench, found.day, walk)
      return gap(found, walk.leaves)
    },
  }
}

function reasonsFor(one: CompiledRule, at: number, ruleset: Ruleset, missingIn: MissingIn): Reasons {
  const { rule } = one
  const ways = fromCells(one, at, ruleset, missingIn)
  let worded: (Wording & { readonly day: number }) | undefined
  let last: (Due & { readonly calendar: Calendar; readonly start: number }) | undefined
  return {
    gap: ways.gap,
    flag(found) {
      const { day, calendar } = found
      const { onset, evidence } = ways.grounds(found)
      if (worded?.day !== day) worded = { day, ...wordingOf(one, found.asOf, ruleset) }
      const start = rule.deadline.from === 'raised' ? day : epochDay(onset.since)
      if (last?.start !== start || last.calendar !== calendar)
        last = { calendar, start, ...dueOf(rule, start, calendar) }
      return {
        rule: rule.id,
        ruleVersion: rule.version,
        domain: rule.domain,
        tier: rule.tier,
        text: worded.text,
        since: onset.since,
        sinceExact: onset.sinceExact,
        deadline: last.deadline,
        deadlineProvisional: last.deadlineProvisional,
        evidence,
        parameters: worded.parameters,
        actions: rule.actions,
        source: rule.source,
        autoClear: rule.autoClear,
        suppressible: rule.suppressible,
      }
    },
  }
}

const told = new WeakMap<Desk, (rule: number) => Reasons>()

/** The reasons of the rules of a ruleset, by their places. They belong to the desk at which the ruleset is asked. */
export function reasonsOf(ruleset: Ruleset, desk: Desk): (rule: number) => Reasons {
  const known = told.get(desk)
  if (known) return known
  const made: (Reasons | undefined)[] = []
  const missingIn = missingFrom(ruleset)
  const found = (rule: number): Reasons => {
    const last = made[rule]
    if (last) return last
    const one = ruleset.rules[rule]
    if (!one) throw new Error('reasons were asked of a rule that is not in the ruleset')
    return (made[rule] = reasonsFor(one, rule, ruleset, missingIn))
  }
  told.set(desk, found)
  return found
}
