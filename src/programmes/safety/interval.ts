import type { Source } from '../../source.ts'

/** A difference after minus before with its 95 % interval, or why there is none. */
export interface Gain {
  /** Pairs: children seen both before and after. Others say nothing about a gain. */
  readonly pairs: number
  readonly before: number | 'none'
  readonly after: number | 'none'
  readonly gain: number | 'none'
  readonly interval: { readonly from: number; readonly to: number } | 'none'
  /** `tooFew`: fewer than two pairs; `allAlike`: every pair changed by the same, which says nothing about how sure it is. */
  readonly why: 'given' | 'tooFew' | 'allAlike'
  /** Whether there are fewer pairs than the parameter asks for; the interval is then wide, and that is what it says. */
  readonly small: boolean
  readonly method: Source
}

const wilson: Source = {
  title:
    'Newcombe, Improved confidence intervals for the difference between binomial proportions based on paired data, Stat. Med. 17 (1998) 2635-2650',
  section: 'method 10',
  kind: 'instrument',
  standing: 'known',
}
const student: Source = {
  title: 'Student, The probable error of a mean, Biometrika 6 (1908) 1-25: paired t',
  kind: 'instrument',
  standing: 'known',
}

const z95 = 1.959963984540054

/** Points of the t distribution that leave 2.5 % above, for 1 to 30 degrees of freedom. */
const t95 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604, 2.1448, 2.1314,
  2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
]

/** From 31 degrees on by the expansion of Cornish and Fisher, right to four decimals. */
function tPoint(degrees: number): number {
  const listed = t95[degrees - 1]
  if (listed !== undefined) return listed
  const cube = z95 * z95 * z95
  const fifth = cube * z95 * z95
  return z95 + (cube + z95) / (4 * degrees) + (5 * fifth + 16 * cube + 3 * z95) / (96 * degrees * degrees)
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
const rounded = (n: number): number => (Math.sign(n) * Math.round(Math.abs(n) * 10_000)) / 10_000 + 0

const nothing = (method: Source): Gain => ({
  pairs: 0,
  before: 'none',
  after: 'none',
  gain: 'none',
  interval: 'none',
  why: 'tooFew',
  small: true,
  method,
})

/** Wilson's interval of a proportion. */
function scoreInterval(yes: number, n: number): readonly [number, number] {
  const p = yes / n
  const z2 = z95 * z95
  const middle = p + z2 / (2 * n)
  const half = z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return [(middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)]
}

/** The gain of a skill that is there or not, in shares of the children; four decimals. */
export function shareGain(
  pairs: readonly { readonly before: boolean; readonly after: boolean }[],
  smallGroup: number,
): Gain {
  const n = pairs.length
  if (n === 0) return nothing(wilson)
  const count = (before: boolean, after: boolean): number =>
    pairs.filter((pair) => pair.before === before && pair.after === after).length
  const [both, lost, won, neither] = [count(true, true), count(true, false), count(false, true), count(false, false)]
  const [p1, p2] = [(both + lost) / n, (both + won) / n]
  const gain = rounded((won - lost) / n)
  const given = { pairs: n, before: rounded(p1), after: rounded(p2), gain, small: n < smallGroup, method: wilson }
  if (n < 2) return { ...given, interval: 'none', why: 'tooFew' }
  const [l1, u1] = scoreInterval(both + lost, n)
  const [l2, u2] = scoreInterval(both + won, n)
  const product = (both + lost) * (won + neither) * (both + won) * (lost + neither)
  const cross = both * neither - lost * won
  const kept = cross > n / 2 ? cross - n / 2 : cross >= 0 ? 0 : cross
  const tie = product === 0 ? 0 : kept / Math.sqrt(product)
  const arm = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * tie * x * y + y * y))
  const difference = p2 - p1
  return {
    ...given,
    interval: { from: rounded(difference - arm(p2 - l2, u1 - p1)), to: rounded(difference + arm(u2 - p2, p1 - l1)) },
    why: 'given',
  }
}

/** The gain of a number, such as the share of right answers or seconds; four decimals. */
export function meanGain(
  pairs: readonly { readonly before: number; readonly after: number }[],
  smallGroup: number,
): Gain {
  const n = pairs.length
  if (n === 0) return nothing(student)
  const changes = pairs.map(({ before, after }) => after - before)
  const middle = mean(changes)
  const given = {
    pairs: n,
    before: rounded(mean(pairs.map(({ before }) => before))),
    after: rounded(mean(pairs.map(({ after }) => after))),
    gain: rounded(middle),
    small: n < smallGroup,
    method: student,
  }
  if (n < 2) return { ...given, interval: 'none', why: 'tooFew' }
  const spread = Math.sqrt(changes.reduce((sum, change) => sum + (change - middle) * (change - middle), 0) / (n - 1))
  if (rounded(spread) === 0) return { ...given, interval: 'none', why: 'allAlike' }
  const half = (tPoint(n - 1) * spread) / Math.sqrt(n)
  return { ...given, interval: { from: rounded(middle - half), to: rounded(middle + half) }, why: 'given' }
}
