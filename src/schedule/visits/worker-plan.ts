import { addDays, epochDay, type PlainDate } from '../../date.ts'
import { dutyOf, type OpenDuty, type PlannedDuty } from './planned-duty.ts'
import { heldOn, order, type Reckoner, type Round, type Upcoming, upcoming } from './upcoming.ts'
import type { VisitedChild } from './visit-problem.ts'

/** A week of the list, cut to its days, and the minutes that there are. */
export interface Week {
  readonly monday: PlainDate
  readonly from: PlainDate
  /** First day after it. */
  readonly to: PlainDate
  readonly available: number
}

/** What one worker does in one week. */
export interface WeekPlan {
  readonly week: Week
  readonly duties: readonly PlannedDuty[]
  readonly minutes: number
}

/** Critical first, then by tier, then by the end of the window. */
const urgency = (a: Upcoming, b: Upcoming): number =>
  b.tier - a.tier || order(a.windowEnd, b.windowEnd) || order(a.due, b.due) || order(a.key, b.key)

/**
 * The weeks of one worker, one after the other. What is critical takes its day whatever the hours; the rest takes the hours that
 * are left, the more urgent first, and waits for the next week if there are none. If the next week is too full, what can be done
 * early is done early.
 */
export function planWeeks(
  worker: VisitedChild['worker'],
  rounds: readonly Round[],
  weeks: readonly Week[],
  end: PlainDate,
  reckoner: Reckoner,
): { readonly weeks: readonly WeekPlan[]; readonly open: readonly OpenDuty[] } {
  const pool = new Set(rounds.flatMap((round) => dueBefore(end, upcoming(round, reckoner))))
  const planned = weeks.map((week, i) => {
    const desk = openDesk(worker, week, reckoner, weeks[0]?.from ?? week.from)
    fillWeek(desk, pool, end)
    const next = weeks[i + 1]
    if (next) relieve(desk, pool, next, end)
    return {
      week,
      minutes: desk.used,
      duties: [...desk.duties].sort((a, b) => order(a.on, b.on) || b.tier - a.tier || order(keyOf(a), keyOf(b))),
    }
  })
  const open = [...pool]
    .sort(urgency)
    .map((one): OpenDuty => ({ ...dutyOf(one, worker), why: worker === 'none' ? 'noWorker' : 'noHours' }))
  return { weeks: planned, open }
}

const keyOf = ({ kind, household, children }: PlannedDuty): string => `${kind}/${household}/${children[0]?.id ?? ''}`
const dueBefore = (end: PlainDate, one: Upcoming | undefined): readonly Upcoming[] =>
  one && one.due < end ? [one] : []

/** One week while it is being filled. */
interface Desk {
  readonly worker: VisitedChild['worker']
  readonly week: Week
  readonly reckoner: Reckoner
  /** First day of the list. */
  readonly begin: PlainDate
  readonly duties: PlannedDuty[]
  readonly minutesOn: Map<PlainDate, number>
  used: number
}

const openDesk = (worker: Desk['worker'], week: Week, reckoner: Reckoner, begin: PlainDate): Desk => ({
  worker,
  week,
  reckoner,
  begin,
  duties: [],
  minutesOn: new Map(),
  used: 0,
})

/** Takes from the pool what is due by the end of the week and has room; what is due again in the same week takes its turn. */
function fillWeek(desk: Desk, pool: Set<Upcoming>, end: PlainDate): void {
  const todo = [...pool].filter(({ due }) => due < desk.week.to).sort(urgency)
  for (let i = 0; i < todo.length; i++) {
    const next = todo[i]
    if (!next) continue
    const day = next.tier === 4 ? latestOf(next.due, desk.week.from) : dayInWeek(desk, next)
    const room = desk.used + next.minutes <= desk.week.available && desk.worker !== 'none'
    if (day === undefined || (next.tier < 4 && !room)) continue
    for (const again of hold(desk, pool, next, day, room, end)) {
      if (again.due >= desk.week.to) continue
      const after = todo.findIndex((other, k) => k > i && urgency(again, other) < 0)
      todo.splice(after < 0 ? todo.length : after, 0, again)
    }
  }
}

const latestOf = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)

/**
 * Puts a duty on a day and its next turn into the pool.
 * @returns the next turn, if it is due before the end.
 */
function hold(
  desk: Desk,
  pool: Set<Upcoming>,
  one: Upcoming,
  on: PlainDate,
  fits: boolean,
  end: PlainDate,
): readonly Upcoming[] {
  const wished = latestOf(one.due, desk.begin)
  desk.duties.push({
    ...dutyOf(one, desk.worker),
    on,
    moved: wished < desk.week.from ? 'later' : wished >= desk.week.to ? 'earlier' : 'no',
    late: on > one.windowEnd,
    fits,
  })
  desk.used += one.minutes
  desk.minutesOn.set(on, (desk.minutesOn.get(on) ?? 0) + one.minutes)
  const again = dueBefore(end, upcoming(heldOn(one, on), desk.reckoner))
  pool.delete(one)
  for (const next of again) pool.add(next)
  return again
}

/** The due day if it lies in the week; for what has waited the allowed day with the least to do. */
function dayInWeek(desk: Desk, one: Upcoming): PlainDate | undefined {
  if (one.due >= desk.week.from) return one.due
  const load = (day: PlainDate): number => desk.minutesOn.get(day) ?? 0
  return allowedDays(desk, one, desk.week.from).reduce<PlainDate | undefined>(
    (best, day) => (best === undefined || load(day) < load(best) ? day : best),
    undefined,
  )
}

/** Days of the week from one on, on which the rule of the duty allows it. */
function allowedDays({ week, reckoner }: Desk, { rule }: Upcoming, from: PlainDate): readonly PlainDate[] {
  const days: PlainDate[] = []
  for (let day = latestOf(from, week.from); day < week.to; day = addDays(day, 1))
    if (rule.adjust === 'none' || reckoner.calendar.allows(rule.dayRule, epochDay(day))) days.push(day)
  return days
}

/** Does early, on the last day on which it can be, what the next week has no hours for. */
function relieve(desk: Desk, pool: Set<Upcoming>, next: Week, end: PlainDate): void {
  const demand = (): number => [...pool].reduce((sum, one) => (one.due < next.to ? sum + one.minutes : sum), 0)
  let excess = demand() - next.available
  for (const one of [...pool].filter(({ due }) => desk.week.to <= due && due < next.to).sort(urgency)) {
    if (excess <= 0) return
    const day = allowedDays(desk, one, one.windowStart).at(-1)
    if (day === undefined || desk.worker === 'none' || desk.used + one.minutes > desk.week.available) continue
    hold(desk, pool, one, day, true, end)
    excess = demand() - next.available
  }
}
