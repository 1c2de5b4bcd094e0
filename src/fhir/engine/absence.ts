import type { Pointer } from '../../pointer.ts'
import { extensionUrl, fhirSystems } from '../system.ts'
import { items, below, type Node, pathsOf, type Tree } from './node.ts'

/** The reasons of HL7 for what a field says instead of a value. */
const reasons: Readonly<Record<string, string>> = {
  notCollected: 'unknown',
  contested: 'unknown',
  none: 'not-applicable',
}
const contestedUrl = extensionUrl('contested')

/** Whether a value says why there is none. */
export const isAbsence = (value: unknown): value is string =>
  value === 'notCollected' || value === 'contested' || value === 'none'

/** The element that says why there is no value; HL7 knows no word for two values that stand against each other, so that has one more. */
export const absence = (reason: string): Tree => ({
  extension: [
    { url: fhirSystems.dataAbsentReason, valueCode: reasons[reason] ?? reason },
    ...(reason === 'contested' ? [{ url: contestedUrl, valueBoolean: true }] : []),
  ],
})

/** What an element says instead of a value; undefined if it says nothing of the kind. The leaves that said it are the reader's. */
export function absenceIn(
  node: Node | undefined,
  own: Readonly<Record<string, string>> = {},
): { readonly value: string; readonly took: readonly Pointer[]; readonly absent: true } | undefined {
  const extensions = node ? items(below(node, 'extension')) : []
  const given = extensions.find((one) => below(one, 'url')?.value === fhirSystems.dataAbsentReason)
  if (!given) return undefined
  const contested = extensions.find((one) => below(one, 'url')?.value === contestedUrl)
  const code = below(given, 'valueCode')?.value
  const told = pathsOf(given, 'url')
  const known = [...told, ...pathsOf(given, 'valueCode')]
  if (contested && below(contested, 'valueBoolean')?.value === true) {
    const took = [...(code === reasons['contested'] ? known : told), ...pathsOf(contested, 'url', 'valueBoolean')]
    return { value: 'contested', took, absent: true }
  }
  const special = Object.entries(own).find(([, reason]) => reason === code)
  if (special) return { value: special[0], took: known, absent: true }
  if (code === reasons['none']) return { value: 'none', took: known, absent: true }
  return { value: 'notCollected', took: code === reasons['notCollected'] ? known : told, absent: true }
}
