import { no, yes } from '../language/truth.ts'
import type { Fact, Verdict, View } from '../reading/fact.ts'
import type { Reading } from '../reading/reading.ts'
import { always, meet } from '../reading/span.ts'

const moderate = 2

/** How many of the rules of the first round fire at the moderate tier, or in how many domains they do: bounds while some are unknown. */
function moderateFlags(view: View, count: (verdicts: readonly Verdict[]) => number): Reading {
  const counted = view.verdicts().filter(({ tier }) => tier === moderate)
  const fired = counted.filter(({ truth }) => truth === yes)
  const possible = counted.filter(({ truth }) => truth !== no)
  const least = count(fired)
  const most = count(possible)
  return {
    kind: 'quantity',
    least,
    most,
    span: counted.reduce((span, verdict) => meet(span, verdict.span()), always),
    seen: (bound) => (bound === 'least' ? fired.flatMap((verdict) => verdict.seen()) : []),
    wanted: () => possible.flatMap((verdict) => verdict.lacking()),
  }
}

/** Facts about how the rules of the first round come out. A rule that names one of them is of the second round and is not counted. */
export const roundFacts: readonly Fact[] = [
  {
    name: 'flags.moderate',
    type: 'number',
    unit: 'flags',
    label: { zh: '中度提示的数量', en: 'number of moderate flags' },
    reads: [],
    read: (view) => moderateFlags(view, (verdicts) => verdicts.length),
  },
  {
    name: 'flags.moderateDomains',
    type: 'number',
    unit: 'domains',
    label: { zh: '中度提示涉及的领域数', en: 'number of domains with moderate flags' },
    reads: [],
    read: (view) => moderateFlags(view, (verdicts) => new Set(verdicts.map(({ domain }) => domain)).size),
  },
]
