import { isKnown, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildId, PersonId } from '../../id.ts'
import type { Pointer } from '../../pointer.ts'
import type { Parameter } from '../../policy.ts'
import { parameterOn } from '../../policy.ts'
import { ageOn, type ChildFile } from '../../records/index.ts'
import type { Standing } from '../../source.ts'
import { classOn, fieldMark, guardianConsentsUnder, stricter } from '../field/field-mark.ts'
import type { DataClass, FieldCategory } from '../field/mark.ts'
import { type DataSubject, dataSubjects } from '../processing/data-subject.ts'

/** Hours within which a breach is to be told, from when it was found. */
export const breachHours: Parameter<{ readonly authorities: number; readonly persons: number }> = {
  id: 'breach.hours',
  unit: 'hours',
  en: 'hours within which a breach is told to authorities and to those concerned; the law says at once',
  zh: '个人信息泄露后通知主管部门和本人的时限；法律规定为立即',
  values: [
    {
      from: '2021-11-01',
      value: { authorities: 24, persons: 72 },
      standing: 'proposal',
      source: {
        title: '个人信息保护法',
        section: 'art. 57: at once; 未成年人网络保护条例 art. 35. The number of hours is our own default',
        kind: 'law',
        standing: 'proposal',
      },
    },
  ],
}

/** A file and the fields of it that got out. */
export interface Exposure {
  readonly file: ChildFile
  readonly paths: readonly Pointer[]
}

/** Somebody who has to be told. `guardian` has the id of the person on the file. */
export type Told =
  | { readonly who: 'child' | 'father' | 'mother' }
  | { readonly who: 'guardian'; readonly person: PersonId | string }

/** A child whose data got out. */
export interface Affected {
  readonly child: ChildId
  readonly categories: readonly FieldCategory[]
  readonly strictest: DataClass
  /**
   * Whose data got out, the child's or others': each has to be told of his or her own. A reporter is told by the office that took the
   * report, never through the family or in one notice with them.
   */
  readonly subjects: readonly DataSubject[]
  /** For the child. Nobody: no guardian is known, and civil affairs have to step in. */
  readonly tell: readonly Told[]
}

/** Who is affected, and until when who has to know. */
export interface BreachList {
  readonly affected: readonly Affected[]
  readonly authoritiesWithinHours: number
  readonly personsWithinHours: number
  readonly standing: Standing
}

/**
 * Who is affected by a breach: exactly the children of whom a field got out, each with the categories, the strictest class and who has to
 * be told. From 14 on the child is told too; parents unless they are dead or missing, guardians in law; a delegated carer only of his or her own data, as one of `subjects`.
 * The list is for the office: a notice to a family must not say that a matter was among it.
 * @source 个人信息保护法 art. 57; 未成年人网络保护条例 art. 35
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { breachList } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', father: { status: 'dead' } })
 * const found = breachList([{ file, paths: ['/mother/phone'] }], '2026-09-15')
 * found.affected // => [{ child: 'c1', categories: ['contact'], strictest: 'sensitive', subjects: ['mother'], tell: [{ who: 'mother' }] }]
 * ```
 */
export function breachList(exposures: readonly Exposure[], asOf: PlainDate): BreachList {
  const byChild = new Map<ChildId, Exposure>()
  for (const { file, paths } of exposures) {
    const before = byChild.get(file.id)?.paths ?? []
    if (paths.length + before.length > 0) byChild.set(file.id, { file, paths: [...before, ...paths] })
  }
  const { value, standing } = parameterOn(breachHours, asOf)
  return {
    affected: [...byChild.values()]
      .map(({ file, paths }) => affectedOf(file, paths, asOf))
      .sort((a, b) => (a.child < b.child ? -1 : 1)),
    authoritiesWithinHours: value.authorities,
    personsWithinHours: value.persons,
    standing,
  }
}

/** A path that is no field counts as the strictest there is, and as that of anybody. */
function affectedOf(file: ChildFile, paths: readonly Pointer[], asOf: PlainDate): Affected {
  const categories = new Set(paths.map((path): FieldCategory => fieldMark(path)?.category ?? 'matter'))
  const strictest = paths.map((path) => classOn(file, path, asOf) ?? 'sealed').reduce<DataClass>(stricter, 'public')
  return {
    child: file.id,
    categories: [...categories].sort((a, b) => (a < b ? -1 : 1)),
    strictest,
    subjects: [...new Set(paths.flatMap(subjectsOf))].sort((a, b) => (a < b ? -1 : 1)),
    tell: toldOf(file, asOf),
  }
}

const subjectsOf = (path: Pointer): readonly DataSubject[] => {
  const found = dataSubjects(path)
  return found.length > 0 ? found : ['named']
}

function toldOf(file: ChildFile, asOf: PlainDate): readonly Told[] {
  const grown = isKnown(file.birthDate) ? ageOn(file.birthDate, asOf) : undefined
  const parents = (['father', 'mother'] as const).filter((parent) => {
    const { status } = file[parent]
    return status !== 'dead' && status !== 'missing' && status !== 'none'
  })
  const guardians = Object.entries(some(file.guardians) ?? {})
    .filter(([, { until }]) => until === 'none' || !isKnown(until) || until > asOf)
    .map(([person]): Told => ({ who: 'guardian', person }))
  return [
    ...(grown !== undefined && grown >= guardianConsentsUnder ? [{ who: 'child' } as const] : []),
    ...(grown !== undefined && grown >= 18 ? [] : [...parents.map((who): Told => ({ who })), ...guardians]),
  ]
}
