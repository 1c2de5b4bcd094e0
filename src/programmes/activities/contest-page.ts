import type { ChildId } from '../../id.ts'
import { ok, type Outcome, parse, refuse } from '../../problem.ts'
import { byText } from '../keyed-history.ts'
import { Activity } from './activity.ts'

/** What the public sees of a contest: who sings what in the finale, and what each is recognised for. No marks, no places. */
export interface ContestPage {
  readonly finale: readonly { readonly piece: string; readonly children: readonly ChildId[] }[]
  readonly recognitions: readonly { readonly child: ChildId; readonly for: string }[]
}

/** What one entrant is told, alone: the rounds in which he or she sings, and the recognition. Nobody else stands in it. */
export interface EntrantAnswer {
  readonly child: ChildId
  readonly singsIn: readonly string[]
  readonly recognisedFor: readonly string[]
}

type ContestActivity = Extract<Activity, { shape: 'contest' }>

const contestOf = (activity: Activity): Outcome<ContestActivity> =>
  parse(Activity, activity).andThen(
    (read): Outcome<ContestActivity> =>
      read.shape === 'contest' ? ok(read) : refuse('/shape', 'invalid-value', 'must be a contest'),
  )

/**
 * The public page of a contest: the finale with all who sing in it, by id, and the recognitions by id. It does not depend on marks, nor on
 * who went on from round to round, so nobody can be told as a loser.
 * @returns Ok: the page. Err `invalid`: an activity that cannot be read or is no contest.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { contestPage } from 'childfile/programmes'
 * const [c1, c2] = [ChildId.parse('c1'), ChildId.parse('c2')]
 * const contest = {
 *   shape: 'contest', id: 'k1', activity: 'singingContest', ages: { from: 6, to: 12 }, seats: 40, offSite: 'no', adults: [], meetings: {},
 *   entrants: [c1, c2], rounds: { r1: { on: '2026-11-02', marks: [{ child: c1, marks: 91 }, { child: c2, marks: 40 }], goOn: [c1] } },
 *   finale: [{ piece: '茉莉花', children: [c2, c1] }],
 *   recognitions: [{ child: c2, for: 'courage' }, { child: c1, for: 'voice' }],
 * } as const
 * contestPage(contest).map(({ finale }) => finale[0]?.children).unwrapOr([]) // => ["c1", "c2"]
 * ```
 */
export function contestPage(contest: Activity): Outcome<ContestPage> {
  return contestOf(contest).map(({ finale, recognitions }) => ({
    finale: finale.map(({ piece, children }) => ({ piece, children: [...new Set(children)].sort(byText) })),
    recognitions: recognitions
      .map(({ child, for: what }) => ({ child, for: what }))
      .sort((a, b) => byText(a.child, b.child) || byText(a.for, b.for)),
  }))
}

/**
 * What one entrant is told: the first round, each round that follows one from which he or she goes on, and the recognition. Marks and other
 * children are not in it.
 * @returns Ok: the answer. Err `invalid`: no contest, or not an entrant.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { entrantAnswer } from 'childfile/programmes'
 * const c1 = ChildId.parse('c1')
 * const contest = {
 *   shape: 'contest', id: 'k1', activity: 'singingContest', ages: { from: 6, to: 12 }, seats: 40, offSite: 'no', adults: [], meetings: {},
 *   entrants: [c1], finale: [], recognitions: [{ child: c1, for: 'voice' }],
 *   rounds: { r1: { on: '2026-11-02', marks: [], goOn: [c1] }, r2: { on: '2026-11-16', marks: [], goOn: [] } },
 * } as const
 * entrantAnswer(contest, c1).map(({ singsIn }) => singsIn).unwrapOr([]) // => ["r1", "r2"]
 * ```
 */
export function entrantAnswer(contest: Activity, child: ChildId): Outcome<EntrantAnswer> {
  return contestOf(contest).andThen(({ entrants, rounds, recognitions }): Outcome<EntrantAnswer> => {
    if (!entrants.includes(child)) return refuse('/entrants', 'inconsistent', 'is not an entrant')
    const inOrder = Object.entries(rounds).sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
    const singsIn: string[] = []
    for (const [id, { goOn }] of inOrder) {
      singsIn.push(id)
      if (!goOn.includes(child)) break
    }
    return ok({
      child,
      singsIn,
      recognisedFor: recognitions.flatMap((one) => (one.child === child ? [one.for] : [])).sort(byText),
    })
  })
}
