import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, epochDay, isDate, type PlainDate } from '../date.ts'
import { pointer } from '../pointer.ts'
import { err, invalid, type Outcome, ok, type Problem } from '../problem.ts'
import type { CadencePlan, CadenceRule } from './cadence-rule.ts'
import { type Absence, absencesAfter } from './absence.ts'
import { combined, type History, reckon, type Reckoning } from './reckoning.ts'
import { statusCode } from './status.ts'

/** In a column of last completions: never done. */
export const neverDone = -2147483648

/** In a column of former tiers: the tier has not changed. */
export const noFormerTier = 255

/** One duty in each row; days are epoch days. */
export interface CareColumns {
  readonly tier: Uint8Array
  readonly startedOn: Int32Array
  /** `neverDone` if it has not been done yet. */
  readonly lastOn: Int32Array
  /** `noFormerTier` if it has not changed. */
  readonly formerTier?: Uint8Array
  /** When children are with their parents: those of row i stand from `start[i]` up to `start[i + 1]`, half-open spans. */
  readonly withParents?: Spans
}

interface Spans {
  readonly start: Uint32Array
  readonly from: Int32Array
  readonly to: Int32Array
}

/** What `nextDue` answers, for each row; days are epoch days. */
export interface DueColumns {
  readonly due: Int32Array
  readonly windowStart: Int32Array
  /** Last day of the window. */
  readonly windowEnd: Int32Array
  /** First day on which it is breached. */
  readonly breachFrom: Int32Array
  /** Index in `dueStatuses`. */
  readonly status: Uint8Array
  /** 1 if it may change when a notice or term is loaded. */
  readonly provisional: Uint8Array
  /** 1 if the child came back and somebody should see that all is well. */
  readonly safeReturn: Uint8Array
}

/**
 * The due day, window and status of every row; row i is what `nextDue` says of it under the rule of its tier. For one kind of care
 * and any number of rows: rows with the same tier and last completion share one reckoning, so that most rows cost a look-up.
 * @returns Ok: the columns. Err `invalid`: columns of different lengths, a tier that there is not, spans out of order, `asOf` not a day.
 * @example
 * ```ts
 * import { epochDay } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { cadence, dueInBulk, dueStatuses, neverDone } from 'childfile/cadence'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const columns = {
 *   tier: Uint8Array.of(4, 3),
 *   startedOn: Int32Array.of(epochDay('2026-03-02'), epochDay('2026-09-20')),
 *   lastOn: Int32Array.of(epochDay('2026-09-24'), neverDone),
 * }
 * const found = calendar.andThen((c) => dueInBulk(columns, cadence.plan('homeVisit'), c, '2026-10-01'))
 * found.map(({ status }) => Array.from(status, (code) => dueStatuses[code]?.key)).unwrapOr([]) // => ['overdue', 'notDue']
 * ```
 */
export function dueInBulk(
  columns: CareColumns,
  plan: CadencePlan,
  calendar: Calendar,
  asOf: PlainDate,
): Outcome<DueColumns> {
  const [first, ...rest] = problemsOf(columns, asOf)
  return first ? err([first, ...rest]) : ok(reckonAll(columns, plan, calendar, epochDay(asOf)))
}

function reckonAll(columns: CareColumns, plan: CadencePlan, calendar: Calendar, asOf: EpochDay): DueColumns {
  const { tier, startedOn, lastOn, formerTier, withParents } = columns
  const rules = [plan[0], plan[1], plan[2], plan[3], plan[4]]
  const waits = rules.map(({ pause }) => pause !== 'never')
  const out = blank(tier.length)
  const shelf = shelfFor(columns, rules, asOf)

  const found = (at: number, former: number, history: History): Reckoning => {
    const current = reckon(rules[at] ?? plan[0], history, calendar)
    const before = rules[former]
    return before ? combined(reckon(before, history, calendar), current, former < at ? 'raised' : 'lowered') : current
  }
  for (let row = 0; row < tier.length; row++) {
    const at = tier[row] ?? 0
    const given = formerTier?.[row] ?? noFormerTier
    const former = given === at ? noFormerTier : given
    const started = (startedOn[row] ?? 0) as EpochDay
    const last = (lastOn[row] ?? neverDone) as EpochDay
    const done = last !== neverDone && last <= asOf
    const base = done ? last : started
    const lastDone = done ? last : undefined

    const slot = shelf.slot(at, former, done, base)
    if (slot >= 0 && shelf.filled[slot] !== 1) {
      write(shelf.kept, slot, found(at, former, { startedOn: started, lastOn: lastDone, absences: [] }), asOf)
      shelf.filled[slot] = 1
    }
    const away =
      withParents && (waits[at] === true || waits[former] === true)
        ? firstAbsence(withParents, row, base)
        : Number.POSITIVE_INFINITY
    const waiting =
      former === noFormerTier && slot >= 0 ? (shelf.kept.due[slot] ?? 0) >= away : away < Number.POSITIVE_INFINITY
    if (slot >= 0 && !waiting) copy(shelf.kept, slot, out, row)
    else {
      const absences = withParents ? absencesOf(withParents, row, base) : []
      write(out, row, found(at, former, { startedOn: started, lastOn: lastDone, absences }), asOf)
    }
  }
  return out
}

const blank = (rows: number): DueColumns => ({
  due: new Int32Array(rows),
  windowStart: new Int32Array(rows),
  windowEnd: new Int32Array(rows),
  breachFrom: new Int32Array(rows),
  status: new Uint8Array(rows),
  provisional: new Uint8Array(rows),
  safeReturn: new Uint8Array(rows),
})

