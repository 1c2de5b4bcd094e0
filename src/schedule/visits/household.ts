import { isKnown } from '../../absent.ts'
import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { ChildFile } from '../../records/index.ts'

/**
 * Under which key a child is visited together with others: children share a key if they live at one address with one carer. The
 * carer is the delegated one; if it is known that nobody was delegated, the mother or else the father who lives with the child.
 * A child whose address, division or carer is not known shares its key with nobody: better two visits than a child unseen.
 * White space and full-width signs do not matter. The key is a digest, not a pseudonym: whoever knows address and carer can work
 * it out, so it stays with the workers.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { householdKey } from 'childfile/schedule'
 * const home = { residenceDivision: '520526100202', residenceAddress: '东坡寨村2组', delegate: { name: '戴莹桐' } } as const
 * const [one, other] = ['c1', 'c2'].map((id) => householdKey(childFile({ id, name: '李小花', ...home })))
 * one === other // => true
 * householdKey(childFile({ id: 'c3', name: '李小花' })) // => 'alone.c3'
 * ```
 */
export function householdKey(file: ChildFile): string {
  const { residenceDivision, residenceAddress, id } = file
  const carer = carerOf(file)
  if (!isKnown(residenceDivision) || !isKnown(residenceAddress) || carer === undefined) return `alone.${id}`
  return `home.${digestText(canonicalJson([residenceDivision, plain(residenceAddress), plain(carer)])).slice(0, 24)}`
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '')

function carerOf({ delegate, household, mother, father }: ChildFile): string | undefined {
  if (!isKnown(delegate)) return undefined
  if (delegate !== 'none') return isKnown(delegate.name) ? delegate.name : undefined
  const parent = household.livesWithMother === 'yes' ? mother : household.livesWithFather === 'yes' ? father : undefined
  return parent && isKnown(parent.name) && parent.name !== 'none' ? parent.name : undefined
}
