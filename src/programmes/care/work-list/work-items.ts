import { isKnown } from '../../../absent.ts'
import type { NeedBalance } from '../../../aid/index.ts'
import type { PlainDate } from '../../../date.ts'
import type { ChildId, SchoolId } from '../../../id.ts'
import type { ChildFile } from '../../../records/index.ts'
import type { FlagRecord } from '../../../risk/index.ts'
import type { PlannedDuty } from '../../../schedule/index.ts'
import type { CounsellingDue, CounsellingProgramme } from '../../counselling/counselling-programme.ts'
import type { DrillStanding } from '../../safety/drills.ts'
import type { SafetyReach } from '../../safety/reach.ts'
import type { SurrogateDueList } from '../../surrogate/due-list.ts'
import type { Leavings } from '../leaving.ts'
import type { CareDue } from '../plan/care-due.ts'
import { ringNow } from '../ring-now.ts'
import { reports } from './reports.ts'
import { blank, type Children, childOf, type Draft, matters } from './work-child.ts'
import type { WorkItem } from './work-item.ts'

/**
 * What the parts of the programmes say is due. Whatever tells of a matter (flags, tiers behind visits) is given as far as those whose lists these are may
 * know of it; reports and matters of plans are kept apart here.
 */
export interface DueParts {
  readonly asOf: PlainDate
  readonly files: readonly ChildFile[]
  /** Open flags by id of the child; those that nobody has acted on yet owe a first action. */
  readonly flags?: Readonly<Record<string, readonly FlagRecord[]>>
  readonly visits?: readonly Pick<PlannedDuty, 'kind' | 'worker' | 'household' | 'village' | 'due' | 'children'>[]
  readonly surrogate?: SurrogateDueList
  readonly counselling?: { readonly programme: CounsellingProgramme; readonly due: readonly CounsellingDue[] }
  /** Whom a module has not reached, with the teacher of each pupil, with or without a file. */
  readonly safety?: readonly { readonly reach: SafetyReach; readonly teachers: Readonly<Record<string, string>> }[]
  /** With the person of each school who sees to drills. */
  readonly drills?: { readonly standings: readonly DrillStanding[]; readonly persons: Readonly<Record<string, string>> }
  readonly aid?: readonly NeedBalance[]
  readonly care?: readonly CareDue[]
  readonly leavings?: Leavings
}

/** The first of these who is somebody else: nobody vouches for the own work. */
const otherThan = (id: string, ...people: readonly WorkItem['owner'][]): WorkItem['owner'] =>
  people.find((one) => one !== 'none' && one.id !== id) ?? 'none'

function fromPlans(due: readonly CareDue[], children: Children): readonly Draft[] {
  return due.flatMap((one): readonly Draft[] => {
    const child = children.get(one.child)
    if (!child) return []
    const { owner, what, plan, task, words, ring, daysLate, author } = one
    // Where nobody wrote down a cause, whoever wrote about the matter in the plan is none.
    const about = one.matters.flatMap(({ incident, by }) =>
      matters(child.file, [incident]).filter(({ possibleCauses }) => isKnown(possibleCauses) || owner.id !== by),
    )
    const common = { due: one.due, ...child.place, about, ...(ring ? { ring } : {}) }
    const director = child.person('childDirector')
    if (what === 'approval') {
      const approver = otherThan(author, child.person('supervisor'))
      return [{ ...common, id: ['approval', plan].join(' '), what: 'planApproval', owner: approver }]
    }
    const id = ['task', plan, task].join(' ')
    if (owner.role === 'volunteer' || owner.role === 'guardian')
      return daysLate > 0 ? [{ ...common, id, what: 'remind', owner: director, words }] : []
    const role = owner.role === 'worker' ? 'childDirector' : owner.role
    const holder: WorkItem['owner'] = { role, id: owner.id }
    return what === 'review'
      ? [{ ...common, id: ['review', plan].join(' '), what: 'planReview', owner: holder }]
      : [{ ...common, id, what: 'planTask', owner: holder, words }]
  })
}

function fromFlags({ flags = {} }: DueParts, children: Children): readonly Draft[] {
  return Object.entries(flags).flatMap(([id, records]) => {
    const child = children.get(id)
    if (!child) return []
    return records
      .filter(({ state }) => state === 'raised' || state === 'acknowledged')
      .map(
        (record): Draft => ({
          id: ['flag', id, record.rule, record.episode].join(' '),
          what: 'firstAction',
          owner: child.person('childDirector'),
          due: record.deadline,
          ...child.place,
        }),
      )
  })
}

function fromSurrogates({ surrogate }: DueParts, children: Children): readonly Draft[] {
  const late = new Set(surrogate?.overdue)
  return (surrogate?.due ?? []).flatMap((one): readonly Draft[] => {
    const child = children.get(one.child)
    // What a volunteer owes is the volunteer's; a worker is asked only to remind once it is late.
    if (!child || (one.owedBy === 'volunteer' && !late.has(one))) return []
    const what = one.owedBy === 'worker' ? 'support' : 'remind'
    const id = ['pair', one.match, one.what, one.due].join(' ')
    return [{ id, what, owner: child.person('childDirector'), due: one.due, ...child.place }]
  })
}

/** Talks name no child: they are for the counsellor and the supervisor of the counsellor alone. */
function fromCounselling({ counselling, asOf }: DueParts): readonly Draft[] {
  if (!counselling) return []
  const { courses, standing } = counselling.programme
  return counselling.due.map(({ course, what, owedBy, due }): Draft => {
    const found = courses[course]
    const counsellor = found?.of === 'counselling' ? found.counsellor : owedBy
    const supervisor = standing.supervision.findLast(
      (one) => one.counsellor === counsellor && one.from <= asOf && (one.to === 'none' || asOf < one.to),
    )?.supervisor
    return what === 'session'
      ? { id: ['talk', course].join(' '), what: 'talk', owner: { role: 'counsellor', id: owedBy }, due }
      : {
          id: ['talkReview', course].join(' '),
          what: 'talkReview',
          owner: supervisor === undefined ? 'none' : { role: 'supervisor', id: supervisor },
          due,
        }
  })
}

