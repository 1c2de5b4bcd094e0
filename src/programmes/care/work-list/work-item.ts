import type { PlainDate } from '../../../date.ts'
import type { ChildId, SchoolId } from '../../../id.ts'
import type { Role } from '../../../privacy/index.ts'
import type { Incident } from '../../../records/index.ts'
import type { RingNow } from '../ring-now.ts'

/** For whom a list is made. */
export type WorkRole = 'childDirector' | 'supervisor' | 'teacher' | 'counsellor'

/** As what each looks at a child, and has tasks of a plan. */
export const staffRole = {
  childDirector: 'worker',
  supervisor: 'supervisor',
  teacher: 'teacher',
  counsellor: 'counsellor',
} as const satisfies Readonly<Record<WorkRole, Role>>

/** A person with a list. Somebody with two posts has two. */
export interface WorkPerson {
  readonly role: WorkRole
  readonly id: string
}

/**
 * What there is to do. The labels name no status, no tier and no hardship. `feed`: how it stands in a calendar; `none`: in no calendar that anybody
 * else may see.
 */
export const workKinds = [
  { key: 'report', zh: '立即上报', en: 'report at once', feed: 'none' },
  { key: 'firstAction', zh: '首次跟进', en: 'first follow-up', feed: 'review' },
  { key: 'homeVisit', zh: '走访', en: 'visit', feed: 'homeVisit' },
  { key: 'parentContact', zh: '联系父母', en: 'call the parents', feed: 'parentContact' },
  { key: 'review', zh: '复核', en: 'review', feed: 'review' },
  { key: 'planTask', zh: '方案任务', en: 'task of a plan', feed: 'review' },
  { key: 'planReview', zh: '方案复核', en: 'review of a plan', feed: 'review' },
  { key: 'planApproval', zh: '方案审定', en: 'approval of a plan', feed: 'review' },
  { key: 'remind', zh: '提醒承办人', en: 'remind who has the task', feed: 'parentContact' },
  { key: 'support', zh: '结对支持', en: 'support of a pair', feed: 'parentContact' },
  { key: 'talk', zh: '约谈', en: 'talk', feed: 'none' },
  { key: 'talkReview', zh: '约谈复核', en: 'review of talks', feed: 'none' },
  { key: 'lesson', zh: '通知参加课程', en: 'invite to a lesson', feed: 'review' },
  { key: 'drill', zh: '应急演练', en: 'drill', feed: 'review' },
  { key: 'delivery', zh: '物资落实', en: 'see to something needed', feed: 'review' },
  { key: 'followUp', zh: '退出后回访', en: 'follow-up after leaving', feed: 'parentContact' },
] as const

/** Key of a kind of work. */
export type WorkKind = (typeof workKinds)[number]['key']

/** One thing that somebody owes by a day, from whichever part of the programmes. */
export interface WorkItem {
  /** The same thing has the same id on every list. */
  readonly id: string
  readonly what: WorkKind
  /** none: nobody has it. */
  readonly owner: WorkPerson | 'none'
  readonly due: PlainDate
  readonly children: readonly ChildId[]
  /** Key of the household; `none` where there is none. */
  readonly household: string
  /** Division code; `none` where there is none. */
  readonly village: string
  readonly school: SchoolId | 'none'
  /** What is to be done, in words that somebody typed; on no list for a school and in no calendar; `none` if there are none. */
  readonly words: string
  readonly ring?: RingNow
  /** Matters on which it rests: it stands on no list of somebody who may be the cause. */
  readonly about?: readonly Pick<Incident, 'possibleCauses'>[]
}
