import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, type PlainDate, plainDate } from '../date.ts'
import type { Tier } from '../policy.ts'
import type { Absence } from './absence.ts'
import { type Adjustment, adjusted } from './adjustment.ts'
import type { CadenceRule, Every } from './cadence-rule.ts'
import { firstNumberAfter, nextNumber, occurrence, oneAfter, originOf } from './recurrence.ts'

/** What counts for one duty: the day it began, the last time it was done, absences since as `absencesAfter` gives them. */
export interface History {
  readonly startedOn: EpochDay
  readonly lastOn: EpochDay | undefined
  readonly absences: readonly Absence[]
}

/** Why a due day lies where it lies, in the order of the reckoning. */
export type DueStep =
  /** A completion dated after `asOf` has not happened yet. */
  | { readonly step: 'notYet'; readonly lastOn: PlainDate }
  | { readonly step: 'counted'; readonly from: PlainDate; readonly every: Every; readonly to: PlainDate }
  | { readonly step: 'scheduled'; readonly origin: PlainDate; readonly every: Every; readonly to: PlainDate }
  | {
      readonly step: 'moved'
      readonly from: PlainDate
      readonly to: PlainDate
      readonly because: 'weekend' | 'holiday' | 'outsideTerm' | 'notASchoolday' | 'workday'
      /** Name of the holiday, if it has one. */
      readonly name?: string
    }
  /** No allowed day between the last completion and this one: it stays, whatever the day. */
  | { readonly step: 'kept'; readonly on: PlainDate }
  | {
      readonly step: 'paused'
      readonly from: PlainDate
      readonly to: PlainDate
      readonly due: PlainDate
    }
  | {
      readonly step: 'raised' | 'lowered'
      readonly formerTier: Tier
      readonly formerDue: PlainDate
      readonly due: PlainDate
    }

/** A due day with its window, in epoch days. */
export interface Reckoning {
  readonly due: EpochDay
  readonly windowStart: EpochDay
  /** Last day of the window. */
  readonly windowEnd: EpochDay
  /** First day on which it is breached. */
  readonly breachFrom: EpochDay
  readonly purpose: 'routine' | 'safeReturn'
  readonly provisional: boolean
  /** Absences that hold it back; each ends on or before the due day. */
  readonly waits: readonly Absence[]
}

/** Due day and window of a duty under one rule. Writes down its steps if given a place for them. */
export function reckon(rule: CadenceRule, history: History, calendar: Calendar, steps?: DueStep[]): Reckoning {
  const { startedOn, lastOn, absences } = history
  const base = lastOn ?? startedOn
  const origin = originOf(rule, startedOn)
  const series = (after: number): Found => scheduled(rule, origin, after as EpochDay, calendar)
  const routine =
    rule.anchor === 'completion'
      ? counted(rule, base, calendar)
      : series(lastOn === undefined ? startedOn - 1 : lastOn + rule.grace.before)
  const from = rule.anchor === 'completion' ? base : origin
  if (steps) tell(steps, rule, from, routine, calendar)

  const away = absences[0]
  const waiting = rule.pause !== 'never' && away !== undefined && routine.day >= away.from
  const found = waiting ? afterReturn(rule, rule.pause.returnWithinDays, absences, series, calendar) : routine
  const { day: due, purpose } = found
  const low = Math.min(routine.low, found.low) as EpochDay
  const high = Math.max(routine.high, found.high) as EpochDay
  const opens = waiting ? away.to : base + 1
  if (waiting) steps?.push({ step: 'paused', from: plainDate(away.from), to: plainDate(away.to), due: plainDate(due) })

  const windowEnd = (due + rule.grace.after) as EpochDay
  return {
    due,
    windowStart: Math.min(due, Math.max(due - rule.grace.before, opens)) as EpochDay,
    windowEnd,
    breachFrom: (windowEnd + rule.breachAfterDays + 1) as EpochDay,
    purpose,
    provisional: !isFinal(rule, from, low, high, calendar),
    waits: waiting ? absences.filter(({ to }) => to <= due) : [],
  }
}

/** Whether no notice or term still to be loaded can change it: known days follow each other, so the ends decide. */
function isFinal(
  { adjust, dayRule, every }: CadenceRule,
  from: EpochDay,
  low: EpochDay,
  high: EpochDay,
  calendar: Calendar,
): boolean {
  const days = adjust === 'none' ? 'any' : dayRule
  return (
    calendar.knows(days, low) &&
    calendar.knows(days, high) &&
    (!('workdays' in every) || calendar.knows('workday', from))
  )
}

/** A due day; `raw` is the day before any adjustment. */
interface Found extends Adjustment {
  readonly raw: EpochDay
  readonly purpose: Reckoning['purpose']
}

const counted = (rule: CadenceRule, base: EpochDay, calendar: Calendar): Found => {
  const raw = oneAfter(rule, base, calendar)
  return { ...adjusted(rule, raw, base, calendar), raw, purpose: 'routine' }
}

