import { cadence as proposed } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { type EpochDay, epochDay, mondayOf, type PlainDate, plainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { err, invalid, type Outcome, ok, parse, type Problem, refuse } from '../../problem.ts'
import type { OpenDuty, PlannedDuty } from './planned-duty.ts'
import { order, roundsOf } from './upcoming.ts'
import { DutyKind, VisitData, type VisitedChild, type VisitProblem, workloadParameter } from './visit-problem.ts'
import { planWeeks, type Week } from './worker-plan.ts'

/** What one worker has to do in one week, against the minutes that there are. */
export interface WorkerWeek {
  readonly worker: VisitedChild['worker']
  readonly monday: PlainDate
  /** Minutes of the worker in this week: the weekly hours times workdays in it and in the list, divided by five. */
  readonly available: number
  readonly minutes: number
  /** Minutes beyond those available, all of them critical. */
  readonly beyond: number
  readonly duties: readonly PlannedDuty[]
}

/** Duties by worker and week, and what found no day. */
export interface VisitList {
  readonly weeks: readonly WorkerWeek[]
  readonly open: readonly OpenDuty[]
}

const longest = 1100

/**
 * Which visits, talks and reviews are due on which day, by worker and week, as far as there are hours. One visit to a household
 * serves all its children, and counts for each of them. A duty that recurs counts from the day that the plan gives it.
 *
 * What is critical keeps its due day or moves earlier, and stays even if the hours do not reach. The rest waits for hours, the
 * stricter tier first; what is done after its window is marked late; what finds no day before the end is listed as open.
 * Nothing owed is left out. Quadratic in the duties of one worker.
 * @returns Ok: the list. Err `invalid`: a part that cannot be read, a child given twice, a list that begins before the day on which
 * it is made, ends before it begins or spans more than 1,100 days.
 * @source Proposed table of tiers; workload: `workloadParameter`
 * @example
 * ```ts
 * import { ChildId, WorkerId } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { visitList } from 'childfile/schedule'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const child = (id: string, tier: 0 | 4, homeVisit: '2026-09-10' | '2026-08-20') => ({
 *   id: ChildId.parse(id), tier, household: 'home.a', village: '520526100202', worker: WorkerId.parse('w1'),
 *   startedOn: '2026-03-02', last: { homeVisit },
 * } as const)
 * const children = [child('c1', 4, '2026-09-10'), child('c2', 0, '2026-08-20')]
 * const list = calendar.andThen((c) => visitList({
 *   children, calendar: c, kinds: ['homeVisit'], asOf: '2026-09-14', from: '2026-09-14', to: '2026-09-28',
 * }))
 * list.map(({ weeks }) => weeks.flatMap(({ duties }) => duties.map((d) => [d.on, d.children.length]))).unwrapOr([]) // => [['2026-09-17', 2], ['2026-09-24', 2]]
 * ```
 */
export function visitList(problem: VisitProblem): Outcome<VisitList> {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return refuse('', 'invalid-type', 'must be an object')
  const { calendar, cadence = proposed, ...data } = problem
  if (typeof calendar !== 'object' || typeof (calendar as Partial<Calendar> | null)?.allows !== 'function')
    return refuse('/calendar', 'invalid-type', 'must be a compiled calendar')
  if (typeof (cadence as Partial<typeof cadence> | null)?.of !== 'function')
    return refuse('/cadence', 'invalid-type', 'must be a compiled cadence')
  return parse(VisitData, data).andThen((read): Outcome<VisitList> => {
    const [first, ...rest] = contradictions(read)
    if (first) return err([first, ...rest])
    const workload = read.workload ?? parameterOn(workloadParameter, read.asOf).value
    const reckoner = { calendar, cadence, asOf: read.asOf, workload }
    const kinds = DutyKind.options.filter((kind) => read.kinds?.includes(kind) ?? true)
    const hours: Readonly<Record<string, number>> = read.hours ?? {}
    const children = [...read.children].sort((a, b) => order(a.id, b.id))
    const workers = [...new Set(children.map(({ worker }) => worker))].sort(order)
    const plans = workers.map((worker) => {
      const theirs = children.filter((child) => child.worker === worker)
      const weeks = weeksOf(
        read.from,
        read.to,
        worker === 'none' ? 0 : (hours[worker] ?? workload.hoursPerWeek),
        calendar,
      )
      return { worker, ...planWeeks(worker, roundsOf(theirs, kinds), weeks, read.to, reckoner) }
    })
    return ok({
      weeks: plans.flatMap(({ worker, weeks }) =>
        weeks.map(({ week, minutes, duties }) => ({
          worker,
          monday: week.monday,
          available: week.available,
          minutes,
          beyond: Math.max(0, minutes - week.available),
          duties,
        })),
      ),
      open: plans.flatMap(({ open }) => open),
    })
  })
}

function contradictions({ children, asOf, from, to }: ReturnType<typeof VisitData.parse>): readonly Problem[] {
  const seen = new Set<string>()
  const twice = children.flatMap(({ id }, i): readonly Problem[] => {
    if (seen.has(id)) return [invalid(pointer('children', i, 'id'), 'duplicate', 'is given twice')]
    seen.add(id)
    return []
  })
  return [
    ...twice,
    ...(from < asOf ? [invalid('/from', 'inconsistent', 'must not lie before the day on which the list is made')] : []),
    ...(to < from ? [invalid('/to', 'inconsistent', 'must not lie before the first day')] : []),
    ...(epochDay(to) - epochDay(from) > longest
      ? [invalid('/to', 'too-large', `must lie within ${longest} days`)]
      : []),
  ]
}

/** The weeks of a span, the first and last cut to it. Hours are for five workdays: holidays shorten a week, made-up days lengthen it. */
function weeksOf(from: PlainDate, to: PlainDate, hours: number, calendar: Calendar): readonly Week[] {
  const weeks: Week[] = []
  const end = epochDay(to)
  if (from >= to) return weeks
  for (let monday = mondayOf(epochDay(from)); monday < end; monday = (monday + 7) as EpochDay) {
    const start = Math.max(monday, epochDay(from)) as EpochDay
    const stop = Math.min(monday + 7, end) as EpochDay
    weeks.push({
      monday: plainDate(monday),
      from: plainDate(start),
      to: plainDate(stop),
      available: Math.floor((hours * 60 * calendar.count('workday', start, stop)) / 5),
    })
  }
  return weeks
}
