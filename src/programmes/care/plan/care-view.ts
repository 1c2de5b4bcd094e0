import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import { mayBeCause, type Viewer } from '../../../privacy/index.ts'
import type { Outcome } from '../../../problem.ts'
import { parse } from '../../../problem.ts'
import { z } from 'zod'
import type { Incident } from '../../../records/index.ts'
import { CareEvent, type CareEventInput } from './care-event.ts'
import type { CarePlanState } from './care-machine.ts'
import type { CareGoal, CareNeed, CarePlanRecord, CareTask } from './care-plan.ts'
import { careProgramme, type CareSettings } from './care-programme.ts'

/** Who looks at whose plans, and what is on file about the matters that plans rest on. */
export interface CareViewSettings extends CareSettings {
  readonly child: string
  readonly viewer: Viewer
  /** By id; one that is not in it may have anybody as its cause. */
  readonly incidents: Readonly<Record<string, Pick<Incident, 'possibleCauses'>>>
}

/** What somebody may see of a plan. Flags, rules and tiers are for those whose case it is. */
export interface CarePlanView {
  readonly plan: string
  readonly state: CarePlanState
  readonly reviewOn?: PlainDate | 'none'
  readonly needs?: readonly (Pick<CareNeed, 'id' | 'domain' | 'words'> & Partial<Pick<CareNeed, 'flags'>>)[]
  readonly goals?: readonly Pick<CareGoal, 'id' | 'need' | 'words' | 'due' | 'state' | 'progress'>[]
  readonly tasks: readonly Pick<CareTask, 'id' | 'words' | 'owner' | 'due' | 'state'>[]
}

const inCase: ReadonlySet<Viewer['role']> = new Set<Viewer['role']>([
  'worker',
  'supervisor',
  'protectionOfficer',
  'authority',
])
const near: ReadonlySet<Viewer['relation']> = new Set<Viewer['relation']>(['ownCase', 'area', 'appointed', 'emergency'])
const family: ReadonlySet<Viewer['relation']> = new Set<Viewer['relation']>(['family', 'self'])
const deciding: ReadonlySet<Viewer['role']> = new Set<Viewer['role']>(['child', 'father', 'mother', 'guardian'])
const helping: ReadonlySet<Viewer['role']> = new Set<Viewer['role']>(['teacher', 'counsellor', 'helper'])

const shownTask = ({ id, words, owner, due, state }: CareTask) => ({ id, words, owner, due, state })

function viewOf(plan: CarePlanRecord, viewer: Viewer): CarePlanView | undefined {
  const { id, state, reviewOn } = plan
  const whole = inCase.has(viewer.role) && near.has(viewer.relation)
  if (whole || (deciding.has(viewer.role) && family.has(viewer.relation)))
    return {
      plan: id,
      state,
      reviewOn,
      needs: Object.values(plan.needs).map(({ id: need, domain, words, flags }) => ({
        id: need,
        domain,
        words,
        ...(whole ? { flags } : {}),
      })),
      goals: Object.values(plan.goals).map(({ id: goal, need, words, due, state: stands, progress }) => ({
        id: goal,
        need,
        words,
        due,
        state: stands,
        progress,
      })),
      tasks: Object.values(plan.tasks).map(shownTask),
    }
  if (!helping.has(viewer.role) || viewer.person === undefined) return undefined
  const tasks = Object.values(plan.tasks).filter(({ owner }) => owner.id === viewer.person)
  return tasks.length === 0 ? undefined : { plan: id, state, tasks: tasks.map(shownTask) }
}

/** The history without what rests on a matter of which the viewer may be the cause: plans, needs, and their goals and tasks. */
function without(events: readonly CareEvent[], { viewer, incidents }: CareViewSettings): readonly CareEvent[] {
  const isKept = ({ by, matter }: { readonly by: CareEvent['by']; readonly matter?: string }): boolean => {
    if (matter === undefined) return false
    const found = Object.hasOwn(incidents, matter) ? incidents[matter] : undefined
    const { possibleCauses } = found ?? { possibleCauses: 'notCollected' as const }
    // Where nobody wrote down a cause, whoever wrote about the matter here is none.
    if (!isKnown(possibleCauses) && by.id === viewer.person) return false
    return mayBeCause({ possibleCauses }, viewer)
  }
  const kept = new Set<string>()
  for (const event of events) {
    if (event.kind === 'opened' && isKept(event)) kept.add(`plan ${event.plan}`)
    if (event.kind === 'needNamed' && isKept(event)) kept.add(`need ${event.plan} ${event.need}`)
  }
  for (const event of events)
    if (event.kind === 'goalSet' && kept.has(`need ${event.plan} ${event.need}`))
      kept.add(`goal ${event.plan} ${event.goal}`)
  for (const event of events)
    if (event.kind === 'taskGiven' && kept.has(`goal ${event.plan} ${event.goal}`))
      kept.add(`task ${event.plan} ${event.task}`)
  return events.filter(
    (event) =>
      !kept.has(`plan ${event.plan}`) &&
      !('need' in event && kept.has(`need ${event.plan} ${event.need}`)) &&
      !('goal' in event && kept.has(`goal ${event.plan} ${event.goal}`)) &&
      !('task' in event && kept.has(`task ${event.plan} ${event.task}`)),
  )
}

/**
 * What somebody may see of the plans of a child. Those whose case it is see all of it; the child, the parents and guardians see needs, goals and tasks,
 * no flag; a teacher, a counsellor or a helper sees the own tasks alone; everybody else nothing. Whoever may be the cause of a
 * matter is shown what the history comes to without anything that rests on it, to the byte.
 * @returns Err `invalid`: as `careProgramme`.
 * @example
 * ```ts
 * import { carePlanView } from 'childfile/programmes'
 * const viewer = { role: 'donor', relation: 'none' } as const
 * carePlanView([], { asOf: '2026-09-15', child: 'c1', viewer, incidents: {} }).unwrapOr([]) // => []
 * ```
 */
export function carePlanView(
  history: readonly CareEventInput[],
  settings: CareViewSettings,
): Outcome<readonly CarePlanView[]> {
  return parse(z.array(CareEvent), history)
    .andThen((events) => careProgramme(without(events, settings), settings))
    .map(({ plans }) =>
      Object.values(plans)
        .filter(({ child }) => child === settings.child)
        .flatMap((plan) => viewOf(plan, settings.viewer) ?? []),
    )
}