function fromSafety({ safety = [] }: DueParts): readonly Draft[] {
  return safety.flatMap(({ reach, teachers }) => {
    const next = reach.pupils.flatMap(({ child, next: chance }) => {
      const teacher = Object.hasOwn(teachers, child) ? teachers[child] : undefined
      return chance === 'none' ? [] : [{ child, ...chance, teacher: teacher ?? 'none' }]
    })
    return [...Map.groupBy(next, ({ session, teacher }) => `${session} ${teacher}`)].flatMap(([key, own]) => {
      const [first] = own
      if (!first) return []
      const owner = first.teacher === 'none' ? 'none' : ({ role: 'teacher', id: first.teacher } as const)
      const children: readonly ChildId[] = own.map(({ child }) => child)
      return [{ id: `lesson ${key}`, what: 'lesson' as const, owner, due: first.on, children }]
    })
  })
}

function fromDrills({ drills }: DueParts): readonly Draft[] {
  return (drills?.standings ?? []).flatMap(({ school, next, overdue }) => {
    const person = drills && Object.hasOwn(drills.persons, school) ? drills.persons[school] : undefined
    const owner = person === undefined ? 'none' : ({ role: 'teacher', id: person } as const)
    // A month that is over cannot be made up for: the next drill is what is owed.
    const period = next === 'none' ? overdue.at(-1) : next
    const at: SchoolId = school
    return period
      ? [{ id: `drill ${school} ${period.from}`, what: 'drill' as const, owner, due: period.due, school: at }]
      : []
  })
}

function fromRest({ visits = [], aid = [], leavings }: DueParts, children: Children): readonly Draft[] {
  return [
    ...visits.map(
      ({ kind, worker, household, village, due, children: served }): Draft => ({
        id: [
          kind,
          household,
          served
            .map(({ id }) => id)
            .sort((a, b) => (a < b ? -1 : 1))
            .join('+'),
          due,
        ].join(' '),
        what: kind,
        owner: worker === 'none' ? 'none' : { role: 'childDirector', id: worker },
        due,
        children: served.map(({ id }) => id),
        household,
        village: isKnown(village) ? village : 'none',
      }),
    ),
    ...aid.flatMap((need): readonly Draft[] => {
      const child = children.get(need.child)
      if (!child || need.neededBy === 'none' || need.state === 'met' || need.state === 'dropped') return []
      const owner = child.person('childDirector')
      return [{ id: `need ${need.need}`, what: 'delivery', owner, due: need.neededBy, ...child.place }]
    }),
    ...Object.values(leavings?.children ?? {}).flatMap(({ child: id, by, followUps }) => {
      const child = children.get(id)
      if (!child) return []
      return followUps
        .filter(({ status }) => status !== 'done')
        .map(
          ({ what, due }): Draft => ({
            id: ['left', id, what].join(' '),
            what: 'followUp',
            owner:
              what === 'secondPerson'
                ? otherThan(by, child.person('childDirector'), child.person('supervisor'))
                : child.person(what === 'acknowledgement' ? 'supervisor' : 'childDirector'),
            due,
            ...child.place,
          }),
        )
    }),
  ]
}

/** Calls are for those on whose way a family lies; a teacher gets them for the own pupils. */
function withRing(item: WorkItem, children: Children, asOf: PlainDate): WorkItem {
  const [id, ...more] = item.children
  const child = id === undefined || more.length > 0 ? undefined : children.get(id)
  if (item.ring || !child || item.what === 'talk' || item.what === 'lesson') return item
  return { ...item, ring: ringNow(child.file, { asOf, about: item.about ?? [] }) }
}

/**
 * What is due from all parts of the programmes, as items for `workList`: reports, first actions on flags, visits and calls, pairs, talks, lessons,
 * drills, aid, plans, follow-ups. What a second person has to vouch for is never the first one's. What a volunteer owes comes as a reminder once it is late. What has no owner falls to the
 * supervisor of the child, else to nobody. Talks carry no child.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { workItems } from 'childfile/programmes'
 * const file = childFile({
 *   id: 'c1', name: '李小花', workers: { childDirector: { id: 'w1', name: '王芳' } },
 *   incidents: { i1: { observedOn: '2026-09-14', situations: ['violence'], possibleCauses: 'none' } },
 * })
 * workItems({ asOf: '2026-09-15', files: [file] }).map(({ what, owner, due }) => [what, owner === 'none' ? '' : owner.id, due]) // => [['report', 'w1', '2026-09-14']]
 * ```
 */
export function workItems(parts: DueParts): readonly WorkItem[] {
  const { asOf, files, care = [] } = parts
  const children: Children = new Map(files.map((file) => [file.id, childOf(file)]))
  const drafts: readonly Draft[] = [
    ...reports(children, asOf),
    ...fromFlags(parts, children),
    ...fromPlans(care, children),
    ...fromSurrogates(parts, children),
    ...fromCounselling(parts),
    ...fromSafety(parts),
    ...fromDrills(parts),
    ...fromRest(parts, children),
  ]
  return drafts
    .map((draft) => withRing({ ...blank, ...draft }, children, asOf))
    .sort((a, b) => (`${a.due} ${a.id}` < `${b.due} ${b.id}` ? -1 : 1))
}
