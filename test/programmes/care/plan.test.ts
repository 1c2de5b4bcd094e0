import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CarePlan, parse } from '../../../src/index.ts'
import {
  answeredFlags,
  careDue,
  type CareEventInput,
  carePlanActions,
  carePlanOf,
  carePlanView,
  type CareProgramme,
  careProgramme,
} from '../../../src/programmes/index.ts'
import { day, flag, flagSets, goodPlan, histories, modelOf, span } from './plan-model.ts'

const last = day(span + 40)
type Flags = Parameters<typeof careProgramme>[1]['flags']
const fold = (history: readonly CareEventInput[], flags: Flags = {}, asOf = last): CareProgramme =>
  careProgramme(history, { asOf, flags })._unsafeUnwrap()
const numbered = (drafts: readonly object[]): readonly CareEventInput[] =>
  drafts.map((draft, i) => ({ ...draft, id: `e${i}` }) as CareEventInput)

/** What of a programme the plain model knows too. */
const outline = (found: CareProgramme) => ({
  plans: Object.values(found.plans).map(({ id, child, author, state, goals, tasks }) => ({
    id,
    child,
    author,
    state,
    goals: Object.values(goals).map((goal) => [goal.id, goal.state, goal.progress.at(-1)?.attained]),
    tasks: Object.values(tasks).map(({ id: task, state: stands, owner, due }) => [
      task,
      stands,
      `${owner.role} ${owner.id}`,
      due,
    ]),
  })),
  refused: found.refused.map(({ event }) => event),
})
const plainOutline = ({ plans, refused }: ReturnType<typeof modelOf>) => ({
  plans: [...plans]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { child, author, state, goals, tasks }]) => ({
      id,
      child,
      author,
      state,
      goals: [...goals].map(([key, goal]) => [key, goal.state, goal.last]),
      tasks: [...tasks].map(([key, task]) => [key, task.state, task.owner, task.due]),
    })),
  refused,
})

