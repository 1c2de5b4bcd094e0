import { z } from 'zod'
import { addDays, PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { codeLists } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { Asking, type Hindrance, PupilWish } from './asking.ts'
import { type ActivityCode, activityParameters } from './activity-parameters.ts'

/** What a class teacher works with: the class, the groups that are open, who was asked, and the children’s own wishes. */
export const ClassList = z
  .strictObject({
    since: PlainDate.describe('First day of the term: what was asked before says nothing'),
    pupils: z.array(ChildId).max(200).describe('Every child of the class, with a file or without one'),
    groups: z
      .array(
        z.strictObject({
          id: Key,
          activity: z.enum(codeLists.activities.rows.map(({ key }) => key)),
          free: z.int().min(0).max(5000).describe('Seats that nobody holds'),
          from: PlainDate.describe('First meeting'),
          to: PlainDate.describe('First day after the last meeting'),
        }),
      )
      .max(500),
    askings: z.record(Key, Asking),
    lifted: z
      .array(
        z.strictObject({
          child: ChildId,
          hindrance: z.enum(['transport', 'chores', 'fee', 'permission', 'other']),
          on: PlainDate,
        }),
      )
      .max(5000)
      .describe('Hindrances that are out of the way, for one child'),
    wishes: z.array(PupilWish).max(20_000),
  })
  .describe('What a class teacher works with')
export type ClassList = Immutable<z.infer<typeof ClassList>>

/** Where a pupil stands with the groups of the term. A later answer stands in place of an earlier one; a yes to any group is a yes. */
export type PupilState = 'neverAsked' | 'noAnswerYet' | 'saidYes' | 'saidNo' | 'cannot'

/** One pupil in the class teacher’s view. */
export interface PupilRow {
  readonly child: ChildId
  readonly state: PupilState
  /** Day of the last answer or asking; none if never asked. */
  readonly on: PlainDate | 'none'
  /** What stands in the way and has not been lifted. */
  readonly hindrances: readonly Hindrance[]
  /** Own wishes, the latest first. */
  readonly wishes: readonly ActivityCode[]
}

/** Whom to ask next, why, and about what. */
export interface AskNext {
  readonly child: ChildId
  readonly because: 'neverAsked' | 'hindranceLifted' | 'noAnswerYet' | 'otherWishAfterNo'
  /** Open groups; those that meet an own wish first, in the order of the wishes. A refused activity is never among them. */
  readonly groups: readonly { readonly group: string; readonly wish: ActivityCode | 'none' }[]
}

/** The class teacher’s view. Nothing in it says who has a file, and no pupil stands before another but by what was asked. */
export interface ClassView {
  /** By id. */
  readonly pupils: readonly PupilRow[]
  readonly counts: Readonly<Record<PupilState, number>>
  readonly askNext: readonly AskNext[]
}

type Entry = readonly [id: string, asking: Asking]

const reasons: readonly AskNext['because'][] = ['neverAsked', 'hindranceLifted', 'noAnswerYet', 'otherWishAfterNo']

/** The last word on each group, in order of day and id. */
function lastWords(entries: readonly Entry[]): readonly Asking[] {
  const latest = new Map<string, Asking>()
  for (const [, asking] of entries) {
    latest.delete(asking.group)
    latest.set(asking.group, asking)
  }
  return [...latest.values()]
}

function stateOf(words: readonly Asking[]): { readonly state: PupilState; readonly on: PlainDate | 'none' } {
  const last = words.at(-1)
  if (!last) return { state: 'neverAsked', on: 'none' }
  const yes = words.findLast(({ answer }) => answer === 'yes')
  if (yes) return { state: 'saidYes', on: yes.on }
  const cannot = words.findLast(({ answer }) => typeof answer === 'object')
  if (cannot) return { state: 'cannot', on: cannot.on }
  return { state: last.answer === 'no' ? 'saidNo' : 'noAnswerYet', on: last.on }
}

/** Own wishes that stand: the last word on an activity counts. */
function standingWishes(wishes: readonly PupilWish[]): {
  readonly wanted: readonly ActivityCode[]
  readonly refused: ReadonlySet<ActivityCode>
} {
  const latest = new Map<ActivityCode, PupilWish>()
  const against = ({ says }: PupilWish): number => (says === 'refuses' || says === 'dislikes' ? 1 : 0)
  for (const wish of [...wishes].sort(
    (a, b) => byText(a.on, b.on) || against(a) - against(b) || byText(a.says, b.says),
  ))
    latest.set(wish.activity, wish)
  const last = [...latest.values()].sort(
    (a, b) => byText(b.on, a.on) || byText(b.says, a.says) || byText(a.activity, b.activity),
  )
  return {
    wanted: last.filter((wish) => against(wish) === 0).map(({ activity }) => activity),
    refused: new Set(last.filter((wish) => against(wish) === 1).map(({ activity }) => activity)),
  }
}

interface Known extends PupilRow {
  readonly words: readonly Asking[]
  readonly refused: ReadonlySet<ActivityCode>
}

function knownOf(child: ChildId, list: ClassList, asOf: PlainDate): Known {
  const entries = Object.entries(list.askings)
    .filter(([, asking]) => asking.child === child && asking.on >= list.since && asking.on <= asOf)
    .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
  const words = lastWords(entries)
  const { state, on } = stateOf(words)
  const said = words.flatMap((asking) =>
    typeof asking.answer === 'object' ? asking.answer.cannot.map((hindrance) => ({ hindrance, on: asking.on })) : [],
  )
  const isLifted = (hindrance: Hindrance, from: PlainDate): boolean =>
    list.lifted.some((one) => one.child === child && one.hindrance === hindrance && one.on >= from && one.on <= asOf)
  const standing = said.filter((one) => !isLifted(one.hindrance, one.on)).map(({ hindrance }) => hindrance)
  const { wanted, refused } = standingWishes(list.wishes.filter((wish) => wish.child === child && wish.on <= asOf))
  const unique = (all: readonly Hindrance[]): readonly Hindrance[] => [...new Set(all)].sort(byText)
  return { child, state, on, hindrances: state === 'cannot' ? unique(standing) : [], wishes: wanted, words, refused }
}

function nextOf(known: Known, list: ClassList, asOf: PlainDate): readonly AskNext[] {
  const { child, state, words, wishes, refused, hindrances } = known
  const rest = parameterOn(activityParameters.askAgainDays, asOf).value
  const declined = new Set(words.filter(({ answer }) => answer === 'no').map(({ group }) => group))
  const declinedKinds = new Set(list.groups.filter(({ id }) => declined.has(id)).map(({ activity }) => activity))
  const open = list.groups
    .filter(
      ({ id, free, to, activity }) =>
        free > 0 && to > asOf && !declined.has(id) && !declinedKinds.has(activity) && !refused.has(activity),
    )
    .map(({ id, activity, from }) => ({
      group: id,
      from,
      wish: wishes.includes(activity) ? activity : ('none' as const),
    }))
    .sort(
      (a, b) => wishAt(a.wish, wishes) - wishAt(b.wish, wishes) || byText(a.from, b.from) || byText(a.group, b.group),
    )
  const matched = open.filter(({ wish }) => wish !== 'none')
  const ask = (because: AskNext['because'], groups: typeof open): readonly AskNext[] =>
    groups.length === 0 ? [] : [{ child, because, groups: groups.map(({ group, wish }) => ({ group, wish })) }]
  switch (state) {
    case 'neverAsked':
    case 'noAnswerYet':
      return ask(state, open)
    case 'cannot':
      return hindrances.length === 0 ? ask('hindranceLifted', open) : []
    case 'saidNo':
      return known.on !== 'none' && addDays(known.on, rest) <= asOf ? ask('otherWishAfterNo', matched) : []
    case 'saidYes':
      return []
  }
}

const wishAt = (wish: ActivityCode | 'none', wishes: readonly ActivityCode[]): number =>
  wish === 'none' ? wishes.length : wishes.indexOf(wish)

/**
 * The class teacher’s view on a day: which pupil was never asked, said yes, said no, or cannot and why, and whom to ask next about which
 * open group with which of the child’s own wishes. Never asked comes first, then a hindrance that was lifted, then no answer yet; a no
 * rests, is not asked about the same activity again, and only an own wish for something else brings a question. Open to every
 * classmate: whether a child has a file is not known here and changes nothing.
 * @returns Ok: the view. Err `invalid`: a list that cannot be read.
 * @source days of rest are a proposal (`activityParameters.askAgainDays`)
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { classView } from 'childfile/programmes'
 * const [c1, c2] = [ChildId.parse('c1'), ChildId.parse('c2')]
 * const list = {
 *   since: '2026-09-01', pupils: [c1, c2], lifted: [],
 *   groups: [{ id: 'paint', activity: 'painting', free: 3, from: '2026-09-20', to: '2027-01-10' }],
 *   askings: { q1: { child: c2, group: 'paint', on: '2026-09-10', answer: { cannot: ['transport'] } } },
 *   wishes: [{ child: c1, activity: 'painting', says: 'wishes', on: '2026-09-02' }],
 * } as const
 * const view = classView(list, '2026-09-15')
 * view.map(({ pupils }) => pupils.map(({ state, hindrances }) => [state, ...hindrances])).unwrapOr([]) // => [["neverAsked"], ["cannot", "transport"]]
 * view.map(({ askNext }) => askNext).unwrapOr([]) // => [{ child: 'c1', because: 'neverAsked', groups: [{ group: 'paint', wish: 'painting' }] }]
 * ```
 */
export function classView(list: ClassList, asOf: PlainDate): Outcome<ClassView> {
  return parse(ClassList, list).map((read): ClassView => {
    const known = [...new Set(read.pupils)].sort(byText).map((child) => knownOf(child, read, asOf))
    const count = (state: PupilState): number => known.filter((one) => one.state === state).length
    return {
      pupils: known.map(({ child, state, on, hindrances, wishes }) => ({ child, state, on, hindrances, wishes })),
      counts: {
        neverAsked: count('neverAsked'),
        noAnswerYet: count('noAnswerYet'),
        saidYes: count('saidYes'),
        saidNo: count('saidNo'),
        cannot: count('cannot'),
      },
      askNext: known
        .flatMap((one) => nextOf(one, read, asOf))
        .sort((a, b) => reasons.indexOf(a.because) - reasons.indexOf(b.because) || byText(a.child, b.child)),
    }
  })
}
