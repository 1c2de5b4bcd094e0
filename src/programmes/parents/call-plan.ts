import { z } from 'zod'
import { type DueStatus, nextDue, weeklyContact } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { addDays, epochDay, type PlainDate, weekdayIndex, Window } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import type { View } from '../../privacy/index.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Standing } from '../../source.ts'
import { type DayPart, dayParts, weekdays, WeekSlot } from '../../week.ts'
import { parentParameters } from './parent-parameters.ts'
import { dayBy, entriesOf, type ParentAsked, parentView, shown } from './parent-view.ts'

/** When those who are to talk with each other are free, in an ordinary week, and when they are together anyway. */
export const CallTimes = z
  .strictObject({
    parent: z.array(WeekSlot).describe('When the parent can call'),
    child: z.array(WeekSlot).describe('When the child can talk; hours of school are taken off where there is school'),
    carer: z.array(WeekSlot).exactOptional().describe('When the carer can talk; as the child if not said'),
    withParents: z.array(Window).exactOptional().describe('When the child is with the parents'),
  })
  .describe('When those who are to talk with each other are free')
export type CallTimes = Immutable<z.infer<typeof CallTimes>>

/** A call that is proposed. */
export interface PlannedCall {
  readonly on: PlainDate
  readonly part: DayPart
  /** No time that suits both lies within the week. */
  readonly late: boolean
  /** Notice or term of the day have not been published: it may have to move. */
  readonly provisional: boolean
}

/** The calls owed to one of them. */
export interface CallLine {
  readonly with: 'child' | 'carer'
  /** Last day on which a parent surely talked with them, or was with the child. */
  readonly last: PlainDate | 'notOnRecord'
  /** A later contact of which nobody wrote down with whom. */
  readonly perhaps: PlainDate | 'none'
  /** Last day for the next call; today if none is on record. */
  readonly by: PlainDate
  /** `unknown`: it hangs on what nobody wrote down. `together`: the child is with the parents today. */
  readonly status: DueStatus | 'unknown' | 'together'
  readonly calls: readonly PlannedCall[]
}

/** When to call. */
export interface CallPlan {
  readonly parent: ParentAsked['parent']
  readonly asOf: PlainDate
  /** Whether this parent owes the call: the dead, imprisoned and lost do not, nor who lives at home. */
  readonly owed: 'yes' | 'no' | 'unknown'
  readonly standing: Standing
  /** Child and carer, each for itself; none if nothing may be shown. */
  readonly lines: readonly CallLine[]
}

const owing: Readonly<Record<string, CallPlan['owed']>> = {
  awayWorking: 'yes',
  divorcedAway: 'yes',
  homeCapable: 'no',
  homeIncapable: 'no',
  dead: 'no',
  missing: 'no',
  lostContact: 'no',
  imprisoned: 'no',
  compulsoryTreatment: 'no',
  none: 'no',
}

/**
 * When the last call with child and carer was, by when the next is due, and when it could be: the latest time within the week that suits
 * both, week after week; if there is none, the first one after it. A call of either parent counts for both. On a day off everybody is free
 * as on a Sunday too, on a make-up workday in the evening alone; a child who goes to school is not free by day where there is school.
 * Made from what this parent may see and from nothing else.
 * @returns Ok: the plan. Err `invalid`: free times that cannot be read.
 * @source 未成年人保护法 art. 23: at least once a week with child and carer; that either parent counts is a proposal
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * import { callPlan } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const contacts = { k1: { on: '2026-09-13', withChild: 'yes', withDelegate: 'notCollected' } } as const
 * const file = childFile({ id: 'c1', name: '李小花', mother: { status: 'awayWorking' }, contacts })
 * const mother = { parent: 'mother', relation: 'family', asOf: '2026-09-15' } as const
 * const plan = callPlan(file, mother, { parent: ['wed-evening', 'sun-evening'], child: ['wed-evening', 'sun-evening'] }, calendar)
 * plan.map(({ lines: [child] }) => [child?.last, child?.by, child?.status, child?.calls[0]?.on]).unwrapOr([]) // => ["2026-09-13", "2026-09-20", "dueSoon", "2026-09-20"]
 * ```
 */
export const callPlan = (
  file: ChildFile,
  asked: ParentAsked,
  times: CallTimes,
  calendar: Calendar,
): Outcome<CallPlan> => callPlanOf(parentView(file, asked), asked, times, calendar)

/** The plan of a view. */
export function callPlanOf(
  view: View<'access'>,
  asked: ParentAsked,
  times: CallTimes,
  calendar: Calendar,
): Outcome<CallPlan> {
  return parse(CallTimes, times).map((read): CallPlan => {
    const { parent, asOf } = asked
    const self = view[parent]
    const status = typeof self === 'string' ? undefined : shown(self.status)
    const common = { parent, asOf, standing: parameterOn(weeklyContact, asOf).standing }
    if (view.contacts === 'withheld') return { ...common, owed: 'unknown', lines: [] }
    const schooling = view.schooling === 'withheld' ? undefined : shown(view.schooling.status)
    const isHome = typeof schooling === 'string' && atHome.has(schooling)
    const plan = (line: 'child' | 'carer'): CallLine => {
      const suits = (day: PlainDate): readonly DayPart[] => {
        const own = partsOn(read.parent, day, calendar)
        const other =
          line === 'carer' && read.carer !== undefined
            ? partsOn(read.carer, day, calendar)
            : afterSchool(partsOn(read.child, day, calendar), day, { calendar, isHome })
        const away = line === 'child' && isTogether(day, read.withParents)
        return away ? [] : dayParts.filter((part) => own.includes(part) && other.includes(part))
      }
      return lineOf(line, { view, asOf, calendar, suits, together: line === 'child' ? (read.withParents ?? []) : [] })
    }
    return {
      ...common,
      owed: typeof status === 'string' ? (owing[status] ?? 'unknown') : 'unknown',
      lines: [plan('child'), plan('carer')],
    }
  })
}

