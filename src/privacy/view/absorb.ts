import { canonicalJson } from '../../canonical.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import {
  err,
  invalid,
  type InvalidCode,
  type NotAllowedCode,
  ok,
  type Outcome,
  parse,
  type Problem,
  settle,
} from '../../problem.ts'
import { ChildFile, childFile, type FileDraft } from '../../records/index.ts'
import { allHeld, type PathTree } from './path-tree.ts'
import { type Cut, isTree, put, type Tree } from './cut.ts'
import type { Purpose } from './disclosures.ts'
import { grantOf } from './purpose-terms.ts'
import type { View } from './view.ts'
import { disclose } from './disclose.ts'
import { type Looking, viewRule } from './view-rule.ts'

/**
 * The file with what somebody changed in his or her view of it: every field that was not shown stays as it is. New entries may be put
 * into a section under ids of their own; incidents are reported, never put in or taken out. What is `withheld` has to stay so, an
 * entry of which something is not shown cannot be taken out, and a claim cannot be changed here.
 * @returns Ok: the changed file, judged by the schema. Err `not-allowed`: the purpose gives no right to write, or a field is not
 * shown. Err `invalid`: fields that the view does not have, or what the schema says.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { absorb, disclose } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花', care: { improperCare: ['abuse'] } })
 * const looking = { purpose: 'care', role: 'worker', relation: 'ownCase', asOf: '2026-09-15' } as const
 * const view = disclose(file, looking)
 * const changed = absorb(file, looking, { ...view, name: '李小华' })
 * changed.map(({ name, care }) => [name, care.improperCare]).unwrapOr([]) // => ['李小华', ['abuse']]
 * ```
 */
export function absorb<P extends Purpose>(file: ChildFile, looking: Looking<P>, edited: View<P>): Outcome<ChildFile> {
  const grant = grantOf(looking.purpose, looking.role, looking.relation)
  if (!grant?.writes) return forbidden('', 'not-entitled', 'the purpose gives no right to write')
  const before: unknown = disclose(file, looking)
  const writing: Writing = { rule: viewRule(file, looking), problems: [] }
  const { claims } = file
  const changed = merged(file, before, edited, { tree: writing.rule.tree, at: '' }, writing)
  const kept = isTree(changed) ? { ...changed, id: file.id, claims } : changed
  return settle(kept, writing.problems).andThen((draft) => {
    const whole = childFile(draft as FileDraft)
    return parse(ChildFile, whole).map(() => whole)
  })
}

interface Writing {
  readonly rule: Cut
  readonly problems: Problem[]
}

interface Place {
  readonly tree: PathTree
  readonly at: Pointer
}

const forbidden = (path: Pointer, code: NotAllowedCode, message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path, code, message }])

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

function note(writing: Writing, problem: Outcome<never>): void {
  if (problem.isErr()) writing.problems.push(...problem.error)
}

/** The value with what was edited of it. `before` is what was shown of it. */
function merged(value: unknown, before: unknown, edited: unknown, { tree, at }: Place, writing: Writing): unknown {
  if (edited === undefined || same(before, edited)) return value
  if (tree.path === '/id' || tree.path === '/claims') {
    note(writing, forbidden(at, 'not-entitled', 'is not changed in a view'))
    return value
  }
  if (before === 'withheld' || (tree.path !== '' && allHeld(tree, writing.rule.held))) {
    note(writing, forbidden(at, 'not-entitled', 'is withheld'))
    return value
  }
  if (tree.leaf) return edited
  if (!isTree(edited)) return replaced(value, edited, { tree, at }, writing)
  const each = tree.below.get('*')
  return each
    ? entries(value, before, edited, { tree: each, at }, writing)
    : fields(value, before, edited, { tree, at }, writing)
}

/** A section becomes a word, `none` or `notCollected`: not over entries, and not over fields that are held back. */
function replaced(value: unknown, edited: unknown, { tree, at }: Place, writing: Writing): unknown {
  if (edited === 'withheld') note(writing, wrong(at, 'invalid-value', 'withheld is not a value'))
  else if (isTree(value) && Object.keys(value).length > 0 && !mayBeReplaced(tree, writing.rule))
    note(writing, forbidden(at, 'not-entitled', 'holds what is not shown, or entries: those are taken out one by one'))
  return edited
}

const mayBeReplaced = (tree: PathTree, { held }: Cut): boolean =>
  !tree.below.has('*') && [...tree.below.values()].every((part) => !held.has(part.path) && part.leaf)

const wrong = (path: Pointer, code: InvalidCode, message: string): Outcome<never> => err([invalid(path, code, message)])

function fields(value: unknown, before: unknown, edited: Tree, { tree, at }: Place, writing: Writing): Tree {
  const out: Record<string, unknown> = isTree(value) ? { ...value } : {}
  const shown = isTree(before) ? before : {}
  for (const key of Object.keys(edited)) {
    const part = tree.below.get(key)
    if (!part) note(writing, wrong(at, 'unknown-field', 'has fields that the view does not have'))
    else {
      const next = merged(out[key], shown[key], edited[key], { tree: part, at: pointer2(at, key) }, writing)
      if (next !== undefined) put(out, key, next)
    }
  }
  return out
}

const pointer2 = (at: Pointer, key: string): Pointer => `${at}${pointer(key)}`

/** Ids are somebody's words: a path has `*` for them. */
function entries(value: unknown, before: unknown, edited: Tree, { tree, at }: Place, writing: Writing): Tree {
  const out: Record<string, unknown> = isTree(value) ? { ...value } : {}
  const shown = isTree(before) ? before : {}
  const here: Place = { tree, at: pointer2(at, '*') }
  const fixed = at === '/incidents'
  for (const id of Object.keys(shown))
    if (!Object.hasOwn(edited, id)) {
      const whole = tree.leaf || (isTree(out[id]) && same(out[id], shown[id]))
      if (fixed || !whole) note(writing, forbidden(here.at, 'not-entitled', 'an entry that is not shown whole stays'))
      else Reflect.deleteProperty(out, id)
    }
  for (const id of Object.keys(edited)) {
    const isNew = !Object.hasOwn(shown, id)
    if (isNew && fixed) note(writing, forbidden(here.at, 'not-entitled', 'an incident is reported, not put in'))
    else if (isNew && Object.hasOwn(out, id)) note(writing, wrong(here.at, 'duplicate', 'the id is taken'))
    else put(out, id, entry(out[id], shown[id], edited[id], here, writing))
  }
  return out
}

function entry(value: unknown, before: unknown, edited: unknown, place: Place, writing: Writing): unknown {
  if (same(before, edited)) return value
  if (place.tree.leaf || !isTree(edited)) return edited
  return fields(value, before, edited, place, writing)
}

/** An outcome without a value for callers that only ask whether it may be written. */
export const mayWrite = (looking: Looking): Outcome<void> =>
  grantOf(looking.purpose, looking.role, looking.relation)?.writes
    ? ok(undefined)
    : forbidden('', 'not-entitled', 'the purpose gives no right to write')
