import { z } from 'zod'
import { isKnown } from '../../absent.ts'
import type { DueStatus } from '../../cadence/index.ts'
import { addDays, PlainDate } from '../../date.ts'
import { ChildId, EntryId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type AvailableAction, availableActions, type Machine } from '../../lifecycle.ts'
import { parameterOn } from '../../policy.ts'
import type { Outcome } from '../../problem.ts'
import { type ChildFile, type Code, codeLists, reachesAgeOn } from '../../records/index.ts'
import type { ReportDuty } from '../../risk/index.ts'
import { type Refusal, type RefusedEvent, tried } from '../attempt.ts'
import { orderedHistory } from '../ordered-history.ts'
import { careParameters, type FollowUpKind, type LeavingReason } from './care-parameters.ts'
import { deadlineStatus } from './deadline-status.ts'

const keys = <K extends string>(rows: readonly { readonly key: K }[]): readonly K[] => rows.map(({ key }) => key)
const followUpKinds = [
  'visit',
  'call',
  'secondCall',
  'schoolPlace',
  'acknowledgement',
  'servicesUntil18',
  'causeReviewed',
  'secondPerson',
] as const satisfies readonly FollowUpKind[]

const head = {
  id: EntryId,
  on: PlainDate,
  nth: z.int().min(0).max(999).exactOptional().describe('Place within the day, where it matters'),
  by: z.strictObject({
    id: z.string().min(1).max(64),
    role: z.enum(['worker', 'supervisor', 'receivingArea']),
  }),
  child: ChildId,
}

/** Something that happened about a child's leaving the register. */
export const LeavingEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('left'),
      ...head,
      reason: z.enum(keys<Code<typeof codeLists.exitReasons>>(codeLists.exitReasons.rows)),
    }),
    z.strictObject({ kind: z.literal('followedUp'), ...head, what: z.enum(followUpKinds) }),
    z.strictObject({ kind: z.literal('cameBack'), ...head }),
  ])
  .describe('An event of leaving the register')
export type LeavingEvent = Immutable<z.infer<typeof LeavingEvent>>

/** An event as a program writes it, before it is read. */
export type LeavingEventInput = Immutable<z.input<typeof LeavingEvent>>

/** Where a child stands: on the register, left with something still to be done, or left with nothing open. */
export type LeavingState = 'onRegister' | 'followed' | 'settled'

/** What moves it. `settle` follows from what is done and open, never from a word. */
export type LeavingMove = 'leave' | 'follow' | 'settle' | 'comeBack'

/** Leaving the register: an event with follow-ups, never a deletion. It is settled when they are done and every report duty was reported. */
export const leavingMachine: Machine<LeavingState, LeavingMove> = {
  first: 'onRegister',
  moves: [
    { from: 'onRegister', on: 'leave', to: 'followed', by: ['worker', 'supervisor'], needs: [] },
    {
      // Something may still be written down of a leaving that was settled.
      from: ['followed', 'settled'],
      on: 'follow',
      to: 'followed',
      by: ['worker', 'supervisor', 'receivingArea'],
      needs: ['entitled'],
    },
    { from: 'followed', on: 'settle', to: 'settled', by: ['rule'], needs: ['followed-up', 'duties-reported'] },
    { from: ['followed', 'settled'], on: 'comeBack', to: 'onRegister', by: ['worker', 'supervisor'], needs: [] },
  ],
}

/** Something to be done after a child has left. */
export interface FollowUp {
  readonly what: FollowUpKind
  readonly due: PlainDate
  readonly doneOn: PlainDate | 'none'
  readonly status: DueStatus | 'done'
}

/** How a child that left stands. */
export interface Leaving {
  readonly child: ChildId
  readonly state: LeavingState
  /** The present leaving, or the last one of a child that came back. */
  readonly on: PlainDate
  readonly reason: LeavingReason
  readonly by: string
  readonly followUps: readonly FollowUp[]
  /** Duties to report that are open: leaving ends none of them. */
  readonly duties: readonly ReportDuty[]
}

/** All leavings on a day. */
export interface Leavings {
  readonly asOf: PlainDate
  readonly children: Readonly<Record<string, Leaving>>
  readonly refused: readonly RefusedEvent[]
}

/** The day, and the report duties of the children, as far as who asks may know of them: `knownDuties`. */
export interface LeavingSettings {
  readonly asOf: PlainDate
  readonly duties?: readonly ReportDuty[]
}

const order: readonly LeavingEvent['kind'][] = ['left', 'followedUp', 'cameBack']

type Draft = Omit<Leaving, 'followUps' | 'duties'> & {
  readonly done: Readonly<Partial<Record<FollowUpKind, PlainDate>>>
}

const neededAfter = (reason: LeavingReason, on: PlainDate): readonly (readonly [FollowUpKind, number])[] => {
  const days = parameterOn(careParameters.followUps, on).value[reason]
  return followUpKinds.flatMap((what) => {
    const within = days[what]
    return within === undefined ? [] : [[what, within] as const]
  })
}

/** Whether this person can vouch for that: another area answers for the child's arrival, a second person for an error. */
const entitled = (what: FollowUpKind, draft: Draft, by: LeavingEvent['by']): boolean =>
  what === 'acknowledgement'
    ? by.role === 'receivingArea'
    : what === 'secondPerson'
      ? by.role !== 'receivingArea' && by.id !== draft.by
      : by.role !== 'receivingArea'

