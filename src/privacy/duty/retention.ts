import { isKnown } from '../../absent.ts'
import { addMonths, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import { type ChildFile, reachesAgeOn } from '../../records/index.ts'
import type { Source, Standing } from '../../source.ts'
import { consentsOf } from '../consent/consent-question.ts'
import { type Hold, type Obstacle, obstacles } from './hold.ts'

/** What is kept for a span of time of its own. */
export type Retained = 'file' | 'incident' | 'screening' | 'consent' | 'accessLog' | 'assessment'

const own: Source = { title: 'Proposed retention schedule', kind: 'proposal', standing: 'proposal' }
const months = (
  id: Retained,
  value: number,
  texts: { readonly en: string; readonly zh: string },
  source: Source = own,
): Parameter<number> => ({
  id: `retention.${id}`,
  unit: 'months',
  ...texts,
  values: [{ from: '2021-11-01', value, standing: source.standing, source }],
})

/**
 * How many months each thing is kept, with the standing of the number. The law asks for the shortest time that the purpose needs
 * and names a number only for impact assessments; the others are proposals that a county has to settle.
 * @source 个人信息保护法 art. 19, 56
 */
export const retention: Readonly<Record<Retained, Parameter<number>>> = {
  file: months('file', 36, { en: 'after leaving the register and coming of age', zh: '退出登记且成年后的档案' }),
  incident: months('incident', 240, { en: 'after an authority closed the incident', zh: '案件办结后' }),
  screening: months('screening', 60, { en: 'after the screening', zh: '心理筛查结果' }),
  consent: months('consent', 36, { en: 'after the consent ended', zh: '同意终止后' }),
  accessLog: months('accessLog', 60, { en: 'entries of the access log', zh: '访问日志' }),
  assessment: months(
    'assessment',
    36,
    { en: 'impact assessments, at least', zh: '个人信息保护影响评估报告，至少' },
    { title: '个人信息保护法', section: 'art. 56', kind: 'law', standing: 'statute' },
  ),
}

/** When something may go. */
export interface RetentionEnd {
  readonly what: Retained
  /** First day on which it need not be kept any more. */
  readonly on: PlainDate
  readonly months: number
  readonly standing: Standing
}

/** Until when a file is kept. */
export type RetentionAnswer =
  | { readonly answer: 'keep'; readonly obstacles: readonly Obstacle[]; readonly end?: RetentionEnd }
  | { readonly answer: 'unknown'; readonly missing: readonly ('/birthDate' | '/register/exitOn')[] }
  | { readonly answer: 'erase'; readonly end: RetentionEnd }

/** On which day it is asked, what holds, and other numbers than those of `retention`. */
export interface RetentionQuestion {
  readonly asOf: PlainDate
  readonly holds: readonly Hold[]
  readonly parameter?: Parameter<number>
  readonly incidents?: Parameter<number>
}

/** An entry of a file whose own time is over. */
export interface EntryEnd {
  readonly path: Pointer
  readonly end: RetentionEnd
}

/**
 * Whether a file has to be kept on a day, may go, or nobody can say: it is kept while anything stands against erasing it, then for the
 * time of `retention.file` after the child left the register or came of age, whichever is later, and no shorter than its closed incidents
 * are kept, which would go with it. It says what is due; nothing is erased by a machine.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { retentionOf } from 'childfile/privacy'
 * const register = { registerState: 'exited', exitOn: '2020-03-01' } as const
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2004-03-01', register })
 * retentionOf(file, { asOf: '2026-09-15', holds: [] }).answer // => 'erase'
 * ```
 */
export function retentionOf(
  file: ChildFile,
  { asOf, holds, parameter = retention.file, incidents = retention.incident }: RetentionQuestion,
): RetentionAnswer {
  const against = obstacles(file, holds, asOf)
  if (against.length > 0) return { answer: 'keep', obstacles: against }
  const { birthDate } = file
  const { exitOn } = file.register
  const left = isKnown(exitOn) && exitOn !== 'none' ? exitOn : undefined
  if (!isKnown(birthDate) || left === undefined)
    return {
      answer: 'unknown',
      missing: [...(isKnown(birthDate) ? [] : ['/birthDate' as const]), ...(left ? [] : ['/register/exitOn' as const])],
    }
  const { value, standing } = parameterOn(parameter, asOf)
  const grown = reachesAgeOn(birthDate, 18)
  const own: RetentionEnd = { what: 'file', on: addMonths(left > grown ? left : grown, value), months: value, standing }
  const end = incidentEnds(file, incidents, asOf).reduce((last, [, one]) => (one.on > last.on ? one : last), own)
  return end.on <= asOf ? { answer: 'erase', end } : { answer: 'keep', obstacles: [], end }
}

const endOf = (what: Retained, since: PlainDate, parameter: Parameter<number>, asOf: PlainDate): RetentionEnd => {
  const { value, standing } = parameterOn(parameter, asOf)
  return { what, on: addMonths(since, value), months: value, standing }
}

const incidentEnds = (
  { incidents }: ChildFile,
  parameter: Parameter<number>,
  asOf: PlainDate,
): readonly (readonly [Pointer, RetentionEnd])[] =>
  Object.entries(incidents).flatMap(([id, { closedOn }]) =>
    isKnown(closedOn) && closedOn !== 'none'
      ? [[pointer('incidents', id), endOf('incident', closedOn, parameter, asOf)] as const]
      : [],
  )

/**
 * The entries of a file that may go on a day although the file stays: incidents, screenings and consents whose own time in `retention`
 * is over, in order of their paths. None while a matter or a hold stands against it, and none without a day to count from. It says what is
 * due; nothing is erased by a machine.
 * @source 个人信息保护法 art. 19: no longer than the purpose needs
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { retentionOfEntries } from 'childfile/privacy'
 * const consents = { k1: { capacity: 'mother', on: '2019-03-01', until: '2020-03-01' } } as const
 * const file = childFile({ id: 'c1', name: '李小花', consents })
 * retentionOfEntries(file, { asOf: '2026-09-15', holds: [] }).map(({ path }) => path) // => ['/consents/k1']
 * ```
 */
export function retentionOfEntries(
  file: ChildFile,
  { asOf, holds }: { readonly asOf: PlainDate; readonly holds: readonly Hold[] },
): readonly EntryEnd[] {
  if (obstacles(file, holds, asOf).some(({ because }) => because !== 'onRegister')) return []
  const dated = [
    ...incidentEnds(file, retention.incident, asOf),
    ...Object.entries(file.screenings).flatMap(([id, { on }]) =>
      isKnown(on) ? [[pointer('screenings', id), endOf('screening', on, retention.screening, asOf)] as const] : [],
    ),
    ...consentsOf(file).flatMap(([id, { until, withdrawnOn }]) => {
      const [first] = [until, withdrawnOn]
        .flatMap((day) => (isKnown(day) && day !== 'none' ? [day] : []))
        .sort((a, b) => (a < b ? -1 : 1))
      return first === undefined
        ? []
        : [[pointer('consents', id), endOf('consent', first, retention.consent, asOf)] as const]
    }),
  ]
  return dated
    .filter(([, end]) => end.on <= asOf)
    .map(([path, end]) => ({ path, end }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
