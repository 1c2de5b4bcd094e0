import type { Pointer } from '../../pointer.ts'
import { allHeld, type PathTree } from './path-tree.ts'

/** What of a file is let through: the paths of a purpose, those among them that are held back, and a word on single entries. */
export interface Cut {
  readonly tree: PathTree
  readonly held: ReadonlySet<Pointer>
  /** Of an entry of a section keyed by ids: not there at all, or fields of it held back. */
  readonly entry: (
    section: Pointer,
    id: string,
    entry: Readonly<Record<string, unknown>>,
  ) => 'hidden' | readonly string[]
}

export type Tree = Readonly<Record<string, unknown>>
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sets an own property even where the name has a meaning of its own. */
export const put = (target: Record<string, unknown>, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}

/**
 * The part of a document that is let through. Where all of a section is held back it is `withheld` whatever stands in it, so that
 * its form tells nothing; where a section has no value, the reason why comes through.
 */
export function cut(document: unknown, rule: Cut): unknown {
  return shown(document, rule.tree, rule)
}

function shown(value: unknown, tree: PathTree, rule: Cut): unknown {
  if (tree.path !== '' && allHeld(tree, rule.held)) return 'withheld'
  if (tree.leaf || !isTree(value)) return value
  const each = tree.below.get('*')
  return each ? entries(value, each, tree.path, rule) : fields(value, tree, rule)
}

function fields(value: Tree, tree: PathTree, rule: Cut, without: readonly string[] = []): Tree {
  const out: Record<string, unknown> = {}
  for (const [key, part] of tree.below)
    if (Object.hasOwn(value, key)) put(out, key, without.includes(key) ? 'withheld' : shown(value[key], part, rule))
  return out
}

function entries(value: Tree, each: PathTree, section: Pointer, rule: Cut): Tree {
  const out: Record<string, unknown> = {}
  for (const id of Object.keys(value).sort((a, b) => (a < b ? -1 : 1))) {
    const entry = value[id]
    if (!isTree(entry)) continue
    const word = rule.entry(section, id, entry)
    if (word !== 'hidden') put(out, id, each.leaf ? entry : fields(entry, each, rule, word))
  }
  return out
}
