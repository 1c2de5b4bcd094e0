import { type Field, isKnown, some } from '../../absent.ts'
import { addDays, type PlainDate, type Window } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import { type Answer, answer, both, type ChildFile, either } from '../../records/index.ts'
import type { MeasureAnswer } from './measure.ts'

/** For how many days an answered telephone counts at the end of a term. */
export const answeredNumberDays: Parameter<number> = {
  id: 'measures.answeredNumberDays',
  unit: 'days',
  en: 'an answered telephone counts for so long in the measures of a term',
  zh: '学期末统计中接通电话的有效天数',
  values: [
    {
      from: '2021-06-01',
      value: 90,
      standing: 'proposal',
      source: { title: 'childfile definitions of measures', kind: 'proposal', standing: 'proposal' },
    },
  ],
}

export const measured = (found: Answer): MeasureAnswer => (found === 'unknown' ? 'notCollected' : found)

/** Whether a day lies in a span and is not later than the day asked. */
const falls = (on: Field<PlainDate>, { from, to }: Window, asOf: PlainDate): Answer =>
  isKnown(on) ? answer(on >= from && on < to && on <= asOf) : 'unknown'

const isSaid = <T>(value: Field<T>): Answer => (isKnown(value) ? 'yes' : 'unknown')

/** Whether there is a word of the child's own in a span. `days`: of talks of which the day is known. */
export function askedInOwnWord(file: ChildFile, term: Window, asOf: PlainDate, days: readonly PlainDate[]): Answer {
  const { preferences, visits } = file
  const said: readonly Answer[] = !isKnown(preferences)
    ? ['unknown']
    : preferences === 'none'
      ? []
      : Object.values(preferences).map(({ saidBy, on }) =>
          both(isKnown(saidBy) ? answer(saidBy === 'child') : 'unknown', falls(on, term, asOf)),
        )
  const moods = Object.values(visits).map(({ mood, on }) => both(isKnown(mood) ? 'yes' : 'no', falls(on, term, asOf)))
  return either('no', ...said, ...moods, ...days.map((on) => falls(on, term, asOf)))
}

/** Whether the mood stands on two days of a span at least. A visit without a mood may have had one. */
export function moodMeasuredTwice(file: ChildFile, term: Window, asOf: PlainDate, days: readonly PlainDate[]): Answer {
  const taken = new Set(days.filter((on) => falls(on, term, asOf) === 'yes'))
  const maybe = new Set<PlainDate>()
  let undated = 0
  for (const { mood, on } of Object.values(file.visits)) {
    const fell = falls(on, term, asOf)
    if (fell === 'yes' && isKnown(on)) (isKnown(mood) ? taken : maybe).add(on)
    if (fell === 'unknown') undated += 1
  }
  if (taken.size >= 2) return 'yes'
  return taken.size + [...maybe].filter((on) => !taken.has(on)).length + undated >= 2 ? 'unknown' : 'no'
}

const silent: ReadonlySet<unknown> = new Set(['dead', 'missing', 'imprisoned', 'compulsoryTreatment'])

/** Whether a telephone of those who decide or care was answered lately. */
export function numberAnswered(file: ChildFile, asOf: PlainDate): Answer {
  const since = addDays(asOf, -parameterOn(answeredNumberDays, asOf).value)
  const lately = ({
    phone,
    otherPhones,
    answeredOn,
  }: Pick<ChildFile['father'], 'phone' | 'otherPhones' | 'answeredOn'>) => {
    if (phone === 'none' && otherPhones === 'none') return 'no'
    if (!isKnown(answeredOn)) return 'unknown'
    return answer(answeredOn !== 'none' && answeredOn >= since && answeredOn <= asOf)
  }
  const parents = [file.father, file.mother].map(
    (parent): Answer => (silent.has(parent.status) ? 'no' : lately(parent)),
  )
  const delegate: Answer = !isKnown(file.delegate) ? 'unknown' : file.delegate === 'none' ? 'no' : lately(file.delegate)
  const guardians: readonly Answer[] = !isKnown(file.guardians)
    ? ['unknown']
    : Object.values(some(file.guardians) ?? {})
        .filter(({ until }) => (some(until) ?? asOf) >= asOf)
        .map(lately)
  return either('no', ...parents, delegate, ...guardians)
}

/**
 * Whether a visit of a span counts: the child was seen, spoken to alone or it says why not, and something was observed. What was not
 * written down of a visit is not a no.
 * @source policy on visits: a visit counts if the child was seen, spoken to alone or why not, and something was observed
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { visitCovered } from 'childfile/report'
 * const visit = { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'yes', mood: 4 } as const
 * const month = { from: '2026-09-01', to: '2026-10-01' } as const
 * visitCovered(childFile({ id: 'c1', name: '李小花', visits: { v1: visit } }), month, '2026-09-30') // => 'yes'
 * visitCovered(childFile({ id: 'c1', name: '李小花', visits: { v1: { ...visit, childSeen: 'notCollected' } } }), month, '2026-09-30') // => 'notCollected'
 * visitCovered(childFile({ id: 'c1', name: '李小花' }), month, '2026-09-30') // => 'no'
 * ```
 */
export const visitCovered = (file: ChildFile, period: Window, asOf: PlainDate): MeasureAnswer =>
  measured(
    either(
      'no',
      ...Object.values(file.visits).map(({ on, childSeen, spokenAlone, situations, emergencies, mood, words }) => {
        const checks = [...Object.values(situations), ...Object.values(emergencies)]
        const observed = either(
          answer(checks.some((check) => check !== 'notChecked')),
          isSaid(mood),
          isKnown(words) ? answer(words !== 'none') : 'unknown',
        )
        const alone: Answer = isKnown(spokenAlone) ? answer(spokenAlone !== 'none' && spokenAlone !== 'no') : 'unknown'
        return both(falls(on, period, asOf), isKnown(childSeen) ? childSeen : 'unknown', alone, observed)
      }),
    ),
  )
