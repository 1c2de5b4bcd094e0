import { daysFromCivil, type EpochDay, epochDay, weekdayIndex } from '../date.ts'
import { err, type Outcome, ok, parse } from '../problem.ts'
import type { Calendar, DayRule } from './calendar.ts'
import { dayBits, dayKinds, type DaySpan, termsKnown } from './day-kinds.ts'
import { type DayTable, dayTable, everyDay } from './day-table.ts'
import { CalendarLayers, contradictions, lastWeekOfDecember, yearsOf } from './layers.ts'

/**
 * Compiles days off, terms and local decisions into tables with one lookup per question. Local beats terms, terms beat national,
 * and all beat the plain week. A schoolday is a weekday or make-up day that is not off and lies in a term; days of a term
 * concern schools alone. Before the first term and after the last one nothing is known of terms: such a day counts as a
 * schoolday if it is a working day, provisionally. Time and memory linear in the span.
 * @returns Ok: the calendar. Err `invalid`: a part cannot be read, years of holidays have a gap, terms overlap, one layer
 * contradicts itself.
 * @source Measures on holidays for the whole country (全国年节及纪念日放假办法), 2024 revision; the yearly notices decide.
 * @example
 * ```ts
 * import { epochDay, plainDate } from 'childfile'
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * const calendar = compileCalendar({ national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2028-01-01' })
 * calendar.map((c) => c.flags(epochDay('2026-10-10')).workday).unwrapOr(false) // => true
 * calendar.map((c) => plainDate(c.next('schoolday', epochDay('2026-10-01')))).unwrapOr('1970-01-01') // => '2026-10-08'
 * calendar.map((c) => plainDate(c.knownThrough)).unwrapOr('1970-01-01') // => '2026-12-31'
 * ```
 */
export function compileCalendar(layers: CalendarLayers): Outcome<Calendar> {
  return parse(CalendarLayers, layers).andThen((read): Outcome<Calendar> => {
    const [first, ...rest] = contradictions(read)
    return first ? err([first, ...rest]) : ok(compiled(read))
  })
}

function compiled(layers: CalendarLayers): Calendar {
  const from = epochDay(layers.from)
  const to = epochDay(layers.to)
  const { bits, terms, names } = dayKinds(layers, from, to)
  const bitsOf = (day: EpochDay): number =>
    bits[day - from] ?? (weekdayIndex(day) < 5 ? dayBits.workday | dayBits.schoolday : 0)
  const tables: Readonly<Record<DayRule, DayTable>> = {
    any: everyDay(from),
    workday: dayTable(
      from,
      bits.map((day) => day & dayBits.workday),
      'weekdays',
    ),
    schoolday: dayTable(
      from,
      bits.map((day) => day & dayBits.schoolday),
      'weekdays',
    ),
    restday: dayTable(
      from,
      bits.map((day) => ~day & dayBits.workday),
      'weekend',
    ),
  }
  const published = noticesKnown(layers, from, to)
  const settled = { from: published.from, to: Math.min(published.to, published.settledTo) }
  const lessons = termsKnown(layers.terms)
  const knows = (rule: DayRule, day: EpochDay): boolean =>
    day >= settled.from && day < settled.to && (rule !== 'schoolday' || (day >= lessons.from && day < lessons.to))

  return {
    from,
    to,
    knownFrom: published.from,
    knownThrough: (published.to - 1) as EpochDay,
    flags: (day) => {
      const found = bitsOf(day)
      return {
        workday: (found & dayBits.workday) !== 0,
        schoolday: (found & dayBits.schoolday) !== 0,
        holiday: (found & dayBits.holiday) !== 0,
        makeUp: (found & dayBits.makeUp) !== 0,
        provisional: !knows('any', day),
      }
    },
    nameOf: (day) => (day >= from && day < to ? names.get(day) : undefined),
    termOn: (day) => layers.terms?.[(terms[day - from] ?? 0) - 1]?.id,
    knows,
    allows: (rule, day) => {
      const { rank, select } = tables[rule]
      return select(rank(day)) === day
    },
    next: (rule, day) => {
      const { rank, select } = tables[rule]
      return select(rank(day))
    },
    previous: (rule, day) => {
      const { rank, select } = tables[rule]
      return select(rank(day + 1) - 1)
    },
    count: (rule, start, end) => tables[rule].rank(end) - tables[rule].rank(start),
    nth: (rule, start, number) => tables[rule].select(tables[rule].rank(start) + number),
    add: (rule, day, count) => {
      const { rank, select } = tables[rule]
      return count === 0 ? day : select(count > 0 ? rank(day + 1) + count - 1 : rank(day) + count)
    },
  }
}

/** The years of the notices that were loaded, cut to the tables, and the first day that a later notice may still change. */
function noticesKnown(
  { national }: CalendarLayers,
  from: EpochDay,
  to: EpochDay,
): DaySpan & { readonly settledTo: EpochDay } {
  const years = yearsOf(national)
  const first = years[0]
  const last = years.at(-1)
  const start = first === undefined ? from : Math.max(from, daysFromCivil(first, 1, 1))
  const end = last === undefined ? from : Math.min(to, daysFromCivil(last + 1, 1, 1))
  if (last === undefined || end <= start) return { from, to: from, settledTo: from }
  return { from: start as EpochDay, to: end as EpochDay, settledTo: daysFromCivil(last, 12, lastWeekOfDecember) }
}
