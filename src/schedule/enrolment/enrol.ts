import type { Outcome } from '../../problem.ts'
import type { EnrolmentPlan } from './enrolment-plan.ts'
import { planOf } from './enrolment-plan.ts'
import type { EnrolmentOptions, EnrolmentRequest } from './enrolment-request.ts'
import { give } from './mechanisms.ts'
import { readRequest } from './read-request.ts'
import { compile } from './seat-pools.ts'

/**
 * Who gets which group. Eligibility, clashes, seats and protected seats are never broken, and nobody gets a group that it did not
 * wish. Who was never enrolled comes before who was. A seat protected for some goes to others only where none of those takes it.
 * The lot decides between equals, and two children alike in all else change places when their lots do.
 *
 * `flow` is proved to be best where each group lies in one slot; where groups lie in several it is searched for, and `proof` says
 * so. `flow`, `draft` and `leximin` can reward stating other wishes than one's own; `serial` cannot.
 * @returns Ok: the plan. Err `invalid`: a request that cannot be read, an id given twice, a wish for a group that there is not,
 * a lot that does not name every child once.
 * @source Abdulkadiroglu and Sonmez, 1998 (serial by lot); Hafalir, Yenmez and Yildirim, 2013 (protected seats that are released)
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { enrol } from 'childfile/schedule'
 * const child = (id: string) => ({
 *   id: ChildId.parse(id), consent: 'given', grade: 3, birthDate: 'notCollected', tags: [], classes: [], enrolledBefore: 'no', most: 1,
 * } as const)
 * const plan = enrol({
 *   asOf: '2026-09-15', children: [child('c1'), child('c2')],
 *   groups: [{ id: 'chess', seats: 1, slots: ['mon'] }, { id: 'choir', seats: 1, slots: ['tue'] }],
 *   wishes: [{ child: ChildId.parse('c1'), groups: ['chess'] }, { child: ChildId.parse('c2'), groups: ['chess', 'choir'] }],
 * }, { mechanism: 'flow', seed: 1 })
 * plan.map(({ groups }) => groups.map(({ group, children }) => [group, ...children])).unwrapOr([]) // => [["chess","c1"],["choir","c2"]]
 * ```
 */
export function enrol(request: EnrolmentRequest, options: EnrolmentOptions): Outcome<EnrolmentPlan> {
  return readRequest(request, options).andThen((drawn) => {
    const compiled = compile(drawn)
    return give(compiled, options.mechanism).map((given) => planOf(compiled, options.mechanism, given))
  })
}
