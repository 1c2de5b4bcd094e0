import type { Calendar } from '../../calendar/index.ts'
import type { EpochDay, PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import type { Gap, Missing, UsedParameter } from '../assessment.ts'
import { dateOf } from '../reading/date-text.ts'
import type { Lacking, Words } from '../reading/reading.ts'
import type { Rule } from '../ruleset/rule.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'

/** What a flag says whoever the child is: the same for all flags of a rule on a day. */
export interface Wording {
  readonly parameters: readonly UsedParameter[]
  readonly text: Words
}

/** The wording of a rule on a day. */
export function wordingOf(one: CompiledRule, asOf: PlainDate, ruleset: Ruleset): Wording {
  const parameters = one.parameters.flatMap((id): readonly UsedParameter[] => {
    const parameter = ruleset.parameters.get(id)
    if (!parameter) return []
    const { value, standing, source } = parameterOn(parameter, asOf)
    return [{ id, value, unit: parameter.unit, standing, source }]
  })
  return { parameters, text: filledIn(one.rule.says, parameters) }
}

/** The sentence with the values of parameters put in. */
const filledIn = (says: Words, parameters: readonly UsedParameter[]): Words => {
  const fill = (text: string): string =>
    parameters.reduce((filled, { id, value }) => filled.replaceAll(`{${id}}`, String(value)), text)
  return { zh: fill(says.zh), en: fill(says.en) }
}

/** The day for the first action as a date, and whether it hangs on holidays that have not been published. */
export interface Due {
  readonly deadline: PlainDate
  readonly deadlineProvisional: boolean
}

/** The day for the first action of a rule that is counted from a day. */
export function dueOf(rule: Rule, start: EpochDay, calendar: Calendar): Due {
  const due = deadlineOf(rule, start, calendar)
  return {
    deadline: dateOf(due),
    deadlineProvisional: rule.deadline.kind !== 'elapsed' && calendar.flags(due).provisional,
  }
}

function deadlineOf({ deadline }: Rule, start: EpochDay, calendar: Calendar): EpochDay {
  const { days, kind } = deadline
  const passed = (start + days) as EpochDay
  if (kind === 'elapsed') return passed
  if (kind === 'calendar') return calendar.next('workday', passed)
  return days === 0 ? calendar.next('workday', start) : calendar.add('workday', start, days)
}

/** The gap of a rule that is open because of what is missing. */
export const gapOf = (
  { id, version, domain, tier, dataGap }: Rule,
  missing: readonly Missing[],
  text = gapText(missing),
): Gap => ({
  rule: id,
  ruleVersion: version,
  domain,
  wouldBe: tier,
  ask: dataGap === 'ask',
  text,
  missing,
})

/** What is missing, in words. */
export function gapText(missing: readonly Missing[]): Words {
  const facts = [...new Map(missing.map((lacking) => [lacking.fact, lacking])).values()]
  return {
    zh: `尚不清楚：${facts.map(({ zh }) => zh).join('；')}`,
    en: `Not known yet: ${facts.map(({ en }) => en).join('; ')}`,
  }
}

/** What is missing, each thing once. */
export function missingOf(lacking: readonly Lacking[]): readonly Missing[] {
  const found = new Map<string, Missing>()
  for (const { fact, document, path, why, label } of lacking) {
    const key = `${fact} ${document}${path}`
    if (!found.has(key)) found.set(key, { fact, document, path, why, zh: label.zh, en: label.en })
  }
  return [...found.values()]
}
