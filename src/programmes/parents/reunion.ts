import { z } from 'zod'
import type { CareKind } from '../../cadence/index.ts'
import { cadence, careKinds, type DueStatus, nextDue, weeklyContact } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { addDays, PlainDate, Window } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type AvailableAction, availableActions, type Machine } from '../../lifecycle.ts'
import { parameterOn, type Tier } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { Visit } from '../../records/index.ts'
import type { Standing } from '../../source.ts'
import { Key, replay, type SetAside } from '../keyed-history.ts'
import type { ReunionSeason } from './reunion-season.ts'

/** How far a reunion has come. `stayed`: the child lives with the parents from now on. `checked`: it came back, and all is well. */
export type ReunionState = 'planned' | 'withParents' | 'returned' | 'checked' | 'stayed' | 'cancelled'

/** What happens to a reunion. */
export type ReunionMove = 'leave' | 'extend' | 'return' | 'stay' | 'check' | 'cancel'

/**
 * The life of a reunion. It ends with a check by a worker who has seen the child and spoken to it alone, or says why not; nothing else
 * ends it, neither a date nor a call.
 * @source a proposal; policy on visits: seen, spoken to alone or why not
 */
export const reunionMachine: Machine<ReunionState, ReunionMove> = {
  first: 'planned',
  moves: [
    { from: 'planned', on: 'leave', to: 'withParents', by: ['worker', 'carer', 'parent'], needs: [] },
    { from: 'withParents', on: 'extend', to: 'withParents', by: ['worker', 'carer', 'parent'], needs: [] },
    { from: 'withParents', on: 'return', to: 'returned', by: ['worker', 'carer', 'parent'], needs: [] },
    { from: 'withParents', on: 'stay', to: 'stayed', by: ['worker'], needs: [] },
    { from: 'returned', on: 'check', to: 'checked', by: ['worker'], needs: ['child-seen', 'alone-or-why-not'] },
    { from: 'planned', on: 'cancel', to: 'cancelled', by: ['worker', 'carer', 'parent'], needs: [] },
  ],
}

const base = { on: PlainDate, role: z.enum(['worker', 'carer', 'parent']).describe('Who said so') }

/** Something that happened to a reunion. */
export const ReunionEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['leave', 'return', 'stay', 'cancel']), ...base }),
    z.strictObject({ kind: z.literal('extend'), ...base, to: PlainDate.describe('New day of return') }),
    z.strictObject({
      kind: z.literal('check'),
      ...base,
      childSeen: Visit.shape.childSeen,
      spokenAlone: Visit.shape.spokenAlone,
    }),
  ])
  .describe('Something that happened to a reunion')
export type ReunionEvent = Immutable<z.infer<typeof ReunionEvent>>

/** A time that a child spends with its parents, as planned, with all that happened to it. */
export const Reunion = z
  .strictObject({
    child: ChildId,
    season: z.enum(['newYear', 'summer', 'other']),
    planned: Window.describe('From the day of leaving to the day of return'),
    with: z
      .array(z.enum(['father', 'mother']))
      .min(1)
      .max(2)
      .describe('With whom'),
    history: z.record(Key, ReunionEvent).describe('By id; the order of typing says nothing'),
  })
  .describe('A time that a child spends with its parents')
export type Reunion = Immutable<z.infer<typeof Reunion>> & { readonly season: ReunionSeason }

/** Something that goes on while the child is with the parents, and why. */
export interface GoesOn {
  readonly what: CareKind | 'weeklyContact' | 'reportDuty'
  readonly zh: string
  readonly en: string
  readonly standing: Standing
}

/** The check after the return. */
export interface ReturnCheck {
  readonly due: PlainDate
  readonly status: DueStatus
}

/** How a reunion stands for a worker. It depends on the tier, and is not for parents; they have `reunionNotice`. */
export interface ReunionStanding {
  readonly state: ReunionState
  readonly since: PlainDate | 'none'
  /** Days with the parents, for `withParents` of `nextDue`: never beyond what was planned or extended to. None if it is not. */
  readonly window: Window | 'none'
  readonly waits: readonly CareKind[]
  readonly goesOn: readonly GoesOn[]
  readonly check: ReturnCheck | 'none'
  readonly late: readonly ('leavingNotReported' | 'returnNotReported' | 'checkOverdue')[]
  readonly next: readonly AvailableAction<ReunionState, ReunionMove>[]
  readonly setAside: readonly SetAside[]
}

const onRecord = (event: ReunionEvent): readonly string[] =>
  event.kind !== 'check'
    ? []
    : [
        ...(event.childSeen === 'yes' ? ['child-seen'] : []),
        ...(reasonGiven(event.spokenAlone) ? ['alone-or-why-not'] : []),
      ]

const reasonGiven = (said: Extract<ReunionEvent, { kind: 'check' }>['spokenAlone']): boolean =>
  typeof said === 'object' || !['no', 'none', 'notCollected', 'contested'].includes(said)

