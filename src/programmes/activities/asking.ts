import { z } from 'zod'
import { isKnown } from '../../absent.ts'
import { PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type ChildFile, codeLists } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import type { ActivityCode } from './activity-parameters.ts'

const activityCode = z.enum(codeLists.activities.rows.map(({ key }) => key))

/** That a child was asked whether it wants to join a group, and what came of it. */
export const Asking = z
  .strictObject({
    child: ChildId,
    group: Key,
    on: PlainDate,
    answer: z.union([
      z.enum(['yes', 'no', 'noAnswerYet']),
      z
        .strictObject({ cannot: z.array(z.enum(['transport', 'chores', 'fee', 'permission', 'other'])).min(1) })
        .describe('Would like to and cannot'),
    ]),
  })
  .describe('That a child was asked')
export type Asking = Immutable<z.infer<typeof Asking>>

/** What stands between a child and a group that it would like. */
export type Hindrance = 'transport' | 'chores' | 'fee' | 'permission' | 'other'

/** An own wish of a pupil: said by the child, with a file or without one. Only codes; free words stay where they were said. */
export const PupilWish = z
  .strictObject({
    child: ChildId,
    activity: activityCode,
    says: z.enum(['wishes', 'likes', 'refuses', 'dislikes']),
    on: PlainDate,
  })
  .describe('An own wish of a pupil')
export type PupilWish = Immutable<z.infer<typeof PupilWish>>

type Preferences = Exclude<ChildFile['preferences'], string>
type Preference = Preferences[keyof Preferences]

const isCode = (what: Preference['what']): what is ActivityCode =>
  typeof what === 'string' && codeLists.activities.rows.some(({ key }) => key === what)

/** Whether a teacher may be told; nobody wrote down who may: a liking for an activity is told to the school in any case. */
const maySchoolKnow = ({ mayBeToldTo }: Preference): boolean =>
  mayBeToldTo !== 'none' && (!isKnown(mayBeToldTo) || mayBeToldTo.includes('teacher'))

/**
 * The wishes about activities that a child has said itself, out of its file, in the very form in which classmates without a file write
 * theirs: which is which cannot be told from them. What others said, what a teacher may not be told, what has no code or no day, is left out.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { wishesOf } from 'childfile/programmes'
 * const told = { about: 'activity', says: 'wishes', what: 'painting', saidBy: 'child', on: '2026-09-02' } as const
 * wishesOf(childFile({ id: 'c1', name: '李小花', preferences: { p1: told } })) // => [{ child: 'c1', activity: 'painting', says: 'wishes', on: '2026-09-02' }]
 * ```
 */
export function wishesOf({ id, preferences }: ChildFile): readonly PupilWish[] {
  if (preferences === 'none' || !isKnown(preferences)) return []
  return Object.values(preferences)
    .flatMap((said): readonly PupilWish[] => {
      const { about, says, what, saidBy, on } = said
      if (about !== 'activity' || saidBy !== 'child' || !isKnown(on) || !isCode(what) || !maySchoolKnow(said)) return []
      return says === 'wishes' || says === 'likes' || says === 'refuses' || says === 'dislikes'
        ? [{ child: id, activity: what, says, on }]
        : []
    })
    .sort((a, b) => byText(a.on, b.on) || byText(a.activity, b.activity) || byText(a.says, b.says))
}
