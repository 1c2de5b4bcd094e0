import { isKnown } from '../absent.ts'
import { epochDay, type PlainDate } from '../date.ts'
import type { ChildId } from '../id.ts'
import type { Pointer } from '../pointer.ts'
import { parameterOn, type Tier } from '../policy.ts'
import type { ChildFile } from '../records/index.ts'
import { viewOf } from './evaluation.ts'
import { ageGate } from './facts/birth.ts'
import { facts } from './facts/catalogue.ts'
import { defaultRuleset } from './defaults/document.ts'

/** Something that shows only when files are looked at together. */
export interface CrossFinding {
  readonly rule: 'cross.carer-is-child'
  readonly tier: Tier
  /** The child whose file says it, and where. */
  readonly child: ChildId
  readonly path: Pointer
  /** The carer's own file: its id, `none` if there is none, `several` if nobody can tell which. */
  readonly carerFile: ChildId | 'none' | 'several'
  readonly zh: string
  readonly en: string
}

const words = {
  none: {
    zh: '照护人是不满16周岁的孩子，还没有自己的档案，请建档并走访',
    en: 'the carer is a child under 16 without a file: open one and visit',
  },
  found: {
    zh: '照护人是不满16周岁的孩子，请把两个孩子放在一起考虑',
    en: 'the carer is a child under 16: look at both children together',
  },
} as const

/**
 * What shows only across files: a carer who is a child. Such a carer is looked for among the files by identity number, by the file
 * that the household names, or by name and birth date; a name alone joins nobody. Only carers who are surely under the age count.
 * Findings stand in order of the child's id, whatever the order of the files. Time grows with the number of files.
 * @source 未成年人保护法 art. 22; the age is a parameter of the default rules
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { crossCheck } from 'childfile/risk'
 * const file = childFile({ id: 'c1', name: '李小花', delegate: { name: '李小军', birthDate: '2012-03-01' } })
 * crossCheck([file], { asOf: '2026-09-15' }).map((finding) => finding.carerFile) // => ['none']
 * ```
 */
export function crossCheck(
  files: Iterable<ChildFile>,
  { asOf }: { readonly asOf: PlainDate },
): readonly CrossFinding[] {
  const all = [...files]
  const byIdentity = new Map<string, Set<ChildId>>()
  const put = (key: string, id: ChildId): void => {
    byIdentity.set(key, (byIdentity.get(key) ?? new Set()).add(id))
  }
  for (const { id, idNumber, name, birthDate } of all) {
    if (isKnown(idNumber) && idNumber !== 'none') put(`number ${idNumber}`, id)
    if (isKnown(birthDate)) put(`person ${name} ${birthDate}`, id)
  }
  return all
    .filter((file) => carerIsChild(file, asOf))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((file): CrossFinding => {
      const carers = carerFiles(file, byIdentity)
      const [first] = carers
      const carerFile = first === undefined ? 'none' : carers.size > 1 ? 'several' : first
      const { zh, en } = words[carerFile === 'none' ? 'none' : 'found']
      return { rule: 'cross.carer-is-child', tier: 4, child: file.id, path: '/delegate', carerFile, zh, en }
    })
}

/** Whether the delegated carer is surely under the age, the protective day included. */
function carerIsChild(file: ChildFile, asOf: PlainDate): boolean {
  const minimum = defaultRuleset.parameters.get('carer.minimumAge')
  const born = facts['carer.birthDate']?.read(viewOf(file, {}, epochDay(asOf), defaultRuleset))
  if (!minimum || born?.kind !== 'quantity') return false
  return epochDay(asOf) < ageGate(born.least, parameterOn(minimum, asOf).value, 'year', 1)
}

/** The files that the carer may have, the child's own left out. */
function carerFiles(file: ChildFile, byIdentity: ReadonlyMap<string, ReadonlySet<ChildId>>): ReadonlySet<ChildId> {
  const { delegate, household } = file
  if (typeof delegate !== 'object') return new Set()
  const { idNumber, name, birthDate } = delegate
  const found = new Set<ChildId>()
  if (isKnown(idNumber) && idNumber !== 'none') byIdentity.get(`number ${idNumber}`)?.forEach((id) => found.add(id))
  if (isKnown(name) && isKnown(birthDate)) byIdentity.get(`person ${name} ${birthDate}`)?.forEach((id) => found.add(id))
  const members = typeof household.members === 'object' ? Object.values(household.members) : []
  for (const member of members)
    if (isKnown(name) && member.name === name && isKnown(member.file) && member.file !== 'none') found.add(member.file)
  found.delete(file.id)
  return found
}
