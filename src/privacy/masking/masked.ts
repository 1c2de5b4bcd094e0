import type { Immutable } from '../../immutable.ts'
import { fieldTable } from '../field/field-table.ts'
import type { FieldMark, MaskKind } from '../field/mark.ts'
import { mask } from './mask.ts'

type Node = { readonly [key: string]: Node | FieldMark }

/** The same shape with every text as a text and every number that was masked as a text: it is for people to read. */
export type Masked<T> = T extends string
  ? string
  : T extends number
    ? number | string
    : T extends readonly (infer E)[]
      ? readonly Masked<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Masked<T[K]> }
        : T

const isMark = (node: Node | FieldMark): node is FieldMark => typeof node['class'] === 'string' && 'category' in node

/**
 * A file or a view for a screen or a list: names, numbers, telephones, addresses and free words masked as `mask` says, everything
 * else as it is. Fields that no mark knows are masked as free words. It masks; whether somebody may look at it at all is what
 * `disclose` says.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { masked } from 'childfile/privacy'
 * const shown = masked(childFile({ id: 'c1', name: '李小花', father: { phone: '13812340000', status: 'awayWorking' } }))
 * shown.name // => '李*'
 * shown.father.phone // => '138****0000'
 * shown.father.status // => 'awayWorking'
 * ```
 */
export const masked = <T extends object>(document: T): Masked<Immutable<T>> =>
  through(document, fieldTable) as Masked<Immutable<T>>

function through(value: unknown, node: Node | FieldMark | undefined): unknown {
  if (node === undefined) return every('words', value)
  if (isMark(node)) return node.mask ? every(node.mask, value) : otherWords(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const each = Object.hasOwn(node, '*') ? node['*'] : undefined
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      through(item, each ?? (Object.hasOwn(node, key) ? node[key] : undefined)),
    ]),
  )
}

/** Every text below a value. */
function every(kind: MaskKind, value: unknown): unknown {
  if (typeof value === 'string') return mask(kind, value)
  if (typeof value === 'number' || typeof value === 'boolean') return '*'
  if (Array.isArray(value)) return value.map((item) => every(kind, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item], n) => [kind === 'words' ? `${n + 1}` : key, every(kind, item)]),
  )
}

/** Free words beside the codes of a field. */
function otherWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(otherWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'other' && typeof item === 'string' ? mask('words', item) : otherWords(item),
    ]),
  )
}
