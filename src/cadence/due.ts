import { z } from 'zod'
import { isKnown } from '../absent.ts'
import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, epochDay, PlainDate, plainDate, Window } from '../date.ts'
import type { Immutable } from '../immutable.ts'
import type { Tier } from '../policy.ts'
import { CadenceRule } from './cadence-rule.ts'
import { absencesAfter } from './absence.ts'
import { combined, type DueStep, type History, reckon, type Reckoning } from './reckoning.ts'
import { type DueDays, type DueStatus, dueStatuses, statusCode } from './status.ts'

/** What is known of one duty as of a day. */
export const CareState = z
  .strictObject({
    startedOn: PlainDate.describe(
      'Day on which the duty began, as when the file was opened; not the day of a change of tier',
    ),
    lastOn: z
      .union([PlainDate, z.enum(['none', 'notCollected', 'contested'])])
      .exactOptional()
      .describe('Day on which it was last done; anything but a day counts as never done'),
    asOf: PlainDate,
    formerRule: CadenceRule.exactOptional().describe('The rule before the tier changed'),
    withParents: z
      .array(Window)
      .exactOptional()
      .describe('When the child is with the parents, in any order; a rule may wait for it'),
  })
  .describe('What is known of one duty as of a day')
export type CareState = Immutable<z.infer<typeof CareState>>

/** When a duty is due, in which window, and why. */
export interface Due {
  readonly kind: string
  readonly tier: Tier
  readonly due: PlainDate
  /** First day on which it can be done in time for this due day. */
  readonly windowStart: PlainDate
  /** Last day that is in time; it belongs to the window. */
  readonly windowEnd: PlainDate
  /** First day on which it is breached. */
  readonly breachFrom: PlainDate
  /** `safeReturn`: the child came back, and somebody should see that all is well. */
  readonly purpose: 'routine' | 'safeReturn'
  /** It rests on days whose notice or term has not been loaded, and may change. */
  readonly provisional: boolean
  readonly status: DueStatus
  /** While the child is with the parents it waits. */
  readonly waits: readonly Window[]
  readonly trace: readonly DueStep[]
}

/**
 * When a duty is due next, counted from the last completion or along a fixed series, moved to a day on which it may fall.
 * Without a completion it counts from the day the duty began. A completion dated after `asOf` has not happened yet. A series
 * counts a completion for the latest due day whose window had opened; missed ones before it are not made up for.
 * Dates are taken as they are: `parse(CareState, input)` reads them from outside.
 *
 * `formerRule` at a milder tier: nothing is postponed, the earlier due day stands. At a stricter tier: nothing is brought forward.
 * `withParents`: if the due day falls into it or after it, the duty waits and a check is due soon after the return, unless
 * the duty itself is due before that. A duty that was due before the child left stays due.
 * @source Proposed policy: critical visits move earlier for a holiday, never later.
 * @example
 * ```ts
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { cadence, nextDue } from 'childfile/cadence'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
 * const visit = (tier: 3 | 4, lastOn: '2026-09-17' | '2026-09-24') => calendar.map((c) =>
 *   nextDue(cadence.of(tier).homeVisit, { startedOn: '2026-03-02', lastOn, asOf: '2026-10-04' }, c))
 * visit(4, '2026-09-24').map((d) => [d.due, d.status]).unwrapOr([]) // => ['2026-09-30', 'breached']
 * visit(3, '2026-09-17').map((d) => [d.due, d.status]).unwrapOr([]) // => ['2026-10-08', 'notDue']
 * ```
 */
export function nextDue(rule: CadenceRule, state: CareState, calendar: Calendar): Due {
  const trace: DueStep[] = []
  const history = historyOf(state, trace)
  const current = reckon(rule, history, calendar, trace)
  const former = state.formerRule
  const found =
    former && former.tier !== rule.tier
      ? changed(former, rule, reckon(former, history, calendar), current, trace)
      : current
  return {
    kind: rule.kind,
    tier: rule.tier,
    due: plainDate(found.due),
    windowStart: plainDate(found.windowStart),
    windowEnd: plainDate(found.windowEnd),
    breachFrom: plainDate(found.breachFrom),
    purpose: found.purpose,
    provisional: found.provisional,
    status: statusOf(found, epochDay(state.asOf)),
    waits: found.waits.map(({ from, to }) => ({ from: plainDate(from), to: plainDate(to) })),
    trace,
  }
}

/**
 * How far a duty has come on another day, as long as nothing is done.
 * @example
 * ```ts
 * import { statusOn } from 'childfile/cadence'
 * const due = { due: '2026-10-08', windowStart: '2026-10-05', windowEnd: '2026-10-11', breachFrom: '2026-10-19', waits: [] } as const
 * statusOn(due, '2026-10-12') // => 'overdue'
 * ```
 */
export function statusOn(
  due: Pick<Due, 'due' | 'windowStart' | 'windowEnd' | 'breachFrom' | 'waits'>,
  asOf: PlainDate,
): DueStatus {
  const days: DueDays = {
    due: epochDay(due.due),
    windowStart: epochDay(due.windowStart),
    windowEnd: epochDay(due.windowEnd),
    breachFrom: epochDay(due.breachFrom),
    waits: due.waits.map(({ from, to }) => ({ from: epochDay(from), to: epochDay(to) })),
  }
  return statusOf(days, epochDay(asOf))
}

const statusOf = (days: DueDays, asOf: EpochDay): DueStatus => dueStatuses[statusCode(days, asOf)]?.key ?? 'notDue'

function historyOf({ startedOn, lastOn, asOf, withParents = [] }: CareState, trace: DueStep[]): History {
  const given = lastOn !== undefined && lastOn !== 'none' && isKnown(lastOn) ? lastOn : undefined
  if (given !== undefined && given > asOf) trace.push({ step: 'notYet', lastOn: given })
  const started = epochDay(startedOn)
  const last = given === undefined || given > asOf ? undefined : epochDay(given)
  const absences = withParents.map(({ from, to }) => ({ from: epochDay(from), to: epochDay(to) }))
  return { startedOn: started, lastOn: last, absences: absencesAfter(last ?? started, absences) }
}

function changed(
  formerRule: CadenceRule,
  rule: CadenceRule,
  former: Reckoning,
  current: Reckoning,
  trace: DueStep[],
): Reckoning {
  const step = formerRule.tier < rule.tier ? 'raised' : 'lowered'
  const found = combined(former, current, step)
  const formerDue = plainDate(former.due)
  trace.push({ step, formerTier: formerRule.tier, formerDue, due: plainDate(found.due) })
  return found
}
