import fc from 'fast-check'
import { addDays, type PlainDate } from '../../../src/index.ts'
import type { CareEventInput } from '../../../src/programmes/index.ts'
import type { FlagRecord } from '../../../src/risk/index.ts'

export const first: PlainDate = '2026-03-02'
export const span = 60
export const day = (n: number): PlainDate => addDays(first, n)

type Draft = CareEventInput extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

const worker = { id: 'w1', role: 'worker' } as const
const supervisor = { id: 's1', role: 'supervisor' } as const
const people = [
  worker,
  worker,
  supervisor,
  supervisor,
  supervisor,
  { id: 'w2', role: 'worker' },
  { id: 't1', role: 'teacher' },
  { id: 'v1', role: 'volunteer' },
  { id: 'c1', role: 'child' },
] as const
const owners = [
  { id: 'w1', role: 'worker' },
  { id: 'w2', role: 'worker' },
  { id: 't1', role: 'teacher' },
  { id: 'v1', role: 'volunteer' },
] as const

/** A course of events as it goes when all goes well, from a day on. */
export const goodPlan = (plan: string, n: number, child = 'c1'): readonly Draft[] => [
  { kind: 'opened', on: day(n), by: worker, plan, child },
  {
    kind: 'needNamed',
    on: day(n),
    by: worker,
    plan,
    need: 'n1',
    domain: 'contact',
    words: '一个月没有来电',
    flags: [{ rule: 'contact.silent-month', episode: 1 }],
  },
  { kind: 'childHeard', on: day(n), by: worker, plan, answer: { says: '想每周和妈妈说话' } },
  { kind: 'goalSet', on: day(n), by: worker, plan, goal: 'g1', need: 'n1', words: '每周通话', due: day(n + 20) },
  {
    kind: 'taskGiven',
    on: day(n + 1),
    by: worker,
    plan,
    task: 't1',
    goal: 'g1',
    words: '与妈妈约定时间',
    owner: worker,
    due: day(n + 7),
  },
  { kind: 'approved', on: day(n + 2), by: supervisor, plan, reviewOn: day(n + 15) },
  { kind: 'taskDone', on: day(n + 5), by: worker, plan, task: 't1' },
  { kind: 'progressNoted', on: day(n + 8), by: worker, plan, goal: 'g1', attained: 0 },
  { kind: 'goalMet', on: day(n + 9), by: worker, plan, goal: 'g1' },
  { kind: 'reviewed', on: day(n + 10), by: supervisor, plan, reviewOn: day(n + 30) },
  { kind: 'closed', on: day(n + 12), by: worker, plan, reason: 'goalsReached' },
]

const on = fc.nat(span).map(day)
const by = fc.constantFrom(...people)
const plan = fc.constantFrom('p1', 'p2')
const goal = fc.constantFrom('g1', 'g2')
const task = fc.constantFrom('t1', 't2')
const reason = fc.constant('原因')
const stray: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ kind: fc.constant('opened' as const), on, by, plan, child: fc.constantFrom('c1', 'c2') }),
  fc.record({
    kind: fc.constant('needNamed' as const),
    on,
    by,
    plan,
    need: fc.constantFrom('n1', 'n2'),
    domain: fc.constant('health' as const),
    words: fc.constant('牙疼'),
    flags: fc.constantFrom([{ rule: 'health.untreated', episode: 1 }], []),
  }),
  fc.record({
    kind: fc.constant('childHeard' as const),
    on,
    by,
    plan,
    answer: fc.constant({ notHeard: 'ill' as const }),
  }),
  fc.record({
    kind: fc.constant('goalSet' as const),
    on,
    by,
    plan,
    goal,
    need: fc.constantFrom('n1', 'n2'),
    words: fc.constant('看牙'),
    due: on,
  }),
  fc.record({
    kind: fc.constant('taskGiven' as const),
    on,
    by,
    plan,
    task,
    goal,
    words: fc.constant('挂号'),
    owner: fc.constantFrom(...owners),
    due: on,
  }),
  fc.record({ kind: fc.constant('approved' as const), on, by, plan, reviewOn: on }),
  fc.record({ kind: fc.constant('taskHandedOn' as const), on, by, plan, task, owner: fc.constantFrom(...owners) }),
  fc.record({ kind: fc.constant('taskMoved' as const), on, by, plan, task, due: on, reason }),
  fc.record({
    kind: fc.constant('progressNoted' as const),
    on,
    by,
    plan,
    goal,
    attained: fc.integer({ min: -2, max: 2 }),
  }),
  fc.record({ kind: fc.constantFrom('taskReopened' as const, 'taskDropped' as const), on, by, plan, task, reason }),
  fc.record({ kind: fc.constant('taskDone' as const), on, by, plan, task }),
  fc.record({ kind: fc.constant('goalMet' as const), on, by, plan, goal }),
  fc.record({ kind: fc.constant('goalDropped' as const), on, by, plan, goal, reason }),
  fc.record({ kind: fc.constant('reviewed' as const), on, by, plan, reviewOn: on }),
  fc.record({
    kind: fc.constant('closed' as const),
    on,
    by,
    plan,
    reason: fc.constantFrom('goalsReached' as const, 'leftRegister' as const),
  }),
  fc.record({ kind: fc.constant('reopened' as const), on, by, plan, reason, reviewOn: on }),
)

