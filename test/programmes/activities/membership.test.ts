import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type PlainDate } from '../../../src/index.ts'
import {
  groupRegister,
  joinedByPlan,
  memberships,
  movedByChange,
  type SeatEvent,
} from '../../../src/programmes/index.ts'
import { enrol, withdraw } from '../../../src/schedule/index.ts'
import { requests } from '../../schedule/enrolment-cases.ts'
import { anyChild, childIds, date, shuffledRecord, underIds } from '../safety/cases.ts'

const groups = ['a', 'b'] as const
const anyEvent: fc.Arbitrary<SeatEvent> = fc.record({
  on: date('2026-09-01', 25),
  child: anyChild,
  group: fc.constantFrom(...groups),
  kind: fc.constantFrom('joined' as const, 'left' as const),
})
const anyEvents = fc.array(anyEvent, { maxLength: 14 }).map(underIds)

/** Whether a child is in a group on a day: go through all days and keep a flag. */
function isIn(events: Readonly<Record<string, SeatEvent>>, child: string, group: string, on: PlainDate): boolean {
  let member = false
  for (let day: PlainDate = '2026-09-01'; day <= on; day = addDays(day, 1)) {
    const today = Object.values(events).filter((one) => one.child === child && one.group === group && one.on === day)
    const [joined, left] = [today.some(({ kind }) => kind === 'joined'), today.some(({ kind }) => kind === 'left')]
    if (joined && !left) member = true
    if (left && !joined) member = false
  }
  return member
}

describe('memberships', () => {
  it('are what going through the days one by one says', () => {
    fc.assert(
      fc.property(
        anyEvents,
        anyChild,
        fc.constantFrom(...groups),
        date('2026-09-01', 30),
        (events, child, group, on) => {
          const found = memberships(events)
            ._unsafeUnwrap()
            .filter((one) => one.child === child && one.group === group)
          expect(found.some(({ from, to }) => from <= on && (to === 'none' || on < to))).toBe(
            isIn(events, child, group, on),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
  it('do not overlap or touch, and are the same in any order', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) => fc.tuple(fc.constant(events), shuffledRecord(events))),
        ([events, shuffled]) => {
          const found = memberships(events)._unsafeUnwrap()
          expect(JSON.stringify(memberships(shuffled)._unsafeUnwrap())).toBe(JSON.stringify(found))
          for (const [i, one] of found.entries()) {
            const next = found[i + 1]
            if (next && next.child === one.child && next.group === one.group)
              expect(one.to !== 'none' && one.to < next.from).toBe(true)
          }
        },
      ),
    )
  })
  it('follow enrolment: after a withdrawal the members are those of the new plan', () => {
    let moved = 0
    fc.assert(
      fc.property(requests({ children: 6, groups: 4 }), fc.nat(100), (request, pick) => {
        const plan = enrol(request, { mechanism: 'draft', seed: 7 })._unsafeUnwrap()
        const held = plan.children.flatMap(({ child, got }) => got.map(({ group }) => ({ child, group })))
        const out = held[pick % Math.max(1, held.length)]
        if (!out) return
        const change = withdraw(request, plan, out)._unsafeUnwrap()
        if (change.moved.length > 1) moved++
        const events = underIds([...joinedByPlan(plan, '2026-09-16'), ...movedByChange(change, '2026-10-01')])
        const on = (day: PlainDate) =>
          new Set(
            memberships(events)
              ._unsafeUnwrap()
              .filter(({ from, to }) => from <= day && (to === 'none' || day < to))
              .map(({ child, group }) => `${child} ${group}`),
          )
        const planned = (all: typeof plan) =>
          new Set(all.groups.flatMap(({ group, children }) => children.map((child) => `${child} ${group}`)))
        expect(on('2026-09-30')).toEqual(planned(plan))
        expect(on('2026-10-01')).toEqual(planned(change.plan))
      }),
      { numRuns: 400 },
    )
    expect(moved).toBeGreaterThan(0)
  })
})

describe('groupRegister', () => {
  const anyProblem = fc.record({
    events: anyEvents,
    meetings: fc.array(fc.record({ group: fc.constantFrom(...groups), on: date('2026-09-01', 30) }), { maxLength: 8 }),
    attendance: fc
      .array(
        fc.record({
          on: date('2026-09-01', 30),
          child: anyChild,
          group: fc.constantFrom(...groups),
          state: fc.constantFrom('present' as const, 'late' as const, 'excused' as const, 'unexcused' as const),
        }),
        { maxLength: 12 },
      )
      .map(underIds),
  })
  const asOf = '2026-10-15'
  it('owes a child the meetings of its days of membership, each counted once', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const { rows, notMembers } = groupRegister(problem, asOf)._unsafeUnwrap()
        for (const child of childIds)
          for (const group of groups) {
            const days = new Set(
              problem.meetings
                .filter((one) => one.group === group && isIn(problem.events, child, group, one.on))
                .map(({ on }) => on),
            )
            const row = rows.find((one) => one.child === child && one.group === group)
            expect(row?.owed ?? 0).toBe(days.size)
            if (row) expect(row.present + row.excused + row.unexcused + row.notRecorded).toBe(row.owed)
            const there = [...days].filter((on) =>
              Object.values(problem.attendance).some(
                (one) =>
                  one.child === child &&
                  one.group === group &&
                  one.on === on &&
                  (one.state === 'present' || one.state === 'late'),
              ),
            )
            expect(row?.present ?? 0).toBe(there.length)
          }
        const outside = Object.values(problem.attendance).filter(
          ({ child, group, on }) => !isIn(problem.events, child, group, on),
        )
        expect(notMembers).toHaveLength(outside.length)
      }),
      { numRuns: 150 },
    )
  })
  it('owes nothing before the day of joining, nor from the day of leaving on', () => {
    const [child] = childIds
    if (!child) throw new Error('no child')
    const events = {
      e1: { on: '2026-09-10', child, group: 'a', kind: 'joined' },
      e2: { on: '2026-09-20', child, group: 'a', kind: 'left' },
    } as const
    const meetings = (['2026-09-09', '2026-09-10', '2026-09-19', '2026-09-20'] as const).map((on) => ({
      group: 'a',
      on,
    }))
    const present = { a1: { on: '2026-09-20', child, group: 'a', state: 'present' } } as const
    const { rows, notMembers } = groupRegister({ events, meetings, attendance: present }, asOf)._unsafeUnwrap()
    expect(rows.map(({ owed, notRecorded }) => [owed, notRecorded])).toEqual([[2, 2]])
    expect(notMembers).toEqual([{ path: '/attendance/a1', child, on: '2026-09-20' }])
  })
})
