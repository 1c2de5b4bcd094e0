import { extensionUrl } from '../system.ts'
import { absenceIn, isAbsence } from './absence.ts'
import { below, items, type Node, pathsOf, type Tree } from './node.ts'
import type { Report } from './reading.ts'

const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'
const contested = { url: extensionUrl('contested'), valueBoolean: true }

/** How an Observation says why it has no value; undefined if it has one. */
export const absentReason = (value: unknown): { readonly dataAbsentReason: Tree } | undefined =>
  value === undefined || isAbsence(value)
    ? {
        dataAbsentReason: {
          coding: [{ system, code: 'unknown' }],
          ...(value === 'contested' ? { extension: [contested] } : {}),
        },
      }
    : undefined

/** What an Observation without a value says of a field; nothing more than that it is not known, unless two values stand against each other. */
export function readAbsentReason(node: Node, field: string, said: Tree, report: Report): Tree {
  const reason = below(node, 'dataAbsentReason')
  if (!reason || said[field] !== undefined || absenceIn(reason)) return {}
  for (const coding of items(below(reason, 'coding')))
    if (below(coding, 'system')?.value === system && below(coding, 'code')?.value === 'unknown')
      for (const path of pathsOf(coding, 'system', 'code')) report.taken.add(path)
  const extension = items(below(reason, 'extension')).find((one) => below(one, 'url')?.value === contested.url)
  if (!extension) return {}
  for (const path of pathsOf(extension, 'url', 'valueBoolean')) report.taken.add(path)
  return { [field]: 'contested' }
}
