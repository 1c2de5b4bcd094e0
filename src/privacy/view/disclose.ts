import { at, type Pointer, parts, pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import { type Cut, cut, isTree, type Tree } from './cut.ts'
import type { Purpose } from './disclosures.ts'
import type { PathTree } from './path-tree.ts'
import type { View } from './view.ts'
import { type HeldBecause, heldBack, type Looking, viewRule } from './view-rule.ts'

/**
 * What somebody may see of a file for a purpose, on a day. The type has the fields of the purpose and no others; where role,
 * relation or consent do not allow one of them, `withheld` stands in its place, whatever stands in the file. Who is not named in
 * `purposeTerms` sees `withheld` everywhere. Incidents of which the viewer may be the cause are not there at all, and nothing in
 * the answer depends on them; neither are words that the child did not want the viewer to be told.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { disclose } from 'childfile/privacy'
 * const consents = { k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: 'none' } } as const
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', consents })
 * const helper = { purpose: 'support', role: 'helper', relation: 'helper' } as const
 * disclose(file, { ...helper, asOf: '2026-09-15' }).name // => '李小花'
 * disclose(file, { ...helper, asOf: '2026-02-28' }).name // => 'withheld'
 * ```
 */
export function disclose<P extends Purpose>(file: ChildFile, looking: Looking<P>): View<P> {
  const rule = viewRule(file, looking)
  // The cut follows the table from which the type is made.
  return withClaims(cut(file, rule) as Tree, rule) as View<P>
}

/**
 * What somebody may see today of an earlier state of a file: what may be seen of the file as it is now, and was there then. A
 * consent that was withdrawn since, and a cause that was named since, count.
 */
export function disclosePast<P extends Purpose>(past: ChildFile, present: ChildFile, looking: Looking<P>): View<P> {
  const now = viewRule(present, looking)
  const then = viewRule(past, looking)
  const entry: Cut['entry'] = (section, id, value) => {
    const word = then.entry(section, id, value)
    const today = isTree(at(present, section)) && at(present, `${section}${pointer(id)}`) !== undefined
    const other = today ? now.entry(section, id, value) : []
    return word === 'hidden' || other === 'hidden' ? 'hidden' : [...new Set([...word, ...other])]
  }
  const rule: Cut = { tree: now.tree, held: now.held, entry }
  return withClaims(cut(past, rule) as Tree, rule) as View<P>
}

/** What was said about contested fields, of those fields only that are shown whole. */
function withClaims(view: Tree, rule: Cut): Tree {
  const { claims } = view
  if (!isTree(claims)) return view
  const seen = Object.entries(claims).filter(([path]) => isShown(view, path as Pointer, rule))
  return { ...view, claims: Object.fromEntries(seen) }
}

function isShown(view: Tree, path: Pointer, { tree, held }: Cut): boolean {
  let here: PathTree | undefined = tree
  for (const part of parts(path)) {
    if (here?.leaf) break
    here = here?.below.get('*') ?? here?.below.get(part)
  }
  const value = at(view, path)
  return here?.leaf === true && !held.has(here.path) && value !== undefined && value !== 'withheld'
}

/** A field of the purpose that is held back, and why. */
export interface Held {
  readonly path: Pointer
  readonly because: HeldBecause
}

/**
 * Which fields of a purpose are held back from somebody, and why: not entitled to the purpose, not for the role, no consent. What
 * concerns a matter is no reason that is ever given.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { heldFrom } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花', consents: 'none' })
 * heldFrom(file, { purpose: 'activity', role: 'organiser', relation: 'served', asOf: '2026-09-15' })[0] // => { path: '/id', because: 'noConsent' }
 * ```
 */
export const heldFrom = (file: ChildFile, looking: Looking): readonly Held[] =>
  [...heldBack(file, looking)].map(([path, because]) => ({ path, because }))
