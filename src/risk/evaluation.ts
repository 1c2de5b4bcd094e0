import { type EpochDay, type PlainDate, plainDate } from '../date.ts'
import { parameterOn } from '../policy.ts'
import type { ChildFile } from '../records/index.ts'
import type { Beside, Verdict, View } from './reading/fact.ts'
import type { Reading, Seen } from './reading/reading.ts'
import { between, meet, type Span } from './reading/span.ts'
import type { CompiledRule, Ruleset } from './ruleset/ruleset.ts'

/** The file as it stands on a day, for one ruleset. */
export function viewOf(file: ChildFile, beside: Beside, day: EpochDay, ruleset: Ruleset): View {
  const asOf = plainDate(day)
  let verdicts: readonly Verdict[] | undefined
  const view: View = {
    file,
    beside,
    day,
    asOf,
    days: (id) => windowOn(ruleset, id, asOf),
    verdicts: () => {
      verdicts ??= ruleset.rules
        .filter((one) => one.counted && inForce(one, day))
        .map((one) => verdictOf(one, view, ruleset))
      return verdicts
    },
    memo: new Array<Reading | undefined>(ruleset.slots),
    spans: new Map(),
  }
  return view
}

/** The value of a window on a day. */
export function windowOn(ruleset: Ruleset, id: string, asOf: PlainDate): number {
  const parameter = ruleset.parameters.get(id)
  if (!parameter) throw new Error('a fact named a window that is not defined')
  return parameterOn(parameter, asOf).value
}

/** Whether this version of a rule is in force on a day. */
export const inForce = ({ from, to }: CompiledRule, day: number): boolean => from <= day && day < to

const verdictOf = (one: CompiledRule, view: View, ruleset: Ruleset): Verdict => ({
  rule: one.rule.id,
  tier: one.rule.tier,
  domain: one.rule.domain,
  truth: one.fires.truth(view),
  span: () => spanOf(one, view, ruleset),
  seen: () => one.fires.seen(view),
  lacking: () => one.fires.lacking(view),
})

/** Over which days around the day of the view a rule comes out the same. */
export function spanOf(one: CompiledRule, view: View, ruleset: Ruleset): Span {
  const known = view.spans.get(one.rule)
  if (known) return known
  const parts = meet(one.fires.span(view), between(view.day, ruleset.turns))
  const span = meet(parts, { from: one.from, until: one.to })
  view.spans.set(one.rule, span)
  return span
}

/** Something that a flag rests on, and what for. */
export type Witness = Seen & { readonly role: 'trigger' | 'context' }

/** What a flag rests on: what the condition saw as triggers, then what made the rule apply as context. Each path stands once. */
export function witnesses(one: CompiledRule, view: View): readonly Witness[] {
  const found: Witness[] = []
  const add = (list: readonly Seen[], role: 'trigger' | 'context'): void => {
    for (const seen of list)
      if (!found.some(({ path, document }) => path === seen.path && document === seen.document))
        found.push({ ...seen, role })
  }
  add(one.when.seen(view), 'trigger')
  if (one.appliesTo) add(one.appliesTo.seen(view), 'context')
  return found
}
