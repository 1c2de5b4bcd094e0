import { parts, type Pointer, pointer } from '../../pointer.ts'
import { disclosures, type Purpose, purposes } from './disclosures.ts'

/** The paths of a purpose as a tree. A leaf lets everything below it through. */
export interface PathTree {
  /** `*` for the id of any entry. */
  readonly path: Pointer
  readonly leaf: boolean
  readonly below: ReadonlyMap<string, PathTree>
}

function treeOf(paths: readonly Pointer[], path: Pointer = ''): PathTree {
  const depth = parts(path).length
  const names = [...new Set(paths.flatMap((one) => parts(one).slice(depth, depth + 1)))]
  const below = names.map((name): [string, PathTree] => {
    const here = pointer(...parts(path), name)
    return [
      name,
      treeOf(
        paths.filter((one) => one === here || one.startsWith(`${here}/`)),
        here,
      ),
    ]
  })
  return { path, leaf: path !== '' && paths.includes(path), below: new Map(below) }
}

const trees: Readonly<Record<Purpose, PathTree>> = Object.fromEntries(
  purposes.map((purpose) => [purpose, treeOf(disclosures[purpose])]),
) as Record<Purpose, PathTree>

/** The paths of a purpose as a tree. */
export const pathTree = (purpose: Purpose): PathTree => trees[purpose]

/** Whether everything that the tree lets through is held back. */
export const allHeld = (tree: PathTree, held: ReadonlySet<Pointer>): boolean =>
  tree.leaf ? held.has(tree.path) : [...tree.below.values()].every((part) => allHeld(part, held))