/** Histories: good courses, cut and disturbed, in any order of writing. */
export const histories: fc.Arbitrary<readonly CareEventInput[]> = fc
  .tuple(
    fc.oneof(fc.constant([...goodPlan('p1', 3)].slice(0, 6)), fc.subarray([...goodPlan('p1', 3)], { minLength: 7 })),
    fc.subarray([...goodPlan('p2', 20, 'c2')]),
    fc.array(stray, { maxLength: 14 }),
  )
  .map(([a, b, c]) => [...a, ...b, ...c].map((event, i) => ({ ...event, id: `e${i}` })))

/** A flag as its own history left it: over from a day on, or open. */
export const flag = (rule: string, closedOn: PlainDate | 'none'): FlagRecord => ({
  rule,
  episode: 1,
  state: closedOn === 'none' ? 'inAction' : 'cleared',
  tier: 2,
  raisedOn: first,
  since: first,
  deadline: day(7),
  evidence: 'x',
  ruleset: 'x',
  autoClear: false,
  suppressible: false,
  stale: false,
  quiet: false,
  contests: [],
  ...(closedOn === 'none' ? {} : { closed: { on: closedOn, by: 's1', reason: 'seen' } }),
})

/** By id of the child: the flags that plans here answer, some closed, some not known. */
export const flagSets = fc.record({
  c1: fc.constantFrom<readonly FlagRecord[]>(
    [],
    [flag('contact.silent-month', day(10)), flag('health.untreated', day(10))],
    [flag('contact.silent-month', 'none')],
    [flag('contact.silent-month', day(4))],
  ),
})

interface Simple {
  child: string
  author: string
  state: string
  heard: boolean
  flags: string[]
  needs: Set<string>
  goals: Map<string, { need: string; state: string; last: number | undefined }>
  tasks: Map<string, { goal: string; state: string; owner: string; due: string }>
}

const order =
  'opened needNamed childHeard goalSet taskGiven approved reopened taskReopened taskHandedOn taskMoved progressNoted taskDone taskDropped goalMet goalDropped reviewed closed'.split(
    ' ',
  )

/** The simplest way to say what a history comes to: one event after the other, by hand, without a machine. */
export function modelOf(
  history: readonly CareEventInput[],
  asOf: PlainDate,
  flags: Readonly<Record<string, readonly FlagRecord[]>>,
): { readonly plans: ReadonlyMap<string, Simple>; readonly refused: readonly string[] } {
  const plans = new Map<string, Simple>()
  const refused: string[] = []
  const place = ({ on, kind, id }: CareEventInput): string =>
    `${on} ${String(order.indexOf(kind)).padStart(2, '0')} ${id}`
  const events = history.filter((event) => event.on <= asOf).sort((a, b) => (place(a) < place(b) ? -1 : 1))
  for (const event of events) if (!allowed(plans, event, flags)) refused.push(event.id)
  return { plans, refused }
}

