import { some } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import type { ChildId, WorkerId } from '../../../id.ts'
import { type Pointer, pointer } from '../../../pointer.ts'
import { mayBeCause, type Viewer } from '../../../privacy/index.ts'
import { err, ok, type Outcome } from '../../../problem.ts'
import type { ChildFile, Incident } from '../../../records/index.ts'
import { isReadable, knownDuties } from '../known-duties.ts'
import type { CareEventInput } from '../plan/care-event.ts'
import { openTasks } from '../plan/care-plan.ts'
import type { CareProgramme } from '../plan/care-programme.ts'
import { ringNow } from '../ring-now.ts'
import { matters } from '../work-list/work-child.ts'
import { staffRole, type WorkItem, type WorkRole } from '../work-list/work-item.ts'

/** Cases that go from one worker to another: the order that casework writes down, and the day. */
export interface HandOverOrder {
  /** Which post on the file. */
  readonly as: keyof ChildFile['workers']
  readonly from: WorkerId
  readonly to: WorkerId
  /** The supervisor who hands over. */
  readonly by: WorkerId
  readonly on: PlainDate
  /** Only these; all of that worker if left out. */
  readonly children?: readonly ChildId[]
}

/** What there is about the cases: files, plans and what is due. */
export interface HandOverInput {
  readonly files: readonly ChildFile[]
  readonly plans?: CareProgramme
  readonly items?: readonly WorkItem[]
}

/** Something that the successor must be told. `path`: where it stands in the file, or `/flags/...` and `/plans/...`. */
export interface MustBeTold {
  readonly child: ChildId
  readonly what:
    | 'reportDuty'
    | 'openFlag'
    | 'childRefuses'
    | 'promisedVisit'
    | 'notSpokenAlone'
    | 'nobodyReachable'
    | 'allergy'
    | 'planReview'
  readonly path: Pointer
  readonly due: PlainDate | 'none'
}

/** What a hand-over comes to. Nothing is written: casework does that, all cases or none. */
export interface HandOverSheet {
  readonly children: readonly ChildId[]
  /** Open work that goes along, each thing once, with its new owner. What was done stays credited to whoever did it. */
  readonly open: readonly WorkItem[]
  /** Tasks of plans to be handed on, as events without an id. */
  readonly handOn: readonly HandedTask[]
  readonly mustBeTold: readonly MustBeTold[]
  /** The same, of what rests on a matter of which one of the two may be the cause: for those appointed to it, shown to nobody else. */
  readonly kept: { readonly open: readonly WorkItem[]; readonly handOn: readonly HandedTask[] }
}

/** A task of a plan that is handed on, as an event without an id. */
export type HandedTask = Omit<Extract<CareEventInput, { kind: 'taskHandedOn' }>, 'id'>

const roleOf: Readonly<Record<HandOverOrder['as'], WorkRole>> = {
  villageContact: 'childDirector',
  childDirector: 'childDirector',
  supervisor: 'supervisor',
  classTeacher: 'teacher',
  counsellor: 'counsellor',
}
const holderOf = (file: ChildFile, as: HandOverOrder['as']): string | undefined => {
  const worker = file.workers[as]
  return typeof worker === 'string' ? undefined : worker.id
}

const entries = <T>(section: Readonly<Record<string, T>> | string): readonly (readonly [string, T])[] =>
  typeof section === 'string' ? [] : Object.entries(section)

/** What is for those whose case the child is, and for no teacher or counsellor. */
const ofCase: ReadonlySet<MustBeTold['what']> = new Set<MustBeTold['what']>([
  'reportDuty',
  'openFlag',
  'promisedVisit',
  'notSpokenAlone',
  'planReview',
])