describe('careProgramme', () => {
  it('comes to what the events come to one by one, by hand, on any day', () => {
    const reached = { closed: 0, active: 0, refused: 0 }
    fc.assert(
      fc.property(histories, flagSets, fc.nat(span), (history, flags, n) => {
        for (const asOf of [day(n), last]) {
          const found = fold(history, flags, asOf)
          expect(outline(found)).toEqual(plainOutline(modelOf(history, asOf, flags)))
          for (const { state } of Object.values(found.plans)) if (state !== 'draft') reached[state]++
          reached.refused += found.refused.length
        }
      }),
      { numRuns: 400 },
    )
    // Plans get far enough for the law to say something.
    expect(reached.closed).toBeGreaterThan(20)
    expect(reached.active).toBeGreaterThan(60)
    expect(reached.refused).toBeGreaterThan(400)
  })

  it('comes to the same in any order of writing, and twice the same event counts once', () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
          ),
        ),
        flagSets,
        ([history, shuffled], flags) => {
          expect(JSON.stringify(fold(shuffled, flags))).toBe(JSON.stringify(fold(history, flags)))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('loses no task: each that was given is open, done by somebody, or dropped with a reason, and none is open in a closed plan', () => {
    fc.assert(
      fc.property(histories, flagSets, (history, flags) => {
        const found = fold(history, flags)
        const refused = new Set<string>(found.refused.map(({ event }) => event))
        const given = history.flatMap((event) =>
          event.kind === 'taskGiven' && !refused.has(event.id) ? [`${event.plan} ${event.task}`] : [],
        )
        const kept = Object.values(found.plans).flatMap(({ id, tasks }) =>
          Object.keys(tasks).map((task) => `${id} ${task}`),
        )
        expect(kept.sort()).toEqual(given.sort())
        for (const { state, tasks } of Object.values(found.plans))
          for (const task of Object.values(tasks)) {
            if (state === 'closed') expect(task.state).not.toBe('open')
            if (task.state === 'dropped') expect(task.reason).toBeDefined()
            if (task.state === 'done') expect(task.done).toBeDefined()
            const spans = task.holders.map(({ from, to }) => [from, to])
            for (const [i, [, to]] of spans.entries()) expect(to).toBe(spans[i + 1]?.[0] ?? 'none')
            expect(task.owner).toMatchObject({ id: task.holders.at(-1)?.id, role: task.holders.at(-1)?.role })
          }
      }),
      { numRuns: 150 },
    )
  })

  it('credits work to whoever had the task on its day, not to whoever has it now', () => {
    const plan = 'p1'
    const next = { id: 'w2', role: 'worker' } as const
    const by = { id: 's1', role: 'supervisor' } as const
    const history = numbered([
      ...goodPlan(plan, 0).slice(0, 7),
      { kind: 'taskReopened', on: day(6), by, plan, task: 't1', reason: '未完成' },
      { kind: 'taskHandedOn', on: day(6), by, plan, task: 't1', owner: next },
    ])
    const task = fold(history).plans[plan]?.tasks['t1']
    expect(task?.done?.credit).toBe('w1')
    expect(task?.owner.id).toBe('w2')
    // The report of what was done on day 5 comes late, after the hand-over: the credit is the same.
    const late = [
      ...history.filter(({ kind }) => kind !== 'taskDone'),
      ...history.filter(({ kind }) => kind === 'taskDone'),
    ]
    expect(fold(late).plans[plan]?.tasks['t1']?.done?.credit).toBe('w1')
  })

  it('never counts as reached while a flag is open or unknown, and closes no flag itself', () => {
    const history = numbered(goodPlan('p1', 0))
    const rule = 'contact.silent-month'
    const state = (flags: Flags) => fold(history, flags).plans['p1']?.state
    expect(state({})).toBe('active')
    expect(state({ c1: [flag(rule, 'none')] })).toBe('active')
    expect(state({ c1: [flag(rule, day(30))] })).toBe('active')
    expect(state({ c1: [flag(rule, day(11))] })).toBe('closed')
    expect(fold(history, { c1: [flag(rule, 'none')] }).refused).toEqual([
      { event: 'e10', code: 'needs-missing', missing: ['flags-closed'] },
    ])
  })

  it('refuses what cannot be read, and one id for two events', () => {
    const [event] = numbered(goodPlan('p1', 0))
    expect(careProgramme([{ ...event, on: '2026-02-30' } as never], { asOf: last }).isErr()).toBe(true)
    expect(careProgramme([event!, { ...event!, on: day(1) }], { asOf: last }).isErr()).toBe(true)
    expect(careProgramme('x' as never, { asOf: last }).isErr()).toBe(true)
  })
})

describe('carePlanActions', () => {
  const acts = ['approved', 'reviewed', 'closed', 'reopened'] as const
  const moveOf = { approved: 'approve', reviewed: 'review', closed: 'stop', reopened: 'reopen' } as const
  const byAct = ['reason', 'another-owner']

  it('offers exactly what would be allowed if it were done now', () => {
    const people = [
      { id: 'w1', role: 'worker' },
      { id: 's1', role: 'supervisor' },
      { id: 't1', role: 'teacher' },
    ] as const
    let offered = 0
    fc.assert(
      fc.property(histories, flagSets, fc.constantFrom(...people), (history, flags, by) => {
        const found = fold(history, flags, last)
        const isAllowed = (event: object): boolean => {
          const next = { id: 'next', on: last, nth: 9, by, ...event } as CareEventInput
          const after = careProgramme([...history, next], { asOf: last, flags })._unsafeUnwrap()
          return !after.refused.some(({ event: id }) => id === 'next')
        }
        for (const plan of Object.keys(found.plans)) {
          const actions = carePlanActions(found, plan, by)
          const may = (list: (typeof actions)['plan'] | undefined, on: string): boolean =>
            (list ?? []).some((one) => one.on === on && one.missing.every((need) => byAct.includes(need)))
          for (const kind of acts) {
            const event = { kind, plan, reason: kind === 'closed' ? 'leftRegister' : '原因', reviewOn: last }
            const { reason, reviewOn, ...bare } = event
            const input = kind === 'closed' ? { ...bare, reason } : kind === 'reopened' ? event : { ...bare, reviewOn }
            expect(may(actions.plan, moveOf[kind]), kind).toBe(isAllowed(input))
          }
          expect(may(actions.plan, 'reach')).toBe(isAllowed({ kind: 'closed', plan, reason: 'goalsReached' }))
          for (const [task, list] of Object.entries(actions.tasks)) {
            const own = list as unknown as (typeof actions)['plan']
            expect(may(own, 'do')).toBe(isAllowed({ kind: 'taskDone', plan, task }))
            expect(may(own, 'drop')).toBe(isAllowed({ kind: 'taskDropped', plan, task, reason: '原因' }))
            expect(may(own, 'reopen')).toBe(isAllowed({ kind: 'taskReopened', plan, task, reason: '原因' }))
            offered += own.length
          }
          for (const [goal, list] of Object.entries(actions.goals)) {
            const own = list as unknown as (typeof actions)['plan']
            expect(may(own, 'meet')).toBe(isAllowed({ kind: 'goalMet', plan, goal }))
            expect(may(own, 'drop')).toBe(isAllowed({ kind: 'goalDropped', plan, goal, reason: '原因' }))
          }
        }
      }),
      { numRuns: 80 },
    )
    expect(offered).toBeGreaterThan(50)
    expect(carePlanActions(fold([]), 'p9', people[0])).toEqual({ plan: [], goals: {}, tasks: {} })
    expect(carePlanActions(fold([]), 'constructor', people[0])).toEqual({ plan: [], goals: {}, tasks: {} })
  })
})

