import type { Calendar } from '../../src/calendar/index.ts'
import { type EpochDay, epochDay, plainDate } from '../../src/date.ts'
import { parameterOn, type Tier } from '../../src/policy.ts'
import type { ChildFile } from '../../src/records/index.ts'
import type { Assessment, Flag, Gap, Missing, UsedParameter } from '../../src/risk/assessment.ts'
import { inForce, viewOf, witnesses } from '../../src/risk/evaluation.ts'
import { keptByFile, shown } from '../../src/risk/evidence.ts'
import { onsetOf } from '../../src/risk/onset.ts'
import type { Beside, View } from '../../src/risk/reading/fact.ts'
import type { Rule } from '../../src/risk/ruleset/rule.ts'
import type { CompiledRule, Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { nextChange } from '../../src/risk/wake.ts'

/**
 * An assessment by the plainest way from beginning to end: readings, one file for every try at leaving a witness out, nothing remembered. What
 * `assess` says has to be the same, byte for byte.
 */
export function plainAssess(
  file: ChildFile,
  {
    asOf,
    calendar,
    rules,
    beside,
  }: { asOf: `${number}-${number}-${number}`; calendar: Calendar; rules: Ruleset; beside: Beside },
): Assessment {
  const view = viewOf(file, beside, epochDay(asOf), rules)
  const inOrder = rules.rules.filter((one) => inForce(one, view.day))
  const flags = inOrder.filter((one) => one.fires.truth(view) === 2).map((one) => flagOf(one, view, rules, calendar))
  const gaps = inOrder.filter((one) => one.fires.truth(view) === 1).map((one) => gapOf(one, view))
  const next = nextChange(view, rules)
  const tier = Math.max(0, ...flags.map((flag) => flag.tier)) as Tier
  return {
    child: file.id,
    asOf,
    ruleset: { id: rules.id, version: rules.version, sha256: rules.sha256 },
    tier,
    tierUpper: Math.max(tier, ...gaps.map((gap) => gap.wouldBe)) as Tier,
    flags,
    gaps,
    ...(next === undefined ? {} : { nextChangeOn: next }),
  }
}

function flagOf(one: CompiledRule, view: View, rules: Ruleset, calendar: Calendar): Flag {
  const { rule } = one
  const { since, sinceExact } = onsetOf(one, view, rules)
  const due = deadlineOf(rule, rule.deadline.from === 'raised' ? view.day : epochDay(since), calendar)
  const parameters = one.parameters.map((id): UsedParameter => {
    const parameter = rules.parameters.get(id)!
    const { value, standing, source } = parameterOn(parameter, view.asOf)
    return { id, value, unit: parameter.unit, standing, source }
  })
  const filled = (text: string): string =>
    parameters.reduce((sofar, { id, value }) => sofar.replaceAll(`{${id}}`, String(value)), text)
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    domain: rule.domain,
    tier: rule.tier,
    text: { zh: filled(rule.says.zh), en: filled(rule.says.en) },
    since,
    sinceExact,
    deadline: plainDate(due),
    deadlineProvisional: rule.deadline.kind !== 'elapsed' && calendar.flags(due).provisional,
    evidence: keptByFile(one, view, rules, witnesses(one, view)).map((one) => shown(one, view.file, view.beside)),
    parameters,
    actions: rule.actions,
    source: rule.source,
    autoClear: rule.autoClear,
    suppressible: rule.suppressible,
  }
}

function deadlineOf({ deadline: { days, kind } }: Rule, start: EpochDay, calendar: Calendar): EpochDay {
  const passed = (start + days) as EpochDay
  if (kind === 'elapsed') return passed
  if (kind === 'calendar') return calendar.next('workday', passed)
  return days === 0 ? calendar.next('workday', start) : calendar.add('workday', start, days)
}

function gapOf(one: CompiledRule, view: View): Gap {
  const { id, version, domain, tier, dataGap } = one.rule
  const missing: Missing[] = []
  for (const { fact, document, path, why, label } of one.fires.lacking(view))
    if (!missing.some((other) => other.fact === fact && other.document === document && other.path === path))
      missing.push({ fact, document, path, why, zh: label.zh, en: label.en })
  const named = missing.filter(({ fact }, i) => missing.findIndex((other) => other.fact === fact) === i)
  return {
    rule: id,
    ruleVersion: version,
    domain,
    wouldBe: tier,
    ask: dataGap === 'ask',
    text: {
      zh: `尚不清楚：${named.map(({ zh }) => zh).join('；')}`,
      en: `Not known yet: ${named.map(({ en }) => en).join('; ')}`,
    },
    missing,
  }
}
