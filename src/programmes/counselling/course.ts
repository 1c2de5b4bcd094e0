import type { PlainDate } from '../../date.ts'
import type { ChildId, EntryId, SessionId, VolunteerId, WorkerId } from '../../id.ts'
import type { Tier } from '../../policy.ts'
import type { Score } from '../../screening/index.ts'
import type { CounsellingEvent, OwnWord } from './counselling-event.ts'
import type { CompanionshipMove, CompanionshipState, CounsellingMove, CounsellingState } from './counselling-machine.ts'
import type { ReviewReason } from './counselling-parameters.ts'

/** One move of a course. */
export interface CourseMoved<M extends string, S extends string> {
  readonly on: PlainDate
  readonly move: M
  readonly to: S
  readonly event: EntryId
}

/** A danger to life or of harm. It breaks the seal by rule, never towards whoever may be the cause. */
export interface Danger {
  readonly event: EntryId
  readonly on: PlainDate
  readonly threat: Extract<CounsellingEvent, { kind: 'danger' }>['threat']
  readonly suspects: Extract<CounsellingEvent, { kind: 'danger' }>['suspects']
  readonly over?: PlainDate
}

/** A talk or a session that took place, with the child's own word. */
export interface HeldTalk {
  readonly event: EntryId
  readonly on: PlainDate
  readonly mood: OwnWord
  readonly pressure: OwnWord
}

/** A session of counselling: the notes are sealed. */
export interface CounsellingSession extends HeldTalk {
  readonly notes?: string
}

/** What a filled-in instrument came to; the answers themselves are not kept here. */
export interface Measured {
  readonly event: EntryId
  readonly on: PlainDate
  readonly score: Score
}

/** What both kinds of help have in common. */
interface Course {
  readonly id: EntryId
  readonly child: ChildId
  readonly openedOn: PlainDate
  readonly childHeard: boolean
  readonly childRefuses: boolean
  /** Half-open spans in which a consent of a guardian holds. */
  readonly consents: readonly { readonly event: EntryId; readonly from: PlainDate; readonly to: PlainDate | 'none' }[]
  readonly dangers: readonly Danger[]
  readonly endReason?: Extract<CounsellingEvent, { kind: 'closed' }>['reason'] | 'childSaidNo'
}

/** A course of counselling by somebody qualified and supervised. */
export interface CounsellingCourse extends Course {
  readonly of: 'counselling'
  readonly counsellor: WorkerId
  readonly state: CounsellingState
  readonly plan?: {
    readonly event: EntryId
    readonly on: PlainDate
    readonly goal: string
    readonly instrument: string
    readonly tier: Tier
  }
  readonly booked: readonly { readonly event: EntryId; readonly session: SessionId; readonly for: PlainDate }[]
  readonly sessions: readonly CounsellingSession[]
  readonly measured: readonly Measured[]
  /** Why a review is due. */
  readonly reviewBecause?: ReviewReason
  readonly referredTo?: Extract<CounsellingEvent, { kind: 'referred' }>['to']
  readonly moves: readonly CourseMoved<CounsellingMove, CounsellingState>[]
}

/** Companionship by a lay helper. It is not counselling and has nothing of it. */
export interface Companionship extends Course {
  readonly of: 'companionship'
  readonly companion: VolunteerId
  readonly state: CompanionshipState
  readonly talks: readonly HeldTalk[]
  readonly moves: readonly CourseMoved<CompanionshipMove, CompanionshipState>[]
}

/** One-to-one help of either kind. */
export type HelpCourse = CounsellingCourse | Companionship

/** Whether a guardian's consent holds on a day. */
export const consentedOn = ({ consents }: Pick<HelpCourse, 'consents'>, on: PlainDate): boolean => {
  const latest = consents.findLast(({ from }) => from <= on)
  return latest !== undefined && (latest.to === 'none' || on < latest.to)
}

/** Whether a danger is open on a day. */
export const inDanger = ({ dangers }: Pick<HelpCourse, 'dangers'>, on: PlainDate): boolean =>
  dangers.some((danger) => danger.on <= on && (danger.over === undefined || on < danger.over))
