import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enrol, type EnrolmentRequest, type Mechanism, swap, withdraw } from '../../src/schedule/index.ts'
import { child, childId, faults, groupsOf, requests, worthTo } from './enrolment-cases.ts'

const mechanisms: readonly Mechanism[] = ['flow', 'draft', 'serial', 'leximin']
const mechanism = fc.constantFrom(...mechanisms)
const planned = (request: EnrolmentRequest, how: Mechanism, seed = 1) =>
  enrol(request, { mechanism: how, seed })._unsafeUnwrap()
const wishOf = (request: EnrolmentRequest, id: string) => request.wishes.find((wish) => wish.child === id)?.groups ?? []
const isProtectedIn = (request: EnrolmentRequest, id: string, group: string): boolean => {
  const classes = request.groups.find((one) => one.id === group)?.protectedSeats?.classes ?? []
  return request.children.find((one) => one.id === id)?.classes.some((each) => classes.includes(each)) ?? false
}

const unprotected = ({ groups }: EnrolmentRequest): EnrolmentRequest['groups'] =>
  groups.map((group) => ({ ...group, protectedSeats: { seats: 0, classes: ['p'] } }))

describe('enrol', () => {
  it('never breaks seats, clashes, eligibility or number, and gives nobody what it did not wish', () => {
    fc.assert(
      fc.property(requests({ children: 12, groups: 6, twoSlots: true }), mechanism, fc.nat(), (request, how, seed) => {
        const plan = planned(request, how, seed)
        expect(faults(request, plan)).toEqual([])
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
        for (const { child: id, got, notGot } of plan.children)
          expect([...got, ...notGot].map(({ group }) => group).sort()).toEqual([...wishOf(request, id)].sort())
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same bytes in whatever order the request comes', () => {
    fc.assert(
      fc.property(requests({ children: 9, groups: 5, twoSlots: true }), mechanism, (request, how) => {
        const turned = {
          ...request,
          children: [...request.children].reverse(),
          groups: [...request.groups].reverse(),
          wishes: [...request.wishes].reverse(),
        }
        expect(JSON.stringify(planned(turned, how))).toBe(JSON.stringify(planned(request, how)))
      }),
      { numRuns: 80 },
    )
  })

  it('gives protected seats first to those they are protected for', () => {
    fc.assert(
      fc.property(requests({ children: 12, groups: 5 }), mechanism, (request, how) => {
        const plan = planned(request, how)
        for (const { group, children, waiting } of plan.groups) {
          const kept = request.groups.find(({ id }) => id === group)?.protectedSeats?.seats ?? 0
          const inside = children.filter((id) => isProtectedIn(request, id, group)).length
          const others = children.length - inside
          const seats = request.groups.find(({ id }) => id === group)?.seats ?? 0
          // Where others sit on seats that were protected, nobody they are protected for has less than nothing for want of one.
          if (others > seats - kept)
            for (const id of waiting)
              if (isProtectedIn(request, id, group)) expect(groupsOf(plan, id).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('gives a protected seat to the last by lot, and releases one that nobody claims', () => {
    const groups = [{ id: 'art', seats: 2, slots: ['mon'], protectedSeats: { seats: 1, classes: ['p'] } }]
    const request = (classes: readonly string[]): EnrolmentRequest => ({
      asOf: '2026-09-15',
      children: [child(1), child(2), child(3, { classes })],
      groups,
      wishes: [1, 2, 3].map((i) => ({ child: childId(i), groups: ['art'] })),
    })
    for (const how of mechanisms) {
      const inArt = (classes: readonly string[]) =>
        enrol(request(classes), { mechanism: how, lottery: [1, 2, 3].map(childId) })._unsafeUnwrap().groups[0]?.children
      expect(inArt(['p'])).toEqual(['c1', 'c3'])
      expect(inArt([])).toEqual(how === 'serial' ? ['c1'] : ['c1', 'c2'])
    }
  })

  it('leaves no seat free that a waiting child would gain by, where all seats are open', () => {
    fc.assert(
      fc.property(requests({ children: 12, groups: 5 }), mechanism, (request, how) => {
        const open = { ...request, groups: unprotected(request) }
        for (const { free, waiting } of planned(open, how).groups) expect(free === 0 || waiting.length === 0).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('serves by flow and leximin as many as any mechanism, and those never enrolled before all others', () => {
    fc.assert(
      fc.property(requests({ children: 10, groups: 5 }), (request) => {
        const open = { ...request, groups: unprotected(request) }
        const [flow, draft, serial, leximin] = mechanisms.map((how) => planned(open, how).coverage)
        expect(flow?.withGroup).toBe(leximin?.withGroup)
        expect(flow?.neverBeforeWithGroup).toBe(leximin?.neverBeforeWithGroup)
        for (const other of [draft, serial]) {
          expect(flow?.withGroup).toBeGreaterThanOrEqual(other?.withGroup ?? 0)
          expect(flow?.neverBeforeWithGroup).toBeGreaterThanOrEqual(other?.neverBeforeWithGroup ?? 0)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('serves no fewer by flow and leximin when there is a seat more', () => {
    fc.assert(
      fc.property(
        requests({ children: 10, groups: 5 }),
        fc.nat(),
        fc.constantFrom('flow', 'leximin'),
        (request, pick, how) => {
          const groups = unprotected(request)
          const more = groups.map((group, g) =>
            g === pick % groups.length ? { ...group, seats: group.seats + 1 } : group,
          )
          expect(planned({ ...request, groups: more }, how).coverage.withGroup).toBeGreaterThanOrEqual(
            planned({ ...request, groups }, how).coverage.withGroup,
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('has under leximin no worse best rank, counted from the worst, than under flow', () => {
    fc.assert(
      fc.property(requests({ children: 10, groups: 5 }), (request) => {
        const open = { ...request, groups: unprotected(request) }
        const profile = (how: Mechanism) =>
          planned(open, how)
            .children.map(({ got }) => Math.min(99, ...got.map(({ rank }) => rank)))
            .sort((a, b) => b - a)
        const [fair, sum] = [profile('leximin'), profile('flow')]
        const at = fair.findIndex((rank, i) => rank !== sum[i])
        expect(at < 0 || fair[at]! < sum[at]!).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('lets two children who differ by lot alone change places when their lots do', () => {
    fc.assert(
      fc.property(requests({ children: 8, groups: 5, twoSlots: true }), mechanism, (request, how) => {
        const [one, ...others] = request.children
        if (one === undefined) return
        const twin = { ...one, id: childId(99) }
        const both = {
          ...request,
          children: [...request.children, twin],
          wishes: [...request.wishes, { child: twin.id, groups: wishOf(request, one.id) }],
        }
        const rest = others.map(({ id }) => id)
        const plan = enrol(both, { mechanism: how, lottery: [one.id, ...rest, twin.id] })._unsafeUnwrap()
        const turned = enrol(both, { mechanism: how, lottery: [twin.id, ...rest, one.id] })._unsafeUnwrap()
        expect(groupsOf(turned, twin.id)).toEqual(groupsOf(plan, one.id))
        expect(groupsOf(turned, one.id)).toEqual(groupsOf(plan, twin.id))
        for (const id of rest) expect(groupsOf(turned, id)).toEqual(groupsOf(plan, id))
      }),
      { numRuns: 120 },
    )
  })

  /** What a child could gain by stating any other list, with what it truly wishes as the measure. */
  function gainByMisreport(request: EnrolmentRequest, how: Mechanism): number {
    const lists = (ids: readonly string[]): readonly (readonly string[])[] => [
      [],
      ...ids.flatMap((id) => lists(ids.filter((other) => other !== id)).map((rest) => [id, ...rest])),
    ]
    const all = lists(request.groups.map(({ id }) => id))
    const plan = planned(request, how)
    return Math.max(
      0,
      ...request.children.flatMap(({ id }) => {
        const own = worthTo(wishOf(request, id), groupsOf(plan, id))
        return all.map((groups) => {
          const wishes = request.wishes.map((wish) => (wish.child === id ? { child: id, groups } : wish))
          const got = groupsOf(planned({ ...request, wishes }, how), id)
          // A group that the child does not want is worth nothing to it.
          return worthTo(wishOf(request, id), got) - own
        })
      }),
    )
  }

  it('rewards under serial no other list than the true one: all lists of at most four children and groups', () => {
    fc.assert(
      fc.property(requests({ children: 4, groups: 3, twoSlots: true }), (request) => {
        expect(gainByMisreport(request, 'serial')).toBe(0)
      }),
      { numRuns: 40 },
    )
    fc.assert(
      fc.property(requests({ children: 4, groups: 4 }), (request) => {
        expect(gainByMisreport(request, 'serial')).toBe(0)
      }),
      { numRuns: 25 },
    )
  })

  it('can reward another list under flow and draft: the measure sees it', () => {
    const groups = ['g0', 'g1', 'g2'].map((id, g) => ({ id, seats: 1, slots: [`s${g}`] }))
    const wishes = [
      { child: childId(0), groups: ['g0', 'g1', 'g2'] },
      { child: childId(1), groups: ['g1', 'g0', 'g2'] },
      { child: childId(2), groups: ['g0', 'g1'] },
    ]
    const request = {
      asOf: '2026-09-15',
      children: [0, 1, 2].map((i) => child(i, { most: i === 2 ? 1 : 2 })),
      groups,
      wishes,
    } as const
    const gains = (['flow', 'draft'] as const).map((how) => gainByMisreport(request, how))
    expect(Math.max(...gains)).toBeGreaterThan(0)
  })

  it('names in group lists ids and numbers alone', () => {
    const request: EnrolmentRequest = {
      asOf: '2026-09-15',
      children: [child(1, { classes: ['hardship'], tags: ['epilepsy'] }), child(2)],
      groups: [
        {
          id: 'choir',
          seats: 1,
          slots: ['mon'],
          notFor: ['asthma'],
          protectedSeats: { seats: 1, classes: ['hardship'] },
        },
      ],
      wishes: [1, 2].map((i) => ({ child: childId(i), groups: ['choir'] })),
    }
    for (const how of mechanisms) {
      const { groups } = planned(request, how)
      expect(groups).toEqual([{ group: 'choir', children: ['c1'], free: 0, waiting: ['c2'] }])
      expect(JSON.stringify(planned(request, how))).not.toMatch(/hardship|epilepsy|asthma/)
    }
  })

  it('says of each wish why it did not come true', () => {
    const groups = [
      { id: 'art', seats: 1, slots: ['mon'] },
      { id: 'band', seats: 1, slots: ['mon'] },
      { id: 'chess', seats: 9, slots: [], grades: [1] },
      { id: 'dance', seats: 9, slots: [], notFor: ['heart'] },
      { id: 'earth', seats: 9, slots: ['tue'] },
    ]
    const wished = ['art', 'band', 'chess', 'dance', 'earth']
    const reasons = (more: Parameters<typeof child>[1]) =>
      planned(
        {
          asOf: '2026-09-15',
          children: [child(1, { most: 1, ...more }), child(2)],
          groups,
          wishes: [
            { child: childId(1), groups: wished },
            { child: childId(2), groups: ['band'] },
          ],
        },
        'flow',
      ).children[0]!.notGot.map(({ reason }) => reason)
    expect(reasons({})).toEqual(['clash', 'grade', 'enough', 'enough'])
    expect(reasons({ grade: 'notCollected', tags: 'contested', most: 2 })).toEqual([
      'clash',
      'gradeUnknown',
      'tagsUnknown',
    ])
    expect(reasons({ tags: ['heart'], most: 2 })).toEqual(['clash', 'grade', 'unsuitable'])
    expect(reasons({ consent: 'refused' })).toEqual(wished.map(() => 'consentRefused'))
    expect(reasons({ consent: 'notCollected' })).toEqual(wished.map(() => 'consentUnknown'))
  })

  it('refuses what cannot be read, without what somebody typed', () => {
    const good: EnrolmentRequest = { asOf: '2026-09-15', children: [child(1)], groups: [], wishes: [] }
    const refused = (
      request: EnrolmentRequest,
      options: Parameters<typeof enrol>[1] = { mechanism: 'flow', seed: 1 },
    ) =>
      enrol(request, options).match(
        () => [],
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused({ ...good, children: [child(1), child(1)] })).toEqual(['/children duplicate'])
    expect(refused({ ...good, wishes: [{ child: childId(7), groups: ['x'] }] })).toEqual([
      '/wishes/0/child unknown-code',
      '/wishes/0/groups unknown-code',
    ])
    expect(refused({ ...good, rankWorth: [5, 5] })).toEqual(['/rankWorth inconsistent'])
    expect(refused(good, { mechanism: 'flow', seed: 0.5 })).toEqual(['/seed invalid-value'])
    expect(refused(good, { mechanism: 'flow', lottery: [] })).toEqual(['/lottery inconsistent'])
    expect(
      refused({ ...good, groups: [{ id: 'g', seats: 1, slots: [], protectedSeats: { seats: 2, classes: ['p'] } }] }),
    ).toEqual(['/groups/0/protectedSeats too-large'])
  })
})

describe('withdraw', () => {
  it('moves only children who gain, breaks no rule, and remembers who withdrew', () => {
    let moves = 0
    fc.assert(
      fc.property(requests({ children: 12, groups: 5, twoSlots: true }), mechanism, fc.nat(), (request, how, pick) => {
        const plan = planned(request, how)
        const held = plan.children.flatMap(({ child: id, got }) => got.map(({ group }) => ({ child: id, group })))
        if (held.length === 0) return
        const gone = held[pick % held.length]!
        const after = withdraw(request, plan, gone)._unsafeUnwrap()
        expect(faults(request, after.plan)).toEqual([])
        expect(groupsOf(after.plan, gone.child)).toEqual(
          groupsOf(plan, gone.child).filter((group) => group !== gone.group),
        )
        for (const { id } of request.children) {
          if (id === gone.child) continue
          const [was, is] = [plan, after.plan].map((each) => worthTo(wishOf(request, id), groupsOf(each, id)))
          const moved = after.moved.some((one) => one.child === id)
          if (moved) moves++
          expect(moved ? is! > was! : is === was).toBe(true)
        }
        expect(withdraw(request, after.plan, gone).isErr()).toBe(true)
        const again = swap(request, after.plan)._unsafeUnwrap()
        expect(groupsOf(again.plan, gone.child)).not.toContain(gone.group)
      }),
      { numRuns: 250 },
    )
    expect(moves).toBeGreaterThan(20)
  })

  it('refuses a plan that belongs to another request', () => {
    const request: EnrolmentRequest = {
      asOf: '2026-09-15',
      children: [child(1)],
      groups: [{ id: 'g', seats: 1, slots: [] }],
      wishes: [{ child: childId(1), groups: ['g'] }],
    }
    const plan = planned(request, 'flow')
    expect(swap({ ...request, wishes: [] }, plan).isErr()).toBe(true)
    expect(swap({ ...request, groups: [{ id: 'g', seats: 0, slots: [] }] }, plan).isErr()).toBe(true)
  })
})

describe('swap', () => {
  it('makes nobody worse off and finds nothing left to trade after flow and draft', () => {
    fc.assert(
      fc.property(requests({ children: 12, groups: 5 }), mechanism, (request, how) => {
        const plan = planned(request, how)
        const after = swap(request, plan)._unsafeUnwrap()
        expect(faults(request, after.plan)).toEqual([])
        for (const { id } of request.children)
          expect(worthTo(wishOf(request, id), groupsOf(after.plan, id))).toBeGreaterThanOrEqual(
            worthTo(wishOf(request, id), groupsOf(plan, id)),
          )
        if (how === 'flow' || how === 'draft') expect(after.moved).toEqual([])
        expect(swap(request, after.plan)._unsafeUnwrap().moved).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('lets two children change who hold what the other likes better', () => {
    const request: EnrolmentRequest = {
      asOf: '2026-09-15',
      children: [child(1), child(2)].map((one) => ({ ...one, most: 1 })),
      groups: ['art', 'band'].map((id) => ({ id, seats: 1, slots: ['mon'] })),
      wishes: [
        { child: childId(1), groups: ['art', 'band'] },
        { child: childId(2), groups: ['band', 'art'] },
      ],
    }
    const plan = planned(request, 'serial')
    const crossed = {
      ...plan,
      groups: plan.groups.map((list, g) => ({ ...list, children: plan.groups[1 - g]!.children })),
    }
    const { plan: after, moved } = swap(request, crossed)._unsafeUnwrap()
    expect(after.groups).toEqual(plan.groups)
    expect(moved).toEqual([
      { child: 'c1', left: ['band'], joined: ['art'] },
      { child: 'c2', left: ['art'], joined: ['band'] },
    ])
  })
})