interface Course {
  readonly state: ReunionState
  readonly since: PlainDate | 'none'
  readonly window: Window | 'none'
  /** First day after the planned or extended time. */
  readonly expected: PlainDate
  readonly returnedOn: PlainDate | 'none'
  readonly setAside: readonly SetAside[]
}

/** What a history comes to, apart from any tier. */
export function courseOf({ planned, history }: Reunion, asOf: PlainDate): Course {
  const { state, since, counted, setAside } = replay(reunionMachine, history, asOf, (event) => onRecord(event))
  const left = counted.find(({ kind }) => kind === 'leave')?.on
  const expected = counted.reduce((to, event) => (event.kind === 'extend' ? event.to : to), planned.to)
  const back = counted.find(({ kind }) => kind === 'return')?.on
  const from = left ?? planned.from
  const end = back ?? expected
  return {
    state,
    since,
    // Who has not been reported as gone is thought to be at home.
    window: state === 'cancelled' || (state === 'planned' && asOf > from) || end <= from ? 'none' : { from, to: end },
    expected,
    returnedOn: back ?? 'none',
    setAside,
  }
}

/** What a worker asks about a reunion. */
export interface ReunionAsked {
  readonly asOf: PlainDate
  readonly tier: Tier
  readonly role: 'worker' | 'carer' | 'parent'
}

/**
 * How a reunion stands on a day: which visits wait, which duties go on, when the check after the return is due, and what may be done next.
 * A return that nobody reports ends the waiting on the planned day: visits are due again, and it is asked where the child is. Same events
 * in any order, same state.
 * @returns Ok: how it stands. Err `invalid`: a reunion that cannot be read.
 * @source what waits at which tier: the proposed rules of cadence
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * import { reunionStanding } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2027-12-31' })._unsafeUnwrap()
 * const reunion = {
 *   child: ChildId.parse('c1'), season: 'newYear', planned: { from: '2027-01-25', to: '2027-02-20' }, with: ['mother'],
 *   history: { e1: { kind: 'leave', on: '2027-01-25', role: 'carer' }, e2: { kind: 'return', on: '2027-02-19', role: 'carer' } },
 * } as const
 * const standing = reunionStanding(reunion, { asOf: '2027-02-20', tier: 2, role: 'worker' }, calendar)
 * standing.map(({ state, waits, check }) => [state, ...waits, check === 'none' ? '' : check.due]).unwrapOr([]) // => ["returned", "homeVisit", "2027-02-26"]
 * ```
 */
export function reunionStanding(
  reunion: Reunion,
  { asOf, tier, role }: ReunionAsked,
  calendar: Calendar,
): Outcome<ReunionStanding> {
  return parse(Reunion, reunion).map((read): ReunionStanding => {
    const { state, since, window, expected, returnedOn, setAside } = courseOf(read, asOf)
    const rules = cadence.of(tier, asOf)
    const check = state === 'returned' && returnedOn !== 'none' ? checkOf(returnedOn, { asOf, tier, calendar }) : 'none'
    return {
      state,
      since,
      window,
      waits: careKinds.flatMap(({ key }) => (rules[key].pause === 'never' ? [] : [key])),
      goesOn: goesOn(tier, asOf),
      check,
      late: [
        ...(state === 'planned' && asOf > read.planned.from ? (['leavingNotReported'] as const) : []),
        ...(state === 'withParents' && asOf > expected ? (['returnNotReported'] as const) : []),
        ...(check !== 'none' && (check.status === 'overdue' || check.status === 'breached')
          ? (['checkOverdue'] as const)
          : []),
      ],
      next: availableActions(reunionMachine, state, { role, has: [] }),
      setAside,
    }
  })
}

/** After how many days at home the child is seen is the rule of home visits; one that never waits has its next visit within its interval. */
function checkOf(
  back: PlainDate,
  { asOf, tier, calendar }: { readonly asOf: PlainDate; readonly tier: Tier; readonly calendar: Calendar },
): ReturnCheck {
  const rule = cadence.of(tier, asOf).homeVisit
  const gone = addDays(back, -1)
  const withParents = rule.pause === 'never' ? [] : [{ from: gone, to: back }]
  const startedOn = rule.pause === 'never' ? back : addDays(gone, -1)
  // One day before it left: whatever the interval, the visit waits for the return.
  const due = nextDue(rule, { startedOn, lastOn: startedOn, asOf, withParents }, calendar)
  return { due: due.due, status: due.status }
}

function goesOn(tier: Tier, asOf: PlainDate): readonly GoesOn[] {
  const rules = cadence.rules
  const kinds = careKinds.flatMap(({ key, zh, en }): readonly GoesOn[] => {
    const { value, standing } = parameterOn(rules[key][tier], asOf)
    return value.pause === 'never' ? [{ what: key, zh, en, standing }] : []
  })
  const { zh, en } = weeklyContact
  return [
    ...kinds,
    { what: 'weeklyContact', zh, en, standing: parameterOn(weeklyContact, asOf).standing },
    { what: 'reportDuty', zh: '强制报告', en: 'the duty to report', standing: 'statute' },
  ]
}
