import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Tier } from '../../policy.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Beside } from '../reading/fact.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { bitsOf } from '../sweep/one-by-one.ts'
import { namedIn, type SweptBits } from '../sweep/swept.ts'

/** A child whom a new ruleset puts elsewhere. */
export interface TierChange {
  readonly child: ChildId
  readonly before: { readonly tier: Tier; readonly tierUpper: Tier }
  readonly after: { readonly tier: Tier; readonly tierUpper: Tier }
  /** Rules that fire with the new ruleset only, by id. */
  readonly raised: readonly string[]
  /** Rules that fired with the old ruleset only, by id. */
  readonly gone: readonly string[]
}

/** What a new ruleset would change before anybody uses it. */
export interface Impact {
  readonly children: number
  /** Children by tier before and after: `moves[before][after]`. */
  readonly moves: readonly (readonly number[])[]
  /** Children whose tier, upper tier or flags change, by id. */
  readonly changes: readonly TierChange[]
}

const firedBy = (rules: Ruleset, { fired }: SweptBits): ReadonlySet<string> => new Set(namedIn(rules, fired))

const without = (a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] =>
  [...a].filter((rule) => !b.has(rule)).sort((x, y) => (x < y ? -1 : 1))

/**
 * Which children a new ruleset would put elsewhere, and by which rules: to be looked at by people before it is published. Nothing is kept and nothing
 * is sent.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileRules, defaultRules, impact } from 'childfile/risk'
 * const before = compileRules(defaultRules)._unsafeUnwrap()
 * const after = compileRules({ ...defaultRules, rules: defaultRules.rules.filter(({ id }) => id !== 'guardianship.rating-poor') })._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } })
 * impact(before, after, [file], { asOf: '2026-09-15' }).changes.map(({ child, gone }) => [child, gone]) // => [['c1', ['guardianship.rating-poor']]]
 * ```
 */
export function impact(
  before: Ruleset,
  after: Ruleset,
  files: Iterable<ChildFile>,
  { asOf, beside = () => ({}) }: { readonly asOf: PlainDate; readonly beside?: (file: ChildFile) => Beside },
): Impact {
  const [old, now] = [bitsOf(before, asOf), bitsOf(after, asOf)]
  const moves = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])
  const changes: TierChange[] = []
  let children = 0
  for (const file of files) {
    const [a, b] = [old(file, beside(file)), now(file, beside(file))]
    children += 1
    const row = moves[a.tier] ?? []
    row[b.tier] = (row[b.tier] ?? 0) + 1
    const [firedBefore, firedAfter] = [firedBy(before, a), firedBy(after, b)]
    const [raised, gone] = [without(firedAfter, firedBefore), without(firedBefore, firedAfter)]
    if (a.tier === b.tier && a.tierUpper === b.tierUpper && raised.length + gone.length === 0) continue
    changes.push({
      child: file.id,
      before: { tier: a.tier, tierUpper: a.tierUpper },
      after: { tier: b.tier, tierUpper: b.tierUpper },
      raised,
      gone,
    })
  }
  return { children, moves, changes: changes.sort((a, b) => (a.child < b.child ? -1 : 1)) }
}
