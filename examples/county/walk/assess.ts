import { type ChildFile, classify, type PlainDate } from 'childfile'
import { type Calendar, compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
import { type AlarmBudget, alarmBudget, type Assessment, assess, type CrossFinding, crossCheck } from 'childfile/risk'
import { type Line, valueOf } from './progress.ts'
import type { Store } from './keep.ts'

/** Every file with what the rules say of it. */
export interface Risk {
  readonly asOf: PlainDate
  readonly calendar: Calendar
  readonly children: readonly { readonly file: ChildFile; readonly assessment: Assessment }[]
  readonly budget: AlarmBudget
  readonly across: readonly CrossFinding[]
  readonly summary: readonly Line[]
}

export async function assessCounty(store: Store, asOf: PlainDate): Promise<Risk> {
  const calendar = valueOf(
    compileCalendar({ national: nationalHolidays, terms: schoolTerms, from: '2025-09-01', to: '2027-09-01' }),
    'compile the calendar',
  )
  const children: { readonly file: ChildFile; readonly assessment: Assessment }[] = []
  for await (const file of store.files()) children.push({ file, assessment: assess(file, { asOf, calendar }) })
  const across = crossCheck(
    children.map(({ file }) => file),
    { asOf },
  )
  const budget = alarmBudget(children.map(({ assessment }) => assessment))
  const leftBehind = children.filter(({ file }) => classify(file, 'mca2016', asOf).leftBehind === 'yes').length
  return {
    asOf,
    calendar,
    children,
    budget,
    across,
    summary: [
      ['left behind (register of 2016)', leftBehind],
      ...budget.tiers
        .map(({ en, children: count, perMille }): Line => [`tier ${en}`, count, `${(perMille / 10).toFixed(1)} %`])
        .reverse(),
      ['could be critical: nobody has looked', budget.tiers[4]?.childrenUpper ?? 0],
      ['hours of work a year', Math.round(budget.minutesPerYear / 60)],
    ],
  }
}