/** What the file of one child says that its next worker must know on the first day. */
function toldOf(
  file: ChildFile,
  { on }: HandOverOrder,
  who: readonly Viewer[],
  plans?: CareProgramme,
): readonly MustBeTold[] {
  const child = file.id
  const tell = (what: MustBeTold['what'], path: Pointer, due: PlainDate | 'none' = 'none'): MustBeTold => ({
    child,
    what,
    path,
    due,
  })
  const known = who.map((viewer) => new Set(knownDuties(file, { asOf: on, viewer }).map(({ about }) => about.id)))
  const [first] = who
  const role = first?.role
  const isOfCase = role === 'worker' || role === 'supervisor'
  const duties = first ? knownDuties(file, { asOf: on, viewer: first }) : []
  const visits = Object.entries(file.visits).flatMap(([id, visit]) => {
    const day = some(visit.on)
    return day !== undefined && day <= on ? [{ id, day, visit }] : []
  })
  const last = visits.reduce<(typeof visits)[number] | undefined>(
    (latest, one) => (!latest || one.day > latest.day || (one.day === latest.day && one.id > latest.id) ? one : latest),
    undefined,
  )
  const next = some(last?.visit.nextOn ?? 'none')
  const lastRead = visits
    .filter(({ visit }) => who.every((viewer) => isReadable(visit, file, viewer)))
    .reduce<PlainDate>((latest, { day }) => (day > latest ? day : latest), '0001-01-01')
  const talked = visits.some(
    ({ day, visit }) =>
      day === lastRead && visit.spokenAlone === 'yes' && who.every((viewer) => isReadable(visit, file, viewer)),
  )
  const live = Object.values(plans?.plans ?? {}).filter((plan) => plan.child === child && plan.state === 'active')
  const flags = plans && Object.hasOwn(plans.flags, child) ? (plans.flags[child] ?? []) : []
  const told: readonly MustBeTold[] = [
    ...duties
      .filter(({ about }) => known.every((ids) => ids.has(about.id)))
      .map(({ about, due }) =>
        tell(
          'reportDuty',
          pointer(about.kind === 'incident' ? 'incidents' : 'visits', about.id),
          due === 'notCollected' ? 'none' : due,
        ),
      ),
    ...flags
      .filter(({ state }) => state !== 'cleared' && state !== 'superseded')
      .map(({ deadline, rule, episode }) => tell('openFlag', pointer('flags', rule, episode), deadline)),
    ...entries(file.preferences)
      .filter(([, { says, mayBeToldTo }]) => {
        const list = some(mayBeToldTo)
        // A teacher is told only what the child lets teachers know.
        const may = role === 'teacher' ? list?.includes('teacher') : list === undefined || list.includes('worker')
        return says === 'refuses' && mayBeToldTo !== 'none' && may === true
      })
      .map(([id]) => tell('childRefuses', pointer('preferences', id))),
    ...(next !== undefined && next >= on
      ? [tell('promisedVisit', pointer('visits', last?.id ?? '', 'nextOn'), next)]
      : []),
    ...(talked ? [] : [tell('notSpokenAlone', pointer('visits'))]),
    ...(ringNow(file, { asOf: on }).reachable === 'yes' ? [] : [tell('nobodyReachable', pointer('emergencyContacts'))]),
    ...entries(file.health.allergies).map(([id]) => tell('allergy', pointer('health', 'allergies', id))),
    ...live.flatMap(({ id, matter, reviewOn }) =>
      reviewOn === 'none' || matter !== undefined ? [] : [tell('planReview', pointer('plans', id), reviewOn)],
    ),
  ]
  return isOfCase ? told : told.filter(({ what }) => !ofCase.has(what))
}

