import { daysBetween, isDate, type PlainDate } from '../../date.ts'
import type { SurrogateMatch } from '../../programmes/index.ts'

/** Something that began, and ended or lasts. */
export interface DatedSpan {
  readonly from: PlainDate | 'notCollected'
  /** None: it lasts. Not collected: it is over, and nobody wrote down since when. */
  readonly to: PlainDate | 'none' | 'notCollected'
}

/** How long things took: those that ended and those that go on apart. */
export interface Durations {
  readonly all: number
  readonly ended: number
  readonly open: number
  /** A day is missing or the end lies before the beginning. */
  readonly unknown: number
  /** Half-open spans of days; `to` none for the last. With `unknown` they add up to `all`. */
  readonly bands: readonly {
    readonly from: number
    readonly to: number | 'none'
    readonly ended: number
    readonly open: number
  }[]
  /** Days after which half have ended; `notReached` while fewer have; none of nothing. */
  readonly medianDays: number | 'notReached' | 'none'
}

/**
 * How long things took up to a day, by bands of days. What goes on is not left out, and is not taken for ended: the median is that of
 * Kaplan and Meier, in exact fractions. What began after the day is not counted; what ended after it goes on.
 * @source Kaplan and Meier 1958, JASA 53
 * @example
 * ```ts
 * import { durations } from 'childfile/report'
 * const spans = [{ from: '2026-09-01', to: '2026-09-03' }, { from: '2026-09-01', to: '2026-09-09' }, { from: '2026-09-10', to: 'none' }] as const
 * durations(spans, { asOf: '2026-09-30', bands: [3, 7] }).medianDays // => 8
 * durations(spans, { asOf: '2026-09-30', bands: [3, 7] }).bands // => [{ from: 0, to: 3, ended: 1, open: 0 }, { from: 3, to: 7, ended: 0, open: 0 }, { from: 7, to: "none", ended: 1, open: 1 }]
 * ```
 */
export function durations(
  spans: readonly DatedSpan[],
  { asOf, bands }: { readonly asOf: PlainDate; readonly bands: readonly number[] },
): Durations {
  const begun = spans.filter(({ from }) => from === 'notCollected' || from <= asOf)
  const known = begun.flatMap(({ from, to }): readonly Known[] => {
    if (from === 'notCollected' || to === 'notCollected' || (to !== 'none' && to < from)) return []
    return to === 'none' || to > asOf
      ? [{ days: daysBetween(from, asOf), ended: false }]
      : [{ days: daysBetween(from, to), ended: true }]
  })
  const edges = [...new Set([0, ...bands])].filter((edge) => edge >= 0).sort((a, b) => a - b)
  const count = (fits: (one: Known) => boolean): number => known.filter(fits).length
  return {
    all: begun.length,
    ended: count(({ ended }) => ended),
    open: count(({ ended }) => !ended),
    unknown: begun.length - known.length,
    bands: edges.map((from, i) => {
      const to = edges[i + 1] ?? 'none'
      const isIn = ({ days }: Known): boolean => days >= from && (to === 'none' || days < to)
      return {
        from,
        to,
        ended: count((one) => one.ended && isIn(one)),
        open: count((one) => !one.ended && isIn(one)),
      }
    }),
    medianDays: median(known),
  }
}

interface Known {
  readonly days: number
  readonly ended: boolean
}

/** The first day by which the share of those that go on has come down to one half. */
function median(known: readonly Known[]): Durations['medianDays'] {
  if (known.length === 0) return 'none'
  const order = [...known].sort((a, b) => a.days - b.days)
  let [still, of] = [1n, 1n]
  for (let i = 0; i < order.length; ) {
    const days = order[i]?.days ?? 0
    const atRisk = order.length - i
    let ended = 0
    for (; i < order.length && order[i]?.days === days; i++) if (order[i]?.ended) ended += 1
    if (ended === 0) continue
    still *= BigInt(atRisk - ended)
    of *= BigInt(atRisk)
    if (still * 2n <= of) return days
  }
  return 'notReached'
}

/**
 * How long matches lasted from the first meeting on, for `durations`; those that never began are none.
 * @example
 * ```ts
 * import { matchSpans } from 'childfile/report'
 * matchSpans([{ periods: [{ from: '2026-03-01', to: 'none' }], state: 'active' }]) // => [{ from: '2026-03-01', to: 'none' }]
 * ```
 */
export const matchSpans = (
  matches: readonly Pick<SurrogateMatch, 'periods' | 'state' | 'endedOn'>[],
): readonly DatedSpan[] =>
  matches.flatMap(({ periods, state, endedOn }) => {
    const first = periods[0]
    return first && isDate(first.from)
      ? [{ from: first.from, to: state === 'ended' ? (endedOn ?? 'notCollected') : 'none' }]
      : []
  })
