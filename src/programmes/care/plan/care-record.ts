import type { CarePlan } from '../../../records/index.ts'
import type { CarePlanRecord } from './care-plan.ts'
import { WorkerId } from '../../../id.ts'

const workerOf = (id: string): WorkerId | 'none' => {
  const read = WorkerId.safeParse(id)
  return read.success ? read.data : 'none'
}

/**
 * A plan as the record that is kept and exchanged: goals with what is done for each. Tasks that were dropped are left out; one that a volunteer or a
 * guardian has is by no worker.
 * @example
 * ```ts
 * import { careProgramme, carePlanOf } from 'childfile/programmes'
 * const by = { id: 'w1', role: 'worker' } as const
 * const found = careProgramme([{ id: 'e1', kind: 'opened', on: '2026-09-15', by, plan: 'p1', child: 'c1' }], { asOf: '2026-09-16' })
 * found.map(({ plans }) => plans['p1'] && carePlanOf(plans['p1'])).unwrapOr(undefined)?.childHeard // => 'notCollected'
 * ```
 */
export function carePlanOf(plan: CarePlanRecord): CarePlan {
  const tasks = Object.values(plan.tasks).filter(({ state }) => state !== 'dropped')
  return {
    id: plan.id,
    child: plan.child,
    from: plan.openedOn,
    to: plan.closed?.on ?? 'none',
    author: WorkerId.safeParse(plan.author).data ?? 'notCollected',
    childHeard: plan.heard === undefined ? 'notCollected' : 'says' in plan.heard ? 'yes' : 'no',
    goals: Object.fromEntries(
      Object.values(plan.goals).map(({ id, need, words, state, due }) => [
        id,
        {
          domain: plan.needs[need]?.domain ?? 'notCollected',
          words,
          state,
          due,
          measures: Object.fromEntries(
            tasks
              .filter(({ goal }) => goal === id)
              .map((task) => [
                task.id,
                {
                  words: task.words,
                  by:
                    task.owner.role === 'volunteer' || task.owner.role === 'guardian'
                      ? ('none' as const)
                      : workerOf(task.owner.id),
                  due: task.due,
                  doneOn: task.done?.on ?? ('none' as const),
                },
              ]),
          ),
        },
      ]),
    ),
    reviewOn: plan.reviewOn,
  }
}
