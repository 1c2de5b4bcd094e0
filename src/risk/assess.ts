import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, epochDay, type PlainDate } from '../date.ts'
import { parameterOn, type Tier } from '../policy.ts'
import type { ChildFile } from '../records/index.ts'
import type { Assessment, Flag, Gap, Missing, UsedParameter } from './assessment.ts'
import { evidenceOf } from './evidence.ts'
import { atDesk } from './backend/desk.ts'
import { dateOf } from './reading/date-text.ts'
import { no, yes } from './language/truth.ts'
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
  return atDesk(ruleset, (desk): Assessment => {
    desk.read(file, beside, epochDay(asOf))
    const truths = desk.judge()
    const wake = desk.wake()
    const flags: Flag[] = []
    const gaps: Gap[] = []
    let [tier, tierUpper]: [Tier, Tier] = [0, 0]
    for (let at = 0; at < ruleset.rules.length; at += 1) {
      const truth = truths[at]
      const one = ruleset.rules[at]
      if (!one || truth === no) continue
      const own = one.rule.tier
      if (own > tierUpper) tierUpper = own
      if (truth === yes) {
        if (own > tier) tier = own
        flags.push(flagOf(one, desk.view(), ruleset, calendar))
      } else gaps.push(gapOf(one, desk.view()))
    }
    const found = {
      child: file.id,
      asOf,
      ruleset: { id: ruleset.id, version: ruleset.version, sha256: ruleset.sha256 },
      tier,
      tierUpper,
      flags,
      gaps,
    }
    return wake === Infinity ? found : { ...found, nextChangeOn: dateOf(wake as EpochDay) }
  })
}

/** What a flag says whoever the child is: the same for all flags of a rule on a day. */
interface Wording {
  readonly day: EpochDay
  readonly parameters: readonly UsedParameter[]
  readonly text: Words
}
const worded = new WeakMap<CompiledRule, Wording>()

function wordingOf(one: CompiledRule, view: View, ruleset: Ruleset): Wording {
  const known = worded.get(one)
  if (known?.day === view.day) return known
  const parameters = usedParameters(one, view, ruleset)
  const wording = { day: view.day, parameters, text: filledIn(one.rule.says, parameters) }
  worded.set(one, wording)
  return wording
}

/** The day for the first action as a date, and whether it hangs on holidays that have not been published. */
interface Due {
  readonly rule: Rule
  readonly start: EpochDay
  readonly deadline: PlainDate
  readonly deadlineProvisional: boolean
}
const dues = new WeakMap<Calendar, Map<string, Due>>()

function dueOf(rule: Rule, start: EpochDay, calendar: Calendar): Due {
  const known = dues.get(calendar) ?? new Map<string, Due>()
  dues.set(calendar, known)
  const last = known.get(rule.id)
  if (last?.rule === rule && last.start === start) return last
  const due = deadlineOf(rule, start, calendar)
  const found = {
    rule,
    start,
    deadline: dateOf(due),
    deadlineProvisional: rule.deadline.kind !== 'elapsed' && calendar.flags(due).provisional,
  }
  known.set(rule.id, found)
  return found
}

function flagOf(one: CompiledRule, view: View, ruleset: Ruleset, calendar: Calendar): Flag {
  const { rule } = one
  const onset = onsetOf(one, view, ruleset)
  const start = rule.deadline.from === 'raised' ? view.day : epochDay(onset.since)
  const { deadline, deadlineProvisional } = dueOf(rule, start, calendar)
  const { parameters, text } = wordingOf(one, view, ruleset)
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    domain: rule.domain,
    tier: rule.tier,
    text,
    since: onset.since,
    sinceExact: onset.sinceExact,
    deadline,
    deadlineProvisional,
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

/** The sentences of gaps by the facts that they name, rule by rule. */
const asking = new WeakMap<CompiledRule, Map<string, Words>>()
const rememberedGaps = 64

function gapText(one: CompiledRule, missing: readonly Missing[]): Words {
  let key = ''
  for (const { fact } of missing) key += `${fact} `
  const texts = asking.get(one) ?? new Map<string, Words>()
  asking.set(one, texts)
  const known = texts.get(key)
  if (known) return known
  const facts = [...new Map(missing.map((lacking) => [lacking.fact, lacking])).values()]
  const text = {
    zh: `尚不清楚：${facts.map(({ zh }) => zh).join('；')}`,
    en: `Not known yet: ${facts.map(({ en }) => en).join('; ')}`,
  }
  if (texts.size < rememberedGaps) texts.set(key, text)
  return text
}

function gapOf(one: CompiledRule, view: View): Gap {
  const { rule } = one
  const missing = missingOf(one.fires.lacking(view))
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    domain: rule.domain,
    wouldBe: rule.tier,
    ask: rule.dataGap === 'ask',
    text: gapText(one, missing),
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
