import { type Pointer, pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import { fileWith } from './dispute-view.ts'
import type { OfflineEdit } from './unit.ts'

/** No report duty is closed by a machine: that is done by a person who sees the file as it stands. */
export function closes(file: ChildFile, edit: OfflineEdit): boolean {
  if (!edit.at.startsWith('/incidents/')) return false
  const closedOn = (one: ChildFile, at: Pointer): unknown =>
    Object.entries(one.incidents).find(([id]) => pointer('incidents', id) === at)?.[1].closedOn
  try {
    const after = closedOn(fileWith(file, edit.at, edit), edit.at)
    return after !== closedOn(file, edit.at) && after !== 'none' && after !== 'notCollected'
  } catch {
    return true
  }
}