/**
 * What comes of handing over the cases of a worker as one operation: which children move, what is open and goes along, which tasks of plans are handed
 * on, and what the successor must be told on the first day. It has the shape of casework's hand-over, which stores it, and refuses
 * what that refuses. Nothing open is lost and nothing of others moves. Flags, plans, visits and reports are told to directors and supervisors alone; a
 * teacher is told no words that somebody typed.
 * @returns Ok: the sheet; no children if the worker has none. Err `not-allowed`: to the same worker or to who hands over, or a matter of a child
 * names the successor. Err `not-found`: a child that is asked for is not a case of this worker.
 * @example
 * ```ts
 * import { childFile, WorkerId } from 'childfile'
 * import { handOver } from 'childfile/programmes'
 * const [from, to, by] = ['w1', 'w2', 's1'].map((id) => WorkerId.parse(id)) as [WorkerId, WorkerId, WorkerId]
 * const file = childFile({ id: 'c1', name: '李小花', workers: { childDirector: { id: 'w1', name: '王芳' } }, health: { allergies: { a1: { substance: 'penicillin' } } } })
 * const sheet = handOver({ as: 'childDirector', from, to, by, on: '2026-09-15' }, { files: [file] })
 * sheet.map(({ children, mustBeTold }) => [children.length, mustBeTold.map(({ what }) => what)]).unwrapOr([]) // => [1, ['notSpokenAlone', 'nobodyReachable', 'allergy']]
 * ```
 */
export function handOver(order: HandOverOrder, { files, plans, items = [] }: HandOverInput): Outcome<HandOverSheet> {
  const { as, from, to, by, on, children: asked } = order
  if (to === by || to === from) return notEntitled('cases go to somebody else')
  const moving = files
    .filter((file) => holderOf(file, as) === from && (asked === undefined || asked.includes(file.id)))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const children = moving.map(({ id }) => id)
  if (asked?.some((id) => !children.includes(id)))
    return err([{ kind: 'not-found', path: '/children', code: 'not-found', message: 'is no case of this worker' }])
  const role = roleOf[as]
  const successor: Viewer = { role: staffRole[role], relation: 'ownCase', person: to }
  const hands: Viewer = { role: 'supervisor', relation: 'area', person: by }
  const named = moving.some((file) =>
    Object.values(file.incidents).some(
      (incident) =>
        typeof incident.possibleCauses !== 'string' && mayBeCause(incident, successor) && !mayBeCause(incident, hands),
    ),
  )
  if (named) return notEntitled('one of the children cannot be given to this worker')
  const moved = new Map<string, ChildFile>(moving.map((file) => [file.id, file]))
  const isKept = (about: readonly Pick<Incident, 'possibleCauses'>[]): boolean =>
    about.some((matter) => [successor, hands].some((viewer) => mayBeCause(matter, viewer)))
  const going = items
    .filter(({ owner }) => owner !== 'none' && owner.role === role && owner.id === from)
    // A visit to a household serves all its children: the part of those who move goes along.
    .map((item) => ({
      ...item,
      words: role === 'teacher' ? 'none' : item.words,
      owner: { role, id: to },
      children: item.children.filter((id) => moved.has(id)),
    }))
    .filter((item) => item.children.length > 0)
    .sort((a, b) => (`${a.due} ${a.id}` < `${b.due} ${b.id}` ? -1 : 1))
  const tasks = Object.values(plans?.plans ?? {}).flatMap((plan) => {
    const file = moved.get(plan.child)
    if (!file || plan.state === 'closed') return []
    return openTasks(plan)
      .filter(({ owner }) => owner.id === from && owner.role === staffRole[role])
      .map(({ id: task, goal }) => {
        const need = plan.needs[plan.goals[goal]?.need ?? '']
        const ids = [plan.matter, need?.matter].flatMap((id) => (id === undefined ? [] : [id]))
        const event: HandedTask = {
          kind: 'taskHandedOn',
          on,
          by: { id: by, role: 'supervisor' },
          plan: plan.id,
          task,
          owner: { id: to, role: staffRole[role] },
        }
        return { event, kept: isKept(matters(file, ids)) }
      })
  })
  return ok({
    children,
    open: going.filter(({ about = [] }) => !isKept(about)),
    handOn: tasks.flatMap(({ event, kept }) => (kept ? [] : [event])),
    mustBeTold: moving.flatMap((file) => toldOf(file, order, [successor, hands], plans)),
    kept: {
      open: going.filter(({ about = [] }) => isKept(about)),
      handOn: tasks.flatMap(({ event, kept }) => (kept ? [event] : [])),
    },
  })
}

const notEntitled = (message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: '', code: 'not-entitled', message }])