describe('answeredFlags', () => {
  it('leads from a flag to a plan, to tasks, to a question, to a closed flag', () => {
    const rule = 'contact.silent-month'
    const events = numbered(goodPlan('p1', 0))
    const answerOn = (n: number, closedOn: Parameters<typeof flag>[1] = 'none') =>
      answeredFlags(fold(events, { c1: [flag(rule, closedOn)] }, day(n)))[0]
    expect(answeredFlags(fold([], { c1: [flag(rule, 'none')] }))[0]?.answer).toBe('noPlan')
    expect(answerOn(0)?.answer).toBe('noTask')
    expect(answerOn(3)).toMatchObject({ answer: 'inAction', plan: 'p1', tasks: ['t1'], afterDeadline: false })
    expect(answerOn(6)?.answer).toBe('askToClear')
    expect(answerOn(11, day(11))?.answer).toBe('closed')
    // A task after the deadline of the flag is told.
    const slow = events.map((event) => (event.kind === 'taskGiven' ? { ...event, due: day(8) } : event))
    expect(answeredFlags(fold(slow, { c1: [flag(rule, 'none')] }, day(3)))[0]?.afterDeadline).toBe(true)
  })
})

describe('careDue', () => {
  it('lists each open task of a live plan once, with its owner, and lateness grows with the days', () => {
    fc.assert(
      fc.property(histories, flagSets, fc.nat(span), (history, flags, n) => {
        const found = fold(history, flags, day(n))
        const due = careDue(found)
        const tasks = due.filter(({ what }) => what === 'task')
        const open = Object.values(found.plans).flatMap((plan) =>
          plan.state === 'closed'
            ? []
            : Object.values(plan.tasks).flatMap(({ id, state }) => (state === 'open' ? [`${plan.id} ${id}`] : [])),
        )
        expect(tasks.map(({ plan, task }) => `${plan} ${task}`).sort()).toEqual(open.sort())
        for (const one of due) {
          expect(one.daysLate > 0).toBe(one.due < day(n))
          expect(one.status === 'overdue' || one.status === 'breached').toBe(one.daysLate > 0)
        }
        expect(due.map((one) => one.due)).toEqual(due.map((one) => one.due).sort())
      }),
      { numRuns: 100 },
    )
  })
})

