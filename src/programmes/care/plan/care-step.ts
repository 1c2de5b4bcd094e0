import type { PlainDate } from '../../../date.ts'
import type { Actor } from '../../../lifecycle.ts'
import type { FlagRecord } from '../../../risk/index.ts'
import { notFound, type Refusal, tried } from '../../attempt.ts'
import type { CareEvent, TaskOwner } from './care-event.ts'
import {
  careGoalMachine,
  type CareGoalMove,
  carePlanMachine,
  type CarePlanMove,
  careTaskMachine,
} from './care-machine.ts'
import type { CareTaskMove } from './care-machine.ts'
import { type CareGoal, type CarePlanRecord, type CareTask, flagsOf, openTasks } from './care-plan.ts'

/** Flags by child, as `foldFlags` gives them. */
export type FlagsByChild = Readonly<Record<string, readonly FlagRecord[]>>

type By = Pick<CareEvent['by'], 'id'> & { readonly role: string }
type Of<K extends CareEvent['kind']> = Extract<CareEvent, { kind: K }>

const having = (facts: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(facts).filter((fact) => facts[fact] === true)

const isSettled = ({ state }: CareGoal): boolean => state === 'met' || state === 'dropped'

/** Whether every flag that the plan answers was over on a day. A flag of which nothing is known is not over. */
function flagsClosed(plan: CarePlanRecord, flags: FlagsByChild, on: PlainDate): boolean {
  const records = (Object.hasOwn(flags, plan.child) ? flags[plan.child] : undefined) ?? []
  return flagsOf(plan).every(({ rule, episode }) =>
    records.some(
      (record) =>
        record.rule === rule && record.episode === episode && record.closed !== undefined && record.closed.on <= on,
    ),
  )
}

/** Who acts on a plan, and what is on record for it on a day. */
export function planActor(plan: CarePlanRecord, by: By, on: PlainDate, flags: FlagsByChild): Actor {
  const goals = Object.values(plan.goals)
  const wanted = goals.filter((goal) => !isSettled(goal))
  const tasks = Object.values(plan.tasks)
  return {
    role: by.role,
    has: having({
      'child-heard': plan.heard !== undefined,
      goal: goals.some(({ state }) => state !== 'dropped'),
      'task-for-each-goal': wanted.every(({ id }) =>
        tasks.some(({ goal, state }) => goal === id && state !== 'dropped'),
      ),
      'somebody-else': by.id !== plan.author,
      'no-open-task': openTasks(plan).length === 0,
      'goals-settled': wanted.length === 0,
      'flags-closed': flagsClosed(plan, flags, on),
    }),
  }
}

/** Who acts on a goal, and what is on record for it. */
export const goalActor = (
  plan: CarePlanRecord,
  goal: CareGoal,
  { role }: By,
  given: readonly string[] = [],
): Actor => ({
  role,
  has: [
    ...given,
    ...having({
      'no-open-task': openTasks(plan).every((task) => task.goal !== goal.id),
      attained: (goal.progress.at(-1)?.attained ?? -1) >= 0,
    }),
  ],
})

/** Who acts on a task, and what is on record for it. */
export const taskActor = ({ owner }: CareTask, { id, role }: By, given: readonly string[] = []): Actor => ({
  role,
  has: [...given, ...having({ 'own-task': id === owner.id && role === owner.role })],
})

const isPlan = (found: CarePlanRecord | Refusal): found is CarePlanRecord => 'child' in found
const wrongState: Refusal = { code: 'wrong-state', missing: [] }

function movedPlan(
  plan: CarePlanRecord,
  move: CarePlanMove,
  event: CareEvent,
  flags: FlagsByChild,
  given: readonly string[] = [],
): CarePlanRecord | Refusal {
  const actor = planActor(plan, event.by, event.on, flags)
  const next = tried(carePlanMachine, plan.state, move, { ...actor, has: [...actor.has, ...given] })
  if (!('to' in next)) return next
  const { id, on } = event
  return { ...plan, state: next.to, moves: [...plan.moves, { on, move, to: next.to, event: id }] }
}

function withGoal(
  plan: CarePlanRecord,
  event: Of<'progressNoted' | 'goalMet' | 'goalDropped'>,
  move: CareGoalMove,
  change: Partial<CareGoal>,
): CarePlanRecord | Refusal {
  const goal = Object.hasOwn(plan.goals, event.goal) ? plan.goals[event.goal] : undefined
  if (!goal) return notFound
  if (plan.state === 'closed') return wrongState
  const given = event.kind === 'goalDropped' ? ['reason'] : []
  const next = tried(careGoalMachine, goal.state, move, goalActor(plan, goal, event.by, given))
  if (!('to' in next)) return next
  return { ...plan, goals: { ...plan.goals, [goal.id]: { ...goal, ...change, state: next.to } } }
}

function withTask(
  plan: CarePlanRecord,
  event: Of<'taskHandedOn' | 'taskMoved' | 'taskDone' | 'taskDropped' | 'taskReopened'>,
  move: CareTaskMove,
  change: (task: CareTask) => Partial<CareTask>,
): CarePlanRecord | Refusal {
  const task = Object.hasOwn(plan.tasks, event.task) ? plan.tasks[event.task] : undefined
  if (!task) return notFound
  if (plan.state === 'closed') return wrongState
  const another = event.kind === 'taskHandedOn' && !sameOwner(event.owner, task.owner)
  const given = [...('reason' in event ? ['reason'] : []), ...(another ? ['another-owner'] : [])]
  const next = tried(careTaskMachine, task.state, move, taskActor(task, event.by, given))
  if (!('to' in next)) return next
  return { ...plan, tasks: { ...plan.tasks, [task.id]: { ...task, ...change(task), state: next.to } } }
}

const sameOwner = (a: TaskOwner, b: TaskOwner): boolean => a.id === b.id && a.role === b.role

const handedOn =
  ({ owner, on }: Of<'taskHandedOn'>) =>
  ({ holders }: CareTask): Partial<CareTask> => ({
    owner,
    holders: [
      ...holders.map((held) => (held.to === 'none' ? { ...held, to: on } : held)),
      { ...owner, from: on, to: 'none' },
    ],
  })

/** What is added to a plan: needs, goals, tasks, the child's word. */
function written(
  plan: CarePlanRecord,
  event: Of<'needNamed' | 'childHeard' | 'goalSet' | 'taskGiven'>,
  flags: FlagsByChild,
): CarePlanRecord | Refusal {
  const next = movedPlan(plan, 'write', event, flags)
  if (!isPlan(next)) return next
  switch (event.kind) {
    case 'needNamed': {
      const { need: id, domain, words, matter, by } = event
      if (Object.hasOwn(plan.needs, id)) return wrongState
      const named = {
        id,
        domain,
        words,
        flags: event.flags ?? [],
        by: by.id,
        ...(matter === undefined ? {} : { matter }),
      }
      return { ...next, needs: { ...plan.needs, [id]: named } }
    }
    case 'childHeard':
      return { ...next, heard: event.answer }
    case 'goalSet': {
      const { goal: id, need, words, due, on } = event
      if (Object.hasOwn(plan.goals, id)) return wrongState
      if (!Object.hasOwn(plan.needs, need)) return notFound
      if (due < on) return { code: 'inconsistent', missing: [] }
      const state = plan.state === 'active' ? 'active' : careGoalMachine.first
      return { ...next, goals: { ...plan.goals, [id]: { id, need, words, due, state, progress: [] } } }
    }
    case 'taskGiven': {
      const { task: id, goal, words, owner, due, on } = event
      if (Object.hasOwn(plan.tasks, id)) return wrongState
      const found = Object.hasOwn(plan.goals, goal) ? plan.goals[goal] : undefined
      if (!found) return notFound
      if (isSettled(found)) return wrongState
      if (due < on) return { code: 'inconsistent', missing: [] }
      const holders = [{ ...owner, from: on, to: 'none' as const }]
      const task: CareTask = { id, goal, words, owner, holders, due, firstDue: due, state: careTaskMachine.first }
      return { ...next, tasks: { ...plan.tasks, [id]: task } }
    }
  }
}

const started = (plan: CarePlanRecord): CarePlanRecord['goals'] =>
  Object.fromEntries(
    Object.values(plan.goals).map((goal) => [goal.id, goal.state === 'proposed' ? { ...goal, state: 'active' } : goal]),
  )

/** A plan after an event about it, or why the event changes nothing. */
export function careStep(
  plan: CarePlanRecord,
  event: Exclude<CareEvent, Of<'opened'>>,
  flags: FlagsByChild,
): CarePlanRecord | Refusal {
  const { on, by } = event
  switch (event.kind) {
    case 'needNamed':
    case 'childHeard':
    case 'goalSet':
    case 'taskGiven':
      return written(plan, event, flags)
    case 'approved': {
      const next = movedPlan(plan, 'approve', event, flags)
      return isPlan(next) ? { ...next, goals: started(plan), reviewOn: event.reviewOn } : next
    }
    case 'reviewed': {
      const next = movedPlan(plan, 'review', event, flags)
      return isPlan(next) ? { ...next, reviewOn: event.reviewOn } : next
    }
    case 'progressNoted': {
      const { attained, words } = event
      const progress = plan.goals[event.goal]?.progress ?? []
      const noted = { on, attained, ...(words === undefined ? {} : { words }) }
      return withGoal(plan, event, 'progress', { progress: [...progress, noted] })
    }
    case 'goalMet':
      return withGoal(plan, event, 'meet', { settledOn: on })
    case 'goalDropped':
      return withGoal(plan, event, 'drop', { settledOn: on, reason: event.reason })
    case 'taskHandedOn':
      return withTask(plan, event, 'handOn', handedOn(event))
    case 'taskMoved':
      return event.due < on
        ? { code: 'inconsistent', missing: [] }
        : withTask(plan, event, 'postpone', () => ({ due: event.due, reason: event.reason }))
    case 'taskDone':
      return withTask(plan, event, 'do', ({ owner }) => ({ done: { on, by: by.id, credit: owner.id } }))
    case 'taskDropped':
      return withTask(plan, event, 'drop', () => ({ reason: event.reason }))
    case 'taskReopened': {
      const goal = plan.goals[plan.tasks[event.task]?.goal ?? '']
      return goal && isSettled(goal) ? wrongState : withTask(plan, event, 'reopen', () => ({ reason: event.reason }))
    }
    case 'closed': {
      const next =
        event.reason === 'goalsReached'
          ? movedPlan(plan, 'reach', event, flags)
          : movedPlan(plan, 'stop', event, flags, ['reason'])
      return isPlan(next) ? { ...next, closed: { on, reason: event.reason }, reviewOn: 'none' } : next
    }
    case 'reopened': {
      const { closed, ...open } = plan
      const next = movedPlan(closed === undefined ? plan : open, 'reopen', event, flags, ['reason'])
      return isPlan(next) ? { ...next, reviewOn: event.reviewOn } : next
    }
  }
}
