import { isDate, type PlainDate, type Window } from '../../date.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import type { ClassView, PupilReach, SafetyReach, SurrogateMatch } from '../../programmes/index.ts'
import { type Answer, answer, type ChildFile, type DefinitionId, either } from '../../records/index.ts'
import { type OfficialAxis, officialTable } from '../../register/index.ts'
import { askedInOwnWord, measured, moodMeasuredTwice, numberAnswered, visitCovered } from './child-answers.ts'
import type { MeasureAnswer, TermMeasureId } from './measure.ts'
import { registeredIn, type RegisteredChild, staysOf } from './register-stay.ts'
import type { Counted } from './roll-up-table.ts'

/** What the programmes know at the end of a term. What is left out is not known; it is never a no. */
export interface TermFacts {
  readonly term: Window
  /** Usually the last day of the term. */
  readonly asOf: PlainDate
  /** Every match of the surrogate-parent programme. */
  readonly matches?: readonly Pick<SurrogateMatch, 'child' | 'periods'>[]
  /** Days on which a child gave its mood in its own word, in talks and courses. */
  readonly moods?: readonly { readonly child: string; readonly on: PlainDate }[]
  /** Whom each module on rights and help-seeking reached. */
  readonly reaches?: readonly Pick<SafetyReach, 'pupils'>[]
  /** The class teachers’ views. */
  readonly classViews?: readonly Pick<ClassView, 'pupils'>[]
}

const reachAnswer = ({ state, because }: PupilReach): MeasureAnswer => {
  if (state === 'reached') return 'yes'
  if (state === 'notForAge') return 'notApplicable'
  const open: ReadonlySet<string> = new Set(['notRecorded', 'ageUnknown', 'gradeUnknown'])
  return because.some(({ reason }) => open.has(reason)) ? 'notCollected' : 'no'
}

/** One of several modules is enough; a module for others says nothing. */
function reached(answers: readonly MeasureAnswer[]): MeasureAnswer {
  const order: readonly MeasureAnswer[] = ['yes', 'notCollected', 'no', 'notApplicable']
  return order.find((one) => answers.includes(one)) ?? 'notCollected'
}

const grouped = <T>(all: readonly T[] | undefined, child: (one: T) => string): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(all ?? [], child)

/**
 * The answers of each child to the measures of a term and to coverage by visits, with where it was registered when. The ids of the files
 * join what the programmes know and are in no answer.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { termChildren } from 'childfile/report'
 * const mother = { phone: '13700000000', answeredOn: '2026-12-20' } as const
 * const term = { from: '2026-09-01', to: '2027-01-23' } as const
 * const [child] = termChildren([childFile({ id: 'c1', name: '李小花', mother })], { term, asOf: '2027-01-22', matches: [] })
 * child?.classes // => { namedAdult: "no", askedOwnWord: "notCollected", answeredNumber: "yes", moodTwice: "no", rightsReached: "notCollected", askedToJoin: "notCollected", visitCovered: "no" }
 * ```
 */
export function termChildren(files: readonly ChildFile[], facts: TermFacts): readonly RegisteredChild[] {
  const { term, asOf, matches } = facts
  const helped = grouped(matches, ({ child }) => child)
  const moods = grouped(facts.moods, ({ child }) => child)
  const pupils = grouped(
    facts.reaches?.flatMap((reach) => reach.pupils),
    ({ child }) => child,
  )
  const asked = grouped(
    facts.classViews?.flatMap((view) => view.pupils),
    ({ child }) => child,
  )
  return files.map((file): RegisteredChild => {
    const days = (moods.get(file.id) ?? []).map(({ on }) => on)
    const named: Answer =
      matches === undefined
        ? 'unknown'
        : answer(
            (helped.get(file.id) ?? []).some(({ periods }) =>
              periods.some(({ from, to }) => from <= asOf && (to === 'none' || asOf < to)),
            ),
          )
    const rows = asked.get(file.id)
    const classes: Record<TermMeasureId | 'visitCovered', MeasureAnswer> = {
      namedAdult: measured(named),
      askedOwnWord: measured(askedInOwnWord(file, term, asOf, days)),
      answeredNumber: measured(numberAnswered(file, asOf)),
      moodTwice: measured(moodMeasuredTwice(file, term, asOf, days)),
      rightsReached: reached((pupils.get(file.id) ?? []).map(reachAnswer)),
      askedToJoin: measured(
        rows === undefined ? 'unknown' : either('no', ...rows.map(({ state }) => answer(state !== 'neverAsked'))),
      ),
      visitCovered: visitCovered(file, term, asOf),
    }
    return { stays: staysOf(file), classes }
  })
}

/**
 * The children who are on a register at the end of a day, each where it is registered, ready to be rolled up.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { onRegister, staysOf } from 'childfile/report'
 * const register = { registerState: 'registered', reportedOn: '2026-09-01' } as const
 * const stays = staysOf(childFile({ id: 'c1', name: '李小花', residenceDivision: '520526113205', register }))
 * onRegister([{ stays, classes: { sex: 'female' } }], '2026-09-30') // => [{ division: '520526113205', classes: { sex: 'female' } }]
 * onRegister([{ stays, classes: {} }], '2026-08-31') // => []
 * ```
 */
export const onRegister = (children: readonly RegisteredChild[], on: PlainDate): readonly Counted[] =>
  children.flatMap(({ stays, classes }) => {
    const division = registeredIn(stays, on)
    return division === undefined ? [] : [{ division, classes }]
  })

/** Children with their classes of the official axes, and these axes. */
export interface OfficialChildren {
  readonly axes: readonly OfficialAxis[]
  readonly children: readonly RegisteredChild[]
}

/**
 * The children of files in the classes of the official table on a day: sex, age, definition, schooling, boarding, health, rating.
 * @returns Ok: the children and the axes. Err `invalid`: as `officialTable`.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { officialChildren } from 'childfile/report'
 * const file = childFile({ id: 'c1', name: '李小花', sex: 'female', birthDate: '2016-03-26' })
 * officialChildren([file], '2026-09-30').map(({ children: [child] }) => [child?.classes['sex'], child?.classes['age'], child?.classes['health']]).unwrapOr([]) // => ["female", "6-13", "notCollected"]
 * ```
 */
export function officialChildren(
  files: readonly ChildFile[],
  asOf: PlainDate,
  definition: DefinitionId = 'mca2016',
): Outcome<OfficialChildren> {
  if (!isDate(asOf)) return refuse('/asOf', 'invalid-date', 'must be a day that exists, YYYY-MM-DD')
  const children: RegisteredChild[] = []
  for (const file of files) {
    // The table of one child that is there says in which classes it is.
    const here = { ...file.register, registerState: 'registered', reportedOn: asOf, periods: 'none' } as const
    const table = officialTable([{ ...file, register: here }], { asOf, definition })
    if (table.isErr()) return refuse('/definition', 'unknown-code', 'is not a definition')
    const { axes, rows } = table.value
    const classes = axes.flatMap(({ id, classes: all }, i) => {
      const place = rows[0]?.counts[i]?.findIndex((count) => count > 0) ?? -1
      return [[id, all[place]?.id ?? 'notCollected'] as const]
    })
    children.push({ stays: staysOf(file), classes: Object.fromEntries(classes) })
  }
  return officialTable([], { asOf, definition }).andThen(({ axes }) => ok({ axes, children }))
}
