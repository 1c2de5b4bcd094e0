import type { Calendar } from '../../calendar/index.ts'
import { civil, EpochDay, type PlainDate, plainDate, type Window } from '../../date.ts'

/** When children are usually with their parents. */
export type ReunionSeason = 'newYear' | 'summer' | 'other'

/** A time between two terms in which a child can be with its parents. */
export interface ReunionChance {
  readonly season: ReunionSeason
  /** First day without school, and first day of the next term. */
  readonly window: Window
  readonly provisional: boolean
}

const seasonOf = (window: { readonly from: EpochDay; readonly to: EpochDay }): ReunionSeason => {
  const { month } = civil(EpochDay.parse(Math.floor((window.from + window.to) / 2)))
  return month <= 2 ? 'newYear' : month === 7 || month === 8 ? 'summer' : 'other'
}

/**
 * When children can be with their parents: the times between two terms that the calendar knows, New Year and summer. A break of which the
 * next term has not been published is not there yet: nobody guesses when school begins. One that began before `from` is there whole.
 * @source terms are set by province and county
 * @example
 * ```ts
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * import { reunionSeasons } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2027-12-31' })
 * calendar.map((c) => reunionSeasons(c, '2026-09-15').map(({ season, window }) => [season, window.from, window.to])).unwrapOr([]) // => [["newYear", "2027-01-23", "2027-02-22"]]
 * ```
 */
export function reunionSeasons(calendar: Calendar, asOf: PlainDate): readonly ReunionChance[] {
  const chances: ReunionChance[] = []
  let began: number | undefined
  let inTerm = false
  for (let day = calendar.from; day < calendar.to; day = EpochDay.parse(day + 1)) {
    const term = calendar.termOn(day) !== undefined
    if (inTerm && !term) began = day
    if (term && began !== undefined) {
      const window = { from: EpochDay.parse(began), to: day }
      if (plainDate(day) > asOf)
        chances.push({
          season: seasonOf(window),
          window: { from: plainDate(window.from), to: plainDate(day) },
          provisional: !calendar.knows('workday', EpochDay.parse(day - 1)),
        })
      began = undefined
    }
    inTerm = term
  }
  return chances
}