const atHome: ReadonlySet<string> = new Set(['notEntered', 'homeTeaching', 'droppedOut', 'notAtSchool', 'none'])

const isTogether = (day: PlainDate, windows: readonly Window[] = []): boolean =>
  windows.some(({ from, to }) => from <= day && day < to)

/** The parts of a day in which somebody is free who is free in these slots of an ordinary week. */
function partsOn(slots: readonly WeekSlot[], day: PlainDate, calendar: Calendar): readonly DayPart[] {
  const epoch = epochDay(day)
  const { holiday, makeUp } = calendar.flags(epoch)
  const weekday = weekdays[weekdayIndex(epoch)] ?? 'sun'
  return dayParts.filter((part) => {
    if (makeUp) return part === 'evening' && slots.includes(`${weekday}-${part}`)
    return slots.includes(`${weekday}-${part}`) || (holiday && slots.includes(`sun-${part}`))
  })
}

function afterSchool(
  parts: readonly DayPart[],
  day: PlainDate,
  { calendar, isHome }: { readonly calendar: Calendar; readonly isHome: boolean },
): readonly DayPart[] {
  const epoch = epochDay(day)
  const { schoolday, workday } = calendar.flags(epoch)
  const school = schoolday || (workday && !calendar.knows('schoolday', epoch))
  return school && !isHome ? parts.filter((part) => part === 'evening') : parts
}

interface Line {
  readonly view: View<'access'>
  readonly asOf: PlainDate
  readonly calendar: Calendar
  readonly suits: (day: PlainDate) => readonly DayPart[]
  readonly together: readonly Window[]
}

function lineOf(which: CallLine['with'], { view, asOf, calendar, suits, together }: Line): CallLine {
  const field = which === 'child' ? 'withChild' : 'withDelegate'
  const contacts = entriesOf(view.contacts).flatMap(([, contact]) => {
    const on = dayBy(contact.on, asOf)
    return on === undefined ? [] : [{ on, talked: shown(contact[field]) }]
  })
  const withThem = together
    .filter(({ from, to }) => from < to && from <= asOf)
    .map(({ to }) => earlier(addDays(to, -1), asOf))
  const last = latest([...contacts.filter(({ talked }) => talked === 'yes').map(({ on }) => on), ...withThem])
  const maybe = latest(
    contacts.filter(({ on, talked }) => talked === undefined && (last === undefined || on > last)).map(({ on }) => on),
  )
  const due = (on: PlainDate) => {
    const rule = parameterOn(weeklyContact, asOf).value
    return nextDue(rule, { startedOn: on, lastOn: on, asOf }, calendar)
  }
  const found = last === undefined ? undefined : due(last)
  const status =
    isTogether(asOf, together) && which === 'child'
      ? 'together'
      : found === undefined || (maybe !== undefined && due(maybe).status !== found.status)
        ? 'unknown'
        : found.status
  const by = found?.due ?? asOf
  const until = addDays(asOf, parameterOn(parentParameters.planDays, asOf).value)
  const first = last === asOf ? addDays(asOf, 1) : asOf
  return {
    with: which,
    last: last ?? 'notOnRecord',
    perhaps: maybe ?? 'none',
    by,
    status,
    calls: callsOf({ by, first, until }, { suits, due: (on) => due(on).due, calendar }),
  }
}

const earlier = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b)

const latest = (days: readonly PlainDate[]): PlainDate | undefined =>
  days.reduce<PlainDate | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined)

interface Calling {
  readonly suits: (day: PlainDate) => readonly DayPart[]
  readonly due: (on: PlainDate) => PlainDate
  readonly calendar: Calendar
}

function callsOf(
  span: { readonly by: PlainDate; readonly first: PlainDate; readonly until: PlainDate },
  { suits, due, calendar }: Calling,
): readonly PlannedCall[] {
  const calls: PlannedCall[] = []
  let [by, first] = [span.by, span.first]
  while (first < span.until) {
    const days = Array.from({ length: epochDay(span.until) - epochDay(first) }, (_, n) => addDays(first, n))
    const free = days.filter((day) => suits(day).length > 0)
    const on = free.findLast((day) => day <= by) ?? free[0]
    const part = on === undefined ? undefined : suits(on).at(-1)
    if (on === undefined || part === undefined) break
    const provisional = !calendar.knows('workday', epochDay(on))
    calls.push({ on, part, late: on > by, provisional })
    by = due(on)
    first = addDays(on, 1)
  }
  return calls
}
