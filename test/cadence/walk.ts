import type { CadenceRule, CareState, Due } from '../../src/cadence/index.ts'
import type { PlainDate } from '../../src/index.ts'
import { dayNumber, iso, type Reading } from '../calendar/day-by-day.ts'

// The plainest way to a due day: dates by UTC, series from their first day, absences as sets of days. The oracle of `nextDue`.

const date = (day: number): PlainDate => iso(day) as PlainDate

function monthsLater(day: number, months: number, monthEnd: CadenceRule['monthEnd']): number | undefined {
  const from = new Date(day * 86_400_000)
  const [year, month, ofMonth] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  if (ofMonth <= last) return Date.UTC(year, month, ofMonth) / 86_400_000
  if (monthEnd === 'skip') return undefined
  return (monthEnd === 'clamp' ? Date.UTC(year, month, last) : Date.UTC(year, month + 1, 1)) / 86_400_000
}

const step = ({ every, monthEnd }: CadenceRule, from: number, number: number, plain: Reading): number | undefined => {
  if ('months' in every) return monthsLater(from, number * every.months, monthEnd)
  if ('workdays' in every) return plain.add('workday', from, number * every.workdays)
  return from + number * ('days' in every ? every.days : every.weeks * 7)
}

const nearest = (
  rule: CadenceRule,
  from: number,
  start: number,
  by: 1 | -1,
  plain: Reading,
): readonly [number, number] => {
  for (let number = start; ; number += by) {
    const day = step(rule, from, number, plain)
    if (day !== undefined) return [number, day]
  }
}

const month = (day: number): string => iso(day).slice(0, 7)

export function moved({ dayRule, adjust }: CadenceRule, raw: number, floor: number, plain: Reading): number {
  if (adjust === 'none' || plain.allows(dayRule, raw)) return raw
  let back = raw
  while (back > floor && !plain.allows(dayRule, back)) back--
  let ahead = raw
  while (!plain.allows(dayRule, ahead)) ahead++
  if (adjust === 'preceding') return back > floor ? back : raw
  if (adjust === 'following' || month(ahead) === month(raw)) return ahead
  return back > floor && month(back) === month(raw) ? back : ahead
}

function firstOfSeries(rule: CadenceRule, origin: number, plain: Reading, wanted: (due: number) => boolean): number {
  let before = nearest(rule, origin, -1, -1, plain)[1]
  for (let number = 0; ; ) {
    const [at, raw] = nearest(rule, origin, number, 1, plain)
    const due = moved(rule, raw, before, plain)
    if (wanted(due)) return due
    before = raw
    number = at + 1
  }
}

/** Runs of days covered by the windows that end after `base`. */
function absences(windows: CareState['withParents'], base: number): readonly (readonly [number, number])[] {
  const days = new Set<number>()
  for (const { from, to } of windows ?? [])
    if (dayNumber(to) > base) for (let day = dayNumber(from); day < dayNumber(to); day++) days.add(day)
  const starts = [...days].filter((day) => !days.has(day - 1)).sort((a, b) => a - b)
  return starts.map((start) => {
    let end = start
    while (days.has(end)) end++
    return [start, end] as const
  })
}

type Answer = Omit<Due, 'kind' | 'tier' | 'trace' | 'provisional'>
interface Found {
  readonly due: number
  readonly windowStart: number
  readonly windowEnd: number
  readonly breachFrom: number
  readonly purpose: Due['purpose']
  readonly waits: readonly (readonly [number, number])[]
}

function walkedUnder(rule: CadenceRule, state: CareState, plain: Reading): Found {
  const given = /^\d/.test(state.lastOn ?? '') ? dayNumber(state.lastOn ?? '') : undefined
  const last = given !== undefined && given <= dayNumber(state.asOf) ? given : undefined
  const started = dayNumber(state.startedOn)
  const base = last ?? started
  const origin = rule.origin === undefined ? started : dayNumber(rule.origin)
  let due =
    rule.anchor === 'completion'
      ? moved(rule, nearest(rule, base, 1, 1, plain)[1], base, plain)
      : firstOfSeries(rule, origin, plain, (day) =>
          last === undefined ? day >= started : day - rule.grace.before > last,
        )
  let purpose: Due['purpose'] = 'routine'
  let opens = base + 1
  const waits: (readonly [number, number])[] = []
  const away = absences(state.withParents, base)
  const absent = (day: number): boolean => away.some(([from, to]) => from <= day && day < to)
  if (rule.pause !== 'never' && away[0] !== undefined && due >= away[0][0]) {
    const returned = away[0][1]
    let check = returned
    for (let left = rule.pause.returnWithinDays; absent(check) || left > 0; check++) if (!absent(check)) left--
    let home = check
    while (home > returned && !absent(home - 1)) home--
    check = moved(rule, check, home - 1, plain)
    while (absent(check)) {
      while (absent(check)) check++
      check = moved(rule, check, check - 1, plain)
    }
    const routine =
      rule.anchor === 'schedule'
        ? firstOfSeries(rule, origin, plain, (day) => day >= returned && !absent(day))
        : Number.POSITIVE_INFINITY
    purpose = check <= routine ? 'safeReturn' : 'routine'
    due = Math.min(check, routine)
    opens = returned
    waits.push(...away.filter(([, to]) => to <= due))
  }
  const windowStart = Math.min(due, Math.max(opens, due - rule.grace.before))
  const windowEnd = due + rule.grace.after
  return { due, windowStart, windowEnd, breachFrom: windowEnd + rule.breachAfterDays + 1, purpose, waits }
}

/** Due day, window and status by walking. Whether it is provisional is left to the laws. */
export function walkedDue(rule: CadenceRule, state: CareState, plain: Reading): Answer {
  const current = walkedUnder(rule, state, plain)
  const { formerRule } = state
  let found = current
  if (formerRule !== undefined && formerRule.tier !== rule.tier) {
    const former = walkedUnder(formerRule, state, plain)
    const both = [former, current]
    if (formerRule.tier < rule.tier) {
      const first = former.due < current.due ? former : current
      found = {
        ...first,
        windowStart: Math.min(...both.map(({ windowStart }) => windowStart)),
        windowEnd: Math.min(...both.map(({ windowEnd }) => windowEnd)),
        breachFrom: Math.min(...both.map(({ breachFrom }) => breachFrom)),
        waits: first.waits.filter((wait) =>
          both.every(({ waits }) => waits.some(([from, to]) => from === wait[0] && to === wait[1])),
        ),
      }
    } else {
      found = {
        ...(former.due > current.due ? former : current),
        windowEnd: Math.max(...both.map(({ windowEnd }) => windowEnd)),
        breachFrom: Math.max(...both.map(({ breachFrom }) => breachFrom)),
      }
    }
  }
  const asOf = dayNumber(state.asOf)
  const status = (): Due['status'] => {
    if (found.waits.some(([from, to]) => from <= asOf && asOf < to)) return 'paused'
    if (asOf >= found.breachFrom) return 'breached'
    if (asOf > found.windowEnd) return 'overdue'
    if (asOf > found.due) return 'inGrace'
    if (asOf === found.due) return 'due'
    return asOf >= found.windowStart ? 'dueSoon' : 'notDue'
  }
  return {
    due: date(found.due),
    windowStart: date(found.windowStart),
    windowEnd: date(found.windowEnd),
    breachFrom: date(found.breachFrom),
    purpose: found.purpose,
    status: status(),
    waits: found.waits.map(([from, to]) => ({ from: date(from), to: date(to) })),
  }
}
