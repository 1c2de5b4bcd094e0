import type { EpochDay } from '../date.ts'

/** Two functions from which every question about one kind of day follows: they are each other's inverse on allowed days. */
export interface DayTable {
  /** Allowed days from the first day of the table up to `day`, which is not counted; negative before the table. */
  readonly rank: (day: number) => number
  /** The allowed day of that rank. */
  readonly select: (rank: number) => EpochDay
}

/** The week as it is where nothing has been published: Monday to Friday, or Saturday and Sunday. */
export type PlainWeek = 'weekdays' | 'weekend'

/** Every day counts. */
export const everyDay = (from: EpochDay): DayTable => ({
  rank: (day) => day - from,
  select: (rank) => (from + rank) as EpochDay,
})

/**
 * Tables for the days of a span, with the plain week on either side for ever. `allowed[i]` stands for `from + i`; it is not 0 if
 * the day counts. Time and memory linear in the span; each question afterwards is one or two lookups.
 */
export function dayTable(from: EpochDay, allowed: Uint8Array, week: PlainWeek): DayTable {
  const days = allowed.length
  const to = from + days
  const rankOf = new Int32Array(days + 1)
  const dayOf = new Int32Array(days)
  let total = 0
  for (let i = 0; i < days; i++) {
    rankOf[i] = total
    if (allowed[i] !== 0) dayOf[total++] = from + i
  }
  rankOf[days] = total
  const { rank, select } = week === 'weekdays' ? weekdays : weekend
  const before = rank(from)
  const after = rank(to)
  return {
    rank: (day) =>
      day < from ? rank(day) - before : day > to ? total + rank(day) - after : (rankOf[day - from] ?? Number.NaN),
    select: (wanted) =>
      (wanted < 0
        ? select(before + wanted)
        : wanted >= total
          ? select(after + wanted - total)
          : (dayOf[wanted] ?? Number.NaN)) as EpochDay,
  }
}

// 1969-12-29, day -3, was a Monday: weeks are counted from it.
const weekdays = {
  rank: (day: number) => Math.floor((day + 3) / 7) * 5 + Math.min(mondayBased(day), 5),
  select: (rank: number) => Math.floor(rank / 5) * 7 + remainder(rank, 5) - 3,
}
const weekend = {
  rank: (day: number) => Math.floor((day + 3) / 7) * 2 + Math.max(mondayBased(day) - 5, 0),
  select: (rank: number) => Math.floor(rank / 2) * 7 + remainder(rank, 2) + 2,
}

const remainder = (n: number, by: number): number => n - Math.floor(n / by) * by
const mondayBased = (day: number): number => remainder(day + 3, 7)
