import type { PlainDate } from '../../../date.ts'
import { type AvailableAction, availableActions } from '../../../lifecycle.ts'
import type { Outcome } from '../../../problem.ts'
import { notFound, type Refusal, type RefusedEvent } from '../../attempt.ts'
import { orderedHistory } from '../../ordered-history.ts'
import { CareEvent, type CareEventInput, careEventKinds } from './care-event.ts'
import {
  careGoalMachine,
  type CareGoalMove,
  type CareGoalState,
  carePlanMachine,
  type CarePlanMove,
  type CarePlanState,
  careTaskMachine,
  type CareTaskMove,
  type CareTaskState,
} from './care-machine.ts'
import type { CarePlanRecord } from './care-plan.ts'
import { careStep, type FlagsByChild, goalActor, planActor, taskActor } from './care-step.ts'

/** What the fold goes by: the day, and the flags of the children, as `foldFlags` gives them. */
export interface CareSettings {
  readonly asOf: PlainDate
  /** By id of the child. A flag that is not in it is not known to be closed. */
  readonly flags?: FlagsByChild
}

/** All care plans on a day. */
export interface CareProgramme {
  readonly asOf: PlainDate
  readonly plans: Readonly<Record<string, CarePlanRecord>>
  /** Events that were not allowed when they happened and changed nothing. */
  readonly refused: readonly RefusedEvent[]
  readonly flags: FlagsByChild
}

const office: ReadonlySet<string> = new Set(['worker', 'supervisor'])

function opened({ plan, child, by, on, matter }: Extract<CareEvent, { kind: 'opened' }>): CarePlanRecord {
  return {
    id: plan,
    child,
    author: by.id,
    authorRole: by.role === 'supervisor' ? 'supervisor' : 'worker',
    openedOn: on,
    ...(matter === undefined ? {} : { matter }),
    state: carePlanMachine.first,
    needs: {},
    goals: {},
    tasks: {},
    reviewOn: 'none',
    moves: [],
  }
}

function after(plan: CarePlanRecord | undefined, event: CareEvent, flags: FlagsByChild): CarePlanRecord | Refusal {
  if (event.kind !== 'opened') return plan ? careStep(plan, event, flags) : notFound
  if (plan) return { code: 'wrong-state', missing: [] }
  return office.has(event.by.role) ? opened(event) : { code: 'not-entitled', missing: [] }
}

/**
 * All care plans on a day, from their history, in any order of the events. Within a day `nth` decides, else what ends comes last. What was not
 * allowed when it happened changes nothing and is listed with the reason. A plan is approved by somebody else than who drafted it,
 * once the child was heard and each goal has a task; it does not end while a task is open, and does not count as reached while a flag that it
 * answers is open. Nothing here closes a flag: that is done by a person, in the history of flags.
 * @returns Err `invalid`: an event cannot be read, or one id stands for two different events.
 * @source Case-management practice (known): assessment, plan, tasks, review, closing
 * @example
 * ```ts
 * import { careProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const plan = 'p1'
 * const found = careProgramme(
 *   [
 *     { id: 'e1', kind: 'opened', on: '2026-09-15', by, plan, child: 'c1' },
 *     { id: 'e2', kind: 'needNamed', on: '2026-09-15', by, plan, need: 'n1', domain: 'contact', words: '父母已有一个月没有来电' },
 *     { id: 'e3', kind: 'goalSet', on: '2026-09-15', by, plan, goal: 'g1', need: 'n1', words: '每周通一次电话', due: '2026-10-31' },
 *     { id: 'e4', kind: 'approved', on: '2026-09-16', by: { id: 's1', role: 'supervisor' }, plan, reviewOn: '2026-12-01' },
 *   ],
 *   { asOf: '2026-09-16' },
 * )
 * found.map(({ plans }) => plans['p1']?.state).unwrapOr(undefined) // => 'draft'
 * found.map(({ refused }) => refused).unwrapOr([]) // => [{ event: 'e4', code: 'needs-missing', missing: ['child-heard', 'task-for-each-goal'] }]
 * ```
 */
export function careProgramme(
  history: readonly CareEventInput[],
  { asOf, flags = {} }: CareSettings,
): Outcome<CareProgramme> {
  return orderedHistory(CareEvent, history, { kinds: careEventKinds, asOf }).map((events): CareProgramme => {
    const plans = new Map<string, CarePlanRecord>()
    const refused: RefusedEvent[] = []
    for (const event of events) {
      const next = after(plans.get(event.plan), event, flags)
      if ('child' in next) plans.set(event.plan, next)
      else refused.push({ event: event.id, ...next })
    }
    const byId = [...plans].sort(([a], [b]) => (a < b ? -1 : 1))
    return { asOf, plans: Object.fromEntries(byId), refused, flags }
  })
}

/** What somebody may do next with a plan, and with each of its goals and tasks. */
export interface CarePlanActions {
  readonly plan: readonly AvailableAction<CarePlanState, CarePlanMove>[]
  readonly goals: Readonly<Record<string, readonly AvailableAction<CareGoalState, CareGoalMove>[]>>
  readonly tasks: Readonly<Record<string, readonly AvailableAction<CareTaskState, CareTaskMove>[]>>
}

/**
 * What somebody may do next with a plan on the day of the programme, and what is still missing for it. `reason` and
 * `another-owner` are always missing until the act brings them. An unknown plan: nothing.
 * @example
 * ```ts
 * import { carePlanActions, careProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = careProgramme([{ id: 'e1', kind: 'opened', on: '2026-09-15', by, plan: 'p1', child: 'c1' }], { asOf: '2026-09-16' })
 * found.map((one) => carePlanActions(one, 'p1', by).plan).unwrapOr([]) // => [{ on: 'write', to: 'draft', missing: [] }]
 * ```
 */
export function carePlanActions(
  { plans, asOf, flags }: CareProgramme,
  id: string,
  by: { readonly id: string; readonly role: string },
): CarePlanActions {
  const plan = Object.hasOwn(plans, id) ? plans[id] : undefined
  if (!plan) return { plan: [], goals: {}, tasks: {} }
  const live = plan.state !== 'closed'
  const goals = live ? Object.values(plan.goals) : []
  const tasks = live ? Object.values(plan.tasks) : []
  const settled = new Set(
    goals.filter(({ state }) => state === 'met' || state === 'dropped').map((goal) => goal.id as string),
  )
  return {
    plan: availableActions(carePlanMachine, plan.state, planActor(plan, by, asOf, flags)),
    goals: Object.fromEntries(
      goals.map((goal) => [goal.id, availableActions(careGoalMachine, goal.state, goalActor(plan, goal, by))]),
    ),
    tasks: Object.fromEntries(
      tasks.map((task) => [
        task.id,
        availableActions(careTaskMachine, task.state, taskActor(task, by)).filter(
          ({ on }) => on !== 'reopen' || !settled.has(task.goal),
        ),
      ]),
    ),
  }
}