function after(draft: Draft | undefined, event: LeavingEvent): Draft | Refusal {
  const state = draft?.state ?? leavingMachine.first
  switch (event.kind) {
    case 'left': {
      const next = tried(leavingMachine, state, 'leave', { role: event.by.role, has: [] })
      if (!('to' in next)) return next
      return { child: event.child, state: next.to, on: event.on, reason: event.reason, by: event.by.id, done: {} }
    }
    case 'followedUp': {
      if (!draft) return { code: 'wrong-state', missing: [] }
      const has = entitled(event.what, draft, event.by) ? ['entitled'] : []
      const next = tried(leavingMachine, state, 'follow', { role: event.by.role, has })
      if (!('to' in next)) return next
      const { [event.what]: before = event.on } = draft.done
      return { ...draft, done: { ...draft.done, [event.what]: before } }
    }
    case 'cameBack': {
      const next = tried(leavingMachine, state, 'comeBack', { role: event.by.role, has: [] })
      if (!('to' in next)) return next
      return draft ? { ...draft, state: next.to } : { code: 'wrong-state', missing: [] }
    }
  }
}

function settled({ done, ...draft }: Draft, asOf: PlainDate, all: readonly ReportDuty[]): Leaving {
  const followUps =
    draft.state === 'onRegister'
      ? []
      : neededAfter(draft.reason, draft.on).map(([what, days]): FollowUp => {
          const due = addDays(draft.on, days)
          const doneOn = done[what]
          return {
            what,
            due,
            doneOn: doneOn ?? 'none',
            status: doneOn === undefined ? deadlineStatus(due, asOf) : 'done',
          }
        })
  const duties = all.filter(({ child, state }) => child === draft.child && state !== 'reported')
  const has = [
    ...(followUps.every(({ status }) => status === 'done') ? ['followed-up'] : []),
    ...(duties.length === 0 ? ['duties-reported'] : []),
  ]
  const next = tried(leavingMachine, draft.state, 'settle', { role: 'rule', has })
  return { ...draft, state: 'to' in next ? next.to : draft.state, followUps, duties }
}

/**
 * How the children that left the register stand on a day, from the history in any order of the events: parents came back, moved along, turned 16,
 * transferred. Each reason has its follow-ups with deadlines; one is due until it is done, whatever the silence. Open duties to
 * report survive, and nothing is settled while one is open. A transfer is acknowledged by the area that received the child, never by who
 * sent it; an entry in error by a second person. A child that comes back owes no follow-ups.
 * @returns Err `invalid`: an event cannot be read, or one id stands for two different events.
 * @source 2016 register form: state and day of leaving (seen); follow-ups are our own proposal
 * @example
 * ```ts
 * import { leavings } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = leavings([{ id: 'e1', kind: 'left', on: '2026-06-01', by, child: 'c1', reason: 'parentReturned' }], { asOf: '2026-09-15' })
 * found.map(({ children }) => children['c1']?.followUps.map(({ what, status }) => [what, status]) ?? []).unwrapOr([]) // => [['visit', 'breached'], ['call', 'breached'], ['secondCall', 'notDue']]
 * ```
 */
export function leavings(
  history: readonly LeavingEventInput[],
  { asOf, duties = [] }: LeavingSettings,
): Outcome<Leavings> {
  return orderedHistory(LeavingEvent, history, { kinds: order, asOf }).map((events): Leavings => {
    const drafts = new Map<string, Draft>()
    const refused: RefusedEvent[] = []
    for (const event of events) {
      const next = after(drafts.get(event.child), event)
      if ('child' in next) drafts.set(event.child, next)
      else refused.push({ event: event.id, ...next })
    }
    const children = [...drafts.values()]
      .sort((a, b) => (a.child < b.child ? -1 : 1))
      .map((draft) => [draft.child, settled(draft, asOf, duties)] as const)
    return { asOf, children: Object.fromEntries(children), refused }
  })
}

/**
 * What somebody may do next about a child's leaving. A child of which nothing is on record is on the register. `entitled` is missing until the act
 * says what was followed up: who may vouch for it depends on that.
 * @example
 * ```ts
 * import { leavingActions, leavings } from 'childfile/programmes'
 * const found = leavings([], { asOf: '2026-09-15' })
 * found.map((one) => leavingActions(one, 'c1', { role: 'worker' })).unwrapOr([]) // => [{ on: 'leave', to: 'followed', missing: [] }]
 * ```
 */
export function leavingActions(
  { children }: Leavings,
  child: string,
  { role }: { readonly role: string },
): readonly AvailableAction<LeavingState, LeavingMove>[] {
  const state = (Object.hasOwn(children, child) ? children[child]?.state : undefined) ?? leavingMachine.first
  return availableActions(leavingMachine, state, { role, has: [] })
}

/**
 * The children on the register who turn 16 soon, by day: leaving is prepared before it happens. A birth date that nobody knows is no answer and is not
 * in it.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { turningSixteen } from 'childfile/programmes'
 * turningSixteen([childFile({ id: 'c1', name: '李小花', birthDate: '2010-10-01' })], '2026-09-15') // => [{ child: 'c1', on: '2026-10-01' }]
 * ```
 */
export function turningSixteen(
  files: readonly Pick<ChildFile, 'id' | 'birthDate' | 'register'>[],
  asOf: PlainDate,
): readonly { readonly child: ChildId; readonly on: PlainDate }[] {
  const until = addDays(asOf, parameterOn(careParameters.sixteenNoticeDays, asOf).value)
  return files
    .flatMap(({ id, birthDate, register }) => {
      if (!isKnown(birthDate) || register.registerState === 'exited') return []
      const on = reachesAgeOn(birthDate, 16)
      return on >= asOf && on <= until ? [{ child: id, on }] : []
    })
    .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.child < b.child ? -1 : 1))
}
