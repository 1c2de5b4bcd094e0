import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { Assessment, Flag } from '../assessment.ts'
import { defaultRuleset } from '../defaults/document.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { RuleEvent } from './flag-event.ts'
import type { FlagRecord } from './flag-record.ts'

const digestOf = ({ evidence }: Flag): string =>
  digestText(
    canonicalJson(evidence.map(({ document, path, value, recordedOn }) => [document, path, value, recordedOn])),
  )

/**
 * What an assessment changes about the flags of a child that stand so far: flags that are raised, that grew worse or rest on something new, that are
 * definitely over, of which nobody can say any longer, and those whose rule is gone. Where nothing has changed there is no event, so the same
 * assessment twice adds none. `standing` is what `foldFlags` says for the day of the assessment.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { assess, flagEvents, foldFlags } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const found = assess(childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } }), { asOf: '2026-09-15', calendar })
 * const events = flagEvents([], found)
 * events.map(({ kind, rule }) => [kind, rule]) // => [['fired', 'guardianship.rating-poor']]
 * foldFlags(events, '2026-09-15').map((standing) => flagEvents(standing, found).length).unwrapOr(-1) // => 0
 * ```
 */
export function flagEvents(
  standing: readonly FlagRecord[],
  assessment: Assessment,
  rules: Ruleset = defaultRuleset,
): readonly RuleEvent[] {
  const { asOf: on, flags, gaps, ruleset } = assessment
  const open = new Map(
    standing
      .filter(({ state }) => state !== 'cleared' && state !== 'superseded')
      .map((record) => [record.rule, record]),
  )
  const fired = flags.flatMap((flag): readonly RuleEvent[] => {
    const evidence = digestOf(flag)
    const record = open.get(flag.rule)
    const same =
      record !== undefined &&
      record.tier >= flag.tier &&
      record.evidence === evidence &&
      record.ruleset === ruleset.sha256 &&
      !record.stale &&
      !record.quiet
    if (same) return []
    const { rule, tier, since, deadline, autoClear, suppressible } = flag
    return [
      { kind: 'fired', rule, on, tier, evidence, ruleset: ruleset.sha256, since, deadline, autoClear, suppressible },
    ]
  })
  const firing = new Set(flags.map(({ rule }) => rule))
  const unsure = new Set(gaps.map(({ rule }) => rule))
  const inUse = new Set(
    rules.rules
      .filter(({ rule: { effective } }) => effective.from <= on && (effective.to ?? '9999-12-31') > on)
      .map(({ rule }) => rule.id),
  )
  const others = [...open.values()].flatMap(({ rule, stale, quiet, tier }): readonly RuleEvent[] => {
    if (firing.has(rule)) return []
    if (!inUse.has(rule)) return stale && tier === 4 ? [] : [{ kind: 'retired', rule, on }]
    if (unsure.has(rule)) return stale ? [] : [{ kind: 'unknown', rule, on }]
    return quiet && !stale ? [] : [{ kind: 'notFired', rule, on }]
  })
  return [...fired, ...others].sort((a, b) => (a.rule < b.rule ? -1 : 1))
}
