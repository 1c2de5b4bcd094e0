import type { PlainDate } from '../../../date.ts'
import type { Tier } from '../../../policy.ts'
import { all, ok, type Outcome } from '../../../problem.ts'
import { type FlagEvent, type FlagRecord, foldFlags } from '../../../risk/index.ts'

/** How long a flag stood, as `durations` takes it. It names no child and no rule. */
export interface FlagSpan {
  readonly from: PlainDate
  /** None: it goes on. */
  readonly to: PlainDate | 'none'
  readonly tier: Tier
  /** Day by which something had to be done. */
  readonly deadline: PlainDate
}

/** Until what is counted, and on which day. */
export interface FlagSpanSettings {
  readonly asOf: PlainDate
  /** `action`: until somebody first acted, or it was over before. `cleared`: until it was over. */
  readonly until: 'action' | 'cleared'
}

const keyOf = ({ rule, episode }: FlagRecord): string => `${rule} ${episode}`

/** The first action on each flag: the flag that is acted on is the last of its rule by then. */
function firstActions(history: readonly FlagEvent[], asOf: PlainDate): Outcome<ReadonlyMap<string, PlainDate>> {
  const acted = history.flatMap(({ kind, rule, on }, at) => (kind === 'acted' && on <= asOf ? [{ rule, on, at }] : []))
  return all(
    acted.map(({ rule, on, at }) =>
      foldFlags(history.slice(0, at + 1), on).map((records) => {
        const record = records.findLast((one) => one.rule === rule)
        return [record ? keyOf(record) : '', on] as const
      }),
    ),
  ).map((found) => new Map(found.toReversed()))
}

/**
 * How long flags stood until somebody acted, or until they were over, from the histories of flags of children: for `durations`, which counts those
 * that go on apart. Of a rule that was retired nothing is said: its flags were neither acted on to the end nor cleared. It measures the work, never
 * a child. Order: that of the histories, in each by rule, then episode.
 * @returns Err `not-allowed`: as `foldFlags`.
 * @example
 * ```ts
 * import { flagSpans } from 'childfile/programmes'
 * import { durations } from 'childfile/report'
 * const fired = { kind: 'fired', rule: 'contact.silent-month', on: '2026-09-01', tier: 2, evidence: 'x', ruleset: 'x', since: '2026-09-01', deadline: '2026-09-08', autoClear: false, suppressible: false } as const
 * const acted = { kind: 'acted', rule: 'contact.silent-month', on: '2026-09-04', by: 'w1', role: 'worker' } as const
 * const asOf = '2026-09-30'
 * flagSpans([[fired, acted]], { asOf, until: 'action' }).map((spans) => durations(spans, { asOf, bands: [7] }).medianDays).unwrapOr('none') // => 3
 * flagSpans([[fired, acted]], { asOf, until: 'cleared' }).map((spans) => spans.map(({ to }) => to)).unwrapOr([]) // => ['none']
 * ```
 */
export function flagSpans(
  histories: readonly (readonly FlagEvent[])[],
  { asOf, until }: FlagSpanSettings,
): Outcome<readonly FlagSpan[]> {
  return all(
    histories.map((history) =>
      foldFlags(history, asOf).andThen((records) =>
        (until === 'action' ? firstActions(history, asOf) : ok(new Map<string, PlainDate>())).map((actions) =>
          records
            .filter(({ state }) => state !== 'superseded')
            .map((record): FlagSpan => {
              const { raisedOn, tier, deadline, closed } = record
              return { from: raisedOn, to: actions.get(keyOf(record)) ?? closed?.on ?? 'none', tier, deadline }
            }),
        ),
      ),
    ),
  ).map((spans) => spans.flat())
}
