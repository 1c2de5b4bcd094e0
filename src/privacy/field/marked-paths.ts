import { type Pointer, pointer } from '../../pointer.ts'
import { fieldTable } from './field-table.ts'
import type { FieldMark } from './mark.ts'

type Node = { readonly [key: string]: Node | FieldMark }
const isMark = (node: Node | FieldMark): node is FieldMark => typeof node['class'] === 'string' && 'category' in node

const below = (node: Node, above: readonly string[]): readonly (readonly [Pointer, FieldMark])[] =>
  Object.entries(node).flatMap(([key, one]) => {
    const here = [...above, key]
    return isMark(one) ? [[pointer(...here), one] as const] : below(one, here)
  })

/** Every field of a file with its mark, in the order of the table; `*` for ids. */
export const markedFields: readonly (readonly [Pointer, FieldMark])[] = below(fieldTable, [])