function write(into: DueColumns, row: number, found: Reckoning, asOf: EpochDay): void {
  into.due[row] = found.due
  into.windowStart[row] = found.windowStart
  into.windowEnd[row] = found.windowEnd
  into.breachFrom[row] = found.breachFrom
  into.status[row] = statusCode(found, asOf)
  into.provisional[row] = found.provisional ? 1 : 0
  into.safeReturn[row] = found.purpose === 'safeReturn' ? 1 : 0
}

function copy(from: DueColumns, slot: number, into: DueColumns, row: number): void {
  into.due[row] = from.due[slot] ?? 0
  into.windowStart[row] = from.windowStart[slot] ?? 0
  into.windowEnd[row] = from.windowEnd[slot] ?? 0
  into.breachFrom[row] = from.breachFrom[slot] ?? 0
  into.status[row] = from.status[slot] ?? 0
  into.provisional[row] = from.provisional[slot] ?? 0
  into.safeReturn[row] = from.safeReturn[slot] ?? 0
}

/** Answers that rows share: without absences one depends on the tiers and one day, unless a series begins with the duty. */
interface Shelf {
  readonly kept: DueColumns
  readonly filled: Uint8Array
  /** Where the answer stands; -1 if it is not kept. */
  readonly slot: (tier: number, former: number, done: boolean, base: number) => number
}

// Days before asOf for which answers are kept.
const farthest = 20_000

function shelfFor(
  { startedOn, lastOn, formerTier }: CareColumns,
  rules: readonly CadenceRule[],
  asOf: EpochDay,
): Shelf {
  let first: number = asOf
  for (const column of [startedOn, lastOn])
    for (const day of column) if (day < first && day > asOf - farthest) first = day
  const days = asOf - first + 1
  const keeps = rules.map(({ anchor, origin }) => anchor === 'completion' || origin !== undefined)
  const formers = formerTier ? 6 : 1
  const slots = rules.length * formers * 2 * days
  return {
    kept: blank(slots),
    filled: new Uint8Array(slots),
    slot: (tier, former, done, base) => {
      const changed = former !== noFormerTier
      if (base < first || base > asOf || keeps[tier] !== true || (changed && keeps[former] !== true)) return -1
      return ((tier * formers + (changed ? former + 1 : 0)) * 2 + (done ? 1 : 0)) * days + base - first
    },
  }
}

/** First day of the absences of a row that end after the last completion. */
function firstAbsence({ start, from, to }: Spans, row: number, base: number): number {
  let first = Number.POSITIVE_INFINITY
  for (let i = start[row] ?? 0; i < (start[row + 1] ?? 0); i++) {
    const begin = from[i] ?? 0
    const end = to[i] ?? 0
    if (end > base && end > begin && begin < first) first = begin
  }
  return first
}

function absencesOf({ start, from, to }: Spans, row: number, base: EpochDay): readonly Absence[] {
  const first = start[row] ?? 0
  const absences = Array.from({ length: (start[row + 1] ?? 0) - first }, (_, i) => ({
    from: (from[first + i] ?? 0) as EpochDay,
    to: (to[first + i] ?? 0) as EpochDay,
  }))
  return absencesAfter(base, absences)
}

function problemsOf(
  { tier, startedOn, lastOn, formerTier, withParents }: CareColumns,
  asOf: PlainDate,
): readonly Problem[] {
  const rows = tier.length
  const wrongTier = firstWrong(tier, 4)
  const wrongFormer = formerTier ? firstWrong(formerTier, noFormerTier) : -1
  return [
    ...(isDate(asOf) ? [] : [invalid('/asOf', 'invalid-date', 'must be a day that exists, YYYY-MM-DD')]),
    ...lengthProblem('startedOn', startedOn.length, rows),
    ...lengthProblem('lastOn', lastOn.length, rows),
    ...lengthProblem('formerTier', formerTier?.length ?? rows, rows),
    ...(wrongTier < 0 ? [] : [invalid(pointer('tier', wrongTier), 'too-large', 'tiers are 0 to 4')]),
    ...(wrongFormer < 0 ? [] : [invalid(pointer('formerTier', wrongFormer), 'too-large', 'tiers are 0 to 4')]),
    ...(withParents ? spanProblems(withParents, rows) : []),
  ]
}

/** First row whose tier there is not; -1 if there is none. */
function firstWrong(tiers: Uint8Array, besides: number): number {
  for (let row = 0; row < tiers.length; row++) {
    const tier = tiers[row] ?? 0
    if (tier > 4 && tier !== besides) return row
  }
  return -1
}

const lengthProblem = (column: string, length: number, rows: number): readonly Problem[] =>
  length === rows ? [] : [invalid(pointer(column), 'inconsistent', 'must have one value for each row')]

function spanProblems({ start, from, to }: Spans, rows: number): readonly Problem[] {
  if (start.length !== rows + 1)
    return [invalid('/withParents/start', 'inconsistent', 'must have one value for each row and one more')]
  if (from.length !== to.length) return [invalid('/withParents/to', 'inconsistent', 'must be as long as from')]
  const wrong = start.findIndex((value, i) => value < (start[i - 1] ?? 0) || value > from.length)
  return wrong < 0
    ? []
    : [invalid(pointer('withParents', 'start', wrong), 'inconsistent', 'must rise and stay in the spans')]
}
