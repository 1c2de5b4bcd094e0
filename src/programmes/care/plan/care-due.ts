import type { DueStatus } from '../../../cadence/index.ts'
import { addDays, daysBetween, type PlainDate } from '../../../date.ts'
import type { CarePlanId, ChildId, EntryId, IncidentId } from '../../../id.ts'
import { parameterOn } from '../../../policy.ts'
import type { ChildFile, Incident } from '../../../records/index.ts'
import { careParameters } from '../care-parameters.ts'
import { deadlineStatus } from '../deadline-status.ts'
import { type RingNow, ringNow } from '../ring-now.ts'
import type { CareEvent, TaskOwner } from './care-event.ts'
import { type CarePlanRecord, openTasks } from './care-plan.ts'
import type { CareProgramme } from './care-programme.ts'

/** Something that a plan owes by a day: problem, owner, deadline, and whom to ring now. */
export interface CareDue {
  readonly plan: CarePlanId
  readonly child: ChildId
  /** Who opened the plan, and so cannot approve it. */
  readonly author: string
  readonly what: 'task' | 'review' | 'approval'
  readonly task: EntryId | 'none'
  readonly problem:
    | {
        readonly domain: Extract<CareEvent, { kind: 'needNamed' }>['domain']
        readonly words: string
      }
    | 'none'
  /** What is to be done, in the words of the plan; `none` for a review or an approval. */
  readonly words: string
  /** A review is the author's; an approval any supervisor's but the author's. */
  readonly owner: TaskOwner | { readonly id: 'anySupervisor'; readonly role: 'supervisor' }
  readonly due: PlainDate
  readonly daysLate: number
  readonly status: DueStatus
  /** The incidents on which it rests: it is kept from whoever may be the cause of one. */
  readonly matters: readonly CareMatter[]
  /** Left out where the file of the child was not given. */
  readonly ring?: RingNow
}

/** An incident on which something rests, and who wrote that it does. */
export interface CareMatter {
  readonly incident: IncidentId
  readonly by: string
}

/** What the list is made with: the files say whom to ring. */
export interface CareDueSettings {
  readonly files?: Readonly<Record<string, ChildFile>>
}

type Draft = Pick<CareDue, 'what' | 'task' | 'problem' | 'words' | 'owner' | 'due' | 'matters'>

const matterOf = (by: string, { matter }: { readonly matter?: IncidentId }): readonly CareMatter[] =>
  matter === undefined ? [] : [{ incident: matter, by }]

function draftsOf(plan: CarePlanRecord, asOf: PlainDate): readonly Draft[] {
  if (plan.state === 'closed') return []
  const tasks = openTasks(plan).map((task): Draft => {
    const need = plan.needs[plan.goals[task.goal]?.need ?? '']
    return {
      what: 'task',
      task: task.id,
      problem: need ? { domain: need.domain, words: need.words } : 'none',
      words: task.words,
      owner: task.owner,
      due: task.due,
      matters: [...matterOf(plan.author, plan), ...(need ? matterOf(need.by, need) : [])],
    }
  })
  const none = { task: 'none', problem: 'none', words: 'none', matters: matterOf(plan.author, plan) } as const
  const author = { id: plan.author, role: plan.authorRole }
  if (plan.state === 'draft') {
    const due = addDays(plan.openedOn, parameterOn(careParameters.approvalDays, asOf).value)
    return [...tasks, { ...none, what: 'approval', owner: { id: 'anySupervisor', role: 'supervisor' }, due }]
  }
  return plan.reviewOn === 'none' ? tasks : [...tasks, { ...none, what: 'review', owner: author, due: plan.reviewOn }]
}

/** What the file says of matters. One that is not in it may have anybody as its cause. */
const aboutOf = (file: ChildFile, matters: readonly CareMatter[]): readonly Pick<Incident, 'possibleCauses'>[] =>
  matters.map(({ incident }) => {
    const found = Object.hasOwn(file.incidents, incident) ? file.incidents[incident] : undefined
    return found ?? { possibleCauses: 'notCollected' }
  })

/**
 * What the plans owe on the day of the programme: open tasks of live plans, the approval of a draft, the next review; earliest first. Lateness is the
 * owner's, never the child's. In a matter nobody is rung who may be its cause.
 * @example
 * ```ts
 * import { careDue, careProgramme } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = careProgramme([{ id: 'e1', kind: 'opened', on: '2026-09-01', by, plan: 'p1', child: 'c1' }], { asOf: '2026-09-15' })
 * found.map((one) => careDue(one).map(({ what, due, daysLate }) => [what, due, daysLate])).unwrapOr([]) // => [['approval', '2026-09-08', 7]]
 * ```
 */
export function careDue({ plans, asOf }: CareProgramme, { files = {} }: CareDueSettings = {}): readonly CareDue[] {
  const found = Object.values(plans).flatMap((plan) =>
    draftsOf(plan, asOf).map((draft): CareDue => {
      const { due, matters } = draft
      const file = Object.hasOwn(files, plan.child) ? files[plan.child] : undefined
      return {
        plan: plan.id,
        child: plan.child,
        author: plan.author,
        ...draft,
        daysLate: Math.max(0, daysBetween(due, asOf)),
        status: deadlineStatus(due, asOf),
        ...(file ? { ring: ringNow(file, { asOf, about: aboutOf(file, matters) }) } : {}),
      }
    }),
  )
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ due, plan, what, task }: CareDue): string => [due, plan, what, task].join(' ')