function allowed(
  plans: Map<string, Simple>,
  event: CareEventInput,
  flags: Readonly<Record<string, readonly FlagRecord[]>>,
): boolean {
  const { role, id } = event.by
  const office = role === 'worker' || role === 'supervisor'
  const found = plans.get(event.plan)
  if (event.kind === 'opened') {
    if (found || !office) return false
    const empty = { heard: false, flags: [], needs: new Set<string>(), goals: new Map(), tasks: new Map() }
    plans.set(event.plan, { child: event.child, author: id, state: 'draft', ...empty })
    return true
  }
  if (!found) return false
  const plan = found
  const open = (goal?: string): boolean =>
    [...plan.tasks.values()].some((one) => one.state === 'open' && (goal === undefined || one.goal === goal))
  const settled = (state: string | undefined): boolean => state === 'met' || state === 'dropped'
  if (event.kind === 'reopened') {
    if (plan.state !== 'closed' || role !== 'supervisor') return false
    plan.state = 'active'
    return true
  }
  if (plan.state === 'closed') return false
  switch (event.kind) {
    case 'needNamed':
      if (!office || plan.needs.has(event.need)) return false
      plan.needs.add(event.need)
      plan.flags.push(...(event.flags ?? []).map(({ rule, episode }) => `${rule} ${episode}`))
      return true
    case 'childHeard':
      if (!office) return false
      plan.heard = true
      return true
    case 'goalSet':
      if (!office || plan.goals.has(event.goal) || !plan.needs.has(event.need) || event.due < event.on) return false
      plan.goals.set(event.goal, {
        need: event.need,
        state: plan.state === 'active' ? 'active' : 'proposed',
        last: undefined,
      })
      return true
    case 'taskGiven': {
      const goal = plan.goals.get(event.goal)
      if (!office || plan.tasks.has(event.task) || !goal || settled(goal.state) || event.due < event.on) return false
      const owner = `${event.owner.role} ${event.owner.id}`
      plan.tasks.set(event.task, { goal: event.goal, state: 'open', owner, due: event.due })
      return true
    }
    case 'approved': {
      const goals = [...plan.goals]
      const wanted = goals.filter(([, goal]) => !settled(goal.state))
      const covered = wanted.every(([key]) =>
        [...plan.tasks.values()].some((one) => one.goal === key && one.state !== 'dropped'),
      )
      const ready = plan.heard && goals.some(([, goal]) => goal.state !== 'dropped') && covered && plan.author !== id
      if (plan.state !== 'draft' || role !== 'supervisor' || !ready) return false
      plan.state = 'active'
      for (const [, goal] of goals) if (goal.state === 'proposed') goal.state = 'active'
      return true
    }
    case 'reviewed':
      return plan.state === 'active' && office
    case 'progressNoted': {
      const goal = plan.goals.get(event.goal)
      if (goal?.state !== 'active' || !['worker', 'supervisor', 'teacher', 'counsellor', 'child'].includes(role))
        return false
      goal.last = event.attained
      return true
    }
    case 'goalMet': {
      const goal = plan.goals.get(event.goal)
      if (goal?.state !== 'active' || !office || open(event.goal) || goal.last === undefined || goal.last < 0)
        return false
      goal.state = 'met'
      return true
    }
    case 'goalDropped': {
      const goal = plan.goals.get(event.goal)
      if (!goal || settled(goal.state) || !office || open(event.goal)) return false
      goal.state = 'dropped'
      return true
    }
    case 'closed': {
      if (open()) return false
      if (event.reason !== 'goalsReached') {
        if (role !== 'supervisor') return false
      } else {
        const closed = (key: string): boolean =>
          (flags[plan.child] ?? []).some(
            (one) => `${one.rule} ${one.episode}` === key && one.closed !== undefined && one.closed.on <= event.on,
          )
        const reached = [...plan.goals.values()].every(({ state }) => settled(state)) && plan.flags.every(closed)
        if (plan.state !== 'active' || !office || !reached) return false
      }
      plan.state = 'closed'
      return true
    }
  }
  const task = plan.tasks.get(event.task)
  if (!task) return false
  const own = task.owner === `${role} ${id}`
  switch (event.kind) {
    case 'taskHandedOn': {
      const owner = `${event.owner.role} ${event.owner.id}`
      const may = role === 'supervisor' || (role === 'worker' && own)
      if (task.state !== 'open' || !may || owner === task.owner) return false
      task.owner = owner
      return true
    }
    case 'taskMoved':
      if (task.state !== 'open' || role !== 'supervisor' || event.due < event.on) return false
      task.due = event.due
      return true
    case 'taskDone':
      if (task.state !== 'open' || !(role === 'supervisor' || own)) return false
      task.state = 'done'
      return true
    case 'taskDropped':
      if (task.state !== 'open' || role !== 'supervisor') return false
      task.state = 'dropped'
      return true
    case 'taskReopened':
      if (task.state === 'open' || role !== 'supervisor' || settled(plan.goals.get(task.goal)?.state)) return false
      task.state = 'open'
      return true
  }
}
