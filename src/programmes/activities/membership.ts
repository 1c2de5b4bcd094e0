import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Outcome, parse } from '../../problem.ts'
import type { ChangedEnrolment, EnrolmentPlan } from '../../schedule/index.ts'
import { byText, Key } from '../keyed-history.ts'

/** That a child joined or left a group on a day. A swap is one of each. On the day of leaving the child is no longer a member. */
export const SeatEvent = z
  .strictObject({ on: PlainDate, child: ChildId, group: Key, kind: z.enum(['joined', 'left']) })
  .describe('That a child joined or left a group')
export type SeatEvent = Immutable<z.infer<typeof SeatEvent>>

/** A time in which a child was in a group, half-open; `to` is none while it lasts. */
export interface Membership {
  readonly child: ChildId
  readonly group: string
  readonly from: PlainDate
  readonly to: PlainDate | 'none'
}

/** Events of a plan of enrolment: everybody joins its groups on one day. */
export const joinedByPlan = ({ groups }: EnrolmentPlan, on: PlainDate): readonly SeatEvent[] =>
  groups.flatMap(({ group, children }) => children.map((child): SeatEvent => ({ on, child, group, kind: 'joined' })))

/**
 * Events of a withdrawal or swap: who left and joined what, on the day on which it takes effect. Keep them under ids of your own.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { enrol, withdraw } from 'childfile/schedule'
 * import { joinedByPlan, memberships, movedByChange } from 'childfile/programmes'
 * const [c1, c2] = [ChildId.parse('c1'), ChildId.parse('c2')]
 * const child = (id: typeof c1) => ({
 *   id, consent: 'given', grade: 3, birthDate: 'notCollected', tags: [], classes: [], enrolledBefore: 'no', most: 1,
 * } as const)
 * const request = {
 *   asOf: '2026-09-15', children: [child(c1), child(c2)], groups: [{ id: 'chess', seats: 1, slots: ['mon'] }],
 *   wishes: [{ child: c1, groups: ['chess'] }, { child: c2, groups: ['chess'] }],
 * } as const
 * const plan = enrol(request, { mechanism: 'serial', lottery: [c1, c2] })._unsafeUnwrap()
 * const change = withdraw(request, plan, { child: c1, group: 'chess' })._unsafeUnwrap()
 * const events = [...joinedByPlan(plan, '2026-09-16'), ...movedByChange(change, '2026-10-01')]
 * memberships(Object.fromEntries(events.map((event, i) => [`e${i}`, event]))).map((all) => all.map(({ child, from, to }) => [child, from, to])).unwrapOr([]) // => [["c1", "2026-09-16", "2026-10-01"], ["c2", "2026-10-01", "none"]]
 * ```
 */
export const movedByChange = ({ moved }: ChangedEnrolment, on: PlainDate): readonly SeatEvent[] =>
  moved.flatMap(({ child, left, joined }) => [
    ...left.map((group): SeatEvent => ({ on, child, group, kind: 'left' })),
    ...joined.map((group): SeatEvent => ({ on, child, group, kind: 'joined' })),
  ])

/** Days of one child in one group: a day on which it both joined and left changes nothing; joining twice is joining once. */
function periodsOf(child: ChildId, group: string, events: readonly SeatEvent[]): readonly Membership[] {
  const days = new Map<PlainDate, { joined: boolean; left: boolean }>()
  for (const { on, kind } of events) {
    const day = days.get(on) ?? { joined: false, left: false }
    days.set(on, { ...day, [kind]: true })
  }
  const periods: Membership[] = []
  let since: PlainDate | undefined
  for (const [on, { joined, left }] of [...days].sort(([a], [b]) => byText(a, b))) {
    if (joined === left) continue
    if (joined) since ??= on
    else if (since !== undefined) {
      periods.push({ child, group, from: since, to: on })
      since = undefined
    }
  }
  return since === undefined ? periods : [...periods, { child, group, from: since, to: 'none' }]
}

/**
 * Who was in which group when, out of joining and leaving in any order: by child, group and day. Leaving and coming back are two times.
 * @returns Ok: the times. Err `invalid`: an event that cannot be read.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { memberships } from 'childfile/programmes'
 * const child = ChildId.parse('c1')
 * const events = {
 *   e2: { on: '2026-10-01', child, group: 'chess', kind: 'left' }, e1: { on: '2026-09-16', child, group: 'chess', kind: 'joined' },
 * } as const
 * memberships(events).unwrapOr([]) // => [{ child: 'c1', group: 'chess', from: '2026-09-16', to: '2026-10-01' }]
 * ```
 */
export function memberships(events: Readonly<Record<string, SeatEvent>>): Outcome<readonly Membership[]> {
  return parse(z.record(Key, SeatEvent), events).map(membershipsOf)
}

/** The times of events that have been read. */
export function membershipsOf(events: Readonly<Record<string, SeatEvent>>): readonly Membership[] {
  const seats = new Map<string, SeatEvent[]>()
  for (const event of Object.values(events)) {
    const key = `${event.child} ${event.group}`
    const found = seats.get(key)
    if (found) found.push(event)
    else seats.set(key, [event])
  }
  return [...seats.values()]
    .flatMap((mine) => (mine[0] ? periodsOf(mine[0].child, mine[0].group, mine) : []))
    .sort((a, b) => byText(a.child, b.child) || byText(a.group, b.group) || byText(a.from, b.from))
}
