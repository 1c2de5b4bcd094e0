import { type CadenceRule, type DueStatus, nextDue, statusOn } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { addDays, addMonths, epochDay, type EpochDay, type PlainDate } from '../../date.ts'
import type { AgreementId, ChildId, VolunteerId } from '../../id.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import type { Standing } from '../../source.ts'
import { byText } from '../keyed-history.ts'
import { surrogateCadence, surrogateParameters } from './agreement-terms.ts'
import { activeOn, type SurrogateMatch } from './match.ts'
import type { SurrogateProgramme } from './surrogate-programme.ts'

/** Something that a match owes by a day. */
export interface SurrogateDue {
  readonly match: AgreementId
  readonly child: ChildId
  readonly volunteer: VolunteerId
  readonly what: 'call' | 'meeting' | 'birthday' | 'festival' | 'schoolStart' | 'support'
  /** `support` is the worker's; all else is the volunteer's. */
  readonly owedBy: 'volunteer' | 'worker'
  readonly due: PlainDate
  readonly status: DueStatus
  readonly standing: Standing
}

/** What is owed, and of that what is late. */
export interface SurrogateDueList {
  readonly due: readonly SurrogateDue[]
  readonly overdue: readonly SurrogateDue[]
}

/** What the list is made with: the calendar for festivals and terms, birth dates for birthdays. */
export interface DueListSettings {
  readonly calendar: Calendar
  readonly birthDates?: Readonly<Record<string, PlainDate>>
}

type What = SurrogateDue['what']
type Found = Pick<SurrogateDue, 'what' | 'due' | 'status' | 'standing'>

const festivals: ReadonlySet<string | undefined> = new Set(['春节', '端午节', '中秋节'])

/** The days on and before the day asked on which a greeting is or was owed. */
function occasions(
  child: string,
  asOf: PlainDate,
  { calendar, birthDates = {} }: DueListSettings,
): readonly { readonly what: What; readonly on: PlainDate }[] {
  const listed = parameterOn(surrogateParameters.greetingListedDays, asOf).value
  const { before } = parameterOn(surrogateCadence.greeting, asOf).value.grace
  const birth = birthDates[child]
  const days = Array.from({ length: listed + before + 1 }, (_, k) => addDays(asOf, k - listed))
  return days.flatMap((on) => {
    const day = epochDay(on)
    const eve = (day - 1) as EpochDay
    const holiday = (at: EpochDay): string | undefined => (calendar.flags(at).holiday ? calendar.nameOf(at) : undefined)
    const term = calendar.termOn(day)
    return [
      ...(birth && isBirthday(birth, on) ? [{ what: 'birthday' as const, on }] : []),
      ...(festivals.has(holiday(day)) && holiday(day) !== holiday(eve) ? [{ what: 'festival' as const, on }] : []),
      ...(term !== undefined && calendar.termOn(eve) !== term ? [{ what: 'schoolStart' as const, on }] : []),
    ]
  })
}

/** Years after the birth to the day; 29 February is greeted on the 28th in other years. */
const isBirthday = (birth: PlainDate, on: PlainDate): boolean => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return years > 0 && addMonths(birth, 12 * years) === on
}

function greetings(
  match: SurrogateMatch,
  { asOf, contacts }: SurrogateProgramme,
  settings: DueListSettings,
): readonly Found[] {
  const { value: rule, standing } = parameterOn(surrogateCadence.greeting, asOf)
  return occasions(match.child, asOf, settings).flatMap(({ what, on }) => {
    const windowStart = addDays(on, -rule.grace.before)
    const windowEnd = addDays(on, rule.grace.after)
    const greeted = contacts.some((contact) => contact.match === match.id && contact.on >= windowStart)
    const owed = activeOn(match, on) || (on > asOf && activeOn(match, asOf))
    if (greeted || !owed) return []
    const breachFrom = addDays(windowEnd, rule.breachAfterDays + 1)
    return [
      { what, due: on, status: statusOn({ due: on, windowStart, windowEnd, breachFrom, waits: [] }, asOf), standing },
    ]
  })
}

