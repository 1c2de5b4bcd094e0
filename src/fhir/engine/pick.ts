import { inOrder, type Tree } from './node.ts'

/** The fields of those names. */
export const pick = (tree: Tree, names: readonly string[]): Tree =>
  Object.fromEntries(inOrder(tree).filter(([key]) => names.includes(key)))

/** All other fields. */
export const without = (tree: Tree, names: readonly string[]): Tree =>
  Object.fromEntries(inOrder(tree).filter(([key]) => !names.includes(key)))
