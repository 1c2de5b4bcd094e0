import { ChildFile, type EventKind, eventKinds } from '../child/child-file.ts'
import { type Shape, shapeOf } from './shape.ts'

/**
 * One row of a file as a store keeps it. The slow sections are one row of kind `file`; every dated entry is a row of its own, with
 * a revision of its own, so that a phone call does not rewrite the file and a matter can be kept from those it concerns. What was
 * never collected is left out; `joinRows` puts it back.
 */
export interface FileRow {
  readonly kind: 'file' | EventKind
  readonly id: string
  readonly document: unknown
}

const events = new Set<string>(eventKinds)
const sections = shapeOf(
  ChildFile.omit(Object.fromEntries(eventKinds.map((kind) => [kind, true])) as Record<EventKind, true>),
)
const entries = Object.fromEntries(
  eventKinds.map((kind) => [kind, shapeOf(ChildFile.shape[kind].valueType)]),
) as Record<EventKind, Shape>

/**
 * The rows of a file: the slow sections first, then dated entries by kind and id.
 * @example
 * ```ts
 * import { childFile, fileRows } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', contacts: { k1: { on: '2026-09-01', channel: 'phone' } } })
 * fileRows(file).map((row) => row.kind) // => ['file', 'contacts']
 * ```
 */
export function fileRows(file: ChildFile): readonly FileRow[] {
  const slow = Object.fromEntries(Object.entries(file).filter(([key]) => !events.has(key)))
  return [
    { kind: 'file', id: file.id, document: sections.keep(slow) },
    ...eventKinds.flatMap((kind) =>
      Object.entries(file[kind])
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, entry]) => ({ kind, id, document: entries[kind].keep(entry) })),
    ),
  ]
}

/**
 * The file that the rows make, in any order; undefined if the row of the slow sections is not among them. It fills and does not
 * judge: rows from a store were judged when they were written.
 * @example
 * ```ts
 * import { childFile, fileRows, joinRows } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', contacts: { k1: { on: '2026-09-01', channel: 'phone' } } })
 * joinRows(fileRows(file))?.contacts // => file.contacts
 * ```
 */
export function joinRows(rows: readonly FileRow[]): ChildFile | undefined {
  const slow = rows.find((row) => row.kind === 'file')
  if (!slow) return undefined
  const file = sections.fill(slow.document) as Record<string, unknown>
  for (const kind of eventKinds)
    file[kind] = Object.fromEntries(
      rows
        .filter((row) => row.kind === kind)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((row) => [row.id, entries[kind].fill(row.document)]),
    )
  return file as ChildFile
}
