import { addDays, type ChildFile, isDate, type PlainDate } from 'childfile'
import { type Calendar, compileCalendar, nationalHolidays } from 'childfile/calendar'
import { assess, type Assessment } from 'childfile/risk'
import { type Request, Stop, valueOf } from '../command.ts'
import type { County } from './folder.ts'
import { progress } from '../terminal.ts'

/** A file with what the rules say of it. */
export interface AssessedChild {
  readonly file: ChildFile
  readonly assessment: Assessment
}

/** Every file, assessed, and the days that follow. */
export interface Assessed {
  readonly calendar: Calendar
  readonly children: readonly AssessedChild[]
}

const daysAround = 800

/** Assesses every file by the default rules, with the national holidays that are published. */
export async function assessed({ asOf, files }: County, { terminal, language }: Request): Promise<Assessed> {
  const around = (days: number): PlainDate => addDays(asOf, days)
  const calendar = valueOf(
    compileCalendar({ national: nationalHolidays, from: around(-daysAround), to: around(daysAround) }),
    '--as-of',
  )
  const children = await progress(terminal, { zh: '评估', en: 'assessing' }[language], () =>
    files.map((file) => ({ file, assessment: assess(file, { asOf, calendar }) })),
  )
  return { calendar, children }
}

const weeksOfTerm = 18

/** The term that is asked for: 18 weeks from the day to go by, if no other is. */
export function termOf({ asOf, values }: Request): { readonly from: PlainDate; readonly to: PlainDate } {
  const day = (option: string, otherwise: PlainDate): PlainDate => {
    const given = values[option] ?? otherwise
    if (isDate(given)) return given
    throw new Stop({
      zh: `--${option} 须为存在的日期，写成 YYYY-MM-DD`,
      en: `--${option} must be a day that exists, written YYYY-MM-DD`,
    })
  }
  const from = day('from', asOf)
  const to = day('to', addDays(from, 7 * weeksOfTerm))
  if (from < asOf) throw new Stop({ zh: '--from 不得早于 --as-of', en: '--from must not be before --as-of' })
  if (to <= from) throw new Stop({ zh: '--to 须晚于 --from', en: '--to must be after --from' })
  return { from, to }
}
