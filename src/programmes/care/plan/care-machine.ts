import type { Machine } from '../../../lifecycle.ts'

/** Where a care plan stands. */
export type CarePlanState = 'draft' | 'active' | 'closed'

/** What moves a plan. `write`: a need, a goal, a task or the child's word is added. `reach`: it did what it was for. `stop`: it ends before that. */
export type CarePlanMove = 'write' | 'approve' | 'review' | 'reach' | 'stop' | 'reopen'

const office = ['worker', 'supervisor'] as const

/**
 * A care plan: drafted, approved by somebody else once the child was heard, reviewed, closed. No plan ends while a task of it is open, and none counts
 * as reached while a flag that it answers is open or nobody can say.
 * @source Case-management practice (known)
 */
export const carePlanMachine: Machine<CarePlanState, CarePlanMove> = {
  first: 'draft',
  moves: [
    { from: 'draft', on: 'write', to: 'draft', by: office, needs: [] },
    { from: 'active', on: 'write', to: 'active', by: office, needs: [] },
    {
      from: 'draft',
      on: 'approve',
      to: 'active',
      by: ['supervisor'],
      needs: ['child-heard', 'goal', 'task-for-each-goal', 'somebody-else'],
    },
    { from: 'active', on: 'review', to: 'active', by: office, needs: [] },
    { from: 'active', on: 'reach', to: 'closed', by: office, needs: ['no-open-task', 'goals-settled', 'flags-closed'] },
    { from: ['draft', 'active'], on: 'stop', to: 'closed', by: ['supervisor'], needs: ['no-open-task', 'reason'] },
    { from: 'closed', on: 'reopen', to: 'active', by: ['supervisor'], needs: ['reason'] },
  ],
}

/** Where a goal stands; FHIR Goal. */
export type CareGoalState = 'proposed' | 'active' | 'met' | 'dropped'

/** What moves a goal. `start` comes with the approval of the plan. */
export type CareGoalMove = 'start' | 'progress' | 'meet' | 'drop'

/** A goal: proposed, active with the plan, met when it was attained and nothing is left to do, or dropped with a reason. */
export const careGoalMachine: Machine<CareGoalState, CareGoalMove> = {
  first: 'proposed',
  moves: [
    { from: 'proposed', on: 'start', to: 'active', by: ['rule'], needs: [] },
    { from: 'active', on: 'progress', to: 'active', by: [...office, 'teacher', 'counsellor', 'child'], needs: [] },
    { from: 'active', on: 'meet', to: 'met', by: office, needs: ['no-open-task', 'attained'] },
    { from: ['proposed', 'active'], on: 'drop', to: 'dropped', by: office, needs: ['no-open-task', 'reason'] },
  ],
}

/** Where a task stands; FHIR Task. */
export type CareTaskState = 'open' | 'done' | 'dropped'

/** What moves a task. */
export type CareTaskMove = 'handOn' | 'postpone' | 'do' | 'drop' | 'reopen'

/** A task: whoever has it does it or hands it on; only a supervisor moves the deadline or drops it, with a reason. */
export const careTaskMachine: Machine<CareTaskState, CareTaskMove> = {
  first: 'open',
  moves: [
    {
      from: 'open',
      on: 'do',
      to: 'done',
      by: ['teacher', 'counsellor', 'volunteer', 'guardian', 'worker'],
      needs: ['own-task'],
    },
    { from: 'open', on: 'do', to: 'done', by: ['supervisor'], needs: [] },
    { from: 'open', on: 'handOn', to: 'open', by: ['worker'], needs: ['own-task', 'another-owner'] },
    { from: 'open', on: 'handOn', to: 'open', by: ['supervisor'], needs: ['another-owner'] },
    { from: 'open', on: 'postpone', to: 'open', by: ['supervisor'], needs: ['reason'] },
    { from: 'open', on: 'drop', to: 'dropped', by: ['supervisor'], needs: ['reason'] },
    { from: ['done', 'dropped'], on: 'reopen', to: 'open', by: ['supervisor'], needs: ['reason'] },
  ],
}
