import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type Outcome, parse } from '../../problem.ts'
import { Attendance } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { type Membership, membershipsOf, SeatEvent } from './membership.ts'

/** That a child was at a meeting of a group, or not. */
export const GroupAttendance = z
  .strictObject({ on: PlainDate, child: ChildId, group: Key, state: Attendance.shape.state })
  .describe('That a child was at a meeting of a group')
export type GroupAttendance = Immutable<z.infer<typeof GroupAttendance>>

/** Who joined and left, the meetings that were held, and who was there. */
export const GroupRegisterProblem = z
  .strictObject({
    events: z.record(Key, SeatEvent),
    meetings: z.array(z.strictObject({ group: Key, on: PlainDate })).max(100_000),
    attendance: z.record(Key, GroupAttendance),
  })
  .describe('Who joined and left, the meetings, and who was there')
export type GroupRegisterProblem = Immutable<z.infer<typeof GroupRegisterProblem>>

/** How one child took part in one group while it was a member. */
export interface GroupRegisterRow {
  readonly child: ChildId
  readonly group: string
  /** Meetings on days of membership; each is one of the four that follow. */
  readonly owed: number
  readonly present: number
  readonly excused: number
  readonly unexcused: number
  readonly notRecorded: number
}

/** How often a child was there while it was a member, and which entries are of nobody who was. */
export interface GroupRegister {
  /** By child, then group. */
  readonly rows: readonly GroupRegisterRow[]
  readonly notMembers: readonly { readonly path: Pointer; readonly child: ChildId; readonly on: PlainDate }[]
}

const inside = ({ from, to }: Membership, on: PlainDate): boolean => from <= on && (to === 'none' || on < to)

function groupedBy<T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const one of list) {
    const same = found.get(key(one))
    if (same) same.push(one)
    else found.set(key(one), [one])
  }
  return found
}

type Counted = 'present' | 'excused' | 'unexcused' | 'notRecorded'

/** Two entries of one day are one: being there goes before an excuse, an excuse before absence. */
function countedAs(entries: readonly GroupAttendance[]): Counted {
  const said = (...states: readonly string[]): boolean =>
    entries.some(({ state }) => typeof state === 'string' && states.includes(state))
  return said('present', 'late')
    ? 'present'
    : said('excused')
      ? 'excused'
      : said('unexcused')
        ? 'unexcused'
        : 'notRecorded'
}

/**
 * Attendance by the dates of membership: a meeting counts for those who were in the group on its day. Two entries of one child on one day
 * are one: being there goes before an excuse, an excuse before absence; no entry is not an absence.
 * @returns Ok: the register up to the day. Err `invalid`: events, meetings or entries that cannot be read.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { groupRegister } from 'childfile/programmes'
 * const child = ChildId.parse('c1')
 * const register = groupRegister({
 *   events: { e1: { on: '2026-09-16', child, group: 'chess', kind: 'joined' } },
 *   meetings: [{ group: 'chess', on: '2026-09-09' }, { group: 'chess', on: '2026-09-16' }, { group: 'chess', on: '2026-09-23' }],
 *   attendance: { a1: { on: '2026-09-16', child, group: 'chess', state: 'present' } },
 * }, '2026-09-30')
 * register.map(({ rows }) => rows.map(({ owed, present, notRecorded }) => [owed, present, notRecorded])).unwrapOr([]) // => [[2, 1, 1]]
 * ```
 */
export function groupRegister(problem: GroupRegisterProblem, asOf: PlainDate): Outcome<GroupRegister> {
  return parse(GroupRegisterProblem, problem).map(({ events, meetings, attendance }): GroupRegister => {
    const until = Object.fromEntries(Object.entries(events).filter(([, { on }]) => on <= asOf))
    const seats = groupedBy(membershipsOf(until), ({ child, group }) => `${child} ${group}`)
    const entries = Object.entries(attendance).filter(([, { on }]) => on <= asOf)
    const ofDay = groupedBy(
      entries.map(([, entry]) => entry),
      ({ child, group, on }) => `${child} ${group} ${on}`,
    )
    const held = groupedBy(
      meetings.filter(({ on }) => on <= asOf),
      ({ group }) => group,
    )
    const rows = [...seats.values()].flatMap((mine): readonly GroupRegisterRow[] => {
      const [first] = mine
      if (!first) return []
      const { child, group } = first
      const days = [...new Set((held.get(group) ?? []).map(({ on }) => on))].filter((on) =>
        mine.some((one) => inside(one, on)),
      )
      const counted = days.map((on) => countedAs(ofDay.get(`${child} ${group} ${on}`) ?? []))
      const count = (as: Counted): number => counted.filter((one) => one === as).length
      return [
        {
          child,
          group,
          owed: days.length,
          present: count('present'),
          excused: count('excused'),
          unexcused: count('unexcused'),
          notRecorded: count('notRecorded'),
        },
      ]
    })
    const notMembers = entries
      .filter(([, { child, group, on }]) => !(seats.get(`${child} ${group}`) ?? []).some((one) => inside(one, on)))
      .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
      .map(([id, { child, on }]) => ({ path: pointer('attendance', id), child, on }))
    return { rows, notMembers }
  })
}
