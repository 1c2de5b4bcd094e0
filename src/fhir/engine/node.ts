import { at, type Pointer, pointer } from '../../pointer.ts'

/** An object of which only own fields count. */
export type Tree = Readonly<Record<string, unknown>>

/** Whether something is an object with fields. */
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Something in a document, with the way to it. */
export interface Node {
  readonly value: unknown
  readonly path: Pointer
}

/** The field of a node; undefined if it has none of that name. */
export const below = (node: Node, key: string): Node | undefined => {
  const value = isTree(node.value) ? at(node.value, pointer(key)) : undefined
  return value === undefined ? undefined : { value, path: `${node.path}${pointer(key)}` }
}

/** The items of a list; something that is no list counts as a list of one, as many systems write it. */
export const items = (node: Node | undefined): readonly Node[] => {
  if (!node) return []
  return Array.isArray(node.value)
    ? node.value.map((value: unknown, n) => ({ value, path: `${node.path}${pointer(n)}` as const }))
    : [node]
}

/** The leaves at and below a node, in the order in which they stand. */
export const leavesOf = (node: Node): readonly Node[] => {
  const { value, path } = node
  if (Array.isArray(value) && value.length > 0) return items(node).flatMap(leavesOf)
  if (isTree(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, item]) => leavesOf({ value: item, path: `${path}${pointer(key)}` }))
  return [node]
}

/** The pointers of the leaves. */
export const paths = (...nodes: readonly (Node | undefined)[]): readonly Pointer[] =>
  nodes.flatMap((node) => (node ? leavesOf(node).map(({ path }) => path) : []))

/** The pointers of fields of a node that hold a single value. */
export const pathsOf = (node: Node, ...keys: readonly string[]): readonly Pointer[] =>
  keys.flatMap((key) => {
    const inner = below(node, key)
    return inner && typeof inner.value !== 'object' ? [inner.path] : []
  })

/** Leaves of a node that stand in a template as well, with the same value. */
export const sameLeaves = (node: Node, template: unknown): readonly Pointer[] =>
  leavesOf(node).flatMap(({ value, path }) =>
    at(template, path.slice(node.path.length) as Pointer) === value ? [path] : [],
  )

/** The text of a field, if it is text with something in it. */
export const textBelow = (node: Node, key: string): string | undefined => {
  const value = below(node, key)?.value
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Fields in the order of their names, for the same bytes whatever the order in which they were written. */
export const inOrder = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