/**
 * What is due after an absence: the check, so many days at home after the first return, further absences not counted, so that
 * they cannot put it off for ever; or the next of the series on a day at home, if that comes first.
 */
function afterReturn(
  rule: CadenceRule,
  withinDays: number,
  absences: readonly Absence[],
  series: (after: number) => Found,
  calendar: Calendar,
): Found {
  const [first, ...later] = absences
  let home = first?.to ?? (0 as EpochDay)
  let raw = (home + withinDays) as EpochDay
  for (const { from, to } of later) {
    if (raw < from) break
    raw = (raw + to - from) as EpochDay
    home = to
  }
  let check = adjusted(rule, raw, (home - 1) as EpochDay, calendar)
  let resumed = rule.anchor === 'schedule' ? series((first?.to ?? 0) - 1) : undefined
  let low = Math.min(check.low, resumed?.low ?? check.low) as EpochDay
  let high = Math.max(check.high, resumed?.high ?? check.high) as EpochDay
  for (const { from, to } of later) {
    if (check.day >= from && check.day < to) check = adjusted(rule, to, (to - 1) as EpochDay, calendar)
    if (resumed && resumed.day >= from && resumed.day < to) resumed = series(to - 1)
    low = Math.min(low, check.low, resumed?.low ?? low) as EpochDay
    high = Math.max(high, check.high, resumed?.high ?? high) as EpochDay
  }
  return resumed && resumed.day < check.day
    ? { ...resumed, low, high }
    : { ...check, low, high, raw, purpose: 'safeReturn' }
}

/**
 * The first of the series whose due day is later than `after`. One that is scheduled before may be moved behind it by
 * holidays; one that is scheduled behind may be moved before it, but never as far as the one before: two or three tries.
 */
function scheduled(rule: CadenceRule, origin: EpochDay, after: EpochDay, calendar: Calendar): Found {
  const first = firstNumberAfter(rule, origin, after, calendar)
  const earlier = nextNumber(rule, origin, first - 1, -1, calendar)
  let number = earlier >= 0 ? earlier : first
  let found = fallen(rule, origin, number, calendar)
  let { low, high } = found
  for (let tries = 0; tries < 3 && found.day <= after; tries++) {
    number = nextNumber(rule, origin, number + 1, 1, calendar)
    found = fallen(rule, origin, number, calendar)
    low = Math.min(low, found.low) as EpochDay
    high = Math.max(high, found.high) as EpochDay
  }
  return { ...found, low, high }
}

/** Where the number-th of the series falls; going back it stays behind the one before. */
function fallen(rule: CadenceRule, origin: EpochDay, number: number, calendar: Calendar): Found {
  const raw = occurrence(rule, origin, number, calendar) ?? origin
  const before = nextNumber(rule, origin, number - 1, -1, calendar)
  const floor = occurrence(rule, origin, before, calendar) ?? ((raw - 1) as EpochDay)
  return { ...adjusted(rule, raw, floor, calendar), raw, purpose: 'routine' }
}

function tell(steps: DueStep[], rule: CadenceRule, from: EpochDay, found: Found, calendar: Calendar): void {
  const { every } = rule
  const to = plainDate(found.raw)
  steps.push(
    rule.anchor === 'completion'
      ? { step: 'counted', from: plainDate(from), every, to }
      : { step: 'scheduled', origin: plainDate(from), every, to },
  )
  if (found.how === 'stays') return
  if (found.how === 'kept') {
    steps.push({ step: 'kept', on: to })
    return
  }
  const name = calendar.nameOf(found.raw)
  const because = reason(rule, found.raw, calendar)
  steps.push({ step: 'moved', from: to, to: plainDate(found.day), because, ...(name === undefined ? {} : { name }) })
}

function reason({ dayRule }: CadenceRule, day: EpochDay, calendar: Calendar): (DueStep & { step: 'moved' })['because'] {
  const { holiday, workday } = calendar.flags(day)
  if (dayRule === 'restday') return 'workday'
  if (holiday) return 'holiday'
  if (!workday) return 'weekend'
  return calendar.termOn(day) === undefined ? 'outsideTerm' : 'notASchoolday'
}

/** A raised tier never postpones anything; a lowered one never brings anything forward. */
export function combined(former: Reckoning, current: Reckoning, change: 'raised' | 'lowered'): Reckoning {
  const raised = change === 'raised'
  const pick = raised ? Math.min : Math.max
  const chosen = (raised ? former.due < current.due : former.due > current.due) ? former : current
  return {
    due: chosen.due,
    windowStart: raised ? (Math.min(former.windowStart, current.windowStart) as EpochDay) : chosen.windowStart,
    windowEnd: pick(former.windowEnd, current.windowEnd) as EpochDay,
    breachFrom: pick(former.breachFrom, current.breachFrom) as EpochDay,
    purpose: chosen.purpose,
    provisional: former.provisional || current.provisional,
    waits: raised
      ? chosen.waits.filter((absence) => former.waits.includes(absence) && current.waits.includes(absence))
      : chosen.waits,
  }
}
