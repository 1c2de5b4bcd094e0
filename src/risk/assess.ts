import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, epochDay, type PlainDate, plainDate } from '../date.ts'
import { parameterOn, type Tier } from '../policy.ts'
import type { ChildFile } from '../records/index.ts'
import type { Assessment, Flag, Gap, Missing, UsedParameter } from './assessment.ts'
import { evidenceOf } from './evidence.ts'
import { viewOf } from './evaluation.ts'
import { verdictsOfOne } from './backend/verdicts.ts'
import { nextChange } from './wake.ts'
import { unknown, yes } from './language/truth.ts'
import { onsetOf } from './onset.ts'
import type { Beside, View } from './reading/fact.ts'
import type { Lacking, Words } from './reading/reading.ts'
import type { Rule } from './ruleset/rule.ts'
import { defaultRuleset } from './defaults/document.ts'
import type { CompiledRule, Ruleset } from './ruleset/ruleset.ts'

/** The day asked, the calendar for deadlines, and the rules, the defaults unless others are given. */
export interface AssessOptions {
  readonly asOf: PlainDate
  readonly calendar: Calendar
  readonly rules?: Ruleset
  /** Facts that a file does not hold and another room found out, by name: `{ 'home.seriousHazard': { value: 'yes', on: '2026-09-01' } }`. */
  readonly beside?: Beside
}

/**
 * What calls for attention in a file on a day: flags with their evidence, and what is missing to know more. Nothing unknown counts
 * as a "no", and what was written down after the day is not looked at. A flag has no consequence of its own: people decide. Time
 * grows with the rules and the entries of the file, and somewhat faster where a flag has stood over very many entries.
 * @source risk tiers and first actions: childfile policy table (proposals, each shown as such in the flag)
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { assess } from 'childfile/risk'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', care: { livesAlone: 'yes' } })
 * const found = assess(file, { asOf: '2026-09-15', calendar })
 * found.tier // => 4
 * found.flags.map((flag) => flag.rule) // => ['guardianship.alone-under-16']
 * found.flags[0]?.evidence.map((one) => one.path) // => ['/care/livesAlone', '/birthDate']
 * ```
 */
export function assess(file: ChildFile, options: AssessOptions): Assessment {
  const { asOf, calendar, rules: ruleset = defaultRuleset, beside = {} } = options
  const view = viewOf(file, beside, epochDay(asOf), ruleset)
  const flags: Flag[] = []
  const gaps: Gap[] = []
  const truths = verdictsOfOne(ruleset, view)
  for (const [at, one] of ruleset.rules.entries()) {
    const truth = truths[at]
    if (truth === yes) flags.push(flagOf(one, view, ruleset, calendar))
    else if (truth === unknown) gaps.push(gapOf(one, view))
  }
  const tier = highest(flags.map((flag) => flag.tier))
  const wake = nextChange(view, ruleset)
  return {
    child: file.id,
    asOf,
    ruleset: { id: ruleset.id, version: ruleset.version, sha256: ruleset.sha256 },
    tier,
    tierUpper: highest([tier, ...gaps.map(({ wouldBe }) => wouldBe)]),
    flags,
    gaps,
    ...(wake === undefined ? {} : { nextChangeOn: wake }),
  }
}

const highest = (tiers: readonly Tier[]): Tier => tiers.reduce<Tier>((most, tier) => (tier > most ? tier : most), 0)

function flagOf(one: CompiledRule, view: View, ruleset: Ruleset, calendar: Calendar): Flag {
  const { rule } = one
  const onset = onsetOf(one, view, ruleset)
  const due = deadlineOf(rule, rule.deadline.from === 'raised' ? view.day : epochDay(onset.since), calendar)
  const parameters = usedParameters(one, view, ruleset)
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    domain: rule.domain,
    tier: rule.tier,
    text: filledIn(rule.says, parameters),
    ...onset,
    deadline: plainDate(due),
    deadlineProvisional: rule.deadline.kind !== 'elapsed' && calendar.flags(due).provisional,
    evidence: evidenceOf(one, view, ruleset),
    parameters,
    actions: rule.actions,
    source: rule.source,
    autoClear: rule.autoClear,
    suppressible: rule.suppressible,
  }
}

/** The day for the first action. */
function deadlineOf({ deadline }: Rule, start: EpochDay, calendar: Calendar): EpochDay {
  const { days, kind } = deadline
  const passed = (start + days) as EpochDay
  if (kind === 'elapsed') return passed
  if (kind === 'calendar') return calendar.next('workday', passed)
  return days === 0 ? calendar.next('workday', start) : calendar.add('workday', start, days)
}

const usedParameters = (one: CompiledRule, view: View, ruleset: Ruleset): readonly UsedParameter[] =>
  one.parameters.flatMap((id): readonly UsedParameter[] => {
    const parameter = ruleset.parameters.get(id)
    if (!parameter) return []
    const { value, standing, source } = parameterOn(parameter, view.asOf)
    return [{ id, value, unit: parameter.unit, standing, source }]
  })

/** The sentence with the values of parameters put in. */
const filledIn = (says: Words, parameters: readonly UsedParameter[]): Words => {
  const fill = (text: string): string =>
    parameters.reduce((filled, { id, value }) => filled.replaceAll(`{${id}}`, String(value)), text)
  return { zh: fill(says.zh), en: fill(says.en) }
}

function gapOf({ rule, fires }: CompiledRule, view: View): Gap {
  const missing = missingOf(fires.lacking(view))
  const facts = [...new Map(missing.map((one) => [one.fact, one])).values()]
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    domain: rule.domain,
    wouldBe: rule.tier,
    ask: rule.dataGap === 'ask',
    text: {
      zh: `尚不清楚：${facts.map(({ zh }) => zh).join('；')}`,
      en: `Not known yet: ${facts.map(({ en }) => en).join('; ')}`,
    },
    missing,
  }
}

function missingOf(lacking: readonly Lacking[]): readonly Missing[] {
  const found = new Map<string, Missing>()
  for (const { fact, document, path, why, label } of lacking) {
    const key = `${fact} ${document}${path}`
    if (!found.has(key)) found.set(key, { fact, document, path, why, zh: label.zh, en: label.en })
  }
  return [...found.values()]
}
