import { pointer } from '../../pointer.ts'
import type { Line } from '../engine/line.ts'
import { inOrder, isTree, type Tree } from '../engine/node.ts'
import { omit, write } from '../engine/writing.ts'
import { type Emitted, inFile, type Writing } from './mapping.ts'

/** Every entry of a section of the file as one resource; a section that says why it has none has no place. */
export function entriesOut(
  section: string,
  entries: unknown,
  lines: readonly Line[],
  writing: Writing,
  fixed: (key: string, record: Tree) => Tree,
): readonly Emitted[] {
  if (!isTree(entries)) {
    omit(writing.notWritten, inFile(section), entries)
    return []
  }
  return inOrder(entries).flatMap(([key, record]) => {
    const at = `${inFile(section)}${pointer(key)}` as const
    if (isTree(record))
      return [
        { kind: section, key, resource: write(record, lines, writing.notWritten, { at, fixed: fixed(key, record) }) },
      ]
    omit(writing.notWritten, at, record)
    return []
  })
}
