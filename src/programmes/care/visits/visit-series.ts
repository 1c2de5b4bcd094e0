import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import type { ChildId, VisitId, WorkerId } from '../../../id.ts'
import { type Parameter, parameterOn } from '../../../policy.ts'
import { type Answer, answer, type Visit } from '../../../records/index.ts'
import type { Standing } from '../../../source.ts'
import { careParameters } from '../care-parameters.ts'

/** A visit as a worker wrote it down. */
export interface WrittenVisit {
  readonly id: VisitId
  readonly child: ChildId
  readonly household: string
  readonly worker: WorkerId
  readonly visit: Visit
  /** Minute of the day on which it began, 0 to 1439, where an app knows it. */
  readonly minute?: number
  /** Whether the supervisor may read the checklist and the words of the visit; yes if left out. What may not be read is not looked at. */
  readonly readable?: boolean
}

/** What looks implausible in a series of visits. */
export type SeriesCode = 'sameWords' | 'tooManyADay' | 'sameMinute' | 'alwaysFine' | 'neverAlone'

/** Something that the supervisor should ask about. It changes no credit, no pay, no list and no caseload: there may be a good reason. */
export interface SeriesFinding {
  readonly code: SeriesCode
  readonly worker: WorkerId
  /** The one child, where it is about one; else none. */
  readonly child: ChildId | 'none'
  readonly on: PlainDate | 'none'
  readonly count: number
  readonly limit: number
  readonly standing: Standing
  readonly visits: readonly VisitId[]
}

type Dated = WrittenVisit & { readonly on: PlainDate }

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0
const inTime = (a: Dated, b: Dated): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : byId(a, b))

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '')

const wordsOf = ({ visit: { words } }: Dated): string => (isKnown(words) && words !== 'none' ? plain(words) : '')

/** Whether nothing was seen of what was looked for; where nothing was looked for nobody can say. */
const fine = ({ visit }: Dated): Answer => {
  const sightings = [...Object.values(visit.situations), ...Object.values(visit.emergencies)]
  return sightings.includes('seen') ? 'no' : sightings.includes('notSeen') ? 'yes' : 'unknown'
}

/** Whether a talk alone could have been and was not. */
const talkMissed = ({ visit: { spokenAlone } }: Dated): Answer =>
  !isKnown(spokenAlone) || spokenAlone === 'none'
    ? 'unknown'
    : answer(spokenAlone !== 'yes' && spokenAlone !== 'tooYoung')

interface Look {
  readonly code: SeriesCode
  readonly child?: ChildId
  readonly on?: PlainDate
  readonly visits: readonly Dated[]
  readonly count: number
  readonly limit: Pick<SeriesFinding, 'limit' | 'standing'>
}

/** The end of a series for which something holds: what was broken off is over. What nobody wrote down neither counts nor breaks it off. */
const tail = (visits: readonly Dated[], holds: (visit: Dated) => Answer): readonly Dated[] =>
  visits.slice(visits.findLastIndex((visit) => holds(visit) === 'no') + 1).filter((visit) => holds(visit) === 'yes')

function looksOf(visits: readonly Dated[], limitOf: (parameter: Parameter<number>) => Look['limit']): readonly Look[] {
  const read = visits.filter(({ readable }) => readable !== false)
  const sameWords = limitOf(careParameters.sameWords)
  const perDay = limitOf(careParameters.householdsPerDay)
  const inARow = limitOf(careParameters.fineInARow)
  const never = limitOf(careParameters.neverAlone)
  const households = (those: readonly Dated[]): number => new Set(those.map(({ household }) => household)).size
  // One talk with a household is written down for each of its children: the same words there are no wonder.
  const repeated = [...Map.groupBy(read, wordsOf)].flatMap(([words, those]): readonly Look[] => {
    const count = new Set(those.map(({ household, on }) => `${household} ${on}`)).size
    return words !== '' && count >= sameWords.limit
      ? [{ code: 'sameWords', visits: those, count, limit: sameWords }]
      : []
  })
  const days = [...Map.groupBy(visits, ({ on }) => on)].flatMap(([on, those]): readonly Look[] => {
    const count = households(those)
    const minutes = Map.groupBy(
      those.filter(({ minute }) => minute !== undefined),
      ({ minute }) => minute,
    )
    const atOnce = [...minutes.values()].filter((group) => households(group) > 1)
    return [
      ...(count > perDay.limit ? [{ code: 'tooManyADay' as const, on, visits: those, count, limit: perDay }] : []),
      ...atOnce.map((group) => ({
        code: 'sameMinute' as const,
        on,
        visits: group,
        count: households(group),
        limit: { limit: 1, standing: perDay.standing },
      })),
    ]
  })
  const calm = tail(read, fine)
  const alone = [...Map.groupBy(read, ({ child }) => child)].flatMap(([child, those]): readonly Look[] => {
    const missed = tail(those, talkMissed)
    const count = missed.length
    return count >= never.limit ? [{ code: 'neverAlone', child, visits: missed, count, limit: never }] : []
  })
  return [
    ...repeated,
    ...days,
    ...(calm.length >= inARow.limit
      ? [{ code: 'alwaysFine' as const, visits: calm, count: calm.length, limit: inARow }]
      : []),
    ...alone,
  ]
}

/**
 * What looks implausible in the visits of each worker up to a day: the same words again and again, more households a day than can be, two households at
 * the same minute, nothing ever seen, a child never spoken to alone. Findings for the supervisor to ask about, never a consequence: `visitCredit` and
 * every list are the same with and without them. Visits without a day are not looked at, and what nobody wrote down is no sign of anything.
 * @source Practice of supervision (proposal); the limits are `careParameters`
 * @example
 * ```ts
 * import { VisitId, ChildId, childFile, WorkerId } from 'childfile'
 * import { visitSeriesFindings } from 'childfile/programmes'
 * const written = ['v1', 'v2', 'v3'].map((id, i) => {
 *   const child = ChildId.parse(`c${i}`)
 *   const file = childFile({ id: child, name: '李小花', visits: { v: { on: '2026-09-15', spokenAlone: 'yes', words: '一切正常。' } } })
 *   return { id: VisitId.parse(id), child, household: `h${i}`, worker: WorkerId.parse('w1'), visit: Object.values(file.visits)[0]! }
 * })
 * visitSeriesFindings(written, '2026-09-30').map(({ code, count, limit }) => [code, count, limit]) // => [['sameWords', 3, 3]]
 * ```
 */
export function visitSeriesFindings(visits: readonly WrittenVisit[], asOf: PlainDate): readonly SeriesFinding[] {
  const dated = visits
    .flatMap((written): readonly Dated[] => {
      const { on } = written.visit
      return isKnown(on) && on <= asOf ? [{ ...written, on }] : []
    })
    .sort(inTime)
  const limitOf = (parameter: Parameter<number>): Look['limit'] => {
    const { value, standing } = parameterOn(parameter, asOf)
    return { limit: value, standing }
  }
  return [...Map.groupBy(dated, ({ worker }) => worker)]
    .flatMap(([worker, own]) =>
      looksOf(own, limitOf).map(
        ({ code, child, on, count, limit, visits: those }): SeriesFinding => ({
          code,
          worker,
          child: child ?? 'none',
          on: on ?? 'none',
          count,
          ...limit,
          visits: those.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1)),
        }),
      ),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ worker, code, on, child, visits }: SeriesFinding): string =>
  [worker, code, on, child, ...visits].join(' ')
