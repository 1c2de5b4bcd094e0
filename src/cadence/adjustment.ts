import type { Calendar } from '../calendar/index.ts'
import { civil, daysFromCivil, type EpochDay } from '../date.ts'
import type { CadenceRule } from './cadence-rule.ts'

/** Where a due day went, and which days of the calendar that depends on. */
export interface Adjustment {
  readonly day: EpochDay
  readonly how: 'stays' | 'following' | 'preceding' | 'kept'
  /** First and last day that decided. */
  readonly low: EpochDay
  readonly high: EpochDay
}

/**
 * Moves a day on which the rule does not allow care. Going back never reaches `floor`, the day of the last completion or of the
 * series before: if there is no allowed day since, a preceding rule keeps the day itself, holiday or not, rather than let
 * it count as done or move it later.
 * @source Business day conventions: following, preceding, modified following (ISDA 2006 Definitions, 4.12), general knowledge.
 */
export function adjusted(
  { dayRule, adjust }: CadenceRule,
  day: EpochDay,
  floor: EpochDay,
  calendar: Calendar,
): Adjustment {
  if (adjust === 'none' || calendar.allows(dayRule, day)) return { day, how: 'stays', low: day, high: day }
  const before = calendar.previous(dayRule, day)
  const preceding: Adjustment | undefined =
    before > floor ? { day: before, how: 'preceding', low: before, high: day } : undefined
  if (adjust === 'preceding')
    return preceding ?? { day, how: 'kept', low: Math.min(floor + 1, day) as EpochDay, high: day }
  const after = calendar.next(dayRule, day)
  const following: Adjustment = { day: after, how: 'following', low: day, high: after }
  const monthEnds = endOfMonth(day)
  if (adjust === 'following' || after <= monthEnds) return following
  return preceding && preceding.day >= startOfMonth(day)
    ? { ...preceding, high: monthEnds }
    : { ...following, low: Math.min(day, Math.max(startOfMonth(day), floor + 1)) as EpochDay }
}

const startOfMonth = (day: EpochDay): EpochDay => (day - civil(day).day + 1) as EpochDay

function endOfMonth(day: EpochDay): EpochDay {
  const { year, month } = civil(day)
  return (daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1) as EpochDay
}
