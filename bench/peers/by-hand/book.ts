import type { Calendar } from '../../../src/calendar/index.ts'
import { type EpochDay, epochDay, type PlainDate, plainDate } from '../../../src/date.ts'
import { parameterOn } from '../../../src/policy.ts'
import type { Flag, Gap, Missing, Ruleset } from '../../../src/risk/index.ts'

/** What a flag says whatever the file is; the day of it and the evidence are filled in. */
export type FlagForm = Omit<Flag, 'since' | 'sinceExact' | 'evidence'>
/** What a gap says whatever is missing. */
export type GapForm = Omit<Gap, 'text' | 'missing'>

/** Something missing, by the number of the reason; the place of 0, where nothing is missing, is filled as 1 is. */
export type MissingBy = readonly Missing[]
/** A gap in which one thing is missing, in the same way. */
export type GapBy = readonly Gap[]

const whys = ['notCollected', 'notCollected', 'contested', 'inWords', 'stale', 'later'] as const

/** The constants that an author would keep for a day: texts, sources, actions, deadlines, numbers. Nothing of it depends on a file. */
export class Book {
  readonly asOf: PlainDate
  readonly day: EpochDay
  readonly ruleset: Ruleset
  private readonly calendar: Calendar

  constructor(ruleset: Ruleset, calendar: Calendar, asOf: PlainDate) {
    this.ruleset = ruleset
    this.calendar = calendar
    this.asOf = asOf
    this.day = epochDay(asOf)
    if (asOf < '2023-01-01')
      throw new Error('the rules by hand count on all rules being in force for longer than any window')
  }

  private compiled(id: string): Ruleset['rules'][number] {
    const found = this.ruleset.rules.find(({ rule }) => rule.id === id)
    if (!found) throw new Error(`the ruleset has no rule ${id}`)
    return found
  }

  number(id: string): number {
    return parameterOn(this.ruleset.parameters.get(id)!, this.asOf).value
  }

  flag(id: string): FlagForm {
    const { rule, parameters: ids } = this.compiled(id)
    const parameters = ids.map((name) => {
      const parameter = this.ruleset.parameters.get(name)!
      const { value, standing, source } = parameterOn(parameter, this.asOf)
      return { id: name, value, unit: parameter.unit, standing, source }
    })
    const filled = (text: string): string =>
      parameters.reduce((sofar, { id: name, value }) => sofar.replaceAll(`{${name}}`, String(value)), text)
    const { days, kind, from } = rule.deadline
    if (from !== 'raised' || kind === 'working') throw new Error('no rule by hand counts so')
    const passed = (this.day + days) as EpochDay
    const due = kind === 'elapsed' ? passed : this.calendar.next('workday', passed)
    return {
      rule: rule.id,
      ruleVersion: rule.version,
      domain: rule.domain,
      tier: rule.tier,
      text: { zh: filled(rule.says.zh), en: filled(rule.says.en) },
      deadline: plainDate(due),
      deadlineProvisional: kind !== 'elapsed' && this.calendar.flags(due).provisional,
      parameters,
      actions: rule.actions,
      source: rule.source,
      autoClear: rule.autoClear,
      suppressible: rule.suppressible,
    }
  }

  gap(id: string): GapForm {
    const { id: rule, version, domain, tier, dataGap } = this.compiled(id).rule
    return { rule, ruleVersion: version, domain, wouldBe: tier, ask: dataGap === 'ask' }
  }

  /** That a fact is missing at a path, for each reason. A field of the entries of a list is named `each.` and the field. */
  missing(fact: string, path: Missing['path'], list?: string): MissingBy {
    const label =
      list === undefined
        ? this.ruleset.facts[fact]!.label
        : this.ruleset.facts[list]!.fields![fact.slice('each.'.length)]!.label
    return whys.map((why) => ({ fact, document: 'file', path, why, zh: label.zh, en: label.en }))
  }

  /** The gap of a rule in which only this is missing, for each reason. */
  gaps(rule: string, missing: MissingBy): GapBy {
    const form = this.gap(rule)
    return missing.map((one) => gapOf(form, [one]))
  }

  /** The gap of a rule in which all of these are missing for one reason, for each reason. */
  gapsOfAll(rule: string, missing: readonly MissingBy[]): GapBy {
    const form = this.gap(rule)
    return whys.map((_, reason) =>
      gapOf(
        form,
        missing.map((one) => one[reason]!),
      ),
    )
  }
}

/** Whether the fact of a thing missing was named before it. */
function wasNamed(missing: readonly Missing[], at: number): boolean {
  const { fact } = missing[at]!
  for (let i = 0; i < at; i += 1) if (missing[i]!.fact === fact) return true
  return false
}

/** A gap in which several things are missing; each fact is named once. */
export function gapOf(form: GapForm, missing: readonly Missing[]): Gap {
  let zh = `尚不清楚：${missing[0]!.zh}`
  let en = `Not known yet: ${missing[0]!.en}`
  for (let i = 1; i < missing.length; i += 1)
    if (!wasNamed(missing, i)) {
      zh += `；${missing[i]!.zh}`
      en += `; ${missing[i]!.en}`
    }
  return {
    rule: form.rule,
    ruleVersion: form.ruleVersion,
    domain: form.domain,
    wouldBe: form.wouldBe,
    ask: form.ask,
    text: { zh, en },
    missing,
  }
}

/** The same as one of the things missing, at a place that the file names. */
export const missingAt = ({ fact, document, why, zh, en }: Missing, path: Missing['path']): Missing => ({
  fact,
  document,
  path,
  why,
  zh,
  en,
})
