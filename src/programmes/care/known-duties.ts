import type { PlainDate } from '../../date.ts'
import { checksMayBeRead, mayBeCause, type Viewer } from '../../privacy/index.ts'
import type { ChildFile, Visit } from '../../records/index.ts'
import { type ReportDuty, reportDuties } from '../../risk/index.ts'

const handlers: ReadonlySet<Viewer['role']> = new Set<Viewer['role']>(['protectionOfficer', 'authority'])

/** Whether somebody may know what a visit saw: whoever may read its checklist, and who handles matters. */
export const isReadable = (visit: Visit, file: Pick<ChildFile, 'workers'>, viewer: Viewer): boolean =>
  handlers.has(viewer.role) || checksMayBeRead(visit, file, viewer)

/**
 * The open duties to report about a child of which somebody may know: those that follow from the file without the incidents of which this person may be
 * the cause and without what others saw on visits. Equal to the byte with and without them.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { knownDuties } from 'childfile/programmes'
 * const file = childFile({
 *   id: 'c1', name: '李小花',
 *   incidents: { i1: { observedOn: '2026-09-10', situations: ['violence'], possibleCauses: [{ role: 'worker', id: 'w3' }] } },
 * })
 * const worker = (person: string) => ({ role: 'worker', relation: 'ownCase', person } as const)
 * knownDuties(file, { asOf: '2026-09-15', viewer: worker('w3') }).length // => 0
 * knownDuties(file, { asOf: '2026-09-15', viewer: worker('w1') }).length // => 1
 * ```
 */
export function knownDuties(
  file: ChildFile,
  { asOf, viewer }: { readonly asOf: PlainDate; readonly viewer: Viewer },
): readonly ReportDuty[] {
  const incidents = Object.entries(file.incidents).filter(([, incident]) => !mayBeCause(incident, viewer))
  const visits = Object.entries(file.visits).filter(([, visit]) => isReadable(visit, file, viewer))
  const known = { ...file, incidents: Object.fromEntries(incidents), visits: Object.fromEntries(visits) }
  return reportDuties(known, { asOf }).filter(({ state }) => state !== 'reported')
}
