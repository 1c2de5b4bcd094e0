/** Counts to round, and in which sums each of them stands. */
export interface Rounding {
  readonly counts: readonly number[]
  /** Numbers of the sums by count. */
  readonly sums: readonly (readonly number[])[]
  readonly base: number
  /** Where to begin: a value that is allowed is kept as long as no sum comes nearer without it. */
  readonly start: readonly (number | undefined)[]
}

/** Among the members of a larger sum no exchange is tried. */
const exchangeWithin = 256

/**
 * Counts as multiples of the base, each less than the base away from the true one, such that the squared errors of all sums are small
 * together: no single count and no two of one small sum could be rounded the other way with a smaller sum of squares. A count that is a
 * multiple stays. Cost: counts times sums of each, times the rounds until nothing gets better, each of which lowers a whole number.
 * @source controlled rounding with additive totals: Cox 1987, JASA 82; found by local search, which need not be the best there is
 */
export function rounded({ counts, sums, base, start }: Rounding): readonly number[] {
  const value = counts.map((count, i) => {
    const before = start[i]
    return before !== undefined && Math.abs(before - count) < base ? before : nearest(count, base)
  })
  const error: number[] = []
  const open = counts.map((_, i) => i).filter((i) => (counts[i] ?? 0) % base > 0)
  counts.forEach((count, i) => {
    for (const sum of sums[i] ?? []) error[sum] = (error[sum] ?? 0) + (value[i] ?? 0) - count
  })
  const other = (i: number): number => ((value[i] ?? 0) > (counts[i] ?? 0) ? -base : base)
  /** What turning a count does to the sum of squares. */
  const gain = (i: number): number => {
    const step = other(i)
    return (sums[i] ?? []).reduce((total, sum) => total + step * (2 * (error[sum] ?? 0) + step), 0)
  }
  const turn = (i: number): void => {
    const step = other(i)
    value[i] = (value[i] ?? 0) + step
    for (const sum of sums[i] ?? []) error[sum] = (error[sum] ?? 0) + step
  }
  // Nearest to the middle first: turning these costs least.
  const order = [...open].sort((a, b) => middle(counts[a], base) - middle(counts[b], base) || a - b)
  const partners = partnersOf(order, sums)
  for (;;) {
    let turned = false
    for (const i of order)
      if (gain(i) < 0) {
        turn(i)
        turned = true
      }
    if (turned) continue
    for (const i of order) {
      const own = gain(i)
      const partner = partners(i).find(
        (j) => other(j) === -other(i) && own + gain(j) - 2 * base * base * shared(sums[i] ?? [], sums[j] ?? []) < 0,
      )
      if (partner === undefined) continue
      turn(i)
      turn(partner)
      turned = true
    }
    if (!turned) return value
  }
}

const nearest = (count: number, base: number): number => Math.floor((2 * count + base) / (2 * base)) * base

const middle = (count = 0, base: number): number => Math.abs(2 * (count % base) - base)

/** The later ones of the order that stand in a small sum together with one. */
function partnersOf(order: readonly number[], sums: Rounding['sums']): (i: number) => readonly number[] {
  const members = new Map<number, number[]>()
  const place = new Map(order.map((i, n) => [i, n]))
  for (const i of order)
    for (const sum of sums[i] ?? []) {
      const list = members.get(sum)
      if (list) list.push(i)
      else members.set(sum, [i])
    }
  const near = order.map((i, n) => {
    const found = (sums[i] ?? [])
      .map((sum) => members.get(sum) ?? [])
      .filter(({ length }) => length <= exchangeWithin)
      .flat()
    return [...new Set(found)]
      .filter((j) => (place.get(j) ?? 0) > n)
      .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  })
  return (i) => near[place.get(i) ?? -1] ?? []
}

const shared = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((total, sum) => total + (right.includes(sum) ? 1 : 0), 0)
