import { z } from 'zod'
import type { Calendar } from '../../calendar/index.ts'
import { type EpochDay, addMonths, epochDay, PlainDate, plainDate } from '../../date.ts'
import { SchoolId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { parameterOn, type ParameterValue } from '../../policy.ts'
import { type Outcome, parse, refuse } from '../../problem.ts'
import { byText, Key } from '../keyed-history.ts'
import { safetyParameters } from './safety-parameters.ts'

/** A drill that was held. */
export const Drill = z
  .strictObject({
    on: PlainDate,
    kind: z.enum(['evacuation', 'fire', 'earthquake', 'bus', 'other']).describe('The first three empty the building'),
    seconds: z
      .union([z.int().min(1).max(7200), z.enum(['notCollected', 'contested'])])
      .describe('Until the last child was out'),
  })
  .describe('A drill that was held')
export type Drill = Immutable<z.infer<typeof Drill>>

/** A school or kindergarten with its drills. */
export const DrilledSchool = z
  .strictObject({ id: SchoolId, stage: z.enum(['kindergarten', 'primary', 'secondary']), drills: z.record(Key, Drill) })
  .describe('A school with its drills')
export type DrilledSchool = Immutable<z.infer<typeof DrilledSchool>>

/** A month, or a quarter for a kindergarten, that has school days, and its drill. */
export interface DrillPeriod {
  readonly from: PlainDate
  /** First day after the period. */
  readonly to: PlainDate
  /** The last school day in it. */
  readonly due: PlainDate
  /** `termsUnknown`: the calendar knows no term here, so nobody can say that a drill is owed. */
  readonly state: 'done' | 'due' | 'overdue' | 'termsUnknown'
  readonly on: PlainDate | 'none'
  /** Whether the days of school may still change, because a notice is not out. */
  readonly provisional: boolean
}

/** A drill that was slower than the target for low buildings. */
export interface SlowDrill {
  readonly path: Pointer
  readonly seconds: number
  readonly target: number
}

/** How the drills of a school stand against the rhythm. */
export interface DrillStanding {
  readonly school: SchoolId
  readonly months: number
  /** Where the rhythm comes from. */
  readonly rhythm: ParameterValue<unknown>
  readonly periods: readonly DrillPeriod[]
  readonly overdue: readonly DrillPeriod[]
  /** The period that is open now; none if it is done or there is none. */
  readonly next: DrillPeriod | 'none'
  readonly slow: readonly SlowDrill[]
}

const emptying: ReadonlySet<Drill['kind']> = new Set(['evacuation', 'fire', 'earthquake'])

/** First day of the month, or of the quarter, that a day lies in. */
function periodStart(day: PlainDate, months: number): PlainDate {
  const month = Number(day.slice(5, 7))
  const first = month - ((month - 1) % months)
  return `${day.slice(0, 4)}-${first < 10 ? '0' : ''}${first}-01` as PlainDate
}

/**
 * How the drills of a school stand against the rhythm from a day on: one drill in every month of term for schools, in every quarter
 * with school days for kindergartens, by the terms of the calendar. A period counts once it has a school day between `from` and its end; it is due
 * on its last school day and overdue after it. Only drills that empty the building on a day in term count.
 * @returns Ok: the periods up to the one of `asOf`. Err `invalid`: a school that cannot be read, `too-large` for more than 100 years.
 * @source 中小学幼儿园应急疏散演练指南 教基一厅〔2014〕2号, seen on pages of schools
 * @example
 * ```ts
 * import { SchoolId } from 'childfile'
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * import { drillStanding } from 'childfile/programmes'
 * const calendar = compileCalendar({
 *   national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2027-01-01',
 * })._unsafeUnwrap()
 * const school = { id: SchoolId.parse('A'), stage: 'primary', drills: { d1: { on: '2026-09-11', kind: 'fire', seconds: 170 } } } as const
 * const standing = drillStanding(school, { from: '2026-09-01', asOf: '2026-11-05', calendar })
 * standing.map(({ periods }) => periods.map(({ due, state }) => [due, state])).unwrapOr([]) // => [["2026-09-30", "done"], ["2026-10-30", "overdue"], ["2026-11-30", "due"]]
 * ```
 */
export function drillStanding(
  school: DrilledSchool,
  { from, asOf, calendar }: { readonly from: PlainDate; readonly asOf: PlainDate; readonly calendar: Calendar },
): Outcome<DrillStanding> {
  if (epochDay(asOf) - epochDay(from) > 36_525) return refuse('/from', 'too-large', 'at most 100 years')
  return parse(DrilledSchool, school).map((read): DrillStanding => {
    const rhythm = parameterOn(safetyParameters.drillMonths, asOf)
    const months = rhythm.value[read.stage]
    const held = Object.entries(read.drills)
      .filter(([, { on, kind }]) => on >= from && on <= asOf && emptying.has(kind) && inTerm(on, calendar))
      .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
    const periods: DrillPeriod[] = []
    for (let start = periodStart(from, months); start <= asOf; start = addMonths(start, months)) {
      const period = periodFrom(
        start,
        addMonths(start, months),
        held.map(([, { on }]) => on),
        { from, asOf, calendar },
      )
      if (period) periods.push(period)
    }
    const overdue = periods.filter(({ state }) => state === 'overdue')
    return {
      school: read.id,
      months,
      rhythm,
      periods,
      overdue,
      next: periods.find(({ state }) => state === 'due') ?? 'none',
      slow: slowOf(read, held, asOf),
    }
  })
}

function periodFrom(
  start: PlainDate,
  to: PlainDate,
  held: readonly PlainDate[],
  { from, asOf, calendar }: { readonly from: PlainDate; readonly asOf: PlainDate; readonly calendar: Calendar },
): DrillPeriod | undefined {
  const first = start < from ? from : start
  if (calendar.count('schoolday', epochDay(first), epochDay(to)) === 0) return undefined
  const last = calendar.previous('schoolday', (epochDay(to) - 1) as EpochDay)
  const due = plainDate(last)
  const on = held.find((day) => day >= first && day < to)
  const owed = knownSchooldays(epochDay(first), epochDay(to), calendar)
  return {
    from: start,
    to,
    due,
    state: on !== undefined ? 'done' : !owed ? 'termsUnknown' : asOf > due ? 'overdue' : 'due',
    on: on ?? 'none',
    provisional: !calendar.knows('schoolday', last),
  }
}

/** Whether there is a school day of which the calendar is sure. */
function knownSchooldays(from: EpochDay, to: EpochDay, calendar: Calendar): boolean {
  for (let day = calendar.next('schoolday', from); day < to; day = calendar.next('schoolday', (day + 1) as EpochDay))
    if (calendar.knows('schoolday', day)) return true
  return false
}

/** A drill counts on a day in term, or where no term is known. */
const inTerm = (on: PlainDate, calendar: Calendar): boolean =>
  calendar.termOn(epochDay(on)) !== undefined || !calendar.knows('schoolday', epochDay(on))

function slowOf(
  { stage }: DrilledSchool,
  held: readonly (readonly [string, Drill])[],
  asOf: PlainDate,
): readonly SlowDrill[] {
  if (stage === 'kindergarten') return []
  const target = parameterOn(safetyParameters.drillSeconds, asOf).value[stage]
  return held.flatMap(([id, { seconds }]) =>
    typeof seconds === 'number' && seconds > target ? [{ path: pointer('drills', id), seconds, target }] : [],
  )
}
