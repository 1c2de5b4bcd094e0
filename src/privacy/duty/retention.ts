import { isKnown } from '../../absent.ts'
import { addMonths, type PlainDate } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import { type ChildFile, reachesAgeOn } from '../../records/index.ts'
import type { Source, Standing } from '../../source.ts'
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

/**
 * Whether a file has to be kept on a day, may go, or nobody can say: it is kept while anything stands against erasing it, then for the
 * time of `retention.file` after the child left the register or came of age, whichever is later. It says what is due; nothing is
 * erased by a machine.
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
  {
    asOf,
    holds,
    parameter = retention.file,
  }: { asOf: PlainDate; holds: readonly Hold[]; parameter?: Parameter<number> },
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
  const end: RetentionEnd = { what: 'file', on: addMonths(left > grown ? left : grown, value), months: value, standing }
  return end.on <= asOf ? { answer: 'erase', end } : { answer: 'keep', obstacles: [], end }
}
