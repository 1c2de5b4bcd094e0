import { addDays, addMonths, type PlainDate } from '../../date.ts'
import type { Span } from './programme.ts'

/** The day that lies a span after another: months first, then days. */
export function after(day: PlainDate, { months = 0, days = 0 }: Span): PlainDate {
  const later = months === 0 ? day : addMonths(day, months)
  return days === 0 ? later : addDays(later, days)
}