describe('carePlanOf', () => {
  it('is always a plan as records keep it', () => {
    fc.assert(
      fc.property(histories, flagSets, (history, flags) => {
        for (const plan of Object.values(fold(history, flags).plans)) {
          const kept = carePlanOf(plan)
          expect(parse(CarePlan, kept).isOk()).toBe(true)
          expect(Object.keys(kept.goals).sort()).toEqual(Object.keys(plan.goals).sort())
          const measures = Object.values(kept.goals).flatMap((goal) => Object.keys(goal.measures))
          const tasks = Object.values(plan.tasks).flatMap(({ id, state }) => (state === 'dropped' ? [] : [id]))
          expect(measures.sort()).toEqual([...tasks].sort())
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('carePlanView', () => {
  const by = { id: 'w9', role: 'worker' } as const
  const matter = 'i1'
  const secret = (plan: string, whole: boolean) =>
    [
      ...(whole ? [{ kind: 'opened', on: day(1), by, plan, child: 'c1', matter }] : []),
      { kind: 'needNamed', on: day(4), by, plan, need: 'nx', domain: 'safety', words: '秘密', matter },
      { kind: 'goalSet', on: day(5), by, plan, goal: 'gx', need: 'nx', words: '秘密', due: day(30) },
      { kind: 'taskGiven', on: day(5), by, plan, task: 'tx', goal: 'gx', words: '秘密', owner: by, due: day(9) },
      { kind: 'taskDone', on: day(7), by, plan, task: 'tx' },
      { kind: 'progressNoted', on: day(8), by, plan, goal: 'gx', attained: 1 },
    ].map((event, i) => ({ ...event, id: `x${i}` }) as CareEventInput)
  const view = (
    history: readonly CareEventInput[],
    role: string,
    relation: string,
    person: string,
    incidents: object,
  ) =>
    JSON.stringify(
      carePlanView(history, {
        asOf: last,
        child: 'c1',
        viewer: { role, relation, person } as never,
        incidents: incidents as never,
      })._unsafeUnwrap(),
    )

  it('is equal to the byte with and without what rests on a matter of which the viewer may be the cause', () => {
    let told = 0
    fc.assert(
      fc.property(histories, fc.boolean(), (history, whole) => {
        const grave = [...history, ...secret(whole ? 'px' : 'p1', whole)]
        for (const [role, relation, person, cause] of [
          ['worker', 'ownCase', 'w3', { role: 'worker', id: 'w3' }],
          ['supervisor', 'area', 's1', { role: 'worker', id: 's1' }],
          ['mother', 'family', 'm', { role: 'mother', id: 'none' }],
          ['guardian', 'family', 'g', { role: 'guardian', id: 'notCollected' }],
          ['teacher', 'served', 't1', { role: 'worker', id: 'notCollected' }],
          ['helper', 'helper', 'v1', { role: 'volunteer', id: 'v1' }],
        ] as const) {
          const incidents = { [matter]: { possibleCauses: [cause] } }
          expect(view(grave, role, relation, person, incidents)).toBe(view(history, role, relation, person, incidents))
          // A matter that is not on file may have anybody as its cause.
          expect(view(grave, role, relation, person, {})).toBe(view(history, role, relation, person, {}))
        }
        const known = { [matter]: { possibleCauses: [{ role: 'father', id: 'none' }] } }
        if (view(grave, 'worker', 'ownCase', 'w1', known).includes('秘密')) told++
      }),
      { numRuns: 60 },
    )
    expect(told).toBeGreaterThan(20)
  })

  it('shows flags to those whose case it is alone, and nothing to those who have no part', () => {
    const history = numbered(goodPlan('p1', 0))
    expect(view(history, 'worker', 'ownCase', 'w1', {})).toContain('silent-month')
    expect(view(history, 'mother', 'family', 'm', {})).toContain('每周通话')
    expect(view(history, 'mother', 'family', 'm', {})).not.toContain('silent-month')
    for (const role of ['donor', 'teacher', 'helper', 'delegate', 'public', 'statistician'])
      expect(view(history, role, role === 'delegate' ? 'family' : 'none', 'x', {})).toBe('[]')
    // A helper with a task sees that task and nothing else.
    const helped = history.map((event) =>
      event.kind === 'taskGiven' ? { ...event, owner: { id: 'v1', role: 'volunteer' as const } } : event,
    )
    expect(view(helped, 'helper', 'helper', 'v1', {})).toContain('与妈妈约定时间')
    expect(view(helped, 'helper', 'helper', 'v1', {})).not.toContain('一个月没有来电')
  })
})