/** The next day of a rule, counted from what was done in the present period, else from its first day. */
function counted(
  what: What,
  rule: Parameter<CadenceRule>,
  { from, lastOn }: { readonly from: PlainDate; readonly lastOn: PlainDate | undefined },
  asOf: PlainDate,
  calendar: Calendar,
): Found {
  const { value, standing } = parameterOn(rule, asOf)
  const { due, status } = nextDue(value, { startedOn: from, lastOn: lastOn ?? 'none', asOf }, calendar)
  return { what, due, status, standing }
}

function support(match: SurrogateMatch, asOf: PlainDate, calendar: Calendar): readonly Found[] {
  const from = match.periods[0]?.from
  if (from === undefined) return []
  const days = match.support.map(({ on }) => on).filter((on) => on >= from)
  const monthEnd = addMonths(from, 1)
  const { value: rule, standing } = parameterOn(surrogateCadence.firstMonthSupport, asOf)
  const needed = parameterOn(surrogateParameters.firstMonthContacts, asOf).value
  if (asOf >= monthEnd || days.length >= needed)
    return [counted('support', surrogateCadence.support, { from, lastOn: days.at(-1) }, asOf, calendar)]
  const apart = 'days' in rule.every ? rule.every.days : 14
  const planned = addDays(from, apart * (days.length + 1))
  const due = planned < monthEnd ? planned : addDays(monthEnd, -1)
  const windowEnd = addDays(due, rule.grace.after)
  const windowStart = addDays(due, -rule.grace.before)
  const breachFrom = addDays(windowEnd, rule.breachAfterDays + 1)
  return [
    { what: 'support', due, status: statusOn({ due, windowStart, windowEnd, breachFrom, waits: [] }, asOf), standing },
  ]
}

/** Whether a substitute stands in today: then what the child is owed is owed by him or her. */
const stoodInFor = (match: SurrogateMatch, matches: readonly SurrogateMatch[]): boolean =>
  match.role === 'primary' &&
  matches.some(({ child, role, state }) => child === match.child && role === 'substitute' && state === 'active')

/**
 * What each live match owes on the day of the programme, and what is late: calls, meetings, greetings, support by the worker. A meeting is a
 * call too. Greetings are owed on the birthday, on the first day off of a festival and of a term; a missed one is listed for a
 * month and cannot be made up. While a match is paused only support is owed; after it, calls and meetings count from the day it
 * went on. While a substitute stands in, the primary owes nothing.
 * @source 沙河市爱心代理妈妈 (a call a month, a meeting a quarter); mentoring practice (support, known)
 * @example
 * ```ts
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { surrogateDue, surrogateProgramme } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * surrogateProgramme([], { asOf: '2026-09-15' }).map((found) => surrogateDue(found, { calendar }).overdue).unwrapOr([]) // => []
 * ```
 */
export function surrogateDue(programme: SurrogateProgramme, settings: DueListSettings): SurrogateDueList {
  const { asOf, contacts } = programme
  const matches = Object.values(programme.matches)
  const credited = Map.groupBy(contacts, ({ match }) => match)
  const found = matches.flatMap((match): readonly SurrogateDue[] => {
    if (match.state !== 'active' && match.state !== 'paused') return []
    const from = match.periods.at(-1)?.from ?? match.from
    const own = (credited.get(match.id) ?? []).filter(({ on }) => on >= from)
    const last = (way?: 'meeting') => own.findLast((contact) => way === undefined || contact.way === way)?.on
    const ofVolunteer =
      match.state === 'paused' || stoodInFor(match, matches)
        ? []
        : [
            counted('call', surrogateCadence.call, { from, lastOn: last() }, asOf, settings.calendar),
            counted('meeting', surrogateCadence.meeting, { from, lastOn: last('meeting') }, asOf, settings.calendar),
            ...greetings(match, programme, settings),
          ]
    const { id, child, volunteer } = match
    return [...ofVolunteer, ...support(match, asOf, settings.calendar)].map((one) => ({
      match: id,
      child,
      volunteer,
      owedBy: one.what === 'support' ? 'worker' : 'volunteer',
      ...one,
    }))
  })
  const due = found.sort((a, b) => byText(a.due, b.due) || byText(a.match, b.match) || byText(a.what, b.what))
  return { due, overdue: due.filter(({ status }) => status === 'overdue' || status === 'breached') }
}
