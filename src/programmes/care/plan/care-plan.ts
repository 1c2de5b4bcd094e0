import type { PlainDate } from '../../../date.ts'
import type { CarePlanId, ChildId, EntryId, IncidentId } from '../../../id.ts'
import type { CareEvent, FlagOfNeed, TaskOwner } from './care-event.ts'
import type { CareGoalState, CarePlanMove, CarePlanState, CareTaskState } from './care-machine.ts'

type Of<K extends CareEvent['kind']> = Extract<CareEvent, { kind: K }>

/** What a plan is for. */
export interface CareNeed {
  readonly id: EntryId
  readonly domain: Of<'needNamed'>['domain']
  readonly words: string
  readonly flags: readonly FlagOfNeed[]
  /** Who wrote it down. */
  readonly by: string
  readonly matter?: IncidentId
}

/** How far a goal had come on a day: -2 much less than expected, 0 as expected, 2 much more. */
export interface GoalProgress {
  readonly on: PlainDate
  readonly attained: number
  readonly words?: string
}

/** What shall be so, and how far it has come. */
export interface CareGoal {
  readonly id: EntryId
  readonly need: EntryId
  readonly words: string
  readonly due: PlainDate
  readonly state: CareGoalState
  readonly progress: readonly GoalProgress[]
  readonly settledOn?: PlainDate
  readonly reason?: string
}

/** Who had a task in which half-open span. */
export interface TaskHolder extends TaskOwner {
  readonly from: PlainDate
  readonly to: PlainDate | 'none'
}

/** What is done for a goal, by whom and by when. Work is credited to whoever had the task on its day. */
export interface CareTask {
  readonly id: EntryId
  readonly goal: EntryId
  readonly words: string
  readonly owner: TaskOwner
  readonly holders: readonly TaskHolder[]
  readonly due: PlainDate
  /** The first deadline, where it was moved. */
  readonly firstDue: PlainDate
  readonly state: CareTaskState
  readonly done?: { readonly on: PlainDate; readonly by: string; readonly credit: string }
  readonly reason?: string
}

/** A care plan as it stands. */
export interface CarePlanRecord {
  readonly id: CarePlanId
  readonly child: ChildId
  readonly author: string
  readonly authorRole: 'worker' | 'supervisor'
  readonly openedOn: PlainDate
  readonly matter?: IncidentId
  readonly state: CarePlanState
  /** What the child said, or why it was not heard. */
  readonly heard?: Of<'childHeard'>['answer']
  readonly needs: Readonly<Record<string, CareNeed>>
  readonly goals: Readonly<Record<string, CareGoal>>
  readonly tasks: Readonly<Record<string, CareTask>>
  readonly reviewOn: PlainDate | 'none'
  readonly closed?: { readonly on: PlainDate; readonly reason: Of<'closed'>['reason'] }
  readonly moves: readonly {
    readonly on: PlainDate
    readonly move: CarePlanMove
    readonly to: CarePlanState
    readonly event: EntryId
  }[]
}

/** The tasks of a plan that are open. */
export const openTasks = ({ tasks }: Pick<CarePlanRecord, 'tasks'>): readonly CareTask[] =>
  Object.values(tasks).filter(({ state }) => state === 'open')

/** The flags that a plan answers. */
export const flagsOf = ({ needs }: Pick<CarePlanRecord, 'needs'>): readonly FlagOfNeed[] =>
  Object.values(needs).flatMap(({ flags }) => flags)
